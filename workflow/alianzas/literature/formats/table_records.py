"""Rows of a table of references as records."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from alianzas.literature import names
from alianzas.literature.countries import countries, country
from alianzas.literature.databases import database_name, database_of
from alianzas.literature.document_types import document_type
from alianzas.literature.formats import fields, wos_fields
from alianzas.literature.formats.table_columns import (
    PROGRAMS,
    database_of_columns,
    field_indices,
    wos_tags,
)
from alianzas.literature.record import Record
from alianzas.literature.text import find_year

_TEXT = (
    "title",
    "translated_title",
    "journal",
    "volume",
    "issue",
    "article_number",
    "abstract",
    "publisher",
    "url",
)
#: Fields in which every column that a table has is looked at, not the first alone.
_ALL = ("index_keywords",)
_SCOPUS_ID = re.compile(r" *\(\d+\)")
#: "Behav Ther. 2022 Mar;53(2):334-347. doi: …", as PubMed cites.
_CITATION = re.compile(r";\s*([^;:()]*?)(?:\(([^)]*)\))?:\s*([^.;]+)\.")
#: Where SpringerLink runs two names into one: "PallipuramMohammad", but not "McDonald".
_GLUED = re.compile(
    r"(?<=[a-zß-ÿ])(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bDi)(?<!\bDel)(?<!\bLa)(?<!\bLe)(?<!\bVan)"
    r"(?<!\bVon)(?<!\bAl)(?=[A-ZÀ-ÖØ-Þ])"
)
_SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"})
_GIVEN_FIRST = frozenset({"The Lens", "OpenAlex", "SpringerLink"})


class Layout:
    """The columns of one table, understood once for all its rows."""

    def __init__(self, header: Sequence[str], database: str = "") -> None:
        self.header = list(header)
        self.database = database or database_of_columns(header)
        self.tags = wos_tags(header)
        found = field_indices(header, self.database)
        self._texts = [
            (field, index) for field in _TEXT for index in reversed(found.get(field, ()))
        ]
        self._at = found
        self.title = next(iter(found.get("title", ())), -1)
        if self.tags and "TI" in self.tags:
            self.title = self.tags.index("TI")
        used = {index for field, index in self._texts if len(found[field]) == 1}
        used |= {
            places[0]
            for field, places in found.items()
            if field in ("authors", "full_authors", "doi", "language", "affiliations", "countries")
        }
        single = ("first_page", "last_page", "pages", "author_keywords", "cited_references")
        used |= {found[field][0] for field in single if field in found}
        used |= {found["times_cited"][0]} if "times_cited" in found else set()
        used |= {index for field in _ALL for index in found.get(field, ())}
        self._rest = [(name, index) for index, name in enumerate(self.header) if index not in used]
        self._split_authors = _author_rule(self.database)

    def record(self, cells: Sequence[str]) -> Record:
        """Return the record of a row, its cells plain; columns without a place go to ``other``."""
        if self.tags:
            return self._wos_record(cells)
        texts: dict[str, str] = {}
        for field, index in self._texts:
            value = cells[index]
            if value and not (len(value) < 30 and value in fields.EMPTY):
                texts[field] = value
        record = Record(**texts)  # type: ignore[arg-type]
        first = self._first
        record.authors = self._authors(cells)
        record.year = self._year(cells)
        record.doi = self._doi(cells, record.url)
        start = first(cells, "first_page")
        record.pages = (
            fields.pages(start, first(cells, "last_page"))
            if start
            else fields.pages(first(cells, "pages"))
        )
        for index in self._at.get("issn", ()):
            record.issn = record.issn or fields.issn(cells[index])
        words = first(cells, "author_keywords")
        if words:
            record.author_keywords = self._split(words)
        terms = [cells[index] for index in self._at.get("index_keywords", ()) if cells[index]]
        if terms:
            record.index_keywords = tuple(
                dict.fromkeys(term for text in terms for term in self._split(text))
            )
        record.language = fields.language(first(cells, "language"))
        address = first(cells, "affiliations")
        if address:
            record.affiliations = self._split(address)
            record.countries = countries(record.affiliations)
        given = first(cells, "countries")
        if given:
            known = [country(part) or part for part in self._split(given)]
            record.countries = tuple(dict.fromkeys(known))
        record.times_cited = fields.whole_number(first(cells, "times_cited"))
        references = first(cells, "cited_references")
        if references:
            record.cited_references = self._split(references)
        kinds = [cells[index] for index in self._at.get("document_type", ()) if cells[index]]
        if kinds:
            record.document_type = document_type(*kinds)
        record.database = self._database(cells, record)
        record.other = {name: [value] for name, index in self._rest if (value := cells[index])}
        if self.database == "PubMed" and not record.volume:
            _cite(record, record.other.get("Citation", [""])[0])
        return record

    def _wos_record(self, cells: Sequence[str]) -> Record:
        given: dict[str, str] = {}
        other: dict[str, list[str]] = {}
        for tag, name, cell in zip(self.tags, self.header, cells, strict=False):
            if cell and tag:
                given[tag] = cell
            elif cell:
                other[name] = [cell]
        record = wos_fields.from_cells(given)
        record.other.update(other)
        return record

    def _first(self, cells: Sequence[str], field: str) -> str:
        for index in self._at.get(field, ()):
            value = cells[index]
            if value and not (len(value) < 30 and value in fields.EMPTY):
                return value
        return ""

    def _authors(self, cells: Sequence[str]) -> tuple[str, ...]:
        people = self._split_authors(self._first(cells, "authors"))
        full = self._first(cells, "full_authors")
        if full:
            spelt_out = [_SCOPUS_ID.sub("", name).strip() for name in full.split(";")]
            spelt_out = [name for name in spelt_out if name]
            if len(spelt_out) >= len(people):
                people = spelt_out
        return names.authors(people)

    def _year(self, cells: Sequence[str]) -> int | None:
        for index in self._at.get("year", ()):
            year = find_year(cells[index]) if cells[index] else None
            if year is not None:
                return year
        return None

    def _doi(self, cells: Sequence[str], url: str) -> str:
        for index in self._at.get("doi", ()):
            found = fields.doi(cells[index])
            if found:
                return found
        for index in self._at.get("url", ()):
            found = fields.doi_in_url(cells[index])
            if found:
                return found
        return ""

    def _database(self, cells: Sequence[str], record: Record) -> str:
        named = self._first(cells, "database")
        if self.database in PROGRAMS or not self.database:
            return database_name(named) or database_of([record.url, *cells[:3]])
        return self.database

    def _split(self, text: str) -> tuple[str, ...]:
        if self.database == "OpenAlex" and "|" in text:
            return tuple(dict.fromkeys(fields.split_values(text, "|")))
        if ";" in text or self.database in ("Scopus", "The Lens", "IEEE Xplore", "Dimensions"):
            return fields.split_values(text)
        return fields.keywords(text) if len(text) < 1000 else (text,)


def _author_rule(database: str) -> Callable[[str], list[str]]:
    if database == "SpringerLink":
        return lambda cell: [names.given_first(name) for name in _GLUED.split(cell)]
    if database in _GIVEN_FIRST:
        return lambda cell: [names.given_first(name) for name in _parts(cell)]
    return _people


def _parts(cell: str) -> list[str]:
    for sign in (";", "|"):
        if sign in cell:
            return [part.strip() for part in cell.split(sign) if part.strip()]
    return [cell] if cell else []


def _people(cell: str) -> list[str]:
    """Return the names in a cell, parted by semicolons, bars, "and", or commas."""
    if ";" in cell or "|" in cell:
        return [names.inverted(part) for part in _parts(cell)]
    if " and " in cell:
        return [part.strip(" ,") for part in cell.split(" and ") if part.strip(" ,")]
    parts = [part.strip() for part in cell.rstrip(".").split(",")] if ", et al" in cell else None
    parts = parts or [part.strip() for part in cell.split(",")]
    parts = [part for part in parts if part]
    if len(parts) < 2:
        return [names.inverted(part) for part in parts]
    joined: list[str] = []
    for part in parts:
        if part in _SUFFIXES and joined:
            joined[-1] += f" {part}"
        else:
            joined.append(part)
    turned = [names.inverted(part) for part in joined]
    if "," in turned[0] and (len(turned) > 1 or "," in turned[-1]):
        return turned  # "Gao X., Ni W."
    if len(parts) == 2:
        return [cell]  # "Gao, Xin"
    if len(parts) % 2 == 0 and all(
        len(part.replace(".", "").replace(" ", "")) <= 4 for part in parts[1::2]
    ):
        return [f"{a}, {b}" for a, b in zip(parts[::2], parts[1::2], strict=True)]
    return turned


def _cite(record: Record, citation: str) -> None:
    """Take volume, issue and pages from a citation as PubMed writes it."""
    match = _CITATION.search(citation)
    if match is not None:
        record.volume, record.issue = match[1].strip(), (match[2] or "").strip()
        record.pages = fields.pages(match[3].strip())
