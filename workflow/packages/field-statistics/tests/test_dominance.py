from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from field_statistics.dominance import (
    conditional_weights,
    dominance_analysis,
    general_weights,
    subset_r2,
)


def matrix(seed, predictors=4, n=50):
    rng = np.random.default_rng(seed)
    values = rng.normal(size=(n, predictors + 1)) @ rng.normal(size=(predictors + 1,) * 2)
    return np.corrcoef(values, rowvar=False)


def r2(correlation, subset):
    """R² of one model, the long way."""
    chosen = list(subset)
    if not chosen:
        return 0.0
    between = correlation[np.ix_(chosen, chosen)]
    outcome = correlation[chosen, -1]
    return float(outcome @ np.linalg.solve(between, outcome))


def test_r2_of_every_model_equals_its_regression():
    correlation = matrix(1)
    found = subset_r2(correlation[None])[:, 0]
    for subset in range(16):
        chosen = [k for k in range(4) if subset >> k & 1]
        assert found[subset] == pytest.approx(r2(correlation, chosen), abs=1e-12)


@settings(max_examples=25)  # each fits every subset of the predictors
@given(st.integers(0, 10_000), st.integers(1, 5))
def test_weights_sum_to_r2_and_are_shapley_values(seed, predictors):
    correlation = matrix(seed, predictors)
    found = dominance_analysis(correlation)
    assert found.general.sum() == pytest.approx(found.r2, rel=1e-9)
    assert (found.conditional > -1e-9).all()
    orders = list(permutations(range(predictors)))
    shapley = np.zeros(predictors)
    for order in orders:
        for place, predictor in enumerate(order):
            gain = r2(correlation, order[: place + 1]) - r2(correlation, order[:place])
            shapley[predictor] += gain / len(orders)
    assert found.general == pytest.approx(shapley, rel=1e-7, abs=1e-10)


def test_many_matrices_at_once_equal_each_by_itself():
    matrices = np.stack([matrix(seed) for seed in range(6)])
    r2s = subset_r2(matrices)
    for k, one in enumerate(matrices):
        assert general_weights(r2s)[:, k] == pytest.approx(
            dominance_analysis(one).general, rel=1e-10
        )
        assert conditional_weights(r2s)[..., k] == pytest.approx(
            dominance_analysis(one).conditional, rel=1e-10
        )


def test_uncorrelated_predictors_keep_their_squared_correlation_in_every_model():
    correlation = np.eye(4)
    correlation[:3, 3] = correlation[3, :3] = [0.6, 0.3, 0.1]
    found = dominance_analysis(correlation)
    assert found.conditional == pytest.approx(np.outer([0.36, 0.09, 0.01], np.ones(3)))
    assert found.pattern(0, 1) == "complete"
    assert found.pattern(1, 0) == "none"


def test_the_patterns_are_told_apart():
    """Complete dominance implies conditional, and that general (Azen & Budescu, 2003)."""
    for seed in range(200):
        found = dominance_analysis(matrix(seed))
        for first in range(4):
            for second in range(4):
                if first == second:
                    continue
                pattern = found.pattern(first, second)
                higher = found.conditional[first] > found.conditional[second]
                heavier = found.general[first] > found.general[second]
                assert (pattern == "none") == (not heavier)
                if pattern == "complete":
                    assert higher.all()
                if pattern == "general":
                    assert not higher.all()
