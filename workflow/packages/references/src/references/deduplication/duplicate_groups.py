"""Joining entries into groups, strongest pairs first, but never entries known to differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import product

from references.deduplication.entries import Entry
from references.deduplication.pairs import DIFFERENT, MAYBE, SAME, Decision, decide
from references.deduplication.weights import disagree

#: Of two groups about to be joined, this many members each are compared.
_COMPARED = 8

Pair = tuple[int, int]


class Groups:
    """A partition of entries: every entry is in exactly one group."""

    def __init__(self, size: int) -> None:
        self._leader = list(range(size))
        self._members = {place: [place] for place in range(size)}

    def of(self, place: int) -> int:
        """Return the entry that identifies the group of an entry."""
        return self._leader[place]

    def together(self, one: int, other: int) -> bool:
        """Return whether two entries are in one group."""
        return self._leader[one] == self._leader[other]

    def members(self, place: int) -> list[int]:
        """Return the entries of the group of an entry, in order."""
        return self._members[self._leader[place]]

    def join(self, one: int, other: int) -> None:
        """Join the groups of two entries."""
        kept, gone = sorted((self._leader[one], self._leader[other]))
        if kept == gone:
            return
        for place in self._members[gone]:
            self._leader[place] = kept
        self._members[kept] = sorted(self._members[kept] + self._members.pop(gone))

    def all(self) -> list[list[int]]:
        """Return every group, in the order of their first entries."""
        return [self._members[leader] for leader in sorted(self._members)]


def join_pairs(
    entries: Sequence[Entry],
    decisions: Sequence[Decision],
    same: Collection[Pair] = (),
    different: Collection[Pair] = (),
) -> tuple[Groups, list[Decision]]:
    """Return the groups, and the pairs that are left for a person to decide, strongest first.

    ``same`` and ``different`` are pairs that a person has decided, whatever the ``decisions`` say.
    A pair is not joined if that would bring together entries that a person told apart, or that the
    evidence shows to be different: an entry with few fields may resemble two references. Such pairs,
    and those that may be the same, are left for a person, one for each two groups.
    """
    groups = Groups(len(entries))
    for one, other in sorted(same):
        groups.join(one, other)
    left = [decision for decision in decisions if decision.verdict == MAYBE]
    # Of equally strong pairs, the one whose entries have more copies comes first: a record without
    # a place is more likely the article that all databases have than the preprint that one has.
    copies = Counter(p for d in decisions if d.verdict == SAME for p in (d.first, d.second))
    strongest = sorted(
        decisions,
        key=lambda d: (-d.points, -copies[d.first] - copies[d.second], d.first, d.second),
    )
    for decision in strongest:
        one, other = decision.first, decision.second
        if decision.verdict != SAME or groups.together(one, other):
            continue
        if _apart(groups, one, other, different):
            continue
        if _contradicted(entries, groups, one, other):
            left.append(decision._replace(verdict=MAYBE))
        else:
            groups.join(one, other)
    return groups, _undecided(groups, left, different)


def _apart(groups: Groups, one: int, other: int, different: Collection[Pair]) -> bool:
    """Return whether a person called members of the two groups different."""
    both = {groups.of(one), groups.of(other)}
    return any({groups.of(a), groups.of(b)} == both for a, b in different)


def _contradicted(entries: Sequence[Entry], groups: Groups, one: int, other: int) -> bool:
    """Return whether evidence tells members of the two groups apart; merely having little in common,
    as where one has few fields, does not."""
    crossing = product(groups.members(one)[:_COMPARED], groups.members(other)[:_COMPARED])
    for a, b in crossing:
        if {a, b} != {one, other}:
            decision = decide(entries, min(a, b), max(a, b))
            if decision.verdict == DIFFERENT and disagree(decision.evidence):
                return True
    return False


def _undecided(
    groups: Groups, left: Sequence[Decision], different: Collection[Pair]
) -> list[Decision]:
    """Return the strongest of the pairs that are ``left`` between each two groups."""
    strongest: dict[Pair, Decision] = {}
    for decision in sorted(left, key=lambda d: (-d.points, d.first, d.second)):
        one, other = sorted((groups.of(decision.first), groups.of(decision.second)))
        if one != other and not _apart(groups, one, other, different):
            strongest.setdefault((one, other), decision)
    return list(strongest.values())
