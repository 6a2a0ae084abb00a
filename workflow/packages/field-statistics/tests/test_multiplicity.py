import pytest

from field_statistics.multiplicity import adjust_p_values


def test_holm_and_bh_by_hand():
    p = {"a": 0.01, "b": 0.04, "c": 0.03}
    assert adjust_p_values(p, "holm") == pytest.approx({"a": 0.03, "b": 0.06, "c": 0.06})
    assert adjust_p_values(p, "bh") == pytest.approx({"a": 0.03, "b": 0.04, "c": 0.04})


def test_nothing_to_correct():
    assert adjust_p_values({}, "holm") == {}
    assert adjust_p_values({"a": 0.2}, "holm") == pytest.approx({"a": 0.2})
