"""What an update means for the decisions in the sheets: which stay, follow, wait, or contradict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from alianzas.literature.sheet_rows import SheetRow, sheet_rows
from references.ledger.names import Names

if TYPE_CHECKING:
    from alianzas.config.literature_settings import LiteratureSettings


class Fate(NamedTuple):
    """The judgements of one sheet: how many there are, and what becomes of each.

    ``same`` stay under their id, ``follow`` were written under one that was merged, ``away`` are kept
    for a record that no source gives now, ``unknown`` name no record that ever was. ``conflicts`` are
    the rows on records that are one now and were judged differently.
    """

    file: str
    judged: int
    same: int
    follow: list[SheetRow]
    away: list[SheetRow]
    unknown: list[SheetRow]
    conflicts: list[list[SheetRow]]


def fates(settings: LiteratureSettings, names: Names, root: Path) -> Iterator[Fate]:
    """Yield what becomes of the judgements in each sheet; in each, all = same + follow + away +
    unknown."""
    by_file: defaultdict[str, list[SheetRow]] = defaultdict(list)
    for row in sheet_rows(settings, root):
        if row.says and row.written:
            by_file[row.file].append(row)
    for file, rows in by_file.items():
        yield _fate(file, rows, names)


def _fate(file: str, rows: Sequence[SheetRow], names: Names) -> Fate:
    """Return what becomes of the judgements in a sheet."""
    now = {row.written: names.now.get(row.written) for row in rows}
    together: defaultdict[str, list[SheetRow]] = defaultdict(list)
    for row in rows:
        if name := now[row.written]:
            together[name].append(row)
    return Fate(
        file,
        len(rows),
        sum(now[row.written] == row.written for row in rows),
        [row for row in rows if now[row.written] not in (None, "", row.written)],
        [row for row in rows if now[row.written] == ""],
        [row for row in rows if now[row.written] is None],
        [group for group in together.values() if len({row.says for row in group}) > 1],
    )
