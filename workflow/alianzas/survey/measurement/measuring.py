"""The measurement of a survey, from the answers of the firms asked to everything reported about it.

Factor models are fitted by maximum likelihood. HTMT is that of Henseler, Ringle and Sarstedt
(2015), the parallel analysis that of Horn (1965).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.limitation import Limitation
from alianzas.survey.measurement.item_statistics import asked_items
from alianzas.survey.questionnaire import Questionnaire
from field_statistics.measurement.common_method import (
    full_collinearity,
    single_factor_share,
    without_marker,
)
from field_statistics.measurement.confirmatory import FactorModel, fit_factors
from field_statistics.measurement.discriminant import HtmtRatios, bootstrap_htmt
from field_statistics.measurement.exploratory import (
    Sphericity,
    bartlett_sphericity,
    eigenvalues,
    kaiser_meyer_olkin,
    minres,
    number_of_factors,
    parallel_analysis,
    rotate_oblique,
)
from field_statistics.measurement.incomplete_covariances import Moments, estimate_moments
from field_statistics.measurement.robust import Robust, robust_statistics

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from field_statistics.measurement.incomplete_covariances import Matrix


#: The models of all items, beside the constructs' own.
JOINT, SINGLE = "all scales", "one factor"


@dataclass(frozen=True)
class Exploration:
    """Exploratory factor analysis: loadings, and eigenvalues beside those of unrelated items.

    ``loadings``: items × factors after rotation, None where there is no proper solution.
    """

    n: int
    adequacy: float
    sphericity: Sphericity
    observed: Matrix
    chance: Matrix
    factors: int
    loadings: Matrix | None


@dataclass(frozen=True)
class Marker:
    """A marker's smallest correlation, and the largest correlation before and after partialling."""

    smallest: float
    before: float
    after: float


@dataclass(frozen=True)
class Measurement:
    """The results; a model is a :class:`Limitation` where it could not be estimated.

    ``constructs`` are all those of the questionnaire, ``usable`` those whose items allow an
    analysis; ``items`` (names) and ``factor`` (numbers of the usable constructs) describe the
    columns of the models. ``scales``: one-factor model by construct; ``joint``: all scales, each a
    factor; ``single``: all items on one factor; ``robust``: what non-normal answers do to each
    model, by construct and under :data:`JOINT` and :data:`SINGLE`; ``ratios``: HTMT of the usable
    constructs.
    """

    n: int
    constructs: Sequence[str]
    usable: Sequence[str]
    items: Sequence[str]
    factor: Sequence[int]
    scales: Mapping[str, FactorModel | Limitation]
    joint: FactorModel | Limitation
    single: FactorModel | Limitation
    robust: Mapping[str, Robust | None]
    ratios: HtmtRatios | Limitation
    exploration: Exploration | Limitation
    single_share: float | None
    inflation: pd.Series | None
    marker: Marker | None

    @property
    def firms_per_parameter(self) -> float:
        """Number of firms that answered any item, per parameter of the model of all scales."""
        factors = len(self.usable)
        parameters = 2 * len(self.items) + factors * (factors - 1) // 2
        return self.n / parameters if parameters else 0.0


def measure(
    answers: pd.DataFrame,
    scores: pd.DataFrame,
    questionnaire: Questionnaire,
    settings: SurveySettings,
    confidence: float,
    random: np.random.Generator,
) -> Measurement:
    """Return the measurement of the ``answers`` of the firms asked and their scale ``scores``.

    Constructs whose answers are missing, constant or copies of each other are left out. ``random``
    draws the bootstrap of HTMT and the parallel analysis.
    """
    import pandas as pd

    plan, fewest = settings.measurement, settings.minimum.per_coefficient
    all_items = asked_items(answers, questionnaire)
    scales: dict[str, FactorModel | Limitation] = {}
    robust: dict[str, Robust | None] = {}
    usable: list[str] = []
    items: list[str] = []
    factor: list[int] = []
    for construct in questionnaire.constructs:
        names = [item.id for item in questionnaire.items(construct)]
        own = all_items[names].to_numpy(dtype=float)
        of_scale = estimate_moments(own)
        scales[construct] = _scale(of_scale, len(names), fewest)
        robust[construct] = _robust(scales[construct], own)
        if of_scale is not None:
            factor += [len(usable)] * len(names)
            usable.append(construct)
            items += names
    values = all_items[items].to_numpy(dtype=float)
    values = values[pd.notna(values).any(axis=1)] if items else values[:0]
    alone = [0] * len(items)
    moments = _moments(values, alone, plan.fewest_firms)
    joint = _fitted(moments, factor, plan.fewest_firms)
    single = _fitted(moments, alone, plan.fewest_firms)
    robust |= {JOINT: _robust(joint, values), SINGLE: _robust(single, values)}
    complete = scores.loc[questionnaire.asked_items(answers), usable].dropna()
    enough_scores = len(complete) >= fewest * (len(usable) + 1)
    return Measurement(
        len(values),
        list(questionnaire.constructs),
        usable,
        items,
        factor,
        scales,
        joint,
        single,
        robust,
        _ratios(values, factor, settings, confidence, random),
        _explore(moments, settings, random) if isinstance(moments, Moments) else moments,
        single_factor_share(moments.correlation) if isinstance(moments, Moments) else None,
        full_collinearity(complete) if enough_scores else None,
        _marker(complete, plan.marker) if enough_scores else None,
    )


