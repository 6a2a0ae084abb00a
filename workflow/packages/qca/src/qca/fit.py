"""Parameters of fit: how far one set is a subset (sufficiency) or superset (necessity) of another.

Every function takes degrees of membership between 0 and 1, one per case. A parameter whose
denominator is zero is NaN.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Values = npt.NDArray[np.float64]


class Sufficiency(NamedTuple):
    """How far X is sufficient for Y.

    Attributes
    ----------
    consistency : float
        Inclusion of X in Y, 0 to 1.
    pri : float
        Proportional reduction in inconsistency.
    coverage : float
        Raw coverage: the part of Y that X accounts for.
    """

    consistency: float
    pri: float
    coverage: float


class Necessity(NamedTuple):
    """How far X is necessary for Y.

    Attributes
    ----------
    consistency : float
        Inclusion of Y in X, 0 to 1.
    relevance : float
        Relevance of necessity (RoN); low for a condition that is trivially necessary.
    coverage : float
        Coverage of necessity.
    """

    consistency: float
    relevance: float
    coverage: float


def sufficiency(x: Values, y: Values) -> Sufficiency:
    """Return how far ``x`` is sufficient for ``y``.

    Parameters
    ----------
    x, y : array, cases
        Degrees of membership between 0 and 1.

    Returns
    -------
    Sufficiency
        Its PRI leaves out what ``x`` shares with both ``y`` and its negation.

    References
    ----------
    Ragin, C. C. (2008). *Redesigning social inquiry: Fuzzy sets and beyond* (chapter 3). University of
    Chicago Press.

    Examples
    --------
    >>> import numpy as np
    >>> fit = sufficiency(np.array([0.2, 0.8, 0.6]), np.array([0.3, 0.9, 0.5]))
    >>> round(fit.consistency, 3), round(fit.coverage, 3)
    (0.938, 0.882)
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
    """Return how far ``x`` is necessary for ``y``, and how relevant that is.

    Parameters
    ----------
    x, y : array, cases
        Degrees of membership between 0 and 1.

    Returns
    -------
    Necessity
        Its relevance is low for a condition that nearly all cases share, whatever their outcome.

    References
    ----------
    Schneider, C. Q., & Wagemann, C. (2012). *Set-theoretic methods for the social sciences: A guide to
    qualitative comparative analysis* (chapter 9). Cambridge University Press.

    Examples
    --------
    >>> import numpy as np
    >>> round(necessity(np.array([0.9, 0.8, 1.0]), np.array([0.3, 0.9, 0.5])).consistency, 3)
    0.941
    """
    import numpy as np

    shared = np.minimum(x, y)
    return Necessity(
        _ratio(shared.sum(), y.sum()),
        _ratio((1 - x).sum(), (1 - shared).sum()),
        _ratio(shared.sum(), x.sum()),
    )


def _ratio(numerator: float, denominator: float) -> float:
    """Return the ratio of two sums; NaN where the denominator is zero."""
    # A sum of degrees that is only a rounding error counts as zero.
    return float(numerator / denominator) if denominator > 1e-12 else float("nan")
