"""The sheet of undecided pairs: written for a person to fill in, then read back and applied."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
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
    path: Path | str,
    names: Sequence[str],
    titles: Sequence[str],
    file: str | None = None,
    records: Mapping[str, Sequence[object]] = MappingProxyType({}),
    gone: Collection[tuple[str, str]] = (),
) -> Verdicts:
    """Read a sheet that was filled in; pairs without verdict stay apart.

    A verdict is ``same``, ``different``, or ``version``: two references that report one study.

    ``names`` and ``titles`` are those of all records, ``records`` their other columns: a record that
    stands elsewhere in its file now is found by what the sheet shows of it. ``gone`` are records
    (source, key of the title) that no file has any more; a verdict on one of them waits for it.
    Raises SheetError for a file that is not such a sheet, and UndecidedSheetError with all of: unknown
    records or verdicts, titles that are not those of the records (which have changed), repeated pairs,
    and contradictory verdicts.
    """
    sheet = read_sheet(path, _NEEDED, file, may_be_empty=True)
    finder = _Finder(names, titles, records, {*gone})
    problems: list[Problem] = []
    said: dict[str, set[Pair]] = {verdict: set() for verdict in _VERDICTS}
    rows: dict[Pair, Row] = {}
    for row in sheet.rows:
        if not row.cells["verdict"]:
            continue
        if any(finder.is_gone(row, which) for which in ("first", "second")):
            continue
        pair = _pair(sheet, row, finder, problems)
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


class _Finder:
    """Finds the records that a sheet is about."""

    def __init__(
        self,
        names: Sequence[str],
        titles: Sequence[str],
        records: Mapping[str, Sequence[object]],
        gone: set[tuple[str, str]],
    ) -> None:
        self.titles = titles
        self.places = {name: place for place, name in enumerate(names)}
        self._records = records
        self._gone = gone
        self._alike: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for place, (name, title) in enumerate(zip(names, titles, strict=True)):
            self._alike[_source(name), title_key(title)].append(place)

    def find(self, row: Row, which: str) -> int | None:
        """Return the place of a record: the one in its source that is as the sheet shows it.

        Of several such, or none, the one at the number that the sheet gives; None if no record has
        that number.
        """
        name = row.cells[which]
        there = self.places.get(name)
        alike = self._alike.get(self._key(row, which), [])
        shown = [place for place in alike if self._is_shown(place, row, which)]
        if there in shown or not alike:
            return there
        if len(shown) == 1:
            return shown[0]
        return alike[0] if len(alike) == 1 else there

    def is_gone(self, row: Row, which: str) -> bool:
        """Return whether no file has a record any more that one had."""
        key = self._key(row, which)
        return key in self._gone and key not in self._alike

    def _key(self, row: Row, which: str) -> tuple[str, str]:
        return _source(row.cells[which]), title_key(row.cells[f"title_{which}"])

    def _is_shown(self, place: int, row: Row, which: str) -> bool:
        return all(
            row.cells[f"{field}_{which}"] == " ".join(_text(self._records[field][place]).split())
            for field in _SHOWN[1:]
            if f"{field}_{which}" in row.cells and field in self._records
        )


def _source(name: str) -> str:
    """Return the source in the name of a record: "<source>:<position>"."""
    return name.rpartition(":")[0]


def _pair(sheet: Sheet, row: Row, finder: _Finder, problems: list[Problem]) -> Pair | None:
    """Return the records of a row, by place; None with a problem if they are not two known ones."""
    titles = finder.titles
    found = []
    for which in ("first", "second"):
        name, title = row.cells[which], row.cells[f"title_{which}"]
        place = finder.find(row, which)
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
