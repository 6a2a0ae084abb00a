"""Boolean minimization: the prime implicants of a truth table (Quine, 1952; McCluskey, 1956).

They are found on the cube of all 3 ** k terms, where a term is valid if both of its halves are: what
the enhanced algorithm of Duşa (2010) does with sets of row numbers, but whole axes at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qca.terms import ANY, Term

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from qca.terms import Rows

    Cube = npt.NDArray[np.bool_]


def prime_implicants(positive: Rows, assumed: Rows) -> list[Term]:
    """Return the widest terms that cover some ``positive`` row and otherwise only ``assumed`` ones.

    They are in the order of their literals, present before absent, as solutions are printed.
    """
    import numpy as np

    conditions = int(np.log2(len(positive)))
    valid = _on_terms(positive | assumed, conditions, np.logical_and)
    useful = valid & _on_terms(positive, conditions, np.logical_or)
    prime = useful.copy()
    for axis in range(conditions):
        halves = np.moveaxis(prime, axis, 0)
        halves[:2] &= ~np.moveaxis(valid, axis, 0)[ANY]
    found = [tuple(int(digit) for digit in term) for term in np.argwhere(prime)]
    return sorted(found, key=_reading_order)


def _on_terms(rows: Rows, conditions: int, join: np.ufunc) -> Cube:
    """Combine the rows of each term by ``join``: a cube with three places per axis."""
    import numpy as np

    cube = rows.reshape((2,) * conditions)
    for axis in range(conditions):
        halves = np.moveaxis(cube, axis, 0)
        both = join(halves[0], halves[1])[np.newaxis]
        cube = np.moveaxis(np.concatenate([halves, both]), 0, axis)
    return np.array(cube)


def _reading_order(term: Term) -> list[int]:
    """Return a sort key: present before absent before irrelevant, condition by condition."""
    return [(1, 0, ANY).index(digit) for digit in term]
