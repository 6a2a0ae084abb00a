"""The variables of a survey's models as a table: what each is measured by, and its part."""

from __future__ import annotations

from alianzas.config.survey_settings import SurveySettings
from alianzas.instruments.markdown import plain, table
from alianzas.instruments.words import PaperWords
from alianzas.survey.questionnaire import Questionnaire


def variable_table(
    settings: SurveySettings, questionnaire: Questionnaire, words: PaperWords
) -> str:
    """Return the table in Markdown; empty without a model of the drivers."""
    plan = settings.drivers
    if plan is None:
        return ""
    parts = {plan.outcome: "outcome"}
    parts |= dict.fromkeys(plan.further_outcomes or [], "further")
    parts |= dict.fromkeys(plan.predictors, "predictor")
    parts |= dict.fromkeys(plan.controls, "control")
    rows = [
        [
            plain(questionnaire.variable(name).label.words(words.language)),
            plain(_measured(name, questionnaire, words)),
            plain(words(f"plan.part_{part}")),
        ]
        for name, part in parts.items()
    ]
    header = [plain(words(f"plan.{key}")) for key in ("variable", "measured", "part")]
    return table(header, rows, (34, 44, 22))


def _measured(name: str, questionnaire: Questionnaire, words: PaperWords) -> str:
    """Return what a variable is made from."""
    if name in questionnaire.constructs:
        items = [
            words("plan.reversed", item=item.id) if item.reverse else item.id
            for item in questionnaire.items(name)
        ]
        return words("plan.mean_of", items=", ".join(items))
    if name in questionnaire.derived:
        return words("plan.derived", operation=questionnaire.derived[name].operation)
    return words("plan.question", name=name)
