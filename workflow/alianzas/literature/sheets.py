"""Sheets that readers fill: one row per record, checked against the records they are about."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from alianzas.errors import DataError, Problem, did_you_mean, nearest
from alianzas.literature.content import Content
from alianzas.literature.reading import shorten
from alianzas.literature.text import title_key


class SheetError(DataError):
    """A sheet whose rows or columns cannot be used."""


class Row(NamedTuple):
    """A row of a sheet: its number as a spreadsheet counts (header = 1), and cells by column."""

    number: int
    cells: Mapping[str, str]


class Sheet(NamedTuple):
    """A sheet: how messages call it, and its rows that are not empty."""

    file: str
    rows: Sequence[Row]

    def problem(self, found: str, advice: str, row: Row | None = None, column: str = "") -> Problem:
        """Return a problem in this sheet, at a row and column if given."""
        number = None if row is None else row.number
        return Problem(self.file, found, advice, number, column or None)


def read_sheet(path: Path | str, columns: Sequence[str], file: str | None = None) -> Sheet:
    """Read a CSV sheet with at least ``columns``; other columns are the readers' own.

    Comma, semicolon (Excel in Spanish) or tab part the cells; the encoding is recognised. Raises
    UnreadableFileError, and SheetError with every missing column or row of the wrong length.
    """
    content = Content.load(path, file)
    first_line = content.lines[0]
    delimiter = max(",;\t", key=first_line.count)
    rows = list(csv.reader(io.StringIO(content.text), delimiter=delimiter))
    header = [name.strip() for name in rows[0]]
    problems = []
    for name in columns:
        if name not in header:
            unknown = [found for found in header if found and found not in columns]
            close = nearest(name, unknown)
            advice = f'Rename "{close}".' if close else f'Add a column "{name}".'
            problems.append(Problem(content.file, "this column is missing.", advice, 1, name))
        elif header.count(name) > 1:
            problems.append(
                Problem(content.file, "this column stands twice.", "Keep one of the two.", 1, name)
            )
    if problems:
        raise SheetError(problems)
    kept = []
    for number, cells in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            problems.append(
                Problem(
                    content.file,
                    f"the row has {len(cells)} cells, the header {len(header)}.",
                    'Put text that holds the separator in quotes ("…").',
                    number,
                )
            )
            continue
        padded = [cell.strip() for cell in cells] + [""] * (len(header) - len(cells))
        kept.append(Row(number, dict(zip(header, padded, strict=False))))
    if problems:
        raise SheetError(problems)
    return Sheet(content.file, kept)


def match_records(
    sheet: Sheet, titles: Mapping[str, str], problems: list[Problem], excluded: Mapping[str, str]
) -> Iterator[tuple[str, Row]]:
    """Give each row of ``sheet`` with the id of its record, and add what is wrong to ``problems``.

    ``titles`` are the titles by record id that the sheet is about; ``excluded`` are records that do
    not belong in it although they exist. Wrong are: an unknown or repeated id, a record that does
    not belong here, and a title that is not the record's (rows that slipped).
    """
    seen: dict[str, int] = {}
    for row in sheet.rows:
        name = row.cells["record_id"]
        if name in excluded:
            problems.append(
                sheet.problem(
                    f'the record "{name}" was excluded by screening.',
                    "Delete the row, or include the record in the screening sheets.",
                    row,
                    "record_id",
                )
            )
        elif name not in titles:
            close = nearest(name, titles)
            advice = f'Did you mean "{close}"?' if close else "Copy the id from the record list."
            problems.append(
                sheet.problem(f'there is no record "{name}".', advice, row, "record_id")
            )
        elif name in seen:
            problems.append(
                sheet.problem(
                    f'the record "{name}" stands in row {seen[name]} too.',
                    "Keep one of the two rows.",
                    row,
                    "record_id",
                )
            )
        else:
            seen[name] = row.number
            if title_key(row.cells["title"]) != title_key(titles[name]):
                problems.append(
                    sheet.problem(
                        f'the title "{shorten(row.cells["title"])}" is not that of "{name}", which '
                        f'is "{shorten(titles[name])}".',
                        "Check that the rows have not slipped, then correct the id or the title.",
                        row,
                        "title",
                    )
                )
            yield name, row


def require_known(
    sheet: Sheet, row: Row, column: str, allowed: Sequence[str], problems: list[Problem]
) -> str | None:
    """Return the cell in small letters if it is one of ``allowed``; else add the problem."""
    value = row.cells[column].lower()
    if value in allowed:
        return value
    found = f'"{row.cells[column]}" is not known here.' if value else "nothing is filled in."
    problems.append(sheet.problem(found, did_you_mean(value, allowed), row, column))
    return None


def listing(names: Sequence[str], shown: int = 12) -> str:
    """Return names in a row, the first ``shown`` of many."""
    text = ", ".join(names[:shown])
    return text if len(names) <= shown else f"{text} and {len(names) - shown} more"
