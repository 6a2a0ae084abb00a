import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from field_statistics.many_outcomes.least_squares_batches import (
    cooks_distance,
    huber_regression,
    least_squares,
    p_value_and_z,
    pool_batches,
)
from field_statistics.many_outcomes.ordered_logit_batches import ordered_logit
from field_statistics.many_outcomes.permutation import match_rank_frequencies
from field_statistics.model_diagnostics import influence
from field_statistics.ordered_logit import fit_ordered_logit
from field_statistics.pooling import pool
from field_statistics.regression import regress_hc3

NAMES = list("abcd")


@pytest.fixture(scope="module")
def drawn():
    rng = np.random.default_rng(5)
    x = rng.normal(size=(80, 4))
    outcomes = x @ [0.4, 0.1, 0.0, -0.2] + rng.standard_t(3, size=(6, 80))
    design = np.column_stack([np.ones(80), x])
    used = (rng.random((6, 80)) > 0.1).astype(float)
    return design, outcomes, used


def test_least_squares_is_that_of_the_main_analysis(drawn):
    design, outcomes, used = drawn
    found = least_squares(design, outcomes, used)
    value, error = found.contrast(np.array([0, 1, 0, -1, 0.0]))
    for row, y in enumerate(outcomes):
        there = used[row] > 0
        frame = pd.DataFrame(design[there, 1:], columns=NAMES)
        expected = regress_hc3(pd.Series(y[there]), frame, 0.95).difference("a", "c")
        assert value[row] == pytest.approx(expected.value, rel=1e-10)
        assert error[row] == pytest.approx(expected.error, rel=1e-10)
        assert found.df[row] == there.sum() - 5


def test_a_design_of_its_own_for_each_row(drawn):
    design, outcomes, used = drawn
    designs = np.stack([design * scale for scale in range(1, 7)])
    together = least_squares(designs, outcomes, used)
    for row in range(6):
        alone = least_squares(designs[row], outcomes[row : row + 1], used[row : row + 1])
        assert together.coefficients[row] == pytest.approx(alone.coefficients[0], rel=1e-9)
        assert together.covariance[row] == pytest.approx(alone.covariance[0], rel=1e-9)


def test_huber_is_that_of_statsmodels(drawn):
    design, outcomes, used = drawn
    found = huber_regression(design, outcomes, used, tolerance=1e-12)
    for row, y in enumerate(outcomes):
        there = used[row] > 0
        expected = sm.RLM(y[there], design[there]).fit(tol=1e-13, maxiter=300)
        assert found.coefficients[row] == pytest.approx(expected.params, rel=1e-7)
        assert found.covariance[row] == pytest.approx(expected.cov_params(), rel=1e-6, abs=1e-12)


def test_ordered_logit_is_that_of_the_main_analysis(drawn):
    design, outcomes, _ = drawn
    z = design[:, 1:] - design[:, 1:].mean(axis=0)
    z = z / z.std(axis=0, ddof=1)
    ranks = np.clip(np.rint(outcomes), -2, 2).astype(int) + 2
    found = ordered_logit(z, ranks, 5)
    for row in range(6):
        frame = pd.DataFrame(z, columns=NAMES)
        expected = fit_ordered_logit(pd.Series(ranks[row].astype(float)), frame, 0.95)
        slopes = np.array(list(expected.coefficients.values()))
        latent = np.sqrt((z @ slopes).var() + np.pi**2 / 3)
        assert found.coefficients[row] == pytest.approx(slopes / latent, rel=1e-8)
        assert found.covariance[row] == pytest.approx(expected.covariance / latent**2, rel=1e-7)


def test_ranks_that_are_separated_have_no_estimate():
    x = np.linspace(-2, 2, 40)[:, None]
    ranks = np.stack([(x[:, 0] > 0).astype(int), (np.arange(40) % 2).astype(int)])
    found = ordered_logit(x, ranks, 2)
    assert np.isnan(found.coefficients[0]).all()
    assert np.isfinite(found.coefficients[1]).all()


def test_cooks_distance_is_that_of_the_diagnostics(drawn):
    design, outcomes, _ = drawn
    frame = pd.DataFrame(design[:, 1:], columns=NAMES)
    for row, distances in zip(outcomes, cooks_distance(design, outcomes), strict=True):
        expected = influence(pd.Series(row), frame).cook
        assert distances == pytest.approx(expected.to_numpy(), rel=1e-9)


def test_what_does_not_exist_is_missing(drawn):
    design, outcomes, _ = drawn
    twice = np.column_stack([design, design[:, 1]])
    assert np.isnan(least_squares(twice, outcomes).coefficients).all()
    alone = np.column_stack([design, np.eye(80)[0]])
    found = least_squares(alone, outcomes)
    assert np.isnan(found.covariance).all()


def test_pooling_is_that_of_the_imputation():
    rng = np.random.default_rng(2)
    estimates, errors = rng.normal(size=(4, 3)), rng.uniform(0.5, 1, size=(4, 3))
    value, error, df = pool_batches(estimates, errors, np.full(3, 60.0))
    for column in range(3):
        expected = pool(estimates[:, column].tolist(), (errors[:, column] ** 2).tolist(), 60)
        assert value[column] == pytest.approx(expected.value, rel=1e-12)
        assert error[column] ** 2 == pytest.approx(expected.total, rel=1e-12)
        assert df[column] == pytest.approx(expected.df, rel=1e-10)


def test_z_has_the_sign_and_the_p_of_the_estimate():
    p, z = p_value_and_z(np.array([2.0, -2.0]), np.array([1.0, 1.0]), np.array([30.0, 1e9]))
    assert z[0] > 0 > z[1]
    assert p[1] == pytest.approx(0.0455, abs=1e-4)
    assert z[1] == pytest.approx(-2, rel=1e-6)


def test_ranks_keep_their_frequencies():
    first = np.array([1.0, 3, 2, 2, 1])
    found = match_rank_frequencies(
        np.vstack([first, [0.3, 9, -2, 4, 0.2]]), np.array([0, 2, 1, 1, 0])
    )
    assert found[0].tolist() == [0, 2, 1, 1, 0]
    assert found[1].tolist() == [1, 2, 0, 1, 0]
