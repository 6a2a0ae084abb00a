import numpy as np
import pytest

from field_statistics.measurement.composites import (
    average_variance_extracted,
    composite_reliability,
    omega,
)
from field_statistics.measurement.confirmatory import fit_factors
from field_statistics.measurement.fit_indices import fit_indices, swain_factor
from field_statistics.measurement.incomplete_covariances import best_means, estimate_moments, loglik


def test_three_items_of_one_factor_have_a_closed_form(simulated):
    values, which = simulated(200, [3])
    moments = estimate_moments(values)
    model = fit_factors(moments, which)
    s = moments.covariance
    expected = np.sqrt(s[0, 1] * s[0, 2] / s[1, 2])
    assert model.loadings[0] == pytest.approx(expected, rel=1e-9)
    assert model.df == 0
    assert fit_indices(model) is None


def test_known_structure_comes_back_with_gaps(simulated):
    values, which = simulated(4000, [3, 4], loading=0.7, correlation=0.5)
    values = values.copy()
    values[np.random.default_rng(2).random(values.shape) < 0.15] = np.nan
    model = fit_factors(estimate_moments(values), which)
    errors = model.standardised_se
    assert np.abs(model.standardised - 0.7).max() < 4 * errors.max()
    assert model.correlations[0, 1] == pytest.approx(0.5, abs=0.06)
    assert fit_indices(model).rmsea < 0.03


def test_estimates_are_at_the_top_of_the_likelihood(simulated):
    values, which = simulated(150, [3, 3])
    values = values.copy()
    values[np.random.default_rng(2).random(values.shape) < 0.1] = np.nan
    model = fit_factors(estimate_moments(values), which)
    random = np.random.default_rng(8)
    for _ in range(20):
        loadings = model.loadings + random.standard_normal(6) * 1e-3
        related = model.correlations[np.ix_(which, which)]
        moved = loadings[:, None] * related * loadings + np.diag(model.errors)
        patterns = model.moments.patterns
        means = best_means(patterns, patterns.inverses(moved)[0])
        assert loglik(patterns, means, moved) < model.loglik


def test_standard_errors_match_repeated_samples(simulated):
    found = [
        fit_factors(estimate_moments(simulated(150, [4], 0.7, seed=seed)[0]), [0] * 4)
        for seed in range(80)
    ]
    spread = np.std([model.standardised[0] for model in found], ddof=1)
    stated = np.mean([model.standardised_se[0] for model in found])
    # The spread of 80 samples is known to about 8 % of itself: three of these.
    assert stated == pytest.approx(spread, rel=0.24)


def test_reversed_factor_points_the_way_of_its_items(simulated):
    values, which = simulated(300, [3, 3])
    turned = values * np.array([1, 1, 1, -1, -1, -1])
    model = fit_factors(estimate_moments(turned), which)
    assert (model.loadings[:3] > 0).all()
    straight = fit_factors(estimate_moments(values), which)
    assert np.abs(model.correlations[0, 1]) == pytest.approx(straight.correlations[0, 1])


def test_two_items_alone_are_not_identified_but_are_with_a_correlated_factor(simulated):
    values, which = simulated(300, [2, 3], correlation=0.6)
    assert fit_factors(estimate_moments(values[:, :2]), [0, 0]) is None
    model = fit_factors(estimate_moments(values), which)
    assert model.proper
    assert model.df == 4


def test_heywood_case_is_improper():
    # λ₁² = s₁₂ s₁₃ / s₂₃ = 0.7 · 0.7 / 0.3 > 1: no proper model has these correlations.
    target = np.array([[1, 0.7, 0.7], [0.7, 1, 0.3], [0.7, 0.3, 1]])
    values = np.random.default_rng(1).standard_normal((100, 3))
    values -= values.mean(axis=0)
    values = values @ np.linalg.inv(np.linalg.cholesky(np.cov(values, rowvar=False)).T)
    model = fit_factors(estimate_moments(values @ np.linalg.cholesky(target).T), [0, 0, 0])
    assert model is None or not model.proper


def test_correction_brings_chi_squared_back_to_its_degrees_of_freedom(simulated):
    """With few firms chi-squared is too large on average; corrected it is not."""
    found = []
    for seed in range(25):
        values, which = simulated(90, [4, 4, 4], seed=seed)
        found.append(fit_indices(fit_factors(estimate_moments(values), which)))
    df = found[0].df
    error = np.sqrt(2 * df / len(found))
    assert np.mean([fit.corrected for fit in found]) == pytest.approx(df, abs=3 * error)
    assert swain_factor(24, 231, 90) < swain_factor(24, 231, 900) < 1


def test_perfect_items_and_their_composites():
    perfect = np.array([1.0, 1.0, 1.0])
    assert composite_reliability(perfect) == average_variance_extracted(perfect) == 1
    # Equal loadings: Spearman–Brown of the common correlation λ².
    assert composite_reliability(np.full(4, 0.7)) == pytest.approx(4 * 0.49 / (1 + 3 * 0.49))
    assert average_variance_extracted(np.array([0.6, 0.8])) == pytest.approx(0.5)


def test_omega_is_alpha_where_loadings_are_equal():
    values = np.random.default_rng(1).standard_normal((100, 3))
    values -= values.mean(axis=0)
    values = values @ np.linalg.inv(np.linalg.cholesky(np.cov(values, rowvar=False)).T)
    target = np.full((3, 3), 0.5) + 0.5 * np.eye(3)
    model = fit_factors(estimate_moments(values @ np.linalg.cholesky(target).T), [0, 0, 0])
    assert omega(model) == pytest.approx(3 * 0.5 / (1 + 2 * 0.5))
