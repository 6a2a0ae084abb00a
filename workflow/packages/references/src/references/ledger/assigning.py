"""Giving ids: the groups of duplicates keep the ids that the ledger has for their source records.

Of the ids behind one group the oldest stands for it, and the others are merged into it. Where the
records of an id fall into several groups, it stays with the one that has its head; an id that was
merged and is parted again comes back, and what never had one of its own gets a new one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from references.ledger.recognition import listed_row, recognise
from references.ledger.rows import LedgerRow, Rows, ages, merges

#: Makes new ids for some groups (by place), none of those that are taken.
Mint = Callable[[Sequence[int], set[str]], list[str]]


class Assigned(NamedTuple):
    """The id of each group, and the ledger as it is with them."""

    ids: list[str]
    rows: list[LedgerRow]


class _Claims:
    """Which groups hold records of which ids, and which of them an id belongs to."""

    def __init__(self, into: Mapping[str, str]) -> None:
        self._into = into
        self._weights: defaultdict[str, dict[int, list[int]]] = defaultdict(dict)

    def add(self, group: int, row: LedgerRow, is_direct: bool) -> None:
        """Count a record of a group for its id, and less for those that this was merged into."""
        weight = self._weights[row.record_id].setdefault(group, [0, 0, 0, 0, -row.number])
        weight[0] += row.head and is_direct
        weight[1] += row.head
        weight[2] += is_direct
        weight[4] = max(weight[4], -row.number)
        name = row.record_id
        while name in self._into:
            name = self._into[name]
            beyond = self._weights[name].setdefault(group, [0, 0, 0, 0, -row.number])
            beyond[3] += 1
            beyond[4] = max(beyond[4], -row.number)

    def owners(self) -> dict[str, int]:
        """Return the group that each id belongs to."""
        return {
            name: max(weights, key=lambda group: weights[group])
            for name, weights in self._weights.items()
        }

    def of(self, group: int) -> list[str]:
        """Return the ids that a group has records of."""
        return [name for name, weights in self._weights.items() if group in weights]


def assign(
    rows: Rows,
    records: Sequence[Mapping[str, object]],
    fields: Sequence[tuple[str, ...]],
    groups: Sequence[Sequence[int]],
    heads: Sequence[int],
    mint: Mint,
    today: str,
) -> Assigned:
    """Return the id of each group of source records, and the ledger that says so.

    ``records`` are the source records as read (source, database), ``fields`` what is compared of each,
    ``groups`` the places of those that are one publication, ``heads`` the one of each group that gives
    it its title. Applying the result to the same records changes nothing.
    """
    into, age = merges(rows), ages(rows)
    known = recognise([str(record["source"]) for record in records], fields, rows)
    claims = _Claims(into)
    for number, group in enumerate(groups):
        for place in group:
            at = known.direct.get(place, known.likely.get(place))
            if at is not None:
                claims.add(number, rows[at], place in known.direct)
    owners = claims.owners()
    owned: defaultdict[int, list[str]] = defaultdict(list)
    for name, number in owners.items():
        owned[number].append(name)
    ids = [min(owned[n], key=age.__getitem__) if owned[n] else "" for n in range(len(groups))]
    fresh = [number for number, name in enumerate(ids) if not name]
    taken = {name for row in rows for name in (row.record_id, row.merged_into, row.split_from)}
    for number, name in zip(fresh, mint(fresh, taken), strict=True):
        ids[number] = name
    before = {name: into.get(name, "") for name in age}
    after = before | {
        name: "" if name == ids[number] else ids[number] for name, number in owners.items()
    }
    changed = {name for name in age if after[name] != before[name]}
    found = {row: place for place, row in known.direct.items()}
    group_of = {place: number for number, group in enumerate(groups) for place in group}
    made: list[LedgerRow] = []
    for place, row in enumerate(rows):
        here = found.get(place)
        name, parted = row.record_id, ""
        if here is not None and owners[name] != group_of[here]:
            name, parted = ids[group_of[here]], name
        row = row._replace(gone="" if here is not None else row.gone or today)
        if parted:
            row = row._replace(
                record_id=name,
                split_from=parted,
                head=False,
                merged_into=after.get(name, ""),
                trail=_longer(row.trail, f"{today} parted from {parted}"),
            )
        elif name in changed:
            words = (
                f"{today} merged into {after[name]}"
                if after[name]
                else f"{today} parted from {before[name]}"
            )
            row = row._replace(merged_into=after[name], trail=_longer(row.trail, words))
        made.append(row)
    last = max((row.number for row in rows), default=0)
    unlisted = [p for group in groups for p in group if p not in known.direct]
    unlisted.sort(key=lambda p: (ids[group_of[p]], str(records[p]["source"]), fields[p]))
    for step, place in enumerate(unlisted, start=1):
        number = group_of[place]
        likely = known.likely.get(place)
        name, parted = ids[number], ""
        if likely is not None:
            own = rows[likely].record_id
            name, parted = (own, "") if owners[own] == number else (name, own)
        row = listed_row(last + step, dict(records[place]), fields[place], added=today)
        made.append(
            row._replace(record_id=name, merged_into=after.get(name, ""), split_from=parted)
        )
    return Assigned(ids, _with_heads(made, ids, groups, heads, fresh, records, fields))


def _longer(trail: str, words: str) -> str:
    return f"{trail}; {words}" if trail else words


def _with_heads(
    made: list[LedgerRow],
    ids: Sequence[str],
    groups: Sequence[Sequence[int]],
    heads: Sequence[int],
    fresh: Sequence[int],
    records: Sequence[Mapping[str, object]],
    fields: Sequence[tuple[str, ...]],
) -> list[LedgerRow]:
    """Return the rows with a head for each new id: the record that gives the group its title."""
    wanted = {}
    for number in fresh:
        place = heads[number]
        wanted[ids[number]] = (
            str(records[place]["source"]),
            listed_row(0, dict(records[place]), fields[place], added="").fingerprint,
        )
    for at, row in enumerate(made):
        if wanted.get(row.record_id) == (row.source, row.fingerprint) and not row.gone:
            made[at] = row._replace(head=True)
            del wanted[row.record_id]
    return made
