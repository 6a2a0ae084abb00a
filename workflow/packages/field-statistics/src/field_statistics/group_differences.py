"""Do groups differ? Distances between cases, and permutation tests of the groups they belong to."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Values = npt.NDArray[np.float64]
    Labels = npt.NDArray[np.int64]

#: With more arrangements than these, as many are drawn at random as RANDOM says.
EXACT = 20_000
RANDOM = 9_999
#: Arrangements held in memory at a time.
_HELD = 1_000


class GroupDifferences(NamedTuple):
    """How far groups differ.

    Attributes
    ----------
    r : float
        ANOSIM's R; 1 if every pair within a group is closer than every pair across groups.
    r_p : float
        Its permutation p-value.
    f : float
        PERMANOVA's pseudo-F; NaN where the groups have no spread.
    r2 : float
        Share of the squared distances that lies between groups.
    r2_p : float
        Its permutation p-value, which is that of ``f`` too.
    arrangements : int
        Number of ways of assigning the cases to groups of these sizes that were tried.
    exact : bool
        Whether those were all there are.
    smallest_p : float
        Smallest p-value that could have come out.
    """

    r: float
    r_p: float
    f: float
    r2: float
    r2_p: float
    arrangements: int
    exact: bool
    smallest_p: float


def jaccard_distances(presence: npt.ArrayLike) -> Values:
    """Return the Jaccard distance of each pair of cases: the share of their codes that only one has.

    Parameters
    ----------
    presence : array, cases × codes
        0 or 1. Cases without any code have distance 0.

    Returns
    -------
    array, cases × cases
        From 0 to 1.

    References
    ----------
    Jaccard, P. (1901). Étude comparative de la distribution florale dans une portion des Alpes et des
    Jura. *Bulletin de la Société Vaudoise des Sciences Naturelles*, 37, 547–579.

    Examples
    --------
    >>> jaccard_distances([[1, 1, 0], [1, 0, 0]]).tolist()
    [[0.0, 0.5], [0.5, 0.0]]
    """
    import numpy as np

    codes = np.asarray(presence, dtype="float64")
    both = codes @ codes.T
    either = codes.sum(axis=1)[:, None] + codes.sum(axis=1)[None, :] - both
    shared: Values = np.divide(both, either, out=np.ones_like(both), where=either > 0)
    return 1 - shared


def anosim_permanova(
    distances: Values, groups: Sequence[str], seed: int
) -> GroupDifferences | None:
    """Compare groups of cases by ANOSIM and PERMANOVA over the same permutations.

    Parameters
    ----------
    distances : array, cases × cases
        Symmetric, zero on the diagonal.
    groups : sequence of str, cases
        The group of each case.
    seed : int
        Seed for the random permutations, used where there are more than 20,000 arrangements.

    Returns
    -------
    GroupDifferences or None
        None where nothing can be compared: fewer than two groups, or none with two cases.

    References
    ----------
    Clarke, K. R. (1993). Non-parametric multivariate analyses of changes in community structure.
    *Australian Journal of Ecology*, 18(1), 117–143.

    Anderson, M. J. (2001). A new method for non-parametric multivariate analysis of variance. *Austral
    Ecology*, 26(1), 32–46.

    Examples
    --------
    >>> codes = [[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 1], [0, 0, 1, 1]]
    >>> anosim_permanova(jaccard_distances(codes), ["a", "a", "b", "b"], seed=1).r
    1.0
    """
    import numpy as np

    names = sorted(set(groups))
    labels = np.array([names.index(group) for group in groups])
    sizes = Counter(labels.tolist())
    if len(sizes) < 2 or max(sizes.values()) < 2:
        return None
    total = _number_of_arrangements(list(sizes.values()))
    exact = total <= EXACT
    arrangements = _arrangements(labels) if exact else _random(labels, np.random.default_rng(seed))
    ranks, squares = _ranks(distances), distances**2
    observed_r, observed_r2 = (
        float(statistic[0]) for statistic in _statistics(labels[None, :], ranks, squares)
    )
    found = []
    while len(some := np.array(list(islice(arrangements, _HELD)))):
        found.append(_statistics(some, ranks, squares))
    all_r, all_r2 = (np.concatenate(part) for part in zip(*found, strict=True))
    within = 1 - observed_r2
    freedom = (len(labels) - len(sizes)) / (len(sizes) - 1)
    alike = math.prod(math.factorial(n) for n in Counter(sizes.values()).values())
    return GroupDifferences(
        r=observed_r,
        r_p=_share(all_r, observed_r, exact),
        f=observed_r2 / within * freedom if within > 1e-12 else float("nan"),
        r2=observed_r2,
        r2_p=_share(all_r2, observed_r2, exact),
        arrangements=len(all_r),
        exact=exact,
        smallest_p=alike / total if exact else 1 / (RANDOM + 1),
    )


def _statistics(arranged: Labels, ranks: Values, squares: Values) -> tuple[Values, Values]:
    """Return ANOSIM's R and PERMANOVA's share between groups, one per arrangement (row)."""
    import numpy as np

    n = arranged.shape[1]
    pairs, sizes = n * (n - 1) / 2, np.bincount(arranged[0])
    upper = np.triu(squares, 1)
    total = upper.sum() / n
    near, spread = np.zeros(len(arranged)), np.zeros(len(arranged))
    for group, size in enumerate(sizes):
        own = (arranged == group).astype(float)
        # Each pair of the group once: ``ranks`` and ``upper`` have nothing below the diagonal.
        near += ((own @ ranks) * own).sum(axis=1)
        spread += ((own @ upper) * own).sum(axis=1) / size
    within = (sizes * (sizes - 1) / 2).sum()
    between = (ranks.sum() - near) / (pairs - within) - near / within
    share = 1 - spread / total if total > 0 else np.zeros(len(arranged))
    return between / (pairs / 2), share


def _ranks(distances: Values) -> Values:
    """Return the ranks of all pairs, from 1, with ties at their mean."""
    import numpy as np
    import pandas as pd

    upper = np.triu_indices(len(distances), 1)
    ranks = np.zeros_like(distances)
    # Distances that are equal but for rounding are ties.
    ranks[upper] = pd.Series(np.round(distances[upper], 12)).rank().to_numpy()
    return ranks


def _share(values: Values, observed: float, exact: bool) -> float:
    """Return the p-value: how often the statistic is at least as large as observed."""
    reached = int((values >= observed - 1e-9).sum())
    return reached / len(values) if exact else (reached + 1) / (len(values) + 1)


def _number_of_arrangements(sizes: Sequence[int]) -> int:
    """Return in how many ways cases can be assigned to groups of these sizes."""
    total = math.factorial(sum(sizes))
    for size in sizes:
        total //= math.factorial(size)
    return total


def _arrangements(labels: Labels) -> Iterator[list[int]]:
    """Yield every way of giving the cases these labels."""
    left = Counter(labels.tolist())

    def extend(begun: list[int]) -> Iterator[list[int]]:
        if len(begun) == len(labels):
            yield begun
            return
        for label in sorted(left):
            if left[label]:
                left[label] -= 1
                yield from extend([*begun, label])
                left[label] += 1

    return extend([])


def _random(labels: Labels, generator: np.random.Generator) -> Iterator[Labels]:
    """Yield random permutations of the labels."""
    for _ in range(RANDOM):
        yield generator.permutation(labels)
