"""Reading RIS files.

Own reading rather than rispy's, which (0.10) drops a record without end tag, takes the second
line of a wrapped author for another author, and is slower than reading and mapping here. The tags
are those of the RIS specification (Research Information Systems, 2011) and of the databases and
reference managers that export it.
"""

from __future__ import annotations

import re

from alianzas.literature.content import Content
from alianzas.literature.databases import fill_database
from alianzas.literature.formats.plain import cleaner, lines_of, plain_text
from alianzas.literature.formats.ris_fields import LINES, TEXT, Tags, record_of
from alianzas.literature.reading import Reader, Reading, Remark, shorten
from alianzas.literature.record import Record

_FIRST = re.compile(r"\n[ \x1a]*TY {1,2}-")
_STRICT_FIRST = "\nTY  -"
#: A tag after blanks, or with one blank before its hyphen, as some programs write.
_LOOSE = re.compile(r"\n[ \x1a]*([A-Z][A-Z0-9]) {1,3}-(?=[ \n]|\Z)")
_TAG = re.compile(r"[A-Z][A-Z0-9]")
_END = re.compile(r"ER *-?")


class _Fields:
    """The fields of the record that is being read: ``texts`` by field, the others by tag."""

    __slots__ = ("last", "line", "tags", "texts")

    def __init__(self, line: int) -> None:
        self.line = line
        self.texts: dict[str, str] = {}
        self.tags: Tags = {}
        self.last = ""

    def go_on(self, text: str) -> None:
        """Add an untagged line to the last field."""
        if self.last in self.texts and self.last not in self.tags:
            self.texts[self.last] = f"{self.texts[self.last]} {text}".strip()
        elif self.last in self.tags:
            values = self.tags[self.last]
            values[-1] += f"\n{text}" if self.last in LINES else f" {text}"


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
    text = plain_text(content)
    if not text.startswith("TY  -") or len(_FIRST.findall(text)) > text.count(_STRICT_FIRST):
        text = _LOOSE.sub(r"\n\1  - ", f"\n{text}")[1:]
    clean = cleaner(text, singles=text.count("  -"))
    reading = Reading()
    known: dict[str, str] = {}  # the tags seen, by how their lines begin
    found: _Fields | None = None
    for number, line in enumerate(lines_of(text), start=1):
        tag = known.get(line[:5])
        if tag is None:
            if line[2:5] == "  -" and _TAG.fullmatch(line[:2]):
                tag = known[line[:5]] = line[:2]
            else:
                if found is not None and line and (rest := clean(line)):
                    if rest[:2] == "ER" and len(rest) > 2 and _END.fullmatch(rest):
                        _close(reading, found)
                        found = None
                    else:
                        found.go_on(rest)
                continue
        if found is None:
            if tag == "ER":
                continue
            found = _Fields(number)
            texts, tags = found.texts, found.tags
        elif tag == "ER":
            _close(reading, found)
            found = None
            continue
        elif tag == "TY":
            _close(reading, found, "no ER line at its end")
            found = _Fields(number)
            texts, tags = found.texts, found.tags
        value = clean(line[5:])
        field = TEXT.get(tag)
        if field is not None and not texts.get(field):
            texts[field] = value
            found.last = field
        else:
            found.last = tag
            if tag in tags:
                tags[tag].append(value)
            else:
                tags[tag] = [value]
    if found is not None and "document_type" in found.texts:
        record = record_of(found.texts, found.tags)
        record.position, record.line = len(reading.records) + 1, found.line
        reason = "the file ends before this record does (no ER)"
        reading.cut = Remark(found.line, _name(record), reason, record)
    elif found is not None:
        _close(reading, found, "no ER line at its end")
    fill_database(reading.records)
    return reading


def _close(reading: Reading, found: _Fields, reason: str = "") -> None:
    """Add the record of the fields found, or pass over the provider's lines between records."""
    typed = "document_type" in found.texts
    record = record_of(found.texts, found.tags)
    if not typed:
        if reason and not (record.title or record.doi):
            return  # no ER line ended them
        reason = "no TY line at its beginning"
    reading.records.append(record)
    record.position, record.line = len(reading.records), found.line
    if reason:
        reading.repaired.append(Remark(found.line, _name(record), reason))


def _name(record: Record) -> str:
    given = record.other.get("ID") or record.other.get("AN") or ("no title",)
    return shorten(record.title or record.doi or given[0])


READER = Reader("RIS", recognises, read)
