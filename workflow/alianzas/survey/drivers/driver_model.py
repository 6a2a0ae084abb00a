"""What goes with the outcome: one model over the firms that are asked, and Wald tests.

Numbers: standardised least squares with HC3 standard errors (MacKinnon and White, 1985). Yes or no,
ordered answers and counts: the model of their kind. With survey weights, strata or clusters, errors are
those of the sample design.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from alianzas.config.model_settings import Drivers, OutcomeKind
from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.drivers.driver_frame import DriverFrame, gather_drivers
from alianzas.survey.limitation import Limitation
from alianzas.survey.questionnaire import Questionnaire
from field_statistics.generalised_models import GeneralisedModel, Kind, fit_model
from field_statistics.regression import Estimate, Regression, regress_hc3

if TYPE_CHECKING:
    import pandas as pd

Coefficients = dict[str, Estimate | None]
Comparisons = dict[tuple[str, str], Estimate | None]
#: What a fit gives: least squares with HC3 errors, or a model of another kind or by a sample design.
Fitted = Regression | GeneralisedModel


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
    difference; None where it could not be estimated. ``asked``: number of firms asked, including those
    left out for a missing answer; ``dropped``: predictors that do not vary; ``complete``: the
    numbers of the firms in the model before standardising, the outcome first; ``held``: their controls;
    ``frame``: all that the model was made from.
    """

    coefficients: Coefficients
    comparisons: Comparisons
    asked: int
    confidence: float
    complete: pd.DataFrame
    held: pd.DataFrame
    frame: DriverFrame
    standardised: bool = True
    model: Fitted | None = None
    dropped: Sequence[str] = ()
    limitation: Limitation | None = None
    named_controls: Sequence[str] = ()

    @property
    def kind(self) -> OutcomeKind:
        """The kind of the outcome."""
        return self.frame.kind

    @property
    def is_plain(self) -> bool:
        """Whether it is standardised least squares, firms alike and nothing held constant."""
        return self.is_least_squares and self.standardised and not self.held.shape[1]

    @property
    def is_least_squares(self) -> bool:
        """Whether it is least squares of firms that count the same."""
        return self.kind == "numeric" and self.frame.survey is None

    @property
    def controls(self) -> list[str]:
        """The variables held constant, of those named in the study file that vary."""
        columns = list(self.held.columns)
        return [
            name
            for name in self.named_controls
            if any(one == name or one.startswith(f"{name}_") for one in columns)
        ]

    def estimate(self, target: Sequence[str]) -> Estimate | None:
        """Return the estimate of what is examined: of one coefficient, or of a difference of two."""
        if len(target) == 1:
            return self.coefficients.get(target[0])
        return self.comparisons.get((target[0], target[1]))

    @property
    def tests(self) -> int:
        """The number of coefficients estimated, for which p-values are corrected."""
        return sum(estimate is not None for estimate in self.coefficients.values())


def fit_drivers(
    scores: pd.DataFrame,
    questionnaire: Questionnaire,
    settings: SurveySettings,
    confidence: float,
    outcome: str | None = None,
) -> DriverModel:
    """Explain the outcome of the study file, or another, over the firms with all answers.

    ``scores``: one row per firm with a column per variable. Numbers and scores are standardised over
    the firms in the model (mean 0, standard deviation 1), so that coefficients are comparable, unless
    the study file says otherwise.
    """
    import pandas as pd

    plan = settings.driver_plan
    frame = gather_drivers(scores, questionnaire, settings, outcome)
    columns, held = frame.columns, frame.held
    held = held.loc[:, held.nunique() > 1]
    usable = [name for name in plan.predictors if columns[name].nunique() > 1]
    dropped = [name for name in plan.predictors if name not in usable]
    whole = pd.concat([columns[[frame.outcome, *usable]], held], axis=1).dropna()
    complete, controls = whole[[frame.outcome, *usable]], whole[list(held.columns)]
    fitted = (
        fit_complete(complete, controls, frame, settings, confidence)
        if len(columns)
        else Limitation("no_allied")
    )
    model = None if isinstance(fitted, Limitation) else fitted
    coefficients, comparisons = estimates_of(model, usable, plan)
    return DriverModel(
        coefficients,
        comparisons,
        len(columns),
        confidence,
        complete,
        controls,
        frame,
        plan.standardised,
        model,
        dropped,
        fitted if isinstance(fitted, Limitation) else None,
        plan.controls,
    )


