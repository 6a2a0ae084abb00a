"""SPSS (.sav) and Stata (.dta): value labels; user-missing codes distinguished from empty cells."""

from __future__ import annotations

import tempfile
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from field_files.survey import qualtrics, surveycto
from field_files.survey.export import (
    Cell,
    EmptyExportError,
    Export,
    SetAside,
    UnreadableExportError,
    text_of,
)
from field_files.survey.export_building import metadata_in, roles_in
from human_files.errors import Problem
from human_files.language.messages import counted_message, message

if TYPE_CHECKING:
    import pandas as pd

#: Stata's formats 105 (Stata 5) to 115 (Stata 12) begin with their number and the byte order.
_OLD_STATA = range(102, 116)
#: Formats of dates and times by their beginning, with the seconds that their unit has.
_SECONDS = {
    "SPSS": (
        *(
            (name, 1.0)
            for name in ("DATETIME", "DATE", "ADATE", "EDATE", "JDATE", "SDATE", "YMDHMS")
        ),
        *((name, 1.0) for name in ("MOYR", "QYR", "WKYR")),
    ),
    "Stata": (("%TC", 0.001), ("%-TC", 0.001), ("%TD", 86400.0), ("%D", 86400.0)),
}
#: No date of the calendar is this many seconds from the first day that is counted from.
_LONGEST = (date.max - date(1582, 10, 14)).total_seconds()


def kind_of(raw: bytes) -> str | None:
    """Return "SPSS" or "Stata" by the first bytes of a file, else None."""
    if raw.startswith((b"$FL2", b"$FL3")):
        return "SPSS"
    if raw.startswith(b"<stata_dta>"):
        return "Stata"
    if len(raw) > 3 and raw[0] in _OLD_STATA and raw[1] in (1, 2) and raw[2] == 1:
        return "Stata"
    return None


def read(path: Path | str, raw: bytes) -> Export:
    """Return the rows of the file; codes that it declares missing go to ``user_missing``."""
    import pyreadstat

    kind = kind_of(raw)
    reader = pyreadstat.read_sav if kind == "SPSS" else pyreadstat.read_dta
    try:
        with tempfile.NamedTemporaryFile(suffix=".sav" if kind == "SPSS" else ".dta") as copy:
            Path(copy.name).write_bytes(raw)  # the reader looks at the ending of the name
            frame, meta = reader(copy.name, user_missing=True)
    except OverflowError as error:
        raise _beyond_the_calendar(path, raw, kind) from error
    except (pyreadstat.ReadstatError, UnicodeDecodeError, ValueError) as error:
        raise UnreadableExportError(
            Problem(
                str(path),
                message("is a damaged {kind} file.", kind=kind),
                message("Save or export the file again."),
            )
        ) from error
    headers = [str(name) for name in frame.columns]
    if frame.empty:
        raise EmptyExportError(
            Problem(
                str(path),
                message("has variables but no submissions."),
                message("Export the answers again."),
            )
        )
    labels = {
        name: {text_of(code): str(label) for code, label in found.items()}
        for name, found in meta.variable_value_labels.items()
    }
    missing: dict[tuple[int, str], str] = {}
    columns = []
    for name in headers:
        declared = _declared(name, meta)
        cells: list[Cell] = []
        for number, cell in enumerate(_cells(frame[name]), start=2):
            if cell is not None and declared(cell):
                code = text_of(cell)
                missing[number, name] = labels.get(name, {}).get(code, code)
                cell = None
            cells.append(cell)
        columns.append(cells)
    rows = [(k, list(cells)) for k, cells in enumerate(zip(*columns, strict=True), start=2)]
    notes = _notes(missing)
    for name, group in (getattr(meta, "mr_sets", None) or {}).items():
        count = len(group["variable_list"])
        words = message(
            "nothing is set aside: several answers to one question ({n} columns)", n=count
        )
        notes.append(SetAside(message("set {name}", name=name), words))
    own = metadata_in(headers, (*qualtrics.METADATA, *surveycto.METADATA))
    roles = roles_in(headers, qualtrics.ROLES) | surveycto.surveycto_roles(headers)
    tool = ""
    if surveycto.is_surveycto(headers):
        tool = " (SurveyCTO)"
    elif {"responseid"} <= {h.lower() for h in headers} and len(own) > 3:
        tool = " (Qualtrics)"
    else:
        own, roles = [], {}
    return Export(
        str(path),
        headers,
        rows,
        format=f"{kind}{tool}",
        wording={n: str(t) for n, t in meta.column_names_to_labels.items() if t},
        value_labels=labels,
        roles=roles,
        metadata=own,
        user_missing=missing,
        set_aside=notes,
    )


def _declared(name: str, meta: Any) -> Any:
    """Return a function that tests whether a cell of the variable is declared missing."""
    ranges = meta.missing_ranges.get(name, [])
    values = set(meta.missing_user_values.get(name, []))

    def test(cell: Cell) -> bool:
        """Return whether the cell is among the values or ranges declared missing."""
        if cell in values:
            return True
        for bounds in ranges:
            try:
                if bounds["lo"] <= cell <= bounds["hi"]:
                    return True
            except TypeError:
                continue
        return False

    return test


def _beyond_the_calendar(path: Path | str, raw: bytes, kind: str | None) -> UnreadableExportError:
    """Return the error of a file with dates before the year 1 or after 9999, each in its place."""
    import pyreadstat

    reader = pyreadstat.read_sav if kind == "SPSS" else pyreadstat.read_dta
    with tempfile.NamedTemporaryFile(suffix=".sav" if kind == "SPSS" else ".dta") as copy:
        Path(copy.name).write_bytes(raw)
        frame, meta = reader(copy.name, user_missing=True, disable_datetime_conversion=True)
    advice = message("Correct it in the program that wrote the file, and export it again.")
    problems = []
    for name in frame.columns:
        seconds = _SECONDS.get(kind or "")
        unit = next(
            (u for start, u in seconds or () if _format(meta, name).startswith(start)), None
        )
        if unit is None:
            continue
        for row, cell in enumerate(frame[name], start=2):
            if isinstance(cell, int | float) and abs(cell) * unit > _LONGEST:
                found = message("{value} is a date beyond the calendar.", value=f"{cell:g}")
                problems.append(Problem(str(path), found, advice, row, str(name)))
    return UnreadableExportError(
        problems or Problem(str(path), message("holds a date beyond the calendar."), advice)
    )


def _format(meta: Any, name: object) -> str:
    """Return the format of a variable, in capitals."""
    return str(meta.original_variable_types.get(name, "")).upper()


def _cells(column: pd.Series[Any]) -> list[Cell]:
    """Return a column as plain Python values, None where missing."""
    import pandas as pd

    cells: list[Cell] = []
    for cell in column.tolist():
        if cell is None or (not isinstance(cell, str) and pd.isna(cell)):
            cells.append(None)
        elif isinstance(cell, pd.Timestamp):
            cells.append(cell.to_pydatetime())
        elif isinstance(cell, datetime | date | time | str):
            cells.append((cell.strip() or None) if isinstance(cell, str) else cell)
        else:
            cells.append(int(cell) if float(cell).is_integer() else float(cell))
    return cells


def _notes(missing: dict[tuple[int, str], str]) -> list[SetAside]:
    """Return a note on the declared missing values of each variable."""
    counts: dict[str, int] = {}
    for _, name in missing:
        counts[name] = counts.get(name, 0) + 1
    return [
        SetAside(
            counted_message(count, "{n} value of {name}", "{n} values of {name}", name=name),
            message("declared missing in the file"),
        )
        for name, count in counts.items()
    ]
