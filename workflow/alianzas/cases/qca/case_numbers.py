"""Numbers about the cases that the profile sheet does not hold, read from a separate sheet."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from human_files.errors import DataError, Problem, did_you_mean
from human_files.language.messages import message
from human_files.sheet_reading import read_sheet

if TYPE_CHECKING:
    import pandas as pd


class MeasureError(DataError):
    """A mistake in the sheet of measures."""


def read_measures(path: Path | str, cases: Sequence[str], columns: Sequence[str]) -> pd.DataFrame:
    """Return the numbers of ``columns``, one row per case in the order of ``cases``.

    The sheet has the column case and those named; any others are ignored. Decimals have a point or
    a comma. Raises MeasureError with every problem: an unknown case, one that is missing or given
    twice, a cell that is empty or not a number.
    """
    import pandas as pd

    sheet = read_sheet(path, ["case", *columns])
    problems: list[Problem] = []
    found: dict[str, dict[str, float]] = {}
    for row in sheet.rows:
        case = row.cells["case"]
        if case not in cases:
            advice = did_you_mean(case, cases)
            problems.append(
                sheet.problem(message('unknown case "{case}".', case=case), advice, row, "case")
            )
            continue
        if case in found:
            twice = message('the case "{case}" is in an earlier row already.', case=case)
            problems.append(sheet.problem(twice, message("Keep one of the rows."), row, "case"))
        found[case] = {}
        for column in columns:
            number = _number(row.cells[column])
            if number is None:
                what = message('"{text}" is not a number.', text=row.cells[column])
                if not row.cells[column]:
                    what = message('the case "{case}" has no value here.', case=case)
                advice = message(
                    "Write a number: configurations can be compared only if all values are known."
                )
                problems.append(sheet.problem(what, advice, row, column))
            else:
                found[case][column] = number
    problems += [
        sheet.problem(
            message('the case "{case}" is missing.', case=case), message("Add a row for it.")
        )
        for case in cases
        if case not in found
    ]
    if problems:
        raise MeasureError(problems)
    return pd.DataFrame(
        [found[case] for case in cases], index=pd.Index(cases, name="case"), columns=list(columns)
    )


def _number(text: str) -> float | None:
    """Return a finite number written with a decimal point or comma, or None."""
    try:
        number = float(text.replace(",", ".") if text.count(",") == 1 and "." not in text else text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