def standardise(
    complete: pd.DataFrame,
    frame: DriverFrame | None = None,
    weights: pd.Series[float] | None = None,
) -> pd.DataFrame:
    """Return the columns with mean 0 and standard deviation 1, weighted if there are ``weights``.

    Columns of 0 and 1 stay as they are, and so does an outcome that is no number.
    """
    import numpy as np

    if weights is None:
        z = (complete - complete.mean()) / complete.std()
    else:
        n, share = len(complete), weights / weights.sum()
        mean = complete.mul(share, axis=0).sum()
        variance = ((complete - mean) ** 2).mul(share, axis=0).sum() * n / (n - 1)
        z = (complete - mean) / np.sqrt(variance)
    if frame is not None:
        kept = [name for name in complete if name in frame.switches]
        if frame.kind != "numeric":
            kept.append(frame.outcome)
        z[kept] = complete[kept]
    return z


def fit_complete(
    complete: pd.DataFrame,
    held: pd.DataFrame,
    frame: DriverFrame,
    settings: SurveySettings,
    confidence: float,
    kind: Kind | None = None,
    weighted: bool = True,
) -> Fitted | Limitation:
    """Explain the first column of ``complete`` by the others, with the controls ``held``.

    ``kind`` and ``weighted``: another model than that of the outcome's kind, or without the sample
    design. Returns a Limitation where there are too few rows or the numbers do not allow it.
    """
    import numpy as np
    import pandas as pd

    outcome, *predictors = complete.columns
    needed = settings.minimum.per_coefficient * (len(predictors) + held.shape[1] + 1)
    if not predictors:
        return Limitation("no_predictor")
    if len(complete) < needed:
        return Limitation("few_answers", {"n": len(complete), "needed": needed})
    deviations = complete.std()
    if not (deviations > 1e-12).all():
        flat = [f"survey.the.{name}" for name in deviations.index[~(deviations > 1e-12)]]
        return Limitation("flat_scores", names=flat)
    if kind is None:
        kind = "dispersed" if _is_dispersed(frame, settings) else frame.kind
    if kind == "binary":
        rarer = int(min((complete[outcome] == k).sum() for k in (0, 1)))
        least = settings.minimum.per_coefficient * len(predictors)
        if rarer < least:
            return Limitation("few_events", {"n": rarer, "needed": least})
    survey = frame.survey if weighted else None
    inside = frame.asked.index.isin(complete.index)
    weights = None if survey is None else pd.Series(survey.weights[inside], complete.index)
    plain = settings.driver_plan.standardised
    numbers = standardise(complete, frame, weights) if plain else complete
    design = numbers[predictors].join(held)
    fitted: Fitted | Limitation
    if kind == "numeric" and survey is None:
        fitted = regress_hc3(numbers[outcome], design, confidence)
    else:
        fitted = fit_model(kind, numbers[outcome], design, confidence, survey, np.asarray(inside))
    if kind == "numeric" and not isinstance(fitted, Limitation) and fitted.r2 > 1 - 1e-10:
        return Limitation("perfect_fit")
    return fitted


def _is_dispersed(frame: DriverFrame, settings: SurveySettings) -> bool:
    """Return whether the study file asks for the negative binomial model of a count."""
    return frame.kind == "count" and settings.driver_plan.count_model == "negative_binomial"


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
            (first, second): model.difference(first, second)
            if model and first in usable and second in usable
            else None
            for first, second in plan.pairs
        },
    )
