"""What every step of the survey begins with: settings and questionnaire, defaults filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.controls import known_controls
from alianzas.survey.model_words import suited_texts, variable_names
from alianzas.survey.questionnaire import Questionnaire, load_questionnaire

if TYPE_CHECKING:
    from honest_results.step import Run


def survey_of(run: Run) -> tuple[SurveySettings, Questionnaire]:
    """Return the survey's settings and its questionnaire, as the step names them."""
    given = run.settings(SurveySettings)
    questionnaire = load_questionnaire(run.input.questionnaire, given.lists)
    settings = with_defaults(given, questionnaire)
    if "labels" in run.input.keys():  # noqa: SIM118 - a Snakemake list whose entries have names
        run.prefer_labels(variable_names(questionnaire))
        run.prefer_labels(suited_texts(run.labels, questionnaire, settings))
    return settings, questionnaire


def with_defaults(settings: SurveySettings, questionnaire: Questionnaire) -> SurveySettings:
    """Return the settings with what they leave to the questionnaire: controls, weight, stratum.

    Nothing is estimated of groups with fewer firms than may be told of (``small_cell``).
    """
    firm = known_controls(questionnaire)
    some = [name for name in firm if name in ("size", "exports")]
    changes: dict[str, object] = {}
    weighting = settings.weighting
    filled = {
        "column": weighting.column or questionnaire.role("weight"),
        "strata": weighting.strata or questionnaire.role("stratum"),
    }
    changes["weighting"] = weighting.model_copy(update=filled)
    fewest = max(settings.minimum.per_group, settings.small_cell)
    changes["minimum"] = settings.minimum.model_copy(update={"per_group": fewest})
    if settings.income is not None and settings.income.controls is None:
        changes["income"] = settings.income.model_copy(update={"controls": firm})
    robustness = settings.robustness
    if robustness is not None:
        sets = {
            "drivers": [[], [name for name in firm if name != "sector"]],
            "income": [firm, some, []],
        }
        choices = {}
        for name, usual in sets.items():
            own = getattr(robustness, name)
            if own is not None and own.controls is None:
                distinct = [one for k, one in enumerate(usual) if one not in usual[:k]]
                choices[name] = own.model_copy(update={"controls": distinct})
        changes["robustness"] = robustness.model_copy(update=choices)
    return settings.model_copy(update=changes)
