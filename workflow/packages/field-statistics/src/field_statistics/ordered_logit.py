"""Ordered logit (McCullagh, 1980): the outcome as ranks only, with no distances between them.

Newton's method on the exact derivatives. The model in statsmodels differentiates numerically: with a
threshold for every score it takes seconds and stops at six digits, its thresholds are log
increments, and its robust errors are not those asked for. Errors here come from the observed
information.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from field_statistics.not_estimable import NotEstimable
from field_statistics.regression import Estimate

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

#: A slope beyond this, in log odds per standard deviation, means that the ranks are separated.
_SEPARATED = 25.0


@dataclass(frozen=True)
class OrderedLogit:
    """A fitted ordered logit.

    Attributes
    ----------
    thresholds : array, levels − 1
        In ascending order.
    coefficients : dict of str to float
        Log odds ratios by column of the design.
    covariance : array, k × k
        Covariance matrix of the coefficients.
    log_likelihood : float
        At the maximum.
    n : int
        Number of units.
    confidence : float
        Level of the intervals.
    """

    thresholds: Array
    coefficients: dict[str, float]
    covariance: Array
    log_likelihood: float
    n: int
    confidence: float

    def coefficient(self, name: str) -> Estimate:
        """Return the log odds ratio of the column ``name``."""
        return self._combination({name: 1.0})

    def difference(self, first: str, second: str) -> Estimate:
        """Return the first coefficient minus the second, with its Wald test."""
        return self._combination({first: 1.0, second: -1.0})

    def _combination(self, weights: dict[str, float]) -> Estimate:
        """Return a weighted sum of coefficients with its Wald interval and test."""
        import numpy as np
        from scipy.special import ndtr, ndtri

        row = np.array([weights.get(name, 0.0) for name in self.coefficients])
        value = float(row @ list(self.coefficients.values()))
        error = float(np.sqrt(row @ self.covariance @ row))
        reach = float(ndtri((1 + self.confidence) / 2)) * error
        p = 2 * float(ndtr(-abs(value) / error))
        return Estimate(value, value - reach, value + reach, p, self.n, error)


def fit_ordered_logit(
    outcome: pd.Series[float], design: pd.DataFrame, confidence: float
) -> OrderedLogit | NotEstimable:
    """Fit a cumulative logit of the ranks of an outcome.

    Parameters
    ----------
    outcome : Series, n
        Complete; values that differ only by rounding share a rank.
    design : DataFrame, n × k
        The predictors of the same units, complete and without a constant.
    confidence : float
        Level of the intervals, between 0 and 1.

    Returns
    -------
    OrderedLogit or NotEstimable
        NotEstimable ("ordered_logit") where the outcome does not vary, or no finite estimate exists
        because the predictors separate the ranks or are collinear.

    References
    ----------
    McCullagh, P. (1980). Regression models for ordinal data. *Journal of the Royal Statistical Society
    B*, 42(2), 109–142.

    Examples
    --------
    >>> import pandas as pd
    >>> design = pd.DataFrame({"trust": [1, 2, 3, 4, 5, 6.0]})
    >>> fit_ordered_logit(pd.Series([1, 2, 1, 2, 3, 3]), design, 0.95).coefficient("trust").value > 0
    True
    """
    import numpy as np

    # Scores are means of answers: those that differ by rounding only share a rank.
    levels, ranks = np.unique(np.round(outcome.to_numpy(float), 9), return_inverse=True)
    if len(levels) < 2:
        return NotEstimable("ordered_logit")
    cuts = len(levels) - 1
    found = maximise(Likelihood.of(ranks, design.to_numpy(float)))
    if found is None:
        return NotEstimable("ordered_logit")
    parameters, likelihood, hessian = found
    covariance = np.linalg.inv(-hessian)[cuts:, cuts:].astype(float)
    slopes = dict(zip(design.columns, parameters[cuts:].tolist(), strict=True))
    return OrderedLogit(parameters[:cuts], slopes, covariance, likelihood, len(ranks), confidence)


@dataclass(frozen=True)
class Likelihood:
    """The likelihood of a cumulative logit, whose parameters are thresholds and then slopes.

    ``upper`` and ``lower`` (units × parameters) give the bounds of each unit's rank on the latent
    scale; ``top`` and ``bottom`` mark the units whose upper or lower bound is infinite. ``start``: the
    thresholds when all slopes are zero. ``weights``: of the units; None where all count the same.
    """

    upper: Array
    lower: Array
    top: NDArray[np.bool_]
    bottom: NDArray[np.bool_]
    start: Array
    cuts: int
    weights: Array | None = None

    @classmethod
    def of(
        cls,
        ranks: NDArray[np.int_],
        matrix: Array,
        by_threshold: Array | None = None,
        weights: Array | None = None,
    ) -> Likelihood:
        """Return the likelihood of ``ranks`` (0, 1, …) given the columns of ``matrix``.

        The columns ``by_threshold`` have a slope of their own at every threshold: the partial
        proportional odds model (Peterson & Harrell, 1990).
        """
        import numpy as np

        cuts = int(ranks.max())
        marks = np.eye(cuts + 2)

        def rows(cut: NDArray[np.int_]) -> Array:
            at = marks[cut][:, 1:-1]
            parts = [at, -matrix]
            if by_threshold is not None:
                parts += [-at * column[:, None] for column in by_threshold.T]
            return np.hstack(parts)

        upper, lower = rows(ranks + 1), rows(ranks)
        below = np.cumsum(np.bincount(ranks, weights))[:-1]
        below = below / (len(ranks) if weights is None else weights.sum())
        start = np.zeros(upper.shape[1])
        start[:cuts] = np.log(below / (1 - below))
        return cls(upper, lower, ranks == cuts, ranks == 0, start, cuts, weights)

    def separated(self, parameters: Array) -> bool:
        """Return whether a slope has grown beyond anything plausible."""
        return bool((abs(parameters[self.cuts :]) > _SEPARATED).any())

    def derivatives(self, parameters: Array) -> tuple[float, Array, Array]:
        """Return the log-likelihood with its first and second derivatives."""
        import numpy as np

        size = len(parameters)
        parts = self._parts(parameters)
        if parts is None:
            return -np.inf, np.zeros(size), np.eye(size)
        probability, gradient, bends = parts
        curvature = np.zeros((size, size))
        for rows, bend in bends:
            own = bend if self.weights is None else bend * self.weights
            curvature += (rows * own[:, None]).T @ rows
        if self.weights is None:
            logs = float(np.log(probability).sum())
            return logs, gradient.sum(axis=0), curvature - gradient.T @ gradient
        counted = gradient * self.weights[:, None]
        logs = float((self.weights * np.log(probability)).sum())
        return logs, counted.sum(axis=0), curvature - counted.T @ gradient

    def scores(self, parameters: Array) -> Array:
        """Return each unit's first derivatives, weights included (units × parameters)."""
        parts = self._parts(parameters)
        assert parts is not None
        gradient = parts[1]
        return gradient if self.weights is None else gradient * self.weights[:, None]

    def _parts(self, parameters: Array) -> tuple[Array, Array, list[tuple[Array, Array]]] | None:
        """Return each unit's probability, its derivatives, and the second ones by bound.

        None where a probability is zero.
        """
        import numpy as np
        from scipy.special import expit

        upper = np.where(self.top, np.inf, self.upper @ parameters)
        lower = np.where(self.bottom, -np.inf, self.lower @ parameters)
        # Where both lie above zero, the mirror image avoids cancellation in their difference.
        mirrored = lower > 0
        probability = np.where(mirrored, expit(-lower) - expit(-upper), expit(upper) - expit(lower))
        if not (probability > 0).all():
            return None
        gradient = np.zeros(self.upper.shape)
        bends = []
        for at, rows, sign in ((upper, self.upper, 1.0), (lower, self.lower, -1.0)):
            density = expit(at) * expit(-at)
            slope = density * (expit(-at) - expit(at))
            gradient += (sign * density / probability)[:, None] * rows
            bends.append((rows, sign * slope / probability))
        return probability, gradient, bends


def maximise(model: Likelihood, finite: bool = True) -> tuple[Array, float, Array] | None:
    """Return parameters, log-likelihood and Hessian at the maximum; None where there is none.

    Slopes that grow without end have no maximum. With ``finite`` false the likelihood they tend to,
    which is all that a likelihood-ratio test needs, is returned at a point far out.
    """
    import numpy as np

    parameters = model.start
    likelihood, score, hessian = model.derivatives(parameters)
    for _ in range(100):
        try:
            step = np.linalg.solve(-hessian, score)
        except np.linalg.LinAlgError:
            return None
        if not np.isfinite(step).all():
            return None
        far = model.separated(parameters)
        if far and finite:
            return None
        if far or float(score @ step) < 1e-18:
            return parameters, likelihood, hessian
        size = 1.0
        while size > 1e-10:
            trial = model.derivatives(parameters + size * step)
            # Rounding errors of the likelihood must not stop the last steps.
            if trial[0] >= likelihood - 1e-12 * abs(likelihood):
                break
            size /= 2
        else:
            return None
        parameters = parameters + size * step
        likelihood, score, hessian = trial
    return None
