"""How many firms a plan needs, before anything is known about them."""

from __future__ import annotations

import math


def firms_needed(correlation: float, power: float, confidence: float, held: int) -> int:
    """Return the firms with which a partial correlation is found, by Fisher's z.

    Parameters
    ----------
    correlation : float
        Its size, between 0 and 1.
    power : float
        With which it is to be found.
    confidence : float
        Of the two-sided test: 0.95 for a level of 5 %.
    held : int
        Variables held constant.

    Returns
    -------
    int
        The smallest number of firms in the model.

    References
    ----------
    Cohen, J. (1988). *Statistical power analysis for the behavioral sciences* (2nd ed.). Erlbaum.
    """
    from scipy.special import ndtri

    quantiles = float(ndtri((1 + confidence) / 2) + ndtri(power))
    return math.ceil((quantiles / math.atanh(min(correlation, 0.99))) ** 2 + 3 + held)
