"""Deciding about pairs: the same reference, maybe the same, or different."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process

from references.deduplication.blocking import candidate_pairs
from references.deduplication.entries import Entry
from references.deduplication.pair_evidence import Evidence, compare
from references.deduplication.title_evidence import begins
from references.deduplication.weights import contradicted, weigh

#: The verdicts, as the sheet of undecided pairs spells them.
SAME, MAYBE, DIFFERENT = "same", "maybe", "different"
#: What a person may say too: two references, and reports of one study.
VERSION = "version"
#: From this many points on, a pair is the same, or maybe the same.
SAME_POINTS = 13.0
MAYBE_POINTS = 9.0
#: Pairs with titles less similar (0–100) than this are compared only for another reason.
_ALIKE = 72.0


class Decision(NamedTuple):
    """Two entries (places, the smaller first), the verdict, its points, and the evidence."""

    first: int
    second: int
    verdict: str
    points: float
    evidence: Evidence


def decide(entries: Sequence[Entry], first: int, second: int) -> Decision:
    """Return the verdict on two entries."""
    evidence = compare(entries[first], entries[second])
    points = weigh(evidence)
    verdict = SAME if points >= SAME_POINTS else MAYBE if points >= MAYBE_POINTS else DIFFERENT
    if verdict == SAME and contradicted(evidence):
        verdict = MAYBE
    return Decision(first, second, verdict, points, evidence)


def decide_all(entries: Sequence[Entry]) -> list[Decision]:
    """Return the verdicts on all pairs of entries that share a block and resemble each other."""
    import numpy as np

    pairs = candidate_pairs(entries)
    titles = [entry.title.versions[0] if entry.title.versions else "" for entry in entries]
    left, right = pairs[:, 0].tolist(), pairs[:, 1].tolist()
    alike = process.cpdist(
        [titles[i] for i in left],
        [titles[j] for j in right],
        scorer=fuzz.ratio,
        score_cutoff=_ALIKE,
        dtype=np.float32,
        workers=-1,
    )
    return [
        decide(entries, i, j)
        for i, j, score in zip(left, right, alike.tolist(), strict=True)
        if score or _resemble(entries[i], entries[j])
    ]


def _resemble(one: Entry, other: Entry) -> bool:
    """Return whether entries with different titles may be one: a translated or shortened title, a
    common identifier or place."""
    if (one.doi and one.doi == other.doi) or one.identifiers & other.identifiers:
        return True
    if len(one.title.versions) > 1 or len(other.title.versions) > 1:
        return True
    placed = one.volume == other.volume != "" and one.year == other.year
    if placed and one.pages and other.pages and one.pages.first == other.pages.first:
        return True
    if not one.title.versions or not other.title.versions:
        return False
    short, long = sorted((one.title.versions[0], other.title.versions[0]), key=len)
    return begins(short, long)
