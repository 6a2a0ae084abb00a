"""Confirmatory factor analysis: each item measures one factor, and factors correlate.

Maximum likelihood by Fisher scoring with the exact gradient and expected information (Jöreskog,
1969; Lee & Jennrich, 1979), factor variances fixed at 1; full information where answers are missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from field_statistics.measurement.incomplete_covariances import (
    Matrix,
    Moments,
    best_means,
    loglik_of,
)

#: Newton decrement, in squared standard errors, at which the search ends.
CONVERGED = 1e-17


@dataclass(frozen=True)
class FactorModel:
    """A fitted factor model. Items are numbered as in the moments, factors in the order given.

    Attributes
    ----------
    moments : Moments
        What it was fitted to.
    factor : array of int, items
        The number of each item's factor.
    loadings, errors : array, items
        Loadings, and error variances.
    correlations : array, factors × factors
        Correlations of the factors.
    implied : array, items × items
        Covariance matrix that the model implies.
    loglik : float
        Log-likelihood at the maximum.
    information : array, parameters × parameters
        Expected information of loadings, error variances and the correlations below the diagonal, in
        that order.
    """

    moments: Moments
    factor: Matrix
    loadings: Matrix
    errors: Matrix
    correlations: Matrix
    implied: Matrix
    loglik: float
    information: Matrix

    @property
    def parameters(self) -> int:
        """Number of free parameters, the means not counted."""
        return len(self.information)

    @property
    def df(self) -> int:
        """Degrees of freedom."""
        items = len(self.loadings)
        return items * (items + 1) // 2 - self.parameters

    @property
    def proper(self) -> bool:
        """False for a Heywood case: an inadmissible error variance or factor correlation."""
        import numpy as np

        inside = np.linalg.eigvalsh(self.correlations)[0] > 1e-8
        return bool(inside and (self.errors > 1e-8 * self.moments.covariance.diagonal()).all())

    @cached_property
    def covariance(self) -> Matrix:
        """Covariance matrix of the estimates."""
        import numpy as np

        inverse: Matrix = np.linalg.inv(self.information)
        return inverse

    @property
    def standardised(self) -> Matrix:
        """Loadings of standardised items on standardised factors."""
        return self.loadings / (self.loadings**2 + self.errors) ** 0.5

    @property
    def standardised_se(self) -> Matrix:
        """Standard errors of the standardised loadings (delta method)."""
        return self.standardised_errors(self.covariance)

    def standardised_errors(self, both: Matrix) -> Matrix:
        """Return the same from another covariance matrix of the estimates, such as the sandwich's."""
        import numpy as np

        items = len(self.loadings)
        variance = self.loadings**2 + self.errors
        by_loading = self.errors / variance**1.5
        by_error = -self.loadings / (2 * variance**1.5)
        of_loading = both.diagonal()[:items]
        of_error = both.diagonal()[items : 2 * items]
        between = both[np.arange(items), items + np.arange(items)]
        squared = by_loading**2 * of_loading + by_error**2 * of_error
        errors: Matrix = np.sqrt(squared + 2 * by_loading * by_error * between)
        return errors


def fit_factors(moments: Moments, factor: Sequence[int]) -> FactorModel | None:
    """Fit a confirmatory factor model in which each item measures one factor.

    Parameters
    ----------
    moments : Moments
        As returned by :func:`field_statistics.measurement.incomplete_covariances.estimate_moments`.
    factor : sequence of int, items
        The factor of each item, numbered from 0.

    Returns
    -------
    FactorModel or None
        Factors point the way most of their items do. None where the search does not converge or the
        model is not identified (a single factor with two items, for example).

    References
    ----------
    Jöreskog, K. G. (1969). A general approach to confirmatory maximum likelihood factor analysis.
    *Psychometrika*, 34(2), 183–202.

    Lee, S. Y., & Jennrich, R. I. (1979). A study of algorithms for covariance structure analysis with
    specific comparisons using factor analysis. *Psychometrika*, 44(1), 99–113.

    Examples
    --------
    >>> import numpy as np
    >>> from field_statistics.measurement.incomplete_covariances import estimate_moments
    >>> rng = np.random.default_rng(1)
    >>> answers = np.hstack([rng.normal(size=(300, 1)) + rng.normal(size=(300, 3)) for _ in range(2)])
    >>> fit_factors(estimate_moments(answers), [0, 0, 0, 1, 1, 1]).df
    8
    """
    import numpy as np

    which = np.asarray(factor)
    items, factors = len(which), int(which.max()) + 1
    below = np.tril_indices(factors, -1)
    scale = moments.covariance.diagonal() ** 0.5
    estimates = np.concatenate([np.sqrt(0.5) * scale, 0.5 * scale**2, np.full(len(below[0]), 0.3)])
    if items * (items + 1) // 2 < len(estimates):
        return None
    try:
        for _ in range(300):
            value, gradient, information, implied = _evaluate(estimates, which, below, moments)
            step = np.linalg.solve(information, gradient)
            if float(step @ gradient) < CONVERGED:
                break
            estimates = _search(estimates, step, value, which, below, moments)
        else:
            return None
        if np.linalg.cond(_scaled(information)) > 1e12:
            return None
    except np.linalg.LinAlgError:
        return None
    turn = np.where(np.bincount(which, np.sign(estimates[:items])) < 0, -1.0, 1.0)
    signs = np.concatenate([turn[which], np.ones(items), turn[below[0]] * turn[below[1]]])
    loadings, errors, correlations = _matrices(estimates * signs, which, below)
    return FactorModel(
        moments,
        which,
        loadings,
        errors,
        correlations,
        implied,
        value,
        information * signs[:, None] * signs,
    )


