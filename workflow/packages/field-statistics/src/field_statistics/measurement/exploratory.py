"""Exploratory factor analysis: is there anything to analyse, how many factors, and which loadings?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from field_statistics.measurement.incomplete_covariances import Matrix

if TYPE_CHECKING:
    import numpy as np

#: Uniquenesses are kept above this, as in R's ``factanal``; one that reaches it is a Heywood case.
LEAST_UNIQUENESS = 0.005
#: Random answers held in memory at a time.
_HELD = 2**21


@dataclass(frozen=True)
class Sphericity:
    """Bartlett's test that no items are correlated.

    Attributes
    ----------
    chi2 : float
        Statistic.
    df : int
        Degrees of freedom.
    p : float
        p-value.
    """

    chi2: float
    df: int
    p: float


def kaiser_meyer_olkin(correlation: Matrix) -> float:
    """Return the Kaiser–Meyer–Olkin measure of sampling adequacy.

    Parameters
    ----------
    correlation : array, items × items
        Not singular.

    Returns
    -------
    float
        From 0 to 1.

    References
    ----------
    Kaiser, H. F., & Rice, J. (1974). Little jiffy, mark IV. *Educational and Psychological
    Measurement*, 34(1), 111–117.

    Examples
    --------
    >>> import numpy as np
    >>> round(kaiser_meyer_olkin(np.array([[1, 0.6, 0.5], [0.6, 1, 0.4], [0.5, 0.4, 1]])), 3)
    0.658
    """
    import numpy as np

    inverse = np.linalg.inv(correlation)
    scale = np.sqrt(inverse.diagonal())
    apart = ~np.eye(len(correlation), dtype=bool)
    simple = (correlation[apart] ** 2).sum()
    partial = ((inverse / scale[:, None] / scale)[apart] ** 2).sum()
    return float(simple / (simple + partial))


def bartlett_sphericity(correlation: Matrix, n: int) -> Sphericity:
    """Return Bartlett's test of sphericity.

    Parameters
    ----------
    correlation : array, items × items
        Not singular.
    n : int
        Number of units.

    Returns
    -------
    Sphericity
        Statistic, degrees of freedom and p-value.

    References
    ----------
    Bartlett, M. S. (1950). Tests of significance in factor analysis. *British Journal of Statistical
    Psychology*, 3(2), 77–85.

    Examples
    --------
    >>> import numpy as np
    >>> bartlett_sphericity(np.array([[1, 0.6], [0.6, 1]]), 50).df
    1
    """
    import numpy as np
    from scipy.special import chdtrc

    items = len(correlation)
    chi2 = -(n - 1 - (2 * items + 5) / 6) * float(np.linalg.slogdet(correlation)[1])
    df = items * (items - 1) // 2
    return Sphericity(chi2, df, float(chdtrc(df, chi2)))


def eigenvalues(correlation: Matrix) -> Matrix:
    """Return the eigenvalues, largest first."""
    import numpy as np

    found: Matrix = np.linalg.eigvalsh(correlation)[::-1]
    return found


def parallel_analysis(
    n: int, items: int, draws: int, share: float, random: np.random.Generator
) -> Matrix:
    """Return the eigenvalues that unrelated items exceed only by chance: Horn's parallel analysis.

    Parameters
    ----------
    n : int
        Number of units.
    items : int
        Number of items.
    draws : int
        Number of random data sets of normal answers.
    share : float
        Quantile of the drawn eigenvalues; Glorfeld proposed 0.95 in place of the mean.
    random : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    array, items
        Largest first. Retain the factors whose eigenvalues lie above.

    References
    ----------
    Horn, J. L. (1965). A rationale and test for the number of factors in factor analysis.
    *Psychometrika*, 30(2), 179–185.

    Glorfeld, L. W. (1995). An improvement on Horn's parallel analysis methodology for selecting the
    correct number of factors to retain. *Educational and Psychological Measurement*, 55(3), 377–393.

    Examples
    --------
    >>> import numpy as np
    >>> chance = parallel_analysis(100, 6, 200, 0.95, np.random.default_rng(1))
    >>> bool(chance[0] > 1 > chance[-1])
    True
    """
    import numpy as np

    together = max(_HELD // (n * items), 1)
    drawn = []
    for start in range(0, draws, together):
        answers = random.standard_normal((min(together, draws - start), n, items))
        answers -= answers.mean(axis=1, keepdims=True)
        products = answers.transpose(0, 2, 1) @ answers
        scale = np.sqrt(products.diagonal(axis1=1, axis2=2))
        matrices = products / scale[:, :, None] / scale[:, None, :]
        drawn.append(np.linalg.eigvalsh(matrices)[:, ::-1])
    found: Matrix = np.quantile(np.concatenate(drawn), share, axis=0)
    return found


def number_of_factors(observed: Matrix, chance: Matrix) -> int:
    """Return how many eigenvalues, counted from the first, exceed those of unrelated items."""
    import numpy as np

    return int(np.cumprod(observed > chance).sum())


def minres(correlation: Matrix, factors: int) -> Matrix | None:
    """Extract factors by minimum residuals.

    Parameters
    ----------
    correlation : array, items × items
        Not singular.
    factors : int
        Number of factors, at least 1 and below the number of items.

    Returns
    -------
    array, items × factors, or None
        Unrotated loadings that leave the smallest sum of squared residual correlations. None where the
        search fails, or an item is left without uniqueness (a Heywood case).

    References
    ----------
    Harman, H. H., & Jones, W. H. (1966). Factor analysis by minimizing residuals (minres).
    *Psychometrika*, 31(3), 351–368.

    Examples
    --------
    >>> import numpy as np
    >>> matrix = np.array([[1, 0.56, 0.48], [0.56, 1, 0.42], [0.48, 0.42, 1]])
    >>> minres(matrix, 1)[:, 0].round(2).tolist()
    [0.8, 0.7, 0.6]
    """
    import numpy as np
    from scipy.optimize import minimize

    items = len(correlation)
    if not 0 < factors < items:
        return None

    def misfit(uniqueness: Matrix) -> tuple[float, Matrix]:
        values, vectors = np.linalg.eigh(correlation - np.diag(uniqueness))
        left, away = values[: items - factors], vectors[:, : items - factors]
        dropped = np.minimum(values[items - factors :], 0)
        residual = float((left**2).sum() + (dropped**2).sum()) / 2
        slope = -((away**2) @ left) - (vectors[:, items - factors :] ** 2) @ dropped
        return residual, slope

    try:
        start = 1 / np.linalg.inv(correlation).diagonal()
    except np.linalg.LinAlgError:
        return None
    found = minimize(
        misfit,
        np.clip(start, LEAST_UNIQUENESS, 1),
        jac=True,
        method="L-BFGS-B",
        bounds=[(LEAST_UNIQUENESS, 1.0)] * items,
        options={"ftol": 1e-15, "gtol": 1e-9, "maxiter": 5000, "maxfun": 20000},
    )
    if (found.x <= LEAST_UNIQUENESS * 1.001).any():
        return None
    values, vectors = np.linalg.eigh(correlation - np.diag(found.x))
    loadings = vectors[:, ::-1][:, :factors] * np.sqrt(np.maximum(values[::-1][:factors], 0))
    signs = np.where(loadings.sum(axis=0) < 0, -1.0, 1.0)
    turned: Matrix = loadings * signs
    return turned


def rotate_oblique(loadings: Matrix) -> Matrix:
    """Rotate loadings by oblimin (direct quartimin).

    Parameters
    ----------
    loadings : array, items × factors
        As returned by :func:`minres`.

    Returns
    -------
    array, items × factors
        Pattern loadings; the factors point the way most of their items do, largest first.

    References
    ----------
    Jennrich, R. I., & Sampson, P. F. (1966). Rotation for simple loadings. *Psychometrika*, 31(3),
    313–323.

    Examples
    --------
    >>> import numpy as np
    >>> loadings = np.array([[0.7, 0.5], [0.7, 0.5], [0.7, -0.5], [0.7, -0.5]])
    >>> rotate_oblique(loadings).shape
    (4, 2)
    """
    import numpy as np
    from statsmodels.multivariate.factor_rotation import rotate_factors

    if loadings.shape[1] == 1:
        return loadings
    rotated: Matrix = rotate_factors(loadings, "oblimin", 0, "oblique")[0]
    rotated = rotated * np.where(rotated.sum(axis=0) < 0, -1.0, 1.0)
    ordered: Matrix = rotated[:, np.argsort(-(rotated**2).sum(axis=0), kind="stable")]
    return ordered
