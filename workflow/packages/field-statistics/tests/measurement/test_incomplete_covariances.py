import numpy as np
import pytest
from scipy.stats import multivariate_normal

from field_statistics.measurement.incomplete_covariances import estimate_moments, loglik


@pytest.fixture
def gappy(simulated):
    values, _ = simulated(120, [3])
    values = values.copy()
    values[np.random.default_rng(3).random(values.shape) < 0.1] = np.nan
    return values


def test_without_gaps_the_moments_are_those_of_the_sample(simulated):
    values, _ = simulated(50, [4])
    found = estimate_moments(values)
    assert found.means == pytest.approx(values.mean(axis=0))
    assert found.covariance == pytest.approx(np.cov(values, rowvar=False, ddof=0))
    law = multivariate_normal(found.means, found.covariance)
    assert found.loglik == pytest.approx(law.logpdf(values).sum())
    apart = multivariate_normal(values.mean(axis=0), np.diag(values.var(axis=0)))
    assert found.independent_loglik == pytest.approx(apart.logpdf(values).sum())


def test_likelihood_with_gaps_is_that_of_what_was_answered(gappy):
    found = estimate_moments(gappy)
    total = 0.0
    for row in gappy:
        there = ~np.isnan(row)
        if there.any():
            law = multivariate_normal(found.means[there], found.covariance[np.ix_(there, there)])
            total += law.logpdf(row[there])
    assert found.loglik == pytest.approx(total)


def test_no_other_moments_are_more_likely(gappy):
    found = estimate_moments(gappy)
    random = np.random.default_rng(5)
    for _ in range(20):
        away = random.standard_normal(found.covariance.shape) * 1e-3
        moved = found.covariance + away + away.T
        assert loglik(found.patterns, found.means, moved) < found.loglik
        means = found.means + random.standard_normal(3) * 1e-3
        assert loglik(found.patterns, means, found.covariance) < found.loglik


def test_firms_without_any_answer_do_not_count(gappy):
    more = np.vstack([gappy, np.full((7, 3), np.nan)])
    assert estimate_moments(more).n == estimate_moments(gappy).n


@pytest.mark.parametrize("break_it", ["all missing", "constant", "copy", "nobody"])
def test_answers_that_determine_nothing(simulated, break_it):
    values, _ = simulated(40, [3])
    values = values.copy()
    if break_it == "all missing":
        values[:, 1] = np.nan
    elif break_it == "constant":
        values[:, 1] = 4.0
    elif break_it == "copy":
        values[:, 1] = 2 * values[:, 0]
    else:
        values[:] = np.nan
    assert estimate_moments(values) is None
