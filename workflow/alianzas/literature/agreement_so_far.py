"""How two readers agree on what both have judged while others are still to do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from alianzas.literature.sheet_files import read_sheets
from human_files.errors import UserError
from references.screening.vocabulary import COLUMNS

if TYPE_CHECKING:
    from alianzas.config.literature_settings import TwoPasses
    from references.ledger.names import Names


class SoFar(NamedTuple):
    """Counts of records: ``both`` readers judged them; of these they differ in the ``decision``, or
    exclude for another ``reason``."""

    both: int
    decision: int
    reason: int


def agreement_so_far(sheets: TwoPasses, names: Names, root: Path) -> SoFar:
    """Return how the readers of a stage agree; a sheet that is missing or damaged has no judgement."""
    first, second = (_judged(entry.file, names, root) for entry in sheets.passes)
    both = [(first[name], second[name]) for name in first if name in second]
    return SoFar(
        len(both),
        sum(one[0] != other[0] for one, other in both),
        sum(one[0] == other[0] and one[1] != other[1] for one, other in both),
    )


def _judged(file: str, names: Names, root: Path) -> dict[str, tuple[str, str]]:
    """Return the decision and reason of each record that a reader has judged."""
    if not (root / file).exists():
        return {}
    try:
        given = read_sheets(file, root, COLUMNS, may_be_empty=True)
    except UserError:
        return {}
    return {
        names.says(row.cells["record_id"]): (
            row.cells["decision"].lower(),
            row.cells["reason"].lower(),
        )
        for sheet in given
        for row in sheet.rows
        if row.cells["decision"] and names.says(row.cells["record_id"])
    }
