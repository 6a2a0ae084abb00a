"""Stacks of small symmetric matrices, and which of them can be inverted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


def definite(matrices: Array, least: float) -> NDArray[np.bool_]:
    """Return which correlation matrices (count × p × p) have all eigenvalues above ``least``.

    Eigenvalues are computed only where the determinant does not settle it: the smallest is at least the
    determinant divided by the largest possible product of the others, whose mean is one.
    """
    import numpy as np

    p = matrices.shape[-1]
    good: NDArray[np.bool_] = np.linalg.det(matrices) > 2 * least * (p / max(p - 1, 1)) ** (p - 1)
    unclear = ~good
    good[unclear] = np.linalg.eigvalsh(matrices[unclear])[:, 0] > least
    return good
