import pytest
from hypothesis import given
from hypothesis import strategies as st

from field_statistics.pooling import pool


def test_equal_estimates_leave_the_error_of_one_data_set():
    found = pool([0.3, 0.3, 0.3], [0.04, 0.04, 0.04], 80)
    estimate = found.estimate(0.95, 90)
    assert estimate.value == pytest.approx(0.3)
    assert estimate.error == pytest.approx(0.2)
    assert (found.between, found.riv, found.proportion) == (0, 0, 0)
    # Barnard and Rubin's limit for no missing information: (ν + 1) ν / (ν + 3).
    assert found.df == pytest.approx(81 / 83 * 80, rel=1e-3)


@given(
    st.lists(st.tuples(st.floats(-1, 1), st.floats(0.01, 1)), min_size=2, max_size=10),
    st.integers(5, 500),
)
def test_the_total_variance_and_the_degrees_of_freedom_are_bounded(sets, df):
    values, variances = zip(*sets, strict=True)
    found = pool(values, variances, df)
    assert min(values) - 1e-12 <= found.value <= max(values) + 1e-12
    assert found.total >= found.within * (1 - 1e-12)
    assert 0 < found.df <= df
    assert -1e-12 <= found.proportion < 1


def test_one_data_set_cannot_be_pooled():
    with pytest.raises(ValueError, match="two data sets"):
        pool([0.3], [0.04], 80)
