"""Exploratory factor analysis: is there something to analyse, how many factors, which loadings?"""

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
    """Bartlett's (1950) test that nothing is correlated."""

    chi2: float
    df: int
    p: float


def kaiser_meyer_olkin(correlation: Matrix) -> float:
    """Return the Kaiser–Meyer–Olkin measure (Kaiser and Rice, 1974) of a regular matrix."""
    import numpy as np

    inverse = np.linalg.inv(correlation)
    scale = np.sqrt(inverse.diagonal())
    apart = ~np.eye(len(correlation), dtype=bool)
    simple = (correlation[apart] ** 2).sum()
    partial = ((inverse / scale[:, None] / scale)[apart] ** 2).sum()
    return float(simple / (simple + partial))


def bartlett_sphericity(correlation: Matrix, n: int) -> Sphericity:
    """Return Bartlett's test of a regular correlation matrix over ``n`` units."""
    import numpy as np
    from scipy.special import chdtrc

    items = len(correlation)
    chi2 = -(n - 1 - (2 * items + 5) / 6) * float(np.linalg.slogdet(correlation)[1])
    df = items * (items - 1) // 2
    return Sphericity(chi2, df, float(chdtrc(df, chi2)))


def eigenvalues(correlation: Matrix) -> Matrix:
    """Return the eigenvalues, the largest first."""
    import numpy as np

    found: Matrix = np.linalg.eigvalsh(correlation)[::-1]
    return found


def parallel_analysis(
    n: int, items: int, draws: int, share: float, random: np.random.Generator
) -> Matrix:
    """Return what each eigenvalue stays below in ``share`` of the draws of unrelated items.

    Horn's (1965) parallel analysis with normal answers of ``n`` units; Glorfeld (1995) proposed the
    95th percentile in place of the mean.
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
    """Return how many eigenvalues, from the first, lie above those of unrelated items."""
    import numpy as np

    return int(np.cumprod(observed > chance).sum())


def minres(correlation: Matrix, factors: int) -> Matrix | None:
    """Return unrotated minimum-residual loadings (Harman and Jones, 1966): items × factors.

    The residual correlations have the least sum of squares. None where the search fails, or an item
    is left without uniqueness (a Heywood case).
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
    """Return the loadings after oblimin rotation (direct quartimin), largest factor first."""
    import numpy as np
    from statsmodels.multivariate.factor_rotation import rotate_factors

    if loadings.shape[1] == 1:
        return loadings
    rotated: Matrix = rotate_factors(loadings, "oblimin", 0, "oblique")[0]
    rotated = rotated * np.where(rotated.sum(axis=0) < 0, -1.0, 1.0)
    ordered: Matrix = rotated[:, np.argsort(-(rotated**2).sum(axis=0), kind="stable")]
    return ordered
