"""Resampling firms: correlation matrices of many resamples at once, and bootstrap intervals.

A resample is a row of weights, how often each firm was drawn. Means and correlations are linear in
weights, so that thousands of resamples are one matrix product.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alianzas.survey.matrices import definite

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

#: Resamples held in memory at a time.
CHUNK = 2000


def bootstrap_weights(n: int, replicates: int, rng: np.random.Generator) -> Array:
    """Return how often each of ``n`` firms is drawn in each replicate: replicates × n."""
    import numpy as np

    return rng.multinomial(n, np.full(n, 1 / n), size=replicates).astype(float)


def leave_one_out_weights(n: int) -> Array:
    """Return the weights of the jackknife: n × n, each row without one firm."""
    import numpy as np

    return 1.0 - np.eye(n)


def correlations(values: Array, weights: Array) -> Array:
    """Return the correlation matrix of ``values`` under each row of ``weights``.

    ``values``: firms × variables; ``weights``: resamples × firms. Result: resamples × variables ×
    variables; NaN where a variable does not vary in the resample.
    """
    import numpy as np

    variables = values.shape[1]
    centred = values - values.mean(axis=0)
    first, second = np.triu_indices(variables)
    total = weights.sum(axis=1, keepdims=True)
    means = weights @ centred / total
    products = weights @ (centred[:, first] * centred[:, second]) / total
    covariance = np.empty((len(weights), variables, variables))
    covariance[:, first, second] = products - means[:, first] * means[:, second]
    covariance[:, second, first] = covariance[:, first, second]
    variance = np.diagonal(covariance, axis1=1, axis2=2)
    # A variance this small, against that of all firms, is a rounding error.
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

    ``replicates``: resamples × statistics; ``estimates``: one per statistic; ``jackknife``: firms ×
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
