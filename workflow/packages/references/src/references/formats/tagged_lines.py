"""What readers of tagged text have in common, for formats whose records have no end mark."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import NamedTuple

from human_files.text.content import Content
from references.formats.plain_values import cleaner, plain_text
from references.reading import Reader, Reading, Remark, shorten
from references.record import Record

#: Values by tag; a value of several lines contains line ends.
Tags = dict[str, list[str]]
#: Formats are recognised from this many characters of a text.
_HEAD = 200_000


class TaggedForm(NamedTuple):
    """One kind of tagged text.

    ``signs`` identifies the format. ``opening`` matches the line that begins a record; ``tag`` one
    with a tag (group 1) and its value (group 2). Where the opening line is damaged, a record also
    begins with a tag of ``single`` that the record before has already, and with one of ``early``
    after an empty line if the record before has one of the ``titles``. ``convert`` makes a record;
    ``begins`` is what the opening line is called.
    """

    format: str
    signs: re.Pattern[str]
    opening: re.Pattern[str]
    tag: re.Pattern[str]
    early: frozenset[str]
    single: frozenset[str]
    titles: frozenset[str]
    begins: str
    convert: Callable[[Tags], Record]


def reader(form: TaggedForm) -> Reader:
    """Return the reader of one kind of tagged text."""

    def recognises(content: Content) -> bool:
        """Return whether the file shows the signs of the format."""
        return form.signs.search(content.text[:_HEAD]) is not None

    def read(content: Content) -> Reading:
        """Return the records of the file."""
        return _read(content, form)

    return Reader(form.format, recognises, read)


def _read(content: Content, form: TaggedForm) -> Reading:
    """Return the records of the file.

    One whose opening line is missing is kept and listed as repaired. The format has no end mark:
    a file that ends within a line gets a warning that names the last record.
    """
    text = plain_text(content)
    clean = cleaner(text)
    reading = Reading()
    tags: dict[str, list[list[str]]] = {}  # the lines of each value
    last = ""
    start, blank, opened = 0, True, False

    def close() -> None:
        """Add the record that was read so far, if there is one."""
        nonlocal tags, opened
        if tags:
            whole = opened
            values = {
                name: [clean_lines("\n".join(lines), clean) for lines in tags[name]]
                for name in tags
            }
            record = form.convert(
                {name: kept for name, v in values.items() if (kept := list(filter(None, v)))}
            )
            reading.records.append(record)
            record.position, record.line = len(reading.records), start
            if not whole:
                reason = f"no {form.begins} line at its beginning"
                reading.repaired.append(Remark(start, _name(record), reason))
        tags, opened = {}, False

    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            blank = True
            continue
        opening = form.opening.match(line) is not None
        match = form.tag.match(line)
        early = match is not None and _begins(match[1], tags, form, blank=blank)
        if opening or early:
            close()
            start, opened = number, opening
        if match is not None:
            if not tags and not opened:
                start = number
            last = match[1]
            tags.setdefault(last, []).append([match[2] or ""])
        elif tags and not opening:
            tags[last][-1].append(line)
        elif not opening:
            reading.outside.append(number)
        blank = False
    close()
    if reading.records and not text.endswith("\n"):
        name = _name(reading.records[-1])
        reading.warnings.append(f'The file ends within a line, in the record "{name}".')
    return reading


def _begins(tag: str, tags: Collection[str], form: TaggedForm, *, blank: bool) -> bool:
    """Return whether a tag begins a new record, after the one of ``tags``."""
    if tag in form.single and tag in tags:
        return True
    return blank and tag in form.early and not form.titles.isdisjoint(tags)


def clean_lines(value: str, clean: Callable[[str], str]) -> str:
    """Return a value with each of its lines made plain."""
    if "\n" not in value:
        return clean(value)
    return "\n".join(line for part in value.split("\n") if (line := clean(part)))


def one(tags: Tags, *names: str) -> str:
    """Remove and return the first value of the first tag given, on one line; others stay."""
    for name in names:
        if tags.get(name):
            value, *further = tags.pop(name)
            if further:
                tags[name] = further
            return value.replace("\n", " ")
    return ""


def joined(tags: Tags, name: str) -> list[str]:
    """Remove and return the values of a tag, each on one line."""
    return [value.replace("\n", " ") for value in tags.pop(name, ())]


def _name(record: Record) -> str:
    """Return what a record is called in messages."""
    return shorten(record.title or record.doi or "no title")
