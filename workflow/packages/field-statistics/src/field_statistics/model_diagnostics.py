"""What a regression depends on: correlated predictors and influential units.

Variance inflation and condition index after Belsley, Kuh and Welsch (1980), influence after Cook
(1977) and, for DFBETAS, Belsley and colleagues.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


@dataclass(frozen=True)
class Influence:
    """How much each unit moves a model.

    Attributes
    ----------
    cook : Series, n
        Cook's distance of each unit.
    dfbetas : DataFrame, n × k
        Change of each coefficient when the unit is left out, in standard errors.
    """

    cook: pd.Series[float]
    dfbetas: pd.DataFrame

    @property
    def cook_limit(self) -> float:
        """The usual limit for Cook's distance: four over the number of units."""
        return 4 / len(self.cook)

    @property
    def dfbetas_limit(self) -> float:
        """The limit of Belsley and colleagues: two over the root of the number of units."""
        return float(2 / len(self.cook) ** 0.5)

    @property
    def influential(self) -> NDArray[np.bool_]:
        """Which units exceed the limit for Cook's distance."""
        found: NDArray[np.bool_] = (self.cook > self.cook_limit).to_numpy()
        return found


def variance_inflation(design: pd.DataFrame) -> pd.Series[float]:
    """Return the variance inflation factor of each column in a model with a constant."""
    import numpy as np
    import pandas as pd

    inverse = np.linalg.inv(
        np.corrcoef(design.to_numpy(float), rowvar=False).reshape(design.shape[1], design.shape[1])
    )
    return pd.Series(np.diag(inverse), index=design.columns)


def condition_index(design: pd.DataFrame) -> float:
    """Return the largest condition index of the standardised columns.

    It is the square root of the largest over the smallest eigenvalue of their correlations; above 30
    it is called severe.
    """
    import numpy as np

    matrix = np.corrcoef(design.to_numpy(float), rowvar=False)
    eigenvalues = np.linalg.eigvalsh(matrix.reshape(design.shape[1], design.shape[1]))
    return float(np.sqrt(eigenvalues[-1] / eigenvalues[0]))


def influence(outcome: pd.Series[float], design: pd.DataFrame) -> Influence:
    """Return the influence of every unit on a least-squares model with a constant.

    Parameters
    ----------
    outcome : Series, n
        Complete.
    design : DataFrame, n × k
        The predictors of the same units, complete and without a constant. No unit may have leverage
        one, and n must exceed k + 2.

    Returns
    -------
    Influence
        Cook's distances and DFBETAS, indexed as ``design``.

    References
    ----------
    Cook, R. D. (1977). Detection of influential observation in linear regression. *Technometrics*,
    19(1), 15–18.

    Belsley, D. A., Kuh, E., & Welsch, R. E. (1980). *Regression diagnostics: Identifying influential
    data and sources of collinearity*. Wiley.

    Examples
    --------
    >>> import pandas as pd
    >>> found = influence(pd.Series([1, 2, 3, 4, 15.0]), pd.DataFrame({"x": [1, 2, 3, 4, 5.0]}))
    >>> found.cook.idxmax()
    4
    """
    import numpy as np
    import pandas as pd

    matrix = np.column_stack([np.ones(len(design)), design.to_numpy(float)])
    n, coefficients = matrix.shape
    inverse = np.linalg.inv(matrix.T @ matrix)
    leverage = np.einsum("ij,jk,ik->i", matrix, inverse, matrix)
    residuals = outcome.to_numpy(float) - matrix @ (inverse @ matrix.T @ outcome.to_numpy(float))
    squares = residuals @ residuals
    cook = residuals**2 * leverage / (1 - leverage) ** 2 / coefficients
    cook /= squares / (n - coefficients)
    without = (squares - residuals**2 / (1 - leverage)) / (n - coefficients - 1)
    changes = (matrix @ inverse) * (residuals / (1 - leverage))[:, None]
    dfbetas = changes / np.sqrt(np.outer(without, np.diag(inverse)))
    return Influence(
        pd.Series(cook, index=design.index),
        pd.DataFrame(dfbetas[:, 1:], index=design.index, columns=design.columns),
    )
