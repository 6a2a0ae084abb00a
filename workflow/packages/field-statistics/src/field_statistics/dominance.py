"""Dominance analysis: what each predictor adds to R², over all models the predictors can form.

Budescu (1993) and Azen and Budescu (2003). The general weights average the gains over model sizes
and sum to the R² of the full model (the Shapley value of R², "LMG").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

Pattern = Literal["complete", "conditional", "general", "none"]


@dataclass(frozen=True)
class Dominance:
    """The gains in R² of k predictors, in the order of the matrix.

    Attributes
    ----------
    general : array, k
        General dominance weights; they sum to ``r2``.
    conditional : array, k × k
        Mean gain of each predictor (row) in models with 0 to k − 1 other predictors (column).
    complete : array, k × k
        Share of the models formed of the other predictors in which the row's predictor adds more than
        the column's; NaN on the diagonal.
    r2 : float
        R² of the model with all predictors.
    """

    general: Array
    conditional: Array
    complete: Array
    r2: float

    def pattern(self, first: int, second: int) -> Pattern:
        """Return the strongest kind of dominance of the first predictor over the second."""
        if self.complete[first, second] == 1:
            return "complete"
        if (self.conditional[first] > self.conditional[second]).all():
            return "conditional"
        return "general" if self.general[first] > self.general[second] else "none"


def subset_r2(matrices: Array) -> Array:
    """Return the R² of every model: 2^k × resamples; the bits of a row's number are its predictors.

    ``matrices``: resamples × (k + 1) × (k + 1) correlations, outcome last, none singular. Each
    predictor is swept out of what follows it, so that a model costs one step from the one before.
    """
    import numpy as np

    predictors = matrices.shape[-1] - 1
    r2 = np.empty((2**predictors, len(matrices)))

    def visit(rest: Array, subset: int, place: int) -> None:
        if place == predictors:
            r2[subset] = 1 - rest[0, 0]
            return
        without = rest[1:, 1:]
        visit(without, subset, place + 1)
        swept = without - rest[1:, :1] * (rest[:1, 1:] / rest[0, 0])
        visit(swept, subset | 1 << place, place + 1)

    # The resamples come last, side by side in memory: every operation runs over all of them.
    visit(np.ascontiguousarray(np.moveaxis(matrices, 0, -1)), 0, 0)
    return r2


def conditional_weights(r2: Array) -> Array:
    """Return the mean gain of each predictor by the number of others: k × k × resamples."""
    import numpy as np

    subsets = np.arange(len(r2))
    predictors = len(r2).bit_length() - 1
    sizes = _sizes(subsets, predictors)
    weights = np.empty((predictors, predictors, *r2.shape[1:]))
    for predictor in range(predictors):
        without = subsets[(subsets >> predictor & 1) == 0]
        gains = r2[without | 1 << predictor] - r2[without]
        for size in range(predictors):
            weights[predictor, size] = gains[sizes[without] == size].mean(axis=0)
    return weights


def general_weights(r2: Array) -> Array:
    """Return the general dominance weights: k × resamples."""
    weights: Array = conditional_weights(r2).mean(axis=1)
    return weights


def dominance_analysis(matrix: Array) -> Dominance:
    """Return the dominance analysis of one correlation matrix.

    Parameters
    ----------
    matrix : array, (k + 1) × (k + 1)
        Correlations of k predictors and, last, the outcome; the predictors' part must not be singular.

    Returns
    -------
    Dominance
        All 2^k models are computed, so that k should stay below about twenty.

    References
    ----------
    Budescu, D. V. (1993). Dominance analysis: A new approach to the problem of relative importance of
    predictors in multiple regression. *Psychological Bulletin*, 114(3), 542–551.

    Azen, R., & Budescu, D. V. (2003). The dominance analysis approach for comparing predictors in
    multiple regression. *Psychological Methods*, 8(2), 129–148.

    Examples
    --------
    >>> import numpy as np
    >>> matrix = np.array([[1.0, 0.0, 0.6], [0.0, 1.0, 0.3], [0.6, 0.3, 1.0]])
    >>> dominance_analysis(matrix).general.round(2).tolist()
    [0.36, 0.09]
    """
    import numpy as np

    r2 = subset_r2(matrix[None])[:, 0]
    conditional = conditional_weights(r2)
    predictors = len(conditional)
    subsets = np.arange(len(r2))
    complete = np.full((predictors, predictors), np.nan)
    for first in range(predictors):
        for second in range(predictors):
            if first != second:
                neither = subsets[(subsets & (1 << first | 1 << second)) == 0]
                more = r2[neither | 1 << first] > r2[neither | 1 << second]
                complete[first, second] = more.mean()
    return Dominance(conditional.mean(axis=1), conditional, complete, float(r2[-1]))


def _sizes(subsets: NDArray[np.int_], predictors: int) -> NDArray[np.int_]:
    """Return the number of predictors in each subset."""
    return sum((subsets >> k & 1 for k in range(predictors)), start=0 * subsets)
