"""Are the groups alike after adjustment, and do they overlap?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from alianzas.survey.income.samples import Sample
from alianzas.survey.limitation import Limitation
from field_statistics.treatment_effects.inverse_propensity import balancing_weights, effective_n
from field_statistics.treatment_effects.propensity import Array, Propensity, fit_propensity, trimmed

if TYPE_CHECKING:
    import pandas as pd

#: The stages of adjustment that balance is shown for.
STAGES = ("unadjusted", "weighting", "matching")


@dataclass(frozen=True)
class Overlap:
    """The propensity scores of a comparison and what the adjustments do to the firms.

    ``effective``: stage → effective numbers of treated and control firms; ``used``: stage → numbers
    used. ``balance``: covariate, stage → difference, variance ratio, and whether both are ``hidden``,
    for what they would tell of a few firms.
    """

    sample: Sample
    estimand: str
    score: Array
    used: dict[str, tuple[int, int]]
    effective: dict[str, tuple[float, float]]
    balance: pd.DataFrame


def standardised_difference(
    values: Array, treated: Array, weights: Array, estimand: str
) -> float | None:
    """Return the weighted mean difference in standard deviations of the unweighted groups.

    ``estimand`` att: standard deviation of the treated; ate: square root of the mean of both
    variances (Austin, 2009). The variance of a 0/1 column is p (1 − p). None where it does not
    vary.
    """
    ours, theirs = values[treated == 1], values[treated == 0]
    binary = set(np.unique(values)) <= {0.0, 1.0}

    def variance(group: Array) -> float:
        share = float(group.mean())
        return share * (1 - share) if binary else float(group.var(ddof=1))

    scale = variance(ours)
    if estimand == "ate":
        scale = (scale + variance(theirs)) / 2
    if scale <= 0:
        return None
    means = [np.average(values[treated == t], weights=weights[treated == t]) for t in (1, 0)]
    return float((means[0] - means[1]) / np.sqrt(scale))


def variance_ratio(values: Array, treated: Array, weights: Array) -> float | None:
    """Return the weighted variance of the treated over that of the controls; None for 0/1 columns."""
    if set(np.unique(values)) <= {0.0, 1.0}:
        return None
    spreads = []
    for arm in (1, 0):
        own, share = values[treated == arm], weights[treated == arm]
        share = share / share.sum()
        mean = share @ own
        # Unbiased under unequal weights; equals the usual variance under equal ones.
        spreads.append(float(share @ (own - mean) ** 2 / (1 - share @ share)))
    return spreads[0] / spreads[1] if spreads[1] > 0 else None


def examine_overlap(sample: Sample, estimand: str, trim: float) -> Overlap | Limitation:
    """Return propensities, effective numbers and balance of a comparison."""
    import pandas as pd

    first = sample.groups.propensity
    if first is None:
        return Limitation("separation")
    weights = {"unadjusted": sample.weights}
    kept = trimmed(first.score, trim, estimand)
    second = first if kept.all() else _refit(sample, kept)
    if second is not None:
        weighted = np.zeros(sample.n)
        weighted[kept] = balancing_weights(sample.treated[kept], second.score, estimand)
        weights["weighting"] = weighted * sample.weights
    matched = sample.groups.matched(estimand)
    if not isinstance(matched, Limitation):
        weights["matching"] = matched.uses
    rows = []
    columns = dict(zip(sample.columns, sample.covariates.T, strict=True))
    for name, values in {"propensity": first.logit, **columns}.items():
        for stage, used in weights.items():
            rows.append(
                {
                    "covariate": name,
                    "stage": stage,
                    "difference": standardised_difference(values, sample.treated, used, estimand),
                    "ratio": variance_ratio(values, sample.treated, used),
                    "hidden": False,
                }
            )
    balance = pd.DataFrame(rows).astype({"difference": "float64", "ratio": "float64"})
    arms = [sample.treated == arm for arm in (1, 0)]
    return Overlap(
        sample,
        estimand,
        first.score,
        {k: tuple(int((w[arm] > 0).sum()) for arm in arms) for k, w in weights.items()},  # type: ignore[misc]
        {k: tuple(effective_n(w[arm]) for arm in arms) for k, w in weights.items()},  # type: ignore[misc]
        balance,
    )


def _refit(sample: Sample, kept: Array) -> Propensity | None:
    """Return the propensities refitted to the firms kept, or None where that is not possible."""
    covariates = sample.covariates[kept]
    if not len(covariates) or len(np.unique(sample.treated[kept])) < 2:
        return None
    varying = np.ptp(covariates, axis=0) > 0
    return fit_propensity(sample.treated[kept], covariates[:, varying], sample.weights[kept])
