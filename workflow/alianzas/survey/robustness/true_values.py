"""What the estimators should find in a world: the population values of the observed scores.

Answers measure traits with error, so a coefficient of scale scores differs from that of the
traits. Answers are steps of a normal variable; two of them covary by a series in the correlation
of these variables (Hermite expansion), which gives the population of scale scores without gaps
exactly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from alianzas.config.simulation_settings import Construct, SurveySimulation
from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.questionnaire import ALLIED, Questionnaire
from alianzas.survey.robustness.recovery_parts import drivers_not_covered, incomes_not_covered
from alianzas.survey.scores import WELL_STRUCTURED
from alianzas.survey.simulation.traits import trait_correlations
from field_statistics.dominance import dominance_analysis
from field_statistics.many_outcomes.least_squares_batches import inverses

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

#: Terms of the series; with correlations below 0.9 the rest is below 1e-6 of a variance.
_TERMS = 120
#: Number of firms drawn to find the share of well-structured alliances, and the seed of this draw.
_DRAWN, _SEED = 200_000, 1


@dataclass(frozen=True)
class Truth:
    """The population values.

    ``coefficients``: standardised, by predictor; ``weights``: general dominance, by predictor;
    ``alpha`` by construct; ``effects``: group → effect on log income growth.
    """

    coefficients: Mapping[str, float]
    weights: Mapping[str, float]
    alpha: Mapping[str, float]
    effects: Mapping[str, float]


def steps(how: Construct, points: tuple[int, int]) -> tuple[Array, float]:
    """Return the coefficients of an answer's series (one per term), and its variance."""
    return _steps(how.mean, how.spread, *points)


# Cached: the worlds differ in the effects of the constructs, not in how these are measured.
@lru_cache(maxsize=64)
def _steps(mean: float, spread: float, low: int, high: int) -> tuple[Array, float]:
    """Return the same as :func:`steps` from plain numbers."""
    import numpy as np
    from scipy.special import ndtr

    cuts = (np.arange(low, high) + 0.5 - mean) / spread
    chances = np.diff(ndtr(np.concatenate([[-np.inf], cuts, [np.inf]])))
    values = np.arange(low, high + 1)
    variance = float(chances @ values**2 - (chances @ values) ** 2)
    density = np.exp(-(cuts**2) / 2) / np.sqrt(2 * np.pi)
    before, now = np.zeros(len(cuts)), np.ones(len(cuts))
    found = np.empty(_TERMS)
    for term in range(1, _TERMS + 1):
        found[term - 1] = (density * now).sum() / np.sqrt(term)
        before, now = now, (cuts * now - np.sqrt(term - 1) * before) / np.sqrt(term)
    return found, variance


def score_moments(
    truth: SurveySimulation, settings: SurveySettings, questionnaire: Questionnaire
) -> tuple[list[str], Array, dict[str, float]]:
    """Return the constructs (outcome last), the covariances of their scores, and their alphas."""
    import numpy as np

    outcome = None if settings.drivers is None else settings.drivers.outcome
    if not truth.constructs:
        return [], np.empty((0, 0)), {}
    drivers, correlation, effects = trait_correlations(truth, outcome)
    names, traits = list(drivers), correlation
    if outcome in truth.constructs:
        assert outcome is not None
        names = [*drivers, outcome]
        traits = np.eye(len(names))
        traits[:-1, :-1] = correlation
        traits[-1, :-1] = traits[:-1, -1] = correlation @ effects
    loadings = np.array([truth.constructs[name].loading for name in names])
    items = [questionnaire.items(name) for name in names]
    series, variances = zip(
        *(
            steps(truth.constructs[name], questionnaire.points(own[0]))
            for name, own in zip(names, items, strict=True)
        ),
        strict=True,
    )
    powers = np.arange(1, _TERMS + 1)
    covariance = np.empty((len(names), len(names)))
    alpha = {}
    for a, name in enumerate(names):
        for b in range(len(names)):
            between = loadings[a] * loadings[b] * traits[a, b]
            covariance[a, b] = (between**powers * series[a] * series[b]).sum()
        k = len(items[a])
        shared = covariance[a, a]
        covariance[a, a] = (variances[a] + (k - 1) * shared) / k
        alpha[name] = float(k * shared / (variances[a] + (k - 1) * shared))
    return names, covariance, alpha


def true_values(
    truth: SurveySimulation, settings: SurveySettings, questionnaire: Questionnaire
) -> Truth:
    """Return what the estimators should find in the world with these parameters."""
    import numpy as np

    names, covariance, alpha = score_moments(truth, settings, questionnaire)
    alpha = {name: value for name, value in alpha.items() if len(questionnaire.items(name)) > 1}
    effects = income_truth(truth, settings, questionnaire)
    if drivers_not_covered(settings, questionnaire) is not None:
        return Truth({}, {}, alpha, effects)
    used = [*settings.driver_plan.predictors, settings.driver_plan.outcome]
    places = [names.index(name) for name in used]
    chosen = covariance[np.ix_(places, places)]
    deviation = np.sqrt(np.diag(chosen))
    correlation = chosen / np.outer(deviation, deviation)
    coefficients = inverses(correlation[None, :-1, :-1])[0] @ correlation[:-1, -1]
    weights = dominance_analysis(correlation).general
    return Truth(
        dict(zip(settings.driver_plan.predictors, coefficients.tolist(), strict=True)),
        dict(zip(settings.driver_plan.predictors, weights.tolist(), strict=True)),
        alpha,
        effects,
    )


def income_truth(
    truth: SurveySimulation, settings: SurveySettings, questionnaire: Questionnaire
) -> dict[str, float]:
    """Return the true effect on log income growth of each group that is tried."""
    income = truth.income
    if income is None or incomes_not_covered(truth, settings, questionnaire) is not None:
        return {}
    if settings.well_structured is None:
        return {ALLIED: income.allied}
    share = well_structured_share(truth, settings, questionnaire)
    return {
        WELL_STRUCTURED: income.allied + income.well_structured,
        ALLIED: income.allied + share * income.well_structured,
    }


def well_structured_share(
    truth: SurveySimulation, settings: SurveySettings, questionnaire: Questionnaire
) -> float:
    """Return the share of alliances that are well structured, from a draw of many firms."""
    import numpy as np

    outcome = None if settings.drivers is None else settings.drivers.outcome
    drivers, correlation, effects = trait_correlations(truth, outcome)
    rng = np.random.default_rng(_SEED)
    values = rng.normal(size=(_DRAWN, len(drivers))) @ np.linalg.cholesky(correlation).T
    left = np.sqrt(1 - effects @ correlation @ effects)
    traits = dict(zip(drivers, values.T, strict=True))
    if outcome is not None:
        traits[outcome] = values @ effects + left * rng.normal(size=_DRAWN)
    reached = np.ones(_DRAWN, dtype=bool)
    for name in settings.structure_rule.scales:
        how = truth.constructs[name]
        items: Sequence[object] = questionnaire.items(name)
        low, high = questionnaire.points(questionnaire.items(name)[0])
        total = np.zeros(_DRAWN)
        for _ in items:
            noise = np.sqrt(1 - how.loading**2) * rng.normal(size=_DRAWN)
            raw = how.mean + how.spread * (how.loading * traits[name] + noise)
            total += np.clip(np.rint(raw), low, high)
        reached &= total / len(items) >= settings.structure_rule.at_least - 1e-9
    return float(reached.mean())
