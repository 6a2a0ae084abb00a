import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from field_statistics.not_estimable import NotEstimable
from field_statistics.proportional_odds import in_groups, proportional_odds_test


def logistic(rng, n, slope=1.0):
    """Return ranks 0 to 2 that follow proportional odds, and the two predictors."""
    design = pd.DataFrame(rng.normal(size=(n, 2)), columns=["a", "b"])
    latent = slope * design["a"] + rng.logistic(size=n)
    return np.digitize(latent, [-0.7, 0.7]), design


@pytest.mark.slow
def test_the_error_rate_is_the_nominal_one():
    rng = np.random.default_rng(1)
    tests = [proportional_odds_test(*logistic(rng, 300)) for _ in range(400)]
    for term in ("a", "b", "all"):
        rejected = np.mean([found[term].p < 0.05 for found in tests])
        assert abs(rejected - 0.05) < 2.58 * np.sqrt(0.05 * 0.95 / 400)


def test_a_slope_that_changes_between_thresholds_is_found():
    rng = np.random.default_rng(2)
    n = 600
    design = pd.DataFrame(rng.normal(size=(n, 2)), columns=["a", "b"])
    # `a` parts low from middle, but not middle from high.
    middle = design["a"] * 1.5 + rng.logistic(size=n) > 0
    ranks = np.where(middle, 1 + (rng.random(n) < 0.5), 0)
    found = proportional_odds_test(ranks, design)
    assert found["a"].p < 0.001
    assert found["b"].p > 0.05
    assert found["all"].df == 2


def test_turning_the_ranks_round_changes_nothing():
    ranks, design = logistic(np.random.default_rng(3), 200)
    one, other = proportional_odds_test(ranks, design), proportional_odds_test(2 - ranks, design)
    for term in one:
        assert one[term].statistic == pytest.approx(other[term].statistic, rel=1e-8)


def test_two_ranks_or_separated_ones_are_a_limitation():
    ranks, design = logistic(np.random.default_rng(4), 60)
    assert proportional_odds_test(ranks // 2, design) == NotEstimable("proportional_odds")
    split = pd.DataFrame({"a": ranks + np.linspace(0, 0.1, 60)})
    assert proportional_odds_test(ranks, split) == NotEstimable("proportional_odds")


@given(st.lists(st.integers(1, 9), min_size=3, max_size=60), st.integers(2, 5))
def test_groups_keep_the_order_and_the_ties(values, groups):
    outcome = pd.Series(values, dtype=float)
    ranks = in_groups(outcome, groups)
    assert set(ranks) == set(range(ranks.max() + 1))
    assert ranks.max() < groups
    for one, rank in zip(values, ranks, strict=True):
        for other, its in zip(values, ranks, strict=True):
            assert rank == its if one == other else (rank <= its) == (one < other) or rank == its
