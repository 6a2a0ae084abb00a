"""The two-letter tags of Web of Science, in its tagged text and in the headers of its tables.

The tags are those of Clarivate's "Web of Science field tags", with those of the SciELO Citation
Index (X, Y and Z: Spanish, Portuguese and other languages) and of the Zoological Record.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from references import author_names
from references.comparable_text import find_year
from references.country_names import countries
from references.databases import database_name, database_of
from references.document_types import document_type
from references.formats import field_values
from references.record import Record

#: Tags whose lines (in tables: parts between semicolons) are separate values.
LISTS = frozenset(
    {"AU", "AF", "BA", "BE", "BF", "CA", "GP", "ED", "C1", "C3", "CR", "EM", "RI", "OI", "X5", "Y5"}
)
#: Tags that belong to the file, not to a record.
OF_THE_FILE = frozenset({"FN", "VR", "EF", "ER"})
_TEXT_FIELDS = (
    ("TI", "title"),
    ("AB", "abstract"),
    ("SO", "journal"),
    ("VL", "volume"),
    ("IS", "issue"),
    ("PU", "publisher"),
    ("AR", "article_number"),
)
#: Titles of records without an English one: SciELO Citation Index, books.
_TITLES = ("X1", "Y1", "Z1", "Z2", "BT")
_ABSTRACTS = ("X4", "Y4", "Z4")
_ORIGINAL_TITLES = ("X1", "Y1", "Z1", "Z2", "FT")
_KEYWORDS = ("DE", "X5", "Y5", "Z5")
_BRACKETED = re.compile(r"\[[^\]]*\] *")
_AUTHORS_BEFORE = re.compile(r"^(?:[^\W\d_][^;,\n]*, [^;,\n]*; *)+")
_EMAIL = re.compile(r" *\([^()\s]+@[^()\s]+\)")
#: What bibliometrix calls databases.
_BIBLIOMETRIX = {"LENS": "The Lens", "COCHRANE": "Cochrane Library"}
_KINDS = {"J": "article", "S": "book", "B": "book", "P": "patent", "C": "conference paper"}

Tags = dict[str, list[str]]


def record_of(tags: Tags) -> Record:
    """Turn the values of tags into a record; tags without a place go to ``other``.

    ``tags`` has one text per tag, or several for those of :data:`LISTS`, none empty; it is used up.
    """
    take = tags.pop

    def first(tag: str) -> str:
        """Remove and return the text of a tag, "" if it is not given."""
        if tag not in tags:
            return ""
        given = take(tag)
        return given[0] if len(given) == 1 else " ".join(given)

    record = Record(other=tags)
    for tag, field in _TEXT_FIELDS:
        if tag in tags:
            given = take(tag)
            setattr(record, field, given[0] if len(given) == 1 else " ".join(given))
    if not record.title:
        record.title = _first_of(tags, _TITLES)
    record.translated_title = _first_of(tags, _ORIGINAL_TITLES)
    if not record.abstract:
        record.abstract = _first_of(tags, _ABSTRACTS)
    record.authors = _authors(tags)
    if "LA" in tags:
        record.language = field_values.language(first("LA"))
    start = first("BP") or first("PS")
    if start:
        record.pages = field_values.pages(start, first("EP"))
    record.year = _year(tags)
    number = first("DI")
    record.doi = field_values.doi(number)
    field_values.keep_rest(tags, "DI", number, record.doi)
    record.issn = field_values.issn(first("SN")) or field_values.issn(first("EI"))
    words = _first_of(tags, _KEYWORDS)
    if words:
        record.author_keywords = field_values.split_values(words)
    index = [take(tag)[0] for tag in ("ID", "BD") if tag in tags]
    if index:
        record.index_keywords = field_values.split_values(";".join(index))
    if "C1" in tags:
        record.affiliations = _affiliations(take("C1"))
        record.countries = countries(record.affiliations)
    if "CR" in tags:
        record.cited_references = tuple(_without_semicolons(take("CR")))
    cited = tags.get("TC") or tags.get("Z9")
    if cited:
        record.times_cited = field_values.whole_number(cited[0])
        tags.pop("TC", None)
    identifier = tags.get("UT") or tags.get("AN")
    if identifier and not identifier[0].startswith("WOS:"):
        record.database = database_of(identifier)
    record.database = record.database or "Web of Science"
    kind = first("PT")
    record.document_type = document_type(first("DT")) if "DT" in tags else ""
    if not record.document_type or record.document_type == "other":
        record.document_type = _KINDS.get(kind, "other")
    return record


def from_cells(cells: Mapping[str, str]) -> Record:
    """Return the record of a row of a Web of Science table, given its cells by tag.

    Tables of bibliometrix name the database (DB), and have pages in PP and issues in PN.
    """
    tags: Tags = {}
    for tag, cell in cells.items():
        if tag == "C1" and "[" in cell:
            values = re.split(r"; (?=\[)", cell)
        elif tag in LISTS:
            values = cell.split("; " if "; " in cell else ";")
        else:
            values = [cell]
        given = [value for value in values if value]
        if given:
            tags[tag] = given
    database = tags.pop("DB", None)
    record = record_of(tags)
    if database is not None:
        record.database = _BIBLIOMETRIX.get(database[0]) or database_name(database[0])
        record.authors = tuple(author_names.inverted(name) for name in record.authors)
        if not record.pages and "PP" in tags:
            record.pages = field_values.pages(tags.pop("PP")[0])
        if not record.issue and "PN" in tags:
            (record.issue,) = tags.pop("PN")
    return record


def _first_of(tags: Tags, names_of_tags: Sequence[str]) -> str:
    """Remove and return the text of the first tag that is given, or ""."""
    for tag in names_of_tags:
        if tag in tags:
            return " ".join(tags.pop(tag))
    return ""


def _authors(tags: Tags) -> tuple[str, ...]:
    """Return the full names if there are as many as short ones; the other list stays."""
    short, full = tags.get("AU"), tags.get("AF")
    groups = tags.pop("CA", [])
    if full is not None and (short is None or len(short) == len(full)):
        people = tags.pop("AF")
        if short == full:
            del tags["AU"]
    elif short is not None:
        people = tags.pop("AU")
    else:
        people = next((tags.pop(tag) for tag in ("BA", "BE", "ED") if tag in tags), [])
    if "@" in "".join(people):  # the Zoological Record's addresses
        people = [_EMAIL.sub("", name) for name in people]
    if groups:
        people = people + groups
    return author_names.authors(_without_semicolons(people))


def _affiliations(given: Sequence[str]) -> tuple[str, ...]:
    """Return the addresses without the authors before them, each once."""
    found: dict[str, None] = {}
    for value in given:
        if value.startswith("[") and "]" in value:
            value = value.partition("]")[2].lstrip()
            if "[" in value:
                value = _BRACKETED.sub("", value)
        elif ";" in value:
            value = _AUTHORS_BEFORE.sub("", value)
        value = value.rstrip(". ")
        if value:
            found[value] = None
    return tuple(_without_semicolons(found))


def _without_semicolons(given: Collection[str]) -> list[str]:
    """Return values without semicolons, which separate values in a cell."""
    if ";" not in "".join(given):
        return list(given)
    return [value.replace(";", ",") for value in given]


def _year(tags: Tags) -> int | None:
    """Return the year, and remove PY where it comes from there."""
    for tag in ("PY", "PD", "EA", "EY", "CY"):
        if tag in tags:
            year = find_year(tags[tag][0])
            if year is not None:
                if tag == "PY":
                    del tags["PY"]
                return year
    return None
