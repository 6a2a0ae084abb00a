"""Every estimand by every estimator: does the answer depend on the method?"""

from __future__ import annotations

from dataclasses import dataclass

from alianzas.config.survey_settings import Income
from alianzas.survey.income.income_comparison import IncomeModel, as_proportion, effect_of
from alianzas.survey.income.samples import group_models
from alianzas.survey.limitation import Limitation
from alianzas.survey.questionnaire import ALLIED
from alianzas.survey.scores import OTHER_ALLIED
from field_statistics.regression import Estimate, direction
from field_statistics.treatment_effects.estimators import ESTIMATORS, Effect

#: Estimators that assume the same effect for all firms: one number for every estimand.
SAME_EFFECT = ("difference", "regression")


@dataclass(frozen=True)
class IncomeEffect:
    """One estimand by one estimator; ``estimate`` is a proportion, None with a ``limitation``."""

    group: str
    estimand: str
    estimator: str
    estimate: Estimate | None
    n_treated: int | None = None
    n_control: int | None = None
    limitation: Limitation | None = None


def estimands(income: Income) -> dict[str, tuple[str, ...]]:
    """Return the estimands of each group: ATE and ATT for allied firms, ATT for the others."""
    asked = {group: ("att",) for group in group_models(income) if group != OTHER_ALLIED}
    return asked | {ALLIED: ("ate", "att")}


def estimate_effects(model: IncomeModel, income: Income) -> list[IncomeEffect]:
    """Return every estimand by every estimator, in the order of the table."""
    effects = []
    for group, asked in estimands(income).items():
        for estimand in asked:
            for name in ESTIMATORS:
                if estimand != asked[0] and name in SAME_EFFECT:
                    continue
                sample = model.samples.get(group)
                found: Effect | Limitation
                if sample is None:
                    found = model.limitations[group]
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
        if effect.group == group and effect.estimator not in SAME_EFFECT and effect.estimate
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
