from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from field_statistics.small_cells import mask_small_cells


def possible_values(counts, masked):
    """Return, by brute force, the values each masked cell can take given all that is shown."""
    rows = len(counts)
    totals = counts.sum(axis=0)
    shown = np.column_stack([counts, counts.sum(axis=1)])
    values = {tuple(place): set() for place in np.argwhere(masked)}
    free = [(r, c) for r in range(rows) for c in range(2) if masked[r, c]]
    for guess in product(*(range(min(totals[c], 4) + 1) for _, c in free)):
        table = counts.copy()
        for place, value in zip(free, guess, strict=True):
            table[place] = value
        full = np.column_stack([table, table.sum(axis=1)])
        if (table.sum(axis=0) == totals).all() and (full == shown)[~masked].all():
            for place in values:
                values[place].add(int(full[place]))
    return values


def test_nothing_small_nothing_masked():
    assert not mask_small_cells(np.array([[10, 12], [8, 5]]), 5).any()


def test_a_small_cell_takes_three_others_with_it():
    masked = mask_small_cells(np.array([[2, 30], [9, 8], [20, 25]]), 5)
    assert masked.tolist() == [[True, True, False], [True, True, False], [False] * 3]


def test_a_small_row_hides_its_total_and_another_rows():
    masked = mask_small_cells(np.array([[2, 1], [9, 8], [20, 25]]), 5)
    assert masked[0].all()
    assert masked[:, 2].sum() == 2


def test_nobody_is_no_small_cell():
    assert not mask_small_cells(np.array([[10, 0], [8, 0]]), 5).any()


def test_threshold_of_one_shows_all():
    assert not mask_small_cells(np.array([[1, 2], [3, 1]]), 1).any()


def drawn(masked):
    """Return a mask as people draw it: a line per row, "x" for what is not shown."""
    return ["".join("x" if cell else "." for cell in row) for row in masked]


@pytest.mark.parametrize(
    ("counts", "threshold", "expected"),
    [
        # The partner is the smallest number of the row, and of the column.
        ([[2, 30, 9], [40, 60, 50]], 5, ["x.x.", "x.x."]),
        # A zero hides little: it costs as much as the threshold, here as much as the 3.
        ([[3, 5], [4, 2], [0, 6]], 3, ["xx.", "xx.", "..."]),
        # The row comes before the column, so that one more cell does for both.
        ([[5, 6], [2, 3], [7, 1]], 4, ["...", "xx.", "xx."]),
        ([[9, 2], [3, 8], [7, 0]], 3, ["xx.", "xx.", "..."]),
        # Only a partner in the line where a cell is masked alone keeps it from being worked out.
        ([[0, 8, 4], [5, 6, 2], [9, 0, 2]], 3, ["x.x.", "xxx.", ".xx."]),
        # Two possible values are enough: the totals of the rows may stay.
        ([[3, 0, 9], [9, 1, 7]], 3, ["xxx.", "xxx."]),
    ],
)
def test_as_little_as_possible_is_masked(counts, threshold, expected):
    assert drawn(mask_small_cells(np.array(counts), threshold)) == expected


def test_zeros_that_follow_from_the_groups_total_are_hidden_too():
    """No line has a single masked cell, and yet all is known: 7 of the first group's 7 are shown,

    so the other two rows have none of them, and their 1 and 3 are the second group's.
    """
    counts = np.array([[7, 7], [0, 1], [0, 3]])
    masked = mask_small_cells(counts, 3)
    assert drawn(masked) == ["xx.", "xxx", "xxx"]


def test_where_a_total_gives_all_away_all_is_masked():
    assert drawn(mask_small_cells(np.array([[1, 9]]), 3)) == ["xxx"]


tables = st.integers(2, 3).flatmap(
    lambda rows: st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(any), min_size=rows, max_size=rows
    )
)


@settings(max_examples=25)  # two linear programs per masked cell
@given(tables, st.integers(2, 3))
def test_no_masked_cell_can_be_computed(rows, threshold):
    counts = np.array(rows)
    masked = mask_small_cells(counts, threshold)
    full = np.column_stack([counts, counts.sum(axis=1)])
    assert masked[(full > 0) & (full < threshold)].all()
    if masked.all() or masked[:, :2].sum() > 4:
        return  # all is hidden that can be: only the sizes of the groups are known; or too much to try
    for place, values in possible_values(counts, masked).items():
        assert len(values) > 1, (place, counts, masked)
