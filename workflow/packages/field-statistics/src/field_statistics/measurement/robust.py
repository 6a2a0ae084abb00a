"""Fit and standard errors that hold for answers that are not normal: robust maximum likelihood (MLR).

The estimates stay those of maximum likelihood. Chi-squared is divided by what non-normal answers make
of it (Yuan & Bentler, 2000, as in Mplus and lavaan), and standard errors come from the sandwich.
"""

from __future__ import annotations

from dataclasses import dataclass

from field_statistics.measurement.casewise import answered_values, curvature, slopes
from field_statistics.measurement.confirmatory import FactorModel
from field_statistics.measurement.incomplete_covariances import Matrix, Moments, best_means


@dataclass(frozen=True)
class Robust:
    """What non-normal answers do to a factor model.

    Attributes
    ----------
    scaling, baseline_scaling : float or None
        What chi-squared of the model, and of the model of unrelated items, is divided by; None where
        the model has no degrees of freedom, or the answers leave no positive number.
    covariance : array, parameters × parameters
        Sandwich covariance matrix of the estimates, numbered as the model's information.
    """

    scaling: float | None
    baseline_scaling: float | None
    covariance: Matrix


def robust_statistics(model: FactorModel, values: Matrix) -> Robust | None:
    """Return the scaling factors and the sandwich covariances of a factor model.

    Parameters
    ----------
    model : FactorModel
        As returned by :func:`field_statistics.measurement.confirmatory.fit_factors`.
    values : array, n × items
        The answers that the model was fitted to, NaN where unanswered.

    Returns
    -------
    Robust or None
        None where the answers do not determine it.

    References
    ----------
    Yuan, K.-H., & Bentler, P. M. (2000). Three likelihood-based methods for mean and covariance
    structure analysis with nonnormal missing data. *Sociological Methodology*, 30(1), 165–200.

    Satorra, A., & Bentler, P. M. (1994). Corrections to test statistics and standard errors in
    covariance structure analysis. In A. von Eye & C. C. Clogg (Eds.), *Latent variables analysis*
    (pp. 399–419). Sage. (the same for complete answers)

    Examples
    --------
    >>> import numpy as np
    >>> from field_statistics.measurement.confirmatory import fit_factors
    >>> from field_statistics.measurement.incomplete_covariances import estimate_moments
    >>> rng = np.random.default_rng(1)
    >>> answers = np.exp(rng.normal(size=(300, 1)) + rng.normal(size=(300, 4)))
    >>> model = fit_factors(estimate_moments(answers), [0, 0, 0, 0])
    >>> robust_statistics(model, answers).scaling > 1.5
    True
    """
    import numpy as np

    values, moments = answered_values(values), model.moments
    items, df = len(model.loadings), model.df
    scaling = baseline_scaling = None
    try:
        inverses, _ = moments.patterns.inverses(model.implied)
        means = best_means(moments.patterns, inverses)
        towards = _towards(model)
        bread = towards.T @ curvature(moments.patterns, means, model.implied) @ towards
        bread[items:, items:] -= _bending(model, means)
        scores = slopes(values, moments, means, model.implied) @ towards
        inverse = np.linalg.inv(bread)
        filling = scores.T @ scores
        if df > 0:
            free = unrestricted_trace(moments, values)
            trace = free - float((filling * inverse).sum())
            unrelated = free - _unrelated_trace(moments, values)
            if trace > 0 and unrelated > 0:
                scaling = trace / df
                baseline_scaling = unrelated / (items * (items - 1) // 2)
    except np.linalg.LinAlgError:
        return None
    sandwich = (inverse @ filling @ inverse)[items:, items:]
    return Robust(scaling, baseline_scaling, sandwich)


def unrestricted_trace(moments: Moments, values: Matrix) -> float:
    """Return the trace of slopes' products over curvature, for means and covariances left free."""
    import numpy as np

    scores = slopes(values, moments, moments.means, moments.covariance)
    bread = curvature(moments.patterns, moments.means, moments.covariance)
    return float((scores.T * np.linalg.solve(bread, scores.T)).sum())


def _unrelated_trace(moments: Moments, values: Matrix) -> float:
    """Return the same for the model in which no item is related to another."""
    import numpy as np

    items = values.shape[1]
    means, variances = np.nanmean(values, axis=0), np.nanvar(values, axis=0)
    rows, columns = np.tril_indices(items)
    free = np.concatenate([np.ones(items, dtype=bool), rows == columns])
    covariance = np.diag(variances)
    scores = slopes(values, moments, means, covariance)[:, free]
    bread = curvature(moments.patterns, means, covariance)[np.ix_(free, free)]
    return float((scores.T * np.linalg.solve(bread, scores.T)).sum())


def _towards(model: FactorModel) -> Matrix:
    """Return the derivatives of the moments: moments × (means, loadings, errors, correlations)."""
    import numpy as np

    which, loadings = model.factor, model.loadings
    items, factors = len(loadings), len(model.correlations)
    below = np.tril_indices(factors, -1)
    rows, columns = np.tril_indices(items)
    pattern = np.zeros((items, factors))
    pattern[np.arange(items), which] = loadings
    structure = pattern @ model.correlations  # covariances of items with factors
    parts = []
    for item in range(items):
        one = np.zeros((items, items))
        one[item] = structure[:, which[item]]
        parts.append((one + one.T)[rows, columns])
    parts += [((rows == item) & (columns == item)).astype(float) for item in range(items)]
    for first, second in zip(*below, strict=True):
        one = np.outer(pattern[:, first], pattern[:, second])
        parts.append((one + one.T)[rows, columns])
    of_covariances = np.array(parts).T
    whole: Matrix = np.block(
        [
            [np.eye(items), np.zeros((items, of_covariances.shape[1]))],
            [np.zeros((len(rows), items)), of_covariances],
        ]
    )
    return whole


def _bending(model: FactorModel, means: Matrix) -> Matrix:
    """Return the part of the second derivatives that the covariances' own bending adds.

    Loadings, errors and correlations, in that order: the misfit times the second derivatives of the
    implied covariances.
    """
    import numpy as np

    patterns, which, items = model.moments.patterns, model.factor, len(model.loadings)
    inverses, _ = patterns.inverses(model.implied)
    misfit = np.tensordot(
        patterns.n, inverses @ patterns.spread(means) @ inverses - inverses, axes=1
    )
    factors = len(model.correlations)
    below = np.tril_indices(factors, -1)
    pattern = np.zeros((items, factors))
    pattern[np.arange(items), which] = model.loadings
    by_factor = misfit @ pattern
    size = model.parameters
    bent = np.zeros((size, size))
    bent[:items, :items] = misfit * model.correlations[np.ix_(which, which)]
    for place, (first, second) in enumerate(zip(*below, strict=True), start=2 * items):
        mixed = np.where(which == first, by_factor[:, second], 0.0)
        mixed = mixed + np.where(which == second, by_factor[:, first], 0.0)
        bent[:items, place] = bent[place, :items] = mixed
    return bent
