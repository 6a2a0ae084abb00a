"""The truth table: every combination of the conditions, with the cases that show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from qca.fit import sufficiency

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from qca.terms import Rows, Values

#: What a row says: the outcome goes with it, or does not; too few cases show it (a logical
#: remainder); or its cases contradict each other, so that it counts as not going with the outcome.
POSITIVE, NEGATIVE, CONTRADICTORY, REMAINDER = "positive", "negative", "contradictory", "remainder"


class Cuts(NamedTuple):
    """What a row needs to be positive: cases, consistency, and reduction of inconsistency (PRI)."""

    cases: int = 1
    consistency: float = 0.8
    pri: float = 0.0


class Row(NamedTuple):
    """One combination: its digits, its status, its fit, and its cases with and without outcome.

    ``consistency`` and ``pri`` are NaN for a combination in which no case has any membership.
    """

    digits: tuple[int, ...]
    status: str
    consistency: float
    pri: float
    having: tuple[str, ...]
    lacking: tuple[str, ...]

    @property
    def n(self) -> int:
        """How many cases show it: are more in it than out of it."""
        return len(self.having) + len(self.lacking)


@dataclass(frozen=True)
class TruthTable:
    """The rows in binary order of the conditions, the first the most significant."""

    conditions: tuple[str, ...]
    rows: tuple[Row, ...]

    @cached_property
    def positive(self) -> Rows:
        """The rows that go with the outcome."""
        return self._with_status(POSITIVE)

    @cached_property
    def remainders(self) -> Rows:
        """The rows that too few cases show."""
        return self._with_status(REMAINDER)

    def _with_status(self, status: str) -> Rows:
        import numpy as np

        return np.array([row.status == status for row in self.rows])


def corner_memberships(sets: Values) -> Values:
    """Return each case's membership in every combination: cases × 2 ** conditions.

    ``sets`` is cases × conditions.
    """
    import numpy as np

    corners = np.ones((len(sets), 1))
    for column in sets.T:
        halves = [np.minimum(corners, side[:, np.newaxis]) for side in (1 - column, column)]
        corners = np.stack(halves, axis=2).reshape(len(sets), -1)
    return corners


def build_truth_table(
    sets: Values, outcome: Values, cases: Sequence[str], conditions: Sequence[str], cuts: Cuts
) -> TruthTable:
    """Return the truth table (Ragin, 1987, 2008).

    ``sets`` is cases × conditions and ``outcome`` has one degree per case. A case belongs to the one
    combination in which its membership exceeds one half; with a degree of exactly one half it would
    belong to none, so the caller refuses such degrees.
    """
    import numpy as np

    corners = corner_memberships(sets)
    places = [np.flatnonzero(column > 0.5).tolist() for column in corners.T]
    rows = []
    for number, (corner, members) in enumerate(zip(corners.T, places, strict=True)):
        fit = sufficiency(corner, outcome)
        having = tuple(cases[place] for place in members if outcome[place] > 0.5)
        lacking = tuple(cases[place] for place in members if outcome[place] <= 0.5)
        enough = fit.consistency >= cuts.consistency and fit.pri >= cuts.pri
        if len(members) < cuts.cases:
            status = REMAINDER
        elif enough:
            status = POSITIVE
        else:
            status = CONTRADICTORY if having and lacking else NEGATIVE
        digits = tuple(number >> place & 1 for place in reversed(range(len(conditions))))
        rows.append(Row(digits, status, fit.consistency, fit.pri, having, lacking))
    return TruthTable(tuple(conditions), tuple(rows))


def in_no_corner(sets: Values) -> npt.NDArray[np.bool_]:
    """Return which degrees are exactly one half: neither more in nor more out of the set."""
    import numpy as np

    return np.asarray(np.isclose(sets, 0.5, rtol=0, atol=1e-12))