def _moments(values: Matrix, factor: Sequence[int], fewest: float) -> Moments | Limitation:
    """Return the moments of all items, or why they do not support the model of one factor."""
    if not factor:
        return Limitation("items_unusable")
    if len(values) < _needed(factor, fewest):
        numbers = {"n": len(values), "needed": _needed(factor, fewest)}
        return Limitation("few_answers", numbers)
    return estimate_moments(values) or Limitation("items_determined")


def _scale(moments: Moments | None, items: int, fewest: int) -> FactorModel | Limitation:
    """Return the one-factor model of a scale, fitted to its items alone."""
    if moments is None:
        return Limitation("items_unusable")
    if items < 3:
        return Limitation("two_items")
    if moments.n < fewest * 2 * items:
        return Limitation("few_answers", {"n": moments.n, "needed": fewest * 2 * items})
    return _proper(fit_factors(moments, [0] * items))


def _fitted(
    moments: Moments | Limitation, factor: Sequence[int], fewest: float
) -> FactorModel | Limitation:
    """Return a factor model, or why it cannot be fitted."""
    if isinstance(moments, Limitation):
        return moments
    if moments.n < _needed(factor, fewest):
        return Limitation("few_answers", {"n": moments.n, "needed": _needed(factor, fewest)})
    return _proper(fit_factors(moments, factor))


def _robust(model: FactorModel | Limitation, values: Matrix) -> Robust | None:
    """Return what non-normal answers do to a model; None where there is no model, or no telling."""
    return robust_statistics(model, values) if isinstance(model, FactorModel) else None


def _needed(factor: Sequence[int], fewest: float) -> int:
    """Return how many firms a model needs at ``fewest`` firms per parameter."""
    factors = len(set(factor))
    parameters = 2 * len(factor) + factors * (factors - 1) // 2
    return max(math.ceil(fewest * parameters), len(factor) + 1)


def _proper(model: FactorModel | None) -> FactorModel | Limitation:
    """Return the model if it converged to a proper solution."""
    if model is None:
        return Limitation("no_solution")
    return model if model.proper else Limitation("improper")


def _ratios(
    values: Matrix,
    factor: Sequence[int],
    settings: SurveySettings,
    confidence: float,
    random: np.random.Generator,
) -> HtmtRatios | Limitation:
    """Return HTMT with its bootstrap, or why there is none."""
    sizes = sorted(factor.count(k) for k in set(factor))
    if len(sizes) < 2:
        return Limitation("items_unusable")
    needed = settings.minimum.per_coefficient * sum(sizes[-2:])
    if len(values) < needed:
        return Limitation("few_answers", {"n": len(values), "needed": needed})
    return bootstrap_htmt(values, factor, settings.measurement.replicates, confidence, random)


def _explore(
    moments: Moments, settings: SurveySettings, random: np.random.Generator
) -> Exploration:
    """Return the exploratory factor analysis with its parallel analysis."""
    plan, items = settings.measurement, len(moments.means)
    correlation = moments.correlation
    observed = eigenvalues(correlation)
    chance = parallel_analysis(moments.n, items, plan.draws, plan.parallel_share, random)
    factors = number_of_factors(observed, chance)
    loadings = minres(correlation, factors)
    return Exploration(
        moments.n,
        kaiser_meyer_olkin(correlation),
        bartlett_sphericity(correlation, moments.n),
        observed,
        chance,
        factors,
        None if loadings is None else rotate_oblique(loadings),
    )


def _marker(scores: pd.DataFrame, marker: str | None) -> Marker | None:
    """Return what partialling out the marker does to the largest correlation; None without one."""
    import numpy as np

    if marker is None or marker not in scores or scores.shape[1] < 3:
        return None
    correlations = scores.corr()
    smallest, freed = without_marker(correlations, marker)
    before = correlations.loc[freed.index, freed.index].to_numpy()
    pair = np.tril_indices(len(before), -1)
    largest = int(np.argmax(np.abs(before[pair])))
    return Marker(smallest, float(before[pair][largest]), float(freed.to_numpy()[pair][largest]))
