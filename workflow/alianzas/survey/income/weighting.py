"""Weighting by the inverse propensity, alone and joined with a regression: estimate and influence."""

from __future__ import annotations

import numpy as np

from alianzas.survey.income.propensity import Array, Propensity


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


def ipw_influence(
    outcome: Array, treated: Array, propensity: Propensity, weights: Array, estimand: str
) -> tuple[float, Array]:
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
    means, parts, slopes = [], np.zeros(len(outcome)), np.zeros(len(outcome))
    for arm, sign in ((1, 1.0), (0, -1.0)):
        own = treated == arm
        size = (weights * factor)[own].sum()
        share = (weights * factor)[own] / size
        means.append(float(share @ outcome[own]))
        residual = outcome[own] - means[-1]
        # A unit that carries its group's mean has a residual too small by its share (as HC3).
        parts[own] = sign * factor[own] * residual / (1 - share) * total / size
        slopes[own] = sign * slope[own] * residual * total / size
    gradient = design.T @ (weights * slopes)
    # The propensity's own influence: inverse information (of weights with mean one) times score.
    correction = design @ (propensity.inverse @ gradient) * (treated - score) / weights.mean()
    return means[0] - means[1], parts + correction


def aipw_influence(
    outcome: Array,
    treated: Array,
    score: Array,
    predictions: Array,
    weights: Array,
    estimand: str,
    residuals: Array | None = None,
) -> tuple[float, Array]:
    """Return the doubly robust estimate and each unit's influence on it.

    ``predictions``: 2 × n outcomes predicted without and with treatment. ``residuals``: for the
    influence, residuals made up for the regression's having been fitted to them (HC2); without, the
    variance at a hundred units would be too small.
    """
    without, with_it = predictions
    own = np.where(treated == 1, with_it, without)
    raw = outcome - own
    residuals = raw if residuals is None else residuals
    if estimand == "ate":
        factor = np.where(treated == 1, 1 / score, -1 / (1 - score))
        base = with_it - without
        estimate = np.average(base + factor * raw, weights=weights)
        return float(estimate), base - estimate + factor * residuals
    odds = score / (1 - score)
    share = np.average(treated, weights=weights)
    factor = np.where(treated == 1, 1.0, -odds)
    gain = np.where(treated == 1, with_it - without, 0.0)
    estimate = np.average(gain + factor * raw, weights=weights) / share
    return float(estimate), (gain - treated * estimate + factor * residuals) / share
