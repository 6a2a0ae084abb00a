"""Least squares with HC3 standard errors, and the words that go with an estimate.

HC3 (MacKinnon & White, 1985) is the variant that Long and Ervin (2000) recommend below 250 units.
Intervals and tests use Student's t with the residual degrees of freedom.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from field_statistics.not_estimable import NotEstimable

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Estimate:
    """An estimated value.

    Attributes
    ----------
    value : float
        The estimate.
    low, high : float
        Bounds of its interval.
    p : float
        Two-sided p-value; NaN where the method gives none.
    n : int
        Number of units behind it.
    error : float or None
        Standard error, where the method has one.
    """

    value: float
    low: float
    high: float
    p: float
    n: int
    error: float | None = None

    @property
    def interval(self) -> tuple[float, float]:
        """The bounds of the interval."""
        return self.low, self.high


@dataclass(frozen=True)
class JointTest:
    """A test of several restrictions at once.

    Attributes
    ----------
    f : float
        Its statistic.
    df : int
        Degrees of freedom: the number of restrictions.
    residual_df : int or None
        Those of the residuals; None where the test takes them as endless (chi-squared).
    p : float
        Its p-value.
    """

    f: float
    df: int
    residual_df: int | None
    p: float


class Regression:
    """A fitted regression, whose estimates are asked for by name of a column of the design.

    Attributes
    ----------
    n : int
        Number of units.
    r2, adjusted_r2 : float
        Share of the variance explained.
    residual_df : int
        Residual degrees of freedom.
    """

    def __init__(self, result: Any, confidence: float) -> None:
        self._result = result
        self._confidence = confidence
        self.n = int(result.nobs)
        self.r2 = float(result.rsquared)
        self.adjusted_r2 = float(result.rsquared_adj)
        self.residual_df = int(result.df_resid)

    def coefficient(self, name: str) -> Estimate:
        """Return the coefficient of the column ``name``."""
        return self._combination({name: 1.0})

    def difference(self, first: str, second: str) -> Estimate:
        """Return the first coefficient minus the second; ``p`` is that of the Wald test."""
        return self._combination({first: 1.0, second: -1.0})

    def equality(self, names: Sequence[str]) -> JointTest:
        """Return the Wald test that the coefficients of two or more columns are all the same."""
        import numpy as np

        columns = self._result.model.exog_names
        rows = np.zeros((len(names) - 1, len(columns)))
        rows[:, columns.index(names[0])] = 1.0
        for row, name in zip(rows, names[1:], strict=True):
            row[columns.index(name)] = -1.0
        test = self._result.f_test(rows)
        f, p = float(np.squeeze(test.fvalue)), float(np.squeeze(test.pvalue))
        return JointTest(f, len(rows), self.residual_df, p)

    def _combination(self, weights: dict[str, float]) -> Estimate:
        """Return a weighted sum of coefficients with its interval and test."""
        import numpy as np

        row = np.array([weights.get(name, 0.0) for name in self._result.model.exog_names])
        test = self._result.t_test(row)
        low, high = test.conf_int(alpha=1 - self._confidence)[0]
        value, p = float(np.squeeze(test.effect)), float(np.squeeze(test.pvalue))
        error = float(np.squeeze(test.sd))
        return Estimate(value, float(low), float(high), p, self.n, error)


def regress_hc3(
    outcome: pd.Series[float],
    design: pd.DataFrame,
    confidence: float,
    weights: NDArray[np.float64] | None = None,
) -> Regression | NotEstimable:
    """Regress an outcome on several predictors and a constant by least squares, with HC3 errors.

    Parameters
    ----------
    outcome : Series, n
        Complete.
    design : DataFrame, n × k
        The predictors of the same units, complete and without a constant.
    confidence : float
        Level of the intervals, between 0 and 1.
    weights : array, n, optional
        Positive survey weights on any scale; by default all units count the same.

    Returns
    -------
    Regression or NotEstimable
        NotEstimable where the columns are collinear ("collinear"), or where a single unit determines a
        coefficient ("leverage"): HC3 does not exist then.

    References
    ----------
    MacKinnon, J. G., & White, H. (1985). Some heteroskedasticity-consistent covariance matrix
    estimators with improved finite sample properties. *Journal of Econometrics*, 29(3), 305–325.

    Long, J. S., & Ervin, L. H. (2000). Using heteroscedasticity consistent standard errors in the
    linear regression model. *The American Statistician*, 54(3), 217–224.

    Examples
    --------
    >>> import pandas as pd
    >>> design = pd.DataFrame({"trust": [1, 2, 3, 4, 5.0], "size": [2, 1, 4, 3, 5.0]})
    >>> model = regress_hc3(pd.Series([1.1, 2.0, 2.9, 4.2, 5.0]), design, 0.95)
    >>> round(model.coefficient("trust").value, 2)
    1.04
    """
    import numpy as np
    from statsmodels.regression.linear_model import OLS, WLS

    exog = design.astype(float)
    exog.insert(0, "constant", 1.0)
    root = np.ones(len(exog)) if weights is None else np.sqrt(weights)
    matrix = exog.to_numpy() * root[:, None]
    if np.linalg.matrix_rank(matrix) < matrix.shape[1]:
        return NotEstimable("collinear")
    q, _ = np.linalg.qr(matrix)
    leverage = (q**2).sum(axis=1)
    if len(matrix) <= matrix.shape[1] or leverage.max() > 1 - 1e-8:
        return NotEstimable("leverage")
    y = outcome.astype(float)
    plain = OLS(y, exog) if weights is None else WLS(y, exog, weights=weights)
    result = plain.fit(cov_type="HC3", use_t=True)
    return Regression(result, confidence)


def direction(estimate: Estimate | None) -> str:
    """Return what the test says: "positive", "negative", "unclear", or "unknown" without an estimate.

    The interval decides, as the test does at its confidence level: the sign is clear if it excludes
    zero.
    """
    if estimate is None:
        return "unknown"
    if estimate.low > 0:
        return "positive"
    return "negative" if estimate.high < 0 else "unclear"
