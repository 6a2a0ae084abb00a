"""All minimal sets of terms that cover the positive rows: the models of a solution."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from qca.terms import Term, rows_of

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from qca.terms import Rows

#: More models than this tell a reader nothing new.
MOST_MODELS = 100
#: Steps after which the search stops with what it has found: some tenths of a second.
MOST_STEPS = 20_000


class Covers(NamedTuple):
    """Models, each with its terms in the order given; ``complete`` if there are no others."""

    models: list[tuple[Term, ...]]
    complete: bool


def smallest_covers(terms: Sequence[Term], positive: Rows) -> Covers:
    """Return every choice of the fewest ``terms`` that covers all ``positive`` rows.

    The chart of Petrick (1956), solved depth first with a growing number of terms: the uncovered row
    with the fewest terms is covered in each possible way. Where there are more than
    :data:`MOST_MODELS` models, or the search takes too long, some of them are returned and marked as
    incomplete.
    """
    import numpy as np

    wanted = np.flatnonzero(positive)
    if not len(wanted):
        return Covers([], True)
    table = np.array([rows_of(term)[wanted] for term in terms])
    demanding = _without_implied(list(dict.fromkeys(_as_bits(row) for row in table.T)))
    search = _Search(demanding, len(terms))
    number = search.least(search.everything)
    while not search.models and not search.stopped:
        search.explore(search.everything, 0, number, ())
        number += 1
    models = sorted(tuple(sorted(model)) for model in search.models) or [_one_cover(table)]
    chosen = [tuple(terms[place] for place in model) for model in models[:MOST_MODELS]]
    return Covers(chosen, not search.stopped)


class _Search:
    """A depth-first search. Rows and terms are bits of integers, on which set algebra is fast."""

    def __init__(self, terms_by_row: list[int], terms: int) -> None:
        self.terms_by_row = terms_by_row
        self.rows_by_term = [
            sum(1 << row for row, options in enumerate(terms_by_row) if options >> term & 1)
            for term in range(terms)
        ]
        self.everything = (1 << len(terms_by_row)) - 1
        self.models: list[tuple[int, ...]] = []
        self.steps = 0

    @property
    def stopped(self) -> bool:
        """Whether the search gave up before it had seen everything."""
        return self.steps > MOST_STEPS or len(self.models) > MOST_MODELS

    def explore(self, left: int, barred: int, number: int, chosen: tuple[int, ...]) -> None:
        """Add each cover of the rows ``left`` by ``number`` terms, none of them ``barred``."""
        if not left:
            self.models.append(chosen)
            return
        self.steps += 1
        if self.stopped or self.least(left, barred) > number:
            return
        options = min((self.terms_by_row[row] & ~barred for row in _bits(left)), key=int.bit_count)
        for term in _bits(options):
            rest = left & ~self.rows_by_term[term]
            self.explore(rest, barred, number - 1, (*chosen, term))
            barred |= 1 << term  # covers with this term have been seen

    def least(self, left: int, barred: int = 0) -> int:
        """Return a lower bound of the number of terms that cover the rows ``left``.

        Rows that share no term need one each.
        """
        apart, seen = 0, 0
        for row in sorted(_bits(left), key=lambda row: self.terms_by_row[row].bit_count()):
            options = self.terms_by_row[row] & ~barred
            if not options & seen:
                apart, seen = apart + 1, seen | options
        return apart


def _without_implied(terms_by_row: list[int]) -> list[int]:
    """Return the rows without those that are covered whenever another one is."""
    return [
        row
        for row in terms_by_row
        if not any(other != row and other & ~row == 0 for other in terms_by_row)
    ]


def _one_cover(table: npt.NDArray[np.bool_]) -> tuple[int, ...]:
    """Return one smallest cover of a chart, terms × rows, by integer programming."""
    import numpy as np
    from scipy.optimize import LinearConstraint, milp

    every_row = LinearConstraint(table.T.astype("float64"), lb=1)
    costs = np.ones(len(table))
    found = milp(costs, integrality=costs, bounds=(0, 1), constraints=every_row)
    return tuple(int(place) for place in np.flatnonzero(found.x > 0.5))


def _as_bits(row: Rows) -> int:
    """Return the marked places as the bits of an integer."""
    return sum(1 << int(place) for place in row.nonzero()[0])


def _bits(number: int) -> list[int]:
    """Return the places of the bits that are set."""
    places = []
    while number:
        lowest = number & -number
        places.append(lowest.bit_length() - 1)
        number ^= lowest
    return places
