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
