"""Raking: weights that meet several official margins at once (Deming & Stephan, 1940)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

    Array = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class Raked:
    """``weights`` (n, on the scale of the start), whether they met the margins, and after how many
    rounds; ``cut``: units whose weight was limited."""

    weights: Array
    converged: bool
    rounds: int
    cut: int


def rake(
    weights: Array,
    answers: pd.DataFrame,
    margins: Mapping[str, Mapping[str, float]],
    largest: float | None = None,
    *,
    tolerance: float = 1e-10,
    most_rounds: int = 1000,
) -> Raked:
    """Multiply ``weights`` until each column of ``answers`` has the shares of its margin.

    ``margins``: column → answer → share (any scale); every answer named must occur, and an answer
    not named keeps its weight, as does a missing one. ``largest``: weights beyond so many means
    are cut and the margins met anew, until neither moves.
    """
    start = np.asarray(weights, dtype=np.float64)
    current = start.copy()
    cells = []
    for column, shares in margins.items():
        total = fsum(shares.values())
        known = answers[column].isin(list(shares)).to_numpy()
        for answer, share in shares.items():
            rows = (answers[column] == answer).to_numpy()
            cells.append((known, rows, share / total))
    limited = np.zeros(len(start), dtype=bool)
    rounds, change = 0, np.inf
    while change >= tolerance and rounds < most_rounds:
        rounds += 1
        before = current.copy()
        for known, rows, share in cells:
            current[rows] *= share * current[known].sum() / current[rows].sum()
        if largest is not None:
            mean = current.mean()
            cut = current.clip(max=mean * largest)
            limited |= cut != current
            current = cut
        change = np.abs(current / before - 1).max()
    off = max(
        (abs(current[rows].sum() / current[known].sum() - share) for known, rows, share in cells),
        default=0.0,
    )
    return Raked(current * start.sum() / current.sum(), off < 1e-6, rounds, int(limited.sum()))


def all_alike(weights: Array) -> bool:
    """Return whether every unit counts the same."""
    return bool(np.ptp(weights) <= 1e-9 * weights.max())


def design_effect(weights: Array) -> float:
    """Return by how much unequal weights widen a mean's variance (Kish, 1965)."""
    return float(len(weights) * (weights**2).sum() / weights.sum() ** 2)
