"""Differences between shares, and differences between such differences, with score intervals.

Counts of a handful of cases allow no normal approximation. The intervals here are built from Wilson's
interval of each single share by squaring and adding (Newcombe, 1998a, 1998b, 2001).
"""

from __future__ import annotations

import math
from typing import NamedTuple


class ShareContrast(NamedTuple):
    """A difference with its interval.

    Attributes
    ----------
    difference : float
        In [-1, 1] for two shares, in [-2, 2] for two such differences.
    low, high : float
        Bounds of its interval.
    """

    difference: float
    low: float
    high: float


def contrast_shares(
    count: int, units: int, other_count: int, other_units: int, confidence: float = 0.95
) -> ShareContrast:
    """Return the difference between the shares of two groups of units.

    Parameters
    ----------
    count, units : int
        Units of the first group that have something, and all its units (at least one).
    other_count, other_units : int
        The same of the second group.
    confidence : float, default 0.95
        Level of the interval.

    Returns
    -------
    ShareContrast
        First share minus second, with Newcombe's hybrid score interval.

    Raises
    ------
    ValueError
        For a group without units, or a count that is negative or larger than its group.

    References
    ----------
    Newcombe, R. G. (1998a). Interval estimation for the difference between independent proportions:
    comparison of eleven methods. Statistics in Medicine, 17(8), 873-890. Method 10.

    Examples
    --------
    >>> found = contrast_shares(56, 70, 48, 80)
    >>> [round(number, 4) for number in found]
    [0.2, 0.0524, 0.3339]
    """
    from statsmodels.stats.proportion import confint_proportions_2indep

    _check(count, units)
    _check(other_count, other_units)
    low, high = confint_proportions_2indep(
        count, units, other_count, other_units, method="newcomb", alpha=1 - confidence
    )
    return ShareContrast(count / units - other_count / other_units, float(low), float(high))


def contrast_paired_shares(
    both: int, first: int, second: int, neither: int, confidence: float = 0.95
) -> ShareContrast:
    """Return the difference between the shares of units that have one thing, and another.

    Parameters
    ----------
    both, first, second, neither : int
        Units that have both things, only the first, only the second, neither; at least one in all.
    confidence : float, default 0.95
        Level of the interval.

    Returns
    -------
    ShareContrast
        Share with the first minus share with the second, among the same units, with Newcombe's interval
        for paired shares.

    Raises
    ------
    ValueError
        For negative counts, and without units.

    References
    ----------
    Newcombe, R. G. (1998b). Improved confidence intervals for the difference between binomial
    proportions based on paired data. Statistics in Medicine, 17(22), 2635-2650. Method 10.
    """
    from statsmodels.stats.proportion import proportion_confint

    units = both + first + second + neither
    for count in (both, first, second, neither):
        _check(count, units)
    ours, other = (both + first) / units, (both + second) / units
    low, high = proportion_confint(both + first, units, 1 - confidence, method="wilson")
    other_low, other_high = proportion_confint(
        both + second, units, 1 - confidence, method="wilson"
    )
    phi = _correlation(both, first, second, neither)

    def root(side: float, other_side: float) -> float:
        return math.sqrt(max(0.0, side**2 - 2 * phi * side * other_side + other_side**2))

    difference = ours - other
    return ShareContrast(
        difference,
        difference - root(ours - low, other_high - other),
        difference + root(high - ours, other - other_low),
    )


def contrast_contrasts(first: ShareContrast, second: ShareContrast) -> ShareContrast:
    """Return the difference between two differences that come from different units.

    Parameters
    ----------
    first, second : ShareContrast
        Each with its interval, at the same level of confidence.

    Returns
    -------
    ShareContrast
        First minus second, its interval squared and added from theirs.

    References
    ----------
    Newcombe, R. G. (2001). Estimating the difference between differences: measurement of additive scale
    interaction for proportions. Statistics in Medicine, 20(19), 2885-2893.

    Zou, G. Y., & Donner, A. (2008). Construction of confidence limits about effect measures: a general
    approach. Statistics in Medicine, 27(10), 1693-1702.
    """
    difference = first.difference - second.difference
    below = math.hypot(first.difference - first.low, second.high - second.difference)
    above = math.hypot(first.high - first.difference, second.difference - second.low)
    return ShareContrast(difference, difference - below, difference + above)


def exact_p_value(count: int, units: int, other_count: int, other_units: int) -> float:
    """Return Fisher's exact two-sided p of the table of two shares (see :func:`contrast_shares`)."""
    from scipy.stats import fisher_exact

    _check(count, units)
    _check(other_count, other_units)
    table = [[count, units - count], [other_count, other_units - other_count]]
    return float(fisher_exact(table).pvalue)


def smallest_p_value(units: int, other_units: int) -> float:
    """Return the smallest exact p that two groups can show: all units of one, none of the other."""
    return exact_p_value(units, units, 0, other_units)


def _correlation(both: int, first: int, second: int, neither: int) -> float:
    """Return phi of a paired table with the continuity correction of Newcombe's method 10."""
    margins = (both + first) * (second + neither) * (both + second) * (first + neither)
    if margins == 0:
        return 0.0
    product = float(both * neither - first * second)
    if product > 0:
        product = max(product - (both + first + second + neither) / 2, 0.0)
    return product / math.sqrt(margins)


def _check(count: int, units: int) -> None:
    """Refuse counts that no group can have."""
    if units < 1 or not 0 <= count <= units:
        raise ValueError(f"not a share: {count} of {units}")
