"""The effects of a survey: drivers of success, their comparisons, income, and the mean outcome.

They are estimated anew from the study's records, as its own article does and with the same numbers,
but at the confidence level of the comparison.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from alianzas.config.survey_settings import SurveySettings
from alianzas.pooled.effects import Effect, effect_of
from alianzas.survey.drivers.driver_frame import gather_drivers, has_design
from alianzas.survey.drivers.driver_model import DriverModel, fit_drivers
from alianzas.survey.income.income_comparison import estimate_income
from alianzas.survey.income.samples import group_label
from alianzas.survey.model_words import table_texts
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.scores import OTHER_ALLIED, WELL_STRUCTURED
from field_statistics.regression import Estimate
from honest_results.provenance import Source
from human_files.language.current import current_languages
from human_files.language.labels import Labels
from human_files.language.sentences import filled

if TYPE_CHECKING:
    import pandas as pd


def survey_effects(
    study: str,
    scores: pd.DataFrame,
    questionnaire: Questionnaire,
    settings: SurveySettings,
    confidence: float,
    sources: tuple[Source, ...],
    labels: Labels,
) -> list[Effect]:
    """Return every effect of a study's survey that has a place in a comparison.

    ``scores``: one row per firm with a column per variable and its weight.
    """
    found: list[Effect] = []
    if settings.drivers is not None:
        model = fit_drivers(scores, questionnaire, settings, confidence)
        found += _driver_effects(study, model, questionnaire, settings, sources, labels)
        found += _mean_outcome(study, scores, questionnaire, settings, confidence, sources)
    if settings.income is not None:
        found += _income_effects(
            study, scores, questionnaire, settings, confidence, sources, labels
        )
    return found


def _driver_effects(
    study: str,
    model: DriverModel,
    questionnaire: Questionnaire,
    settings: SurveySettings,
    sources: tuple[Source, ...],
    labels: Labels,
) -> list[Effect]:
    plan = settings.driver_plan
    how = _words(
        model.kind,
        _measured(plan.outcome, questionnaire),
        *sorted(_measured(name, questionnaire) for name in plan.predictors),
        "controls",
        *sorted(plan.controls),
        "standardised" if plan.standardised else "raw",
        "weighted" if has_design(settings) else "unweighted",
    )
    names = {name: questionnaire.variable(name).label.by_language() for name in plan.predictors}
    found = [
        effect_of(estimate, study, "drivers", name, names[name], how, sources)
        for name, estimate in model.coefficients.items()
    ]
    for (first, second), estimate in model.comparisons.items():
        name = {
            language: filled(
                labels("pooled.comparison", language),
                language,
                first=names[first][language],
                second=questionnaire.variable(second).with_article.words(language),
            )
            for language in current_languages()
        }
        outcome = f"{first}_vs_{second}"
        found.append(effect_of(estimate, study, "comparisons", outcome, name, how, sources))
    return found


def _mean_outcome(
    study: str,
    scores: pd.DataFrame,
    questionnaire: Questionnaire,
    settings: SurveySettings,
    confidence: float,
    sources: tuple[Source, ...],
) -> list[Effect]:
    """Return the mean of the outcome, where it is a score on the points of a scale."""
    import math

    from scipy.special import stdtrit

    plan = settings.driver_plan
    variable = questionnaire.variable(plan.outcome)
    if variable.kind != "score" or has_design(settings):
        return []
    values = gather_drivers(scores, questionnaire, settings).columns[plan.outcome].dropna()
    estimate = None
    if len(values) > 1 and values.nunique() > 1:
        mean, error = float(values.mean()), float(values.std()) / math.sqrt(len(values))
        reach = float(stdtrit(len(values) - 1, (1 + confidence) / 2)) * error
        estimate = Estimate(mean, mean - reach, mean + reach, math.nan, len(values), error)
    how = _measured(plan.outcome, questionnaire)
    name = variable.label.by_language()
    scale = _ends(plan.outcome, questionnaire)
    return [effect_of(estimate, study, "outcome", plan.outcome, name, how, sources, scale)]


def _income_effects(
    study: str,
    scores: pd.DataFrame,
    questionnaire: Questionnaire,
    settings: SurveySettings,
    confidence: float,
    sources: tuple[Source, ...],
    labels: Labels,
) -> list[Effect]:
    """Return the differences in log growth over the period that the study looks at."""
    plan = settings.income_plan
    words = labels.with_texts(table_texts(questionnaire))
    model = estimate_income(scores, questionnaire, settings, confidence)
    scale = (0.0, float(plan.last_year - plan.base_year))
    found = []
    for group in model.estimates:
        log = model.logs.get(group)
        how = _words("weighted" if has_design(settings) else "unweighted", *_rule(group, settings))
        name = words.by_language(group_label(group))
        found.append(effect_of(log, study, "income", group, name, how, sources, scale))
    return found


def _rule(group: str, settings: SurveySettings) -> Sequence[str]:
    """Return what makes an alliance well structured, where the group depends on it."""
    rule = settings.well_structured
    if rule is None or group not in (WELL_STRUCTURED, OTHER_ALLIED):
        return ()
    return (*sorted(rule.scales), f"at least {rule.at_least:g}")


def _measured(name: str, questionnaire: Questionnaire) -> str:
    """Return a variable with what it is made of: the items of a construct."""
    items = (
        [item.id for item in questionnaire.items(name)] if name in questionnaire.constructs else []
    )
    return f"{name}({','.join(sorted(items))})"


def _ends(name: str, questionnaire: Questionnaire) -> tuple[float, float]:
    """Return the lowest and the highest point of the scales of a construct's items."""
    points = [questionnaire.points(item) for item in questionnaire.items(name)]
    return float(min(low for low, _ in points)), float(max(high for _, high in points))


def _words(*parts: str) -> str:
    return "; ".join(parts)
