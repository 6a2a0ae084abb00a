"""Who is treated, and what follows from that and the covariates: propensities, designs and matches.

They are the same for every outcome and estimand, and are computed once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from field_statistics.not_estimable import NotEstimable
from field_statistics.treatment_effects.least_squares import Basis, basis
from field_statistics.treatment_effects.matching import Matched, Pairing, match_nearest
from field_statistics.treatment_effects.propensity import (
    Array,
    Propensity,
    fit_propensity,
    with_constant,
)


@dataclass(frozen=True, eq=False)
class Groups:
    """The units that are compared.

    ``treated``: n zeros and ones; ``covariates``: n × k, each of which varies; ``weights``: n survey
    weights with mean one.
    """

    treated: Array
    covariates: Array
    weights: Array

    @classmethod
    def of(cls, treated: Array, covariates: Array, weights: Array | None = None) -> Groups:
        """Return the groups without covariates that do not vary; ``weights`` are on any scale."""
        treated = np.asarray(treated, dtype=float)
        covariates = np.asarray(covariates, dtype=float).reshape(len(treated), -1)
        covariates = covariates[:, np.ptp(covariates, axis=0) > 0] if len(treated) else covariates
        weights = np.ones(len(treated)) if weights is None else np.asarray(weights, dtype=float)
        return cls(treated, covariates, weights / weights.mean())

    @property
    def smaller(self) -> float:
        """The number of units in the smaller group."""
        return float(min(self.treated.sum(), (1 - self.treated).sum()))

    def rows(self, kept: Array) -> Groups:
        """Return the groups of some of the units (n booleans)."""
        return Groups.of(self.treated[kept], self.covariates[kept], self.weights[kept])

    @cached_property
    def propensity(self) -> Propensity | None:
        """The propensity scores; None where the covariates separate the groups."""
        return fit_propensity(self.treated, self.covariates, self.weights)

    @cached_property
    def arms(self) -> list[Basis | NotEstimable]:
        """The covariates with a constant, of the untreated and of the treated, for regressions."""
        own = (self.treated == arm for arm in (0, 1))
        return [basis(with_constant(self.covariates[rows]), self.weights[rows]) for rows in own]

    @cached_property
    def _pairing(self) -> Pairing | None:
        if self.covariates.shape[1] and self.propensity is None:
            return None
        return match_nearest(self.treated, self.covariates, self.weights, self.propensity)

    def matched(self, estimand: str) -> Matched | NotEstimable:
        """Return who stands in for whom, for the effect on all units ("ate") or the treated ("att")."""
        if self._pairing is None:
            return NotEstimable("separation")
        return self._pairing.asked_for(estimand)
