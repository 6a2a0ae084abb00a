"""Small cells of published tables: masked, with others beside them so that no margin gives them away.

Complementary suppression after Cox (1980): a masked cell must be able to take another value than
its own, given every number that is shown. Linear programming finds out what a reader can work out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Masking a row's total costs this much more than masking a number inside the row.
_MARGIN_COST = 1_000_000


def mask_small_cells(counts: NDArray[np.int64], threshold: int) -> NDArray[np.bool_]:
    """Decide which cells of a table of counts must not be shown.

    Parameters
    ----------
    counts : array of int, categories × groups
        The groups do not overlap. Their totals (the sums of columns) count as known.
    threshold : int
        Counts from 1 to ``threshold`` − 1 are small.

    Returns
    -------
    array of bool, categories × (groups + 1)
        True where masked; the last column is for the totals of rows. Small cells are masked, and so is
        any other whose value would reveal one of them.

    References
    ----------
    Cox, L. H. (1980). Suppression methodology and statistical disclosure control. *Journal of the
    American Statistical Association*, 75(370), 377–385.

    Examples
    --------
    >>> import numpy as np
    >>> mask_small_cells(np.array([[1, 20], [8, 20], [9, 20]]), 5).astype(int).tolist()
    [[1, 1, 0], [1, 1, 0], [0, 0, 0]]
    """
    import numpy as np

    cells = np.column_stack([counts, counts.sum(axis=1)]).astype(float)
    masked = (cells > 0) & (cells < threshold)
    while masked.any():
        # One masked cell in a line is the line's total minus the rest; rows first, as every row
        # with a masked cell needs a second one anyway.
        given_away = _alone(masked) or _given_away(cells, masked)
        if given_away is None:
            break
        partner = _cheapest_partner(cells, masked, given_away, threshold)
        if partner is None:
            break  # nothing more can be masked: the totals of the groups alone reveal it
        masked[partner] = True
    return masked


def _alone(masked: NDArray[np.bool_]) -> tuple[int, int] | None:
    """Return a masked cell that is the only one in its row, or else in its column."""
    for axis in (1, 0):
        single = masked.sum(axis=axis) == 1
        for row, column in zip(*masked.nonzero(), strict=True):
            if single[row if axis == 1 else column]:
                return int(row), int(column)
    return None


def _given_away(cells: NDArray[np.float64], masked: NDArray[np.bool_]) -> tuple[int, int] | None:
    """Return a masked cell that can take only one value."""
    import numpy as np
    from scipy.optimize import linprog

    places = [(int(row), int(column)) for row, column in np.argwhere(masked)]
    number = {place: k for k, place in enumerate(places)}
    rows, columns = cells.shape
    equations, values = [], []
    sign = np.ones(columns)
    sign[-1] = -1  # the groups minus the row's total give nothing
    for row in range(rows):
        equation, value = np.zeros(len(places)), 0.0
        for column in range(columns):
            if (row, column) in number:
                equation[number[row, column]] = sign[column]
            else:
                value -= sign[column] * cells[row, column]
        equations.append(equation)
        values.append(value)
    for column in range(columns):
        equation = np.zeros(len(places))
        for row in range(rows):
            if (row, column) in number:
                equation[number[row, column]] = 1
        equations.append(equation)
        values.append(cells[masked[:, column], column].sum())
    left, right = np.array(equations), np.array(values)
    for place, k in number.items():
        objective = np.zeros(len(places))
        objective[k] = 1
        least = linprog(objective, A_eq=left, b_eq=right, bounds=(0, None), method="highs").fun
        most = -linprog(-objective, A_eq=left, b_eq=right, bounds=(0, None), method="highs").fun
        if most - least < 0.5:
            return place
    return None


def _cheapest_partner(
    cells: NDArray[np.float64],
    masked: NDArray[np.bool_],
    place: tuple[int, int],
    threshold: int,
) -> tuple[int, int] | None:
    """Return the cell that loses least by masking: in a line where ``place`` is masked alone, if any.

    Small numbers are cheap, zeros hide little, and totals of rows are expensive.
    """
    rows, columns = cells.shape
    row, column = place
    in_row = [(row, k) for k in range(columns)]
    in_column = [(k, column) for k in range(rows)]
    alone = [line for line in (in_row, in_column) if sum(masked[p] for p in line) == 1][:1]
    everywhere = [(r, c) for r in range(rows) for c in range(columns)]

    def cost(p: tuple[int, int]) -> tuple[float, int, int]:
        value = cells[p] if cells[p] > 0 else threshold
        return value + (_MARGIN_COST if p[1] == columns - 1 else 0), p[0], p[1]

    for lines in (alone, [in_row, in_column], [everywhere]):
        free = [p for line in lines for p in line if not masked[p]]
        if free:
            return min(free, key=cost)
    return None
