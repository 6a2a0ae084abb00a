"""Least squares and related estimators for many outcomes at once.

An outcome is a row of a matrix: a permutation of the data, or a data set of its own. Weights of zero
and one say which units a row uses, so that rows may leave out different units.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from field_statistics.matrices import definite

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

#: Huber's constant: 95 % efficient where errors are normal.
HUBER = 1.345
#: Upper quartile of the standard normal distribution.
_NORMAL_QUARTILE = 0.6744897501960817
_ROUNDS = 50
#: Smallest eigenvalue of the correlations of a design that can still be used.
_SINGULAR = 1e-9


@dataclass(frozen=True)
class Fits:
    """One model per row: ``coefficients`` rows × p, ``covariance`` rows × p × p, ``df`` per row.

    NaN where a model, or its covariance, does not exist.
    """

    coefficients: Array
    covariance: Array
    df: Array

    def contrast(self, weights: Array) -> tuple[Array, Array]:
        """Return the sum of coefficients times ``weights`` (p, or rows × p) and its error, per row."""
        import numpy as np

        weights = np.broadcast_to(weights, self.coefficients.shape)
        variance = np.einsum("ri,rij,rj->r", weights, self.covariance, weights)
        estimate: Array = (weights * self.coefficients).sum(axis=1)
        return estimate, np.sqrt(variance)


class Gram:
    """X′WX of one design (n × p) for any rows of weights; products of its columns are computed once."""

    def __init__(self, design: Array) -> None:
        import numpy as np

        self._p = design.shape[1]
        self._places = np.triu_indices(self._p)
        self._products = design[:, self._places[0]] * design[:, self._places[1]]

    def __call__(self, weights: Array) -> Array:
        """Return X′WX for each row of ``weights`` (rows × n): rows × p × p."""
        import numpy as np

        first, second = self._places
        found = np.empty((len(weights), self._p, self._p))
        found[:, first, second] = found[:, second, first] = weights @ self._products
        return found


def gram(design: Array, weights: Array) -> Array:
    """Return X′WX for each row of ``weights`` (rows × n): rows × p × p.

    ``design``: n × p, or rows × n × p.
    """
    import numpy as np

    if design.ndim == 3:
        product: Array = np.matmul(design.transpose(0, 2, 1) * weights[:, None, :], design)
        return product
    return Gram(design)(weights)


def _times(design: Array, values: Array) -> Array:
    """Return X′v per row: rows × p."""
    import numpy as np

    if design.ndim == 3:
        return np.asarray(np.einsum("rnp,rn->rp", design, values))
    return np.asarray(values @ design)


def predict(design: Array, coefficients: Array) -> Array:
    """Return Xb per row: rows × n."""
    import numpy as np

    if design.ndim == 3:
        return np.asarray(np.einsum("rnp,rp->rn", design, coefficients))
    return np.asarray(coefficients @ design.T)


def _leverage(design: Array, inverse: Array) -> Array:
    """Return the leverage of every unit: rows × n."""
    import numpy as np

    if design.ndim == 3:
        return np.asarray(np.einsum("rnp,rnp->rn", np.matmul(design, inverse), design))
    p = design.shape[1]
    flat = (design[:, :, None] * design[:, None, :]).reshape(-1, p * p)
    return np.asarray(inverse.reshape(len(inverse), p * p) @ flat.T)


def inverses(matrices: Array) -> Array:
    """Return the inverse of each symmetric matrix, NaN where it is singular."""
    import numpy as np

    scale = np.sqrt(np.diagonal(matrices, axis1=1, axis2=2))
    with np.errstate(all="ignore"):
        scaled = matrices / scale[:, :, None] / scale[:, None, :]
    good: NDArray[np.bool_] = np.asarray(np.isfinite(scaled).all(axis=(1, 2)))
    good[good] = definite(scaled[good], _SINGULAR)
    found = np.full(matrices.shape, np.nan)
    found[good] = np.linalg.inv(scaled[good])
    with np.errstate(all="ignore"):
        return found / scale[:, :, None] / scale[:, None, :]


def least_squares(design: Array, outcomes: Array, weights: Array | None = None) -> Fits:
    """Regress each row of ``outcomes`` (rows × n) on ``design``, with HC3 standard errors.

    ``design`` includes the constant; ``weights``: rows × n of zeros and ones, all ones by default.
    HC3 after MacKinnon and White (1985).
    """
    import numpy as np

    used = _everyone(outcomes) if weights is None else weights
    inverse = inverses(gram(design, used))
    coefficients = _times_inverse(_times(design, used * outcomes), inverse)
    residuals = outcomes - predict(design, coefficients)
    room = 1 - _leverage(design, inverse)
    # HC3 does not exist where a unit determines a coefficient alone.
    exists = np.broadcast_to(~((room < 1e-8) & (used > 0)).any(axis=1), len(outcomes))
    with np.errstate(all="ignore"):
        apart = np.where(used > 0, (residuals / room) ** 2, 0)
    apart[~exists | ~np.isfinite(apart).all(axis=1)] = 0
    covariance = inverse @ gram(design, apart) @ inverse
    covariance[~exists] = np.nan
    df = np.broadcast_to(used.sum(axis=1), len(outcomes)) - design.shape[-1]
    return Fits(coefficients, covariance, df)


def _everyone(outcomes: Array) -> Array:
    """Return weights of one for all units; a single row serves all outcomes."""
    import numpy as np

    return np.ones((1, outcomes.shape[1]))


def _times_inverse(products: Array, inverse: Array) -> Array:
    """Return the coefficients from X′y (rows × p) and the inverse of X′X: one, or one per row."""
    import numpy as np

    inverse = np.broadcast_to(inverse, (len(products), *inverse.shape[1:]))
    return np.asarray(np.einsum("rij,rj->ri", inverse, products))


def cooks_distance(design: Array, outcomes: Array) -> Array:
    """Return Cook's (1977) distance of every unit in each row's regression: rows × n."""

    inverse = inverses(gram(design, _everyone(outcomes)))
    coefficients = _times_inverse(_times(design, outcomes), inverse)
    residuals = outcomes - predict(design, coefficients)
    leverage = _leverage(design, inverse)
    n, p = outcomes.shape[1], design.shape[-1]
    spread = (residuals**2).sum(axis=1, keepdims=True) / (n - p)
    distance: Array = residuals**2 * (leverage / (1 - leverage) ** 2 / p) / spread
    return distance


def huber_regression(
    design: Array, outcomes: Array, weights: Array | None = None, tolerance: float = 1e-5
) -> Fits:
    """Regress each row robustly (Huber, 1964, 1973), with the scale from the median absolute residual.

    ``design``: n × p; other arguments as in :func:`least_squares`; the covariance is Huber's first
    (H1). ``tolerance``: largest change of a coefficient, relative to the largest of its row, at which
    the iterations end.
    """
    import numpy as np

    used = _everyone(outcomes) if weights is None else weights
    n, p = used.sum(axis=1), design.shape[-1]
    plain = inverses(gram(design, used))
    coefficients = _times_inverse(_times(design, used * outcomes), plain)
    moving: NDArray[np.bool_] = np.asarray(np.isfinite(coefficients).all(axis=1))
    cross = Gram(design)
    for _ in range(_ROUNDS):
        if not moving.any():
            break
        y = outcomes[moving]
        w = used if len(used) == 1 else used[moving]
        absolute = np.abs(y - predict(design, coefficients[moving]))
        with np.errstate(all="ignore"):
            # Without any residuals there is nothing to down-weight.
            pull = w * np.fmin(1, HUBER * _scale(absolute, w)[:, None] / absolute)
        new = np.linalg.solve(cross(pull), _times(design, pull * y)[..., None])[..., 0]
        change = np.abs(new - coefficients[moving]).max(axis=1)
        coefficients[moving] = new
        moving[moving] = change > tolerance * np.abs(new).max(axis=1)
    residuals = outcomes - predict(design, coefficients)
    with np.errstate(all="ignore"):
        scale = _scale(np.abs(residuals), used)[:, None]
        standard = residuals / scale
        inside = used * (np.abs(standard) <= HUBER)
        mean = inside.sum(axis=1) / n
        bent = used * np.clip(standard, -HUBER, HUBER) * scale
        factor = 1 + p / n * (mean - mean**2) / mean**2
        squares = (bent**2).sum(axis=1) / (n - p) / mean**2
    covariance = (factor**2 * squares)[:, None, None] * plain
    return Fits(coefficients, covariance, np.broadcast_to(n - p, len(outcomes)))


def _scale(absolute: Array, used: Array) -> Array:
    """Return the median absolute residual of the units used, scaled to a normal standard deviation."""
    import numpy as np

    # Units left out are sorted to the end of the row, past its middle.
    there = absolute.copy() if used.all() else np.where(used > 0, absolute, np.inf)
    n = used.sum(axis=1).astype(int)
    middle = ((n - 1) // 2, n // 2)
    there.partition(np.unique(middle), axis=1)
    rows = np.arange(len(there))
    return np.asarray((there[rows, middle[0]] + there[rows, middle[1]]) / 2 / _NORMAL_QUARTILE)


def p_value_and_z(estimate: Array, error: Array, df: Any) -> tuple[Array, Array]:
    """Return each estimate's two-sided p-value (Student's t) and the normal z of that p and sign."""
    import numpy as np
    from scipy.special import ndtri, stdtr

    with np.errstate(all="ignore"):
        tail = stdtr(df, -np.abs(estimate / error))
        return 2 * tail, np.sign(estimate) * -ndtri(np.maximum(tail, 1e-300))


def pool_batches(estimates: Array, errors: Array, complete_df: Array) -> tuple[Array, Array, Array]:
    """Pool over imputations: estimate, standard error and degrees of freedom, per row.

    ``estimates``, ``errors``: imputations × rows. Rubin's rules with the degrees of freedom of Barnard
    and Rubin (1999), as in :func:`field_statistics.pooling.pool`.
    """
    import numpy as np

    m = len(estimates)
    if m == 1:
        return estimates[0], errors[0], complete_df
    extra = (1 + 1 / m) * estimates.var(axis=0, ddof=1)
    total = (errors**2).mean(axis=0) + extra
    share = np.maximum(extra / total, 1e-4)
    classic = (m - 1) / share**2
    observed = (complete_df + 1) / (complete_df + 3) * complete_df * (1 - share)
    return (
        estimates.mean(axis=0),
        np.sqrt(total),
        classic * observed / (classic + observed),
    )
