""" "Up to" taken literally: the bound on each group's effect, and the firms beyond it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist

from alianzas.survey.income.income_comparison import IncomeModel, as_proportion, effect_of
from alianzas.survey.income.samples import Sample
from alianzas.survey.limitation import Limitation
from alianzas.survey.questionnaire import ALLIED
from alianzas.survey.scores import OTHER_ALLIED
from field_statistics.regression import Estimate
from field_statistics.treatment_effects.least_squares import HC3, least_squares
from field_statistics.treatment_effects.propensity import with_constant


@dataclass(frozen=True)
class Share:
    """A share of firms with Wilson's interval (1927): ``above`` of ``n``."""

    above: int
    n: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """The share."""
        return self.above / self.n


def share_of(above: int, n: int, confidence: float) -> Share:
    """Return the share ``above`` of ``n`` with Wilson's interval."""
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    centre = (above + z**2 / 2) / (n + z**2)
    reach = z / (n + z**2) * math.sqrt(above * (n - above) / n + z**2 / 4)
    return Share(above, n, max(0.0, centre - reach), min(1.0, centre + reach))


def share_difference(ours: Share, theirs: Share) -> Estimate:
    """Return the difference of two shares with Newcombe's interval (1998, method 10)."""
    value = ours.value - theirs.value
    low = value - math.hypot(ours.value - ours.low, theirs.high - theirs.value)
    high = value + math.hypot(ours.high - ours.value, theirs.value - theirs.low)
    return Estimate(value, low, high, math.nan, ours.n + theirs.n)


def shares_above(
    sample: Sample, bound: float, confidence: float
) -> tuple[Share, Share] | Limitation:
    """Return the shares of both groups that grow more than ``bound`` beyond comparable firms.

    The groups are the treated and the independent firms. A firm is compared with the mean growth
    predicted by a regression of the independent firms on their controls, each left out of its own
    prediction. The share of independent firms shows how often chance alone carries a firm this
    far.
    """
    own = sample.treated == 0
    design = with_constant(sample.covariates)
    fit = least_squares(sample.outcome[own], design[own], sample.weights[own], HC3)
    if isinstance(fit, Limitation):
        return fit
    excess = sample.outcome - design @ fit.coefficients
    excess[own] = fit.residuals / (1 - fit.leverage)
    above = excess > math.log1p(bound)
    ours, theirs = (
        share_of(int(above[rows].sum()), int(rows.sum()), confidence) for rows in (~own, own)
    )
    return ours, theirs


@dataclass(frozen=True)
class GroupBounds:
    """Simultaneous intervals (Bonferroni) of the groups' mean effects, and the verdict.

    ``verdict``: exceeded (an interval lies above the bound), not_exceeded (all end below it),
    undecided, unknown (nothing estimated). ``largest``: the group whose interval reaches farthest.
    """

    intervals: Mapping[str, tuple[float, float]]
    largest: str | None
    verdict: str


def bound_groups(model: IncomeModel, groups: Sequence[str], bound: float) -> GroupBounds:
    """Return the simultaneous intervals of the regression-adjusted differences of ``groups``."""
    known = [group for group in groups if model.estimates.get(group) is not None]
    intervals = {}
    for group in known:
        level = 1 - (1 - model.confidence) / len(known)
        found = effect_of(model.samples[group], "regression", confidence=level)
        if not isinstance(found, Limitation):
            intervals[group] = as_proportion(found).interval
    if not intervals:
        return GroupBounds({}, None, "unknown")
    if any(low > bound for low, _ in intervals.values()):
        verdict = "exceeded"
    elif all(high < bound for _, high in intervals.values()):
        verdict = "not_exceeded"
    else:
        verdict = "undecided"
    return GroupBounds(intervals, max(intervals, key=lambda g: intervals[g][1]), verdict)


def bounded_groups(model: IncomeModel) -> list[str]:
    """Return the groups that the claim refers to: all but the firms of no particular kind."""
    return [g for g in model.groups if g not in (ALLIED, OTHER_ALLIED)]
