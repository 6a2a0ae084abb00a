import numpy as np
import pytest

from field_statistics.measurement.alignment import align_groups
from field_statistics.measurement.confirmatory import fit_factors
from field_statistics.measurement.equal_parameters import fit_equal
from field_statistics.measurement.incomplete_covariances import estimate_moments
from field_statistics.measurement.invariance import measurement_invariance

#: Where the items of two factors stand if a unit is average.
INTERCEPTS = np.array([3.0, 3.5, 2.5, 3.2, 2.8, 3.1])


@pytest.fixture
def country(simulated):
    """Return a function: answers of one group whose factors are shifted and stretched."""

    def draw(n, shift=0.0, stretch=1.0, seed=1, gaps=0.0):
        values, which = simulated(n, [3, 3], loading=0.8, correlation=0.4, seed=seed)
        # What is added to a factor comes through its items by their loadings.
        values = values * stretch + INTERCEPTS + 0.8 * shift
        if gaps:
            values[np.random.default_rng(seed + 1).random(values.shape) < gaps] = np.nan
        return values, which

    return draw


def test_degrees_of_freedom_are_what_the_equal_parameters_save(country):
    one, which = country(150)
    two, _ = country(150, seed=2)
    found = measurement_invariance([one, two], which)
    # Six loadings less two deviations; six intercepts less two means.
    assert (found.configural.df, found.metric.more_df, found.scalar.more_df) == (16, 4, 4)
    assert found.n == (150, 150)


def test_each_further_restriction_fits_no_better(country):
    one, which = country(120, gaps=0.1)
    two, _ = country(90, shift=0.5, seed=2, gaps=0.1)
    found = measurement_invariance([one, two], which)
    assert found.configural.chi2 <= found.metric.chi2 <= found.scalar.chi2
    assert found.metric.more_chi2 == pytest.approx(found.metric.chi2 - found.configural.chi2)
    assert found.scalar.more_cfi == pytest.approx(found.scalar.cfi - found.metric.cfi)


def test_equal_items_let_means_be_compared(country):
    one, which = country(3000, gaps=0.1)
    two, _ = country(3000, shift=0.6, seed=2, gaps=0.1)
    found = measurement_invariance([one, two], which)
    assert found.scalar.more_p > 0.001
    assert found.scalar.more_cfi > -0.005
    assert found.equal.means[1] == pytest.approx([0.6, 0.6], abs=0.08)
    assert (found.equal.mean_errors[0] == 0).all()


def test_an_item_that_a_group_answers_otherwise_is_noticed(country):
    one, which = country(400)
    two, _ = country(400, shift=0.4, seed=2)
    two[:, 0] += 1
    found = measurement_invariance([one, two], which)
    assert found.metric.more_p > 0.001
    assert found.scalar.more_p < 1e-6
    assert found.scalar.more_cfi < -0.01


def test_an_item_that_measures_less_in_a_group_is_noticed(country):
    one, which = country(500)
    two, _ = country(500, seed=2)
    two[:, 0] = np.random.default_rng(3).standard_normal(500) * 0.8 + two[:, 0] * 0.2
    assert measurement_invariance([one, two], which).metric.more_p < 1e-6


def test_the_estimates_are_at_the_top_of_the_likelihood(country):
    one, which = country(100)
    two, _ = country(130, shift=0.5, stretch=1.3, seed=2)
    moments = [estimate_moments(own) for own in (one, two)]
    equal = fit_equal([fit_factors(own, which) for own in moments], intercepts=True)

    def loglik(loadings, intercepts, means):
        total = 0.0
        for group, own in enumerate(moments):
            model = equal.covariances[group][np.ix_(which, which)]
            unique = own.covariance.diagonal() - equal.loadings**2 * model.diagonal()
            implied = loadings[:, None] * model * loadings + np.diag(unique)
            away = own.means - intercepts - loadings * means[group][which]
            spread = own.covariance + np.outer(away, away)
            total -= own.n / 2 * np.linalg.slogdet(implied)[1]
            total -= own.n / 2 * np.trace(np.linalg.solve(implied, spread))
        return total

    top = loglik(equal.loadings, equal.intercepts[0], equal.means)
    random = np.random.default_rng(5)
    for _ in range(20):
        moved = equal.means.copy()
        moved[1] += random.standard_normal(2) * 0.05
        shifted = equal.intercepts[0] + random.standard_normal(6) * 0.05
        assert loglik(equal.loadings, shifted, equal.means) < top
        assert loglik(equal.loadings, equal.intercepts[0], moved) < top + 1e-3


def test_the_order_of_the_groups_changes_no_fit(country):
    groups = [country(100, shift=shift, seed=seed)[0] for seed, shift in enumerate((0, 0.5, -0.4))]
    which = country(10)[1]
    forth, back = (measurement_invariance(order, which) for order in (groups, groups[::-1]))
    for step in ("configural", "metric", "scalar"):
        assert getattr(back, step).chi2 == pytest.approx(getattr(forth, step).chi2, rel=1e-8)


def test_items_that_do_not_vary_leave_nothing_to_compare(country):
    one, which = country(80)
    two, _ = country(80, seed=2)
    two[:, 0] = 3
    found = measurement_invariance([one, two], which)
    assert (found.configural, found.metric, found.scalar) == (None, None, None)
    assert found.n == (80, 0)


def test_one_group_is_refused(country):
    values, which = country(50)
    with pytest.raises(ValueError, match="two groups"):
        measurement_invariance([values], which)


def test_alignment_of_invariant_groups_is_the_scalar_model(country):
    one, which = country(4000)
    two, _ = country(4000, shift=0.6, stretch=1.0, seed=2)
    found = measurement_invariance([one, two], which)
    aligned = align_groups(found.groups)
    assert aligned.means[1] == pytest.approx(found.equal.means[1], abs=0.05)
    assert (aligned.intercept_r2 > 0.95).all()


def test_one_item_answered_otherwise_moves_aligned_means_less_than_equal_ones(country):
    one, which = country(3000)
    two, _ = country(3000, shift=0.5, seed=2)
    two[:, 0] += 1
    found = measurement_invariance([one, two], which)
    aligned = align_groups(found.groups)
    assert aligned.means[1, 0] == pytest.approx(0.5, abs=0.12)
    assert abs(aligned.means[1, 0] - 0.5) < abs(found.equal.means[1, 0] - 0.5) / 2
    assert aligned.intercept_r2[0] < 0.8 < aligned.intercept_r2[1]


def test_alignment_changes_no_fit(country):
    one, which = country(200)
    two, _ = country(200, shift=0.5, stretch=1.4, seed=2)
    models = measurement_invariance([one, two], which).groups
    aligned = align_groups(models)
    for group, model in enumerate(models):
        back = aligned.loadings[group] * aligned.deviations[group][which]
        assert back == pytest.approx(model.loadings)
        means = aligned.intercepts[group] + aligned.loadings[group] * aligned.means[group][which]
        assert means == pytest.approx(model.moments.means)
