"""Sheets that people fill in by hand and save as CSV or XLSX, as their spreadsheet writes them."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from alianzas.errors import DataError, Problem, nearest
from alianzas.literature.content import Content

#: What separates cells: Excel uses the semicolon where the comma is the decimal sign.
_SEPARATORS = (",", ";", "\t")
#: How a workbook (.xlsx) begins.
_ZIP = b"PK\x03\x04"


class SheetError(DataError):
    """A sheet that is not one: no header, cells out of line, a quotation mark left open."""


class Row(NamedTuple):
    """A row of a sheet: its number as the spreadsheet counts (header = 1), and cells by column."""

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


def read_sheet(
    path: Path | str,
    columns: Sequence[str],
    file: str | None = None,
    may_be_empty: bool = False,
) -> Sheet:
    """Read a CSV or XLSX sheet with at least ``columns``; other columns are its writers' own.

    Which of the two it is, and of CSV the separator (comma, semicolon or tab) and the encoding, is
    found out. Of a workbook the first sheet that has the columns is read, else the first. Cells,
    those of other columns too, come trimmed and in Unicode's composed form. Messages call the file
    ``file`` (default: the path). Raises SheetError with every problem of the form, among them no rows
    at all unless the sheet ``may_be_empty``; UnreadableFileError for a missing file.
    """
    content = Content.load(path, file)
    split = _split_workbook if content.raw.startswith(_ZIP) else _split
    table, problems = split(content, columns)
    header = [cell.casefold() for cell in table[0]] if table else []
    problems += _header_problems(content.file, header, columns)
    rows: list[Row] = []
    for number, cells in enumerate(table[1:], start=2):
        if not any(cells):
            continue
        if any(cells[len(header) :]):
            problems.append(
                Problem(
                    content.file,
                    f"the row has {len(cells)} cells, the header {len(header)}.",
                    'Put text that holds the separator in quotes ("…").',
                    number,
                )
            )
            continue
        padded = cells + [""] * (len(header) - len(cells))
        rows.append(Row(number, dict(zip(header, padded, strict=False))))
    if not problems and not rows and not may_be_empty:
        problems.append(Problem(content.file, "has a header but no rows.", "Fill the sheet in."))
    if problems:
        raise SheetError(problems)
    return Sheet(content.file, rows)


def header_of(path: Path | str, columns: Sequence[str], file: str | None = None) -> set[str]:
    """Return the names in the header of a sheet (in small letters) that has some of ``columns``."""
    content = Content.load(path, file)
    split = _split_workbook if content.raw.startswith(_ZIP) else _split
    table, _ = split(content, columns)
    return {cell.casefold() for cell in table[0]} if table else set()


def _split(content: Content, columns: Sequence[str]) -> tuple[list[list[str]], list[Problem]]:
    """Return the cells of every row, and the problem that stopped the reading, if one did."""
    first = content.lines[0].casefold()
    separator = max(_SEPARATORS, key=lambda sign: len({*columns} & _names(first, sign)))
    table: list[list[str]] = []
    try:
        for cells in csv.reader(io.StringIO(content.text), delimiter=separator, strict=True):
            table.append([unicodedata.normalize("NFC", cell).strip() for cell in cells])  # noqa: PERF401
    except csv.Error:
        return table, [
            Problem(
                content.file,
                "a quotation mark is opened and not closed, or closed within the cell.",
                'Write a quotation mark inside a quoted cell twice ("").',
                len(table) + 1,
            )
        ]
    return table, []


def _split_workbook(
    content: Content, columns: Sequence[str]
) -> tuple[list[list[str]], list[Problem]]:
    """Return the cells of every row of the sheet that has the columns, as text."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(content.raw), read_only=True, data_only=True)
        tables = [
            [[_as_text(value) for value in row] for row in sheet.iter_rows(values_only=True)]
            for sheet in book.worksheets
        ]
    except Exception:  # whatever a damaged workbook makes openpyxl raise
        found = "is a damaged workbook."
        return [], [Problem(content.file, found, "Open it, save it as .xlsx or CSV, try again.")]
    wanted = {*columns}
    fitting = [t for t in tables if t and wanted <= {cell.casefold() for cell in t[0]}]
    table = next(iter(fitting or tables), [])
    # A spreadsheet keeps empty cells beyond the header as if they were the person's.
    width = (
        max((place for place, cell in enumerate(table[0], 1) if cell), default=0) if table else 0
    )
    return [row if any(row[width:]) else row[:width] for row in table], []


def _as_text(value: object) -> str:
    """Return a cell as the person sees it: whole numbers without decimals, nothing as ""."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return unicodedata.normalize("NFC", str(value)).strip()


def _names(header: str, separator: str) -> set[str]:
    return {cell.strip(' "') for cell in header.split(separator)}


def _header_problems(file: str, header: list[str], columns: Sequence[str]) -> list[Problem]:
    problems = [
        Problem(file, "this column stands twice.", "Keep one of the two.", 1, name)
        for name, count in Counter(header).items()
        if name and count > 1
    ]
    spare = [name for name in header if name not in columns]
    for column in columns:
        if column not in header:
            similar = nearest(column, spare)
            advice = f'Is it "{similar}"? Rename that one.' if similar else "Add it to the header."
            problems.append(Problem(file, "this column is missing.", advice, 1, column))
    return problems
