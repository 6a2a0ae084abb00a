"""Estimators that take one data set at a time: the bootstrap, and the income comparisons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.controls import source_of
from alianzas.survey.limitation import Limitation
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.robustness.curve import income_targets
from alianzas.survey.robustness.firm_columns import control_columns, scale_scores
from alianzas.survey.scores import WELL_STRUCTURED
from field_statistics.resampling import (
    bca_intervals,
    bootstrap_weights,
    correlations,
    estimable,
    leave_one_out_correlations,
    standardised_coefficients,
)
from field_statistics.treatment_effects.estimators import ESTIMANDS, effect_between
from field_statistics.treatment_effects.treatment_groups import Groups

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from field_statistics.treatment_effects.estimators import Name

    Array = NDArray[np.float64]

EstimateRow = tuple[str, str, float, float, float]

#: The roles of the two incomes.
INCOMES = ("income_before", "income_after")
#: The income estimators, and whether the estimand makes a difference to them.
INCOME_ESTIMATORS: dict[Name, bool] = {
    "difference": False,
    "regression": False,
    "regression_interacted": True,
    "ipw": True,
    "aipw": True,
    "matching": True,
}


def bootstrap_differences(
    scores: Array, settings: SurveySettings, confidence: float, rng: np.random.Generator
) -> list[EstimateRow]:
    """Return each comparison's difference with its BCa interval (Efron, 1987).

    ``scores``: firms × (predictors, then the outcome), NaN where missing. Returns nothing where
    too many resamples do not allow the model.
    """
    import numpy as np

    plan = settings.robustness_plan.recovery
    values = scores[~np.isnan(scores).any(axis=1)]
    n = len(values)
    predictors = settings.driver_plan.predictors
    pairs = [(pair.first, pair.second) for pair in settings.driver_plan.comparisons]
    first = [predictors.index(a) for a, _ in pairs]
    second = [predictors.index(b) for _, b in pairs]

    def differences(matrices: Array) -> Array:
        found = standardised_coefficients(matrices[estimable(matrices)])
        gaps: Array = found[:, first] - found[:, second]
        return gaps

    drawn = differences(correlations(values, bootstrap_weights(n, plan.resamples, rng)))
    everyone = differences(correlations(values, np.ones((1, n))))
    without = differences(leave_one_out_correlations(values))
    if not pairs or len(everyone) < 1 or len(without) < n or len(drawn) < 0.9 * plan.resamples:
        return []
    bounds = bca_intervals(drawn, everyone[0], without, confidence)
    return [
        (
            "bootstrap",
            f"{a}_vs_{b}",
            float(everyone[0, k]),
            float(bounds[k, 0]),
            float(bounds[k, 1]),
        )
        for k, (a, b) in enumerate(pairs)
    ]


def income_effects(
    values: Mapping[str, Any],
    settings: SurveySettings,
    questionnaire: Questionnaire,
    confidence: float,
) -> list[EstimateRow]:
    """Return the effects of alliances on log income growth by every estimator and estimand.

    The groups are well-structured and all alliances; targets are ``<group>_<estimand>``.
    ``values``: arrays by question, before the skip logic. Estimates that do not exist are left
    out.
    """
    import numpy as np
    import pandas as pd

    income = settings.income_plan
    logs = {role: np.log(values[asked(role, questionnaire)]) for role in INCOMES}
    growth = logs["income_after"] - logs["income_before"]
    group = questionnaire.group
    assert group is not None
    status = values[group.question]
    behind = [source_of(name, questionnaire) for name in income.controls or []]
    facts = pd.DataFrame({name: values[name] for name in dict.fromkeys(behind) if name})
    found: list[EstimateRow] = []
    for target in income_targets(settings):
        treated = status != group.reference
        if target == WELL_STRUCTURED:
            treated = treated & _well_structured(values, status, settings, questionnaire)
        rows = np.flatnonzero((treated | (status == group.reference)) & ~np.isnan(growth))
        covariates, _ = control_columns(
            facts.iloc[rows], income.controls or [], questionnaire, income.last_year
        )
        groups = Groups.of(treated[rows], covariates)
        for name, depends in INCOME_ESTIMATORS.items():
            for estimand in ESTIMANDS if depends else ESTIMANDS[:1]:
                effect = effect_between(
                    name, growth[rows], groups, estimand=estimand, confidence=confidence
                )
                if not isinstance(effect, Limitation):
                    key = f"{target}_{estimand}" if depends else target
                    found.append((name, key, effect.estimate, effect.low, effect.high))
    return found


def asked(role: str, questionnaire: Questionnaire) -> str:
    """Return the question with a role that the study has."""
    name = questionnaire.role(role)
    assert name is not None
    return name


def _well_structured(
    values: Mapping[str, Any],
    status: Any,
    settings: SurveySettings,
    questionnaire: Questionnaire,
) -> Any:
    """Return which firms reach the threshold on every scale, by the items answered."""
    import numpy as np

    rule = settings.structure_rule
    reached = np.ones(len(status), dtype=bool)
    for name in rule.scales:
        columns = [
            sum(questionnaire.points(item)) - values[item.id] if item.reverse else values[item.id]
            for item in questionnaire.items(name)
        ]
        score = scale_scores(np.column_stack(columns), settings.scales.minimum_answered)
        reached &= score >= rule.at_least - 1e-9
    return reached
