"""Discriminant validity: heterotrait–monotrait ratios (HTMT) with bootstrap intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from field_statistics.measurement.incomplete_covariances import Matrix
from field_statistics.resampling import bootstrap_weights

if TYPE_CHECKING:
    import numpy as np

#: Replicates computed at once: little memory, long matrix products.
CHUNK = 250
#: Largest share of replicates without a ratio for which there is still an interval.
UNDEFINED = 0.05


@dataclass(frozen=True)
class HtmtRatios:
    """HTMT of every two constructs.

    Attributes
    ----------
    values : array, constructs × constructs
        Symmetric; NaN where undefined.
    low, high : array, constructs × constructs
        Bounds of the intervals; NaN where there is none.
    """

    values: Matrix
    low: Matrix
    high: Matrix


def heterotrait_monotrait(correlations: Matrix, factor: Sequence[int]) -> Matrix:
    """Return the heterotrait–monotrait ratio of every two constructs.

    The mean absolute correlation between the items of two constructs, divided by the geometric mean of
    the two mean absolute correlations within them. All means are arithmetic, as published (semTools
    defaults to the geometric HTMT2).

    Parameters
    ----------
    correlations : array, … × items × items
        One correlation matrix or a stack of them.
    factor : sequence of int, items
        The construct of each item, numbered from 0.

    Returns
    -------
    array, … × constructs × constructs
        NaN on the diagonal, and where a construct has one item, a correlation is unknown, or none
        within a construct differs from zero.

    References
    ----------
    Henseler, J., Ringle, C. M., & Sarstedt, M. (2015). A new criterion for assessing discriminant
    validity in variance-based structural equation modeling. *Journal of the Academy of Marketing
    Science*, 43(1), 115–135.

    Examples
    --------
    >>> import numpy as np
    >>> matrix = np.full((4, 4), 0.4)
    >>> matrix[[0, 1, 2, 3], [1, 0, 3, 2]] = 0.8
    >>> heterotrait_monotrait(matrix, [0, 0, 1, 1]).round(3).tolist()
    [[nan, 0.5], [0.5, nan]]
    """
    import numpy as np

    which = np.asarray(factor)
    member = (which[:, None] == np.arange(which.max() + 1)).astype(float)
    sizes = member.sum(axis=0)
    absolute = np.abs(correlations) * (1 - np.eye(len(which)))
    sums = member.T @ absolute @ member
    with np.errstate(divide="ignore", invalid="ignore"):
        within = sums.diagonal(axis1=-2, axis2=-1) / (sizes * (sizes - 1))
        between = sums / (sizes[:, None] * sizes)
        ratios = between / np.sqrt(within[..., :, None] * within[..., None, :])
    ratios[..., np.eye(len(sizes), dtype=bool)] = np.nan
    found: Matrix = np.where(np.isfinite(ratios), ratios, np.nan)
    return found


def pairwise_correlations(values: Matrix, weights: Matrix) -> Matrix:
    """Return Pearson's correlations over the units that answered both items, for each row of weights.

    ``values``: units × items, NaN where unanswered; ``weights``: replicates × units, how often each
    unit is drawn. Returns replicates × items × items, NaN where undefined.
    """
    import numpy as np

    units, items = values.shape
    there = (~np.isnan(values)).astype(float)
    centred = np.where(there > 0, values - _means(values), 0.0)

    def sums(left: Matrix, right: Matrix) -> Matrix:
        products = (left[:, :, None] * right[:, None, :]).reshape(units, -1)
        total: Matrix = (weights @ products).reshape(len(weights), items, items)
        return total

    n, products = sums(there, there), sums(centred, centred)
    first, squares = sums(centred, there), sums(centred**2, there)
    second = first.transpose(0, 2, 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        covariance = products - first * second / n
        spread = squares - first**2 / n
        spread = np.where(spread > 1e-9, spread, np.nan)
        found: Matrix = covariance / np.sqrt(spread * spread.transpose(0, 2, 1))
    return found


def _means(values: Matrix) -> Matrix:
    """Return the mean of each item over those who answered it."""
    import numpy as np

    counts = np.maximum((~np.isnan(values)).sum(axis=0), 1)
    means: Matrix = np.nansum(values, axis=0) / counts
    return means


def bootstrap_htmt(
    values: Matrix,
    factor: Sequence[int],
    replicates: int,
    confidence: float,
    random: np.random.Generator,
) -> HtmtRatios:
    """Return HTMT with percentile bootstrap intervals.

    Parameters
    ----------
    values : array, n × items
        Answers, NaN where unanswered.
    factor : sequence of int, items
        The construct of each item, numbered from 0.
    replicates : int
        Number of bootstrap replicates.
    confidence : float
        Level of the intervals, between 0 and 1.
    random : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    HtmtRatios
        There is no interval where more than one replicate in twenty gives no ratio (because items
        happen not to vary).

    References
    ----------
    Henseler, J., Ringle, C. M., & Sarstedt, M. (2015). A new criterion for assessing discriminant
    validity in variance-based structural equation modeling. *Journal of the Academy of Marketing
    Science*, 43(1), 115–135.

    Examples
    --------
    >>> import numpy as np
    >>> rng = np.random.default_rng(1)
    >>> answers = np.hstack([rng.normal(size=(200, 1)) + rng.normal(size=(200, 3)) for _ in range(2)])
    >>> found = bootstrap_htmt(answers, [0, 0, 0, 1, 1, 1], 200, 0.95, rng)
    >>> bool(found.high[0, 1] < 0.85)
    True
    """
    import numpy as np

    units = len(values)
    observed = heterotrait_monotrait(pairwise_correlations(values, np.ones((1, units))), factor)[0]
    drawn = []
    for start in range(0, replicates, CHUNK):
        size = min(CHUNK, replicates - start)
        weights = bootstrap_weights(units, size, random)
        drawn.append(heterotrait_monotrait(pairwise_correlations(values, weights), factor))
    ratios = np.concatenate(drawn)
    unknown = (np.isnan(ratios).mean(axis=0) > UNDEFINED) | np.isnan(observed)
    tails = [(1 - confidence) / 2, (1 + confidence) / 2]
    low, high = np.nanquantile(np.where(unknown, 0.0, ratios), tails, axis=0)
    return HtmtRatios(observed, np.where(unknown, np.nan, low), np.where(unknown, np.nan, high))
