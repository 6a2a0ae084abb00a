"""Resampling units: correlation matrices of many resamples at once, and bootstrap intervals.

A resample is a row of weights, which say how often each unit was drawn. Means and mean products are
linear in the weights, so that thousands of resamples are one matrix product.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from field_statistics.matrices import definite

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

#: Resamples held in memory at a time, and weights of units in them.
_RESAMPLES, _WEIGHTS = 2000, 2**21


def resamples_held(n: int) -> int:
    """Return how many resamples of ``n`` units are held in memory at a time."""
    return min(_RESAMPLES, max(_WEIGHTS // n, 1))


def bootstrap_weights(n: int, replicates: int, rng: np.random.Generator) -> Array:
    """Return how often each of ``n`` units is drawn in each replicate: replicates × n."""
    import numpy as np

    return rng.multinomial(n, np.full(n, 1 / n), size=replicates).astype(float)


def correlations(values: Array, weights: Array) -> Array:
    """Return the correlation matrix of ``values`` under each row of ``weights``.

    ``values``: units × variables; ``weights``: resamples × units. Result: resamples × variables ×
    variables; NaN where a variable does not vary in the resample.
    """
    centred, products = _products(values)
    total = weights.sum(axis=1, keepdims=True)
    return _correlations(weights @ centred / total, weights @ products / total, centred)


def leave_one_out_correlations(values: Array) -> Array:
    """Return the correlation matrix of ``values`` (units × variables) without each unit in turn.

    Result: units × variables × variables, as that of :func:`correlations` with weights of zero for
    the unit and of one for the others.
    """
    centred, products = _products(values)
    means, squares = (part.sum(axis=0) - part for part in (centred, products))
    others = len(values) - 1
    return _correlations(means / others, squares / others, centred)


def _products(values: Array) -> tuple[Array, Array]:
    """Return the centred values, and the products of every two of their columns."""
    import numpy as np

    centred = values - values.mean(axis=0)
    first, second = np.triu_indices(values.shape[1])
    return centred, centred[:, first] * centred[:, second]


def _correlations(means: Array, products: Array, centred: Array) -> Array:
    """Return the correlations that means and mean products (resamples × …) of centred values give."""
    import numpy as np

    variables = centred.shape[1]
    first, second = np.triu_indices(variables)
    covariance = np.empty((len(means), variables, variables))
    covariance[:, first, second] = products - means[:, first] * means[:, second]
    covariance[:, second, first] = covariance[:, first, second]
    variance = np.diagonal(covariance, axis1=1, axis2=2)
    # A variance this small, relative to that of all units, is a rounding error.
    varies = variance > 1e-12 * centred.var(axis=0)
    deviation = np.sqrt(np.where(varies, variance, np.nan))
    matrices: Array = covariance / (deviation[:, :, None] * deviation[:, None, :])
    return matrices


def estimable(matrices: Array) -> NDArray[np.bool_]:
    """Return which correlation matrices are complete and not singular in the predictors.

    The outcome is the last variable.
    """
    import numpy as np

    good: NDArray[np.bool_] = np.asarray(np.isfinite(matrices).all(axis=(1, 2)))
    good[good] = definite(matrices[good][:, :-1, :-1], 1e-8)
    return good


def standardised_coefficients(matrices: Array) -> Array:
    """Return the coefficients of the last variable on the others: resamples × predictors."""
    import numpy as np

    solved = np.linalg.solve(matrices[:, :-1, :-1], matrices[:, :-1, -1:])
    return solved[..., 0].astype(float)


def acceleration(jackknife: Array) -> Array:
    """Return the acceleration of each column of leave-one-out estimates (Efron, 1987)."""
    deviations = jackknife.mean(axis=0) - jackknife
    skewness: Array = (deviations**3).sum(axis=0) / (6 * (deviations**2).sum(axis=0) ** 1.5)
    return skewness


def bca_intervals(
    replicates: Array, estimates: Array, jackknife: Array, confidence: float
) -> Array:
    """Return bias-corrected and accelerated bootstrap intervals (Efron, 1987): statistics × 2.

    ``replicates``: resamples × statistics; ``estimates``: one per statistic; ``jackknife``: units ×
    statistics. NaN where all replicates lie on one side of the estimate.
    """
    import numpy as np
    from scipy.special import ndtr, ndtri

    share = (replicates < estimates).mean(axis=0)
    with np.errstate(all="ignore"):
        bias = ndtri(share)[:, None]
        tails = ndtri([(1 - confidence) / 2, (1 + confidence) / 2])[None, :]
        shift = bias + tails
        levels = ndtr(bias + shift / (1 - acceleration(jackknife)[:, None] * shift))
    levels[~np.isfinite(bias[:, 0])] = np.nan
    found = np.full(levels.shape, np.nan)
    for k in np.flatnonzero(np.isfinite(levels).all(axis=1)):
        found[k] = np.quantile(replicates[:, k], levels[k])
    return found
