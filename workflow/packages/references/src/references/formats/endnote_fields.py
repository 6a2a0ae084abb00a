"""The fields that EndNote's tagged text and its XML have in common, as a record."""

from __future__ import annotations

import re

from references import author_names
from references.comparable_text import find_year
from references.country_names import countries
from references.databases import database_name, database_of, known_database
from references.document_types import document_type
from references.formats import field_values
from references.record import Record

#: Several values by field; fields without a place in a record keep their tag or element.
Values = dict[str, list[str]]


def record_of(given: Values) -> Record:
    """Turn values into a record; ``given`` is used up, what has no place goes to ``other``.

    Keys that have a place are title, translated_title, authors, year, date, journal, alternate_journal,
    volume, issue, pages, doi, issn, abstract, keywords, type, language, affiliations, publisher,
    url, database, library, provider, original, notes.
    """

    def first(*choices: str) -> str:
        """Remove and return the first value of the first key that is given; others stay."""
        for name in choices:
            if given.get(name):
                values = given.pop(name)
                if len(values) > 1:
                    given[name] = values[1:]
                return values[0]
        return ""

    record = Record(other=given)
    record.title = first("title")
    record.translated_title = first("translated_title")
    if not record.translated_title and record.title.startswith("["):
        record.translated_title = first("original")
    record.authors = author_names.authors(
        [
            part.strip().rstrip(",")
            for value in given.pop("authors", ())
            for part in value.split(";")
        ]
    )
    record.journal = first("journal", "alternate_journal")
    record.volume, record.issue = first("volume"), first("issue")
    record.pages = field_values.pages(first("pages"))
    when = first("year")
    record.year = find_year(when) or find_year(" ".join(given.get("date", ())))
    field_values.keep_rest(given, "year", when, record.year)
    record.url = first("url")
    record.doi = field_values.doi(" ".join(given.get("doi", ()))) or field_values.doi_in_url(
        record.url
    )
    for text in given.pop("doi", []):
        field_values.keep_rest(given, "doi", text, record.doi)
    numbers = given.get("issn", ())
    record.issn = next((found for text in numbers if (found := field_values.issn(text))), "")
    if record.issn and len(numbers) == 1 and not field_values.more_than_issn(numbers[0]):
        del given["issn"]
    record.abstract = first("abstract")
    record.author_keywords = tuple(
        word
        for value in given.pop("keywords", ())
        for line in value.split("\n")
        for word in (field_values.split_values(line) if ";" in line else (line.strip(),))
        if word
    )
    record.language = field_values.language(first("language"))
    record.affiliations = field_values.values(
        part for value in given.pop("affiliations", ()) for part in re.split(r"[\n;]", value)
    )
    record.countries = countries(record.affiliations)
    record.publisher = first("publisher")
    record.database = (
        database_name(first("database"))
        # EndNote's libraries have names of their owners' choice, but some programs put the database
        # there.
        or known_database(*given.get("library", ()), *given.get("provider", ()))
        or database_of([record.url, *given.get("accession", ())])
    )
    kind = first("type")
    record.document_type = document_type(kind) or "other"
    if record.document_type == "other" and kind:
        given["type"] = [kind]
    for note in given.get("notes", ()):
        if record.times_cited is None:
            record.times_cited = field_values.cited_in_note(note)
    return record