def _scaled(information: Matrix) -> Matrix:
    """Return the information as if every parameter had information 1 of its own."""
    root = information.diagonal() ** 0.5
    return information / root[:, None] / root


def _search(
    estimates: Matrix,
    step: Matrix,
    value: float,
    which: Matrix,
    below: tuple[Matrix, ...],
    moments: Moments,
) -> Matrix:
    """Return the estimates after the longest of step, half step, … that does not worsen the fit."""
    import numpy as np

    for _ in range(40):
        trial = estimates + step
        covariance = _implied(*_matrices(trial, which, below), which)
        try:
            if _fit(covariance, moments)[0] >= value - 1e-9:
                return trial
        except np.linalg.LinAlgError:
            pass
        step = step / 2
    raise np.linalg.LinAlgError("no step improves the fit")


def _matrices(
    estimates: Matrix, which: Matrix, below: tuple[Matrix, ...]
) -> tuple[Matrix, Matrix, Matrix]:
    """Return loadings, error variances and factor correlations from the vector of estimates."""
    import numpy as np

    items = len(which)
    correlations = np.eye(int(which.max()) + 1)
    correlations[below] = estimates[2 * items :]
    correlations.T[below] = estimates[2 * items :]
    return estimates[:items], estimates[items : 2 * items], correlations


def _implied(loadings: Matrix, errors: Matrix, correlations: Matrix, which: Matrix) -> Matrix:
    """Return the covariance matrix of the items that the parameters imply."""
    import numpy as np

    related = correlations[np.ix_(which, which)]
    implied: Matrix = loadings[:, None] * related * loadings + np.diag(errors)
    return implied


def _evaluate(
    estimates: Matrix, which: Matrix, below: tuple[Matrix, ...], moments: Moments
) -> tuple[float, Matrix, Matrix, Matrix]:
    """Return log-likelihood, its gradient, the expected information and the implied covariance."""
    import numpy as np

    loadings, errors, correlations = _matrices(estimates, which, below)
    implied = _implied(loadings, errors, correlations, which)
    value, inverses, spread = _fit(implied, moments)
    pattern_matrix = np.zeros((len(which), len(correlations)))
    pattern_matrix[np.arange(len(which)), which] = loadings
    n = moments.patterns.n
    misfit = inverses @ spread @ inverses - inverses
    weighted = np.tensordot(n, misfit, axes=1)
    gradient = _slope(weighted, pattern_matrix, correlations, which, below)
    information = _information(inverses, n, pattern_matrix, correlations, which, below)
    return value, gradient, information, implied


def _fit(implied: Matrix, moments: Moments) -> tuple[float, Matrix, Matrix]:
    """Return log-likelihood, inverses and spread by pattern, at the best means."""
    inverses, logs = moments.patterns.inverses(implied)
    spread = moments.patterns.spread(best_means(moments.patterns, inverses))
    return loglik_of(moments.patterns, inverses, logs, spread), inverses, spread


def _slope(
    weighted: Matrix,
    loadings: Matrix,
    correlations: Matrix,
    which: Matrix,
    below: tuple[Matrix, ...],
) -> Matrix:
    """Return half the trace of ``weighted`` times the implied covariance's derivatives."""
    import numpy as np

    towards = weighted @ loadings @ correlations
    between = loadings.T @ weighted @ loadings
    own = towards[np.arange(len(which)), which]
    return np.concatenate([own, weighted.diagonal() / 2, between[below]])


def _information(
    weights: Matrix,
    n: Matrix,
    loadings: Matrix,
    correlations: Matrix,
    which: Matrix,
    below: tuple[Matrix, ...],
) -> Matrix:
    """Return the expected information: n times half the trace of W D W D' for every two derivatives.

    Each derivative D is of rank one or two, which turns the traces into products of the entries of
    W (``weights``, by pattern), W times the loadings, and the loadings times both.
    """
    import numpy as np

    structure = loadings @ correlations
    to_factor = (weights @ structure)[:, :, which]  # [:, i, j]: item i with the factor of item j
    within = (structure.T @ weights @ structure)[:, which][:, :, which]
    one, other = below
    plain = weights @ loadings
    crossed = (structure.T @ plain)[:, which]
    both = loadings.T @ plain

    def total(blocks: Matrix) -> Matrix:
        summed: Matrix = np.tensordot(n, blocks, axes=1)
        return summed

    by_loading = total(weights * within + to_factor * to_factor.transpose(0, 2, 1))
    with_error = total(weights * to_factor.transpose(0, 2, 1))
    with_factors = total(
        plain[:, :, one] * crossed[:, :, other] + plain[:, :, other] * crossed[:, :, one]
    )
    of_factors = total(plain[:, :, one] * plain[:, :, other])
    among = total(
        both[:, one][:, :, one] * both[:, other][:, :, other]
        + both[:, one][:, :, other] * both[:, other][:, :, one]
    )
    blocks: Matrix = np.block(
        [
            [by_loading, with_error, with_factors],
            [with_error.T, total(weights**2) / 2, of_factors],
            [with_factors.T, of_factors.T, among],
        ]
    )
    return blocks
