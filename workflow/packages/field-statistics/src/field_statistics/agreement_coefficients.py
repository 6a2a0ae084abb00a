"""Agreement corrected for chance in other ways than kappa's: alpha, AC1, PABAK.

Kappa falls where nearly all items belong to one category, even if readers hardly ever differ
(Feinstein and Cicchetti, 1990). Coefficients with another idea of chance show whether that is so.
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
    """A coefficient and its confidence interval; None where it is not defined."""

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
    """Return how many readers put each item into each category: one row per item.

    ``ratings`` holds the categories that each item was given; None is no rating. Raises ValueError
    for a category that is not among ``categories``.
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
    """Return Krippendorff's (2004) alpha for nominal categories, any readers, ratings missing.

    ``counts`` is as from :func:`count_ratings`; items with one rating tell nothing and are left
    out. A row may stand for several items rated alike, so many as ``weights`` says (then name
    ``clusters``, or they are drawn together). The interval holds the middle of the bootstrap over
    items (Zapf, Castell, Morawietz and Karch, 2016), or over ``clusters`` of items where one is
    named per item. Alpha is undefined where only one category is used.
    """
    import numpy as np

    paired = counts.sum(axis=1) > 1
    groups, size = _group(len(counts), clusters)
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
    drawn = _alpha(_resamples(size, resamples, seed) @ sums)
    tail = (1 - confidence) / 2
    low, high = np.nanquantile(drawn, [tail, 1 - tail])
    return Coefficient(value, float(low), float(high))


@lru_cache(maxsize=1)
def _resamples(size: int, resamples: int, seed: int) -> npt.NDArray[np.float64]:
    """Return how often each cluster is drawn in each resample: the same for every code of a sheet."""
    import numpy as np

    draws = np.random.default_rng(seed).multinomial(size, np.full(size, 1 / size), resamples)
    return draws.astype("float64")


def _alpha(sums: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return alpha of each row (disagreement, frequencies); NaN where one category is all."""
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
    """Return Gwet's (2008) AC1 for any number of readers, ratings missing.

    ``counts`` is as from :func:`count_ratings`, with a column for every category there is, used
    or not. The interval is the value ± t · the large-sample error of Gwet (2008) over items;
    where ``clusters`` of items are named, what they add is summed within each first (with one
    item per cluster the two are equal). Raises ValueError for fewer than two categories.
    """
    import numpy as np
    from scipy.special import stdtrit

    items, categories = counts.shape
    if categories < 2:
        raise ValueError("AC1 needs two categories or more")
    groups, size = _group(items, clusters)
    rated = counts.sum(axis=1)
    if not (rated > 1).any():
        return Coefficient(None)
    known = rated > 0
    groups, counts, rated = groups[known], counts[known], rated[known]
    items = len(counts)
    paired = rated > 1
    pairs = np.where(paired, rated * (rated - 1), 1)
    agreed = np.where(paired, (counts * (counts - 1)).sum(axis=1) / pairs, 0)
    percent = agreed.sum() / paired.sum()
    shares = (counts / rated[:, None]).mean(axis=0)
    chance = float((shares * (1 - shares)).sum() / (categories - 1))
    value = float((percent - chance) / (1 - chance))
    own = items / paired.sum() * (agreed - chance * paired) / (1 - chance)
    by_chance = (counts @ (1 - shares)) / rated / (categories - 1)
    parts = own - 2 * (1 - value) * (by_chance - chance) / (1 - chance) - value
    sums = np.bincount(groups, weights=parts, minlength=size)
    if size < 2:
        return Coefficient(value)
    error = math.sqrt(size / (size - 1) * float((sums**2).sum())) / items
    reach = float(stdtrit(size - 1, (1 + confidence) / 2)) * error
    return Coefficient(value, max(-1.0, value - reach), min(1.0, value + reach))


def pabak(percent: float, categories: int = 2) -> float:
    """Return kappa adjusted for prevalence and bias (Byrt, Bishop and Carlin, 1993).

    It is what kappa would be if every one of the ``categories`` were as likely as the others (as in
    Brennan and Prediger, 1981); ``percent`` is the proportion of items agreed on.
    """
    return (categories * percent - 1) / (categories - 1)


def _group(items: int, clusters: Sequence[Hashable] | None) -> tuple[npt.NDArray[np.int64], int]:
    """Return the number of each item's cluster, and how many clusters there are."""
    import numpy as np

    if clusters is None:
        return np.arange(items), items
    if len(clusters) != items:
        raise ValueError(f"{items} items, but clusters for {len(clusters)}")
    order: dict[Hashable, int] = {}
    return np.array([order.setdefault(c, len(order)) for c in clusters], dtype="int64"), len(order)
