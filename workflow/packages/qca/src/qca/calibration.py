"""Calibration: from numbers to degrees of membership in a set."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Values = npt.NDArray[np.float64]

#: Degree of membership at the anchor of inclusion (and 1 − 0.95 at that of exclusion).
INCLUDED = 0.95


class Anchors(NamedTuple):
    """Three qualitative anchors on the scale of the raw values, rising or falling in this order.

    Attributes
    ----------
    exclusion : float
        Where membership is 0.05: full non-membership.
    crossover : float
        Where membership is 0.5: the point of maximum ambiguity.
    inclusion : float
        Where membership is 0.95: full membership.
    """

    exclusion: float
    crossover: float
    inclusion: float


def calibrate_directly(values: Values, anchors: Anchors) -> Values:
    """Calibrate raw values to fuzzy memberships by the direct method.

    Parameters
    ----------
    values : array, cases
        Raw values.
    anchors : Anchors
        In the unit of the values. Falling anchors calibrate the set of low values.

    Returns
    -------
    array, cases
        Degrees of membership between 0 and 1. Distances from the crossover become log odds, scaled on
        each side so that the anchors of full membership and non-membership get 0.95 and 0.05.

    Raises
    ------
    ValueError
        If the anchors neither rise nor fall.

    References
    ----------
    Ragin, C. C. (2008). *Redesigning social inquiry: Fuzzy sets and beyond* (chapter 5). University of
    Chicago Press.

    Examples
    --------
    >>> import numpy as np
    >>> calibrate_directly(np.array([2, 5, 10]), Anchors(2, 5, 10)).round(2).tolist()
    [0.05, 0.5, 0.95]
    """
    import numpy as np

    low, middle, high = anchors.exclusion - anchors.crossover, 0.0, anchors.inclusion
    high -= anchors.crossover
    if not (low < middle < high or low > middle > high):
        raise ValueError("the anchors neither rise nor fall from exclusion to inclusion")
    distance = np.asarray(values, dtype="float64") - anchors.crossover
    towards_inclusion = np.sign(distance) == math.copysign(1.0, high)
    scale = np.where(towards_inclusion, high, -low)
    log_odds = math.log(INCLUDED / (1 - INCLUDED)) * distance / scale
    # Beyond 700 the degree is 0 or 1, and the exponential would overflow.
    return np.asarray(1 / (1 + np.exp(-np.clip(log_odds, -700, 700))), dtype="float64")


def calibrate_crisp(values: Values, threshold: float) -> Values:
    """Calibrate raw values to a crisp set.

    Parameters
    ----------
    values : array, cases
        Raw values.
    threshold : float
        In the unit of the values.

    Returns
    -------
    array, cases
        1 for values from ``threshold`` upwards, 0 for smaller ones.

    References
    ----------
    Ragin, C. C. (1987). *The comparative method: Moving beyond qualitative and quantitative
    strategies*. University of California Press.

    Examples
    --------
    >>> import numpy as np
    >>> calibrate_crisp(np.array([3, 10, 12]), 10).tolist()
    [0.0, 1.0, 1.0]
    """
    import numpy as np

    raw = np.asarray(values, dtype="float64")
    # A value that differs from the threshold by a rounding error alone has reached it.
    reached = (raw >= threshold) | np.isclose(raw, threshold, rtol=1e-12, atol=0)
    return np.asarray(reached, dtype="float64")
