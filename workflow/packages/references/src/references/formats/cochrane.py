"""Reading the plain text that the Cochrane Library exports: numbered records, "AU: Ash A"."""

from __future__ import annotations

import re

from references import author_names
from references.formats.endnote_fields import Values, record_of
from references.formats.tagged_lines import TaggedForm, Tags, joined, reader
from references.record import Record

_FIELDS = {
    "ID": "accession",
    "AU": "authors",
    "TI": "title",
    "SO": "journal",
    "YR": "year",
    "VL": "volume",
    "NO": "issue",
    "PG": "pages",
    "PT": "type",
    "KY": "keywords",
    "DOI": "doi",
    "AB": "abstract",
    "US": "url",
    "SN": "issn",
    "PB": "publisher",
    "LA": "language",
}


def _record(tags: Tags) -> Record:
    """Return the record of the tags of one reference."""
    given: Values = {_FIELDS.get(tag, tag): joined(tags, tag) for tag in list(tags)}
    given["authors"] = [author_names.inverted(name) for name in given.get("authors", ())]
    words = [
        word.strip().lstrip("*") for text in given.pop("keywords", ()) for word in text.split(";")
    ]
    if given.get("accession", [""])[0].startswith("CD"):
        given.setdefault("type", ["Systematic review"])
    record = record_of(
        {name: kept for name, values in given.items() if (kept := list(filter(None, values)))}
    )
    record.index_keywords = tuple(dict.fromkeys(word for word in words if word))
    record.database = "Cochrane Library"
    return record


READER = reader(
    TaggedForm(
        "Cochrane text",
        re.compile(r"(?:\A|\n)Record #\d+ of \d+\s*\n\s*(?:[A-Z]{2,3}: )"),
        re.compile(r"\s*Record #\d+ of \d+\s*$"),
        re.compile(r"([A-Z]{2,3}): (.*)$"),
        frozenset({"ID", "AU"}),
        frozenset({"ID", "TI"}),
        frozenset({"TI"}),
        "Record #",
        _record,
    )
)
