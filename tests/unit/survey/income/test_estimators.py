import numpy as np
import pytest
from scipy.stats import ttest_ind
from statsmodels.api import OLS, WLS, Logit
from statsmodels.treatment.treatment_effects import TreatmentEffect

from alianzas.survey.limitation import Limitation
from alianzas.survey.phrases import limitation_text
from field_statistics.treatment_effects.estimators import (
    ESTIMANDS,
    ESTIMATORS,
    Effect,
    estimate_effect,
)
from field_statistics.treatment_effects.propensity import fit_propensity, with_constant


def drawn(seed=1, n=400, effect=0.5, curved=0.0, selected=1.0):
    """Outcome, treatment and three covariates of which the first two decide both."""
    rng = np.random.default_rng(seed)
    covariates = np.column_stack([rng.normal(size=(n, 2)), rng.random(n) < 0.3])
    chance = 1 / (1 + np.exp(-selected * (covariates[:, 0] + 0.5 * covariates[:, 2])))
    treated = (rng.random(n) < chance).astype(float)
    outcome = covariates @ [1.0, 0.5, 0.2] + curved * covariates[:, 0] ** 2 + effect * treated
    return outcome + rng.normal(0, 0.5, n), treated, covariates


each = pytest.mark.parametrize("name", ESTIMATORS)
both = pytest.mark.parametrize("estimand", ESTIMANDS)


@each
@both
def test_order_of_the_rows_changes_nothing(name, estimand):
    outcome, treated, covariates = drawn(n=120)
    # Twins make ties among the neighbours.
    covariates[:40] = covariates[40:80]
    found = estimate_effect(name, outcome, treated, covariates, estimand=estimand)
    order = np.random.default_rng(2).permutation(len(outcome))
    moved = estimate_effect(
        name, outcome[order], treated[order], covariates[order], estimand=estimand
    )
    assert (found.estimate, found.standard_error, found.p) == pytest.approx(
        (moved.estimate, moved.standard_error, moved.p), rel=1e-9
    )
    assert (found.n_treated, found.n_control) == (moved.n_treated, moved.n_control)


@each
@both
def test_scale_of_the_weights_changes_nothing(name, estimand):
    outcome, treated, covariates = drawn(n=120)
    weights = np.random.default_rng(3).uniform(0.5, 2, len(outcome))
    first, second = (
        estimate_effect(name, outcome, treated, covariates, w, estimand=estimand)
        for w in (weights, 1000 * weights)
    )
    plain, ones = (
        estimate_effect(name, outcome, treated, covariates, w, estimand=estimand)
        for w in (None, np.full(len(outcome), 7.0))
    )
    for one, other in ((first, second), (plain, ones)):
        assert one.estimate == pytest.approx(other.estimate, rel=1e-9)
        assert one.standard_error == pytest.approx(other.standard_error, rel=1e-9)
    assert first.estimate != pytest.approx(plain.estimate, rel=1e-6)


@each
@both
def test_outcome_moved_and_stretched(name, estimand):
    outcome, treated, covariates = drawn(n=120)
    found = estimate_effect(name, outcome, treated, covariates, estimand=estimand)
    other = estimate_effect(name, 3 + 2 * outcome, treated, covariates, estimand=estimand)
    assert other.estimate == pytest.approx(2 * found.estimate, rel=1e-8)
    assert other.standard_error == pytest.approx(2 * found.standard_error, rel=1e-8)
    assert other.p == pytest.approx(found.p, rel=1e-6)


@each
@both
def test_without_covariates_every_estimator_is_the_difference_of_means(name, estimand):
    outcome, treated, _ = drawn(n=80)
    found = estimate_effect(name, outcome, treated, np.empty((80, 0)), estimand=estimand)
    difference = outcome[treated == 1].mean() - outcome[treated == 0].mean()
    assert found.estimate == pytest.approx(difference, rel=1e-10)


@pytest.mark.parametrize("name", ["ipw", "aipw", "regression_interacted"])
@both
def test_constant_propensity_gives_the_difference_of_means(name, estimand):
    # Every pattern of the covariate is equally frequent in both groups: nothing to adjust for.
    covariates = np.tile([0.0, 1.0, 2.0], 20)[:, None]
    treated = np.repeat([1.0, 0.0], 30)
    outcome = np.random.default_rng(4).normal(size=60)
    found = estimate_effect(name, outcome, treated, covariates, estimand=estimand)
    difference = outcome[:30].mean() - outcome[30:].mean()
    assert found.estimate == pytest.approx(difference, rel=1e-8)


def test_difference_is_welchs_test():
    outcome, treated, covariates = drawn()
    found = estimate_effect("difference", outcome, treated, covariates)
    test = ttest_ind(outcome[treated == 1], outcome[treated == 0], equal_var=False)
    interval = test.confidence_interval(0.95)
    assert found.p == pytest.approx(test.pvalue, rel=1e-9)
    assert (found.low, found.high) == pytest.approx((interval.low, interval.high), rel=1e-9)


@pytest.mark.parametrize("weighted", [False, True])
def test_regression_is_that_of_statsmodels(weighted):
    outcome, treated, covariates = drawn()
    weights = np.random.default_rng(5).uniform(0.5, 2, len(outcome)) if weighted else None
    design = with_constant(np.column_stack([treated, covariates]))
    model = WLS(outcome, design, weights) if weighted else OLS(outcome, design)
    expected = model.fit(cov_type="HC3", use_t=True)
    found = estimate_effect("regression", outcome, treated, covariates, weights)
    assert found.estimate == pytest.approx(expected.params[1], rel=1e-10)
    assert found.standard_error == pytest.approx(expected.bse[1], rel=1e-10)
    assert found.p == pytest.approx(expected.pvalues[1], rel=1e-8)
    assert (found.low, found.high) == pytest.approx(expected.conf_int()[1], rel=1e-9)


