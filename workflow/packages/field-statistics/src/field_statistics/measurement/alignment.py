"""Alignment: means of factors that may be compared although not all items are invariant.

Where equal intercepts do not fit, the factor model of each group alone is rescaled, which changes
nothing in its fit, so that few items differ much between groups rather than many a little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from field_statistics.measurement.confirmatory import FactorModel
from field_statistics.measurement.incomplete_covariances import Matrix

#: The smallest difference that counts, squared: that of the authors of the method.
SMALL = 0.01
#: How far means and logarithms of deviations of factors lie apart in the starts of the search.
STARTS = ((0.0, 0.0), (0.7, 0.0), (-0.7, 0.0), (0.0, 0.4), (0.0, -0.4))


@dataclass(frozen=True)
class Alignment:
    """Factor models of several groups, aligned with one another.

    Attributes
    ----------
    means, deviations : array, groups × factors
        Means and standard deviations of the factors; 0 and 1 in the first group.
    loadings, intercepts : array, groups × items
        Aligned loadings and intercepts.
    loading_r2, intercept_r2 : array, factors
        Share of the differences between groups in the unaligned parameters that the means and
        deviations of the factors account for: 1 where the items are invariant, 0 or less where
        alignment explains nothing.
    """

    means: Matrix
    deviations: Matrix
    loadings: Matrix
    intercepts: Matrix
    loading_r2: Matrix
    intercept_r2: Matrix


def align_groups(models: Sequence[FactorModel]) -> Alignment:
    """Align the factor models of several groups.

    Parameters
    ----------
    models : sequence of FactorModel
        The model of each group alone, with the same items, as returned by
        :func:`field_statistics.measurement.confirmatory.fit_factors`. Two groups or more.

    Returns
    -------
    Alignment
        In the units of the first group's factors ("fixed" alignment).

    References
    ----------
    Asparouhov, T., & Muthén, B. (2014). Multiple-group factor analysis alignment. *Structural Equation
    Modeling*, 21(4), 495–508.

    Examples
    --------
    >>> import numpy as np
    >>> from field_statistics.measurement.confirmatory import fit_factors
    >>> from field_statistics.measurement.incomplete_covariances import estimate_moments
    >>> rng = np.random.default_rng(1)
    >>> groups = [rng.normal(shift, 1, size=(500, 1)) + rng.normal(size=(500, 4)) for shift in (0, 1)]
    >>> groups[1][:, 0] += 2  # an item that more units of the second group agree to, whatever they are
    >>> models = [fit_factors(estimate_moments(own), [0, 0, 0, 0]) for own in groups]
    >>> bool(abs(align_groups(models).means[1, 0] - 1) < 0.2)
    True
    """
    import numpy as np

    loadings = np.array([model.loadings for model in models])
    intercepts = np.array([model.moments.means for model in models])
    n = np.array([model.moments.n for model in models], dtype=float)
    which = models[0].factor
    factors = int(which.max()) + 1
    means, deviations = np.zeros((len(models), factors)), np.ones((len(models), factors))
    for factor in range(factors):
        own = which == factor
        found = _align(loadings[:, own], intercepts[:, own], n)
        means[:, factor], deviations[:, factor] = found
    aligned = loadings / deviations[:, which]
    centred = intercepts - means[:, which] * aligned
    return Alignment(
        means,
        deviations,
        aligned,
        centred,
        _explained(loadings, deviations[:, which] * aligned.mean(axis=0), which),
        _explained(
            intercepts, centred.mean(axis=0) + means[:, which] * aligned.mean(axis=0), which
        ),
    )


def _align(loadings: Matrix, intercepts: Matrix, n: Matrix) -> tuple[Matrix, Matrix]:
    """Return means and standard deviations of one factor with the least loss."""
    import numpy as np
    from scipy.optimize import minimize

    groups = len(loadings)
    one, other = np.triu_indices(groups, 1)
    weights = np.sqrt(n[one] * n[other])[:, None]

    def loss(free: Matrix) -> tuple[float, Matrix]:
        """Return the loss, and its slope by the means and the logarithms of the deviations."""
        means = np.concatenate([[0.0], free[: groups - 1]])
        deviations = np.exp(np.concatenate([[0.0], free[groups - 1 :]]))
        aligned = loadings / deviations[:, None]
        centred = intercepts - means[:, None] * aligned
        total, by_group = 0.0, []
        for values in (aligned, centred):
            apart = values[one] - values[other]
            total += float((weights * (apart**2 + SMALL) ** 0.25).sum())
            slope = weights * apart / 2 * (apart**2 + SMALL) ** -0.75
            summed = np.zeros_like(values)
            np.add.at(summed, one, slope)
            np.add.at(summed, other, -slope)
            by_group.append(summed)
        of_loadings, of_intercepts = by_group
        by_mean = -(of_intercepts * aligned).sum(axis=1)
        by_log = (aligned * (means[:, None] * of_intercepts - of_loadings)).sum(axis=1)
        scale = float(weights.sum())
        return total / scale, np.concatenate([by_mean[1:], by_log[1:]]) / scale

    found: list[Any] = [
        minimize(
            loss,
            np.repeat(start, groups - 1),
            jac=True,
            method="BFGS",
            options={"gtol": 1e-10, "maxiter": 2000},
        )
        for start in STARTS
    ]
    best = min(found, key=lambda result: float(result.fun)).x
    return (
        np.concatenate([[0.0], best[: groups - 1]]),
        np.exp(np.concatenate([[0.0], best[groups - 1 :]])),
    )


def _explained(values: Matrix, expected: Matrix, which: Matrix) -> Matrix:
    """Return, by factor, the share of the differences between groups that is expected."""
    import numpy as np

    def differences(of: Matrix) -> Matrix:
        squares: Matrix = np.bincount(which, ((of - of.mean(axis=0)) ** 2).sum(axis=0))
        return squares

    raw = differences(values)
    with np.errstate(divide="ignore", invalid="ignore"):
        shares: Matrix = 1 - differences(values - expected) / raw
    return shares
