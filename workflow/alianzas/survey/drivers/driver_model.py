"""What drives alliance success: standardised least squares over the allied firms, and Wald tests.

Standard errors are HC3 (MacKinnon and White, 1985).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from alianzas.config.model_settings import Drivers
from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.limitation import Limitation
from alianzas.survey.questionnaire import ALLIED
from field_statistics.regression import Estimate, Regression, regress_hc3

if TYPE_CHECKING:
    import pandas as pd

Coefficients = dict[str, Estimate | None]
Comparisons = dict[tuple[str, str], Estimate | None]


class Model(Protocol):
    """A fitted model that gives its coefficients and their differences."""

    def coefficient(self, name: str) -> Estimate:
        """Return the coefficient of a predictor."""

    def difference(self, first: str, second: str) -> Estimate:
        """Return the first coefficient minus the second."""


@dataclass(frozen=True)
class DriverModel:
    """The model of the drivers, or why there is none.

    ``coefficients``: predictor → estimate; ``comparisons``: (first, second) → estimate of the
    difference; None where it could not be estimated. ``allied``: number of allied firms, including
    those left out for a missing score; ``dropped``: predictors whose scores do not vary;
    ``complete``: the unstandardised scores of the firms in the model, the outcome first.
    """

    coefficients: Coefficients
    comparisons: Comparisons
    allied: int
    confidence: float
    complete: pd.DataFrame
    model: Regression | None = None
    dropped: Sequence[str] = ()
    limitation: Limitation | None = None

    @property
    def tests(self) -> int:
        """The number of coefficients estimated, for which p-values are corrected."""
        return sum(estimate is not None for estimate in self.coefficients.values())


def fit_drivers(scores: pd.DataFrame, settings: SurveySettings, confidence: float) -> DriverModel:
    """Regress the outcome on the predictors of the study file, over allied firms with all scores.

    ``scores``: one row per firm with ``status`` and a column per construct. Scores are standardised
    over the firms in the model (mean 0, standard deviation 1), so that coefficients are comparable.
    """
    plan = settings.driver_plan
    allied = scores[scores["status"] == ALLIED]
    usable = [name for name in plan.predictors if allied[name].nunique() > 1]
    dropped = [name for name in plan.predictors if name not in usable]
    complete = allied[[plan.outcome, *usable]].dropna()
    fitted = (
        fit_standardised(complete, settings, confidence) if len(allied) else Limitation("no_allied")
    )
    model = fitted if isinstance(fitted, Regression) else None
    coefficients, comparisons = estimates_of(model, usable, plan)
    return DriverModel(
        coefficients,
        comparisons,
        len(allied),
        confidence,
        complete,
        model,
        dropped,
        fitted if isinstance(fitted, Limitation) else None,
    )


def standardise(complete: pd.DataFrame) -> pd.DataFrame:
    """Return the columns with mean 0 and standard deviation 1."""
    return (complete - complete.mean()) / complete.std()


def fit_standardised(
    complete: pd.DataFrame, settings: SurveySettings, confidence: float
) -> Regression | Limitation:
    """Regress the first column of ``complete`` on the others, all standardised; HC3 errors.

    Returns a Limitation where there are too few rows or the scores do not allow it.
    """
    outcome, *predictors = complete.columns
    needed = settings.minimum.per_coefficient * (len(predictors) + 1)
    if not predictors:
        return Limitation("no_predictor")
    if len(complete) < needed:
        return Limitation("few_answers", {"n": len(complete), "needed": needed})
    deviations = complete.std()
    if not (deviations > 1e-12).all():
        flat = [f"survey.the.{name}" for name in deviations.index[~(deviations > 1e-12)]]
        return Limitation("flat_scores", names=flat)
    standardised = standardise(complete)
    fitted = regress_hc3(standardised[outcome], standardised[predictors], confidence)
    if isinstance(fitted, Regression) and fitted.r2 > 1 - 1e-10:
        return Limitation("perfect_fit")
    return fitted


def estimates_of(
    model: Model | None, usable: Sequence[str], plan: Drivers
) -> tuple[Coefficients, Comparisons]:
    """Return the coefficients and comparisons of the study file; None where not in the model."""
    return (
        {
            name: model.coefficient(name) if model and name in usable else None
            for name in plan.predictors
        },
        {
            (pair.first, pair.second): model.difference(pair.first, pair.second)
            if model and pair.first in usable and pair.second in usable
            else None
            for pair in plan.comparisons
        },
    )
