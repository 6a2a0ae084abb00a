"""Provenance: what kind of truth a raw file holds, and how it passes on to every result.

A result has the weakest level of all the raw files behind it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple, get_args

Level = Literal["observed", "reconstructed", "illustrative", "simulated"]

#: From the strongest to the weakest.
LEVELS: tuple[str, ...] = get_args(Level)


class Source(NamedTuple):
    """A raw file with its level of provenance.

    Attributes
    ----------
    file : str
        Path relative to the compendium.
    level : str
        "observed" (as collected), "reconstructed" (real facts from a published source), "illustrative"
        (written by hand to show a format) or "simulated" (drawn by a generator).
    """

    file: str
    level: str


def weakest(levels: Iterable[str]) -> str:
    """Return the weakest of several levels of provenance.

    Parameters
    ----------
    levels : iterable of str
        Each one of :data:`LEVELS`.

    Returns
    -------
    str
        "observed" if there are none: nothing raw is behind the result.

    Raises
    ------
    ValueError
        For any other word.

    Examples
    --------
    >>> weakest(["observed", "simulated", "reconstructed"])
    'simulated'
    """
    levels = list(levels)
    unknown = [level for level in levels if level not in LEVELS]
    if unknown:
        raise ValueError(f"not a level of provenance: {unknown[0]!r}")
    ranks = [LEVELS.index(level) for level in levels]
    return LEVELS[max(ranks, default=0)]


def merge_sources(*groups: Iterable[Source]) -> list[Source]:
    """Merge lists of raw files.

    Parameters
    ----------
    *groups : iterable of Source
        Lists of raw files.

    Returns
    -------
    list of Source
        Each file once, sorted; a file with two levels keeps the weaker.

    Examples
    --------
    >>> merge_sources([Source("b.csv", "observed")], [Source("a.csv", "simulated")])[0].file
    'a.csv'
    """
    merged: dict[str, str] = {}
    for group in groups:
        for file, level in group:
            merged[file] = weakest([level, merged.get(file, "observed")])
    return [Source(file, merged[file]) for file in sorted(merged)]
