"""Permutation statistics against R (coin, exact enumeration) and R's t test."""

from itertools import combinations

import numpy as np
import pytest

from alianzas.survey.robustness.recovery_summary import binomial_interval
from field_statistics.many_outcomes.least_squares_batches import least_squares
from field_statistics.many_outcomes.permutation import freedman_lane, permutation_p_value
from reference_files import expected_values, input_frame


@pytest.fixture(scope="module")
def reference():
    return expected_values("05_boot_perm")


@pytest.fixture(scope="module")
def mice():
    """Every way of calling seven of sixteen mice treated, as permutations of the outcome."""
    data = input_frame("efron_mouse")
    outcome = data["y"].to_numpy(float)
    treated = (data["g"] == "trt").to_numpy(float)
    orders = []
    for chosen in combinations(range(16), 7):
        rest = [k for k in range(16) if k not in chosen]
        orders.append([*chosen, *rest])
    return outcome, treated, np.array(orders)


def test_permutation_p_values_equal_exact_enumeration(reference, mice):
    outcome, treated, orders = mice
    # The null model is the mean: its permuted residuals are the permuted outcome.
    outcomes = freedman_lane(outcome, np.ones((16, 1)), orders)
    design = np.column_stack([np.ones(16), treated])
    found = least_squares(design, outcomes).coefficients[:, 1]
    assert found[0] == pytest.approx(reference["mouse_diff"], rel=1e-12)
    # The first order is that of the data, which permutation_p_value counts by itself.
    others = found[2:]
    assert found[1] == pytest.approx(found[0], rel=1e-12)
    either, above = (
        permutation_p_value(others, found[0]),
        permutation_p_value(others, found[0], "above"),
    )
    assert either == pytest.approx(reference["mouse_perm_exact_two_sided"], rel=1e-12)
    assert above == pytest.approx(reference["mouse_perm_exact_one_sided_ge"], rel=1e-12)


def test_binomial_interval_equals_r(reference):
    found = binomial_interval(18, 25, 0.95)
    assert found == pytest.approx(reference["clopper_18_25"], rel=1e-10)
