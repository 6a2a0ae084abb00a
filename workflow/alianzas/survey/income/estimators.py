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

from alianzas.survey.income.matching import match
from alianzas.survey.income.propensity import (
    Array,
    fit_propensity,
    trimmed,
    with_constant,
)
from alianzas.survey.income.weighting import aipw_influence, ipw_influence
from alianzas.survey.limitations import Limitation

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
#: Powers of (1 − leverage) that make up for residuals too small (MacKinnon & White, 1985).
HC2, HC3 = 0.5, 1.0

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


class _Sample(NamedTuple):
    outcome: Array
    treated: Array
    covariates: Array
    weights: Array
    estimand: Estimand
    trim: float

    def rows(self, kept: Array) -> _Sample:
        return self._replace(
            outcome=self.outcome[kept],
            treated=self.treated[kept],
            covariates=self.covariates[kept],
            weights=self.weights[kept],
        )


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
) -> Effect | Limitation:
    """Return the effect of ``treated`` (0/1, length n) on ``outcome`` (length n) by estimator ``name``.

    ``covariates``: n × k, 0/1 columns for categories, without a constant; columns that do not vary are
    left out, missing values are the caller's to handle. ``weights``: positive survey weights on any
    scale. ``estimand``: the mean effect over all units (ate) or over the treated (att); ``difference``
    and ``regression`` assume the same effect for all, so that both are one number. ``trim``: units
    with a propensity beyond it on either side are set aside by ipw and aipw (Crump et al. 2009),
    0: none. Returns a Limitation where the estimate does not exist.
    """
    treated = np.asarray(treated, dtype=float)
    covariates = np.asarray(covariates, dtype=float).reshape(len(treated), -1)
    covariates = covariates[:, np.ptp(covariates, axis=0) > 0] if len(treated) else covariates
    weights = np.ones(len(treated)) if weights is None else np.asarray(weights, dtype=float)
    if min(treated.sum(), (1 - treated).sum()) < 2:
        return Limitation("one_group")
    outcome = np.asarray(outcome, dtype=float)
    if np.ptp(outcome) == 0:
        return Limitation("no_variance")
    sample = _Sample(
        outcome,
        treated,
        covariates,
        weights / weights.mean(),
        estimand,
        trim,
    )
    found = _BY_NAME[name](sample)
    if isinstance(found, Limitation):
        return found
    if not np.isfinite(found.variance) or found.variance <= 0:
        return Limitation("no_variance")
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


def _counted(sample: _Sample, estimate: float, variance: float, df: float) -> _Found:
    n_treated = int(sample.treated.sum())
    return _Found(float(estimate), float(variance), df, n_treated, len(sample.treated) - n_treated)


def _difference(sample: _Sample) -> _Found:
    means, variances, dfs = [], [], []
    for arm in (1.0, 0.0):
        own = sample.treated == arm
        y, share = sample.outcome[own], sample.weights[own] / sample.weights[own].sum()
        mean = share @ y
        # Without weights this is s² / n.
        variances.append(float((share**2 * (y - mean) ** 2 / (1 - share)).sum()))
        means.append(mean)
        dfs.append(1 / (share @ share) - 1)
    total = sum(variances)
    spread = sum(v**2 / df for v, df in zip(variances, dfs, strict=True))
    df = total**2 / spread if spread > 0 else float(len(sample.outcome) - 2)
    return _counted(sample, means[0] - means[1], total, df)


class Fit(NamedTuple):
    """Least squares: ``coefficients``, ``residuals``, ``leverage``, robust ``covariance``."""

    coefficients: Array
    residuals: Array
    leverage: Array
    covariance: Array


def least_squares(outcome: Array, design: Array, weights: Array, power: float) -> Fit | Limitation:
    """Regress ``outcome`` on the columns of ``design`` (n × k) with ``weights``.

    In the robust covariance a residual is divided by (1 − leverage) to ``power``: ½ gives HC2, 1 HC3.
    Returns a Limitation where columns determine each other or one unit determines a coefficient.
    """
    root = np.sqrt(weights)
    q, r = np.linalg.qr(design * root[:, None])
    diagonal = np.abs(np.diag(r))
    if len(design) <= design.shape[1] or diagonal.min() <= 1e-10 * diagonal.max():
        return Limitation("collinear")
    leverage = (q**2).sum(axis=1)
    if leverage.max() > 1 - 1e-8:
        return Limitation("leverage")
    coefficients = np.linalg.solve(r, q.T @ (root * outcome))
    residuals = outcome - design @ coefficients
    half = np.linalg.solve(r, (q * (root * residuals / (1 - leverage) ** power)[:, None]).T)
    return Fit(coefficients, residuals, leverage, half @ half.T)


