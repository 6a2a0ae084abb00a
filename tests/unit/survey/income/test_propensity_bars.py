import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from alianzas.survey.income.propensity_bars import BARS, bars

scores = st.lists(st.floats(0, 1), max_size=60).map(np.array)


@given(scores, st.integers(1, 8))
def test_every_firm_is_in_one_bar_and_no_bar_is_of_few(drawn, fewest):
    found = bars(drawn, fewest)
    assert sum(n for *_, n in found) == len(drawn)
    assert all(n >= fewest for *_, n in found) or len(found) == 1
    edges = [edge for low, high, _ in found for edge in (low, high)]
    assert edges == sorted(edges)


@given(scores)
def test_where_all_may_be_shown_it_is_a_histogram(drawn):
    counts, edges = np.histogram(drawn, BARS, (0.0, 1.0))
    usual = [(round(low, 2), n) for low, n in zip(edges, counts, strict=False) if n]
    assert [(low, n) for low, _, n in bars(drawn, 1)] == usual


def test_firms_a_decade_apart_are_not_told_apart():
    assert bars(np.array([0.02, 0.31, 0.33, 0.34, 0.97]), 3) == [(0.0, 1.0, 5)]
