"""Ordered logit (McCullagh, 1980) for many outcomes at once, by Newton's method.

The same model as :mod:`alianzas.survey.drivers.ordered_logit`, whose estimates it gives. Sums over
units are products with the shared design, so that a thousand outcomes cost little more than one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alianzas.survey.robustness.batches import Fits, gram

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Ranks = NDArray[np.int_]

#: Log odds per unit of a standardised column beyond which the ranks are as good as separated.
_SEPARATED = 25.0
_ROUNDS = 30
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
    moving = alive.copy()
    for _ in range(_ROUNDS):
        if not moving.any():
            break
        score, curvature = _derivatives(theta[moving], ranks[moving], cuts, design, used[moving])
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
    linear = coefficients @ design.T
    n = used.sum(axis=1)
    mean = (used * linear).sum(axis=1) / n
    variance: Array = (used * (linear - mean[:, None]) ** 2).sum(axis=1) / n
    return variance


def _derivatives(
    theta: Array, ranks: Ranks, cuts: int, design: Array, used: Array
) -> tuple[Array, Array]:
    """Return the score (rows × parameters) and the observed information."""
    import numpy as np
    from scipy.special import expit

    rows, p = len(theta), design.shape[1]
    index = theta[:, cuts:] @ design.T
    edge = np.full((rows, 1), np.inf)
    bounds = np.hstack([-edge, theta[:, :cuts], edge])
    upper = np.take_along_axis(bounds, ranks + 1, axis=1) - index
    lower = np.take_along_axis(bounds, ranks, axis=1) - index
    below, under, above, over = expit(upper), expit(lower), expit(-upper), expit(-lower)
    # Where both lie above zero, the mirror image keeps the digits of their difference.
    probability = np.maximum(np.where(lower > 0, over - above, below - under), 1e-300)
    share = used / probability
    up, low = share * below * above, share * under * over
    bend_up, bend_low = up * (above - below), low * (over - under)
    score = np.zeros((rows, cuts + p))
    information = np.zeros((rows, cuts + p, cuts + p))
    score[:, cuts:] = (low - up) @ design
    # Minus the second derivatives of log(F(upper) − F(lower)), a sum over units each.
    information[:, cuts:, cuts:] = gram(design, (up - low) ** 2 - (bend_up - bend_low))
    for k in range(cuts):
        top, bottom = ranks == k, ranks == k + 1
        score[:, k] = (up * top).sum(axis=1) - (low * bottom).sum(axis=1)
        own = (up**2 - bend_up) * top + (low**2 + bend_low) * bottom
        information[:, k, k] = own.sum(axis=1)
        cross = (bend_up - up * (up - low)) * top - (bend_low - low * (up - low)) * bottom
        information[:, k, cuts:] = cross @ design
        information[:, cuts:, k] = information[:, k, cuts:]
        if k + 1 < cuts:
            # A unit of rank k + 1 has cut k below it and cut k + 1 above.
            shared = -(up * low * bottom).sum(axis=1)
            information[:, k, k + 1] = shared
            information[:, k + 1, k] = shared
    return score, information
