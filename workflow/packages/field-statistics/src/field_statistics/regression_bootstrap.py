"""Bootstrap of a whole regression and its dominance analysis, over units.

Each replicate draws the units anew and repeats every step: standardisation, least squares, and the
R² of every model. Intervals are bias-corrected and accelerated (Efron, 1987).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from field_statistics.dominance import Dominance, dominance_analysis, general_weights, subset_r2
from field_statistics.not_estimable import NotEstimable
from field_statistics.regression import Estimate
from field_statistics.resampling import (
    bca_intervals,
    bootstrap_weights,
    correlations,
    estimable,
    leave_one_out_correlations,
    resamples_held,
    standardised_coefficients,
)

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

Pair = tuple[str, str]

#: Smallest share of the replicates that must be estimable.
_ENOUGH = 0.9


@dataclass(frozen=True)
class RegressionBootstrap:
    """Standardised coefficients and dominance weights with bootstrap intervals (and no p-values).

    Attributes
    ----------
    predictors : sequence of str
        Their names, in the order of the columns.
    coefficients : dict of str to Estimate
        Standardised coefficients.
    differences : dict of (str, str) to Estimate
        First coefficient minus second, for every ordered pair.
    dominance : Dominance
        Dominance analysis of the units as they are.
    weights : dict of str to Estimate
        General dominance weights.
    weight_differences : dict of (str, str) to Estimate
        First weight minus second, for every ordered pair.
    reproduced : dict of (str, str) to float
        Share of the replicates in which the first has the larger general weight.
    replicates : int
        Number of replicates that could be estimated.
    """

    predictors: Sequence[str]
    coefficients: dict[str, Estimate]
    differences: dict[Pair, Estimate]
    dominance: Dominance
    weights: dict[str, Estimate]
    weight_differences: dict[Pair, Estimate]
    reproduced: dict[Pair, float]
    replicates: int

    def place(self, name: str) -> int:
        """Return the place of a predictor in the arrays of ``dominance``."""
        return list(self.predictors).index(name)


def bootstrap_regression(
    complete: pd.DataFrame, confidence: float, replicates: int, rng: np.random.Generator
) -> RegressionBootstrap | NotEstimable:
    """Bootstrap a standardised regression and its dominance analysis by resampling units.

    Parameters
    ----------
    complete : DataFrame, n × (1 + k)
        The outcome first, then the predictors, without missing values.
    confidence : float
        Level of the intervals, between 0 and 1.
    replicates : int
        Number of bootstrap replicates.
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    RegressionBootstrap or NotEstimable
        NotEstimable ("bootstrap") where the model cannot be estimated with all units, with any one of
        them left out, or in nine tenths of the replicates: if a predictor varies only through a few
        units, say.

    References
    ----------
    Efron, B. (1987). Better bootstrap confidence intervals. *Journal of the American Statistical
    Association*, 82(397), 171–185.

    Azen, R., & Budescu, D. V. (2003). The dominance analysis approach for comparing predictors in
    multiple regression. *Psychological Methods*, 8(2), 129–148.

    Examples
    --------
    >>> import numpy as np, pandas as pd
    >>> rng = np.random.default_rng(1)
    >>> data = pd.DataFrame(rng.normal(size=(80, 3)), columns=["success", "trust", "planning"])
    >>> data["success"] += data["trust"]
    >>> found = bootstrap_regression(data, 0.95, 500, rng)
    >>> found.coefficients["trust"].low > 0
    True
    """
    import numpy as np

    outcome, *predictors = complete.columns
    values = complete[[*predictors, outcome]].to_numpy(float)
    n = len(values)
    everyone = correlations(values, np.ones((1, n)))
    left_out = leave_one_out_correlations(values)
    if not (estimable(everyone).all() and estimable(left_out).all()):
        return NotEstimable("bootstrap")
    drawn = []
    together = resamples_held(n)
    for start in range(0, replicates, together):
        weights = bootstrap_weights(n, min(together, replicates - start), rng)
        matrices = correlations(values, weights)
        drawn.append(_statistics(matrices[estimable(matrices)]))
    resampled = np.concatenate(drawn)
    if len(resampled) < _ENOUGH * replicates:
        return NotEstimable("bootstrap")
    estimates = _statistics(everyone)[0]
    bounds = bca_intervals(resampled, estimates, _statistics(left_out), confidence)
    found = [
        Estimate(float(value), float(low), float(high), float("nan"), n)
        for value, (low, high) in zip(estimates, bounds, strict=True)
    ]
    k, pairs = len(predictors), _pairs(len(predictors))
    named = [(predictors[i], predictors[j]) for i, j in pairs]
    general = resampled[:, k : 2 * k]
    return RegressionBootstrap(
        predictors,
        dict(zip(predictors, found[:k], strict=True)),
        dict(zip(named, found[2 * k : 2 * k + len(pairs)], strict=True)),
        dominance_analysis(everyone[0]),
        dict(zip(predictors, found[k : 2 * k], strict=True)),
        dict(zip(named, found[2 * k + len(pairs) :], strict=True)),
        {
            name: float((general[:, i] > general[:, j]).mean())
            for name, (i, j) in zip(named, pairs, strict=True)
        },
        len(resampled),
    )


def _pairs(k: int) -> list[tuple[int, int]]:
    """Return every ordered pair of two different predictors, by number."""
    return [(i, j) for i in range(k) for j in range(k) if i != j]


def _statistics(matrices: Array) -> Array:
    """Return, per resample: k coefficients, k weights, differences of both over all pairs."""
    import numpy as np

    coefficients = standardised_coefficients(matrices)
    weights = general_weights(subset_r2(matrices)).T
    pairs = _pairs(coefficients.shape[1])
    first, second = [i for i, _ in pairs], [j for _, j in pairs]
    return np.hstack(
        [
            coefficients,
            weights,
            coefficients[:, first] - coefficients[:, second],
            weights[:, first] - weights[:, second],
        ]
    )
