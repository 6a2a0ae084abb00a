"""What an update of the ledger changes, record by record."""

from __future__ import annotations

from typing import NamedTuple

from references.ledger.rows import Rows, merges, resolve

#: An id, and the one that it was merged into or parted from.
Pair = tuple[str, str]


class Changes(NamedTuple):
    """The ids that are new, and what became of others; each sorted.

    ``merged`` and ``parted`` name the other id as well; ``back`` are ids that had been merged and stand
    for themselves again; ``away`` have no source record at hand any more, ``returned`` have one again.
    ``read`` counts the source records that were not listed before.
    """

    new: list[str]
    merged: list[Pair]
    parted: list[Pair]
    back: list[str]
    away: list[str]
    returned: list[str]
    read: int

    @property
    def is_none(self) -> bool:
        """Whether nothing changes but the day on which a record was last looked for."""
        return not any(self)


def changes(before: Rows, after: Rows) -> Changes:
    """Return what lies between two ledgers, of which the second was made from the first."""
    old_into, new_into = merges(before), merges(after)
    old = {row.record_id for row in before}
    parted = {
        row.record_id: row.split_from
        for row in after
        if row.record_id not in old and row.split_from
    }
    fresh = {row.record_id for row in after} - old
    here_before = {resolve(row.record_id, old_into) for row in before if not row.gone}
    here_now = {resolve(row.record_id, new_into) for row in after if not row.gone}
    stood_alone = {name for name in old if name not in old_into}
    return Changes(
        new=sorted(fresh - {*parted}),
        merged=sorted(
            (name, resolve(name, new_into))
            for name in old & {*new_into}
            if resolve(name, new_into) != resolve(name, old_into)
        ),
        parted=sorted(parted.items()),
        back=sorted(name for name in old_into if name not in new_into),
        away=sorted(name for name in here_before if resolve(name, new_into) not in here_now),
        returned=sorted((here_now & stood_alone) - here_before),
        read=len(after) - len(before),
    )
