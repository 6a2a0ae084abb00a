"""Numbers against their cuts: a number that misses its cut by a rounding error alone has reached it.

Sums and ratios of degrees such as 0.1 and 0.7 are rounded: a consistency of four fifths may be held as
0.7999999999999999. All comparisons with a cut therefore use these functions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

#: What counts as a rounding error, in the unit of a degree: as in the R package QCA, the square root
#: of the distance from 1 to the next double.
TOLERANCE = 2.0**-26


def reaches(number: float, cut: float) -> bool:
    """Return whether ``number`` is ``cut`` or more; NaN reaches nothing.

    Examples
    --------
    >>> reaches((0.1 + 0.7) * 10 / 10, 0.8), (0.1 + 0.7) >= 0.8
    (True, False)
    """
    return bool(number >= cut - TOLERANCE)


def is_at(degrees: Any, cut: float) -> npt.NDArray[np.bool_]:
    """Return which of ``degrees`` are ``cut``."""
    import numpy as np

    return np.asarray(np.isclose(degrees, cut, rtol=0, atol=TOLERANCE))


def more_in(degrees: Any) -> npt.NDArray[np.bool_]:
    """Return which of ``degrees`` exceed one half: these cases are more in the set than out of it."""
    import numpy as np

    return np.asarray(np.asarray(degrees) > 0.5 + TOLERANCE)


def more_out(degrees: Any) -> npt.NDArray[np.bool_]:
    """Return which of ``degrees`` are below one half; at one half a case is neither in nor out."""
    import numpy as np

    return np.asarray(np.asarray(degrees) < 0.5 - TOLERANCE)
