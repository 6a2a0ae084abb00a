"""A file as a grid of cells, nothing interpreted: delimited text, or sheets of an XLSX workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from field_files.survey.export import Cell, EmptyExportError, UnreadableExportError
from human_files.errors import Problem
from human_files.language.messages import message
from human_files.text.content import Content
from human_files.workbooks.reading import WorkbookError, read_workbook

_SEPARATORS = (",", ";", "\t", "|")

Row = tuple[int, list[Cell]]


@dataclass(frozen=True)
class Grid:
    """The cells of a file, nothing interpreted; what a reader of survey exports is given.

    Parameters
    ----------
    file : str
        What messages call the file.
    rows : list of tuple
        The number of each row in the file (from 1) and its cells, None where empty; empty rows are
        left out, all rows are as wide as the header.
    separator : str, optional
        What separates the cells of a text; None for a workbook.
    encoding : str
        The encoding of a text.
    quoted : bool
        Whether the first line of a text is in quotation marks.
    title : str
        The title of a workbook's sheet.
    sheets : mapping of str to Grid
        The further sheets of a workbook, by title.
    places : sequence of int
        Where each column is in a sheet, from 0; empty if they are one after the other.
    """

    file: str
    rows: list[Row]
    separator: str | None = None
    encoding: str = "UTF-8"
    quoted: bool = False
    title: str = ""
    sheets: Mapping[str, Grid] = field(default_factory=dict)
    places: Sequence[int] = ()

    @property
    def header(self) -> list[str]:
        """The cells of the first row, as text."""
        return [] if not self.rows else [as_text(cell) for cell in self.rows[0][1]]

    def row(self, place: int) -> list[str]:
        """Return the cells of a row as text.

        Parameters
        ----------
        place : int
            Which row, from 0.

        Returns
        -------
        list of str
            The cells, "" where empty; no cells if there is no such row.
        """
        return [as_text(cell) for cell in self.rows[place][1]] if place < len(self.rows) else []


def as_text(cell: Cell) -> str:
    """Return a cell as text, "" for an empty one."""
    return "" if cell is None else str(cell)


def load_grid(path: Path | str, raw: bytes) -> Grid:
    """Return the grid in ``raw``, the content of ``path``.

    Raises UnreadableExportError, or EmptyExportError where there is no header.
    """
    grid = _workbook(str(path), raw) if raw.startswith(b"PK") else _text(str(path), raw)
    if not grid.rows:
        found = (
            message("the first sheet is empty.") if grid.separator is None else message("is empty.")
        )
        raise EmptyExportError(Problem(str(path), found, message("Export the answers again.")))
    return grid


def _tidy(cell: Cell) -> Cell:
    """Return a text without surrounding spaces, None for one of spaces only; 7 for 7.0."""
    if isinstance(cell, str):
        return cell.replace("\u00a0", " ").strip() or None
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)  # a workbook has one kind of number
    return cell


def _filled(rows: Iterable[Iterable[Cell]]) -> list[Row]:
    """Return the rows that are not empty, with their numbers."""
    kept: list[Row] = []
    for number, row in enumerate(rows, start=1):
        cells = [_tidy(cell) for cell in row]
        if any(cell is not None for cell in cells):
            kept.append((number, cells))
    return kept


def _even(rows: list[Row], width: int) -> list[Row]:
    """Return rows of the same width."""
    return [(number, [*cells[:width], *[None] * (width - len(cells))]) for number, cells in rows]


def _text(file: str, raw: bytes) -> Grid:
    """Return the grid of a delimited text; raises UnreadableExportError."""
    content = Content(file, raw)
    text = content.text
    if "\0" in text:
        raise UnreadableExportError(
            Problem(
                file,
                message("is neither text nor in a known format of survey answers."),
                message("Export the answers as CSV or XLSX."),
            )
        )
    first = text.lstrip("\n").split("\n", 1)[0]
    if first.casefold().startswith("sep=") and len(first) <= 6:  # Excel's own hint
        separator, text = first[4:5], text.lstrip("\n").split("\n", 1)[1]
    else:
        separator = _separator(text)
    csv.field_size_limit(10_000_000)
    try:
        rows = _filled(csv.reader(io.StringIO(text), delimiter=separator))
    except csv.Error as error:
        raise UnreadableExportError(
            Problem(
                file,
                message("is damaged: its rows and cells cannot be told apart."),
                message("Export the answers again."),
            )
        ) from error
    if not rows:
        return Grid(file, [], separator)
    # The header determines the width; a trailing separator makes a column without a name.
    width = len(next(csv.reader(io.StringIO(text.lstrip("\n")), delimiter=separator)))
    wider = [number for number, cells in rows if any(c is not None for c in cells[width:])]
    if wider:
        raise UnreadableExportError(
            Problem(
                file,
                message("the row has more cells than the header ({width}).", width=width),
                message(
                    'Quote text that contains the separator "{separator}", or export the file '
                    "again.",
                    separator=separator,
                ),
                wider[0],
            )
        )
    quoted = first.startswith('"') and first.rstrip(",;\t").endswith('"')
    return Grid(file, _even(rows, width), separator, content.encoding, quoted)


def _separator(text: str) -> str:
    """Return the separator that splits the first rows into the most columns, as many in each row."""

    def score(separator: str) -> tuple[int, int]:
        """Return how many rows are as wide as the first, and how wide that is."""
        reader = csv.reader(io.StringIO(text[:200_000]), delimiter=separator)
        widths = []
        try:
            for cells in reader:
                widths.append(len(cells))
                if len(widths) == 20:
                    break
        except csv.Error:
            pass
        alike = sum(width == widths[0] for width in widths) if widths and widths[0] > 1 else 0
        return alike, widths[0] if widths else 0

    return max(_SEPARATORS, key=score)


def _workbook(file: str, raw: bytes) -> Grid:
    """Return the grid of a workbook; raises UnreadableExportError."""
    try:
        sheets = read_workbook(raw, file)
    except WorkbookError as error:
        if error.kind != "damaged":
            raise UnreadableExportError(error.problems) from error
        found = message("is not an XLSX file, or is a damaged one.")
        advice = message("Export the answers again as XLSX or CSV, and do not edit the file.")
        raise UnreadableExportError(Problem(file, found, advice)) from error
    if not sheets:
        return Grid(file, [])
    grids = {sheet.name: _sheet(file, sheet.name, sheet.rows) for sheet in sheets}
    (_, first), *others = grids.items()
    return replace(first, sheets=dict(others))


def _sheet(file: str, title: str, cells: Iterable[Iterable[Cell]]) -> Grid:
    """Return the grid of one sheet."""
    rows = _filled(cells)
    width = max((k + 1 for _, row in rows[:1] for k, cell in enumerate(row) if cell), default=0)
    # Columns beyond the header are kept if they hold something, however far away.
    beyond = {k for _, row in rows for k, cell in enumerate(row[width:], width) if cell is not None}
    places = [*range(width), *sorted(beyond)]
    even = [(n, [row[k] if k < len(row) else None for k in places]) for n, row in rows]
    return Grid(file, even, title=title, places=places)
