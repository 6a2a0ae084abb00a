import pytest

from field_statistics.multiplicity import adjusted


def test_holm_and_bh_by_hand():
    p = {"a": 0.01, "b": 0.04, "c": 0.03}
    assert adjusted(p, "holm") == pytest.approx({"a": 0.03, "b": 0.06, "c": 0.06})
    assert adjusted(p, "bh") == pytest.approx({"a": 0.03, "b": 0.04, "c": 0.04})


def test_nothing_to_correct():
    assert adjusted({}, "holm") == {}
    assert adjusted({"a": 0.2}, "holm") == pytest.approx({"a": 0.2})
