"""Means and covariances of incomplete answers, and the likelihood of any others, under normality.

Every unit contributes what it answered (full-information maximum likelihood). Without missing
answers all this is ordinary maximum likelihood, with n rather than n − 1 as the divisor.
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
    """The units that answered the same items, pattern by pattern; unanswered items are held as 0.

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
    """Means and covariance matrix of maximum likelihood.

    Attributes
    ----------
    patterns : Patterns
        The answers, summed up by which items were answered.
    n : int
        Number of units.
    means : array, items
        Means.
    covariance : array, items × items
        Covariance matrix.
    loglik, independent_loglik : float
        Log-likelihood, and that of the same items if none were related.
    """

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
    """Estimate the means and covariances of incomplete answers by the EM algorithm.

    Parameters
    ----------
    values : array, n × items
        NaN where unanswered. Units without any answer are left out.
    tolerance : float, default 1e-12
        Change of a covariance, relative to the largest variance, at which the iterations end.

    Returns
    -------
    Moments or None
        None where the answers do not determine them: no answers, an item that does not vary, or items
        that are collinear.

    References
    ----------
    Dempster, A. P., Laird, N. M., & Rubin, D. B. (1977). Maximum likelihood from incomplete data via
    the EM algorithm. *Journal of the Royal Statistical Society B*, 39(1), 1–38.

    Examples
    --------
    >>> import numpy as np
    >>> answers = np.array([[1, 2], [2, 1], [3, np.nan], [4, 4.0]])
    >>> estimate_moments(answers).means.round(2).tolist()
    [2.5, 2.46]
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
    """Sort the units by which items they answered."""
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
    """Return the means of maximum likelihood given the covariances' inverses, by pattern."""
    import numpy as np

    precision = np.tensordot(patterns.n, inverses, axes=1)
    weighted = np.einsum("g,gij,gj->i", patterns.n, inverses, patterns.means)
    solved: Matrix = np.linalg.solve(precision, weighted)
    return solved
