"""Reading the tagged text of Web of Science ("plain text file", .isi, .ciw).

Own reading rather than rispy's, which (0.10) stops with an error at tags that it does not know.
"""

from __future__ import annotations

import re

from alianzas.literature.content import Content
from alianzas.literature.formats.plain import cleaner, lines_of, plain_text
from alianzas.literature.formats.wos_fields import LISTS, OF_THE_FILE, Tags, record_of
from alianzas.literature.reading import Reader, Reading, Remark, shorten
from alianzas.literature.record import Record

_FIRST = re.compile(r"\n(?:FN [A-Z][\w .&™®-]{3,80}|PT [A-Z]) *(?=\n)")
_FIELD = re.compile(r"\n(?:TI|SO|AU|UT) \S")
#: The tags that begin or end something.
_MARKS = OF_THE_FILE | {"PT"}
_TAG = re.compile(r"[A-Z][A-Z0-9]")


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
    text = plain_text(content)
    clean = cleaner(text, singles=text.count("\n   "))
    reading = Reading()
    known: dict[str, str] = {}
    tags: Tags = {}
    last: list[str] = []
    listed = ended = False
    start = 0
    for number, line in enumerate(lines_of(text), start=1):
        tag = known.get(line[:3])
        if tag is None:
            head = line[:2]
            if head != "  " and line[2:3].strip() == "" and _TAG.fullmatch(head):
                tag = known[line[:3]] = head
            else:
                value = clean(line)
                if value and tags:
                    if listed:
                        last.append(value)
                    else:
                        last[0] = f"{last[0]} {value}"
                continue
        if tag in _MARKS:
            if tag == "PT":
                if tags:
                    _close(reading, tags, start, "no ER line at its end")
                    tags = {}
            elif tag == "ER" and tags:
                _close(reading, tags, start)
                tags = {}
            elif tag == "EF":
                ended = True
            if tag != "PT":
                continue
        if not tags:
            start = number
        value = clean(line[3:])
        if tag in tags:
            last = tags[tag]
            last.append(value)
            listed = True
        else:
            last = tags[tag] = [value]
            listed = tag in LISTS
    if tags:
        record = _record(tags)
        record.position, record.line = len(reading.records) + 1, start
        reason = "the file ends before this record does (no ER)"
        reading.cut = Remark(start, _name(record), reason, record)
    elif not ended:
        reading.warnings.append(
            "The last line of such a download, EF, is missing: records after the last one here, "
            f'"{_name(reading.records[-1]) if reading.records else ""}", may be missing too.'
        )
    return reading


def _close(reading: Reading, tags: Tags, line: int, reason: str = "") -> None:
    if "PT" not in tags:
        reason = "no PT line at its beginning"
    record = _record(tags)
    reading.records.append(record)
    record.position, record.line = len(reading.records), line
    if reason:
        reading.repaired.append(Remark(line, _name(record), reason))


def _record(tags: Tags) -> Record:
    for tag in [tag for tag, given in tags.items() if "" in given]:
        tags[tag] = [value for value in tags[tag] if value]
        if not tags[tag]:
            del tags[tag]
    return record_of(tags)


def _name(record: Record) -> str:
    return shorten(record.title or record.doi or next(iter(record.other.get("UT", ())), "no title"))


READER = Reader("Web of Science tagged text", recognises, read)
