"""The effect of a treatment on an outcome by six estimators, on arrays: cheap enough for many draws.

``difference`` compares means (unequal variances, Welch 1947); ``regression`` holds the covariates
constant (HC3, MacKinnon & White 1985); ``regression_interacted`` gives each group its own slopes
(Lin 2013, HC2); ``ipw`` weights by the inverse propensity (Hájek 1971; variance of Lunceford &
Davidian 2004); ``aipw`` combines both (Robins, Rotnitzky & Zhao 1994; influence function with HC2
residuals); ``matching`` takes the nearest neighbours (Abadie & Imbens 2006, 2011). Intervals use
Student's t.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from scipy.special import stdtr, stdtrit

from field_statistics.not_estimable import NotEstimable
from field_statistics.treatment_effects.inverse_propensity import (
    Weighing,
    aipw_effects,
    ipw_effects,
)
from field_statistics.treatment_effects.least_squares import HC2, HC3, least_squares
from field_statistics.treatment_effects.propensity import Array, trimmed, with_constant
from field_statistics.treatment_effects.treatment_groups import Groups

Name = Literal["difference", "regression", "regression_interacted", "ipw", "aipw", "matching"]
Estimand = Literal["ate", "att"]

ESTIMATORS: tuple[Name, ...] = (
    "difference",
    "regression",
    "regression_interacted",
    "ipw",
    "aipw",
    "matching",
)
ESTIMANDS: tuple[Estimand, ...] = ("ate", "att")


@dataclass(frozen=True)
class Effect:
    """An estimated effect.

    Attributes
    ----------
    estimate : float
        In units of the outcome.
    standard_error : float
        Its standard error.
    low, high : float
        Bounds of its interval.
    p : float
        Two-sided p-value.
    n_treated, n_control : int
        Units behind it.
    """

    estimate: float
    standard_error: float
    low: float
    high: float
    p: float
    n_treated: int
    n_control: int

    @property
    def n(self) -> int:
        """The units behind the estimate."""
        return self.n_treated + self.n_control


class _Task(NamedTuple):
    """What is asked of an estimator."""

    outcome: Array
    groups: Groups
    estimand: Estimand
    trim: float


class _Found(NamedTuple):
    """What an estimator returns: the estimate, its variance and degrees of freedom, the units used."""

    estimate: float
    variance: float
    df: float
    n_treated: int
    n_control: int


def estimate_effect(
    name: Name,
    outcome: Array,
    treated: Array,
    covariates: Array,
    weights: Array | None = None,
    *,
    estimand: Estimand = "ate",
    confidence: float = 0.95,
    trim: float = 0.0,
) -> Effect | NotEstimable:
    """Estimate the effect of a binary treatment on an outcome.

    Parameters
    ----------
    name : {"difference", "regression", "regression_interacted", "ipw", "aipw", "matching"}
        The estimator.
    outcome : array, n
        Complete.
    treated : array, n
        0 or 1.
    covariates : array, n × k
        Complete, with 0/1 columns for categories and no constant. Columns that do not vary are dropped.
    weights : array, n, optional
        Positive survey weights on any scale.
    estimand : {"ate", "att"}
        Mean effect over all units or over the treated. "difference" and "regression" assume one effect
        for everybody, so that both are the same number.
    confidence : float, default 0.95
        Level of the interval.
    trim : float, default 0
        "ipw" and "aipw" set aside units whose propensity is below ``trim`` or above 1 − ``trim``.

    Returns
    -------
    Effect or NotEstimable
        NotEstimable where a group has fewer than two units ("one_group"), the outcome or its variance
        is degenerate ("no_variance"), the covariates are "collinear" or separate the groups
        ("separation"), one unit determines a coefficient ("leverage"), or there is "no_match".

    References
    ----------
    Abadie, A., & Imbens, G. W. (2011). Bias-corrected matching estimators for average treatment
    effects. *Journal of Business & Economic Statistics*, 29(1), 1–11.

    Crump, R. K., Hotz, V. J., Imbens, G. W., & Mitnik, O. A. (2009). Dealing with limited overlap in
    estimation of average treatment effects. *Biometrika*, 96(1), 187–199.

    Lin, W. (2013). Agnostic notes on regression adjustments to experimental data. *Annals of Applied
    Statistics*, 7(1), 295–318.

    Lunceford, J. K., & Davidian, M. (2004). Stratification and weighting via the propensity score in
    estimation of causal treatment effects. *Statistics in Medicine*, 23(19), 2937–2960.

    Robins, J. M., Rotnitzky, A., & Zhao, L. P. (1994). Estimation of regression coefficients when some
    regressors are not always observed. *Journal of the American Statistical Association*, 89(427),
    846–866.

    Examples
    --------
    >>> import numpy as np
    >>> rng = np.random.default_rng(1)
    >>> size = rng.normal(size=(200, 1))
    >>> allied = (rng.random(200) < 1 / (1 + np.exp(-size[:, 0]))).astype(float)
    >>> income = 2 * allied + size[:, 0] + rng.normal(size=200)
    >>> found = estimate_effect("aipw", income, allied, size)
    >>> found.low < 2 < found.high
    True
    """
    return effect_between(
        name,
        outcome,
        Groups.of(treated, covariates, weights),
        estimand=estimand,
        confidence=confidence,
        trim=trim,
    )


def effect_between(
    name: Name,
    outcome: Array,
    groups: Groups,
    *,
    estimand: Estimand = "ate",
    confidence: float = 0.95,
    trim: float = 0.0,
) -> Effect | NotEstimable:
    """Return what :func:`estimate_effect` does, for ``groups`` that several questions are asked about.

    What follows from treatment and covariates alone is computed once for all of them.
    """
    if groups.smaller < 2:
        return NotEstimable("one_group")
    outcome = np.asarray(outcome, dtype=float)
    if np.ptp(outcome) == 0:
        return NotEstimable("no_variance")
    found = _BY_NAME[name](_Task(outcome, groups, estimand, trim))
    if isinstance(found, NotEstimable):
        return found
    if not np.isfinite(found.variance) or found.variance <= 0:
        return NotEstimable("no_variance")
    error = float(np.sqrt(found.variance))
    reach = float(stdtrit(found.df, 0.5 + confidence / 2)) * error
    return Effect(
        found.estimate,
        error,
        found.estimate - reach,
        found.estimate + reach,
        2 * float(stdtr(found.df, -abs(found.estimate / error))),
        found.n_treated,
        found.n_control,
    )


def _found(treated: Array, estimate: Array, variance: Array, df: float) -> _Found:
    """Put an estimate and its variance with the numbers of units they rest on."""
    n_treated = int(treated.sum())
    return _Found(float(estimate), float(variance), df, n_treated, len(treated) - n_treated)


def _difference(task: _Task) -> _Found:
    """Compare the means of both groups."""
    groups = task.groups
    means, variances, dfs = [], [], []
    for arm in (1.0, 0.0):
        own = groups.treated == arm
        y, share = task.outcome[own], groups.weights[own] / groups.weights[own].sum()
        mean = share @ y
        # Without weights this is s² / n.
        variances.append(float((share**2 * (y - mean) ** 2 / (1 - share)).sum()))
        means.append(mean)
        dfs.append(1 / (share @ share) - 1)
    total = sum(variances)
    spread = sum(v**2 / df for v, df in zip(variances, dfs, strict=True))
    df = total**2 / spread if spread > 0 else float(len(task.outcome) - 2)
    return _found(groups.treated, means[0] - means[1], np.asarray(total), df)


def _regression(task: _Task) -> _Found | NotEstimable:
    """Hold the covariates constant, with one slope for both groups."""
    groups = task.groups
    design = np.column_stack([np.ones(len(groups.treated)), groups.treated, groups.covariates])
    fit = least_squares(task.outcome, design, groups.weights, HC3)
    if isinstance(fit, NotEstimable):
        return fit
    df = float(len(design) - design.shape[1])
    return _found(groups.treated, fit.coefficients[1], fit.covariance[1, 1], df)


def _interacted(task: _Task) -> _Found | NotEstimable:
    """Hold the covariates constant, with slopes for each group."""
    groups = task.groups
    # The weights of the units whose mean effect is asked for.
    focus = groups.weights * (groups.treated if task.estimand == "att" else 1.0)
    share = focus / focus.sum()
    centred = groups.covariates - share @ groups.covariates
    fits = []
    for arm in (1.0, 0.0):
        own = groups.treated == arm
        design = with_constant(centred[own])
        fit = least_squares(task.outcome[own], design, groups.weights[own], HC2)
        if isinstance(fit, NotEstimable):
            return fit
        fits.append(fit)
    ours, theirs = fits
    # The means of the covariates are estimates too, and add to the variance.
    unlike = centred @ (ours.coefficients - theirs.coefficients)[1:]
    variance = ours.covariance[0, 0] + theirs.covariance[0, 0] + share**2 @ unlike**2
    df = float(len(centred) - 2 * (centred.shape[1] + 1))
    return _found(groups.treated, ours.coefficients[0] - theirs.coefficients[0], variance, df)


def _weighted(task: _Task, weigh: Weighing) -> _Found | NotEstimable:
    """Trim units with extreme propensities and weight the rest."""
    groups, outcome = task.groups, task.outcome
    if groups.propensity is not None and task.trim > 0:
        kept = trimmed(groups.propensity.score, task.trim, task.estimand)
        if not kept.all():
            groups, outcome = groups.rows(kept), outcome[kept]
            if groups.smaller < 2:
                return NotEstimable("one_group")
    found = weigh(outcome, groups, task.estimand)
    return found if isinstance(found, NotEstimable) else _found(groups.treated, *found)


def _ipw(task: _Task) -> _Found | NotEstimable:
    return _weighted(task, ipw_effects)


def _aipw(task: _Task) -> _Found | NotEstimable:
    return _weighted(task, aipw_effects)


def _matching(task: _Task) -> _Found | NotEstimable:
    matched = task.groups.matched(task.estimand)
    if isinstance(matched, NotEstimable):
        return matched
    df = float(len(task.outcome) - task.groups.covariates.shape[1] - 2)
    return _found(task.groups.treated[matched.used], *matched.effect(task.outcome), df)


_BY_NAME: dict[str, Callable[[_Task], _Found | NotEstimable]] = {
    "difference": _difference,
    "regression": _regression,
    "regression_interacted": _interacted,
    "ipw": _ipw,
    "aipw": _aipw,
    "matching": _matching,
}
