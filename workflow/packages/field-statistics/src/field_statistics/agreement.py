"""Agreement between two readers who sort the same items into categories."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from statistics import NormalDist
from typing import NamedTuple


class Agreement(NamedTuple):
    """Agreement between readers over a set of items.

    Attributes
    ----------
    n : int
        Number of items.
    percent : float
        Proportion of items put into the same category, 0 to 1.
    kappa : float or None
        Kappa; None where it is undefined.
    low, high : float or None
        Bounds of its confidence interval; None where kappa is undefined or its error cannot be
        estimated.
    """

    n: int
    percent: float
    kappa: float | None
    low: float | None
    high: float | None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The confidence interval of kappa as a pair, or None."""
        if self.low is None or self.high is None:
            return None
        return (self.low, self.high)


def cohen_kappa(
    first: Sequence[Hashable], second: Sequence[Hashable], confidence: float = 0.95
) -> Agreement:
    """Return percent agreement and Cohen's unweighted kappa of two readers.

    Parameters
    ----------
    first, second : sequence of n hashable values
        One category per item, with the items in the same order.
    confidence : float, default 0.95
        Level of the interval, between 0 and 1.

    Returns
    -------
    Agreement
        The interval is kappa ± z · standard error, with the large-sample standard error of Fleiss,
        Cohen and Everitt, clipped to −1 and 1. At full agreement that error is zero and the interval
        has no width. Kappa is None where both readers use one and the same category throughout, since
        agreement by chance is then certain. Where only one of them does, kappa is zero whatever the
        other does, and there is no interval.

    Raises
    ------
    ValueError
        If the readers have different numbers of items, there are no items, or ``confidence`` is not
        between 0 and 1.

    References
    ----------
    Cohen, J. (1960). A coefficient of agreement for nominal scales. *Educational and Psychological
    Measurement*, 20(1), 37–46.

    Fleiss, J. L., Cohen, J., & Everitt, B. S. (1969). Large sample standard errors of kappa and
    weighted kappa. *Psychological Bulletin*, 72(5), 323–327.

    Examples
    --------
    >>> found = cohen_kappa("aabbab", "aabbbb")
    >>> round(found.percent, 3), round(found.kappa, 3)
    (0.833, 0.667)
    """
    if len(first) != len(second):
        raise ValueError(f"the readers judged {len(first)} and {len(second)} items")
    return kappa_of_counts(Counter(zip(first, second, strict=True)), confidence)


def kappa_of_counts(
    counts: Counter[tuple[Hashable, Hashable]], confidence: float = 0.95
) -> Agreement:
    """Return the agreement in a cross-table: (first's category, second's category) → number of items.

    The same as :func:`cohen_kappa`, for callers that have already counted.
    """
    n = counts.total()
    if n == 0:
        raise ValueError("no items to compare")
    if not 0 < confidence < 1:
        raise ValueError(f"confidence {confidence} is not between 0 and 1")
    shares = {pair: count / n for pair, count in counts.items() if count}
    first = _margin((pair[0], share) for pair, share in shares.items())
    second = _margin((pair[1], share) for pair, share in shares.items())
    agreed = sum(count for (one, other), count in counts.items() if one == other) / n
    first_used, second_used = set(first), set(second)
    if first_used == second_used and len(first_used) == 1:
        return Agreement(n, agreed, None, None, None)
    chance = math.fsum(share * second[category] for category, share in first.items())
    kappa = (agreed - chance) / (1 - chance)
    if len(first_used) == 1 or len(second_used) == 1:
        return Agreement(n, agreed, kappa, None, None)
    # Fleiss, Cohen & Everitt (1969), equation 13: not the simpler error of Cohen (1960), which
    # holds only where kappa is zero.
    diagonal = math.fsum(
        share * ((1 - chance) - (first[one] + second[one]) * (1 - agreed)) ** 2
        for (one, other), share in shares.items()
        if one == other
    )
    apart = (1 - agreed) ** 2 * math.fsum(
        share * (second[one] + first[other]) ** 2
        for (one, other), share in shares.items()
        if one != other
    )
    centre = (agreed * chance - 2 * chance + agreed) ** 2
    # At full agreement the terms cancel exactly, but not in floating point.
    spread = 0.0 if agreed == 1 else max(0.0, diagonal + apart - centre)
    variance = spread / (n * (1 - chance) ** 4)
    reach = NormalDist().inv_cdf((1 + confidence) / 2) * math.sqrt(variance)
    return Agreement(n, agreed, kappa, max(-1.0, kappa - reach), min(1.0, kappa + reach))


