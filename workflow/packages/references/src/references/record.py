"""The record: one reference with every field that a database may give, and where it was read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

#: What separates the values of one cell: authors, keywords, affiliations, cited references.
SEPARATOR = "; "


@dataclass(slots=True)
class Record:
    """A reference as it was read; a field that the file does not give is empty, or None.

    Parameters
    ----------
    title, translated_title, journal, volume, issue, article_number, publisher, url : str
        As the file gives them; ``journal`` is also the title of a book or of proceedings.
    authors : tuple of str
        "Surname, Given"; organisations by their name.
    year, times_cited : int, optional
        Year of publication, number of citations.
    pages : str
        "first-last".
    doi, issn : str
        The DOI bare and in lower case; the ISSN as "1234-567X".
    abstract : str
        The abstract.
    author_keywords, index_keywords : tuple of str
        Keywords of the authors, and those of the database.
    document_type : str
        In one vocabulary for all databases, such as "article", "review" or "conference paper".
    language, database : str
        The English name of the language; the usual name of the database.
    affiliations, countries, cited_references : tuple of str
        Addresses; their countries in English; references as the file writes them.
    other : dict of str to list of str
        Every field of the file that has no place above.
    position, line : int
        Number of the record in its file and the line where it begins, both from 1.
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


#: The fields with several values, and those with an integer.
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


def without_folders(file: str) -> str:
    """Return what a table calls a file: a path that says where on this machine it is without folders.

    >>> without_folders("/somewhere/scopus.csv"), without_folders("data/scopus.csv")
    ('scopus.csv', 'data/scopus.csv')
    """
    for kind in (PurePosixPath, PureWindowsPath):
        if kind(file).is_absolute():
            return kind(file).name
    return file


def to_frame(records: Iterable[tuple[str, str, Record]]) -> pd.DataFrame:
    """Return records, each with the name and file of its source, as a frame of :data:`COLUMNS`.

    Text columns are "" where a field is missing, :data:`LISTS` are joined by "; ", ``year`` and
    ``times_cited`` are nullable integers, ``other`` is JSON with sorted keys.
    """
    import pandas as pd

    rows = [(source, without_folders(file), *_cells(record)) for source, file, record in records]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    for name in COLUMNS:
        if name in NUMBERS:
            frame[name] = frame[name].astype("Int64")
        else:
            frame[name] = frame[name].astype("int64" if name in _PLACE else "str")
    return frame


def records_of(frame: pd.DataFrame) -> list[Record]:
    """Turn the rows of a frame of records into records, to be written or audited.

    Parameters
    ----------
    frame : pandas.DataFrame
        As :func:`records_frame` returns it, or the ``records`` of :func:`remove_duplicates`.

    Returns
    -------
    list of Record
        One record per row, in the order of the rows.
    """
    columns = {name: frame[name].tolist() for name in (*_PLACE, *CONTENT) if name not in NUMBERS}
    columns |= {name: whole_numbers(frame[name]) for name in NUMBERS}
    records = []
    for place in range(len(frame)):
        values = {name: column[place] for name, column in columns.items()}
        for name in LISTS:
            values[name] = tuple(split_cell(values[name]))
        values["other"] = json.loads(values["other"]) if values["other"] else {}
        records.append(Record(**values))
    return records


def _cells(record: Record) -> list[object]:
    """Return position, line and fields of a record, as they are in a frame."""
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
    """Return a nullable column of integers as plain values, None where missing."""
    known = column.notna()
    return [int(value) if is_known else None for value, is_known in zip(column, known, strict=True)]
