"""The effect of a treatment on an outcome by six estimators, on arrays: cheap enough for many draws.

``difference`` compares means (unequal variances, Welch 1947); ``regression`` holds the covariates
constant (HC3, MacKinnon & White 1985); ``regression_interacted`` lets each group have its own slopes
(Lin 2013, HC2); ``ipw`` weights by the inverse propensity (Hájek 1971; variance of Lunceford &
Davidian 2004); ``aipw`` joins both (Robins, Rotnitzky & Zhao 1994; influence function with HC2
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
    """An effect in units of the outcome, its interval, two-sided p-value, and the units behind it."""

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
    outcome: Array
    groups: Groups
    estimand: Estimand
    trim: float


class _Found(NamedTuple):
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
    """Return the effect of ``treated`` (0/1, length n) on ``outcome`` (length n) by estimator ``name``.

    ``covariates``: n × k, 0/1 columns for categories, without a constant; columns that do not vary are
    left out, missing values are the caller's to handle. ``weights``: positive survey weights on any
    scale. ``estimand``: the mean effect over all units (ate) or over the treated (att); ``difference``
    and ``regression`` assume the same effect for all, so that both are one number. ``trim``: units
    with a propensity beyond it on either side are set aside by ipw and aipw (Crump et al. 2009),
    0: none. Returns NotEstimable where the estimate does not exist.
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
    """Return what :func:`estimate_effect` does for ``groups``: for those who have several questions.

    What follows from treatment and covariates alone is found once for all of them.
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
    n_treated = int(treated.sum())
    return _Found(float(estimate), float(variance), df, n_treated, len(treated) - n_treated)


def _difference(task: _Task) -> _Found:
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
    groups = task.groups
    design = np.column_stack([np.ones(len(groups.treated)), groups.treated, groups.covariates])
    fit = least_squares(task.outcome, design, groups.weights, HC3)
    if isinstance(fit, NotEstimable):
        return fit
    df = float(len(design) - design.shape[1])
    return _found(groups.treated, fit.coefficients[1], fit.covariance[1, 1], df)


def _interacted(task: _Task) -> _Found | NotEstimable:
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
    # The means of the covariates are estimates too: their share of the variance.
    unlike = centred @ (ours.coefficients - theirs.coefficients)[1:]
    variance = ours.covariance[0, 0] + theirs.covariance[0, 0] + share**2 @ unlike**2
    df = float(len(centred) - 2 * (centred.shape[1] + 1))
    return _found(groups.treated, ours.coefficients[0] - theirs.coefficients[0], variance, df)


def _weighted(task: _Task, weigh: Weighing) -> _Found | NotEstimable:
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
