import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t
from statsmodels.stats.weightstats import DescrStatsW

from field_statistics.equivalence import equivalence_test, one_sided_tests
from field_statistics.regression import Estimate


def estimate(value, error, df=80):
    reach = t.ppf(0.975, df) * error
    p = 2 * t.sf(abs(value) / error, df)
    return Estimate(value, value - reach, value + reach, p, df + 7, error)


def test_two_one_sided_tests_equal_statsmodels():
    values = [0.3, -0.1, 0.25, 0.4, 0.05, 0.12, -0.2, 0.31]
    described = DescrStatsW(values)
    p, above, below = described.ttost_mean(-0.4, 0.4)
    found = one_sided_tests(described.mean, described.std_mean, 7, -0.4, 0.4)
    assert found == pytest.approx((above[1], below[1]), rel=1e-10)
    tested = equivalence_test(estimate(described.mean, described.std_mean, 7), 7, 0.4, 0.95)
    assert tested.p == pytest.approx(p, rel=1e-10)


@given(st.floats(-0.6, 0.6), st.floats(0.01, 0.3))
def test_the_interval_says_what_the_tests_say(value, error):
    tested = equivalence_test(estimate(value, error), 80, 0.2, 0.95)
    inside = tested.low > -0.2 and tested.high < 0.2
    if abs(tested.p - 0.05) > 1e-9:
        assert inside == (tested.p < 0.05) == (tested.verdict in ("negligible", "small"))


@pytest.mark.parametrize(
    ("value", "error", "verdict"),
    [
        (0.01, 0.05, "negligible"),
        (0.1, 0.02, "small"),
        (0.3, 0.1, "not_negligible"),
        (0.1, 0.1, "undecided"),
        (-0.3, 0.1, "not_negligible"),
    ],
)
def test_verdicts(value, error, verdict):
    assert equivalence_test(estimate(value, error), 80, 0.2, 0.95).verdict == verdict


def test_no_estimate_no_test():
    assert equivalence_test(None, 80, 0.2, 0.95) is None
