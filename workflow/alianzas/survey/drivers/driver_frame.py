"""The data of the model of the drivers: which firms are in it, and their numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alianzas.config.model_settings import OutcomeKind
from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.controls import control_values, is_category
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.questions import Question
from alianzas.survey.variables import Variable, coded
from alianzas.survey.weights.weighted_firms import WEIGHT
from field_statistics.survey_design import SurveyDesign

if TYPE_CHECKING:
    import pandas as pd

#: Answers of a control that fewer firms gave are taken together.
FEWEST = 5
#: The kind of model for each kind of variable; a category has none.
_KINDS: Mapping[str, OutcomeKind] = {
    "score": "numeric",
    "number": "numeric",
    "count": "count",
    "binary": "binary",
    "ordered": "ordinal",
}


@dataclass(frozen=True)
class DriverFrame:
    """The numbers of the firms in the model, with gaps where an answer is missing.

    ``columns``: the outcome, then the predictors; ``held``: the controls; one row per firm asked.
    ``asked``: which firms of the sample these are; ``survey``: how all were drawn, None where all
    count the same. ``switches``: columns of 0 and 1, which are not standardised.
    """

    kind: OutcomeKind
    columns: pd.DataFrame
    held: pd.DataFrame
    asked: pd.Series[bool]
    survey: SurveyDesign | None
    switches: frozenset[str]

    @property
    def outcome(self) -> str:
        """The name of the outcome."""
        return str(self.columns.columns[0])


def gather_drivers(
    scores: pd.DataFrame,
    questionnaire: Questionnaire,
    settings: SurveySettings,
    outcome: str | None = None,
) -> DriverFrame:
    """Return the data of the model, or of the same model for another ``outcome``.

    ``scores``: one row per firm with a column per variable and, in a weighted survey, its weights.
    """
    import pandas as pd

    plan = settings.driver_plan
    variables = questionnaire.variables
    chosen = outcome or plan.outcome
    kind = kind_of(variables[chosen], settings, outcome)
    names = [chosen, *plan.predictors]
    asked = in_model(scores, names, questionnaire, settings)
    firms = scores[asked]
    columns = pd.concat([coded(variables[name], firms)[name] for name in names], axis=1)
    switches = {name for name in plan.predictors if variables[name].kind == "binary"}
    held = _held(plan.controls, firms, questionnaire, settings)
    return DriverFrame(
        kind, columns, held, asked, survey_design(scores, settings), frozenset(switches)
    )


def kind_of(
    variable: Variable, settings: SurveySettings, further: str | None = None
) -> OutcomeKind:
    """Return the kind of an outcome: the study file's for the main one, else the variable's."""
    chosen = None if further else settings.driver_plan.kind
    return chosen or _KINDS[variable.kind]


def in_model(
    frame: pd.DataFrame,
    names: Sequence[str],
    questionnaire: Questionnaire,
    settings: SurveySettings,
) -> pd.Series[bool]:
    """Return which firms are in the model: those of the study file, else all that are asked for it."""
    import pandas as pd

    conditions = settings.driver_plan.firms
    asked = pd.Series(True, index=frame.index)
    if conditions is not None:
        for question, answers in conditions.items():
            asked &= frame[question].isin(answers)
        return asked
    for behind in questions_behind(names, questionnaire):
        asked &= questionnaire.asked(behind, frame)
    return asked


def questions_behind(names: Sequence[str], questionnaire: Questionnaire) -> list[Question]:
    """Return the questions that variables are made of: their own, or the items of a construct."""
    found: dict[str, Question] = {}
    for name in names:
        if name in questionnaire.constructs:
            found |= {item.id: item for item in questionnaire.items(name)}
        elif questionnaire.asks(name):
            found[name] = questionnaire[name]
        elif name in questionnaire.derived:
            inputs = questionnaire.derived[name].inputs
            found |= {q.id: q for q in questions_behind(inputs, questionnaire)}
    return list(found.values())


def has_design(settings: SurveySettings) -> bool:
    """Return whether firms do not all count the same, or were not drawn each by itself."""
    plan = settings.weighting
    return bool(plan.column or plan.margins or plan.strata or plan.clusters)


def survey_design(scores: pd.DataFrame, settings: SurveySettings) -> SurveyDesign | None:
    """Return how the sample was drawn; None where all firms count the same."""
    import numpy as np

    plan = settings.weighting
    if not has_design(settings):
        return None
    weights = scores[WEIGHT].to_numpy(float) if WEIGHT in scores else np.ones(len(scores))
    strata, clusters = (
        None if name is None else scores[name].astype(str).to_numpy(object)
        for name in (plan.strata, plan.clusters)
    )
    return SurveyDesign(weights, strata, clusters)


def _held(
    names: Sequence[str],
    firms: pd.DataFrame,
    questionnaire: Questionnaire,
    settings: SurveySettings,
) -> pd.DataFrame:
    """Return the controls as numbers: answers as 0/1 columns, rare ones together."""
    import pandas as pd

    year = settings.reference_year
    found: dict[str, pd.Series[float]] = {}
    for name, values in control_values(names, firms, questionnaire, year).items():
        if not is_category(name, questionnaire):
            found[name] = values
            continue
        known = values.notna()
        counts = values[known].value_counts().sort_index(kind="stable")
        common = counts[counts >= FEWEST].sort_values(ascending=False, kind="stable")
        rare = counts[counts < FEWEST]
        for code in sorted(common.index[1:]):
            found[f"{name}_{code}"] = (values == code).astype(float).where(known)
        if len(common) and rare.sum() >= FEWEST:
            found[f"{name}_rare"] = values.isin(rare.index).astype(float).where(known)
    return pd.DataFrame(found, index=firms.index)
