"""Agreement among any number of readers by kappa: Light's and Fleiss'."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import combinations
from statistics import NormalDist
from typing import TYPE_CHECKING

from field_statistics.agreement import Agreement, clustered_kappa, kappa_of_counts

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

Table = Counter[tuple[Hashable, Hashable]]


def light_kappa(
    readers: Sequence[Sequence[Hashable]], clusters: Sequence[Hashable], confidence: float = 0.95
) -> Agreement:
    """Return mean percent agreement and Light's kappa: the mean of Cohen's over all pairs of readers.

    Parameters
    ----------
    readers : sequence of two or more sequences of n hashable values
        One category per item for each reader, with the items in the same order.
    clusters : sequence of n hashable values
        What each item belongs to; the items themselves if they are independent.
    confidence : float, default 0.95
        Level of the interval.

    Returns
    -------
    Agreement
        The interval comes from a jackknife that leaves out one cluster at a time. With two readers the
        result is that of :func:`field_statistics.agreement.clustered_kappa`. Kappa is None where that
        of any pair is undefined.

    Raises
    ------
    ValueError
        If there are fewer than two readers, or they have different numbers of items.

    References
    ----------
    Light, R. J. (1971). Measures of response agreement for qualitative data: Some generalizations and
    alternatives. *Psychological Bulletin*, 76(5), 365–377.

    Examples
    --------
    >>> round(light_kappa(["aabb", "aabb", "abbb"], clusters=range(4)).kappa, 3)
    0.667
    """
    if len(readers) < 2:
        raise ValueError("agreement needs two readers or more")
    names = list(dict.fromkeys(clusters))
    place = {name: number for number, name in enumerate(names)}
    pairs: list[list[Table]] = []
    for first, second in combinations(readers, 2):
        tables: list[Table] = [Counter() for _ in names]
        for cluster, *given in zip(clusters, first, second, strict=True):
            tables[place[cluster]][given[0], given[1]] += 1
        pairs.append(tables)
    if len(pairs) == 1:
        return clustered_kappa(pairs[0], confidence)
    whole = [_pooled(tables) for tables in pairs]
    found = [kappa_of_counts(table, confidence) for table in whole]
    percent = math.fsum(one.percent for one in found) / len(found)
    kappa = _mean([one.kappa for one in found])
    n = len(clusters)
    if kappa is None or len(names) < 2:
        return Agreement(n, percent, kappa, None, None)
    without: list[float] = []
    for number in range(len(names)):
        left = [table - tables[number] for table, tables in zip(whole, pairs, strict=True)]
        value = _mean([kappa_of_counts(table).kappa if table else None for table in left])
        if value is None:
            return Agreement(n, percent, kappa, None, None)
        without.append(value)
    mean, count = math.fsum(without) / len(without), len(without)
    variance = (count - 1) / count * math.fsum((value - mean) ** 2 for value in without)
    reach = NormalDist().inv_cdf((1 + confidence) / 2) * math.sqrt(variance)
    return Agreement(n, percent, kappa, max(-1.0, kappa - reach), min(1.0, kappa + reach))


def fleiss_kappa(counts: npt.NDArray[np.float64]) -> float | None:
    """Return Fleiss' kappa of any number of readers, each of whom rated every item.

    Parameters
    ----------
    counts : array, n × k
        As returned by :func:`field_statistics.agreement_coefficients.count_ratings`.

    Returns
    -------
    float or None
        None where all readers use a single category.

    Raises
    ------
    ValueError
        If the items have different numbers of ratings, or only one.

    References
    ----------
    Fleiss, J. L. (1971). Measuring nominal scale agreement among many raters. *Psychological
    Bulletin*, 76(5), 378–382.

    Examples
    --------
    >>> import numpy as np
    >>> round(fleiss_kappa(np.array([[3, 0], [0, 3], [2, 1], [3, 0]])), 3)
    0.625
    """
    readers = counts.sum(axis=1)
    if len(counts) == 0 or readers.min() != readers.max() or readers[0] < 2:
        raise ValueError("every item needs the same number of ratings, two or more")
    size = float(readers[0])
    agreed = float(((counts * (counts - 1)).sum(axis=1) / (size * (size - 1))).mean())
    shares = counts.sum(axis=0) / counts.sum()
    chance = float((shares**2).sum())
    return None if chance == 1 else (agreed - chance) / (1 - chance)


def _pooled(tables: Sequence[Table]) -> Table:
    """Add up cross-tables."""
    pooled: Table = Counter()
    for table in tables:
        pooled.update(table)
    return pooled


def _mean(values: Sequence[float | None]) -> float | None:
    """Return the mean; None where any value is unknown."""
    known = [value for value in values if value is not None]
    return math.fsum(known) / len(known) if len(known) == len(values) else None
