"""Reading a spreadsheet export: headers and rows as they stand, with the row numbers Excel shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from alianzas.errors import DataError, Problem

#: Excel counts the header as row 1.
FIRST_ROW = 2

Cell = object


class UnreadableExportError(DataError):
    """The file is no spreadsheet we can read."""


class EmptyExportError(DataError):
    """The spreadsheet holds no submission."""


class RepeatedColumnError(DataError):
    """Two columns share a header, so that it is unclear which one counts."""


@dataclass(frozen=True)
class Export:
    """The cells of an export: ``rows`` pairs each row's number in Excel with its cells."""

    file: str
    headers: list[str]
    rows: list[tuple[int, list[Cell]]]


def read_export(path: Path | str) -> Export:
    """Return the first sheet of the XLSX file at ``path``; wholly empty rows are left out.

    Raises UnreadableExportError, EmptyExportError or RepeatedColumnError.
    """
    cells = [[_tidy(cell) for cell in row] for row in _sheet(path)]
    file = str(path)
    width = max((k + 1 for row in cells[:1] for k, cell in enumerate(row) if cell), default=0)
    if not width:
        raise EmptyExportError(
            Problem(file, "the first sheet is empty.", "Export the answers again.")
        )
    headers = ["" if cell is None else str(cell) for cell in cells[0][:width]]
    repeated = sorted({name for name in headers if name and headers.count(name) > 1})
    if repeated:
        raise RepeatedColumnError(
            [
                Problem(file, "this header stands twice.", "Rename or delete one column.", 1, name)
                for name in repeated
            ]
        )
    rows = [
        (number, [*row[:width], *[None] * (width - len(row))])
        for number, row in enumerate(cells[1:], start=FIRST_ROW)
        if any(cell is not None for cell in row)
    ]
    if not rows:
        raise EmptyExportError(
            Problem(file, "holds no submission, only headers.", "Export the answers again.")
        )
    return Export(file, headers, rows)


def _tidy(cell: Cell) -> Cell:
    """Return text without surrounding blanks, and blank text as nothing."""
    if isinstance(cell, str):
        return cell.replace("\u00a0", " ").strip() or None
    return cell


def _sheet(path: Path | str) -> Sequence[tuple[Cell, ...]]:
    import warnings
    import zipfile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    advice = 'Export from KoboToolbox as XLS with "XML values and headers", and do not edit it.'
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # styles openpyxl does not know
            book = load_workbook(path, read_only=True, data_only=True)
        rows = list(book.worksheets[0].iter_rows(values_only=True))
        book.close()
    except FileNotFoundError:
        raise UnreadableExportError(Problem(str(path), "does not exist.", advice)) from None
    except (zipfile.BadZipFile, InvalidFileException, KeyError, OSError, ValueError) as error:
        found = "is not an XLSX file, or a damaged one."
        raise UnreadableExportError(Problem(str(path), found, advice)) from error
    return rows
