"""The record: one reference with every field a database may give, and where it was read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

#: Between the values of one cell: authors, keywords, affiliations, cited references.
SEPARATOR = "; "


@dataclass(slots=True)
class Record:
    """A reference as it was read. A field that the file does not give is empty (or None).

    ``authors`` are "Surname, Given" (organisations: their name); ``pages`` "first-last";
    ``doi`` bare and in lower case; ``other`` holds every field of the file that has no place here.
    ``position`` counts the records of the file from 1, ``line`` is where the record begins.
    """

    title: str = ""
    translated_title: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None
    journal: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    article_number: str = ""
    doi: str = ""
    issn: str = ""
    abstract: str = ""
    author_keywords: tuple[str, ...] = ()
    index_keywords: tuple[str, ...] = ()
    document_type: str = ""
    language: str = ""
    affiliations: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    times_cited: int | None = None
    cited_references: tuple[str, ...] = ()
    publisher: str = ""
    url: str = ""
    database: str = ""
    other: dict[str, list[str]] = field(default_factory=dict)
    position: int = 0
    line: int = 0


#: The fields with several values, and those with a whole number.
LISTS = (
    "authors",
    "author_keywords",
    "index_keywords",
    "affiliations",
    "countries",
    "cited_references",
)
NUMBERS = ("year", "times_cited")
_PLACE = ("position", "line")
#: What is known about a reference, apart from where it was read.
CONTENT = tuple(item.name for item in fields(Record) if item.name not in _PLACE)
#: The columns of the record frame, in order.
COLUMNS = ("source", "file", "position", "line", *CONTENT)


def to_frame(records: Iterable[tuple[str, str, Record]]) -> pd.DataFrame:
    """Return records, each with the name and file of its source, as a frame of :data:`COLUMNS`.

    Text columns are "" where a field is missing, :data:`LISTS` are joined by "; ", ``year`` and
    ``times_cited`` are nullable integers, ``other`` is JSON with sorted keys.
    """
    import pandas as pd

    rows = [(source, file, *_cells(record)) for source, file, record in records]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    for name in COLUMNS:
        if name in NUMBERS:
            frame[name] = frame[name].astype("Int64")
        else:
            frame[name] = frame[name].astype("int64" if name in _PLACE else "str")
    return frame


def _cells(record: Record) -> list[object]:
    cells: list[object] = [record.position, record.line]
    for name in CONTENT:
        value = getattr(record, name)
        if name in LISTS:
            value = SEPARATOR.join(value)
        elif name == "other":
            value = json.dumps(value, ensure_ascii=False, sort_keys=True) if value else ""
        cells.append(value)
    return cells


def split_cell(cell: str) -> list[str]:
    """Return the values of a cell of one of the :data:`LISTS`."""
    return [part for part in cell.split(SEPARATOR) if part]


def whole_numbers(column: pd.Series) -> list[int | None]:
    """Return a nullable column of whole numbers as plain values, None where missing."""
    known = column.notna()
    return [int(value) if is_known else None for value, is_known in zip(column, known, strict=True)]
