import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from statsmodels.stats.meta_analysis import combine_effects

from field_statistics.meta_analysis import combine_studies, leave_one_out
from field_statistics.not_estimable import NotEstimable

SETS = st.lists(st.tuples(st.floats(-5, 5), st.floats(0.001, 4)), min_size=2, max_size=12).map(
    lambda pairs: tuple(map(list, zip(*pairs, strict=True)))
)
NUMBERS = ("value", "error", "low", "high", "predicted_low", "predicted_high")


def restricted(tau2, effects, variances):
    """Twice the restricted log-likelihood, written out study by study."""
    totals = [variance + tau2 for variance in variances]
    mean = sum(e / t for e, t in zip(effects, totals, strict=True)) / sum(1 / t for t in totals)
    misfit = sum((e - mean) ** 2 / t for e, t in zip(effects, totals, strict=True))
    return -(sum(map(math.log, totals)) + math.log(sum(1 / t for t in totals)) + misfit)


@given(SETS)
def test_no_variance_is_more_likely_than_the_one_found(sets):
    found = combine_studies(*sets)
    assert found.tau2 >= 0
    top = restricted(found.tau2, *sets)
    for other in [0, *np.geomspace(1e-6, 1000, 60)]:
        assert restricted(float(other), *sets) <= top + 1e-7 * max(1, abs(top))


@given(SETS, st.randoms(use_true_random=False))
def test_the_order_of_the_studies_is_of_no_matter(sets, random):
    order = list(range(len(sets[0])))
    random.shuffle(order)
    one = combine_studies(*sets)
    other = combine_studies(*([numbers[place] for place in order] for numbers in sets))
    for name in (*NUMBERS, "tau2", "q", "i2"):
        assert getattr(other, name) == pytest.approx(getattr(one, name), rel=1e-6, abs=1e-7)


@given(SETS, st.sampled_from([0.01, 3.0, 1000.0]))
def test_another_unit_changes_the_unit_of_the_results_alone(sets, factor):
    assume(not any(0 < abs(value) < 1e-100 for value in sets[0]))  # no unit keeps its digits
    one = combine_studies(*sets)
    other = combine_studies([factor * e for e in sets[0]], [factor**2 * v for v in sets[1]])
    for name in NUMBERS:
        assert getattr(other, name) == pytest.approx(
            factor * getattr(one, name), rel=1e-6, abs=1e-7 * factor
        )
    assert other.tau2 == pytest.approx(factor**2 * one.tau2, rel=1e-6, abs=1e-7 * factor**2)
    assert (other.i2, other.p) == pytest.approx((one.i2, one.p), rel=1e-6, abs=1e-6)


@given(SETS)
def test_intervals_hold_what_they_are_of(sets):
    found = combine_studies(*sets)
    wide = combine_studies(*sets, widen=True)
    assert found.predicted_low <= found.low <= found.value <= found.high <= found.predicted_high
    assert wide.error >= found.error * (1 - 1e-12)
    assert wide.error >= sum(1 / (v + found.tau2) for v in sets[1]) ** -0.5 * (1 - 1e-12)
    assert 0 <= found.i2 < 1 <= found.h2
    assert math.fsum(found.weights) == pytest.approx(1)
    assert found.tau2_low <= found.tau2_high


def test_equal_errors_have_a_closed_form():
    effects = [0.1, 0.4, 0.6, 0.2]
    found = combine_studies(effects, [0.01] * 4)
    assert found.value == pytest.approx(np.mean(effects))
    assert found.tau2 == pytest.approx(np.var(effects, ddof=1) - 0.01)
    assert found.error == pytest.approx(np.std(effects, ddof=1) / 2)


def test_effects_much_wider_apart_than_their_errors_count_alike():
    effects = [-900.0, 20.0, 350.0, 1400.0]
    found = combine_studies(effects, [1e-8, 1e-3, 1e-6, 1e-5])
    assert found.value == pytest.approx(np.mean(effects), rel=1e-6)
    assert found.tau2 == pytest.approx(np.var(effects, ddof=1), rel=1e-6)
    assert found.i2 > 0.999999


def test_the_sum_of_squares_and_the_mean_without_heterogeneity_are_those_of_statsmodels():
    effects, variances = [0.30, 0.33, 0.29, 0.31], [0.02, 0.03, 0.025, 0.04]
    theirs = combine_effects(np.array(effects), np.array(variances), use_t=True)
    found = combine_studies(effects, variances)
    assert found.tau2 == 0
    assert (found.q, found.value) == pytest.approx((theirs.q, theirs.mean_effect_fe))
    assert found.error == pytest.approx(theirs.sd_eff_w_fe_hksj)


def test_the_highest_of_two_summits_is_found():
    # One study far off and exact, the others alike: the likelihood has a summit near 0 and another.
    effects, variances = [0.0, 0.0, 0.0, 3.0], [4.0, 4.0, 4.0, 1e-4]
    found = combine_studies(effects, variances)
    grid = np.geomspace(1e-8, 100, 4000)
    best = max([0.0, *map(float, grid)], key=lambda t: restricted(t, effects, variances))
    assert restricted(found.tau2, effects, variances) >= restricted(best, effects, variances)


def test_one_study_says_nothing_on_differences_between_studies():
    assert combine_studies([0.3], [0.01]) == NotEstimable("one_study")
    assert leave_one_out([0.3, 0.4], [0.01, 0.01]) == [NotEstimable("one_study")] * 2


def test_two_studies_leave_nearly_everything_open():
    found = combine_studies([0.2, 0.4], [0.004, 0.004])
    assert found.low < 0 < found.high
    assert found.predicted_high - found.predicted_low > 2
    assert found.tau2_high > 100 * found.tau2


def test_studies_that_agree_by_chance_have_no_interval_of_no_width():
    assert combine_studies([0.3, 0.3], [0.01, 0.02]).error == 0
    found = combine_studies([0.3, 0.3], [0.01, 0.02], widen=True)
    assert found.low < 0 < found.high
    assert found.p > 0.05


@pytest.mark.parametrize(
    ("effects", "variances"),
    [([], []), ([0.1], []), ([0.1, 0.2], [0.1, 0.0]), ([0.1, float("nan")], [0.1, 0.1])],
)
def test_impossible_studies_are_refused(effects, variances):
    with pytest.raises(ValueError, match="variance"):
        combine_studies(effects, variances)
