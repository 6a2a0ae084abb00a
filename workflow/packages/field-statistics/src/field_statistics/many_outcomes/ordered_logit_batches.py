"""Ordered logit (McCullagh, 1980) for many outcomes at once, by Newton's method.

The same model as :mod:`field_statistics.ordered_logit`, with the same estimates. Sums over units are
products with the shared design, so that a thousand outcomes cost little more than one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from field_statistics.many_outcomes.least_squares_batches import Fits, Gram

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Ranks = NDArray[np.int_]

#: A slope beyond this, in log odds per standard deviation, means that the ranks are separated.
_SEPARATED = 25.0
_ROUNDS = 30
#: A logit that is practically infinite, but whose odds are still finite.
_EDGE = 500.0
#: Degrees of freedom with which Student's t is the normal distribution.
_NORMAL = 1e9


def ordered_logit(design: Array, ranks: Ranks, levels: int, weights: Array | None = None) -> Fits:
    """Fit the cumulative logit of each row of ``ranks`` (rows × n, 0 to levels − 1) on ``design``.

    ``design``: n × p without a constant, standardised; ``weights``: rows × n of zeros and ones. The
    coefficients are divided by the standard deviation of the latent outcome (McKelvey & Zavoina,
    1975), so that they compare with standardised ones. NaN where the ranks are separated or a rank
    is empty.
    """
    import numpy as np

    used = np.ones(ranks.shape) if weights is None else weights
    cuts, p = levels - 1, design.shape[1]
    counts = np.stack([(used * (ranks == k)).sum(axis=1) for k in range(levels)], axis=1)
    alive: NDArray[np.bool_] = np.asarray((counts > 0).all(axis=1))
    below = np.cumsum(counts, axis=1)[:, :-1] / counts.sum(axis=1, keepdims=True)
    with np.errstate(all="ignore"):
        start = np.log(below / (1 - below))
    theta = np.hstack([np.where(np.isfinite(start), start, 0.0), np.zeros((len(ranks), p))])
    information = np.broadcast_to(np.eye(cuts + p), (len(ranks), cuts + p, cuts + p)).copy()
    sums = _Sums(design)
    moving = alive.copy()
    for _ in range(_ROUNDS):
        if not moving.any():
            break
        # Usually all rows move together, and nothing need be copied.
        rows = slice(None) if moving.all() else moving
        score, curvature = sums.derivatives(theta[rows], ranks[rows], used[rows])
        information[moving] = curvature
        step = np.linalg.solve(curvature + 1e-12 * np.eye(cuts + p), score[..., None])[..., 0]
        # Early steps may overshoot; thresholds must stay in order.
        size = np.minimum(1.0, 2.0 / np.maximum(np.abs(step).max(axis=1, keepdims=True), 1e-12))
        trial = theta[moving] + size * step
        ordered = (np.diff(trial[:, :cuts], axis=1) > 0).all(axis=1)
        theta[moving] = np.where(ordered[:, None], trial, theta[moving] + 0.25 * size * step)
        largest = np.abs(theta[moving][:, cuts:]).max(axis=1)
        separated = largest > _SEPARATED
        done = (np.abs(step).max(axis=1) < 1e-8) | separated | ~np.isfinite(largest)
        alive[np.flatnonzero(moving)[separated | ~np.isfinite(largest)]] = False
        moving[moving] = ~done
    alive &= ~moving
    covariance = np.full((len(ranks), p, p), np.nan)
    covariance[alive] = np.linalg.inv(information[alive])[:, cuts:, cuts:]
    coefficients = np.where(alive[:, None], theta[:, cuts:], np.nan)
    latent = np.sqrt(_variance(design, coefficients, used) + np.pi**2 / 3)[:, None]
    n = used.sum(axis=1)
    return Fits(
        coefficients / latent, covariance / latent[..., None] ** 2, np.full(len(n), _NORMAL)
    )


def _variance(design: Array, coefficients: Array, used: Array) -> Array:
    """Return the variance of the linear predictor over the units used, per row."""
    linear = coefficients @ design.T
    n = used.sum(axis=1)
    mean = (used * linear).sum(axis=1) / n
    variance: Array = (used * (linear - mean[:, None]) ** 2).sum(axis=1) / n
    return variance


class _Sums:
    """The sums over units that a Newton step needs, with one ``design`` (n × p)."""

    def __init__(self, design: Array) -> None:
        self._design = design
        self._gram = Gram(design)

    def derivatives(self, theta: Array, ranks: Ranks, used: Array) -> tuple[Array, Array]:
        """Return the score (rows × parameters) and the observed information.

        ``theta``: rows × parameters, thresholds first; ``ranks``, ``used``: rows × n.
        """
        import numpy as np

        design, rows, p = self._design, len(ranks), self._design.shape[1]
        cuts = theta.shape[1] - p
        levels = cuts + 1
        # The logistic distribution below and above the two cuts that bound a unit's rank, and the
        # part of it that lies between them: F(upper) − F(lower) = F(upper) (1 − F(lower)) gap.
        index = theta[:, cuts:] @ design.T
        place = ranks + levels * np.arange(rows)[:, None]
        edge = np.full((rows, 1), _EDGE)
        upper, upper_rest = _logistic(np.hstack([theta[:, :cuts], edge]).take(place) - index)
        lower, lower_rest = _logistic(np.hstack([-edge, theta[:, :cuts]]).take(place) - index)
        gap = -np.expm1(-np.diff(theta[:, :cuts], axis=1))
        gap = np.hstack([np.ones((rows, 1)), gap, np.ones((rows, 1))]).take(place)
        share = used / gap
        up, low = share * upper_rest / lower_rest, share * lower / upper
        up_bent, low_bent = up * (upper_rest - upper), low * (lower_rest - lower)
        # Second derivatives of log(F(upper) − F(lower)) by index and upper cut, and lower cut.
        both = up - low
        up_cross, low_cross = up_bent - up * both, low_bent - low * both
        score, information = np.zeros((rows, cuts + p)), np.zeros((rows, cuts + p, cuts + p))
        score[:, cuts:] = -both @ design
        information[:, cuts:, cuts:] = self._gram(low_cross - up_cross)

        def by_rank(values: Array) -> Array:
            found = np.bincount(place.ravel(), values.ravel(), rows * levels)
            return np.asarray(found.reshape(rows, levels), dtype=float)

        score[:, :cuts] = by_rank(up)[:, :-1] - by_rank(low)[:, 1:]
        own = by_rank(up**2 - up_bent)[:, :-1] + by_rank(low**2 + low_bent)[:, 1:]
        shared = by_rank(up * low)
        for k in range(cuts):
            information[:, k, k] = own[:, k]
            if k:
                # Units of rank k have cut k − 1 below them and cut k above.
                information[:, k, k - 1] = information[:, k - 1, k] = -shared[:, k]
            mixed = np.where(ranks == k, up_cross, 0) - np.where(ranks == k + 1, low_cross, 0)
            information[:, k, cuts:] = information[:, cuts:, k] = mixed @ design
        return score, information


def _logistic(values: Array) -> tuple[Array, Array]:
    """Return the logistic distribution function and its complement, both to full precision."""
    import numpy as np

    odds = np.exp(-values.clip(-_EDGE, _EDGE))
    below: Array = 1 / (1 + odds)
    return below, odds * below
