"""Means and covariances of answers with gaps, and the likelihood of any others, under normality.

Every unit counts with what it answered (full-information maximum likelihood); without gaps all of
this is ordinary maximum likelihood, with n and not n − 1 as the divisor.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

    #: A vector, a matrix or a stack of matrices.
    Matrix = NDArray[Any]
else:
    Matrix = Any

#: A correlation matrix whose smallest eigenvalue is below this is singular.
SINGULAR = 1e-8


@dataclass(frozen=True)
class Patterns:
    """The units that answered the same items, pattern by pattern; 0 stands where unanswered.

    ``there``: patterns × items, 1 where answered; ``n``: units of each; ``means``: patterns × items;
    ``covariances``: patterns × items × items.
    """

    there: Matrix
    n: Matrix
    means: Matrix
    covariances: Matrix

    def inverses(self, covariance: Matrix) -> tuple[Matrix, Matrix]:
        """Return, by pattern, the inverse of the answered items' part of ``covariance`` (0 in the
        rows and columns of the others) and the logarithm of that part's determinant.

        Raises numpy.linalg.LinAlgError where a part is not positive definite.
        """
        import numpy as np

        both = self.there[:, :, None] * self.there[:, None, :]
        # Unanswered items, as unrelated ones of variance 1, change neither.
        parts = covariance * both + np.eye(len(covariance)) * (1 - self.there)[:, :, None]
        roots = np.linalg.cholesky(parts)
        logs = 2 * np.log(roots.diagonal(axis1=1, axis2=2)).sum(axis=1)
        return np.linalg.inv(parts) * both, logs

    def spread(self, means: Matrix) -> Matrix:
        """Return, by pattern, the mean cross-product of deviations from ``means`` of all items."""
        away = self.means - means * self.there
        spread: Matrix = self.covariances + away[:, :, None] * away[:, None, :]
        return spread


@dataclass(frozen=True)
class Moments:
    """Means and covariance matrix of greatest likelihood (``loglik``) over ``n`` units."""

    patterns: Patterns
    n: int
    means: Matrix
    covariance: Matrix
    loglik: float
    independent_loglik: float  # of the same items if none were related

    @property
    def correlation(self) -> Matrix:
        """The correlation matrix."""
        return as_correlation(self.covariance)


def as_correlation(covariance: Matrix) -> Matrix:
    """Return the correlation matrix of a covariance matrix."""
    deviations = covariance.diagonal() ** 0.5
    correlation: Matrix = covariance / deviations[:, None] / deviations
    return correlation


def estimate_moments(values: Matrix, tolerance: float = 1e-12) -> Moments | None:
    """Return the moments of ``values`` (units × items, NaN where unanswered), by EM.

    The algorithm is Dempster, Laird and Rubin's (1977); units without any answer are left out. None
    where the answers do not determine them: no answers, an item that does not vary, or items that
    determine each other.
    """
    import numpy as np

    values = values[~np.isnan(values).all(axis=1)]
    if len(values) < 2 or np.isnan(values).all(axis=0).any():
        return None
    variances = np.nanvar(values, axis=0)
    if not (variances > 1e-12).all():
        return None
    patterns = _patterns(values)
    counts = (~np.isnan(values)).sum(axis=0)
    independent = float(-(counts * (np.log(2 * np.pi * variances) + 1)).sum() / 2)
    means, covariance = np.nanmean(values, axis=0), np.diag(variances)
    try:
        for _ in range(2000):
            before = covariance
            means, covariance = _expect(patterns, means, covariance)
            if np.abs(covariance - before).max() <= tolerance * variances.max():
                break
        else:
            return None
        if np.linalg.eigvalsh(as_correlation(covariance))[0] < SINGULAR:
            return None
        found = loglik(patterns, means, covariance)
    except np.linalg.LinAlgError:
        return None
    return Moments(patterns, len(values), means, covariance, found, independent)


def _patterns(values: Matrix) -> Patterns:
    import numpy as np

    given, which = np.unique(~np.isnan(values), axis=0, return_inverse=True)
    there = given.astype(float)
    n, means, covariances = [], [], []
    ordered = np.argsort(which.ravel(), kind="stable")
    units = np.split(ordered, np.cumsum(np.bincount(which.ravel()))[:-1])
    for answered, own in zip(there, units, strict=True):
        rows = np.where(answered > 0, values[own], 0.0)
        away = rows - rows.mean(axis=0)
        n.append(float(len(rows)))
        means.append(rows.mean(axis=0))
        covariances.append(away.T @ away / len(rows))
    return Patterns(there, np.array(n), np.array(means), np.array(covariances))


def _expect(patterns: Patterns, means: Matrix, covariance: Matrix) -> tuple[Matrix, Matrix]:
    """Return the moments expected under ``means`` and ``covariance``: one round of EM."""
    import numpy as np

    inverses, _ = patterns.inverses(covariance)
    weights = covariance @ inverses
    away = patterns.means - means * patterns.there
    filled = means + (weights @ away[:, :, None])[:, :, 0]
    spread = weights @ (patterns.covariances - covariance) @ weights.transpose(0, 2, 1)
    # weights · covariance · weightsᵀ is what the answered items explain of the others.
    products = spread + covariance + filled[:, :, None] * filled[:, None, :]
    shares = patterns.n / patterns.n.sum()
    centre = shares @ filled
    total = np.tensordot(shares, products, axes=1)
    return centre, total - centre[:, None] * centre


def loglik(patterns: Patterns, means: Matrix, covariance: Matrix) -> float:
    """Return the log-likelihood of the patterns' answers.

    Raises numpy.linalg.LinAlgError where ``covariance`` is not positive definite.
    """
    inverses, logs = patterns.inverses(covariance)
    return loglik_of(patterns, inverses, logs, patterns.spread(means))


def loglik_of(patterns: Patterns, inverses: Matrix, logs: Matrix, spread: Matrix) -> float:
    """Return the log-likelihood from the inverses (:meth:`Patterns.inverses`) and the spread."""
    import numpy as np

    distances = (inverses * spread).sum(axis=(1, 2))
    sizes = patterns.there.sum(axis=1) * np.log(2 * np.pi)
    return float(-(patterns.n * (sizes + logs + distances)).sum() / 2)


def best_means(patterns: Patterns, inverses: Matrix) -> Matrix:
    """Return the means of greatest likelihood given the covariances' inverses, by pattern."""
    import numpy as np

    precision = np.tensordot(patterns.n, inverses, axes=1)
    weighted = np.einsum("g,gij,gj->i", patterns.n, inverses, patterns.means)
    solved: Matrix = np.linalg.solve(precision, weighted)
    return solved
