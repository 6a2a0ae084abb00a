import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from alianzas.survey.drivers.multiplicity import adjusted


def test_holm_and_bh_by_hand():
    p = {"a": 0.01, "b": 0.04, "c": 0.03}
    assert adjusted(p, "holm") == pytest.approx({"a": 0.03, "b": 0.06, "c": 0.06})
    assert adjusted(p, "bh") == pytest.approx({"a": 0.03, "b": 0.04, "c": 0.04})


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_holm_and_bh_are_those_of_statsmodels(p_values):
    named = dict(enumerate(p_values))
    for method, theirs in (("holm", "holm"), ("bh", "fdr_bh")):
        expected = multipletests(p_values, method=theirs)[1]
        assert list(adjusted(named, method).values()) == pytest.approx(list(expected), rel=1e-14)


def test_nothing_to_correct():
    assert adjusted({}, "holm") == {}
    assert adjusted({"a": 0.2}, "holm") == pytest.approx({"a": 0.2})
