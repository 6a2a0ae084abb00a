"""Nearest-neighbour matching with replacement, bias-adjusted, with the Abadie–Imbens variance.

Distance is Mahalanobis's over the covariates, within a caliper on the logit of the propensity
(Rosenbaum & Rubin, 1985). All neighbours at the same distance count, in equal parts, so that the order
of the rows never matters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from field_statistics.not_estimable import NotEstimable
from field_statistics.treatment_effects.nearest_neighbours import (
    Neighbours,
    find_places,
    nearest_of_other_group,
    nearest_of_own_group,
)
from field_statistics.treatment_effects.propensity import Array, Propensity, with_constant

#: Caliper in standard deviations of the logit of the propensity (Austin, 2011).
CALIPER = 0.2


@dataclass(frozen=True, eq=False)
class Pairing:
    """Who could stand for whom: each unit's nearest in the other group and in its own."""

    treated: Array
    covariates: Array
    weights: Array
    other: Neighbours
    own: Neighbours

    def asked_for(self, estimand: str) -> Matched | NotEstimable:
        """Return the matches of all units (ate) or of the treated (att); without any, why."""
        found = self.other.count > 0
        asked = found & ((self.treated == 1) | (estimand == "ate"))
        arms = (1,) if estimand == "att" else (0, 1)
        if min((asked & (self.treated == arm)).sum() for arm in arms) < 2:
            return NotEstimable("no_match")
        return Matched(self, asked)


@dataclass(frozen=True, eq=False)
class Matched:
    """The units ``asked`` for, whose effect is averaged, and their stand-ins from the other group."""

    pairing: Pairing
    asked: Any

    @property
    def used(self) -> Any:
        """The units asked for or standing in for one."""
        return self.asked | (self.pairing.other.given(self.asked * 1.0) > 0)

    @property
    def uses(self) -> Array:
        """The weight with which each unit enters the means compared, on any scale."""
        focus = self.pairing.weights * self.asked
        total: Array = focus + self.pairing.other.given(focus * self.pairing.other.share)
        return total

    def effect(self, outcome: Array) -> tuple[Array, Array]:
        """Return the mean effect of the units asked for, and its variance.

        ``outcome``: n, or rows × n for as many effects.
        """
        pairing, share = self.pairing, self.pairing.other.share
        focus = pairing.weights * self.asked
        focus = focus / focus.sum()
        taken = pairing.other.given(focus * share)
        other = pairing.other.means(outcome) + self._adjustment(outcome, taken)
        effects = np.where(pairing.treated == 1, 1.0, -1.0) * (outcome - other)
        estimate = np.asarray(effects @ focus)
        spread = (outcome - pairing.own.means(outcome)) ** 2 / (1 + pairing.own.share)
        parts = taken**2 + 2 * focus * taken - pairing.other.given((focus * share) ** 2)
        variance = (effects - estimate[..., None]) ** 2 @ focus**2 + spread @ parts
        return estimate, np.asarray(variance)

    def _adjustment(self, outcome: Array, taken: Array) -> Array:
        """Return what a regression in the other group says of the distance to the matches."""
        pairing = self.pairing
        gap = pairing.covariates - pairing.other.means(pairing.covariates.T).T
        adjustment = np.zeros(outcome.shape)
        for arm in (0, 1):
            rows = (pairing.treated != arm) & self.asked
            if not rows.any():
                continue
            donors = (pairing.treated == arm) & (taken > 0)
            root = np.sqrt(taken[donors])
            design = with_constant(pairing.covariates[donors]) * root[:, None]
            known = (outcome[..., donors] * root).T
            slopes = np.linalg.lstsq(design, known, rcond=None)[0]
            adjustment[..., rows] = (gap[rows] @ slopes[1:]).T
        return adjustment


def match_nearest(
    treated: Array,
    covariates: Array,
    weights: Array,
    propensity: Propensity | None,
    caliper: float = CALIPER,
) -> Pairing:
    """Return each unit's nearest in the other group and in its own.

    ``covariates``: n × k. ``propensity``: None takes the nearest however far; else those beyond the
    ``caliper`` are not taken.
    """
    places = find_places(treated, covariates)
    height, reach = np.zeros(len(treated)), np.inf
    if propensity is not None and covariates.shape[1]:
        height = propensity.logit
        reach = caliper * height.std(ddof=1)
    other = nearest_of_other_group(places, height, reach)
    return Pairing(treated, covariates, weights, other, nearest_of_own_group(places))
