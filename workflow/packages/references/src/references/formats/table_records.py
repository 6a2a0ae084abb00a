"""Rows of a table of references as records."""

from __future__ import annotations

import re
from collections.abc import Sequence

from references import author_names
from references.comparable_text import find_year
from references.country_names import countries, country
from references.databases import database_name, database_of
from references.document_types import document_type
from references.formats import field_values, table_cells, wos_fields
from references.formats.table_columns import PROGRAMS, database_of_columns, field_indices, wos_tags
from references.record import Record

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
#: Fields for which every column of a table is used, not only the first.
_ALL = ("index_keywords",)
_SCOPUS_ID = re.compile(r" *\(\d+\)")
#: Platforms that give access to several databases.
_HOSTS = frozenset({"EBSCO", "ProQuest", "BVS"})
#: "db=bth" in the addresses of EBSCO: the code of the database.
_EBSCO_CODE = re.compile(r"[?&]db=([a-z0-9]+)", re.IGNORECASE)


class Layout:
    """The columns of a table, interpreted once for all its rows."""

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
        self._split_authors = table_cells.author_rule(self.database)

    def record(self, cells: Sequence[str]) -> Record:
        """Return the record of a row, its cells plain; columns without a place go to ``other``."""
        if self.tags:
            return self._wos_record(cells)
        texts: dict[str, str] = {}
        for field, index in self._texts:
            value = cells[index]
            if value and not (len(value) < 30 and value in field_values.EMPTY):
                texts[field] = value
        record = Record(**texts)  # type: ignore[arg-type]
        if self.database == "BVS" and "/ " in record.title:
            record.title, record.translated_title, *_ = record.title.split("/ ")
        first = self._first
        record.authors = self._authors(cells)
        record.year = self._year(cells)
        record.doi = self._doi(cells, record.url)
        record.pages = self._pages(cells)
        for index in self._at.get("issn", ()):
            record.issn = record.issn or field_values.issn(cells[index])
        words = first(cells, "author_keywords")
        if words:
            record.author_keywords = table_cells.terms(words, self.database)
        terms = [cells[index] for index in self._at.get("index_keywords", ()) if cells[index]]
        if terms:
            record.index_keywords = tuple(
                dict.fromkeys(
                    term for text in terms for term in table_cells.terms(text, self.database)
                )
            )
        record.language = field_values.language(first(cells, "language"))
        address = first(cells, "affiliations")
        if address:
            record.affiliations = table_cells.addresses(address, self.database)
            record.countries = countries(record.affiliations)
        given = first(cells, "countries")
        if given:
            known = [country(part) or part for part in table_cells.terms(given, self.database)]
            record.countries = tuple(dict.fromkeys(known))
        record.times_cited = field_values.whole_number(first(cells, "times_cited"))
        references = first(cells, "cited_references")
        if references:
            record.cited_references = table_cells.terms(references, self.database)
        kinds = [cells[index] for index in self._at.get("document_type", ()) if cells[index]]
        if kinds:
            record.document_type = document_type(*kinds)
        record.database = self._database(cells, record)
        # What is in a field of the record already need not be repeated in ``other``.
        taken = {record.title, record.journal, record.abstract, record.issn, str(record.year)}
        record.other = {
            name: [value]
            for name, index in self._rest
            if (value := cells[index]) and value != "-" and value not in taken
        }
        if self.database == "BVS" and record.translated_title:
            record.other[self.header[self.title]] = [cells[self.title]]
        for field, found in (
            ("doi", record.doi),
            ("year", record.year),
            ("times_cited", record.times_cited is not None),
            ("pages", record.pages),
            ("first_page", record.pages),
            ("issn", record.issn),
            ("language", record.language),
        ):
            if not found or field in ("doi", "year"):
                for index in self._at.get(field, ()):
                    text = cells[index]
                    if self.header[index] not in record.other and text not in field_values.EMPTY:
                        field_values.keep_rest(record.other, self.header[index], text, found)
        if not record.pages:
            self._cite(record)
        return record

    def _cite(self, record: Record) -> None:
        """Take from the column with the citation what has no column of its own."""
        if self.database == "Embase":
            table_cells.cite_embase(record, record.other.get("Source", [""])[0])
        else:
            for name in ("Citation", "Source", "Fuente"):
                if name in record.other:
                    table_cells.cite(record, record.other[name][0])

    def _wos_record(self, cells: Sequence[str]) -> Record:
        """Return the record of a row of a Web of Science table."""
        given: dict[str, str] = {}
        other: dict[str, list[str]] = {}
        for tag, name, cell in zip(self.tags, self.header, cells, strict=False):
            if not cell or (len(cell) < 30 and cell in field_values.EMPTY):
                continue
            if tag:
                given[tag] = cell
            else:
                other[name] = [cell]
        record = wos_fields.from_cells(given)
        if "url" in other and not record.url:
            (record.url,) = other.pop("url")
        record.other.update(other)
        return record

    def _first(self, cells: Sequence[str], field: str) -> str:
        """Return the first value of a field that is not empty, or ""."""
        for index in self._at.get(field, ()):
            value = cells[index]
            if value and not (len(value) < 30 and value in field_values.EMPTY):
                return value
        return ""

    def _authors(self, cells: Sequence[str]) -> tuple[str, ...]:
        """Return the authors, by their full names where there are at least as many of these."""
        people = self._split_authors(self._first(cells, "authors"))
        full = self._first(cells, "full_authors")
        if full:
            spelt_out = [_SCOPUS_ID.sub("", name).strip() for name in full.split(";")]
            spelt_out = [name for name in spelt_out if name]
            if len(spelt_out) >= len(people):
                people = spelt_out
        return author_names.authors(people)

    def _pages(self, cells: Sequence[str]) -> str:
        """Return the pages from the columns of first and last page, else from that of pages."""
        start, last = self._first(cells, "first_page"), self._first(cells, "last_page")
        whole = self._first(cells, "pages")
        if start and (last or "-" not in whole):
            return field_values.pages(start, last)
        return field_values.pages(whole)

    def _year(self, cells: Sequence[str]) -> int | None:
        """Return the year from the first column that has one."""
        for index in self._at.get("year", ()):
            year = find_year(cells[index]) if cells[index] else None
            if year is not None:
                return year
        return None

    def _doi(self, cells: Sequence[str], url: str) -> str:
        """Return the DOI from its column, else from an address."""
        for index in self._at.get("doi", ()):
            found = field_values.doi(cells[index])
            if found:
                return found
        for index in self._at.get("url", ()):
            found = field_values.doi_in_url(cells[index])
            if found:
                return found
        for index in self._at.get("resolver", ()):
            return field_values.doi_in_url(cells[index])
        return ""

    def _database(self, cells: Sequence[str], record: Record) -> str:
        """Return the database of a record, which may differ from that of the table."""
        named = self._first(cells, "database")
        if self.database == "Publish or Perish":
            scholar = any("scholar.google" in cell for cell in cells)
            return "Google Scholar" if scholar else database_name(named)
        if self.database in PROGRAMS or not self.database:
            return database_name(named) or database_of([record.url, *cells[:3]])
        if self.database in _HOSTS:  # of several databases
            code = _EBSCO_CODE.search(record.url) if not named else None
            return database_name(named or (code[1] if code is not None else "")) or self.database
        return self.database
