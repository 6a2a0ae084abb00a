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
    """Raked weights.

    Attributes
    ----------
    weights : array, n
        On the scale of the starting weights.
    converged : bool
        Whether they meet the margins.
    rounds : int
        Number of iterations.
    cut : int
        Number of units whose weight was trimmed.
    """

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
    """Adjust weights until each column of ``answers`` has the shares of its margin.

    Parameters
    ----------
    weights : array, n
        Starting weights, all positive.
    answers : DataFrame, n × columns
        The answers the margins are about.
    margins : mapping of str to mapping of answer to float
        Column → answer → share, on any scale. Every answer named must occur; an answer not named keeps
        its weight, as does a missing one.
    largest : float, optional
        Weights above this multiple of the mean are trimmed and the margins met again, until neither
        changes.
    tolerance : float, default 1e-10
        Relative change of a weight at which the iterations end.
    most_rounds : int, default 1000
        Maximum number of iterations.

    Returns
    -------
    Raked
        With ``converged`` False where the margins could not be met.

    References
    ----------
    Deming, W. E., & Stephan, F. F. (1940). On a least squares adjustment of a sampled frequency table
    when the expected marginal totals are known. *Annals of Mathematical Statistics*, 11(4), 427–444.

    Examples
    --------
    >>> import numpy as np, pandas as pd
    >>> answers = pd.DataFrame({"size": ["micro", "micro", "micro", "small"]})
    >>> rake(np.ones(4), answers, {"size": {"micro": 0.5, "small": 0.5}}).weights.round(3).tolist()
    [0.667, 0.667, 0.667, 2.0]
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
    """Return whether every unit has the same weight."""
    return bool(np.ptp(weights) <= 1e-9 * weights.max())


def design_effect(weights: Array) -> float:
    """Return the factor by which unequal weights inflate the variance of a mean.

    Parameters
    ----------
    weights : array, n
        Positive, on any scale.

    Returns
    -------
    float
        1 for equal weights.

    References
    ----------
    Kish, L. (1965). *Survey sampling*. Wiley.

    Examples
    --------
    >>> import numpy as np
    >>> design_effect(np.array([1.0, 1.0, 4.0]))
    1.5
    """
    return float(len(weights) * (weights**2).sum() / weights.sum() ** 2)
