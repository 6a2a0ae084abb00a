"""What a reader can work out of published numbers: unknown counts, and what is published of them.

The counterpart of :mod:`field_statistics.joint_suppression`, which knows the counts: here only what is
published is known, at the precision it is published with.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


@dataclass
class DisclosureAttack:
    """Unknown counts by name, each with what is known of it, and linear equations between them.

    Examples
    --------
    >>> attack = DisclosureAttack()
    >>> attack.unknown("tourism", most=9)
    >>> attack.unknown("technology")
    >>> attack.equation({"tourism": 1, "technology": 1}, 9)
    >>> attack.interval("technology")
    (0, 9)
    >>> attack.between("tourism", 7, 7)
    >>> attack.interval("technology")
    (2, 2)
    """

    least: dict[str, float] = field(default_factory=dict)
    most: dict[str, float] = field(default_factory=dict)
    equations: list[tuple[Mapping[str, float], float]] = field(default_factory=list)

    def unknown(self, name: str, least: float = 0, most: float = math.inf) -> None:
        """Add a count; one that is there already keeps what is known of it as well."""
        self.least[name] = max(self.least.get(name, 0), least)
        self.most[name] = min(self.most.get(name, math.inf), most)

    def between(self, name: str, least: float, most: float) -> None:
        """Say that a count is known to lie between two numbers."""
        self.unknown(name, least, most)

    def equation(self, terms: Mapping[str, float], value: float) -> None:
        """Say that a sum of counts, each times a number, is known; they become unknowns."""
        for name in terms:
            self.unknown(name)
        self.equations.append((dict(terms), value))

    def interval(self, name: str) -> tuple[float, float]:
        """Return the least and the greatest number a count can be.

        Raises ArithmeticError where what is known contradicts itself.
        """
        import numpy as np
        from scipy.optimize import Bounds, LinearConstraint, milp

        names = self._hanging_together(name)
        place = {each: number for number, each in enumerate(names)}
        own = [(terms, value) for terms, value in self.equations if next(iter(terms)) in place]
        left = np.zeros((len(own), len(names)))
        for row, (terms, _) in enumerate(own):
            for each, factor in terms.items():
                left[row, place[each]] += factor
        right = np.array([value for _, value in own])
        objective = np.zeros(len(names))
        objective[place[name]] = 1
        bounds = Bounds(
            np.array([self.least[each] for each in names]),
            np.array([self.most[each] for each in names]),
        )
        constraints = [LinearConstraint(left, right, right)] if own else []
        ends = []
        for sense in (1, -1):
            solved = milp(
                sense * objective,
                integrality=np.ones(len(names)),
                bounds=bounds,
                constraints=constraints,
            )
            if solved.x is None:
                if sense < 0 and math.isinf(self.most[name]):
                    ends.append(math.inf)
                    continue
                raise ArithmeticError(solved.message)
            ends.append(round(float(solved.x[place[name]])))
        return ends[0], ends[1]

    def _hanging_together(self, name: str) -> list[str]:
        """Return the counts that equations connect with ``name``."""
        found, ahead = {name: None}, [name]
        while ahead:
            each = ahead.pop()
            for terms, _ in self.equations:
                if each in terms:
                    ahead += [other for other in terms if other not in found]
                    found |= dict.fromkeys(terms)
        return list(found)


def standardised_pairs(
    difference: float,
    sizes: tuple[int, int],
    spread: Literal["both", "first"],
    tolerance: float = 1e-9,
) -> list[tuple[int, int]]:
    """Return the pairs of counts behind a standardised difference of two shares.

    Parameters
    ----------
    difference : float
        Of the shares, in standard deviations.
    sizes : tuple of int
        Of the two groups.
    spread : {"both", "first"}
        Whose standard deviation: the root of the mean of both variances, or that of the first group.
    tolerance : float, default 1e-9
        Half a unit of the last decimal, where the difference is rounded.

    Returns
    -------
    list of (int, int)
        Counts of the first and of the second group; pairs without a standard deviation are left out.

    References
    ----------
    Austin, P. C. (2009). Balance diagnostics for comparing the distribution of baseline covariates
    between treatment groups in propensity-score matched samples. *Statistics in Medicine*, 28(25),
    3083–3107.

    Examples
    --------
    >>> standardised_pairs(0.32, (5, 8), "both", 0.005)
    [(2, 2)]
    """
    import numpy as np

    first, second = (np.arange(size + 1) / size for size in sizes)
    ours, theirs = first * (1 - first), second * (1 - second)
    variance = (
        (ours[:, None] + theirs[None, :]) / 2
        if spread == "both"
        else np.repeat(ours[:, None], len(theirs), axis=1)
    )
    gap = first[:, None] - second[None, :]
    with np.errstate(divide="ignore", invalid="ignore"):
        found = np.abs(gap / np.sqrt(variance) - difference) <= tolerance
    return [(int(a), int(b)) for a, b in np.argwhere(found)]


def share_pairs(
    difference: float, sizes: tuple[int, int], tolerance: float = 1e-9
) -> list[tuple[int, int]]:
    """Return the pairs of counts behind a difference of two shares.

    Parameters
    ----------
    difference : float
        Of the shares.
    sizes : tuple of int
        Of the two groups.
    tolerance : float, default 1e-9
        Half a unit of the last decimal, where the difference is rounded.

    Returns
    -------
    list of (int, int)
        Counts of the first and of the second group.

    References
    ----------
    Dinur, I., & Nissim, K. (2003). Revealing information while preserving privacy. *Proceedings of the
    22nd ACM Symposium on Principles of Database Systems*, 202–210.

    Examples
    --------
    >>> share_pairs(0.2, (5, 7))
    [(1, 0)]
    """
    import numpy as np

    first, second = (np.arange(size + 1) / size for size in sizes)
    found = np.abs(first[:, None] - second[None, :] - difference) <= tolerance
    return [(int(a), int(b)) for a, b in np.argwhere(found)]
