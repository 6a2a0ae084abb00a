from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from field_statistics.disclosure_attack import DisclosureAttack
from field_statistics.joint_suppression import CountTables

#: Each example solves many linear programs.
quick = settings(max_examples=25, deadline=None)


def two_tables(counts, inside, threshold):
    """A table of categories by groups with totals, and in it the firms that answered a question.

    Of these each category's numbers in all groups are shown as one, as a statistic would show them.
    """
    tables = CountTables()
    columns = counts.shape[1]
    full = [[tables.cell(int(n)) for n in row] for row in counts]
    for row, cells in enumerate(full):
        total = tables.cell(int(counts[row].sum()))
        tables.sums_to(cells, 0, minus=[total])
        for column, cell in enumerate(cells):
            tables.show(f"sample {row} {column}", [cell], 10 + counts[row, column])
        tables.show(f"sample {row} all", [total], 10_000)
    part = [[tables.cell(int(n)) for n in row] for row in inside]
    for row, cells in enumerate(part):
        tables.show(f"part {row}", cells)
        for column, cell in enumerate(cells):
            left = tables.cell(int(counts[row, column] - inside[row, column]), "free")
            tables.sums_to([cell, left], 0, minus=[full[row][column]])
    for column in range(columns):
        tables.sums_to([cells[column] for cells in full], int(counts[:, column].sum()))
        tables.sums_to([cells[column] for cells in part], int(inside[:, column].sum()))
    return tables, tables.hide(threshold)


@st.composite
def counts_and_parts(draw):
    rows, columns = draw(st.integers(2, 4)), draw(st.integers(1, 3))
    cell = st.one_of(st.integers(0, 6), st.integers(0, 40))
    counts = np.array(
        draw(
            st.lists(
                st.lists(cell, min_size=columns, max_size=columns), min_size=rows, max_size=rows
            )
        )
    )
    left = np.array(
        draw(
            st.lists(
                st.lists(st.integers(0, 2), min_size=columns, max_size=columns),
                min_size=rows,
                max_size=rows,
            )
        )
    )
    return counts, np.maximum(counts - left, 0)


def in_whole_numbers(tables, hidden):
    """Return the same tables as a reader has them: what is not hidden, and no counts."""
    attack = DisclosureAttack()
    for number in range(len(tables.counts)):
        attack.unknown(str(number))
    for terms, value in tables.equations:
        attack.equation({str(cell): sign for cell, sign in terms.items()}, value)
    for name, shown in tables.shown.items():
        if name not in hidden:
            for cell in shown.cells:
                attack.between(str(cell), tables.counts[cell], tables.counts[cell])
    return attack


@quick
@given(counts_and_parts(), st.integers(2, 6))
def test_no_small_number_can_be_worked_out(drawn, threshold):
    tables, hidden = two_tables(*drawn, threshold)
    assert tables.unprotected(threshold, hidden) == {}
    reader = in_whole_numbers(tables, hidden)
    everybody = in_whole_numbers(tables, tables.shown)
    for cell in tables.small(threshold):
        low, high = reader.interval(str(cell))
        least, most = everybody.interval(str(cell))
        assert low <= max(0, least)
        assert high >= min(threshold, most)
        assert low < high or least == most


@quick
@given(counts_and_parts())
def test_nothing_small_nothing_hidden(drawn):
    counts, inside = drawn
    _, hidden = two_tables(counts + 10, inside + 10, 5)
    assert hidden == frozenset()


@quick
@given(counts_and_parts())
def test_a_threshold_of_one_shows_all(drawn):
    assert two_tables(*drawn, 1)[1] == frozenset()


@quick
@given(counts_and_parts(), st.integers(2, 6))
def test_every_small_number_is_hidden_wherever_it_is_shown(drawn, threshold):
    tables, hidden = two_tables(*drawn, threshold)
    for name, shown in tables.shown.items():
        if any(0 < tables.counts[cell] < threshold for cell in shown.cells):
            assert name in hidden


def test_each_table_by_itself_would_give_a_number_away():
    """Seven and two of nine are hidden; that two of the seven answered a question bounds them."""
    counts = np.array([[7, 8], [2, 5], [40, 30]])
    inside = np.array([[7, 8], [1, 4], [40, 30]])
    tables, hidden = two_tables(counts, inside, 5)
    by_itself = {"sample 0 0", "sample 0 1", "sample 1 0", "sample 1 1"}
    assert by_itself < hidden
    assert tables.unprotected(5, by_itself | {"part 1"})
    assert "part 0" in hidden


@pytest.mark.parametrize("kind", ["always", "free"])
def test_what_is_told_of_few_is_hidden_whatever_it_is(kind):
    tables = CountTables()
    few, many = tables.cell(0, kind), tables.cell(8)
    tables.sums_to([few, many], 8)
    tables.show("few", [few])
    tables.show("many", [many], 5)
    assert tables.hide(5) == ({"few", "many"} if kind == "always" else set())


def test_a_sum_that_is_not_one_is_refused():
    tables = CountTables()
    cell = tables.cell(3)
    with pytest.raises(ValueError, match="sum to 3, not to 4"):
        tables.sums_to([cell], 4)


@quick
@given(st.lists(st.integers(0, 4), min_size=4, max_size=4), st.sets(st.integers(0, 3)))
def test_an_interval_is_what_trying_all_tables_gives(flat, shown):
    """Against brute force: two by two, rows and columns known."""
    counts = np.array(flat).reshape(2, 2)
    tables = CountTables()
    cells = [tables.cell(n) for n in flat]
    for line in ([0, 1], [2, 3], [0, 2], [1, 3]):
        tables.sums_to([cells[k] for k in line], sum(flat[k] for k in line))
    for k in cells:
        tables.show(str(k), [k])
    possible = [
        guess
        for guess in product(range(9), repeat=4)
        if (np.array(guess).reshape(2, 2).sum(0) == counts.sum(0)).all()
        and (np.array(guess).reshape(2, 2).sum(1) == counts.sum(1)).all()
        and all(guess[k] == flat[k] for k in shown)
    ]
    hidden = [str(k) for k in range(4) if k not in shown]
    for k in cells:
        values = [guess[k] for guess in possible]
        assert tables.interval(k, hidden) == (min(values), max(values))
