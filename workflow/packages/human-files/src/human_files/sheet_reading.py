"""Reading sheets that people fill in by hand and save as CSV or as a workbook."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from human_files.errors import DataError, Problem, nearest
from human_files.formula_cells import as_given
from human_files.language.messages import message
from human_files.sheet_heads import columns_of
from human_files.text.content import WORKBOOKS, Content
from human_files.workbooks.reading import WorkbookError, read_workbook

#: What separates cells: Excel uses the semicolon where the comma is the decimal mark.
_SEPARATORS = (",", ";", "\t")
_OLD = WORKBOOKS[0]
#: The line that makes Excel open a CSV with that separator; it is not part of the table.
_SEPARATOR_LINE = re.compile(r"sep=([,;\t])", re.IGNORECASE)
#: How many rows are searched for a header that is not the first row.
_LOOKED_THROUGH = 20


class SheetError(DataError):
    """A file that is not a usable sheet: no header, rows too long, a quotation mark left open."""


class Row(NamedTuple):
    """A row of a sheet.

    Parameters
    ----------
    number : int
        Its number as the spreadsheet program shows it (the header is usually row 1).
    cells : mapping of str to str
        The cells by the name of their column, in lower case.
    """

    number: int
    cells: Mapping[str, str]


class Sheet(NamedTuple):
    """A sheet.

    Parameters
    ----------
    file : str
        What messages call it.
    rows : sequence of Row
        Its rows below the header that are not empty.
    """

    file: str
    rows: Sequence[Row]

    def problem(self, found: str, advice: str, row: Row | None = None, column: str = "") -> Problem:
        """Return a problem in this sheet.

        Parameters
        ----------
        found, advice : str
            What was found, and what to do: see :class:`~human_files.Problem`.
        row : Row, optional
            Where it is.
        column : str, optional
            In which column.

        Returns
        -------
        Problem
            The problem with its place.
        """
        number = None if row is None else row.number
        return Problem(self.file, found, advice, number, column or None)


def read_sheet(
    path: Path | str,
    columns: Sequence[str],
    file: str | None = None,
    may_be_empty: bool = False,
) -> Sheet:
    """Read a sheet that somebody filled in, saved as CSV or as a workbook (.xlsx, .ods, .xls).

    Columns may be called as in any language of the compendium (:mod:`human_files.sheet_heads`). The
    format is detected, and so are the separator (comma, semicolon or tab) and the encoding of a
    CSV file; Excel's line ``sep=;`` is skipped. In a workbook the first sheet that has the columns
    is read, or else the first sheet.

    Parameters
    ----------
    path : pathlib.Path or str
        The file.
    columns : sequence of str
        The names of the columns that the sheet must have, in lower case; it may have others.
    file : str, optional
        What messages call the file; the path if not given.
    may_be_empty : bool
        Whether a sheet without rows is in order.

    Returns
    -------
    Sheet
        Its rows, the cells trimmed and in Unicode's composed form (NFC).

    Raises
    ------
    SheetError
        With every problem of the sheet's form: missing or repeated columns, rows longer than the
        header, an open quotation mark, no rows; a workbook that cannot be read.
    UnreadableFileError
        If the file is missing or empty.
    """
    content = Content.load(path, file)
    table, first, problems = _table(content, columns)
    if problems and not table:
        raise SheetError(problems)
    header = [cell.casefold() for cell in table[0]] if table else []
    if not {*columns} <= {*header}:  # a sheet in another language
        header = columns_of(header)
    if len(columns) > 1 and not {*header} & {*columns}:
        raise SheetError([*problems, _no_header(content.file, table, first, columns)])
    problems += _header_problems(content.file, header, columns, first)
    rows: list[Row] = []
    for number, cells in enumerate(table[1:], start=first + 1):
        if not any(cells):
            continue
        if any(cells[len(header) :]):
            problems.append(
                Problem(
                    content.file,
                    message(
                        "the row has {n} cells, the header {width}.",
                        n=len(cells),
                        width=len(header),
                    ),
                    message('Put text that contains the separator in quotation marks ("…").'),
                    number,
                )
            )
            continue
        padded = cells + [""] * (len(header) - len(cells))
        rows.append(Row(number, dict(zip(header, padded, strict=False))))
    if not problems and not rows and not may_be_empty:
        problems.append(
            Problem(
                content.file, message("has a header but no rows."), message("Fill the sheet in.")
            )
        )
    if problems:
        raise SheetError(problems)
    return Sheet(content.file, rows)


def header_of(path: Path | str, columns: Sequence[str], file: str | None = None) -> set[str]:
    """Return the names in a sheet's header, in lower case; ``columns`` are names it should have."""
    table, _, _ = _table(Content.load(path, file), columns)
    return {cell.casefold() for cell in table[0]} if table else set()


