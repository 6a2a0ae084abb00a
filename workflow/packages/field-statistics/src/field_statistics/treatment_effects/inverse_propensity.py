"""Weighting by the inverse propensity, alone and combined with a regression: estimate and influence.

An outcome is n numbers, or rows × n for several outcomes of the same units.
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
    """Return weights that make both groups resemble all units, or the treated.

    Parameters
    ----------
    treated : array, n
        0 or 1.
    score : array, n
        Propensity scores, strictly between 0 and 1.
    estimand : {"ate", "att"}
        Whom the groups should resemble: all units, or the treated.

    Returns
    -------
    array, n
        With mean one in each group (Hájek), which leaves every weighted mean as it is and makes their
        size readable.

    References
    ----------
    Hájek, J. (1971). Comment on "An essay on the logical foundations of survey sampling, part one". In
    V. P. Godambe & D. A. Sprott (Eds.), *Foundations of statistical inference*. Holt, Rinehart and
    Winston.

    Examples
    --------
    >>> import numpy as np
    >>> balancing_weights(np.array([1, 1, 0, 0]), np.array([0.5, 0.25, 0.5, 0.5]), "att").tolist()
    [1.0, 1.0, 1.0, 1.0]
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
    """Return the effective sample size of weighted units.

    Parameters
    ----------
    weights : array, n
        Positive, on any scale.

    Returns
    -------
    float
        Number of equally weighted units that carry as much information.

    References
    ----------
    Kish, L. (1965). *Survey sampling*. Wiley.

    Examples
    --------
    >>> import numpy as np
    >>> effective_n(np.array([1.0, 1.0, 4.0]))
    2.0
    """
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
    """Return the difference of means weighted by the inverse propensity, corrected by a regression."""
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
    """Return the variance of an estimate from the units' influence on it."""
    squares = ((groups.weights * influence) ** 2).sum(axis=-1)
    return np.asarray(correction * squares / groups.weights.sum() ** 2)


def ipw_influence(
    outcome: Array, treated: Array, propensity: Propensity, weights: Array, estimand: str
) -> tuple[Array, Array]:
    """Return the difference of inverse-propensity weighted means, and each unit's influence on it.

    Parameters
    ----------
    outcome : array, n or rows × n
        One outcome, or several of the same units.
    treated : array, n
        0 or 1.
    propensity : Propensity
        As returned by :func:`field_statistics.treatment_effects.propensity.fit_propensity`.
    weights : array, n
        Survey weights.
    estimand : {"ate", "att"}
        Mean effect over all units or over the treated.

    Returns
    -------
    estimate : array, scalar or rows
        The effect, in units of the outcome.
    influence : array, n or rows × n
        It takes into account that the propensity is estimated: the estimate's variance is
        Σ (w · influence)² / (Σ w)².

    References
    ----------
    Lunceford, J. K., & Davidian, M. (2004). Stratification and weighting via the propensity score in
    estimation of causal treatment effects. *Statistics in Medicine*, 23(19), 2937–2960.
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
        # A unit pulls its group's mean towards itself: its residual is too small by its share (HC3).
        parts[..., own] = sign * factor[own] * residual / (1 - share) * total / size
        slopes[..., own] = sign * slope[own] * residual * total / size
    gradient = design.T @ (weights * slopes).T
    # The influence of the estimated propensity: inverse information (weights of mean one) · score.
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
    """Return the doubly robust estimate of an effect, and each unit's influence on it.

    Parameters
    ----------
    outcome : array, n or rows × n
        One outcome, or several of the same units.
    treated : array, n
        0 or 1.
    score : array, n
        Propensity scores, strictly between 0 and 1.
    predictions : array, 2 × n or 2 × rows × n
        The outcome predicted for every unit without treatment, and with it.
    weights : array, n
        Survey weights.
    estimand : {"ate", "att"}
        Mean effect over all units or over the treated.
    residuals : array like ``outcome``, optional
        Residuals for the influence, inflated because the regression was fitted to them (HC2). Without,
        the variance is too small in samples of a hundred.

    Returns
    -------
    estimate : array, scalar or rows
        The effect, in units of the outcome.
    influence : array, n or rows × n
        The estimate's variance is Σ (w · influence)² / (Σ w)².

    References
    ----------
    Robins, J. M., Rotnitzky, A., & Zhao, L. P. (1994). Estimation of regression coefficients when some
    regressors are not always observed. *Journal of the American Statistical Association*, 89(427),
    846–866.
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
    """Return the weighted mean of each row."""
    return np.asarray(np.average(values, axis=-1, weights=weights))
