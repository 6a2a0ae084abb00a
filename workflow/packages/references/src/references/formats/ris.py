"""Reading RIS files.

rispy (0.10) is not used for this: it drops a record without end tag and everything up to the next
one, and takes the second line of a wrapped author for another author. The tags are those of the RIS
specification (Research Information Systems, 2011) and of the databases and reference managers that
export it.
"""

from __future__ import annotations

import re

from human_files.text.content import Content
from references.databases import database_name, fill_database
from references.formats.plain_values import one_line, single_blanks, tidy_text
from references.formats.ris_fields import OWN, OWN_MARK, WITH_LINES, Tags, record_of
from references.reading import Reader, Reading, Remark, shorten
from references.record import Record

_FIRST = re.compile(r"\n[ \x1a]*TY {1,2}-")
#: A tag after spaces, or with one space before its hyphen, as some programs write.
_LOOSE = re.compile(r"\n[ \x1a]*([A-Z][A-Z0-9]) {1,3}-(?=[ \n]|\Z)")
#: An end tag alone on its line, with any number of spaces.
_LOOSE_END = re.compile(r"\n[ \x1a]*ER *-(?= *(?:\n|\Z))")
#: A line that begins or ends a record but is within a value, because its tag is malformed.
_BOUND = re.compile(r"\n[ \x1a]*(?:TY {1,2}-|ER *-(?= *(?:\n|\Z)))")
#: Splits a text at its tags, and also at those of four letters, as Ovid has ("PMID  - 123").
_SPLIT = re.compile(r"\n([A-Z][A-Z0-9])  - ?").split
_SPLIT_LONG = re.compile(r"\n([A-Z][A-Z0-9]{1,3})  - ?").split
#: The line in which some providers name the database, above the records.
_NAMED_DATABASE = re.compile(r"^Database: ([^\n]{3,60})$", re.MULTILINE)
#: Tags of cited references.
_REFERENCES = frozenset({"N1", "CR"})
#: Tags that a record has once.
_ONCE = frozenset({"TI", "T1", "DO", "AB", "N2", "PY", "Y1", "SP", "VL", "TY"})
#: Tags that a record is known by.
_NAMING = frozenset({"TI", "T1", "DO", "CT", "BT"})
_NO_END = "no ER line at its end"


def recognises(content: Content) -> bool:
    """Return whether some line of the file opens a RIS record."""
    text = content.text
    return _FIRST.search(text) is not None or _FIRST.match("\n" + text[:20]) is not None


def read(content: Content) -> Reading:
    """Return the records of a RIS file.

    Tags may stand before the type tag of their record. A record whose end tag is missing and one
    whose type tag is missing are kept and listed as repaired; one that the end of the file interrupts
    is ``cut``. Untagged lines continue the field above. Lines between records are the provider's and
    are ignored, tagged or not, unless they contain a title or DOI.
    """
    text = f"\n{tidy_text(content)}"
    if "\nUR - " in text:  # LILACS, for records without an address of their own
        text = text.replace("\nUR - ", "\nUR  - ")
    reading = _read(text) if "\x1a" not in text else None
    if reading is None:
        text = _LOOSE_END.sub("\nER  - ", _LOOSE.sub(r"\n\1  - ", text))
        reading = _read(text, loosened=True) or Reading()
    if all(record.database for record in reading.records) or f"\n{OWN}  - {OWN_MARK}" in text:
        return reading  # nothing to add, or our own file, which has all that is known
    named = _NAMED_DATABASE.search(text, 0, 2000)
    if named is not None and not any(record.database for record in reading.records):
        for record in reading.records:
            record.database = database_name(named[1].strip())
    fill_database(reading.records)
    return reading


def _read(text: str, *, loosened: bool = False) -> Reading | None:
    """Return the records of a text whose tags are as the specification has them.

    None where tags that begin or end a record are malformed, unless that was repaired already
    (``loosened``).
    """
    before, *parts = (_SPLIT_LONG if "\nPMID  -" in text else _SPLIT)(text)
    if not loosened and _BOUND.search(before) is not None:
        return None
    reading = Reading()
    reading.leave_outside(before, 0)
    kind: str | None = None  # the type of the record that is being read, None between records
    tags: Tags = {}
    early: Tags = {}  # those of the record that stand before its type
    line = start = before.count("\n") + 1
    # Each line of this loop runs for each line of the file: the usual cases come first.
    for name, value in zip(parts[::2], parts[1::2], strict=True):
        if "\n" in value:
            if not loosened and _BOUND.search(value) is not None:
                return None
            lines = value.count("\n") + 1
            if name != "ER":
                value = _on_one_line(name, value)
        else:
            lines = 1
            value = " ".join(value.split()) if "  " in value else value.strip()
        if name in tags:
            if value:
                tags[name].append(value)
        elif name == "TY":
            if kind is not None:
                _close(reading, kind, _united(reading, early, tags, start), start, _NO_END)
                early, tags, start = {}, {}, line
            elif tags:
                early, tags = tags, {}
            else:
                start = line
            kind = value
            if "\n" in value:
                kind, _, rest = value.partition("\n")
                tags["TY+"] = [rest]
        elif name == "ER":
            if value:
                reading.leave_outside(value, line)
            if kind is not None or tags:
                _close(reading, kind, _united(reading, early, tags, start), start)
                kind, early, tags = None, {}, {}
        elif value:
            if kind is None and not tags:
                start = line
            tags[name] = [value]
        line += lines
    if kind is None and not tags:
        return reading
    if kind is None:
        _close(reading, kind, tags, start, _NO_END, line)
    else:
        record = record_of(kind, _united(reading, early, tags, start))
        record.position, record.line = len(reading.records) + 1, start
        reason = "the file ends before this record does (no ER)"
        reading.cut = Remark(start, _name(record), reason, record)
    return reading


def _united(reading: Reading, early: Tags, tags: Tags, line: int) -> Tags:
    """Return the tags of a record, also those before its type (in whatever order a program wrote them).

    Where both have what a record has once, they are two records, of which the first lacks its type
    and its end; it is added to the reading.
    """
    if not early:
        return tags
    if early.keys() & _NAMING and early.keys() & tags.keys() & _ONCE:
        _close(reading, None, early, line, _NO_END)
        return tags
    return {
        name: [*early.get(name, ()), *tags.get(name, ())] for name in dict.fromkeys([*early, *tags])
    }


def _on_one_line(name: str, value: str) -> str:
    """Return a value on one line, unless its lines are values themselves or it is the type."""
    value = value.strip()
    if name in _REFERENCES:
        return value  # hundreds of lines: tidying their spaces would take longer than the rest
    if name in WITH_LINES:
        return single_blanks(value)
    if name == "TY":
        kind, _, rest = value.partition("\n")
        return f"{kind}\n{one_line(rest)}" if rest else kind
    return " ".join(value.split())


def _close(
    reading: Reading, kind: str | None, tags: Tags, line: int, reason: str = "", end: int = 0
) -> None:
    """Add the record of the tags found, or leave the provider's lines (before ``end``) outside."""
    record = record_of(kind or "", tags)
    if kind is None:
        if reason and not (record.title or record.doi):
            reading.outside += range(line, max(end, line + 1))
            return
        reason = "no TY line at its beginning"
    reading.records.append(record)
    record.position, record.line = len(reading.records), line
    if reason:
        reading.repaired.append(Remark(line, _name(record), reason))


def _name(record: Record) -> str:
    """Return what a record is called in messages."""
    given = record.other.get("ID") or record.other.get("AN") or ("no title",)
    return shorten(record.title or record.doi or given[0])


READER = Reader("RIS", recognises, read)
