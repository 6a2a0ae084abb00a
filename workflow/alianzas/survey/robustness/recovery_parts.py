"""What of a study the recovery study can cover: data sets of known truth must be drawable.

The generator draws the items of constructs with known effects on one of them, and incomes with known
effects of the groups. The truth of other models (odds of a yes, counts, errors by a sample design,
controls) is not one of its parameters, and a study whose main model is such says so.
"""

from __future__ import annotations

from alianzas.config.simulation_settings import SurveySimulation
from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.drivers.driver_frame import has_design, kind_of
from alianzas.survey.limitation import Limitation
from alianzas.survey.questionnaire import Questionnaire


def drivers_not_covered(
    settings: SurveySettings, questionnaire: Questionnaire
) -> Limitation | None:
    """Return why the model of the drivers cannot be tried on drawn data, or None if it can."""
    plan = settings.drivers
    if plan is None:
        return Limitation("no_driver_model")
    names = (plan.outcome, *plan.predictors)
    others = [name for name in names if name not in questionnaire.constructs]
    if others:
        return Limitation("recovery_not_covered", names=[f"survey.the.{name}" for name in others])
    kind = kind_of(questionnaire.variables[plan.outcome], settings)
    if kind != "numeric" or not plan.standardised or plan.controls or has_design(settings):
        return Limitation("recovery_of_plain")
    return None


def incomes_not_covered(
    truth: SurveySimulation, settings: SurveySettings, questionnaire: Questionnaire
) -> Limitation | None:
    """Return why the income comparison cannot be tried on drawn data, or None if it can."""
    if settings.income is None:
        return Limitation("no_income_estimate")
    if truth.income is None or truth.alliances is None or questionnaire.group is None:
        return Limitation("recovery_of_facts")
    return None
