"""What every single answer adds to the likelihood's slope and curvature, for any means and covariances.

Moments are numbered as means first, then the covariances on and below the diagonal, row by row.
"""

from __future__ import annotations

from field_statistics.measurement.incomplete_covariances import Matrix, Moments, Patterns


def answered_values(values: Matrix) -> Matrix:
    """Return the units that answered anything: the ones that the moments rest on."""
    import numpy as np

    kept: Matrix = values[~np.isnan(values).all(axis=1)]
    return kept


def slopes(values: Matrix, moments: Moments, means: Matrix, covariance: Matrix) -> Matrix:
    """Return the slope of each unit's log-likelihood: units × moments.

    ``values``: units × items, those of :func:`answered_values`. Raises numpy.linalg.LinAlgError where
    ``covariance`` is not positive definite.
    """
    import numpy as np

    inverses, _ = moments.patterns.inverses(covariance)
    given = ~np.isnan(values)
    which = (given[:, None, :] == (moments.patterns.there > 0)[None]).all(axis=2).argmax(axis=1)
    away = np.where(given, values - means, 0.0)
    weighted = np.einsum("uij,uj->ui", inverses[which], away)
    rows, columns, once = _places(len(means))
    of_covariances = weighted[:, rows] * weighted[:, columns] - inverses[which][:, rows, columns]
    return np.hstack([weighted, of_covariances * once])


def curvature(patterns: Patterns, means: Matrix, covariance: Matrix) -> Matrix:
    """Return minus the second derivatives of the log-likelihood: moments × moments.

    Raises numpy.linalg.LinAlgError where ``covariance`` is not positive definite.
    """
    import numpy as np

    inverses, _ = patterns.inverses(covariance)
    spread = inverses @ patterns.spread(means) @ inverses
    n = patterns.n
    away = np.einsum("gij,gj->gi", inverses, patterns.means - means * patterns.there)
    rows, columns, once = _places(len(means))

    def fourfold(one: Matrix, other: Matrix) -> Matrix:
        """Return the sum over patterns of n · tr(one · E · other · F) for every two covariances."""
        products = np.tensordot(one * n[:, None, None], other, axes=(0, 0))  # [i, j, k, l]
        a, b = rows[:, None], columns[:, None]
        c, d = rows[None], columns[None]
        summed: Matrix = (
            products[d, a, b, c]
            + products[d, b, a, c]
            + products[c, a, b, d]
            + products[c, b, a, d]
        )
        return summed * once[:, None] * once

    both = fourfold(inverses, spread)
    of_covariances = (both + both.T - fourfold(inverses, inverses)) / 2
    mixed = np.tensordot(inverses * n[:, None, None], away, axes=(0, 0))  # [i, j, k]
    between = (mixed[:, rows, columns] + mixed[:, columns, rows]) * once
    of_means = np.tensordot(n, inverses, axes=1)
    whole: Matrix = np.block([[of_means, between], [between.T, of_covariances]])
    return whole


def _places(items: int) -> tuple[Matrix, Matrix, Matrix]:
    """Return row and column of each covariance, and ½ on the diagonal, 1 below it."""
    import numpy as np

    rows, columns = np.tril_indices(items)
    return rows, columns, np.where(rows == columns, 0.5, 1.0)
