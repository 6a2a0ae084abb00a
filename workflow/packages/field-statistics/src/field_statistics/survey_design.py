"""Standard errors under a sample design: weights, strata and clusters, by linearisation.

The covariance matrix of estimating equations (Binder, 1983), as Stata's svy and R's survey give it
for a single stage of sampling without finite population correction: units, or clusters of them, are
drawn independently within strata.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from field_statistics.not_estimable import NotEstimable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Inside = NDArray[np.bool_]


@dataclass(frozen=True)
class SurveyDesign:
    """How the units of a sample were drawn.

    Attributes
    ----------
    weights : array, n
        Above zero, on any scale.
    strata : array, n, optional
        The stratum of each unit; by default there is one.
    clusters : array, n, optional
        The cluster of each unit, named across strata; by default each unit was drawn by itself.
    """

    weights: Array
    strata: NDArray[Any] | None = None
    clusters: NDArray[Any] | None = None

    def covariance(self, scores: Array, inside: Inside) -> Array | NotEstimable:
        """Return the covariance matrix of the sum of weighted scores.

        Parameters
        ----------
        scores : array, m × k
            Contributions of the units ``inside`` to the estimating equations, weights included.
        inside : array of bool, n
            Which units of the sample they belong to: the others are of the design and count zero.

        Returns
        -------
        array, k × k, or NotEstimable
            NotEstimable ("lonely_stratum") where a stratum has a single unit or cluster.
        """
        import numpy as np

        n = len(self.weights)
        strata = np.zeros(n) if self.strata is None else self.strata
        stratum = np.unique(strata, return_inverse=True)[1]
        drawn = np.arange(n) if self.clusters is None else self.clusters
        cluster, first, place = _first_and_place(drawn)
        totals = np.zeros((len(cluster), scores.shape[1]))
        np.add.at(totals, place[inside], scores)
        of = stratum[first]
        found = np.zeros((scores.shape[1], scores.shape[1]))
        for one in np.unique(of):
            own = totals[of == one]
            if len(own) < 2:
                return NotEstimable("lonely_stratum")
            away = own - own.mean(axis=0)
            found += len(own) / (len(own) - 1) * (away.T @ away)
        return found

    def degrees_of_freedom(self, inside: Inside) -> int:
        """Return the number of units or clusters ``inside``, less the number of their strata."""
        import numpy as np

        drawn = np.flatnonzero(inside) if self.clusters is None else self.clusters[inside]
        strata = 1 if self.strata is None else len(np.unique(self.strata[inside]))
        return len(np.unique(drawn)) - strata


def _first_and_place(values: Any) -> tuple[Any, Any, Any]:
    """Return the distinct values, where each first stands, and the number of each entry's."""
    import numpy as np

    found = np.unique(values, return_index=True, return_inverse=True)
    return found[0], found[1], found[2]
