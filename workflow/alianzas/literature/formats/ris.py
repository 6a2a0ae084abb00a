"""Reading RIS files.

Own reading rather than rispy's, which (0.10) drops a record without end tag, takes the second
line of a wrapped author for another author, and is slower than reading and mapping here. The tags
are those of the RIS specification (Research Information Systems, 2011) and of the databases and
reference managers that export it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from alianzas.literature import names
from alianzas.literature.content import Content
from alianzas.literature.countries import countries
from alianzas.literature.databases import database_name, database_of, fill_database
from alianzas.literature.document_types import document_type
from alianzas.literature.formats import fields
from alianzas.literature.formats.plain import cleaner, one_line, plain_text
from alianzas.literature.reading import Reader, Reading, Remark, shorten
from alianzas.literature.record import Record
from alianzas.literature.text import find_year

_FIRST = re.compile(r"\n[ \x1a]*TY {1,2}-")
_STRICT_FIRST = "\nTY  -"
#: A tag after blanks, or with one blank before its hyphen, as some programs write.
_LOOSE = re.compile(r"\n[ \x1a]*([A-Z][A-Z0-9]) {1,3}-(?=[ \n]|\Z)")
_TAG = re.compile(r"[A-Z][A-Z0-9]")
_END = re.compile(r"ER *-?")

#: Tags whose first value is the text of a field.
_TEXT = {
    "TY": "document_type",
    "TI": "title",
    "TT": "translated_title",
    "T2": "journal",
    "VL": "volume",
    "IS": "issue",
    "SP": "pages",
    "C7": "article_number",
    "AB": "abstract",
    "LA": "language",
    "PB": "publisher",
    "UR": "url",
}
#: Where some exports put the DOI.
_IDENTIFIERS = frozenset({"M3", "ID", "AN"})
_ADDRESSES = frozenset({"L3", "UR", "L2"})
#: Tags whose lines are values of their own.
_LINES = frozenset({"KW", "N1", "CR"})

Tags = dict[str, list[str]]


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
            values[-1] += f"\n{text}" if self.last in _LINES else f" {text}"


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
    text = f"\n{plain_text(content)}"
    if len(_FIRST.findall(text)) > text.count(_STRICT_FIRST):
        text = _LOOSE.sub(r"\n\1  - ", text)
    clean = cleaner(text, singles=text.count("  -"))
    reading = Reading()
    known: dict[str, str] = {}  # the tags seen, by how their lines begin
    found: _Fields | None = None
    for number, line in enumerate(text.split("\n")):
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
        field = _TEXT.get(tag)
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
        record = _record(found)
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
    record = _record(found)
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


def _record(found: _Fields) -> Record:
    """Put the values of the tags into a record; tags without a place go to ``other``."""
    texts, tags = found.texts, found.tags
    for tag in [tag for tag, given in tags.items() if "" in given]:
        tags[tag] = [value for value in tags[tag] if value]
        if not tags[tag]:
            del tags[tag]
    kind = texts.pop("document_type", "")
    record = Record(other=tags, **texts)  # type: ignore[arg-type]
    if not record.title:
        record.title = _first(tags, "T1", "CT", "BT", "ST")
    elif tags.get("ST") == [record.title]:
        del tags["ST"]
    if not record.journal:
        record.journal = _first(tags, "JF", "JO", "BT", "JA", "J2")
    if not record.abstract:
        record.abstract = _first(tags, "N2")
    elif record.abstract in fields.EMPTY:
        record.abstract = ""
    if record.language:
        record.language = fields.language(record.language)
    if "AU" in tags:
        record.authors = _people(tags.pop("AU"))
    elif "A1" in tags:
        record.authors = _people(tags.pop("A1"))
    if record.pages:
        record.pages = fields.pages(record.pages, _first(tags, "EP"))
    if "KW" in tags:
        record.author_keywords = _keywords(tags.pop("KW"))
    record.year = _year(tags)
    record.doi = _doi(tags, record.url)
    if "SN" in tags:
        number = tags["SN"]
        record.issn = fields.issn(number[0])
        if record.issn and len(number) == 1 and not fields.more_than_issn(number[0]):
            del tags["SN"]
    if "AD" in tags:
        record.affiliations = _affiliations(tags.pop("AD"))
        record.countries = countries(record.affiliations)
    if "N1" in tags:
        _notes(record, tags)
    if "CR" in tags:
        record.cited_references = fields.values(
            line for value in tags.pop("CR") for line in value.split("\n")
        )
    _database(record, tags)
    record.document_type = _document_type(kind, tags.get("M3"))
    if record.document_type == "other" or not kind.isupper():
        tags["TY"] = [kind]
    return record


def _first(tags: Tags, *names: str) -> str:
    """Take the first value of the first tag that is there; further values stay."""
    for name in names:
        given = tags.get(name)
        if given is not None:
            if len(given) > 1:
                tags[name] = given[1:]
            else:
                del tags[name]
            return given[0]
    return ""


def _document_type(kind: str, words: Sequence[str] | None) -> str:
    """Return the type that the database's own words mean, else that of the TY tag."""
    for word in words or ():
        named = document_type(word)
        if named != "other":
            return named
    return document_type(kind) or "other"


