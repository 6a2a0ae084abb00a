"""Every estimand by every estimator: does the answer depend on the method?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtr, stdtrit

from alianzas.config.model_settings import Income
from alianzas.config.survey_settings import Minimum
from alianzas.survey.income.income_comparison import IncomeModel, as_proportion, effect_of
from alianzas.survey.income.samples import Sample
from alianzas.survey.limitation import Limitation
from alianzas.survey.questionnaire import ALLIED
from alianzas.survey.scores import OTHER_ALLIED
from field_statistics.regression import Estimate, direction
from field_statistics.treatment_effects.estimators import ESTIMATORS, Effect, effect_between
from field_statistics.treatment_effects.least_squares import HC3, least_squares
from field_statistics.treatment_effects.treatment_groups import Groups

#: The main regression with log income of the base year as one more control (analysis of covariance):
#: firms whose income was low by chance tend to grow more, wherever they are.
BASELINE = "baseline"
#: Estimators that assume the same effect for all firms: one number for every estimand.
SAME_EFFECT = ("difference", "regression")
#: The adjusted estimates that the main one is checked by.
CHECKS = (*(name for name in ESTIMATORS if name not in SAME_EFFECT), BASELINE)


@dataclass(frozen=True)
class IncomeEffect:
    """One estimand by one estimator; ``estimate`` is a proportion, None with a ``limitation``.

    It is None as well where it is ``hidden``, for what it would tell of a few firms.
    """

    group: str
    estimand: str
    estimator: str
    estimate: Estimate | None
    n_treated: int | None = None
    n_control: int | None = None
    limitation: Limitation | None = None
    hidden: bool = False


def estimands(groups: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the estimands of each group: ATE and ATT for allied firms, ATT for the others."""
    asked = {group: ("att",) for group in groups if group != OTHER_ALLIED}
    return asked | {ALLIED: ("ate", "att")}


def given_baseline(sample: Sample, confidence: float, minimum: Minimum) -> Effect | Limitation:
    """Return the difference in growth between firms that began with the same income.

    Growth and the last year's income have the same coefficients once the first is held constant.
    """
    found = _with_baseline(sample, minimum)
    if isinstance(found, Limitation):
        return found
    return effect_between("regression", sample.outcome, found, confidence=confidence)


def _with_baseline(sample: Sample, minimum: Minimum) -> Groups | Limitation:
    """Return the groups with the log of base-year income as a control."""
    if sample.baseline is None or np.ptp(sample.baseline) <= 1e-12:
        return Limitation("no_baseline")
    covariates = np.column_stack([sample.baseline, sample.covariates])
    needed = minimum.per_coefficient * (covariates.shape[1] + 2)
    if sample.n < needed:
        return Limitation("few_answers", {"n": sample.n, "needed": needed})
    return Groups.of(sample.treated, covariates, sample.weights)


def baseline_slope(sample: Sample, confidence: float, minimum: Minimum) -> Estimate | Limitation:
    """Return how log growth goes with log income of the base year, group and controls held constant.

    Negative under regression to the mean; HC3 errors.
    """
    groups = _with_baseline(sample, minimum)
    if isinstance(groups, Limitation):
        return groups
    design = np.column_stack([np.ones(sample.n), groups.treated, groups.covariates])
    fit = least_squares(sample.outcome, design, groups.weights, HC3)
    if isinstance(fit, Limitation):
        return fit
    value, error = float(fit.coefficients[2]), float(np.sqrt(fit.covariance[2, 2]))
    df = sample.n - design.shape[1]
    if not error > 0:
        return Limitation("no_variance")
    reach = float(stdtrit(df, 0.5 + confidence / 2)) * error
    p = 2 * float(stdtr(df, -abs(value / error)))
    return Estimate(value, value - reach, value + reach, p, sample.n, error)


def estimate_effects(model: IncomeModel, income: Income, minimum: Minimum) -> list[IncomeEffect]:
    """Return every estimand by every estimator, in the order of the table."""
    effects = []
    for group, asked in estimands(model.groups).items():
        for estimand in asked:
            for name in (*ESTIMATORS, BASELINE):
                if name == BASELINE and estimand != asked[0]:
                    continue
                if estimand != asked[0] and name in SAME_EFFECT:
                    continue
                sample = model.samples.get(group)
                found: Effect | Limitation
                if sample is None:
                    found = model.limitations[group]
                elif name == BASELINE:
                    found = given_baseline(sample, model.confidence, minimum)
                else:
                    found = effect_of(
                        sample,
                        name,
                        estimand=estimand,
                        confidence=model.confidence,
                        trim=income.trimming,
                    )
                if isinstance(found, Limitation):
                    effects.append(IncomeEffect(group, estimand, name, None, limitation=found))
                else:
                    proportion = as_proportion(found)
                    counted = (found.n_treated, found.n_control)
                    effects.append(IncomeEffect(group, estimand, name, proportion, *counted))
    return effects


@dataclass(frozen=True)
class Agreement:
    """How the other adjusted estimates compare with the main one.

    ``checks``: how many there are; ``agree``: how many say the same; ``how``: same, mixed, opposed
    (one says the opposite), unknown (none, or no main estimate).
    """

    checks: int
    agree: int
    how: str


def agreement(effects: list[IncomeEffect], model: IncomeModel, group: str) -> Agreement:
    """Compare the adjusted estimates of ``group`` with its main estimate."""
    ours = direction(model.estimates.get(group))
    others = [
        direction(effect.estimate)
        for effect in effects
        if effect.group == group and effect.estimator in CHECKS and effect.estimate
    ]
    agree = sum(other == ours for other in others)
    if not others or ours == "unknown":
        how = "unknown"
    elif agree == len(others):
        how = "same"
    else:
        contrary = {"positive": "negative", "negative": "positive"}.get(ours)
        how = "opposed" if contrary in others else "mixed"
    return Agreement(len(others), agree, how)
