"""Weighting by the inverse propensity, alone and joined with a regression: estimate and influence.

Outcomes are n numbers, or rows × n of as many outcomes of the same units.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from field_statistics.not_estimable import NotEstimable
from field_statistics.treatment_effects.least_squares import HC2
from field_statistics.treatment_effects.propensity import Array, Propensity, with_constant
from field_statistics.treatment_effects.treatment_groups import Groups

#: Estimates, their variances and the degrees of freedom, or why there are none.
Effects = tuple[Array, Array, float] | NotEstimable
Weighing = Callable[[Array, Groups, str], Effects]


def balancing_weights(treated: Array, score: Array, estimand: str) -> Array:
    """Return the weights that make both groups alike all units (ate) or the treated (att).

    They are stabilised: in each group they are divided by their mean (Hájek), which leaves every
    weighted mean as it is and makes their size readable.
    """
    if estimand == "ate":
        raw = np.where(treated == 1, 1 / score, 1 / (1 - score))
    else:
        raw = np.where(treated == 1, 1.0, score / (1 - score))
    for arm in (0, 1):
        own = treated == arm
        raw[own] /= raw[own].mean()
    return raw


def effective_n(weights: Array) -> float:
    """Return the number of equally weighted units that tell as much (Kish, 1965)."""
    return float(weights.sum() ** 2 / (weights**2).sum())


def ipw_effects(outcome: Array, groups: Groups, estimand: str) -> Effects:
    """Return the difference of means weighted by the inverse propensity."""
    propensity = groups.propensity
    if propensity is None:
        return NotEstimable("separation")
    estimate, influence = ipw_influence(
        outcome, groups.treated, propensity, groups.weights, estimand
    )
    n, k = propensity.design.shape
    return estimate, _variance(influence, groups, n / (n - k)), float(n - k - 1)


def aipw_effects(outcome: Array, groups: Groups, estimand: str) -> Effects:
    """Return the same joined with a regression in each group."""
    propensity = groups.propensity
    if propensity is None:
        return NotEstimable("separation")
    predictions, residuals = np.zeros((2, *outcome.shape)), np.zeros(outcome.shape)
    design = with_constant(groups.covariates)
    for arm, apart in enumerate(groups.arms):
        if isinstance(apart, NotEstimable):
            return apart
        own = groups.treated == arm
        coefficients = apart.coefficients(outcome[..., own]).T
        predictions[arm] = (design @ coefficients).T
        left = outcome[..., own] - (design[own] @ coefficients).T
        residuals[..., own] = left / (1 - apart.leverage) ** HC2
    estimate, influence = aipw_influence(
        outcome,
        groups.treated,
        propensity.score,
        predictions,
        groups.weights,
        estimand,
        residuals,
    )
    n, k = propensity.design.shape
    return estimate, _variance(influence, groups), float(n - k - 1)


def _variance(influence: Array, groups: Groups, correction: float = 1.0) -> Array:
    squares = ((groups.weights * influence) ** 2).sum(axis=-1)
    return np.asarray(correction * squares / groups.weights.sum() ** 2)


def ipw_influence(
    outcome: Array, treated: Array, propensity: Propensity, weights: Array, estimand: str
) -> tuple[Array, Array]:
    """Return the weighted difference of means and each unit's influence on it.

    ``weights``: survey weights. The influence counts that the propensity is estimated (Lunceford &
    Davidian, 2004): the estimate's variance is Σ (w · influence)² / (Σ w)².
    """
    score, design = propensity.score, propensity.design
    if estimand == "ate":
        factor = np.where(treated == 1, 1 / score, 1 / (1 - score))
        slope = np.where(treated == 1, -(1 - score) / score, score / (1 - score))
    else:
        factor = np.where(treated == 1, 1.0, score / (1 - score))
        slope = np.where(treated == 1, 0.0, score / (1 - score))
    total = weights.sum()
    means = []
    parts, slopes = np.zeros(outcome.shape), np.zeros(outcome.shape)
    for arm, sign in ((1, 1.0), (0, -1.0)):
        own = treated == arm
        size = (weights * factor)[own].sum()
        share = (weights * factor)[own] / size
        means.append(outcome[..., own] @ share)
        residual = outcome[..., own] - means[-1][..., None]
        # A unit that carries its group's mean has a residual too small by its share (as HC3).
        parts[..., own] = sign * factor[own] * residual / (1 - share) * total / size
        slopes[..., own] = sign * slope[own] * residual * total / size
    gradient = design.T @ (weights * slopes).T
    # The propensity's own influence: inverse information (of weights with mean one) times score.
    correction = (design @ (propensity.inverse @ gradient)).T * (treated - score) / weights.mean()
    return means[0] - means[1], parts + correction


def aipw_influence(
    outcome: Array,
    treated: Array,
    score: Array,
    predictions: Array,
    weights: Array,
    estimand: str,
    residuals: Array | None = None,
) -> tuple[Array, Array]:
    """Return the doubly robust estimate and each unit's influence on it.

    ``predictions``: 2 × those of ``outcome``, predicted without and with treatment. ``residuals``: for
    the influence, residuals made up for the regression's having been fitted to them (HC2); without,
    the variance at a hundred units would be too small.
    """
    without, with_it = predictions
    own = np.where(treated == 1, with_it, without)
    raw = outcome - own
    residuals = raw if residuals is None else residuals
    if estimand == "ate":
        factor = np.where(treated == 1, 1 / score, -1 / (1 - score))
        base = with_it - without
        estimate = _mean(base + factor * raw, weights)
        return estimate, base - estimate[..., None] + factor * residuals
    odds = score / (1 - score)
    share = _mean(treated, weights)
    factor = np.where(treated == 1, 1.0, -odds)
    gain = np.where(treated == 1, with_it - without, 0.0)
    estimate = _mean(gain + factor * raw, weights) / share
    return estimate, (gain - treated * estimate[..., None] + factor * residuals) / share


def _mean(values: Array, weights: Array) -> Array:
    return np.asarray(np.average(values, axis=-1, weights=weights))