def _people(given: Sequence[str]) -> tuple[str, ...]:
    for value in given:
        if ";" in value:
            given = [part.strip() for value in given for part in value.split(";")]
            break
    return names.authors(given)


def _year(tags: Tags) -> int | None:
    for tag in ("PY", "Y1", "DA"):
        given = tags.get(tag)
        if given is not None:
            text = given[0].rstrip(" /")
            year = find_year(text)
            if year is not None:
                if len(given) == 1 and len(text) == 4:
                    del tags[tag]
                return year
    return None


def _doi(tags: Tags, url: str) -> str:
    if "DO" in tags:
        given = tags["DO"]
        found = fields.doi(given[0])
        if found:
            if len(given) == 1:
                del tags["DO"]
            return found
    for tag in _IDENTIFIERS & tags.keys():
        for value in tags[tag]:
            if "10." in value and value.lower().startswith(("10.", "doi", "https://doi.org/")):
                return fields.doi(value)
    if "10." in url:
        found = fields.doi_in_url(url)
        if found:
            return found
    for tag in _ADDRESSES & tags.keys():
        for value in tags[tag]:
            found = fields.doi_in_url(value)
            if found:
                return found
    return ""


def _keywords(given: Sequence[str]) -> tuple[str, ...]:
    """Untagged lines are further keywords; semicolons part several in one line."""
    for value in given:
        if "\n" in value or ";" in value:
            parts = [part for value in given for part in re.split(r"[\n;]", value)]
            return tuple([word for part in parts if (word := part.strip())])
    return tuple(given)


def _affiliations(given: Sequence[str]) -> tuple[str, ...]:
    for value in given:
        if ";" in value:
            parts = [part.strip() for value in given for part in value.split(";")]
            return tuple([part for part in parts if part])
    return tuple(given)


def _notes(record: Record, tags: Tags) -> None:
    """Take citations and cited references from the notes; the other notes stay."""
    kept = []
    for note in tags["N1"]:
        if record.times_cited is None and "ited" in note:
            record.times_cited = fields.cited_in_note(note)
            if record.times_cited is not None and len(note) < 20:
                continue
        references = fields.references_in_note(note) if "eferences:" in note else None
        if references is None:
            kept.append(one_line(note))
        else:
            record.cited_references += references
    if kept:
        tags["N1"] = kept
    else:
        del tags["N1"]


def _database(record: Record, tags: Tags) -> None:
    for tag in ("DB", "DP"):
        if tag in tags and find_year(tags[tag][0]) is None:
            given = tags[tag]
            record.database = database_name(given[0])
            if len(given) == 1 and (record.database == given[0] or tag == "DB"):
                del tags[tag]
            return
    for tag in ("AN", "ID", "L2"):
        if tag in tags and not record.database:
            record.database = database_of(tags[tag])
    if record.url and not record.database:
        record.database = database_of((record.url,))


READER = Reader("RIS", recognises, read)
