"""The sheet of undecided pairs: written for a person to fill, read back and obeyed."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from human_files.errors import DataError, Problem
from human_files.sheet_reading import Row, Sheet, read_sheet
from references.comparable_text import title_key
from references.deduplication.duplicate_groups import Pair
from references.deduplication.find_duplicates import PairReason
from references.deduplication.pairs import DIFFERENT, SAME
from references.screening.record_sheets import require_known

if TYPE_CHECKING:
    import pandas as pd

#: What a person sees of each of the two records.
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
    """A sheet of undecided pairs that names no known pair, or contradicts itself."""


class Verdicts(NamedTuple):
    """What a person decided, as pairs of rows (places, the smaller first)."""

    same: set[Pair]
    different: set[Pair]


def undecided_frame(
    pairs: Sequence[PairReason], records: Mapping[str, Sequence[object]], names: Sequence[str]
) -> pd.DataFrame:
    """Return the sheet, a row per pair, those most alike first; ``verdict`` is left empty.

    ``records`` has the columns of the records that a person sees, ``names`` what they are called.
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
    text = str(value)
    return "" if text in ("None", "nan", "<NA>") else text


def write_undecided(frame: pd.DataFrame, path: Path | str) -> None:
    """Write the sheet as CSV or, if ``path`` ends in .xlsx, as a workbook with a drop-down."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix.lower() != ".xlsx":
        frame.to_csv(path, index=False, lineterminator="\n")
        return
    from human_files.workbook_writing import workbook_bytes

    offered = {"verdict": (SAME, DIFFERENT)}
    path.write_bytes(workbook_bytes("undecided", frame, offered, wide=("reason", "title")))


def read_verdicts(
    path: Path | str, names: Sequence[str], titles: Sequence[str], file: str | None = None
) -> Verdicts:
    """Read a filled-in sheet; a pair without verdict is left as it is: apart.

    ``names`` and ``titles`` are those of all records. Raises SheetError for what is no sheet, and
    UndecidedSheetError for all of: unknown records or verdicts, titles that are not the record's
    (the file was exported anew), pairs that stand twice, and chains of verdicts that contradict.
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
            found = f"this pair stands in row {rows[pair].number} too."
            problems.append(sheet.problem(found, "Keep one of the two rows.", row))
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
    found = []
    for which in ("first", "second"):
        name, title = row.cells[which], row.cells[f"title_{which}"]
        place = places.get(name)
        if place is None:
            advice = "Copy the row from the sheet that the last build wrote."
            problems.append(sheet.problem(f'there is no record "{name}".', advice, row, which))
        elif title_key(title) != title_key(titles[place]):
            text = f'the title is not that of "{name}", which is "{titles[place]}".'
            advice = "The records have changed: copy the row from the sheet of the last build."
            problems.append(sheet.problem(text, advice, row, f"title_{which}"))
        else:
            found.append(place)
    if len(found) < 2:
        return None
    if found[0] == found[1]:
        text = "a record is compared with itself."
        problems.append(sheet.problem(text, "Delete the row.", row))
        return None
    return min(found), max(found)


def _contradictions(
    sheet: Sheet, verdicts: Verdicts, rows: Mapping[Pair, Row], names: Sequence[str]
) -> list[Problem]:
    beside: dict[int, list[int]] = {}
    for one, other in sorted(verdicts.same):
        beside.setdefault(one, []).append(other)
        beside.setdefault(other, []).append(one)
    problems = []
    for one, other in sorted(verdicts.different):
        chain = _chain(beside, one, other)
        if chain:
            links = [(min(link), max(link)) for link in pairwise(chain)]
            found = (
                f'"{names[one]}" and "{names[other]}" are called different, but '
                f"{_rows_make(sorted(rows[link].number for link in links))} them the same."
            )
            advice = "Correct one of these verdicts."
            problems.append(sheet.problem(found, advice, rows[one, other], "verdict"))
    return problems


def _chain(beside: Mapping[int, Sequence[int]], start: int, end: int) -> list[int]:
    """Return the shortest way from one record to another over pairs called the same, or []."""
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


def _rows_make(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"row {numbers[0]} makes"
    return f"rows {', '.join(map(str, numbers[:-1]))} and {numbers[-1]} make"
