"""What is left to judge: records that a reader has not decided on, and what was decided before."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from alianzas.literature.sheet_rows import SheetRow, sheet_rows
from human_files.errors import DataError, Problem, did_you_mean
from human_files.language.messages import message

if TYPE_CHECKING:
    import pandas as pd

    from alianzas.config.literature_settings import LiteratureSettings, TwoPasses
    from references.ledger.names import Names
    from references.ledger.rows import LedgerRow


def undecided(
    records: pd.DataFrame,
    settings: LiteratureSettings,
    sheets: TwoPasses,
    names: Names,
    root: Path,
    reader: str | None,
) -> pd.DataFrame:
    """Return those of ``records`` that some reader (or the one named) has not judged yet."""
    judged = _judged(settings, sheets, names, root, reader)
    done = {name for name in records["record_id"] if all(name in one for one in judged)}
    return records[~records["record_id"].isin(done)]


def _judged(
    settings: LiteratureSettings,
    sheets: TwoPasses,
    names: Names,
    root: Path,
    reader: str | None,
) -> list[set[str]]:
    """Return the ids of the records that each reader has judged."""
    rows = [row for row in sheet_rows(settings, root) if row.says]
    return [
        {names.says(row.written) for row in rows if _is_in(row, [file])}
        for file in _files(sheets, reader)
    ]


def _files(sheets: TwoPasses, reader: str | None) -> list[str]:
    """Return the paths of the sheets of all readers, or of one; raises DataError for another name."""
    found = {entry.name: entry.file for entry in sheets.passes}
    if reader is None:
        return [*found.values()]
    if reader not in found:
        raise DataError(
            Problem(
                "--reader",
                message('there is no reader "{name}".', name=reader),
                did_you_mean(reader, found),
            )
        )
    return [found[reader]]


def _is_in(row: SheetRow, files: Collection[str]) -> bool:
    """Return whether a row is in one of these files, or in a folder of this name."""
    return any(row.file == file or row.file.startswith(file.rstrip("/") + "/") for file in files)


def earlier_decisions(
    records: pd.DataFrame,
    listed: Sequence[LedgerRow],
    settings: LiteratureSettings,
    sheets: TwoPasses,
    root: Path,
    reader: str | None,
) -> dict[str, str]:
    """Return what was decided on the records that some came out of, by id: "ash-2020-trust: include".

    Readers must not see each other's decisions: what is shown is the reader's own, or without one
    what all readers decided alike.
    """
    parted = {row.record_id: row.split_from for row in listed if row.split_from}
    files = _files(sheets, reader)
    said: dict[str, dict[str, str]] = {}
    for row in sheet_rows(settings, root):
        for file in files:
            if row.says and _is_in(row, [file]):
                words = ": ".join(cell for _, cell in row.says)
                said.setdefault(row.written, {})[file] = words
    found = {}
    for name in records["record_id"]:
        former = parted.get(name, "")
        alike = {*said.get(former, {}).values()}
        if len(alike) == 1 and len(said[former]) == len(files):
            found[name] = f"{former}: {alike.pop()}"
    return found
