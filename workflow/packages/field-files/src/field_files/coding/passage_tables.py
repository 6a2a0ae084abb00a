"""Tables of passages: ``case, source, coder, code, start, end, text, value``, as CSV or XLSX."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from field_files.coding.coding_file import COLUMNS, CodeName, CodingFile, Passage
from field_files.coding.errors import CodingFileError
from field_files.coding.program_table_reading import find_table, read_program_table
from human_files.errors import Problem
from human_files.formula_cells import harmless
from human_files.language.messages import message, template
from human_files.sheet_reading import Row, Sheet, header_of, read_sheet

#: Columns of the sheet that a coder fills in by hand.
SHEET = ("case", "source", "code", "value", "passage")
_VALUES = {"1": 1, "0": 0}


def read_table(path: Path | str, file: str | None = None, coder: str = "") -> CodingFile:
    """Return the passages of a table, also of another program, or of a sheet (:data:`SHEET`).

    A sheet, and rows of a table that name nobody, are attributed to ``coder``. Raises
    CodingFileError with every problem of the cells, SheetError for a file that is not such a table.
    """
    table = find_table(path, file)
    if table is not None:
        return read_program_table(table, coder)
    columns = list(COLUMNS if _has_places(path) else SHEET)
    sheet = read_sheet(path, columns, file, may_be_empty=True)
    problems: list[Problem] = []
    passages = [_passage(sheet, row, coder, problems) for row in sheet.rows]
    if problems:
        raise CodingFileError(problems)
    return CodingFile(
        sheet.file,
        template("coding sheet") if columns == list(SHEET) else template("table of passages"),
        codes=[CodeName(name) for name in dict.fromkeys(one.code for one in passages)],
        sources=list(dict.fromkeys(one.source for one in passages if one.source)),
        passages=passages,
    )


def is_table_of_passages(path: Path | str) -> bool:
    """Return whether a file is a table of passages, ours or another program's, and no sheet."""
    return _has_places(path) or find_table(path) is not None


def _has_places(path: Path | str) -> bool:
    """Return whether a file has columns that only a table of passages has, rather than a sheet."""
    return len({"coder", "start", "end", "text"} & header_of(path, COLUMNS)) > 1


def _passage(sheet: Sheet, row: Row, coder: str, problems: list[Problem]) -> Passage:
    """Return the passage of a row; what is wrong with it is added to ``problems``."""
    cells = row.cells

    def add(column: str, found: str, advice: str) -> None:
        """Add a problem in this row."""
        problems.append(sheet.problem(found, advice, row, column))

    for column in ("case", "code"):
        if not cells[column]:
            add(column, message("this cell is empty."), message("Fill it in."))
    if cells["value"] not in _VALUES:
        found = message('"{value}" is neither 1 nor 0.', value=cells["value"])
        add("value", found, message("Write 1 for present, 0 for absent."))
    places: list[int | None] = []
    for column in ("start", "end"):
        place = cells.get(column, "")
        if place and not (place.isascii() and place.isdigit()):
            add(
                column,
                message('"{place}" is not a place in a text.', place=place),
                message("Count characters from 0, or leave it empty."),
            )
        places.append(int(place) if place.isascii() and place.isdigit() else None)
    start, end = places
    if (start is None) != (end is None) and not any(one.row == row.number for one in problems):
        add(
            "start" if start is None else "end",
            message("this cell is empty."),
            message("Give both places, or neither."),
        )
    elif start is not None and end is not None and start >= end:
        add(
            "end",
            message("the passage ends ({end}) before it begins ({start}).", end=end, start=start),
            message("Correct the places."),
        )
    return Passage(
        cells["case"],
        cells["source"],
        cells.get("coder", "") or coder,
        cells["code"],
        start,
        end,
        cells.get("text", cells.get("passage", "")),
        _VALUES.get(cells["value"], 0),
        row.number,
    )


def write_table(passages: Iterable[Passage], path: Path | str) -> int:
    """Write passages as CSV with the columns :data:`COLUMNS`; return the number of rows."""
    count = 0
    with Path(path).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for passage in passages:
            writer.writerow([_written(cell) for cell in passage[: len(COLUMNS)]])
            count += 1
    return count


def _written(cell: object) -> object:
    """Return a cell as it is written."""
    return harmless(cell) if isinstance(cell, str) else "" if cell is None else cell


def write_passages(coding: CodingFile, path: Path | str) -> int:
    """Write coded passages as a table that every program reads.

    Parameters
    ----------
    coding : CodingFile
        What :func:`read_coding` returned.
    path : pathlib.Path or str
        The CSV file to write, in UTF-8, with the columns case, source, coder, code, start, end, text
        and value.

    Returns
    -------
    int
        The number of rows.
    """
    return write_table(coding.passages, path)
