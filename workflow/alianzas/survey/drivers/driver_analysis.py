"""The same model in another way: resampled, without influential firms, as ranks, unweighted …"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alianzas.config.model_settings import Drivers
from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.drivers.driver_model import (
    Coefficients,
    Comparisons,
    DriverModel,
    Fitted,
    estimates_of,
    fit_complete,
)
from alianzas.survey.limitation import Limitation
from field_statistics.generalised_models import Kind
from field_statistics.model_diagnostics import Influence
from field_statistics.ordered_logit import OrderedLogit, fit_ordered_logit
from field_statistics.regression_bootstrap import RegressionBootstrap

if TYPE_CHECKING:
    import pandas as pd

#: The analyses besides the main one, where it is plain least squares, and where it is not.
PLAIN_CHECKS = ("bootstrap", "influence", "imputation", "ordered_logit", "dominance")
OTHER_CHECKS = ("unweighted", "linear", *PLAIN_CHECKS)


@dataclass(frozen=True)
class Analysis:
    """One way of estimating: the study file's coefficients and comparisons, or why there are none.

    ``name`` selects its label, ``survey.analysis.<name>``.
    """

    name: str
    coefficients: Coefficients
    comparisons: Comparisons
    limitation: Limitation | None = None


def analysis_name(main: DriverModel) -> str:
    """Return the name of the main analysis by the kind of its outcome and its weights."""
    name = {
        "numeric": "least_squares",
        "binary": "logit",
        "ordinal": "cumulative_logit",
        "count": "count",
    }[main.kind]
    return name if main.frame.survey is None else f"{name}_weighted"


def checks_of(main: DriverModel) -> list[str]:
    """Return the names of the other analyses of a model like this."""
    if main.is_plain:
        return list(PLAIN_CHECKS)
    skipped = set()
    if main.frame.survey is None:
        skipped.add("unweighted")
    if main.kind == "numeric":
        skipped.add("linear")
    else:
        skipped.add("ordered_logit")
    return [name for name in OTHER_CHECKS if name not in skipped]


EstimatesOrReason = tuple[Coefficients, Comparisons, Limitation | None]


def not_estimated(plan: Drivers, limitation: Limitation) -> EstimatesOrReason:
    """Return empty coefficients and comparisons with the reason."""
    return *estimates_of(None, [], plan), limitation


def estimated(
    model: Fitted | OrderedLogit | Limitation, usable: list[str], plan: Drivers
) -> EstimatesOrReason:
    """Return the coefficients and comparisons of a fitted model, or why there are none."""
    if isinstance(model, Limitation):
        return not_estimated(plan, model)
    return *estimates_of(model, usable, plan), None


def resampled(name: str, found: RegressionBootstrap | Limitation, plan: Drivers) -> Analysis:
    """Return the bootstrap of the coefficients, or of the dominance weights, as an analysis."""
    if isinstance(found, Limitation):
        return Analysis(name, *not_estimated(plan, found))
    weights = name == "dominance"
    values = found.weights if weights else found.coefficients
    differences = found.weight_differences if weights else found.differences
    return Analysis(
        name,
        {predictor: values.get(predictor) for predictor in plan.predictors},
        {pair: differences.get(pair) for pair in plan.pairs},
    )


def without_influential(main: DriverModel, moved: Influence, settings: SurveySettings) -> Analysis:
    """Return the analysis without the firms beyond the limit for Cook's distance."""
    plan = settings.driver_plan
    if not moved.influential.any():
        return Analysis("influence", *not_estimated(plan, Limitation("no_influential")))
    kept, held = main.complete[~moved.influential], main.held[~moved.influential]
    usable = list(kept.columns[1:])
    fitted = fit_complete(kept, held, main.frame, settings, main.confidence)
    return Analysis("influence", *estimated(fitted, usable, plan))


def again(
    name: str,
    main: DriverModel,
    settings: SurveySettings,
    kind: Kind | None = None,
    weighted: bool = True,
) -> Analysis:
    """Return the main analysis by another model, or with firms that count the same."""
    fitted = fit_complete(
        main.complete, main.held, main.frame, settings, main.confidence, kind, weighted
    )
    usable = list(main.complete.columns[1:])
    return Analysis(name, *estimated(fitted, usable, settings.driver_plan))


def ordered_logit(
    main: DriverModel, outcome: pd.Series[float], usable: pd.DataFrame, settings: SurveySettings
) -> Analysis:
    """Return the ordered logit of an outcome that is a number; by the sample design if there is one."""
    if main.frame.survey is not None:
        return again("ordered_logit", main, settings, kind="ordinal")
    fitted = fit_ordered_logit(outcome, usable, main.confidence)
    names = list(main.complete.columns[1:])
    return Analysis("ordered_logit", *estimated(fitted, names, settings.driver_plan))
