"""Terms: conjunctions of conditions, present or absent, and the rows of a truth table they cover.

A term has one digit per condition: 1 present, 0 absent, :data:`ANY` where the condition does not
matter. Rows are numbered from 0 in the binary order of the conditions, the first being the most
significant; a set of rows is a boolean array of length 2 ** number of conditions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Rows = npt.NDArray[np.bool_]
    Values = npt.NDArray[np.float64]

Term = tuple[int, ...]
ANY = 2


def literals(term: Term) -> list[tuple[int, int]]:
    """Return the (place, digit) pairs of the conditions that matter."""
    return [(place, digit) for place, digit in enumerate(term) if digit != ANY]


def rows_of(term: Term) -> Rows:
    """Return the rows that ``term`` covers."""
    import numpy as np

    cube = np.zeros((2,) * len(term), dtype=bool)
    cube[tuple(slice(None) if digit == ANY else digit for digit in term)] = True
    return cube.reshape(-1)


def rows_of_any(terms: Iterable[Term], size: int) -> Rows:
    """Return the rows that any of ``terms`` covers, of ``size`` rows in all."""
    import numpy as np

    covered = np.zeros(size, dtype=bool)
    for term in terms:
        covered |= rows_of(term)
    return covered


def is_within(term: Term, wider: Term) -> bool:
    """Return whether every row of ``term`` is also a row of ``wider``."""
    return all(other in (ANY, digit) for digit, other in zip(term, wider, strict=True))


def membership(term: Term, sets: Values) -> Values:
    """Return each case's degree of membership in ``term``: that in its weakest condition.

    ``sets`` is cases × conditions.
    """
    import numpy as np

    chosen = [sets[:, place] if digit else 1 - sets[:, place] for place, digit in literals(term)]
    weakest: Values = np.min([np.ones(len(sets)), *chosen], axis=0)
    return weakest


def membership_in_any(terms: Iterable[Term], sets: Values) -> Values:
    """Return each case's degree of membership in the disjunction of ``terms``: the largest of them."""
    import numpy as np

    degrees = [membership(term, sets) for term in terms]
    strongest: Values = np.max([np.zeros(len(sets)), *degrees], axis=0)
    return strongest


def term_text(term: Term, conditions: Sequence[str]) -> str:
    """Write a term in the usual notation.

    Parameters
    ----------
    term : Term
        One digit per condition: 1 present, 0 absent, 2 irrelevant.
    conditions : sequence of str
        Their names.

    Returns
    -------
    str
        Such as "A*~B"; "1" for the term that covers everything.

    Examples
    --------
    >>> term_text((1, 0, 2), ["TRUST", "SIZE", "AGE"])
    'TRUST*~SIZE'
    """
    parts = [f"{'' if digit else '~'}{conditions[place]}" for place, digit in literals(term)]
    return "*".join(parts) or "1"
