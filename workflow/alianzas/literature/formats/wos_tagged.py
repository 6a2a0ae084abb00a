"""Reading the tagged text of Web of Science ("plain text file", .isi, .ciw).

Own reading rather than rispy's, which (0.10) stops with an error at tags that it does not know.
"""

from __future__ import annotations

import re

from alianzas.literature.content import Content
from alianzas.literature.formats.plain import single_blanks, tidy_text
from alianzas.literature.formats.wos_fields import LISTS, OF_THE_FILE, Tags, record_of
from alianzas.literature.reading import Reader, Reading, Remark, shorten
from alianzas.literature.record import Record

_FIRST = re.compile(r"\n(?:FN [A-Z][\w .&™®-]{3,80}|PT [A-Z]) *(?=\n)")
_FIELD = re.compile(r"\n(?:TI|SO|AU|UT) \S")
_END = re.compile(r"\nER *(?=\n|\Z)")
_SPLIT = re.compile(r"\n([A-Z][A-Z0-9])(?: |(?=\n)|\Z)")
_LAST_LINE = re.compile(r"\nEF *(?=\n|\Z)")


def recognises(content: Content) -> bool:
    """Return whether the file begins as such a download, or some line opens a record."""
    head = f"\n{content.text[:200_000]}"
    return _FIRST.search(head) is not None and _FIELD.search(head) is not None


def read(content: Content) -> Reading:
    """Return the records of the file.

    A record that the next one interrupts and one whose first line is missing are kept and listed
    as repaired; one that the end of the file interrupts is ``cut``. Lines that begin with blanks
    continue the field above, or add a value to a list. Without the line EF the file may lack
    records: a warning says so.
    """
    text = f"\n{tidy_text(content)}"
    reading = Reading()
    place, line = 0, 0  # where the next record's text begins, and the lines before it
    for match in _END.finditer(text):
        _read_one(reading, text[place : match.start()], line)
        line += text.count("\n", place, match.start() + 1)
        place = match.end()
    cut = _last(reading, text[place:], line)
    if cut is not None:
        reading.cut = cut
    elif _LAST_LINE.search(text, max(text.rfind("\nEF"), 0)) is None:
        reading.warnings.append(
            "The last line of such a download, EF, is missing: records after the last one here, "
            f'"{_name(reading.records[-1]) if reading.records else ""}", may be missing too.'
        )
    return reading


def _read_one(reading: Reading, chunk: str, line: int) -> None:
    """Add the record in the text up to an end line, and those before it that lack theirs."""
    pieces = _pieces(chunk, line)
    for start, tags in pieces[:-1]:
        _close(reading, tags, start, "no ER line at its end")
    for start, tags in pieces[-1:]:
        _close(reading, tags, start)


def _last(reading: Reading, chunk: str, line: int) -> Remark | None:
    """Add the records after the last end line; return the one that the file's end cuts off."""
    pieces = _pieces(chunk, line)
    for start, tags in pieces[:-1]:
        _close(reading, tags, start, "no ER line at its end")
    if not pieces:
        return None
    start, tags = pieces[-1]
    record = record_of(tags)
    record.position, record.line = len(reading.records) + 1, start
    reason = "the file ends before this record does (no ER)"
    return Remark(start, _name(record), reason, record)


def _pieces(chunk: str, line: int) -> list[tuple[int, Tags]]:
    """Return the tags of each record in a text, and the line where it begins."""
    parts = _SPLIT.split(chunk)
    number = line + parts[0].count("\n") + 1
    pieces: list[tuple[int, Tags]] = []
    tags: Tags = {}
    for name, value in zip(parts[1::2], parts[2::2], strict=True):
        if name in OF_THE_FILE:
            number += 1 + value.count("\n")
            continue
        if name == "PT" or not pieces:
            tags = {}
            pieces.append((number, tags))
        if "\n" in value:
            number += value.count("\n")
            if name in LISTS:
                values = [
                    part for line in value.split("\n") if (part := single_blanks(line.strip()))
                ]
            else:
                values = [" ".join(value.split())]
        else:
            values = [single_blanks(value.strip())]
        number += 1
        if name in tags:
            tags[name] += values
        else:
            tags[name] = values
    return pieces


def _close(reading: Reading, tags: Tags, line: int, reason: str = "") -> None:
    if "PT" not in tags:
        reason = "no PT line at its beginning"
    record = record_of(tags)
    reading.records.append(record)
    record.position, record.line = len(reading.records), line
    if reason:
        reading.repaired.append(Remark(line, _name(record), reason))


def _name(record: Record) -> str:
    return shorten(record.title or record.doi or next(iter(record.other.get("UT", ())), "no title"))


READER = Reader("Web of Science tagged text", recognises, read)
