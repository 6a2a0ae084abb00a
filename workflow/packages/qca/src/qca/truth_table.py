"""The truth table: every combination of the conditions, with the cases that show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from qca.cuts import is_at, more_in, reaches
from qca.fit import sufficiency

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from qca.terms import Rows, Values

#: A row is sufficient for the outcome or it is not; too few cases belong to it (a logical
#: remainder); or its cases contradict each other, in which case it counts as not sufficient.
POSITIVE, NEGATIVE, CONTRADICTORY, REMAINDER = "positive", "negative", "contradictory", "remainder"


class Cuts(NamedTuple):
    """Thresholds that a row must reach to be positive.

    Attributes
    ----------
    cases : int, default 1
        Cases, or the row is a remainder.
    consistency : float, default 0.8
        Consistency of sufficiency.
    pri : float, default 0
        Proportional reduction in inconsistency.
    """

    cases: int = 1
    consistency: float = 0.8
    pri: float = 0.0


class Row(NamedTuple):
    """One combination of conditions.

    Attributes
    ----------
    digits : tuple of int
        1 or 0 for each condition.
    status : str
        "positive", "negative", "contradictory" or "remainder".
    consistency, pri : float
        Fit of sufficiency; NaN where no case has any membership.
    having, lacking : tuple of str
        Its cases with and without the outcome.
    """

    digits: tuple[int, ...]
    status: str
    consistency: float
    pri: float
    having: tuple[str, ...]
    lacking: tuple[str, ...]

    @property
    def n(self) -> int:
        """Number of cases that belong to it: more in than out."""
        return len(self.having) + len(self.lacking)


@dataclass(frozen=True)
class TruthTable:
    """All rows, in binary order of the conditions, the first being the most significant.

    Attributes
    ----------
    conditions : tuple of str
        Their names.
    rows : tuple of Row
        2 ** conditions of them.
    """

    conditions: tuple[str, ...]
    rows: tuple[Row, ...]

    @cached_property
    def positive(self) -> Rows:
        """The rows that are sufficient for the outcome."""
        return self._with_status(POSITIVE)

    @cached_property
    def remainders(self) -> Rows:
        """The rows that too few cases belong to."""
        return self._with_status(REMAINDER)

    def _with_status(self, status: str) -> Rows:
        """Return which rows have this status."""
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
    """Build the truth table of several conditions and an outcome.

    Parameters
    ----------
    sets : array, cases × conditions
        Degrees of membership. None may be exactly one half: such a case would belong to no row
        (:func:`qca.truth_table.in_no_corner` finds them).
    outcome : array, cases
        Degrees of membership.
    cases : sequence of str
        Their names.
    conditions : sequence of str
        Their names.
    cuts : Cuts
        Thresholds for positive rows.

    Returns
    -------
    TruthTable
        A case belongs to the one row in which its membership exceeds one half. A row that falls short
        of ``cuts`` is contradictory if its cases differ in the outcome, and negative otherwise.

    References
    ----------
    Ragin, C. C. (1987). *The comparative method: Moving beyond qualitative and quantitative
    strategies*. University of California Press.

    Ragin, C. C. (2008). *Redesigning social inquiry: Fuzzy sets and beyond* (chapter 7). University of
    Chicago Press.

    Examples
    --------
    >>> import numpy as np
    >>> sets = np.array([[0.9, 0.8], [0.7, 0.2], [0.1, 0.3]])
    >>> outcome = np.array([1, 0.8, 0])
    >>> table = build_truth_table(sets, outcome, ["a", "b", "c"], ["TRUST", "SIZE"], Cuts())
    >>> [row.status for row in table.rows]
    ['negative', 'remainder', 'positive', 'positive']
    """
    import numpy as np

    corners = corner_memberships(sets)
    places = [np.flatnonzero(more_in(column)).tolist() for column in corners.T]
    has = more_in(outcome)
    rows = []
    for number, (corner, members) in enumerate(zip(corners.T, places, strict=True)):
        fit = sufficiency(corner, outcome)
        having = tuple(cases[place] for place in members if has[place])
        lacking = tuple(cases[place] for place in members if not has[place])
        enough = reaches(fit.consistency, cuts.consistency) and reaches(fit.pri, cuts.pri)
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
    return is_at(sets, 0.5)
