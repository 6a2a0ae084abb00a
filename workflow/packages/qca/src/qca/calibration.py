"""Calibration: from numbers to degrees of membership in a set."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Values = npt.NDArray[np.float64]

#: Degree of membership at the anchor of full inclusion (and 1 − 0.95 at that of full exclusion).
INCLUDED = 0.95


class Anchors(NamedTuple):
    """Three qualitative anchors on the scale of the numbers, rising or falling in this order."""

    exclusion: float
    crossover: float
    inclusion: float


def calibrate_directly(values: Values, anchors: Anchors) -> Values:
    """Return degrees of membership between 0 and 1 by the direct method (Ragin, 2008).

    Distances from the crossover become log odds, scaled on each side so that the anchors of full
    inclusion and full exclusion have the degrees 0.95 and 0.05. Falling anchors give the set of low
    numbers. Raises ValueError for anchors that neither rise nor fall.
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
    """Return 1 for numbers from ``threshold`` on and 0 for smaller ones."""
    import numpy as np

    return np.asarray(np.asarray(values, dtype="float64") >= threshold, dtype="float64")
