"""Numbers beside a cut: what is compared, and how many decimals show on which side a value lies.

One rule for every threshold: a value within :data:`TOLERANCE` of a cut has reached it, and any other
is printed with as many decimals as tell it from the cut. So no reader sees "0.70, below 0.70".
"""

from __future__ import annotations

import math

#: Differences below this are rounding errors of the computer.
TOLERANCE = 1e-9
#: More decimals than this are never printed.
_MOST = 9


def reaches(value: float, cut: float) -> bool:
    """Return whether a value is at or above a cut; False for NaN."""
    return value >= cut - TOLERANCE


def exceeds(value: float, cut: float) -> bool:
    """Return whether a value is above a cut; False for NaN."""
    return value > cut + TOLERANCE


def decimals_beside(value: float | None, cut: float, decimals: int, percent: bool = False) -> int:
    """Return the number of decimals, at least ``decimals``, that show on which side a value lies.

    Parameters
    ----------
    value : float or None
        The value that is printed.
    cut : float
        The threshold it is set against.
    decimals : int
        Decimals of such numbers where no cut is near.
    percent : bool, default False
        Whether both are proportions that are printed as percentages.

    Returns
    -------
    int
        Up to nine. The cut itself needs :func:`decimals_of` decimals.

    Examples
    --------
    >>> decimals_beside(0.6967, 0.7, 2), decimals_beside(0.7, 0.7, 2), decimals_beside(0.42, 0.7, 2)
    (3, 2, 2)
    """
    if value is None or not math.isfinite(value) or abs(value - cut) <= TOLERANCE:
        return decimals
    scale = 100 if percent else 1
    for places in range(decimals, _MOST):
        # What is printed differs from the cut, and so shows its side.
        if abs(round(value * scale, places) - cut * scale) > 0.1 * 10.0**-places:
            return places
    return _MOST


def decimals_of(cut: float, decimals: int, percent: bool = False) -> int:
    """Return the number of decimals, at least ``decimals``, that print a threshold without rounding."""
    scaled = cut * (100 if percent else 1)
    for places in range(decimals, _MOST):
        if abs(round(scaled, places) - scaled) <= TOLERANCE:
            return places
    return _MOST
