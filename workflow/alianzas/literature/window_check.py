"""Records that a reader includes although they were published outside the window of the study."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alianzas.literature.sheet_files import read_sheets
from human_files.errors import DataError, Problem
from human_files.language.messages import message
from references.record import whole_numbers
from references.screening.vocabulary import COLUMNS, INCLUDE

if TYPE_CHECKING:
    import pandas as pd

    from alianzas.config.literature_settings import TwoPasses, Window
    from references.ledger.names import Names


def outside_window(records: pd.DataFrame, window: Window) -> dict[str, int | None]:
    """Return the year (None: undated) of each record published outside the window, by id."""
    years = dict(zip(records["record_id"], whole_numbers(records["year"]), strict=True))
    return {
        name: year
        for name, year in years.items()
        if year is None or not window.first <= year <= window.last
    }


def included_outside(
    records: pd.DataFrame, sheets: TwoPasses, window: Window, names: Names, root: Path
) -> list[Problem]:
    """Return a problem for each row in a reader's sheet that includes a record outside the window.

    It is worth telling as soon as a sheet is there: a consensus may still exclude the record. Sheets
    that are missing or cannot be read have problems of their own, which are not told here.
    """
    outside = outside_window(records, window)
    problems = []
    for entry in sheets.passes:
        if not outside or not (root / entry.file).exists():
            continue
        try:
            given = read_sheets(entry.file, root, COLUMNS, may_be_empty=True)
        except DataError:
            continue
        problems += [
            told(names.says(row.cells["record_id"]), outside, window, sheet.file, row.number)
            for sheet in given
            for row in sheet.rows
            if row.cells["decision"].lower() == INCLUDE
            and names.says(row.cells["record_id"]) in outside
        ]
    return problems


def told(
    name: str, outside: dict[str, int | None], window: Window, file: str, row: int | None
) -> Problem:
    """Return the problem of a record that is included outside the window."""
    span = f"{window.first}–{window.last}"
    year = outside[name]
    return Problem(
        file,
        message(
            '"{name}" is included, but without a year: outside {window}.', name=name, window=span
        )
        if year is None
        else message(
            '"{name}" is included, but published in {year}: outside {window}.',
            name=name,
            year=str(year),
            window=span,
        ),
        message(
            "Exclude the record in the sheets, or change `literature.window` in the study file."
        ),
        row,
        "decision",
    )
