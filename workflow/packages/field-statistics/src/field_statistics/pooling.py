"""Pooling the estimates of several imputed data sets.

Rubin's rules (Rubin, 1987) with the degrees of freedom of Barnard and Rubin (1999), which hold in
small samples.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from field_statistics.regression import Estimate


@dataclass(frozen=True)
class Pooled:
    """One estimand pooled over m imputations.

    Attributes
    ----------
    value : float
        Mean estimate.
    within, between, total : float
        Variances.
    df : float
        Degrees of freedom.
    riv : float
        Relative increase in variance due to missing values.
    proportion : float
        Share of the total variance due to missing values (lambda).
    fmi : float
        Fraction of missing information.
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
    """Pool an estimand over imputed data sets by Rubin's rules.

    Parameters
    ----------
    values : sequence of m float
        The estimate in each data set.
    variances : sequence of m float
        Its squared standard error in each.
    complete_df : float
        Residual degrees of freedom of a data set without missing values.

    Returns
    -------
    Pooled
        Call its ``estimate(confidence, n)`` for an interval and a p-value.

    Raises
    ------
    ValueError
        If there are fewer than two data sets, or not one variance for each.

    References
    ----------
    Rubin, D. B. (1987). *Multiple imputation for nonresponse in surveys*. Wiley.

    Barnard, J., & Rubin, D. B. (1999). Small-sample degrees of freedom with multiple imputation.
    *Biometrika*, 86(4), 948–955.

    Examples
    --------
    >>> pool([0.5, 0.7], [0.04, 0.04], complete_df=100).value
    0.6
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
