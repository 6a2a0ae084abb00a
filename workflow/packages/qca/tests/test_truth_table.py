import numpy as np
import pytest

from qca.truth_table import Cuts, build_truth_table, corner_memberships

NAMES = ("a", "b")


def table_of(words, **cuts):
    digits = np.array([[float(sign) for sign in word] for word in words.split()])
    cases = [f"c{number}" for number in range(1, len(digits) + 1)]
    return build_truth_table(digits[:, :-1], digits[:, -1], cases, NAMES, Cuts(**cuts))


def test_each_case_stands_in_one_row():
    table = table_of("111 111 100 010")
    assert [row.n for row in table.rows] == [0, 1, 1, 2]
    assert [row.status for row in table.rows] == ["remainder", "negative", "negative", "positive"]
    assert table.rows[3].having == ("c1", "c2") and table.rows[2].lacking == ("c3",)


def test_cases_that_differ_in_the_outcome_contradict_each_other():
    row = table_of("111 110 000").rows[3]
    assert (row.status, row.consistency) == ("contradictory", 0.5)
    assert (row.having, row.lacking) == (("c1",), ("c2",))


def test_the_cuts_decide():
    assert table_of("111 110 000", consistency=0.5).rows[3].status == "positive"
    assert table_of("111 000", cases=2).rows[3].status == "remainder"
    # A set that is mostly in the outcome and in its negation is consistent with both; PRI is not.
    fuzzy = np.array([[0.6], [0.6]]), np.array([0.55, 0.45])
    for pri, status in ((0.0, "positive"), (0.6, "contradictory")):
        table = build_truth_table(*fuzzy, ["c1", "c2"], ["a"], Cuts(1, 0.8, pri))
        assert table.rows[1].status == status


def test_memberships_in_all_corners():
    corners = corner_memberships(np.array([[0.8, 0.3]]))
    assert corners[0] == pytest.approx([0.2, 0.2, 0.7, 0.3])
