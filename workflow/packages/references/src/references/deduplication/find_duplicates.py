"""Finding the records that describe the same reference, with the reason for each decision."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from references.deduplication.duplicate_groups import Groups, Pair, join_pairs
from references.deduplication.entries import Entry, distinct
from references.deduplication.explanations import explain
from references.deduplication.pairs import DIFFERENT, SAME, Decision, decide_all
from references.deduplication.versions import Version, find_versions

#: Pairs with titles this similar (0–100) that are kept apart are listed, with the reason.
_LOOKS_ALIKE = 95.0
_IDENTICAL = "the records are identical"
_BY_HAND = "decided by hand"


class PairReason(NamedTuple):
    """Two rows (by place, the one with the smaller name first) and what was found about them."""

    first: int
    second: int
    reason: str


class VersionPair(NamedTuple):
    """Two rows that are reports of one study: what the one is to the other (of
    :data:`~references.deduplication.versions.RELATIONS`), and why."""

    first: int
    second: int
    relation: str
    reason: str


class Duplicates(NamedTuple):
    """The outcome: ``groups`` of rows (by place, sorted by name; every row is in exactly one), the
    ``reasons`` why a row is in a group with others, the pairs that are ``undecided``, those that
    look alike but were kept ``apart``, and those that are ``versions``: reports of one study, kept
    apart too."""

    groups: list[list[int]]
    reasons: dict[int, str]
    undecided: list[PairReason]
    apart: list[PairReason]
    versions: list[VersionPair]


def find_duplicates(
    rows: Sequence[tuple[str, ...]],
    names: Sequence[str],
    same: Collection[Pair] = (),
    different: Collection[Pair] = (),
    versions: Collection[Pair] = (),
) -> Duplicates:
    """Return which rows (of :data:`~references.deduplication.entries.FIELDS`) are one reference.

    ``names`` are unique names of the rows; nothing depends on the order of the rows. ``same``,
    ``different`` and ``versions`` are pairs of rows that a person has decided; they must not
    contradict each other. Those that are ``versions`` are different references of one study.
    """
    by_hand = {place for pair in (*same, *different, *versions) for place in pair}
    entries, copies = distinct(rows, names, by_hand)
    entry_of = {place: entry for entry, places in enumerate(copies) for place in places}
    decisions = decide_all(entries)
    apart_by_hand = _of_entries(different, entry_of)
    versions_by_hand = _of_entries(versions, entry_of)
    groups, undecided = join_pairs(
        entries, decisions, _of_entries(same, entry_of), apart_by_hand | versions_by_hand
    )
    found = find_versions(entries, decisions, groups, apart_by_hand, versions_by_hand)
    apart = [d for d in decisions if _worth_saying(d) and not groups.together(d.first, d.second)]
    shown = [places[0] for places in copies]
    return Duplicates(
        groups=sorted(
            (
                sorted((p for entry in group for p in copies[entry]), key=lambda p: names[p])
                for group in groups.all()
            ),
            key=lambda group: names[group[0]],
        ),
        reasons=_reasons(entries, copies, decisions, groups, by_hand),
        undecided=_pairs(undecided, entries, shown, names),
        apart=_pairs(apart, entries, shown, names),
        versions=_versions(found, entries, shown, names),
    )


def _of_entries(pairs: Collection[Pair], entry_of: dict[int, int]) -> set[Pair]:
    """Return pairs of rows as pairs of their entries."""
    found = ((entry_of[one], entry_of[other]) for one, other in pairs)
    return {(min(pair), max(pair)) for pair in found}


def _worth_saying(decision: Decision) -> bool:
    """Return whether a pair that was kept apart looks so similar that it should be listed."""
    evidence = decision.evidence
    return decision.verdict == DIFFERENT and (
        bool(evidence.doi)
        or (
            (evidence.alike or 0) >= _LOOKS_ALIKE
            and not evidence.column
            and (evidence.names is None or evidence.names.found > 0)
            and (evidence.years or 0) <= 1
        )
    )


def _reasons(
    entries: Sequence[Entry],
    copies: Sequence[Sequence[int]],
    decisions: Sequence[Decision],
    groups: Groups,
    by_hand: Collection[int],
) -> dict[int, str]:
    """Return the reason of each row that is in a group with others."""
    strongest: dict[int, Decision] = {}
    for decision in sorted(decisions, key=lambda d: (-d.points, d.first, d.second)):
        if decision.verdict == SAME and groups.together(decision.first, decision.second):
            strongest.setdefault(decision.first, decision)
            strongest.setdefault(decision.second, decision)
    reasons = {}
    for entry, places in enumerate(copies):
        why = strongest.get(entry)
        if len(places) > 1:
            reason = _IDENTICAL
        elif why is not None:
            reason = explain(why, entries[why.first], entries[why.second])
        elif len(groups.members(entry)) > 1:
            reason = _BY_HAND
        else:
            continue
        reasons.update(dict.fromkeys(places, reason))
    return reasons


def _versions(
    versions: Sequence[Version],
    entries: Sequence[Entry],
    shown: Sequence[int],
    names: Sequence[str],
) -> list[VersionPair]:
    """Return versions among entries as pairs of rows with their reasons."""
    pairs = []
    for version in versions:
        first, second = sorted((shown[version.first], shown[version.second]), key=names.__getitem__)
        reason = _BY_HAND
        if version.decision is not None:
            reason = explain(version.decision, entries[version.first], entries[version.second])
        pairs.append(VersionPair(first, second, version.relation, reason))
    return pairs


def _pairs(
    decisions: Sequence[Decision],
    entries: Sequence[Entry],
    shown: Sequence[int],
    names: Sequence[str],
) -> list[PairReason]:
    """Return decisions about entries as pairs of rows with their reasons."""
    found = []
    for decision in decisions:
        first, second = sorted(
            (shown[decision.first], shown[decision.second]), key=lambda place: names[place]
        )
        words = explain(decision, entries[decision.first], entries[decision.second])
        found.append(PairReason(first, second, words))
    return found
