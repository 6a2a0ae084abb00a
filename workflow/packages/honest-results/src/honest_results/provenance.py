"""Provenance: what kind of truth a raw file holds, and how it passes to every result.

A result has the weakest level of all the raw files behind it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple, get_args

Level = Literal["observed", "reconstructed", "illustrative", "simulated"]

#: From the strongest to the weakest.
LEVELS: tuple[str, ...] = get_args(Level)


class Source(NamedTuple):
    """A raw file (path relative to the repository) and its provenance level."""

    file: str
    level: str


def weakest(levels: Iterable[str]) -> str:
    """Return the weakest of the levels; ``observed`` where nothing raw stands behind a result.

    Raises ValueError for a word that is no level.
    """
    levels = list(levels)
    unknown = [level for level in levels if level not in LEVELS]
    if unknown:
        raise ValueError(f"no provenance level: {unknown[0]!r}")
    ranks = [LEVELS.index(level) for level in levels]
    return LEVELS[max(ranks, default=0)]


def merge_sources(*groups: Iterable[Source]) -> list[Source]:
    """Return every source once, sorted by file; a file given two levels keeps the weaker."""
    merged: dict[str, str] = {}
    for group in groups:
        for file, level in group:
            merged[file] = weakest([level, merged.get(file, "observed")])
    return [Source(file, merged[file]) for file in sorted(merged)]
