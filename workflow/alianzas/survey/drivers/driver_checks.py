"""Does the verdict on the drivers depend on how they were estimated? The same model in other ways."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alianzas.config.model_settings import Drivers
from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.drivers.driver_analysis import (
    Analysis,
    again,
    analysis_name,
    checks_of,
    not_estimated,
    ordered_logit,
    resampled,
    without_influential,
)
from alianzas.survey.drivers.driver_model import (
    DriverModel,
    estimates_of,
    fit_complete,
    fit_drivers,
    standardise,
)
from alianzas.survey.limitation import Limitation
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.scoring import recoded
from field_statistics.equivalence import Equivalence, equivalence_test
from field_statistics.imputation import impute_items
from field_statistics.model_diagnostics import (
    Influence,
    condition_index,
    influence,
    variance_inflation,
)
from field_statistics.pooling import pool
from field_statistics.proportional_odds import ProportionalOdds, in_groups, proportional_odds_test
from field_statistics.regression import Estimate, direction
from field_statistics.regression_bootstrap import RegressionBootstrap, bootstrap_regression

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


@dataclass(frozen=True)
class DriverChecks:
    """The model of the drivers (``main``) and its results under other ways of estimating.

    ``analyses``: the main one first; ``gaps``: share of missing answers among the firms asked;
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

    ``scores``: one row per firm with a column per variable; ``answers``: the same firms with a
    column per item. All random numbers come from ``seed``.
    """
    import numpy as np

    plan = settings.driver_plan
    main = fit_drivers(scores, questionnaire, settings, confidence)
    first = Analysis(analysis_name(main), main.coefficients, main.comparisons, main.limitation)
    if main.model is None:
        assert main.limitation is not None
        none = not_estimated(plan, main.limitation)
        others = [Analysis(name, *none) for name in checks_of(main)]
        nothing: dict[str, Equivalence | None] = dict.fromkeys(plan.predictors)
        return DriverChecks(main, [first, *others], main.limitation, nothing, plan, None)

    for_bootstrap, for_imputation = (
        np.random.default_rng(child) for child in np.random.SeedSequence(seed).spawn(2)
    )
    z = standardise(main.complete)
    outcome, usable = z.iloc[:, 0], z.iloc[:, 1:].join(main.held)
    drawn: RegressionBootstrap | Limitation = Limitation("plain_model_only")
    if main.is_plain:
        drawn = bootstrap_regression(main.complete, confidence, plan.replicates, for_bootstrap)
    moved = influence(outcome, usable)
    imputed, gaps = _impute(main, answers, questionnaire, settings, for_imputation)
    made = {
        "bootstrap": lambda: resampled("bootstrap", drawn, plan),
        "influence": lambda: without_influential(main, moved, settings),
        "imputation": lambda: imputed,
        "ordered_logit": lambda: ordered_logit(main, outcome, usable, settings),
        "dominance": lambda: resampled("dominance", drawn, plan),
        "unweighted": lambda: again("unweighted", main, settings, weighted=False),
        "linear": lambda: again("linear", main, settings, kind="numeric"),
    }
    df = main.model.residual_df
    return DriverChecks(
        main,
        [first, *(made[name]() for name in checks_of(main))],
        drawn,
        {
            name: equivalence_test(
                estimate, float("inf") if df is None else df, plan.smallest_effect, confidence
            )
            for name, estimate in main.coefficients.items()
        },
        plan,
        gaps,
        variance_inflation(usable)[list(main.complete.columns[1:])],
        condition_index(usable),
        moved,
        _proportional_odds(main, outcome, usable),
    )


def _proportional_odds(
    main: DriverModel, outcome: pd.Series[float], usable: pd.DataFrame
) -> Mapping[str, ProportionalOdds | None] | Limitation:
    """Test the proportional odds of each driver, where the outcome has an order of more than two."""
    import numpy as np

    if main.kind == "numeric":
        ranks = in_groups(outcome)
    elif main.kind == "ordinal":
        ranks = np.unique(main.complete.iloc[:, 0], return_inverse=True)[1]
    else:
        return Limitation("no_order")
    return proportional_odds_test(ranks, usable)


def _impute(
    main: DriverModel,
    answers: pd.DataFrame,
    questionnaire: Questionnaire,
    settings: SurveySettings,
    rng: np.random.Generator,
) -> tuple[Analysis, float]:
    """Return the analysis over imputed answers of all firms asked, and the share of gaps.

    Firms without an answer to a control are left out.
    """
    import pandas as pd

    plan = settings.driver_plan
    frame = main.frame
    held = frame.held[list(main.held.columns)].dropna()
    asked = answers[frame.asked.reindex(answers.index)].loc[held.index]
    scales: dict[str, list[str]] = {}
    parts = []
    for name in main.complete.columns:
        if name in questionnaire.constructs:
            items = recoded(asked, questionnaire, name).dropna(axis=1, how="all")
        else:
            items = frame.columns.loc[held.index, [name]]
        scales[name] = [str(item) for item in items.columns]
        parts.append(items)
    items = pd.concat(parts, axis=1)
    gaps = float(items.isna().to_numpy().mean())
    if gaps == 0:
        return Analysis("imputation", *not_estimated(plan, Limitation("no_gaps"))), gaps
    fits = []
    for filled in impute_items(items, scales, plan.imputations, rng):
        means = pd.DataFrame(
            {name: filled[members].mean(axis=1) for name, members in scales.items()}
        )
        model = fit_complete(means, held, frame, settings, main.confidence)
        if isinstance(model, Limitation):
            return Analysis("imputation", *not_estimated(plan, model)), gaps
        fits.append(estimates_of(model, list(means.columns[1:]), plan))
    complete_df = len(items) - len(main.complete.columns) - held.shape[1]
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
