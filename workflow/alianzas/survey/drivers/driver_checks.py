"""Does the verdict on the drivers depend on how they were estimated? The same model in other ways."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alianzas.config.model_settings import Drivers
from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.drivers.driver_model import (
    Coefficients,
    Comparisons,
    DriverModel,
    estimates_of,
    fit_drivers,
    fit_standardised,
    standardise,
)
from alianzas.survey.limitation import Limitation
from alianzas.survey.questionnaire import ALLIED, Questionnaire
from alianzas.survey.scores import recoded
from field_statistics.equivalence import Equivalence, equivalence_test
from field_statistics.imputation import impute_items
from field_statistics.model_diagnostics import (
    Influence,
    condition_index,
    influence,
    variance_inflation,
)
from field_statistics.ordered_logit import OrderedLogit, fit_ordered_logit
from field_statistics.pooling import pool
from field_statistics.proportional_odds import ProportionalOdds, in_groups, proportional_odds_test
from field_statistics.regression import Estimate, Regression, direction
from field_statistics.regression_bootstrap import RegressionBootstrap, bootstrap_regression

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


@dataclass(frozen=True)
class Analysis:
    """One way of estimating: the study file's coefficients and comparisons, or why there are none.

    ``name`` selects its label, ``survey.analysis.<name>``.
    """

    name: str
    coefficients: Coefficients
    comparisons: Comparisons
    limitation: Limitation | None = None


@dataclass(frozen=True)
class DriverChecks:
    """The model of the drivers (``main``) and its results under other ways of estimating.

    ``analyses``: the main one first; ``gaps``: share of missing item answers among allied firms;
    ``odds``: tests of proportional odds by driver and of ``all``; ``inflation``, ``condition``,
    ``influence`` and ``odds`` are None where there is no model.
    """

    main: DriverModel
    analyses: Sequence[Analysis]
    bootstrap: RegressionBootstrap | Limitation
    equivalence: dict[str, Equivalence | None]
    plan: Drivers
    gaps: float | None
    inflation: pd.Series[float] | None = None
    condition: float | None = None
    influence: Influence | None = None
    odds: Mapping[str, ProportionalOdds | None] | Limitation | None = None

    def verdicts(self, pair: tuple[str, str]) -> list[str]:
        """Return what each feasible check, other than the main analysis, says about a pair."""
        made = [check.comparisons[pair] for check in self.analyses[1:]]
        return [direction(estimate) for estimate in made if estimate is not None]


def check_drivers(
    scores: pd.DataFrame,
    answers: pd.DataFrame,
    questionnaire: Questionnaire,
    settings: SurveySettings,
    confidence: float,
    seed: int,
) -> DriverChecks:
    """Estimate the drivers in other ways; see :class:`DriverChecks` for what is returned.

    ``scores``: one row per firm with a column per construct; ``answers``: the same firms with a
    column per item. All random numbers come from ``seed``.
    """
    import numpy as np

    plan = settings.driver_plan
    main = fit_drivers(scores, settings, confidence)
    first = Analysis("least_squares", main.coefficients, main.comparisons, main.limitation)
    if main.model is None:
        assert main.limitation is not None
        none = _not_estimated(plan, main.limitation)
        others = [
            Analysis(name, *none)
            for name in ("bootstrap", "influence", "imputation", "ordered_logit", "dominance")
        ]
        nothing: dict[str, Equivalence | None] = dict.fromkeys(plan.predictors)
        return DriverChecks(main, [first, *others], main.limitation, nothing, plan, None)

    for_bootstrap, for_imputation = (
        np.random.default_rng(child) for child in np.random.SeedSequence(seed).spawn(2)
    )
    z = standardise(main.complete)
    outcome, usable = z.iloc[:, 0], z.iloc[:, 1:]
    resampled = bootstrap_regression(main.complete, confidence, plan.replicates, for_bootstrap)
    moved = influence(outcome, usable)
    imputed, gaps = _impute(main, answers, questionnaire, settings, for_imputation)
    ordered = fit_ordered_logit(outcome, usable, confidence)
    return DriverChecks(
        main,
        [
            first,
            _resampled("bootstrap", resampled, plan),
            _without_influential(main, moved, settings),
            imputed,
            Analysis("ordered_logit", *_estimated(ordered, list(usable.columns), plan)),
            _resampled("dominance", resampled, plan),
        ],
        resampled,
        {
            name: equivalence_test(
                estimate, main.model.residual_df, plan.smallest_effect, confidence
            )
            for name, estimate in main.coefficients.items()
        },
        plan,
        gaps,
        variance_inflation(usable),
        condition_index(usable),
        moved,
        proportional_odds_test(in_groups(outcome), usable),
    )


EstimatesOrReason = tuple[Coefficients, Comparisons, Limitation | None]


def _not_estimated(plan: Drivers, limitation: Limitation) -> EstimatesOrReason:
    """Return empty coefficients and comparisons with the reason."""
    return *estimates_of(None, [], plan), limitation


def _estimated(
    model: Regression | OrderedLogit | Limitation, usable: list[str], plan: Drivers
) -> EstimatesOrReason:
    """Return the coefficients and comparisons of a fitted model, or why there are none."""
    if isinstance(model, Limitation):
        return _not_estimated(plan, model)
    return *estimates_of(model, usable, plan), None


def _resampled(name: str, found: RegressionBootstrap | Limitation, plan: Drivers) -> Analysis:
    """Return the bootstrap of the coefficients, or of the dominance weights, as an analysis."""
    if isinstance(found, Limitation):
        return Analysis(name, *_not_estimated(plan, found))
    weights = name == "dominance"
    values = found.weights if weights else found.coefficients
    differences = found.weight_differences if weights else found.differences
    return Analysis(
        name,
        {predictor: values.get(predictor) for predictor in plan.predictors},
        {(p.first, p.second): differences.get((p.first, p.second)) for p in plan.comparisons},
    )


def _without_influential(main: DriverModel, moved: Influence, settings: SurveySettings) -> Analysis:
    """Return the analysis without the firms beyond the limit for Cook's distance."""
    plan = settings.driver_plan
    if not moved.influential.any():
        return Analysis("influence", *_not_estimated(plan, Limitation("no_influential")))
    kept = main.complete[~moved.influential]
    usable = list(kept.columns[1:])
    return Analysis(
        "influence", *_estimated(fit_standardised(kept, settings, main.confidence), usable, plan)
    )


