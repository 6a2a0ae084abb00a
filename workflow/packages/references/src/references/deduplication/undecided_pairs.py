"""The sheet of undecided pairs: written for a person to fill in, then read back and applied."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from human_files.errors import DataError, Problem
from human_files.formula_cells import without_formulas
from human_files.language.messages import both, counted_message, message
from human_files.sheet_reading import Row, Sheet, read_sheet
from references.comparable_text import title_key
from references.deduplication.duplicate_groups import Pair
from references.deduplication.find_duplicates import PairReason, VersionPair
from references.deduplication.pairs import DIFFERENT, SAME, VERSION
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
_VERDICTS = (SAME, DIFFERENT, VERSION)
_NEEDED = ("first", "second", "verdict", "title_first", "title_second")


class UndecidedSheetError(DataError):
    """A sheet of undecided pairs that names unknown records, or contradicts itself."""


class Verdicts(NamedTuple):
    """What a person decided, as pairs of rows (by place, the smaller first)."""

    same: Collection[Pair]
    different: Collection[Pair]
    versions: Collection[Pair]


#: How the reason begins of two references that are taken for reports of one study.
ONE_STUDY = "reports of one study"
#: Nobody has decided anything.
NOBODY = Verdicts((), (), ())


def undecided_frame(
    pairs: Sequence[PairReason],
    records: Mapping[str, Sequence[object]],
    names: Sequence[str],
    versions: Sequence[VersionPair] = (),
) -> pd.DataFrame:
    """Return the sheet, one row per pair, the most similar first; ``verdict`` is left empty.

    ``records`` are the columns of all records, ``names`` what the records are called. Below the
    pairs come the ``versions`` that are not among them, which are taken for reports of one study
    unless a person says otherwise.
    """
    import pandas as pd

    relations = {version[:2]: version.relation for version in versions if version.relation}
    listed = {pair[:2] for pair in pairs}
    shown = [(*pair[:2], pair.reason) for pair in pairs]
    shown += [(*v[:2], v.reason) for v in versions if v[:2] in relations and v[:2] not in listed]
    rows = []
    for first, second, reason in shown:
        relation = relations.get((first, second))
        words = f"{ONE_STUDY} ({relation}): {reason}" if relation else reason
        row = {"first": names[first], "second": names[second], "verdict": "", "reason": words}
        for field in _SHOWN:
            values = records.get(field)
            for which, place in (("first", first), ("second", second)):
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

    verdicts = {"verdict": _VERDICTS}
    wide = ("reason", "title")
    path.write_bytes(workbook_bytes("undecided", frame, verdicts, wide, creator))


def read_verdicts(
    path: Path | str, names: Sequence[str], titles: Sequence[str], file: str | None = None
) -> Verdicts:
    """Read a sheet that was filled in; pairs without verdict stay apart.

    A verdict is ``same``, ``different``, or ``version``: two references that report one study.

    ``names`` and ``titles`` are those of all records. Raises SheetError for a file that is not such a
    sheet, and UndecidedSheetError with all of: unknown records or verdicts, titles that are not
    those of the records (which have changed), repeated pairs, and contradictory verdicts.
    """
    sheet = read_sheet(path, _NEEDED, file, may_be_empty=True)
    places = {name: place for place, name in enumerate(names)}
    problems: list[Problem] = []
    said: dict[str, set[Pair]] = {verdict: set() for verdict in _VERDICTS}
    rows: dict[Pair, Row] = {}
    for row in sheet.rows:
        if not row.cells["verdict"]:
            continue
        pair = _pair(sheet, row, places, titles, problems)
        verdict = require_known(sheet, row, "verdict", _VERDICTS, problems)
        if pair is None or verdict is None:
            continue
        if pair in rows:
            found = message("this pair is in row {number} as well.", number=rows[pair].number)
            problems.append(sheet.problem(found, message("Keep one of the two rows."), row))
            continue
        rows[pair] = row
        said[verdict].add(pair)
    verdicts = Verdicts(said[SAME], said[DIFFERENT], said[VERSION])
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
    """Return the problems of pairs called two references that other verdicts together make one."""
    beside: dict[int, list[int]] = {}
    for one, other in sorted(verdicts.same):
        beside.setdefault(one, []).append(other)
        beside.setdefault(other, []).append(one)
    problems = []
    for one, other in sorted({*verdicts.different, *verdicts.versions}):
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