def clustered_kappa(
    clusters: Sequence[Counter[tuple[Hashable, Hashable]]], confidence: float = 0.95
) -> Agreement:
    """Return the agreement over decisions that come in clusters, such as many codes per study.

    Parameters
    ----------
    clusters : sequence of Counter
        One cross-table per cluster: (first's category, second's category) → number of decisions.
    confidence : float, default 0.95
        Level of the interval, between 0 and 1.

    Returns
    -------
    Agreement
        Percent and kappa pool the decisions, of which there are ``n``. Decisions within a cluster are
        not independent, so the interval comes from a jackknife that leaves out one cluster at a time,
        clipped to −1 and 1. It is None for a single cluster, and where kappa is defined only thanks to
        one cluster.

    Raises
    ------
    ValueError
        If there are no decisions, or ``confidence`` is not between 0 and 1.

    References
    ----------
    Efron, B., & Tibshirani, R. J. (1993). *An introduction to the bootstrap* (chapter 11). Chapman &
    Hall.

    Examples
    --------
    >>> from collections import Counter
    >>> studies = [Counter({("yes", "yes"): 3, ("no", "yes"): 1}), Counter({("no", "no"): 4})]
    >>> clustered_kappa(studies).n
    8
    """
    pooled: Counter[tuple[Hashable, Hashable]] = Counter()
    for cluster in clusters:
        pooled.update(cluster)
    agreement = kappa_of_counts(pooled, confidence)
    if agreement.kappa is None:
        return agreement
    without = []
    for cluster in clusters:
        rest = Counter(pooled)
        rest.subtract(cluster)
        without.append(kappa_of_counts(rest, confidence).kappa if rest.total() else None)
    kappas = [kappa for kappa in without if kappa is not None]
    count = len(clusters)
    if count < 2 or len(kappas) < count:
        return agreement._replace(low=None, high=None)
    mean = math.fsum(kappas) / count
    variance = (count - 1) / count * math.fsum((kappa - mean) ** 2 for kappa in kappas)
    reach = NormalDist().inv_cdf((1 + confidence) / 2) * math.sqrt(variance)
    return agreement._replace(
        low=max(-1.0, agreement.kappa - reach), high=min(1.0, agreement.kappa + reach)
    )


def _margin(parts: Iterable[tuple[Hashable, float]]) -> defaultdict[Hashable, float]:
    """Sum the shares by category; a category that is never used counts as zero."""
    margin: defaultdict[Hashable, float] = defaultdict(float)
    for category, share in parts:
        margin[category] += share
    return margin


#: Landis & Koch (1977), table of section 5: lower bound of kappa → word.
STRENGTHS: tuple[tuple[float, str], ...] = (
    (0.81, "almost_perfect"),
    (0.61, "substantial"),
    (0.41, "moderate"),
    (0.21, "fair"),
    (0.0, "slight"),
)


def landis_koch(kappa: float) -> str:
    """Return Landis and Koch's word for a kappa, from "poor" and "slight" to "almost_perfect".

    Parameters
    ----------
    kappa : float
        From −1 to 1. Their table gives two decimals (0.41–0.60), so it is rounded to two first.

    Returns
    -------
    str
        One of the words in :data:`STRENGTHS`, or "poor".

    References
    ----------
    Landis, J. R., & Koch, G. G. (1977). The measurement of observer agreement for categorical data.
    *Biometrics*, 33(1), 159–174.

    Examples
    --------
    >>> landis_koch(0.72)
    'substantial'
    """
    for bound, word in STRENGTHS:
        if round(kappa, 2) >= bound and kappa >= 0:
            return word
    return "poor"
