"""The weight of each firm: its design weight, raked to official margins if the study file gives any.

Raking as in Deming and Stephan (1940); the design effect is Kish's.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING

from alianzas.config.survey_settings import SurveySettings, Weighting
from alianzas.survey.questionnaire import Questionnaire
from field_statistics.raking import Raked, design_effect, rake
from human_files.errors import ConfigurationError, DataError, Problem, did_you_mean
from human_files.language.messages import counted_message, message

if TYPE_CHECKING:
    import pandas as pd

    from field_statistics.raking import Array


class UnknownMarginError(ConfigurationError):
    """The weighting names a question or answer missing from questionnaire or data."""


class WeightError(DataError):
    """A design weight is missing or not above zero."""


@dataclass(frozen=True)
class Weighing:
    """The weights (mean one), their origin, and what raking did (None: no margins).

    ``kind``: equal, design, raked, design_raked. ``margins``: question, answer, n, share, official,
    weighted.
    """

    weights: Array
    kind: str
    raked: Raked | None
    margins: pd.DataFrame

    @property
    def effect(self) -> float:
        """Kish's design effect of the weights."""
        return design_effect(self.weights)

    @property
    def effective(self) -> float:
        """The number of equally weighted firms that would be as informative."""
        return len(self.weights) / self.effect


def weigh(
    answers: pd.DataFrame, questionnaire: Questionnaire, settings: SurveySettings, file: str
) -> Weighing:
    """Return the weight of every firm of ``answers``.

    Raises UnknownMarginError for questions or answers that are missing from the questionnaire or
    the answers, and WeightError for firms without a design weight above zero; ``file`` names the
    study file.
    """
    import numpy as np

    plan = settings.weighting
    _check(answers, questionnaire, plan, file)
    for key, name in (("stratum", plan.strata), ("cluster", plan.clusters)):
        if name is not None and (without := int(answers[name].isna().sum())):
            raise WeightError(
                Problem(
                    settings.responses.file,
                    counted_message(
                        without, "{n} firm has no {key}.", "{n} firms have no {key}.", key=key
                    ),
                    message(
                        "Give every firm that is kept the {key} that it was drawn from.", key=key
                    ),
                    column=name,
                )
            )
    weights: Array = np.ones(len(answers))
    if plan.column is not None:
        given = answers[plan.column].astype(float)
        if (bad := int((~(given > 0)).sum())) > 0:
            raise WeightError(
                Problem(
                    settings.responses.file,
                    counted_message(
                        bad,
                        "{n} firm has no weight above zero.",
                        "{n} firms have no weight above zero.",
                    ),
                    message("Give every firm that is kept a design weight."),
                    column=plan.column,
                )
            )
        weights = np.asarray(given / given.mean(), dtype=np.float64)
    raked = None
    if plan.margins:
        shares = {name: margin.shares for name, margin in plan.margins.items()}
        raked = rake(weights, answers, shares, plan.largest)
        weights = raked.weights
    parts = [plan.column and "design", plan.margins and "raked"]
    kind = "_".join(part for part in parts if part) or "equal"
    return Weighing(weights, kind, raked, _margins(answers, weights, plan))


def _check(answers: pd.DataFrame, questionnaire: Questionnaire, plan: Weighting, file: str) -> None:
    """Raise UnknownMarginError for what the weighting names but does not exist."""
    known = [question.id for question in questionnaire.questions] + list(questionnaire.derived)
    roles = {"column": plan.column, "strata": plan.strata, "clusters": plan.clusters}
    named = {f"survey.weighting.{key}": [name] if name else [] for key, name in roles.items()}
    named["survey.weighting.margins"] = list(plan.margins)
    problems = [
        Problem(
            file,
            message('the questionnaire has no question "{name}".', name=name),
            did_you_mean(name, known),
            column=key,
        )
        for key, names in named.items()
        for name in names
        if name not in known or name not in answers
    ]
    for name, margin in plan.margins.items():
        if name not in answers:
            continue
        given = sorted(str(code) for code in answers[name].dropna().unique())
        problems += [
            Problem(
                file,
                message('no firm answered "{code}" to "{name}".', code=code, name=name),
                message(
                    "Give shares for the answers that firms gave ({given}), or merge answers "
                    "in the data.",
                    given=", ".join(given),
                ),
                column=f"survey.weighting.margins.{name}",
            )
            for code in margin.shares
            if code not in given
        ]
    if problems:
        raise UnknownMarginError(problems)


def _margins(answers: pd.DataFrame, weights: Array, plan: Weighting) -> pd.DataFrame:
    """Return the shares of each answer in the sample, officially and weighted."""
    import pandas as pd

    rows = []
    for name, margin in plan.margins.items():
        total = fsum(margin.shares.values())
        known = answers[name].isin(list(margin.shares)).to_numpy()
        for code, share in margin.shares.items():
            inside = (answers[name] == code).to_numpy()
            rows.append(
                {
                    "question": name,
                    "answer": code,
                    "n": int(inside.sum()),
                    "share": inside.sum() / known.sum(),
                    "official": share / total,
                    "weighted": weights[inside].sum() / weights[known].sum(),
                }
            )
    columns = ["question", "answer", "n", "share", "official", "weighted"]
    return pd.DataFrame(rows, columns=columns)
