"""Agreement corrected for chance in other ways than kappa's: alpha, AC1, PABAK.

Kappa drops where nearly all items fall into one category, even if the readers hardly ever differ
(Feinstein & Cicchetti, 1990). Coefficients with a different notion of chance show whether that is
what happened.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

#: Resamples of the bootstrap of alpha.
RESAMPLES = 2000


class Coefficient(NamedTuple):
    """A coefficient and its confidence interval.

    Attributes
    ----------
    value : float or None
        None where the coefficient is undefined.
    low, high : float or None
        Bounds of the interval; None where it cannot be estimated.
    """

    value: float | None
    low: float | None = None
    high: float | None = None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The bounds as a pair, or None."""
        return None if self.low is None or self.high is None else (self.low, self.high)


def count_ratings(
    ratings: Sequence[Sequence[Hashable]], categories: Sequence[Hashable]
) -> npt.NDArray[np.float64]:
    """Count how many readers put each item into each category.

    Parameters
    ----------
    ratings : sequence of n sequences
        The categories each item was given, one per reader; None stands for a missing rating.
    categories : sequence of k hashable values
        Every category there is, used or not.

    Returns
    -------
    array of float, n × k
        One row per item, one column per category, in the order given.

    Raises
    ------
    ValueError
        If a rating is not among ``categories``.

    Examples
    --------
    >>> count_ratings([("a", "a"), ("a", "b"), ("b", None)], ["a", "b"]).tolist()
    [[2.0, 0.0], [1.0, 1.0], [0.0, 1.0]]
    """
    import numpy as np

    place = {category: column for column, category in enumerate(categories)}
    counts = np.zeros((len(ratings), len(categories)))
    for row, given in enumerate(ratings):
        for category in given:
            if category is not None:
                if category not in place:
                    raise ValueError(f"unknown category {category!r}")
                counts[row, place[category]] += 1
    return counts


def krippendorff_alpha(
    counts: npt.NDArray[np.float64],
    seed: int,
    confidence: float = 0.95,
    clusters: Sequence[Hashable] | None = None,
    resamples: int = RESAMPLES,
    weights: Sequence[int] | None = None,
) -> Coefficient:
    """Return Krippendorff's alpha for nominal categories, any number of readers, and missing ratings.

    Parameters
    ----------
    counts : array, n × k
        As returned by :func:`count_ratings`. Items with a single rating carry no information and are
        left out.
    seed : int
        Seed of the bootstrap.
    confidence : float, default 0.95
        Level of the interval.
    clusters : sequence of n hashable values, optional
        What each item belongs to. The bootstrap then draws clusters instead of items.
    resamples : int, default 2000
        Number of bootstrap resamples.
    weights : sequence of n int, optional
        How many items rated alike a row stands for. Name ``clusters`` as well, or they are drawn
        together.

    Returns
    -------
    Coefficient
        With a percentile interval; undefined where only one category is used.

    Raises
    ------
    ValueError
        If ``clusters`` does not have one entry per item.

    References
    ----------
    Krippendorff, K. (2004). *Content analysis: An introduction to its methodology* (2nd ed.). Sage.

    Zapf, A., Castell, S., Morawietz, L., & Karch, A. (2016). Measuring inter-rater reliability for
    nominal data: Which coefficients and confidence intervals are appropriate? *BMC Medical Research
    Methodology*, 16, 93.

    Examples
    --------
    >>> counts = count_ratings([("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")], ["a", "b"])
    >>> round(krippendorff_alpha(counts, seed=1).value, 3)
    0.533
    """
    import numpy as np

    paired = counts.sum(axis=1) > 1
    groups, size = cluster_numbers(len(counts), clusters)
    groups, counts = groups[paired], counts[paired]
    rated = counts.sum(axis=1, keepdims=True)
    apart = (counts * (rated - counts) / np.maximum(rated - 1, 1)).sum(axis=1)
    # One row per cluster: its disagreement, then how often each category was given in it.
    sums = np.zeros((size, counts.shape[1] + 1))
    many = np.ones(len(paired)) if weights is None else np.asarray(weights, dtype="float64")
    np.add.at(sums, groups, np.column_stack([apart, counts]) * many[paired, None])
    value = float(_alpha(sums.sum(axis=0, keepdims=True))[0]) if len(counts) else math.nan
    if math.isnan(value):
        return Coefficient(None)
    if size < 2:
        return Coefficient(value)
    drawn = _alpha(draws_of_clusters(size, resamples, seed) @ sums)
    tail = (1 - confidence) / 2
    low, high = np.nanquantile(drawn, [tail, 1 - tail])
    return Coefficient(value, float(low), float(high))


@lru_cache(maxsize=1)
def draws_of_clusters(size: int, resamples: int, seed: int) -> npt.NDArray[np.float64]:
    """Return how often each cluster is drawn in each resample; the same for every code of a sheet."""
    import numpy as np

    draws = np.random.default_rng(seed).multinomial(size, np.full(size, 1 / size), resamples)
    return draws.astype("float64")


