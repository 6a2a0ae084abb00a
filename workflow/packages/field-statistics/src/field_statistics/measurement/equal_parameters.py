"""One factor model in several groups, with loadings, or loadings and intercepts, equal in all.

Maximum likelihood by Fisher scoring, with full information where answers are missing. The factors of
the first group have mean 0 and variance 1, those of the others what the equal parameters leave free.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from field_statistics.measurement.confirmatory import CONVERGED, FactorModel
from field_statistics.measurement.incomplete_covariances import Matrix, Moments, loglik_of


@dataclass(frozen=True)
class EqualModel:
    """A factor model with parameters that are equal in all groups.

    Attributes
    ----------
    loglik : float
        Log-likelihood at the maximum, of all groups together.
    df : int
        Degrees of freedom against free means and covariances in every group.
    loadings : array, items
        Equal loadings.
    intercepts : array, groups × items
        Intercepts; the same in every row where they are equal.
    covariances : array, groups × factors × factors
        Covariance matrices of the factors.
    means, mean_errors : array, groups × factors
        Means of the factors, and their standard errors; 0 where means are fixed.
    """

    loglik: float
    df: int
    loadings: Matrix
    intercepts: Matrix
    covariances: Matrix
    means: Matrix
    mean_errors: Matrix


def fit_equal(models: Sequence[FactorModel], *, intercepts: bool) -> EqualModel | None:
    """Fit the model of several groups with equal loadings, or equal intercepts too.

    Parameters
    ----------
    models : sequence of FactorModel
        The model of each group alone, as returned by
        :func:`field_statistics.measurement.confirmatory.fit_factors`.
    intercepts : bool
        Whether the intercepts are equal too; means of factors are then free.

    Returns
    -------
    EqualModel or None
        None where the search does not converge or the model is not identified.

    References
    ----------
    Jöreskog, K. G. (1971). Simultaneous factor analysis in several populations. *Psychometrika*, 36(4),
    409–426.

    Sörbom, D. (1974). A general method for studying differences in factor means and factor structure
    between groups. *British Journal of Mathematical and Statistical Psychology*, 27(2), 229–239.

    Examples
    --------
    >>> import numpy as np
    >>> from field_statistics.measurement.confirmatory import fit_factors
    >>> from field_statistics.measurement.incomplete_covariances import estimate_moments
    >>> rng = np.random.default_rng(1)
    >>> groups = [rng.normal(shift, 1, size=(500, 1)) + rng.normal(size=(500, 4)) for shift in (0, 1)]
    >>> models = [fit_factors(estimate_moments(own), [0, 0, 0, 0]) for own in groups]
    >>> bool(abs(fit_equal(models, intercepts=True).means[1, 0] - 1) < 0.2)
    True
    """
    import numpy as np

    layout = _Layout(models, intercepts)
    moments = [model.moments for model in models]
    estimates = layout.start(models)
    try:
        for _ in range(300):
            value, gradient, information = _evaluate(layout, estimates, moments)
            step = np.linalg.solve(information, gradient)
            if float(step @ gradient) < CONVERGED * 1e3:
                break
            estimates = _search(layout, estimates, step, value, moments)
        else:
            return None
        root = information.diagonal() ** 0.5
        if np.linalg.cond(information / root[:, None] / root) > 1e12:
            return None
        errors = np.sqrt(np.linalg.inv(information).diagonal())
    except np.linalg.LinAlgError:
        return None
    parts = [layout.group(estimates, group) for group in range(len(models))]
    items = len(models[0].loadings)
    return EqualModel(
        value,
        len(models) * items * (items + 3) // 2 - len(estimates),
        parts[0].loadings,
        np.array([part.intercepts for part in parts]),
        np.array([part.covariances for part in parts]),
        np.array([part.means for part in parts]),
        np.array([layout.group_means(errors, group) for group in range(len(models))]),
    )


@dataclass(frozen=True)
class _Group:
    """The parameters of one group."""

    loadings: Matrix
    intercepts: Matrix
    errors: Matrix
    covariances: Matrix
    means: Matrix


class _Layout:
    """Which entry of the vector of estimates is what: shared ones first, then group by group."""

    def __init__(self, models: Sequence[FactorModel], intercepts: bool) -> None:
        import numpy as np

        self.which = models[0].factor
        self.items, self.factors = len(self.which), len(models[0].correlations)
        self.equal_intercepts = intercepts
        self.loadings = np.arange(self.items)
        self.triangles, self.intercepts, self.errors = [], [], []
        self.covariances, self.means = [], []
        shared = self.items + np.arange(self.items)
        size = 2 * self.items if intercepts else self.items

        def take(count: int) -> Matrix:
            nonlocal size
            size += count
            return np.arange(size - count, size)

        for group in range(len(models)):
            # The first group's factors have variance 1.
            triangle = np.tril_indices(self.factors, -1 if group == 0 else 0)
            self.triangles.append(triangle)
            self.intercepts.append(shared if intercepts else take(self.items))
            self.errors.append(take(self.items))
            self.covariances.append(take(len(triangle[0])))
            self.means.append(take(self.factors if intercepts and group else 0))
        self.size = size

    def start(self, models: Sequence[FactorModel]) -> Matrix:
        """Return where the search begins: the first group's loadings, the other groups' factors so
        much wider as their loadings are larger.
        """
        import numpy as np

        first, estimates = models[0], np.zeros(self.size)
        estimates[self.loadings] = first.loadings
        counts = np.bincount(self.which)
        own_size = np.bincount(self.which, np.abs(first.loadings)) / counts
        for group, model in enumerate(models):
            wider = np.bincount(self.which, np.abs(model.loadings)) / counts / own_size
            related = model.correlations * wider[:, None] * wider
            estimates[self.errors[group]] = model.errors
            estimates[self.covariances[group]] = related[self.triangles[group]]
            estimates[self.intercepts[group]] = (
                first if self.equal_intercepts else model
            ).moments.means
            if len(self.means[group]):
                away = (model.moments.means - first.moments.means) / first.loadings
                estimates[self.means[group]] = np.bincount(self.which, away) / counts
        return estimates

    def group_means(self, estimates: Matrix, group: int) -> Matrix:
        """Return the entries of a group's factor means; 0 where they are fixed."""
        import numpy as np

        own = self.means[group]
        means: Matrix = estimates[own] if len(own) else np.zeros(self.factors)
        return means

    def group(self, estimates: Matrix, group: int) -> _Group:
        """Return the parameters of one group."""
        import numpy as np

        covariances = np.eye(self.factors)
        covariances[self.triangles[group]] = estimates[self.covariances[group]]
        covariances.T[self.triangles[group]] = estimates[self.covariances[group]]
        return _Group(
            estimates[self.loadings],
            estimates[self.intercepts[group]],
            estimates[self.errors[group]],
            covariances,
            self.group_means(estimates, group),
        )

    def implied(self, part: _Group) -> tuple[Matrix, Matrix]:
        """Return the means and covariances of the items that a group's parameters imply."""
        import numpy as np

        related = part.covariances[np.ix_(self.which, self.which)]
        covariance = part.loadings[:, None] * related * part.loadings + np.diag(part.errors)
        return part.intercepts + part.loadings * part.means[self.which], covariance

    def slopes(self, part: _Group, group: int) -> tuple[Matrix, Matrix, Matrix]:
        """Return a group's parameters by number, and the derivatives by each of its means
        (parameters × items) and covariances (parameters × items × items).
        """
        import numpy as np

        items, which = self.items, self.which
        pattern = np.zeros((items, self.factors))
        pattern[np.arange(items), which] = part.loadings
        structure = (pattern @ part.covariances)[:, which]
        every = np.arange(items)
        by_loading = np.zeros((items, items, items))
        by_loading[every, every] = structure.T
        by_loading += by_loading.transpose(0, 2, 1)
        by_error = np.zeros((items, items, items))
        by_error[every, every, every] = 1
        one, other = self.triangles[group]
        by_factors = np.einsum("ik,jk->kij", pattern[:, one], pattern[:, other])
        by_factors = by_factors + by_factors.transpose(0, 2, 1)
        by_factors[one == other] /= 2
        free = len(self.means[group])
        nothing = np.zeros((items, items, items))
        numbers = np.concatenate(
            [
                self.loadings,
                self.intercepts[group],
                self.errors[group],
                self.covariances[group],
                self.means[group],
            ]
        )
        of_means = np.concatenate(
            [
                np.diag(part.means[which]),
                np.eye(items),
                np.zeros((items + len(one), items)),
                pattern.T[:free],
            ]
        )
        of_covariances = np.concatenate(
            [by_loading, nothing, by_error, by_factors, np.zeros((free, items, items))]
        )
        return numbers, of_means, of_covariances


