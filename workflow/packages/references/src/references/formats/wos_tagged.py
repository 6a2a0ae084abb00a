"""Reading the tagged text of Web of Science ("plain text file", .isi, .ciw).

rispy (0.10) is not used for this: it stops with an error at tags that it does not know.
"""

from __future__ import annotations

import re
from string import ascii_uppercase, digits

from human_files.text.content import Content
from references.formats.plain_values import single_blanks, tidy_text
from references.formats.wos_fields import LISTS, OF_THE_FILE, Tags, record_of
from references.reading import Reader, Reading, Remark, shorten
from references.record import Record

_FIRST = re.compile(r"\n(?:FN [A-Z][\w .&™®-]{3,80}|PT [A-Z]) *(?=\n)")
_FIELD = re.compile(r"\n(?:TI|SO|AU|UT) \S")
_FURTHER = re.compile(r"\n +")
_UNTAGGED = re.compile(r"\n+(?!\n|[A-Z][A-Z0-9](?:[ \t\n]|\Z))")
_TAGS = frozenset(
    first + second for first in ascii_uppercase for second in ascii_uppercase + digits
)
#: Tags that a record has once; of two records that ran into each other, twice.
_ONCE = ("TI", "UT", "DI", "PY")
_NO_END = "no ER line at its end"
_LAST_LINE = re.compile(r"\nEF *(?=\n|\Z)")


def recognises(content: Content) -> bool:
    """Return whether the file begins as such a download does, or some line opens a record."""
    head = f"\n{content.text[:200_000]}"
    return _FIRST.search(head) is not None and _FIELD.search(head) is not None


def read(content: Content) -> Reading:
    """Return the records of the file.

    A record that the next one interrupts and one whose first line is missing are kept and listed
    as repaired; one that the end of the file interrupts is ``cut``. Lines that begin with spaces
    continue the field above, or add a value to a list. Without the line EF, records may be missing:
    a warning says so.
    """
    text = f"\n{tidy_text(content)}"
    # A field with all its lines becomes one line, in which a tab begins each further one.
    fields = text.replace("\n   ", "\t")
    reading = _read(fields)
    if reading is None:
        # Other programs may have changed the spaces at the beginning of further lines.
        fields = _FURTHER.sub("\t", fields)
        fields = _UNTAGGED.sub(lambda match: "\t" * len(match.group()), fields)
        reading = _read(fields, repaired=True) or Reading()
    if reading.cut is None and _LAST_LINE.search(text, max(text.rfind("\nEF"), 0)) is None:
        reading.warnings.append(
            "The last line of such a download, EF, is missing: records after the last one here, "
            f'"{_name(reading.records[-1]) if reading.records else ""}", may be missing too.'
        )
    return reading


def _read(text: str, *, repaired: bool = False) -> Reading | None:
    """Return the records of a text with one line for each field.

    None if some line has no tag, unless such lines were ``repaired`` already.
    """
    reading = Reading()
    tags: Tags = {}
    in_record = False
    before, *lines = text.split("\n")
    reading.leave_outside(before.replace("\t", "\n"), 0)
    number = start = 1 + before.count("\t")
    # Each line of this loop runs for each field of the file: the usual cases come first.
    for line in lines:
        name, value = line[:2], line[3:]
        if name not in _TAGS or line[2:3] not in " \t":
            if line and not repaired:
                return None
            if line.strip():
                reading.outside.append(number)
            number += 1 + line.count("\t")
            continue
        further = line.count("\t") if "\t" in line else 0
        if name == "PT" or not (in_record or name in OF_THE_FILE):
            if in_record:
                _close(reading, tags, start, _NO_END)
            tags, start, in_record = {}, number, True
        number += 1 + further
        if name in LISTS:
            if "  " in value:
                value = single_blanks(value)
            values = [part for part in map(str.strip, value.split("\t")) if part]
        else:
            if further:
                value = value.replace("\t", " ")
            value = " ".join(value.split()) if "  " in value else value.strip()
            if name in OF_THE_FILE:
                if further:
                    rest = line.partition("\t")[2].replace("\t", "\n")
                    reading.leave_outside(rest, number - further)
                if name == "ER" and in_record and not line[2:].partition("\t")[0].strip():
                    _close(reading, tags, start)
                    in_record = False
                continue
            values = [value] if value else []
        if not values and name != "PT":
            continue
        if name in tags:
            tags[name] += values
        else:
            tags[name] = values
    if in_record:
        record = record_of(tags)
        record.position, record.line = len(reading.records) + 1, start
        reason = "the file ends before this record does (no ER)"
        reading.cut = Remark(start, _name(record), reason, record)
    return reading


def _close(reading: Reading, tags: Tags, line: int, reason: str = "") -> None:
    """Add the record of the tags found; it begins at ``line``, and was repaired for ``reason``."""
    if "PT" not in tags:
        reason = "no PT line at its beginning"
    if not reason:
        twice = [name for name in _ONCE if len(tags.get(name, ())) > 1]
        reason = f"the field {twice[0]} occurs twice" if twice else ""
    record = record_of(tags)
    reading.records.append(record)
    record.position, record.line = len(reading.records), line
    if reason:
        reading.repaired.append(Remark(line, _name(record), reason))


def _name(record: Record) -> str:
    """Return what a record is called in messages."""
    return shorten(record.title or record.doi or next(iter(record.other.get("UT", ())), "no title"))


READER = Reader("Web of Science tagged text", recognises, read)
