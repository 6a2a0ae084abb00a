"""Reading RIS files.

Own reading rather than rispy's, which (0.10) drops a record without end tag and everything up to
the next one, and takes the second line of a wrapped author for another author. The tags are those
of the RIS specification (Research Information Systems, 2011) and of the databases and reference
managers that export it.
"""

from __future__ import annotations

import re

from alianzas.literature.content import Content
from alianzas.literature.databases import database_name, fill_database
from alianzas.literature.formats.plain import single_blanks, tidy_text
from alianzas.literature.formats.ris_fields import OWN, OWN_MARK, WITH_LINES, Tags, record_of
from alianzas.literature.reading import Reader, Reading, Remark, shorten
from alianzas.literature.record import Record

_FIRST = re.compile(r"\n[ \x1a]*TY {1,2}-")
_STRICT_FIRST = "\nTY  -"
#: A tag after blanks, or with one blank before its hyphen, as some programs write.
_LOOSE = re.compile(r"\n[ \x1a]*([A-Z][A-Z0-9]) {1,3}-(?=[ \n]|\Z)")
#: An end tag alone on its line, however many blanks it has.
_LOOSE_END = re.compile(r"\n[ \x1a]*ER *-(?= *(?:\n|\Z))")
_END = "\nER  -"
#: Parts a text at its tags, and with those of four letters, which are Ovid's ("PMID  - 123").
_SPLIT = re.compile(r"\n([A-Z][A-Z0-9])  -").split
_SPLIT_LONG = re.compile(r"\n([A-Z][A-Z0-9]{1,3})  -").split
#: What some providers write above the records.
_NAMED_DATABASE = re.compile(r"^Database: ([^\n]{3,60})$", re.MULTILINE)


def recognises(content: Content) -> bool:
    """Return whether some line of the file opens a RIS record."""
    text = content.text
    return _FIRST.search(text) is not None or _FIRST.match("\n" + text[:20]) is not None


def read(content: Content) -> Reading:
    """Return the records of a RIS file.

    A record that the next one interrupts (its end tag is missing) and one whose type tag is
    missing are kept and listed as repaired; one that the end of the file interrupts is ``cut``.
    Untagged lines continue the field above. Lines between records are the provider's and ignored,
    tagged or not, unless they hold a title or DOI.
    """
    text = f"\n{tidy_text(content)}"
    if "\nUR - " in text:  # LILACS, for records without an address of their own
        text = text.replace("\nUR - ", "\nUR  - ")
    reading = (
        _read_strictly(text) if text.startswith(_STRICT_FIRST) and "\x1a" not in text else None
    )
    if reading is None:
        loosened = _LOOSE_END.sub("\nER  - ", _LOOSE.sub(r"\n\1  - ", text))
        reading = _read_strictly(loosened, loosened=True) or Reading()
    if f"\n{OWN}  - {OWN_MARK}" in text:
        return reading  # a file of ours says what is known of each record
    named = _NAMED_DATABASE.search(text, 0, 2000)
    if named is not None and not any(record.database for record in reading.records):
        for record in reading.records:
            record.database = database_name(named[1].strip())
    fill_database(reading.records)
    return reading


def _read_strictly(text: str, *, loosened: bool = False) -> Reading | None:
    """Return the records whose tags are as the specification has them.

    None where tags that begin or end a record are not, unless that has been mended (``loosened``).
    """
    reading = Reading()
    records = reading.records
    split = _SPLIT_LONG if "\nPMID  -" in text else _SPLIT
    place, line = 0, 0  # where the next record's text begins, and the lines before it
    while (end := text.find(_END, place)) >= 0:
        parts = split(text[place:end])
        lines = text.count("\n", place, end)
        names = parts[1::2]
        if "TY" in parts[0] and not loosened:
            return None
        if names and names[0] == "TY" and names.count("TY") == 1:
            begin = line + parts[0].count("\n") + 1
            wrapped = line + lines + 1 != begin + len(names)
            record = record_of(_tags(names, parts[2::2], wrapped))
            records.append(record)
            record.position, record.line = len(records), begin
        elif names:
            if _LOOSE_END.search(text, place, end) is not None and not loosened:
                return None
            _read_several(reading, parts, line)
        line += lines + 1
        place = end + len(_END)
    rest = text[place:]
    if not loosened:
        first = _FIRST.search(rest)
        if _LOOSE_END.search(rest) or (first and not first[0].startswith(_STRICT_FIRST)):
            return None
    _read_last(reading, split(rest), line)
    return reading


def _read_several(reading: Reading, parts: list[str], line: int) -> None:
    """Add the record that an end tag ends, and those before it that lack theirs."""
    *interrupted, last = _pieces(parts, line)
    for start, tags in interrupted:
        _close(reading, tags, start, "no ER line at its end")
    _close(reading, last[1], last[0])


def _read_last(reading: Reading, parts: list[str], line: int) -> None:
    """Add what follows the last end tag: records without one, of which the last is cut off."""
    if len(parts) < 2:
        return
    *interrupted, (start, tags) = _pieces(parts, line)
    for at, given in interrupted:
        _close(reading, given, at, "no ER line at its end")
    if "TY" not in tags:
        _close(reading, tags, start, "no ER line at its end")
        return
    record = record_of(tags)
    record.position, record.line = len(reading.records) + 1, start
    reason = "the file ends before this record does (no ER)"
    reading.cut = Remark(start, _name(record), reason, record)


def _pieces(parts: list[str], line: int) -> list[tuple[int, Tags]]:
    """Return the tags of each record in the parts of a text, and the line where it begins."""
    names, values = parts[1::2], parts[2::2]
    starts = [0, *(index for index, name in enumerate(names) if name == "TY" and index)]
    number = line + parts[0].count("\n") + 1
    pieces = []
    for start, end in zip(starts, [*starts[1:], len(names)], strict=True):
        pieces.append((number, _tags(names[start:end], values[start:end])))
        number += end - start + sum(value.count("\n") for value in values[start:end])
    return pieces


def _tags(names: list[str], values: list[str], wrapped: bool = True) -> Tags:
    """Return the values by tag, each on one line but for those of :data:`WITH_LINES`.

    ``wrapped`` says that some value has more than one line.
    """
    tags: Tags = {}
    for name, value in zip(names, map(str.strip, values), strict=True):
        if wrapped and "\n" in value:
            if name == "TY":
                value, _, rest = value.partition("\n")
                tags["TY+"] = [" ".join(rest.split())]
            elif name in WITH_LINES:
                value = single_blanks(value)
            else:
                value = " ".join(value.split())
        elif "  " in value:
            value = " ".join(value.split())
        if name in tags:
            if value:
                tags[name].append(value)
        elif value or name == "TY":
            tags[name] = [value]
    return tags


def _close(reading: Reading, tags: Tags, line: int, reason: str = "") -> None:
    """Add the record of the fields found, or pass over the provider's lines between records."""
    typed = "TY" in tags
    record = record_of(tags)
    if not typed:
        if reason and not (record.title or record.doi):
            return  # no ER line ended them
        reason = "no TY line at its beginning"
    reading.records.append(record)
    record.position, record.line = len(reading.records), line
    if reason:
        reading.repaired.append(Remark(line, _name(record), reason))


def _name(record: Record) -> str:
    given = record.other.get("ID") or record.other.get("AN") or ("no title",)
    return shorten(record.title or record.doi or given[0])


READER = Reader("RIS", recognises, read)
