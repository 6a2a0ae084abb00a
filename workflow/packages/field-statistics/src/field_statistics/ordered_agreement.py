"""Agreement on ordered categories: a near miss counts as less apart than a far one.

Nominal coefficients (:mod:`field_statistics.agreement_coefficients`) take "weak" for "strong" to be as
wrong as "weak" for "medium".
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Sequence
from statistics import NormalDist
from typing import TYPE_CHECKING

from field_statistics.agreement import Agreement
from field_statistics.agreement_coefficients import (
    RESAMPLES,
    Coefficient,
    cluster_numbers,
    draws_of_clusters,
    gwet_weighted,
)

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

#: Weights of agreement by the distance of two categories.
WEIGHTS = ("linear", "quadratic", "ordinal")
#: Ways in which alpha measures the distance of two categories.
METRICS = ("nominal", "ordinal", "interval")


def agreement_weights(categories: int, kind: str = "linear") -> npt.NDArray[np.float64]:
    """Return how far two of several ordered categories agree: 1 for the same, 0 for the outermost.

    Parameters
    ----------
    categories : int
        Their number, two or more.
    kind : {"linear", "quadratic", "ordinal"}
        Of the distance d of k categories: 1 − d / (k − 1), 1 − d² / (k − 1)², or Gwet's ordinal
        weights, 1 − d(d + 1) / (k(k − 1)), which use the order alone.

    Returns
    -------
    array of float, k × k

    Raises
    ------
    ValueError
        For fewer than two categories, or another kind.

    References
    ----------
    Gwet, K. L. (2014). *Handbook of inter-rater reliability* (4th ed., chapter 3). Advanced Analytics.

    Examples
    --------
    >>> agreement_weights(3, "quadratic").tolist()
    [[1.0, 0.75, 0.0], [0.75, 1.0, 0.75], [0.0, 0.75, 1.0]]
    """
    import numpy as np

    if categories < 2:
        raise ValueError("weights need two categories or more")
    places = np.arange(categories, dtype="float64")
    apart = np.abs(places[:, None] - places)
    largest = categories - 1
    if kind == "linear":
        return np.asarray(1 - apart / largest)
    if kind == "quadratic":
        return np.asarray(1 - apart**2 / largest**2)
    if kind == "ordinal":
        return np.asarray(1 - apart * (apart + 1) / (categories * largest))
    raise ValueError(f"weights are {', '.join(WEIGHTS)}, not {kind!r}")


def weighted_kappa(
    first: Sequence[Hashable],
    second: Sequence[Hashable],
    categories: Sequence[Hashable],
    weights: str = "linear",
    confidence: float = 0.95,
) -> Agreement:
    """Return percent agreement and Cohen's weighted kappa of two readers.

    Parameters
    ----------
    first, second : sequence of n hashable values
        One category per item, with the items in the same order.
    categories : sequence of k hashable values
        Every category there is, the lowest first.
    weights : {"linear", "quadratic", "ordinal"}
        See :func:`agreement_weights`.
    confidence : float, default 0.95
        Level of the interval, between 0 and 1.

    Returns
    -------
    Agreement
        ``percent`` counts equal categories only. The interval has the large-sample standard error of
        Fleiss, Cohen and Everitt, clipped to −1 and 1. Kappa is None where both readers use one and
        the same category throughout.

    Raises
    ------
    ValueError
        If the readers have different numbers of items, there are none, a category is unknown, or
        ``confidence`` is not between 0 and 1.

    References
    ----------
    Cohen, J. (1968). Weighted kappa: Nominal scale agreement with provision for scaled disagreement
    or partial credit. *Psychological Bulletin*, 70(4), 213–220.

    Fleiss, J. L., Cohen, J., & Everitt, B. S. (1969). Large sample standard errors of kappa and
    weighted kappa. *Psychological Bulletin*, 72(5), 323–327.

    Examples
    --------
    >>> found = weighted_kappa([1, 2, 3, 3, 2], [1, 3, 3, 3, 1], categories=[1, 2, 3])
    >>> round(found.kappa, 3)
    0.583
    """
    import numpy as np

    if len(first) != len(second):
        raise ValueError(f"the readers judged {len(first)} and {len(second)} items")
    if not len(first):
        raise ValueError("no items to compare")
    if not 0 < confidence < 1:
        raise ValueError(f"confidence {confidence} is not between 0 and 1")
    place = {category: number for number, category in enumerate(categories)}
    unknown = [one for one in (*first, *second) if one not in place]
    if unknown:
        raise ValueError(f"unknown category {unknown[0]!r}")
    shares = np.zeros((len(place), len(place)))
    for pair, number in Counter(zip(first, second, strict=True)).items():
        shares[place[pair[0]], place[pair[1]]] = number / len(first)
    weight = agreement_weights(len(place), weights)
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    percent = float(np.trace(shares))
    agreed, chance = float((weight * shares).sum()), float(rows @ weight @ columns)
    if {*first} == {*second} and len({*first}) == 1:
        return Agreement(len(first), percent, None, None, None)
    kappa = (agreed - chance) / (1 - chance)
    if len({*first}) == 1 or len({*second}) == 1:
        return Agreement(len(first), percent, kappa, None, None)
    mean = (weight @ columns)[:, None] + rows @ weight
    spread = float((shares * (weight - mean * (1 - kappa)) ** 2).sum())
    spread -= (kappa - chance * (1 - kappa)) ** 2
    # At full agreement the terms cancel exactly, but not in floating point.
    spread = 0.0 if percent == 1 else max(0.0, spread)
    error = math.sqrt(spread / len(first)) / (1 - chance)
    reach = NormalDist().inv_cdf((1 + confidence) / 2) * error
    return Agreement(len(first), percent, kappa, max(-1.0, kappa - reach), min(1.0, kappa + reach))


def ordered_alpha(
    counts: npt.NDArray[np.float64],
    seed: int,
    metric: str = "ordinal",
    values: Sequence[float] | None = None,
    confidence: float = 0.95,
    clusters: Sequence[Hashable] | None = None,
    resamples: int = RESAMPLES,
) -> Coefficient:
    """Return Krippendorff's alpha for ordered categories or numbers.

    Parameters
    ----------
    counts : array, n × k
        As returned by :func:`field_statistics.count_ratings`, the categories in their order, the
        lowest first. Items with a single rating are left out.
    seed : int
        Seed of the bootstrap.
    metric : {"ordinal", "interval", "nominal"}
        Ordinal: the distance of two categories is the number of ratings between them. Interval: it
        is the difference of their ``values``.
    values : sequence of k float, optional
        The number that each category stands for, for the interval metric; 0, 1, 2 … if not given.
    confidence : float, default 0.95
        Level of the interval.
    clusters : sequence of n hashable values, optional
        What each item belongs to. The bootstrap then draws clusters instead of items.
    resamples : int, default 2000
        Number of bootstrap resamples.

    Returns
    -------
    Coefficient
        With a percentile interval; undefined where only one category is used.

    Raises
    ------
    ValueError
        For another metric, or ``values`` or ``clusters`` of another length.

    References
    ----------
    Krippendorff, K. (2011). *Computing Krippendorff's alpha-reliability*. University of Pennsylvania.
    https://repository.upenn.edu/asc_papers/43

    Examples
    --------
    >>> from field_statistics import count_ratings
    >>> counts = count_ratings([(1, 1), (1, 2), (3, 3), (2, 3)], [1, 2, 3])
    >>> round(ordered_alpha(counts, seed=1, metric="interval").value, 3)
    0.708
    """
    import numpy as np

    if metric not in METRICS:
        raise ValueError(f"metrics are {', '.join(METRICS)}, not {metric!r}")
    categories = counts.shape[1]
    given = (
        np.arange(categories, dtype="float64")
        if values is None
        else np.asarray(values, dtype="float64")
    )
    if len(given) != categories:
        raise ValueError(f"{categories} categories, but {len(given)} values")
    groups, size = cluster_numbers(len(counts), clusters)
    paired = counts.sum(axis=1) > 1
    groups, counts = groups[paired], counts[paired]
    if not len(counts):
        return Coefficient(None)
    rated = counts.sum(axis=1)[:, None, None]
    pairs = counts[:, :, None] * (counts[:, None, :] - np.eye(categories)) / (rated - 1)
    sums = np.zeros((size, categories**2))
    np.add.at(sums, groups, pairs.reshape(len(counts), -1))
    apart = np.asarray((given[:, None] - given) ** 2) if metric == "interval" else None
    value = float(_alpha(sums.sum(axis=0, keepdims=True), categories, metric, apart)[0])
    if math.isnan(value):
        return Coefficient(None)
    if size < 2:
        return Coefficient(value)
    drawn = _alpha(draws_of_clusters(size, resamples, seed) @ sums, categories, metric, apart)
    tail = (1 - confidence) / 2
    low, high = np.nanquantile(drawn, [tail, 1 - tail])
    return Coefficient(value, float(low), float(high))


def gwet_ac2(
    counts: npt.NDArray[np.float64],
    weights: str = "linear",
    confidence: float = 0.95,
    clusters: Sequence[Hashable] | None = None,
) -> Coefficient:
    """Return Gwet's AC2: AC1 for ordered categories, any number of readers, and missing ratings.

    Parameters
    ----------
    counts : array, n × k
        As returned by :func:`field_statistics.count_ratings`, with a column for every category, used
        or not, the lowest first.
    weights : {"linear", "quadratic", "ordinal"}
        See :func:`agreement_weights`.
    confidence : float, default 0.95
        Level of the interval.
    clusters : sequence of n hashable values, optional
        What each item belongs to, as in :func:`field_statistics.gwet_ac1`.

    Returns
    -------
    Coefficient
        The interval is the value ± t · the large-sample error over items, clipped to −1 and 1.

    Raises
    ------
    ValueError
        If there are fewer than two categories, the weights are unknown, or ``clusters`` does not
        have one entry per item.

    References
    ----------
    Gwet, K. L. (2014). *Handbook of inter-rater reliability* (4th ed., chapters 4 and 5). Advanced
    Analytics.

    Examples
    --------
    >>> from field_statistics import count_ratings
    >>> counts = count_ratings([(1, 1), (1, 2), (3, 3), (2, 3)], [1, 2, 3])
    >>> round(gwet_ac2(counts, "quadratic").value, 3)
    0.636
    """
    return gwet_weighted(counts, agreement_weights(counts.shape[1], weights), confidence, clusters)


def _alpha(
    sums: npt.NDArray[np.float64],
    categories: int,
    metric: str,
    apart: npt.NDArray[np.float64] | None,
) -> npt.NDArray[np.float64]:
    """Return alpha of each row, a matrix of coincidences; NaN where only one category was used.

    ``apart`` are the squared distances, if they do not depend on the ratings.
    """
    import numpy as np

    pairs = sums.reshape(-1, categories, categories)
    frequencies = pairs.sum(axis=2)
    total = frequencies.sum(axis=1)
    if metric == "nominal":
        apart = 1 - np.eye(categories)
    elif apart is None:  # ordinal: the ratings from one category to the other, the ends as halves
        ranks = np.cumsum(frequencies, axis=1) - frequencies / 2
        apart = (ranks[:, :, None] - ranks[:, None, :]) ** 2
    observed = (pairs * apart).sum(axis=(1, 2))
    expected = (frequencies[:, :, None] * frequencies[:, None, :] * apart).sum(axis=(1, 2))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(expected > 0, 1 - observed * (total - 1) / expected, np.nan)
