"""Nearest-neighbour matching with replacement, bias-adjusted, with the Abadie–Imbens variance.

The distance is Mahalanobis's over the covariates, within a caliper on the logit of the propensity
(Rosenbaum & Rubin, 1985). All neighbours at the same distance count, in equal parts, so that the
order of the rows never matters.
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
    """Who could stand in for whom: each unit's nearest in the other group and in its own.

    Attributes
    ----------
    treated : array, n
        0 or 1.
    covariates : array, n × k
        Complete.
    weights : array, n
        Survey weights.
    other, own : Neighbours
        Each unit's nearest in the other group, and in its own (for the variance).
    """

    treated: Array
    covariates: Array
    weights: Array
    other: Neighbours
    own: Neighbours

    def asked_for(self, estimand: str) -> Matched | NotEstimable:
        """Return the matches of all units ("ate") or of the treated ("att"), or why there are none."""
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
        """The units that are asked for or stand in for one."""
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
        """Return what a regression in the other group says about the distance to the matches."""
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
    """Find each unit's nearest units in the other group and in its own.

    Parameters
    ----------
    treated : array, n
        0 or 1.
    covariates : array, n × k
        Complete.
    weights : array, n
        Survey weights.
    propensity : Propensity or None
        With None, the nearest are taken however far they are; otherwise only within the caliper.
    caliper : float, default 0.2
        In standard deviations of the logit of the propensity.

    Returns
    -------
    Pairing
        ``pairing.asked_for("att").effect(outcome)`` gives the effect on the treated and its variance.

    References
    ----------
    Abadie, A., & Imbens, G. W. (2006). Large sample properties of matching estimators for average
    treatment effects. *Econometrica*, 74(1), 235–267.

    Austin, P. C. (2011). Optimal caliper widths for propensity-score matching when estimating
    differences in means and differences in proportions in observational studies. *Pharmaceutical
    Statistics*, 10(2), 150–161.

    Examples
    --------
    >>> import numpy as np
    >>> treated = np.array([1, 1, 0, 0, 0.0])
    >>> size = np.array([[1.0], [5.0], [1.1], [5.2], [9.0]])
    >>> matched = match_nearest(treated, size, np.ones(5), None).asked_for("att")
    >>> matched.used.tolist()
    [True, True, True, True, False]
    """
    places = find_places(treated, covariates)
    height, reach = np.zeros(len(treated)), np.inf
    if propensity is not None and covariates.shape[1]:
        height = propensity.logit
        reach = caliper * height.std(ddof=1)
    other = nearest_of_other_group(places, height, reach)
    return Pairing(treated, covariates, weights, other, nearest_of_own_group(places))
