"""The sheet of undecided pairs: written for a person to fill in, then read back and applied."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from human_files.errors import DataError, Problem
from human_files.formula_cells import without_formulas
from human_files.language.messages import both, counted_message, message
from human_files.sheet_reading import Row, Sheet, read_sheet
from references.comparable_text import title_key
from references.deduplication.duplicate_groups import Pair
from references.deduplication.find_duplicates import PairReason
from references.deduplication.pairs import DIFFERENT, SAME
from references.screening.record_sheets import require_known

if TYPE_CHECKING:
    import pandas as pd

#: The fields that the sheet shows of each of the two records.
_SHOWN = ("title", "authors", "year", "journal", "volume", "issue", "pages", "doi")
#: The columns: the verdict to fill in, the two records, why the program could not decide.
COLUMNS = (
    "first",
    "second",
    "verdict",
    "reason",
    *(f"{field}_{which}" for field in _SHOWN for which in ("first", "second")),
)
_NEEDED = ("first", "second", "verdict", "title_first", "title_second")


class UndecidedSheetError(DataError):
    """A sheet of undecided pairs that names unknown records, or contradicts itself."""


class Verdicts(NamedTuple):
    """What a person decided, as pairs of rows (by place, the smaller first)."""

    same: set[Pair]
    different: set[Pair]


def undecided_frame(
    pairs: Sequence[PairReason], records: Mapping[str, Sequence[object]], names: Sequence[str]
) -> pd.DataFrame:
    """Return the sheet, one row per pair, the most similar first; ``verdict`` is left empty.

    ``records`` are the columns of all records, ``names`` what the records are called.
    """
    import pandas as pd

    rows = []
    for pair in pairs:
        row = {"first": names[pair.first], "second": names[pair.second], "verdict": ""}
        row["reason"] = pair.reason
        for field in _SHOWN:
            values = records.get(field)
            for which, place in (("first", pair.first), ("second", pair.second)):
                row[f"{field}_{which}"] = "" if values is None else _text(values[place])
        rows.append(row)
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="str")


def _text(value: object) -> str:
    """Return a value as text, "" for a missing one."""
    text = str(value)
    return "" if text in ("None", "nan", "<NA>") else text


def write_undecided(frame: pd.DataFrame, path: Path | str, creator: str = "references") -> None:
    """Write the sheet of undecided pairs, for a person to fill in the column ``verdict``.

    Parameters
    ----------
    frame : pandas.DataFrame
        The ``undecided`` of :func:`remove_duplicates`.
    path : pathlib.Path or str
        The file to write; folders are made where they are missing. A name that ends in ``.xlsx``
        gives a workbook with a drop-down list of verdicts, any other a CSV file.
    creator : str
        Who made the workbook, as its properties say.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix.lower() != ".xlsx":
        without_formulas(frame).to_csv(path, index=False, lineterminator="\n")
        return
    from human_files.workbook_writing import workbook_bytes

    verdicts = {"verdict": (SAME, DIFFERENT)}
    wide = ("reason", "title")
    path.write_bytes(workbook_bytes("undecided", frame, verdicts, wide, creator))


def read_verdicts(
    path: Path | str, names: Sequence[str], titles: Sequence[str], file: str | None = None
) -> Verdicts:
    """Read a sheet that was filled in; pairs without verdict stay apart.

    ``names`` and ``titles`` are those of all records. Raises SheetError for a file that is not such a
    sheet, and UndecidedSheetError with all of: unknown records or verdicts, titles that are not
    those of the records (which have changed), repeated pairs, and contradictory verdicts.
    """
    sheet = read_sheet(path, _NEEDED, file, may_be_empty=True)
    places = {name: place for place, name in enumerate(names)}
    problems: list[Problem] = []
    verdicts = Verdicts(set(), set())
    rows: dict[Pair, Row] = {}
    for row in sheet.rows:
        if not row.cells["verdict"]:
            continue
        pair = _pair(sheet, row, places, titles, problems)
        verdict = require_known(sheet, row, "verdict", (SAME, DIFFERENT), problems)
        if pair is None or verdict is None:
            continue
        if pair in rows:
            found = message("this pair is in row {number} as well.", number=rows[pair].number)
            problems.append(sheet.problem(found, message("Keep one of the two rows."), row))
            continue
        rows[pair] = row
        (verdicts.same if verdict == SAME else verdicts.different).add(pair)
    problems += _contradictions(sheet, verdicts, rows, names)
    if problems:
        raise UndecidedSheetError(problems)
    return verdicts


def _pair(
    sheet: Sheet,
    row: Row,
    places: Mapping[str, int],
    titles: Sequence[str],
    problems: list[Problem],
) -> Pair | None:
    """Return the records of a row, by place; None with a problem if they are not two known ones."""
    found = []
    for which in ("first", "second"):
        name, title = row.cells[which], row.cells[f"title_{which}"]
        place = places.get(name)
        if place is None:
            advice = message("Copy the row from the newest sheet of undecided pairs.")
            problems.append(
                sheet.problem(
                    message('there is no record "{name}".', name=name), advice, row, which
                )
            )
        elif title_key(title) != title_key(titles[place]):
            text = message(
                'the title is not that of "{name}", which is "{other}".',
                name=name,
                other=titles[place],
            )
            advice = message("The records have changed: copy the row from the newest sheet.")
            problems.append(sheet.problem(text, advice, row, f"title_{which}"))
        else:
            found.append(place)
    if len(found) < 2:
        return None
    if found[0] == found[1]:
        text = message("a record is compared with itself.")
        problems.append(sheet.problem(text, message("Delete the row."), row))
        return None
    return min(found), max(found)


def _contradictions(
    sheet: Sheet, verdicts: Verdicts, rows: Mapping[Pair, Row], names: Sequence[str]
) -> list[Problem]:
    """Return the problems of pairs called different that other verdicts together make the same."""
    beside: dict[int, list[int]] = {}
    for one, other in sorted(verdicts.same):
        beside.setdefault(one, []).append(other)
        beside.setdefault(other, []).append(one)
    problems = []
    for one, other in sorted(verdicts.different):
        chain = _chain(beside, one, other)
        if chain:
            links = [(min(link), max(link)) for link in pairwise(chain)]
            rows_of_chain = sorted(rows[link].number for link in links)
            found = counted_message(
                len(rows_of_chain),
                '"{one}" and "{other}" are called different, but row {rows} makes them the same.',
                '"{one}" and "{other}" are called different, but rows {rows} make them the same.',
                one=names[one],
                other=names[other],
                rows=both(rows_of_chain),
            )
            advice = message("Correct one of these verdicts.")
            problems.append(sheet.problem(found, advice, rows[one, other], "verdict"))
    return problems


def _chain(beside: Mapping[int, Sequence[int]], start: int, end: int) -> list[int]:
    """Return the shortest path from one record to another over pairs called the same, or []."""
    before = {start: start}
    waiting = deque([start])
    while waiting:
        place = waiting.popleft()
        for neighbour in beside.get(place, ()):
            if neighbour not in before:
                before[neighbour] = place
                waiting.append(neighbour)
    if end not in before:
        return []
    way = [end]
    while way[-1] != start:
        way.append(before[way[-1]])
    return way
