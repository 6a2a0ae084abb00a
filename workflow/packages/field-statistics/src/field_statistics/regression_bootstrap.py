"""Bootstrap of the whole drivers model and its dominance analysis, over units.

Every replicate draws units anew and repeats all steps: standardisation, least squares, and the R² of
every model. Intervals are bias-corrected and accelerated (Efron, 1987).
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

#: Least share of the replicates that must be estimable.
_ENOUGH = 0.9


@dataclass(frozen=True)
class RegressionBootstrap:
    """Coefficients and dominance weights with bootstrap intervals (and no p-values).

    ``differences`` and ``weight_differences``: (first, second) → first minus second, of coefficients
    and of general dominance weights; ``reproduced``: (first, second) → share of replicates in which
    the first has the larger general weight; ``dominance``: of the units as they are.
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
    """Resample the units of ``complete`` (scores; the outcome first, then the predictors).

    The scores of all units must allow the model. Returns NotEstimable where too many resamples do
    not: a predictor that only a few units score differently on, say.
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