def _table(content: Content, columns: Sequence[str]) -> tuple[list[list[str]], int, list[Problem]]:
    """Return the rows of cells from the header on, the header's number, and what is wrong."""
    if content.raw.startswith(WORKBOOKS):
        table, problems = _split_workbook(content, columns)
        return table, 1, problems
    table, problems = _split(content, columns)
    if _separator_line(content) is None:
        return table, 1, problems
    return table[1:], 2, problems


def _separator_line(content: Content) -> str | None:
    """Return the separator that the first line declares, as Excel writes it, or None."""
    declared = _SEPARATOR_LINE.fullmatch(content.lines[0].strip("\r\n "))
    return None if declared is None else declared[1]


def _split(content: Content, columns: Sequence[str]) -> tuple[list[list[str]], list[Problem]]:
    """Return the cells of every row, and the problem that stopped the reading, if one did."""
    lines = [line.casefold() for line in content.lines[:_LOOKED_THROUGH]]
    separator = _separator_line(content) or max(
        _SEPARATORS,
        # The header is the first line, but one further down helps to find the separator.
        key=lambda sign: (
            len({*columns} & _names(lines[0], sign)),
            max(len({*columns} & _names(line, sign)) for line in lines),
        ),
    )
    table: list[list[str]] = []
    try:
        for cells in csv.reader(io.StringIO(content.text), delimiter=separator, strict=True):
            table.append([as_given(unicodedata.normalize("NFC", cell).strip()) for cell in cells])  # noqa: PERF401
    except csv.Error:
        return table, [
            Problem(
                content.file,
                message("a quotation mark is opened and not closed, or closed within the cell."),
                message('Double a quotation mark inside a quoted cell ("").'),
                len(table) + 1,
            )
        ]
    return table, []


def _split_workbook(
    content: Content, columns: Sequence[str]
) -> tuple[list[list[str]], list[Problem]]:
    """Return the rows of the sheet that has the columns, as text, and what is wrong."""
    try:
        sheets = read_workbook(content.raw, content.file)
    except WorkbookError as error:
        return [], error.problems
    damaged = [sheet for sheet in sheets if sheet.declared and content.raw.startswith(_OLD)]
    if damaged:  # a new workbook has checksums
        found = message(
            'is a damaged workbook: the sheet "{sheet}" says that it ends in row {declared}, and it '
            "ends in row {last}.",
            sheet=damaged[0].name,
            declared=damaged[0].declared,
            last=len(damaged[0].rows),
        )
        advice = message("Open it, see that all its rows are there, and save it as .xlsx or CSV.")
        return [], [Problem(content.file, found, advice)]
    tables = [[[_as_text(value) for value in row] for row in sheet.rows] for sheet in sheets]
    wanted = {*columns}
    fitting = [t for t in tables if t and wanted <= {cell.casefold() for cell in t[0]}]
    table = next(iter(fitting or tables), [])
    # A spreadsheet program keeps empty cells beyond the header.
    width = (
        max((place for place, cell in enumerate(table[0], 1) if cell), default=0) if table else 0
    )
    return [row if any(row[width:]) else row[:width] for row in table], []


def _as_text(value: object) -> str:
    """Return a cell as its program shows it: whole numbers without decimals, nothing as ""."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return unicodedata.normalize("NFC", str(value)).strip()


def _names(header: str, separator: str) -> set[str]:
    """Return the names in a line, if cells were separated by ``separator``."""
    return {cell.strip(' "') for cell in header.split(separator)}


def _no_header(
    file: str, table: Sequence[Sequence[str]], first: int, columns: Sequence[str]
) -> Problem:
    """Return the one problem of a sheet that does not begin with the names of its columns."""
    for number, cells in enumerate(table[1:_LOOKED_THROUGH], start=first + 1):
        if {*columns} <= {cell.casefold() for cell in cells}:
            found = message(
                "the names of the columns are in row {number}, not in the first.", number=number
            )
            return Problem(file, found, message("Delete the rows above them."), first)
    words = next((cell for cells in table[:1] for cell in cells if cell), "")
    return Problem(
        file,
        message(
            'the first row names none of the columns; it begins with "{words}".', words=words[:40]
        ),
        message("Write these names there: {columns}.", columns=", ".join(columns)),
        first,
    )


def _header_problems(
    file: str, header: list[str], columns: Sequence[str], row: int
) -> list[Problem]:
    """Return the problems of a header: columns that are repeated or missing."""
    problems = [
        Problem(
            file,
            message("there are two columns of this name."),
            message("Keep one of the two."),
            row,
            name,
        )
        for name, count in Counter(header).items()
        if name and count > 1
    ]
    spare = [name for name in header if name not in columns]
    for column in columns:
        if column not in header:
            similar = nearest(column, spare)
            advice = (
                message('Is it "{similar}"? Rename that one.', similar=similar)
                if similar
                else message("Add it to the header.")
            )
            problems.append(Problem(file, message("this column is missing."), advice, row, column))
    return problems