def _impute(
    main: DriverModel,
    answers: pd.DataFrame,
    questionnaire: Questionnaire,
    settings: SurveySettings,
    rng: np.random.Generator,
) -> tuple[Analysis, float]:
    """Return the analysis over imputed answers of all allied firms, and the share of gaps."""
    import pandas as pd

    plan = settings.driver_plan
    allied = answers[answers["status"] == ALLIED]
    scales: dict[str, list[str]] = {}
    parts = []
    for construct in main.complete.columns:
        items = recoded(allied, questionnaire, construct).dropna(axis=1, how="all")
        scales[construct] = [str(item) for item in items.columns]
        parts.append(items)
    items = pd.concat(parts, axis=1)
    gaps = float(items.isna().to_numpy().mean())
    if gaps == 0:
        return Analysis("imputation", *_not_estimated(plan, Limitation("no_gaps"))), gaps
    fits = []
    for filled in impute_items(items, scales, plan.imputations, rng):
        means = pd.DataFrame(
            {name: filled[members].mean(axis=1) for name, members in scales.items()}
        )
        model = fit_standardised(means, settings, main.confidence)
        if isinstance(model, Limitation):
            return Analysis("imputation", *_not_estimated(plan, model)), gaps
        fits.append(estimates_of(model, list(means.columns[1:]), plan))
    complete_df = len(items) - len(main.complete.columns)
    level = main.confidence

    def pooled(estimates: Sequence[Estimate | None]) -> Estimate | None:
        made = [e for e in estimates if e is not None and e.error is not None]
        if not made:
            return None
        variances = [e.error**2 for e in made if e.error is not None]
        return pool([e.value for e in made], variances, complete_df).estimate(level, len(items))

    coefficients = {name: pooled([c[name] for c, _ in fits]) for name in plan.predictors}
    comparisons = {pair: pooled([d[pair] for _, d in fits]) for pair in main.comparisons}
    return Analysis("imputation", coefficients, comparisons), gaps
