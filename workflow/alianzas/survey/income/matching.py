"""Nearest-neighbour matching with replacement, bias-adjusted, with the Abadie–Imbens variance.

Distance is Mahalanobis's over the covariates, within a caliper on the logit of the propensity
(Rosenbaum & Rubin, 1985). All neighbours at the same distance count, in equal parts, so that the order
of the rows never matters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from alianzas.survey.income.propensity import Array, fit_propensity, with_constant
from alianzas.survey.limitations import Limitation

#: Caliper in standard deviations of the logit of the propensity (Austin, 2011).
CALIPER = 0.2


@dataclass(frozen=True)
class Matched:
    """Who stands for whom: ``stand_in`` (n × n) gives each row's matches in the other group, its sum
    one; rows of units not asked for or without a match are zero. ``alike``: the nearest units of the
    same group, likewise. ``asked``: units whose effect is averaged."""

    treated: Array
    covariates: Array
    weights: Array
    stand_in: Array
    alike: Array
    asked: Any

    @property
    def used(self) -> Any:
        """The units asked for or standing in for one."""
        return self.asked | (self.stand_in.sum(axis=0) > 0)

    @property
    def uses(self) -> Array:
        """The weight with which each unit enters the means compared, on any scale."""
        focus = self.weights * self.asked
        total: Array = focus + focus @ self.stand_in
        return total

    def effect(self, outcome: Array) -> tuple[float, float]:
        """Return the mean effect of the units asked for, and its variance."""
        adjusted = self._adjustment(outcome)
        other = self.stand_in @ outcome + adjusted
        sign = np.where(self.treated == 1, 1.0, -1.0)
        effects = sign * (outcome - other)
        focus = self.weights * self.asked
        focus = focus / focus.sum()
        estimate = float(focus @ effects)
        spread = (outcome - self.alike @ outcome) ** 2 / (1 + (self.alike**2).sum(axis=1))
        taken = focus @ self.stand_in
        squares = focus**2 @ self.stand_in**2
        parts = taken**2 + 2 * focus * taken - squares
        variance = focus**2 @ (effects - estimate) ** 2 + parts @ spread
        return estimate, float(variance)

    def _adjustment(self, outcome: Array) -> Array:
        """Return what a regression in the other group says of the distance to the matches."""
        gap = self.covariates * self.stand_in.sum(axis=1)[:, None] - self.stand_in @ self.covariates
        adjustment = np.zeros(len(outcome))
        taken = (self.weights * self.asked) @ self.stand_in
        for arm in (0, 1):
            donors = (self.treated == arm) & (taken > 0)
            root = np.sqrt(taken[donors])[:, None]
            design = with_constant(self.covariates[donors])
            slopes = np.linalg.lstsq(design * root, outcome[donors] * root[:, 0], rcond=None)[0]
            rows = (self.treated != arm) & self.asked
            adjustment[rows] = gap[rows] @ slopes[1:]
        return adjustment


def match(
    treated: Array,
    covariates: Array,
    weights: Array,
    estimand: str,
    caliper: float | None = CALIPER,
) -> Matched | Limitation:
    """Match each unit (ate) or each treated unit (att) to its nearest in the other group.

    ``covariates``: n × k. ``caliper``: None takes the nearest however far. Units without a match
    within it are set aside.
    """
    n = len(treated)
    distance = np.zeros((n, n))
    if covariates.shape[1]:
        spread = np.atleast_2d(np.cov(covariates, rowvar=False))
        inverse = np.linalg.pinv(spread, rcond=1e-10, hermitian=True)
        values, vectors = np.linalg.eigh(inverse)
        whitened = covariates @ (vectors * np.sqrt(values.clip(min=0)))
        norms = (whitened**2).sum(axis=1)
        distance = (norms[:, None] + norms - 2 * whitened @ whitened.T).clip(min=0)
    same = treated[:, None] == treated
    asked = np.ones(n, dtype=bool) if estimand == "ate" else treated == 1
    reachable = ~same
    if caliper is not None and covariates.shape[1]:
        propensity = fit_propensity(treated, covariates, weights)
        if propensity is None:
            return Limitation("separation")
        logit = propensity.logit
        reachable &= np.abs(logit[:, None] - logit) <= caliper * logit.std(ddof=1)
    asked &= reachable.any(axis=1)
    if (
        min(
            (asked & (treated == 1)).sum(),
            2 if estimand == "att" else (asked & (treated == 0)).sum(),
        )
        < 2
    ):
        return Limitation("no_match")
    stand_in = _nearest(distance, reachable) * asked[:, None]
    return Matched(
        treated,
        covariates,
        weights,
        stand_in,
        _nearest(distance, same & ~np.eye(n, dtype=bool)),
        asked,
    )


def _nearest(distance: Array, allowed: Any) -> Array:
    """Return, per row, equal parts for the nearest allowed columns: their sum is one, or zero."""
    far = np.where(allowed, distance, np.inf)
    least = far.min(axis=1, keepdims=True)
    # Squared distances of twins differ by rounding only.
    ties = allowed & (far <= least + 1e-9 * (1 + np.where(np.isfinite(least), least, 0)))
    count = ties.sum(axis=1, keepdims=True)
    return np.where(count > 0, ties / np.maximum(count, 1), 0.0)
