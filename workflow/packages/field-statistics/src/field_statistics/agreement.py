"""Agreement of two readers who put the same items into categories."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from statistics import NormalDist
from typing import NamedTuple


class Agreement(NamedTuple):
    """Agreement of two readers over ``n`` items.

    ``percent`` is the proportion of items put into the same category; ``kappa`` is Cohen's kappa
    and ``low``–``high`` its confidence interval, all three None where kappa is undefined (the
    interval also where it cannot be estimated).
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
    """Return percent agreement and Cohen's (1960) unweighted kappa of two readers.

    ``first`` and ``second`` hold one category per item, in the same order of items. The interval
    is kappa ± z · standard error, with the large-sample standard error of Fleiss, Cohen and
    Everitt (1969), cut at −1 and 1; at full agreement that error is zero, so the interval has no
    width. Kappa is undefined (None) where both readers use one and the
    same category for every item, since agreement by chance is then certain; where only one reader
    uses a single category kappa is zero whatever the other does, and it has no interval.

    Raises ValueError for readers with different numbers of items, for no items, and for a
    confidence level outside (0, 1).
    """
    if len(first) != len(second):
        raise ValueError(f"the readers judged {len(first)} and {len(second)} items")
    return kappa_of_counts(Counter(zip(first, second, strict=True)), confidence)


def kappa_of_counts(
    counts: Counter[tuple[Hashable, Hashable]], confidence: float = 0.95
) -> Agreement:
    """Return the agreement in a cross-table: (first's category, second's category) → items.

    As :func:`cohen_kappa`, for callers that have already counted.
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
    # At full agreement the terms cancel exactly; in floating point they leave a trace.
    spread = 0.0 if agreed == 1 else max(0.0, diagonal + apart - centre)
    variance = spread / (n * (1 - chance) ** 4)
    reach = NormalDist().inv_cdf((1 + confidence) / 2) * math.sqrt(variance)
    return Agreement(n, agreed, kappa, max(-1.0, kappa - reach), min(1.0, kappa + reach))


def clustered_kappa(
    clusters: Sequence[Counter[tuple[Hashable, Hashable]]], confidence: float = 0.95
) -> Agreement:
    """Return the agreement over decisions that come in clusters, such as many codes per study.

    ``clusters`` holds one cross-table per cluster, as for :func:`kappa_of_counts`; percent and kappa
    pool their decisions (``n`` of them). Decisions on one study depend on each other, so the
    interval comes from the jackknife that leaves out one cluster at a time (Efron and Tibshirani,
    1993, chapter 11), cut at −1 and 1; it is None for a single cluster and where some cluster alone
    makes kappa defined. Raises ValueError as :func:`cohen_kappa`.
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
    """Sum the shares by category; a category never used counts as zero."""
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
    """Return the word of Landis and Koch (1977) for a kappa: slight, fair … ; poor below zero.

    Their table gives kappa to two decimals (0.41–0.60), so it is rounded to two before.
    """
    for bound, word in STRENGTHS:
        if round(kappa, 2) >= bound and kappa >= 0:
            return word
    return "poor"
