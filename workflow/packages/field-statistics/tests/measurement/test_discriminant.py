import numpy as np
import pandas as pd
import pytest

from field_statistics.measurement.discriminant import (
    bootstrap_htmt,
    heterotrait_monotrait,
    pairwise_correlations,
)


def test_ratio_by_hand():
    correlations = np.array(
        [[1, 0.6, 0.3, -0.1], [0.6, 1, 0.2, 0.4], [0.3, 0.2, 1, 0.5], [-0.1, 0.4, 0.5, 1]]
    )
    found = heterotrait_monotrait(correlations, [0, 0, 1, 1])
    assert found[0, 1] == pytest.approx((0.3 + 0.1 + 0.2 + 0.4) / 4 / np.sqrt(0.6 * 0.5))
    assert found[1, 0] == found[0, 1]
    assert np.isnan(found.diagonal()).all()


def test_weights_are_repeated_firms_and_gaps_are_left_out_by_pair(simulated):
    values, _ = simulated(30, [4])
    values = values.copy()
    values[np.random.default_rng(1).random(values.shape) < 0.2] = np.nan
    weights = np.random.default_rng(2).integers(0, 3, size=(5, 30)).astype(float)
    found = pairwise_correlations(values, weights)
    for row, correlations in zip(weights, found, strict=True):
        repeated = pd.DataFrame(np.repeat(values, row.astype(int), axis=0))
        assert correlations == pytest.approx(repeated.corr().to_numpy(), rel=1e-9)


def test_interval_holds_the_truth_and_shrinks_with_firms(simulated):
    widths = []
    for n in (100, 400):
        values, which = simulated(n, [3, 3], correlation=0.5)
        found = bootstrap_htmt(values, which, 400, 0.95, np.random.default_rng(1))
        assert found.low[0, 1] < 0.5 < found.high[0, 1]
        widths.append(found.high[0, 1] - found.low[0, 1])
    assert widths[1] < widths[0] * 0.7


def test_same_seed_same_interval(simulated):
    values, which = simulated(60, [3, 3])
    one, other = (
        bootstrap_htmt(values, which, 300, 0.9, np.random.default_rng(9)) for _ in range(2)
    )
    assert np.array_equal(one.high, other.high, equal_nan=True)


def test_no_interval_where_items_hardly_vary(simulated):
    values, which = simulated(40, [3, 3])
    values = values.copy()
    values[:, 0] = 0
    values[0, 0] = 1  # left out of about a third of the replicates
    found = bootstrap_htmt(values, which, 300, 0.95, np.random.default_rng(1))
    assert not np.isnan(found.values[0, 1])
    assert np.isnan(found.low[0, 1])
    assert np.isnan(found.high[0, 1])