def _regression(sample: _Sample) -> _Found | Limitation:
    design = np.column_stack([np.ones(len(sample.treated)), sample.treated, sample.covariates])
    fit = least_squares(sample.outcome, design, sample.weights, HC3)
    if isinstance(fit, Limitation):
        return fit
    df = float(len(design) - design.shape[1])
    return _counted(sample, fit.coefficients[1], fit.covariance[1, 1], df)


def _focus(sample: _Sample) -> Array:
    """Return the weights of the units whose mean effect is asked for."""
    return sample.weights * (sample.treated if sample.estimand == "att" else 1.0)


def _interacted(sample: _Sample) -> _Found | Limitation:
    share = _focus(sample) / _focus(sample).sum()
    centre = share @ sample.covariates
    centred = sample.covariates - centre
    fits = []
    for arm in (1.0, 0.0):
        own = sample.treated == arm
        fit = least_squares(
            sample.outcome[own], with_constant(centred[own]), sample.weights[own], HC2
        )
        if isinstance(fit, Limitation):
            return fit
        fits.append(fit)
    ours, theirs = fits
    # The means of the covariates are estimates too: their share of the variance.
    unlike = centred @ (ours.coefficients - theirs.coefficients)[1:]
    variance = ours.covariance[0, 0] + theirs.covariance[0, 0] + share**2 @ unlike**2
    df = float(len(centred) - 2 * (centred.shape[1] + 1))
    return _counted(sample, ours.coefficients[0] - theirs.coefficients[0], variance, df)


def _weighted(sample: _Sample, join: bool) -> _Found | Limitation:
    propensity = fit_propensity(sample.treated, sample.covariates, sample.weights)
    if propensity is not None and sample.trim > 0:
        kept = trimmed(propensity.score, sample.trim, sample.estimand)
        if not kept.all():
            sample = sample.rows(kept)
            if min(sample.treated.sum(), (1 - sample.treated).sum()) < 2:
                return Limitation("one_group")
            sample = sample._replace(
                covariates=sample.covariates[:, np.ptp(sample.covariates, axis=0) > 0]
            )
            propensity = fit_propensity(sample.treated, sample.covariates, sample.weights)
    if propensity is None:
        return Limitation("separation")
    if not join:
        estimate, influence = ipw_influence(
            sample.outcome, sample.treated, propensity, sample.weights, sample.estimand
        )
        correction = len(influence) / (len(influence) - len(propensity.coefficients))
    else:
        predictions, residuals = np.zeros((2, len(sample.treated))), np.zeros(len(sample.treated))
        design = with_constant(sample.covariates)
        for arm in (0, 1):
            own = sample.treated == arm
            fit = least_squares(sample.outcome[own], design[own], sample.weights[own], HC2)
            if isinstance(fit, Limitation):
                return fit
            predictions[arm] = design @ fit.coefficients
            residuals[own] = fit.residuals / (1 - fit.leverage) ** HC2
        estimate, influence = aipw_influence(
            sample.outcome,
            sample.treated,
            propensity.score,
            predictions,
            sample.weights,
            sample.estimand,
            residuals,
        )
        correction = 1.0
    total = sample.weights.sum()
    variance = correction * float(((sample.weights * influence) ** 2).sum()) / total**2
    df = float(len(influence) - len(propensity.coefficients) - 1)
    return _counted(sample, estimate, variance, df)


def _ipw(sample: _Sample) -> _Found | Limitation:
    return _weighted(sample, join=False)


def _aipw(sample: _Sample) -> _Found | Limitation:
    return _weighted(sample, join=True)


def _matching(sample: _Sample) -> _Found | Limitation:
    matched = match(sample.treated, sample.covariates, sample.weights, sample.estimand)
    if isinstance(matched, Limitation):
        return matched
    estimate, variance = matched.effect(sample.outcome)
    df = float(len(sample.outcome) - sample.covariates.shape[1] - 2)
    return _counted(sample.rows(matched.used), estimate, variance, df)


_BY_NAME: dict[str, Callable[[_Sample], _Found | Limitation]] = {
    "difference": _difference,
    "regression": _regression,
    "regression_interacted": _interacted,
    "ipw": _ipw,
    "aipw": _aipw,
    "matching": _matching,
}
