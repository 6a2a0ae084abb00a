"""The enhanced standard analysis: solutions that rest on no untenable assumption.

Schneider and Wagemann (2012): no remainder is assumed to show the outcome if that contradicts a
necessary condition, or if it would be assumed for the outcome and for its negation alike; and a row
that seems to be sufficient for both counts for neither.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from qca.solutions import Solution, solve
from qca.terms import ANY, literals, rows_of

if TYPE_CHECKING:
    from qca.terms import Rows, Term
    from qca.truth_table import TruthTable


class Side(NamedTuple):
    """The outcome, or its negation.

    Attributes
    ----------
    table : TruthTable
        Its truth table.
    expectations : mapping of int to int
        Condition, by place → 1 if theory expects it to help when present, 0 when absent.
    necessary : sequence of Term
        Its necessary conditions.
    """

    table: TruthTable
    expectations: Mapping[int, int]
    necessary: Sequence[Term]


class Enhanced(NamedTuple):
    """The enhanced solutions of one side, and the untenable rows by reason.

    Attributes
    ----------
    solutions : dict of str to Solution
        By kind, as :func:`qca.solutions.solve` returns them.
    against_necessity : array of bool, rows
        Remainders that contradict a necessary condition.
    contradictory : array of bool, rows
        Remainders that would be assumed for the outcome and for its negation.
    simultaneous : array of bool, rows
        Rows that seem to be sufficient for the outcome and for its negation.
    """

    solutions: dict[str, Solution]
    against_necessity: Rows
    contradictory: Rows
    simultaneous: Rows

    @property
    def untenable(self) -> Rows:
        """The rows that are untenable for any reason."""
        return self.against_necessity | self.contradictory | self.simultaneous


def enhance(first: Side, second: Side) -> tuple[Enhanced, Enhanced]:
    """Return the enhanced solutions of an outcome and of its negation.

    Parameters
    ----------
    first, second : Side
        The outcome and its negation, with the same conditions in the same order.

    Returns
    -------
    tuple of two Enhanced
        Rows assumed on both sides are barred from both, until there are none left.

    References
    ----------
    Schneider, C. Q., & Wagemann, C. (2012). *Set-theoretic methods for the social sciences: A guide to
    qualitative comparative analysis* (chapter 8). Cambridge University Press.
    """
    simultaneous = first.table.positive & second.table.positive
    without = [_against_necessity(side) for side in (first, second)]
    contradictory = simultaneous & False
    while True:
        solved = [
            solve(side.table, side.expectations, against | contradictory | simultaneous)
            for side, against in zip((first, second), without, strict=True)
        ]
        both = _assumed(solved[0], simultaneous) & _assumed(solved[1], simultaneous)
        if not both.any():
            break
        contradictory = contradictory | both
    one, other = (
        Enhanced(solutions, against, contradictory, simultaneous)
        for solutions, against in zip(solved, without, strict=True)
    )
    return one, other


def _against_necessity(side: Side) -> Rows:
    """Return the remainders in which a necessary condition is missing."""
    against = side.table.remainders & False
    for term in side.necessary:
        for place, digit in literals(term):
            opposite = [ANY] * len(term)
            opposite[place] = 1 - digit
            against = against | rows_of(tuple(opposite))
    return against & side.table.remainders


def _assumed(solutions: Mapping[str, Solution], rows: Rows) -> Rows:
    """Return which of the ``rows`` of the table any model of any solution assumes."""
    assumed = rows & False
    for solution in solutions.values():
        for model in solution.models:
            assumed = assumed | model.assumed
    return assumed
