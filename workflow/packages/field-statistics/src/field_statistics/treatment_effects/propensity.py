"""The propensity score: the chance of being treated given the controls, by maximum likelihood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[np.float64]]

_ITERATIONS = 50
#: Linear predictors beyond it mean that the controls tell the groups apart without error.
_SEPARATED = 25.0


@dataclass(frozen=True)
class Propensity:
    """A fitted logit: ``score`` per unit, ``coefficients`` (constant first), ``inverse``
    information (k + 1 squared), ``design`` (n × k + 1)."""

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
    """Fit a logit of ``treated`` (0/1) on ``covariates`` (n × k) and a constant by Newton's method.

    ``weights`` multiply each unit's likelihood. Returns None where there is no finite maximum: the
    covariates separate the groups (Albert & Anderson, 1984), or they determine each other.
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
    """Return which units stay: those whose score lies in [trim, 1 − trim].

    For the effect on the treated only units above 1 − trim go: nobody needs treated units there to
    stand for others (Crump et al., 2009, on the rule).
    """
    kept = score <= 1 - trim
    if estimand == "ate":
        kept &= score >= trim
    return kept
