"""Means and covariances of answers with gaps, and the likelihood of any others, under normality.

Every firm counts with what it answered (full-information maximum likelihood); without gaps all of
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
class Pattern:
    """The firms that answered the same items: which (``columns``), how many, mean, covariance."""

    columns: Matrix
    n: int
    mean: Matrix
    covariance: Matrix

    def spread(self, means: Matrix) -> Matrix:
        """Return the mean cross-product of deviations from ``means`` of all items."""
        away = self.mean - means[self.columns]
        spread: Matrix = self.covariance + away[:, None] * away
        return spread


@dataclass(frozen=True)
class Moments:
    """Means and covariance matrix of greatest likelihood (``loglik``) over ``n`` firms."""

    patterns: tuple[Pattern, ...]
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
    """Return the moments of ``values`` (firms × items, NaN where unanswered), by EM.

    The algorithm is Dempster, Laird and Rubin's (1977); firms without any answer are left out. None
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
            means, covariance = _expect(patterns, means, covariance, len(values))
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


def _patterns(values: Matrix) -> tuple[Pattern, ...]:
    import numpy as np

    given, which = np.unique(~np.isnan(values), axis=0, return_inverse=True)
    patterns = []
    for k, answered in enumerate(given):
        rows = values[which.ravel() == k][:, answered]
        mean = rows.mean(axis=0)
        away = rows - mean
        patterns.append(
            Pattern(np.flatnonzero(answered), len(rows), mean, away.T @ away / len(rows))
        )
    return tuple(patterns)


def _expect(
    patterns: tuple[Pattern, ...], means: Matrix, covariance: Matrix, n: int
) -> tuple[Matrix, Matrix]:
    """Return the moments expected under ``means`` and ``covariance``: one round of EM."""
    import numpy as np

    size = len(means)
    total, products = np.zeros(size), np.zeros((size, size))
    for pattern in patterns:
        there = pattern.columns
        weights = np.linalg.solve(covariance[np.ix_(there, there)], covariance[there]).T
        filled = means + weights @ (pattern.mean - means[there])
        unexplained = covariance - weights @ covariance[there]
        total += pattern.n * filled
        spread = weights @ pattern.covariance @ weights.T + unexplained
        products += pattern.n * (spread + filled[:, None] * filled)
    centre = total / n
    return centre, products / n - centre[:, None] * centre


def loglik(patterns: tuple[Pattern, ...], means: Matrix, covariance: Matrix) -> float:
    """Return the log-likelihood of the patterns' answers.

    Raises numpy.linalg.LinAlgError where ``covariance`` is not positive definite.
    """
    import numpy as np

    total = 0.0
    for pattern in patterns:
        part = covariance[np.ix_(pattern.columns, pattern.columns)]
        root = np.linalg.cholesky(part)
        distance = np.trace(np.linalg.solve(part, pattern.spread(means)))
        size = len(pattern.columns) * np.log(2 * np.pi) + 2 * np.log(root.diagonal()).sum()
        total -= pattern.n * (size + distance) / 2
    return float(total)


def best_means(patterns: tuple[Pattern, ...], covariance: Matrix) -> Matrix:
    """Return the means of greatest likelihood given ``covariance``."""
    import numpy as np

    size = len(covariance)
    precision, weighted = np.zeros((size, size)), np.zeros(size)
    for pattern in patterns:
        place = np.ix_(pattern.columns, pattern.columns)
        inverse = np.linalg.inv(covariance[place])
        precision[place] += pattern.n * inverse
        weighted[pattern.columns] += pattern.n * inverse @ pattern.mean
    solved: Matrix = np.linalg.solve(precision, weighted)
    return solved
