"""The propensity score: the probability of treatment given the covariates, by maximum likelihood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[np.float64]]

_ITERATIONS = 50
#: Linear predictors beyond this mean that the covariates separate the groups without error.
_SEPARATED = 25.0


@dataclass(frozen=True)
class Propensity:
    """A fitted logit.

    Attributes
    ----------
    score : array, n
        Estimated probability of treatment.
    coefficients : array, k + 1
        The constant first.
    inverse : array, (k + 1) × (k + 1)
        Inverse of the information matrix.
    design : array, n × (k + 1)
        The covariates behind a column of ones.
    """

    score: Array
    coefficients: Array
    inverse: Array
    design: Array

    @property
    def logit(self) -> Array:
        """The linear predictor of each unit."""
        linear: Array = self.design @ self.coefficients
        return linear


def with_constant(covariates: Array) -> Array:
    """Return ``covariates`` (n × k) behind a column of ones."""
    return np.column_stack([np.ones(len(covariates)), covariates])


def fit_propensity(
    treated: Array, covariates: Array, weights: Array | None = None
) -> Propensity | None:
    """Fit a logit of treatment on covariates and a constant by Newton's method.

    Parameters
    ----------
    treated : array, n
        0 or 1.
    covariates : array, n × k
        Complete, without a constant.
    weights : array, n, optional
        Multiply each unit's log-likelihood.

    Returns
    -------
    Propensity or None
        None where there is no finite maximum: the covariates separate the groups, or are collinear.

    References
    ----------
    Rosenbaum, P. R., & Rubin, D. B. (1983). The central role of the propensity score in observational
    studies for causal effects. *Biometrika*, 70(1), 41–55.

    Albert, A., & Anderson, J. A. (1984). On the existence of maximum likelihood estimates in logistic
    regression models. *Biometrika*, 71(1), 1–10.

    Examples
    --------
    >>> import numpy as np
    >>> size = np.array([[1.0], [2.0], [3.0], [4.0]])
    >>> fit_propensity(np.array([0.0, 1.0, 0.0, 1.0]), size).score.round(2).tolist()
    [0.2, 0.39, 0.61, 0.8]
    """
    weights = np.ones(len(treated)) if weights is None else weights / weights.mean()
    scale = covariates.std(axis=0)
    scale[scale == 0] = 1.0
    design = with_constant((covariates - covariates.mean(axis=0)) / scale)
    beta = np.zeros(design.shape[1])
    score = np.full(len(treated), 0.5)
    for _ in range(_ITERATIONS):
        information = (design * (weights * score * (1 - score))[:, None]).T @ design
        try:
            step = np.linalg.solve(information, design.T @ (weights * (treated - score)))
        except np.linalg.LinAlgError:
            return None
        # Early Newton steps may overshoot where the groups are far apart.
        largest = np.abs(step).max()
        if not np.isfinite(largest):
            return None
        beta = beta + step / max(1.0, largest / 5.0)
        linear = design @ beta
        if np.abs(linear).max() > _SEPARATED:
            return None
        score = 1 / (1 + np.exp(-linear))
        if largest < 1e-10:
            return _unscaled(beta, score, weights, covariates, scale)
    return None


def _unscaled(
    beta: Array, score: Array, weights: Array, covariates: Array, scale: Array
) -> Propensity | None:
    """Put the coefficients of standardised covariates back on the covariates' own scale."""
    slopes = beta[1:] / scale
    coefficients = np.concatenate([[beta[0] - covariates.mean(axis=0) @ slopes], slopes])
    design = with_constant(covariates)
    information = (design * (weights * score * (1 - score))[:, None]).T @ design
    try:
        inverse = np.asarray(np.linalg.inv(information), dtype=np.float64)
    except np.linalg.LinAlgError:
        return None
    return Propensity(score, coefficients, inverse, design)


def trimmed(score: Array, trim: float, estimand: str) -> Any:
    """Return which units are kept: those whose score lies in [trim, 1 − trim].

    For the effect on the treated only units above 1 − trim are dropped: below it, no treated unit is
    needed to stand in for others (the rule of Crump et al., 2009).
    """
    kept = score <= 1 - trim
    if estimand == "ate":
        kept &= score >= trim
    return kept