def _evaluate(
    layout: _Layout, estimates: Matrix, moments: Sequence[Moments]
) -> tuple[float, Matrix, Matrix]:
    """Return log-likelihood, its gradient and the expected information."""
    import numpy as np

    value, gradient = 0.0, np.zeros(layout.size)
    information = np.zeros((layout.size, layout.size))
    for group, own in enumerate(moments):
        part = layout.group(estimates, group)
        means, covariance = layout.implied(part)
        patterns = own.patterns
        inverses, logs = patterns.inverses(covariance)
        spread = patterns.spread(means)
        value += loglik_of(patterns, inverses, logs, spread)
        numbers, of_means, of_covariances = layout.slopes(part, group)
        away = patterns.means - means * patterns.there
        towards = np.einsum("g,gij,gj->i", patterns.n, inverses, away)
        misfit = np.tensordot(patterns.n, inverses @ spread @ inverses - inverses, axes=1)
        gradient[numbers] += of_means @ towards + np.tensordot(of_covariances, misfit, axes=2) / 2
        precision = np.tensordot(patterns.n, inverses, axes=1)
        found = of_means @ precision @ of_means.T
        flat = of_covariances.reshape(len(numbers), -1)
        for n, inverse in zip(patterns.n, inverses, strict=True):
            found += n / 2 * (inverse @ of_covariances @ inverse).reshape(len(numbers), -1) @ flat.T
        information[np.ix_(numbers, numbers)] += found
    return value, gradient, information


def _search(
    layout: _Layout, estimates: Matrix, step: Matrix, value: float, moments: Sequence[Moments]
) -> Matrix:
    """Return the estimates after the longest of step, half step, … that does not worsen the fit."""
    import numpy as np

    for _ in range(40):
        trial = estimates + step
        try:
            if _likelihood(layout, trial, moments) >= value - 1e-9:
                return trial
        except np.linalg.LinAlgError:
            pass
        step = step / 2
    raise np.linalg.LinAlgError("no step improves the fit")


def _likelihood(layout: _Layout, estimates: Matrix, moments: Sequence[Moments]) -> float:
    """Return the log-likelihood of all groups."""
    total = 0.0
    for group, own in enumerate(moments):
        means, covariance = layout.implied(layout.group(estimates, group))
        inverses, logs = own.patterns.inverses(covariance)
        total += loglik_of(own.patterns, inverses, logs, own.patterns.spread(means))
    return total
