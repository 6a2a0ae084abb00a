"""What a regression leans on: predictors that go together, units that weigh heavily.

Variance inflation and condition index after Belsley, Kuh and Welsch (1980), influence after Cook
(1977) and DFBETAS after Belsley and colleagues.
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
    """How much each unit moves the model.

    ``cook``: one distance per unit; ``dfbetas``: units × predictors, the change of each coefficient
    when the unit is left out, in standard errors.
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
    """Return the variance inflation factor of each column, a constant being in the model."""
    import numpy as np
    import pandas as pd

    inverse = np.linalg.inv(
        np.corrcoef(design.to_numpy(float), rowvar=False).reshape(design.shape[1], design.shape[1])
    )
    return pd.Series(np.diag(inverse), index=design.columns)


def condition_index(design: pd.DataFrame) -> float:
    """Return the largest condition index of the standardised columns.

    The root of the largest over the smallest eigenvalue of their correlations; 30 is called severe.
    """
    import numpy as np

    matrix = np.corrcoef(design.to_numpy(float), rowvar=False)
    eigenvalues = np.linalg.eigvalsh(matrix.reshape(design.shape[1], design.shape[1]))
    return float(np.sqrt(eigenvalues[-1] / eigenvalues[0]))


def influence(outcome: pd.Series[float], design: pd.DataFrame) -> Influence:
    """Return the influence of every unit on the least-squares model with a constant.

    Both hold complete rows of the same units, none of leverage one, and at least two rows more than
    coefficients.
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
