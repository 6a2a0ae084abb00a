"""Weighted least squares with robust errors, by the QR decomposition of the design."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from field_statistics.not_estimable import NotEstimable
from field_statistics.treatment_effects.propensity import Array

#: Powers of (1 − leverage) that correct for residuals being too small (MacKinnon & White, 1985).
HC2, HC3 = 0.5, 1.0


class Basis(NamedTuple):
    """The QR decomposition of a weighted design (n × k): ``q`` (n × k) orthonormal, ``r`` (k × k)
    triangular, ``root`` of the weights and ``leverage`` of the units.
    """

    q: Array
    r: Array
    root: Array
    leverage: Array

    def coefficients(self, outcome: Array) -> Array:
        """Return the coefficients of ``outcome`` (n, or rows × n): k, or rows × k."""
        return np.asarray(np.linalg.solve(self.r, self.q.T @ (self.root * outcome).T).T, float)


class Fit(NamedTuple):
    """Least squares: ``coefficients``, ``residuals``, ``leverage``, robust ``covariance``."""

    coefficients: Array
    residuals: Array
    leverage: Array
    covariance: Array


def basis(design: Array, weights: Array) -> Basis | NotEstimable:
    """Return the QR decomposition of ``design`` (n × k) under positive ``weights`` (n).

    Returns NotEstimable where columns are collinear or one unit determines a coefficient.
    """
    root = np.sqrt(weights)
    q, r = np.linalg.qr(design * root[:, None])
    diagonal = np.abs(np.diag(r))
    if len(design) <= design.shape[1] or diagonal.min() <= 1e-10 * diagonal.max():
        return NotEstimable("collinear")
    leverage = (q**2).sum(axis=1)
    if leverage.max() > 1 - 1e-8:
        return NotEstimable("leverage")
    return Basis(q, r, root, leverage)


def least_squares(
    outcome: Array, design: Array, weights: Array, power: float
) -> Fit | NotEstimable:
    """Regress ``outcome`` (n) on the columns of ``design`` (n × k) with ``weights``.

    In the robust covariance a residual is divided by (1 − leverage) to ``power``: ½ gives HC2, 1 gives
    HC3. Returns NotEstimable as :func:`basis` does.
    """
    apart = basis(design, weights)
    if isinstance(apart, NotEstimable):
        return apart
    q, r, root, leverage = apart
    coefficients = apart.coefficients(outcome)
    residuals = outcome - design @ coefficients
    half = np.linalg.solve(r, (q * (root * residuals / (1 - leverage) ** power)[:, None]).T)
    return Fit(coefficients, residuals, leverage, half @ half.T)
