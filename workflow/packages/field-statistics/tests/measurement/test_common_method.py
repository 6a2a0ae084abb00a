import numpy as np
import pandas as pd
import pytest

from field_statistics.measurement.common_method import (
    full_collinearity,
    single_factor_share,
    without_marker,
)


def test_single_factor_of_equal_correlations():
    equal = np.full((5, 5), 0.3) + 0.7 * np.eye(5)
    assert single_factor_share(equal) == pytest.approx((1 + 4 * 0.3) / 5)


def test_inflation_of_two_scores():
    scores = pd.DataFrame({"a": [1.0, 2, 3, 4, 5, 7], "b": [2.0, 1, 4, 3, 6, 5]})
    r = scores.corr().iloc[0, 1]
    assert full_collinearity(scores).to_numpy() == pytest.approx(1 / (1 - r**2))


def test_no_inflation_where_scores_determine_each_other():
    a = np.arange(12.0)
    noise = np.random.default_rng(1).standard_normal(12)
    assert full_collinearity(pd.DataFrame({"a": a, "b": noise, "c": a + noise})) is None
    assert full_collinearity(pd.DataFrame({"a": a, "b": 3.0})) is None
    assert full_collinearity(pd.DataFrame({"a": [1.0, 2], "b": [2.0, 1]})) is None


def test_marker_is_taken_out_of_every_correlation():
    names = ["x", "y", "marker"]
    r = pd.DataFrame([[1, 0.5, 0.1], [0.5, 1, 0.2], [0.1, 0.2, 1]], names, names)
    smallest, freed = without_marker(r, "marker")
    assert smallest == pytest.approx(0.1)
    assert freed.loc["x", "y"] == pytest.approx((0.5 - 0.1) / 0.9)
    assert list(freed) == ["x", "y"]
    r.loc["x", "marker"] = r.loc["marker", "x"] = -0.05
    assert without_marker(r, "marker")[0] == 0
