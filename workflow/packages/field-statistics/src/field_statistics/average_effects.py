"""Average marginal effects of a logit or a model of counts, with errors by the delta method."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


def average_effects(
    kind: str,
    names: Sequence[str],
    values: Array,
    covariance: Array,
    exog: Array,
    weights: Array | None,
) -> dict[str, tuple[float, float]]:
    """Return each column's average marginal effect with its standard error.

    Parameters
    ----------
    kind : str
        "binary" for a logit; any other for the exponential mean of counts.
    names : sequence of str, k
        The columns; "constant" has no effect.
    values, covariance : array, k and k × k
        Coefficients and their covariance matrix.
    exog : array, n × k
        The design. A column of zeros and ones steps from 0 to 1, others are changed by little.
    weights : array, n, optional
        Of the units over which the mean is taken; by default all count the same.

    Returns
    -------
    dict of str to (float, float)
        Effect on the probability or the count, and its standard error, by column.

    References
    ----------
    Bartus, T. (2005). Estimation of marginal effects using margeff. *The Stata Journal*, 5(3), 309–329.
    """
    import numpy as np

    counted = np.ones(len(exog)) if weights is None else weights
    share = counted / counted.sum()

    def response(at: Array) -> tuple[Array, Array, Array]:
        """Return the mean and its first two derivatives by the linear predictor."""
        from scipy.special import expit

        mean = expit(at) if kind == "binary" else np.exp(at)
        if kind != "binary":
            return mean, mean, mean
        return mean, mean * (1 - mean), mean * (1 - mean) * (1 - 2 * mean)

    effects = {}
    for k, name in enumerate(names):
        if name == "constant":
            continue
        if set(np.unique(exog[:, k])) <= {0.0, 1.0}:
            sides = []
            for fixed in (1.0, 0.0):
                design = exog.copy()
                design[:, k] = fixed
                mean, slope, _ = response(design @ values)
                sides.append((share @ mean, (share * slope) @ design))
            effect, gradient = (one - other for one, other in zip(*sides, strict=True))
        else:
            _, slope, bend = response(exog @ values)
            effect = float(share @ slope) * values[k]
            gradient = values[k] * ((share * bend) @ exog)
            gradient[k] += float(share @ slope)
        effects[name] = (float(effect), float(np.sqrt(gradient @ covariance @ gradient)))
    return effects
