import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from field_statistics.resampling import (
    bca_intervals,
    bootstrap_weights,
    correlations,
    estimable,
    leave_one_out_correlations,
    standardised_coefficients,
)


@pytest.fixture
def firms():
    rng = np.random.default_rng(3)
    x = rng.normal(size=(60, 3))
    return np.column_stack([x, x @ [0.5, 0.2, 0.0] + rng.normal(size=60)]) * [1, 10, 0.1, 3] + 100


def test_weights_repeat_firms(firms):
    """A resample by weights is the resample one gets by writing its firms down."""
    weights = bootstrap_weights(60, 5, np.random.default_rng(1))
    assert weights.sum(axis=1) == pytest.approx([60] * 5)
    found = correlations(firms, weights)
    for row, matrix in zip(weights, found, strict=True):
        drawn = firms[np.repeat(np.arange(60), row.astype(int))]
        assert matrix == pytest.approx(np.corrcoef(drawn, rowvar=False), rel=1e-9)
        z = (drawn - drawn.mean(axis=0)) / drawn.std(axis=0)
        expected = np.linalg.lstsq(z[:, :-1], z[:, -1], rcond=None)[0]
        assert standardised_coefficients(matrix[None])[0] == pytest.approx(expected, rel=1e-9)


def test_leaving_one_out(firms):
    found = leave_one_out_correlations(firms)
    assert found == pytest.approx(correlations(firms, 1.0 - np.eye(60)), rel=1e-12)
    expected = np.corrcoef(np.delete(firms, 7, axis=0), rowvar=False)
    assert found[7] == pytest.approx(expected, rel=1e-9)


def test_resamples_without_variation_or_with_twins_are_told_apart(firms):
    rare = firms.copy()
    rare[:, 0] = 0
    rare[0, 0] = 1
    weights = np.ones((3, 60))
    weights[1, 0] = 0
    matrices = correlations(rare, weights)
    assert np.isnan(matrices[1]).any()
    twins = firms.copy()
    twins[:, 1] = 2 * twins[:, 0] + 1
    assert estimable(matrices).tolist() == [True, False, True]
    assert not estimable(correlations(twins, np.ones((1, 60)))).any()


def test_bca_equals_scipy():
    from scipy.stats import bootstrap

    rng = np.random.default_rng(11)
    sample = rng.exponential(size=40)
    theirs = bootstrap((sample,), np.mean, n_resamples=1999, method="BCa", random_state=rng)
    jackknife = np.array([np.delete(sample, i).mean() for i in range(40)])
    found = bca_intervals(
        theirs.bootstrap_distribution[:, None], sample.mean()[None], jackknife[:, None], 0.95
    )
    # SciPy takes the median-unbiased share where replicates equal the estimate: none does here.
    assert found[0] == pytest.approx(tuple(theirs.confidence_interval), rel=1e-6)


def test_no_interval_where_all_replicates_lie_on_one_side():
    found = bca_intervals(np.full((100, 1), 2.0), np.array([1.0]), np.arange(5.0)[:, None], 0.95)
    assert np.isnan(found).all()


@settings(max_examples=25)  # each draws 500 replicates
@given(st.floats(0.5, 0.98), st.integers(0, 1000))
def test_intervals_grow_with_confidence(confidence, seed):
    rng = np.random.default_rng(seed)
    replicates, jackknife = rng.normal(size=(500, 1)), rng.normal(size=(30, 1))
    narrow = bca_intervals(replicates, np.zeros(1), jackknife, confidence)[0]
    wide = bca_intervals(replicates, np.zeros(1), jackknife, confidence + 0.01)[0]
    assert wide[0] <= narrow[0] <= narrow[1] <= wide[1]
