import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from field_statistics.many_outcomes.permutation import (
    freedman_lane,
    induced_permutations,
    permutation_p_value,
    permutations,
)


@given(st.integers(2, 12), st.data())
def test_a_part_of_the_firms_is_permuted_among_itself(n, data):
    rows = np.array(sorted(data.draw(st.sets(st.integers(0, n - 1), min_size=1))))
    orders = permutations(n, 20, np.random.default_rng(data.draw(st.integers(0, 99))))
    found = induced_permutations(orders, rows)
    assert (np.sort(found, axis=1) == np.arange(len(rows))).all()
    whole = induced_permutations(orders, np.arange(n))
    assert (whole == orders).all()


def test_induced_permutations_are_uniform():
    orders = permutations(6, 60_000, np.random.default_rng(1))
    found = induced_permutations(orders, np.array([0, 3, 5]))
    counts = np.unique(found, axis=0, return_counts=True)[1]
    assert len(counts) == 6
    # Six permutations, each within five standard errors of a sixth.
    assert np.abs(counts / 60_000 - 1 / 6).max() < 5 * np.sqrt(5 / 36 / 60_000)


def test_under_the_null_the_effect_is_gone_and_the_rest_stays():
    rng = np.random.default_rng(4)
    controls = np.column_stack([np.ones(50), rng.normal(size=50)])
    outcome = controls @ [1.0, 2.0] + rng.normal(size=50)
    drawn = freedman_lane(outcome, controls, permutations(50, 200, rng))
    assert drawn[0] == pytest.approx(outcome)
    slopes = np.linalg.lstsq(controls, drawn.T, rcond=None)[0]
    assert slopes[1].mean() == pytest.approx(slopes[1, 0], abs=0.05)
    fitted = controls @ np.linalg.lstsq(controls, outcome, rcond=None)[0]
    expected = np.sort(outcome - fitted)
    assert np.sort(drawn[7] - fitted) == pytest.approx(expected)


def test_weights_stay_with_the_firms_while_residuals_move():
    from statsmodels.regression.linear_model import WLS

    rng = np.random.default_rng(5)
    controls = np.column_stack([np.ones(40), rng.normal(size=40)])
    outcome, weights = rng.normal(size=40) + controls[:, 1], rng.uniform(0.2, 3, 40)
    orders = permutations(40, 30, rng)
    drawn = freedman_lane(outcome, controls, orders, weights)
    fitted = WLS(outcome, controls, weights).fit().fittedvalues
    assert drawn[0] == pytest.approx(outcome)
    assert drawn[1:] == pytest.approx(fitted + (outcome - fitted)[orders])
    assert freedman_lane(outcome, controls, orders, 7 * weights) == pytest.approx(drawn)


def test_the_data_count_as_a_permutation():
    null = np.array([-2.0, 0.5, 1.0, np.nan])
    assert permutation_p_value(null, 1.0, "above") == pytest.approx(2 / 4)
    assert permutation_p_value(null, -1.0) == pytest.approx(3 / 4)
    assert permutation_p_value(null, 5.0) == pytest.approx(1 / 4)
    assert permutation_p_value(np.array([]), 1.0) is None
    assert permutation_p_value(null, float("nan")) is None
