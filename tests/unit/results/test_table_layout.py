import pytest
from hypothesis import given
from hypothesis import strategies as st

from alianzas.results.table_layout import GUTTER, LINE, column_widths


def test_a_small_table_is_as_wide_as_its_cells():
    assert column_widths(["Scale", "n"], [["Trust", "83"]]) == [5 + GUTTER, 2 + GUTTER]


def test_no_word_is_broken_however_long_its_neighbours_are():
    header = ["Authors", "Year", "Title", "Employees"]
    widths = column_widths(header, [["Argentina", "2014", "long " * 80, "18"]])
    assert widths[0] >= len("Argentina") and widths[3] >= len("Employees")
    assert sum(widths) == LINE


def test_group_headings_run_across_and_do_not_count():
    widths = column_widths(["Code", "n"], [["**A very long heading of a group**", ""], ["x", "1"]])
    assert widths[0] == len("Code") + GUTTER


@pytest.mark.parametrize("rows", [[], [["", ""]]])
def test_an_empty_table_has_the_width_of_its_header(rows):
    assert column_widths(["Scale", "n"], rows)[0] == 5 + GUTTER


words = st.lists(st.text("abc ", min_size=0, max_size=60), min_size=3, max_size=3)


@given(words, st.lists(words, max_size=6))
def test_every_column_holds_its_longest_word(header, rows):
    counted = [row for row in rows if any(row[1:])]
    for index, width in enumerate(column_widths(header, rows)):
        for cell in (header[index], *(row[index] for row in counted)):
            assert all(len(word) + GUTTER <= width for word in cell.split(" "))