@both
def test_interacted_regression_is_the_coefficient_at_the_mean_asked_for(estimand):
    outcome, treated, covariates = drawn()
    asked = covariates if estimand == "ate" else covariates[treated == 1]
    centred = covariates - asked.mean(axis=0)
    design = np.column_stack([treated, centred, treated[:, None] * centred])
    expected = OLS(outcome, with_constant(design)).fit(cov_type="HC2")
    found = estimate_effect(
        "regression_interacted", outcome, treated, covariates, estimand=estimand
    )
    assert found.estimate == pytest.approx(expected.params[1], rel=1e-9)
    # The means at which the effect is taken are estimated too: never less than the coefficient's.
    assert expected.bse[1] <= found.standard_error < 1.2 * expected.bse[1]


def test_weighting_against_statsmodels():
    outcome, treated, covariates = drawn()
    design = with_constant(covariates)
    logit = Logit(treated, design).fit(disp=0, tol=1e-12, maxiter=100)
    propensity = fit_propensity(treated, covariates)
    assert propensity.coefficients == pytest.approx(logit.params, rel=1e-8)
    assert np.sqrt(np.diag(propensity.inverse)) == pytest.approx(logit.bse, rel=1e-8)
    model = TreatmentEffect(OLS(outcome, design), treated, results_select=logit)
    for estimand, group in (("ate", "all"), ("att", 1)):
        expected = model.ipw(effect_group=group)
        found = estimate_effect("ipw", outcome, treated, covariates, estimand=estimand)
        assert found.estimate == pytest.approx(expected.effect[0], rel=1e-9)
        # Ours makes up for the firms that carry much of their group's mean.
        assert 1 < found.standard_error / expected.results_gmm.bse[0] < 1.06


@pytest.mark.parametrize("name", ["ipw", "aipw", "regression", "regression_interacted", "matching"])
@both
def test_true_effect_is_found_where_the_raw_difference_is_wrong(name, estimand):
    sample = drawn(seed=6, n=2000)
    found = estimate_effect(name, *sample, estimand=estimand)
    raw = estimate_effect("difference", *sample)
    assert found.low < 0.5 < found.high
    assert raw.low > 0.6


def test_doubly_robust():
    """A wrong outcome model costs AIPW nothing while the propensity is right, and vice versa."""
    rng = np.random.default_rng(7)
    x = rng.uniform(-1.5, 1.5, 20_000)
    noise = rng.normal(0, 0.5, len(x))
    straight, bent = (
        (rng.random(len(x)) < 1 / (1 + np.exp(-linear))).astype(float)
        for linear in (1.2 * x, x**2 - 1 + 0.5 * x)
    )
    linear, curved = x + noise, np.exp(2 * x) + noise

    def found(name, outcome, treated):
        return estimate_effect(name, outcome + 0.5 * treated, treated, x[:, None]).estimate

    assert found("aipw", curved, straight) == pytest.approx(0.5, abs=0.03)
    assert abs(found("regression_interacted", curved, straight) - 0.5) > 0.05
    assert found("aipw", linear, bent) == pytest.approx(0.5, abs=0.03)
    assert abs(found("ipw", np.exp(2 * x) + noise, bent) - 0.5) > 0.05


@pytest.mark.parametrize("name", ["ipw", "aipw"])
def test_trimming_sets_units_aside_and_counts_them(name):
    outcome, treated, covariates = drawn(n=300, selected=2.0)
    score = fit_propensity(treated, covariates).score
    for estimand, kept in (
        ("ate", (score >= 0.1) & (score <= 0.9)),
        ("att", score <= 0.9),
    ):
        found = estimate_effect(name, outcome, treated, covariates, estimand=estimand, trim=0.1)
        assert found.n == kept.sum() < len(outcome)
        again = estimate_effect(
            name, outcome[kept], treated[kept], covariates[kept], estimand=estimand
        )
        assert found == again


def limited(name, outcome, treated, covariates):
    found = estimate_effect(name, outcome, treated, covariates)
    return found.code if isinstance(found, Limitation) else found


@each
def test_no_number_where_there_is_none(name, labels):
    outcome, treated, covariates = drawn(n=60)
    assert limited(name, outcome, np.ones(60), covariates) == "one_group"
    assert limited(name, np.ones(60), treated, covariates) == "no_variance"
    told_apart = np.column_stack([covariates, np.where(treated == 1, 5.0, -5.0) + np.sin(outcome)])
    found = limited(name, outcome, treated, told_apart)
    assert isinstance(found, Effect) == (
        name in ("difference", "regression", "regression_interacted")
    )
    if not isinstance(found, Effect):
        assert found == "separation"
        text = limitation_text(Limitation(found), labels)
        assert text["en"].startswith("the controls tell")
        assert text["es"].startswith("los controles distinguen")


@pytest.mark.parametrize("name", ["regression", "regression_interacted"])
def test_one_firm_alone_in_its_sector_is_no_estimate(name):
    outcome, treated, covariates = drawn(n=60)
    alone = np.zeros(60)
    alone[np.flatnonzero(treated == 1)[0]] = 1
    assert limited(name, outcome, treated, np.column_stack([covariates, alone])) in (
        "leverage",
        "collinear",
    )


def test_a_flat_covariate_is_left_out():
    outcome, treated, covariates = drawn(n=60)
    padded = np.column_stack([covariates, np.ones(60)])
    for name in ESTIMATORS:
        assert estimate_effect(name, outcome, treated, padded) == estimate_effect(
            name, outcome, treated, covariates
        )