def _alpha(sums: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return alpha of each row (disagreement, frequencies); NaN where only one category was used."""
    import numpy as np

    frequencies = sums[:, 1:]
    total = frequencies.sum(axis=1)
    chance = total**2 - (frequencies**2).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(chance > 0, 1 - sums[:, 0] * (total - 1) / chance, np.nan)


def gwet_ac1(
    counts: npt.NDArray[np.float64],
    confidence: float = 0.95,
    clusters: Sequence[Hashable] | None = None,
) -> Coefficient:
    """Return Gwet's AC1 for any number of readers, and missing ratings.

    Parameters
    ----------
    counts : array, n × k
        As returned by :func:`count_ratings`, with a column for every category, used or not.
    confidence : float, default 0.95
        Level of the interval.
    clusters : sequence of n hashable values, optional
        What each item belongs to. Contributions are summed within each cluster first; with one item
        per cluster nothing changes.

    Returns
    -------
    Coefficient
        The interval is the value ± t · the large-sample error over items, clipped to −1 and 1.

    Raises
    ------
    ValueError
        If there are fewer than two categories, or ``clusters`` does not have one entry per item.

    References
    ----------
    Gwet, K. L. (2008). Computing inter-rater reliability and its variance in the presence of high
    agreement. *British Journal of Mathematical and Statistical Psychology*, 61(1), 29–48.

    Examples
    --------
    >>> counts = count_ratings([("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")], ["a", "b"])
    >>> round(gwet_ac1(counts).value, 3)
    0.529
    """
    import numpy as np

    if counts.shape[1] < 2:
        raise ValueError("AC1 needs two categories or more")
    return gwet_weighted(counts, np.eye(counts.shape[1]), confidence, clusters)


def gwet_weighted(
    counts: npt.NDArray[np.float64],
    weights: npt.NDArray[np.float64],
    confidence: float,
    clusters: Sequence[Hashable] | None,
) -> Coefficient:
    """Return Gwet's coefficient with ``weights`` (k × k): how far two categories agree, 0 to 1.

    The rest is as in :func:`gwet_ac1`, which has the weights of identity.
    """
    import numpy as np
    from scipy.special import stdtrit

    items, categories = counts.shape
    # With weights of identity this is the number of categories less one.
    scale = categories * (categories - 1) / float(weights.sum())
    groups, size = cluster_numbers(items, clusters)
    rated = counts.sum(axis=1)
    if not (rated > 1).any():
        return Coefficient(None)
    known = rated > 0
    groups, counts, rated = groups[known], counts[known], rated[known]
    items = len(counts)
    paired = rated > 1
    pairs = np.where(paired, rated * (rated - 1), 1)
    agreed = np.where(paired, (counts * (counts @ weights - 1)).sum(axis=1) / pairs, 0)
    percent = agreed.sum() / paired.sum()
    shares = (counts / rated[:, None]).mean(axis=0)
    chance = float((shares * (1 - shares)).sum() / scale)
    value = float((percent - chance) / (1 - chance))
    own = items / paired.sum() * (agreed - chance * paired) / (1 - chance)
    by_chance = (counts @ (1 - shares)) / rated / scale
    parts = own - 2 * (1 - value) * (by_chance - chance) / (1 - chance) - value
    sums = np.bincount(groups, weights=parts, minlength=size)
    if size < 2:
        return Coefficient(value)
    error = math.sqrt(size / (size - 1) * float((sums**2).sum())) / items
    reach = float(stdtrit(size - 1, (1 + confidence) / 2)) * error
    return Coefficient(value, max(-1.0, value - reach), min(1.0, value + reach))


def pabak(percent: float, categories: int = 2) -> float:
    """Return kappa adjusted for prevalence and bias (PABAK).

    It is what kappa would be if all categories were equally likely.

    Parameters
    ----------
    percent : float
        Proportion of items agreed on, 0 to 1.
    categories : int, default 2
        Number of categories.

    Returns
    -------
    float
        From −1 / (categories − 1) to 1.

    References
    ----------
    Byrt, T., Bishop, J., & Carlin, J. B. (1993). Bias, prevalence and kappa. *Journal of Clinical
    Epidemiology*, 46(5), 423–429.

    Brennan, R. L., & Prediger, D. J. (1981). Coefficient kappa: Some uses, misuses, and alternatives.
    *Educational and Psychological Measurement*, 41(3), 687–699.

    Examples
    --------
    >>> round(pabak(0.9), 3)
    0.8
    """
    return (categories * percent - 1) / (categories - 1)


def cluster_numbers(
    items: int, clusters: Sequence[Hashable] | None
) -> tuple[npt.NDArray[np.int64], int]:
    """Return the number of each item's cluster, and how many clusters there are."""
    import numpy as np

    if clusters is None:
        return np.arange(items), items
    if len(clusters) != items:
        raise ValueError(f"{items} items, but clusters for {len(clusters)}")
    order: dict[Hashable, int] = {}
    return np.array([order.setdefault(c, len(order)) for c in clusters], dtype="int64"), len(order)
