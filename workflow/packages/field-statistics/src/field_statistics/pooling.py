"""Pooling the estimates of several imputed data sets.

Rubin's rules (Rubin, 1987) with the degrees of freedom of Barnard and Rubin (1999) for samples that
are not large.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from field_statistics.regression import Estimate


@dataclass(frozen=True)
class Pooled:
    """One estimand over m imputations.

    ``value``: mean estimate; ``within``, ``between``, ``total``: variances; ``df``: degrees of
    freedom; ``riv``: relative increase in variance through what is missing; ``proportion``: its share
    of the total variance (lambda); ``fmi``: fraction of missing information.
    """

    value: float
    within: float
    between: float
    total: float
    df: float
    riv: float
    proportion: float
    fmi: float

    def estimate(self, confidence: float, n: int) -> Estimate:
        """Return the pooled value with the interval and p-value of Student's t."""
        from scipy.special import stdtr, stdtrit

        error = math.sqrt(self.total)
        reach = float(stdtrit(self.df, (1 + confidence) / 2)) * error
        p = 2 * float(stdtr(self.df, -abs(self.value) / error))
        return Estimate(self.value, self.value - reach, self.value + reach, p, n, error)


def pool(values: Sequence[float], variances: Sequence[float], complete_df: float) -> Pooled:
    """Pool the estimates of an estimand and their squared standard errors, one of each per data set.

    ``complete_df``: residual degrees of freedom that a data set without gaps has. Raises ValueError
    for fewer than two data sets.
    """
    m = len(values)
    if m < 2 or len(variances) != m:
        raise ValueError(
            "pooling needs two data sets or more, with an estimate and a variance each"
        )
    value, within = math.fsum(values) / m, math.fsum(variances) / m
    between = math.fsum((v - value) ** 2 for v in values) / (m - 1)
    extra = (1 + 1 / m) * between
    total = within + extra
    # Without gaps nothing differs between data sets: the limit keeps the degrees of freedom finite.
    proportion = max(extra / total, 1e-4)
    classic = (m - 1) / proportion**2
    observed = (complete_df + 1) / (complete_df + 3) * complete_df * (1 - proportion)
    df = classic * observed / (classic + observed)
    riv = extra / within
    return Pooled(
        value, within, between, total, df, riv, extra / total, (riv + 2 / (df + 3)) / (riv + 1)
    )
