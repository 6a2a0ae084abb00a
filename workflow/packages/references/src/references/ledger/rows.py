"""The rows of the ledger, one per source record that was ever read, and their file.

An id stands for the publication behind one or more source records. It is never given to another: a
row is never deleted, whatever becomes of the file that it was read from.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from human_files.errors import DataError, Problem
from human_files.formula_cells import harmless
from human_files.language.messages import message
from human_files.sheet_reading import Row, Sheet, read_sheet

#: What the file is called; it lies beside the review's first bibliographic file.
LEDGER = "record_ids.csv"
_HEAD = "yes"


class LedgerError(DataError):
    """A ledger that contradicts itself: something other than the command wrote it."""


class LedgerRow(NamedTuple):
    """A source record and its id.

    Parameters
    ----------
    number : int
        Its number in the order in which records came; never changed.
    record_id : str
        The id that it stands under itself.
    source, database, accession, doi, authors, year, title, journal, volume, issue, pages : str
        What was read, to recognise it in a later export: ``source`` is its name in the study file,
        ``accession`` the numbers of databases ("kind:number", separated by spaces).
    fingerprint : str
        Of everything that decides about duplicates: equal for two readings of one record.
    head : bool
        Whether the id took its title from this record; the id stays with it when records part.
    added, gone : str
        The day (ISO 8601) it was listed, and that on which an update no longer found it.
    merged_into : str
        The id that stands for this one, since both turned out to be one publication.
    split_from : str
        The id that it stood under before records of that parted.
    trail : str
        Each merge and split with its day, the oldest first.
    """

    number: int
    record_id: str
    source: str
    database: str
    accession: str
    doi: str
    authors: str
    year: str
    title: str
    journal: str
    volume: str
    issue: str
    pages: str
    fingerprint: str
    head: bool
    added: str
    gone: str
    merged_into: str
    split_from: str
    trail: str


COLUMNS = LedgerRow._fields
Rows = Sequence[LedgerRow]


def read_ledger(path: Path | str, file: str | None = None) -> list[LedgerRow]:
    """Read the ledger; an empty list where there is none yet.

    Raises SheetError for a file that is not one, and LedgerError for one that contradicts itself.
    """
    if not Path(path).is_file():
        return []
    sheet = read_sheet(path, COLUMNS, file, may_be_empty=True)
    problems: list[Problem] = []
    rows = [_row(sheet, row, problems) for row in sheet.rows]
    seen: dict[int, int] = {}
    for one, row in zip(rows, sheet.rows, strict=True):
        if one.number in seen:
            problems.append(
                sheet.problem(
                    message(
                        "number {number} is in row {n} as well.",
                        number=one.number,
                        n=seen[one.number],
                    ),
                    _restore(),
                    row,
                    "number",
                )
            )
        seen.setdefault(one.number, row.number)
    problems += _gaps(sheet, rows)
    problems += _circles(sheet, rows)
    if problems:
        raise LedgerError(problems)
    return sorted(rows, key=lambda row: row.number)


def _restore() -> str:
    return message("Restore the file from a copy: `alianzas literature update` alone writes it.")


def _row(sheet: Sheet, row: Row, problems: list[Problem]) -> LedgerRow:
    """Return a row of the file; what is wrong is added to ``problems``."""
    cells = {name: row.cells[name] for name in COLUMNS}
    number = cells["number"]
    if not number.isdecimal() or not cells["record_id"]:
        column = "record_id" if number.isdecimal() else "number"
        problems.append(sheet.problem(message("nothing is filled in."), _restore(), row, column))
        number = "0"
    given = {**cells, "number": int(number), "head": cells["head"] == _HEAD}
    return LedgerRow(**given)  # type: ignore[arg-type]


def _gaps(sheet: Sheet, rows: Rows) -> list[Problem]:
    """Return a problem for the first number that is missing: its id could be given to another."""
    numbers = {row.number for row in rows}
    missing = next((n for n in range(1, max(numbers, default=0)) if n not in numbers), None)
    if missing is None:
        return []
    found = message("the row with number {number} is missing.", number=missing)
    return [sheet.problem(found, _restore(), None, "number")]


def _circles(sheet: Sheet, rows: Rows) -> list[Problem]:
    """Return a problem for each id that is merged into one that is not listed, or into itself."""
    into = merges(rows)
    problems = []
    for name in into:
        way = [name]
        while way[-1] in into and into[way[-1]] not in way:
            way.append(into[way[-1]])
        if way[-1] in into:
            found = message(
                '"{name}" is merged into itself: {way}.', name=name, way=" → ".join(way)
            )
            problems.append(sheet.problem(found, _restore(), None, "merged_into"))
    known = {row.record_id for row in rows}
    problems += [
        sheet.problem(
            message('there is no record "{name}".', name=name), _restore(), None, "merged_into"
        )
        for name in sorted({*into.values()} - known)
    ]
    return problems


def write_ledger(rows: Rows, path: Path | str) -> None:
    """Write the ledger as CSV (UTF-8, ordered by id, then number), whole or not at all."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in sorted(rows, key=lambda row: (row.record_id, row.number)):
        cells = row._replace(head=_HEAD if row.head else "")  # type: ignore[arg-type]
        writer.writerow([harmless(str(cell)) for cell in cells])
    target = Path(path)
    beside = target.with_name(target.name + ".new")
    beside.write_text(text.getvalue(), encoding="utf-8", newline="")
    beside.replace(target)


def merges(rows: Rows) -> dict[str, str]:
    """Return the id that each merged id was merged into."""
    return {row.record_id: row.merged_into for row in rows if row.merged_into}


def resolve(name: str, into: Mapping[str, str]) -> str:
    """Return the id that stands for ``name`` today, following merges."""
    while name in into:
        name = into[name]
    return name


def ages(rows: Rows) -> dict[str, int]:
    """Return the number of the first row of each id: the smaller, the older."""
    found: dict[str, int] = {}
    for row in sorted(rows, key=lambda row: row.number):
        found.setdefault(row.record_id, row.number)
    return found
