"""Parameters of fit: how far one set is a subset (sufficiency) or superset (necessity) of another.

Every function takes degrees of membership between 0 and 1, one per case. A parameter whose
denominator is nothing is NaN.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Values = npt.NDArray[np.float64]


class Sufficiency(NamedTuple):
    """How far X is sufficient for Y: consistency, its proportional reduction (PRI), coverage."""

    consistency: float
    pri: float
    coverage: float


class Necessity(NamedTuple):
    """How far X is necessary for Y: consistency, relevance (RoN), coverage."""

    consistency: float
    relevance: float
    coverage: float


def sufficiency(x: Values, y: Values) -> Sufficiency:
    """Return how far ``x`` is sufficient for ``y`` (Ragin, 2008).

    The proportional reduction in inconsistency leaves out what x shares with y and with not-y.
    """
    import numpy as np

    shared = np.minimum(x, y)
    torn = np.minimum(shared, 1 - y).sum()
    return Sufficiency(
        _ratio(shared.sum(), x.sum()),
        _ratio(shared.sum() - torn, x.sum() - torn),
        _ratio(shared.sum(), y.sum()),
    )


def necessity(x: Values, y: Values) -> Necessity:
    """Return how far ``x`` is necessary for ``y``, and how relevant it is as such.

    The relevance of necessity (Schneider and Wagemann, 2012) is low for a condition that nearly
    all cases have, whatever their outcome.
    """
    import numpy as np

    shared = np.minimum(x, y)
    return Necessity(
        _ratio(shared.sum(), y.sum()),
        _ratio((1 - x).sum(), (1 - shared).sum()),
        _ratio(shared.sum(), x.sum()),
    )


def _ratio(numerator: float, denominator: float) -> float:
    # A sum of degrees that is nothing but rounding counts as nothing.
    return float(numerator / denominator) if denominator > 1e-12 else float("nan")
