import numpy as np
import pytest
from statsmodels.api import OLS, add_constant

from alianzas.survey.income.income_comparison import estimate_income
from alianzas.survey.income.sensitivity import (
    Classical,
    adjusted,
    bound_by,
    classical,
    e_values,
    examine_sensitivity,
    group_r2,
    robustness_value,
    selection,
)
from field_statistics.treatment_effects.propensity import with_constant


@pytest.fixture(scope="module")
def confounded():
    rng = np.random.default_rng(1)
    hidden, seen = rng.normal(size=(2, 300))
    treated = (hidden + seen + rng.normal(size=300) > 0).astype(float)
    outcome = treated + seen + 0.8 * hidden + rng.normal(size=300)
    return outcome, treated, seen, hidden


def test_a_confounder_held_constant_gives_the_adjusted_estimate(confounded):
    """The bias formula is an identity: it says what the regression with the confounder finds."""
    outcome, treated, seen, hidden = confounded
    short = with_constant(np.column_stack([treated, seen]))
    long = with_constant(np.column_stack([treated, seen, hidden]))
    found, _ = classical(outcome, short, 1)
    true, _ = classical(outcome, long, 1)
    with_treatment = group_r2(treated, with_constant(np.column_stack([seen, hidden])), [2])
    with_outcome = group_r2(outcome, long, [3])
    estimate, error = adjusted(found, with_treatment, with_outcome)
    assert estimate == pytest.approx(true.estimate, rel=1e-10)
    assert error == pytest.approx(true.error, rel=1e-10)


@pytest.mark.parametrize("t", [0.5, 2.5, 4.0, 30.0])
@pytest.mark.parametrize("sign", [1, -1])
def test_a_confounder_of_the_robustness_value_takes_the_estimate_away(t, sign):
    found = Classical(sign * t, 1.0, 100)
    value = robustness_value(found.t, found.df)
    assert adjusted(found, value, value)[0] == pytest.approx(0, abs=1e-9)
    half = robustness_value(found.t, found.df, q=0.5)
    assert adjusted(found, half, half)[0] == pytest.approx(sign * t / 2, rel=1e-9)


def test_an_unclear_estimate_needs_no_confounder():
    assert robustness_value(1.5, 100, alpha=0.05) == 0
    assert robustness_value(3.0, 100, alpha=0.05) > 0
    assert e_values(0.1, 0.1, 1)[1] == 1.0
    assert e_values(-0.5, 0.1, 1) == e_values(0.5, 0.1, 1)


def test_a_covariate_too_strong_has_no_bound():
    assert bound_by(Classical(1.0, 0.2, 50), 0.6, 0.3, times=1.0) is None


def test_classical_is_least_squares(confounded):
    outcome, treated, seen, _ = confounded
    found, r2 = classical(outcome, with_constant(np.column_stack([treated, seen])), 1)
    expected = OLS(outcome, add_constant(np.column_stack([treated, seen]))).fit()
    assert (found.estimate, found.error) == pytest.approx(
        (expected.params[1], expected.bse[1]), rel=1e-9
    )
    assert r2 == pytest.approx(expected.rsquared, rel=1e-9)


def test_selection_moves_the_effect_further_where_the_controls_moved_it(confounded):
    outcome, treated, seen, _ = confounded
    found = selection(outcome, treated, seen[:, None])
    largest = min(1.0, 1.3 * found.held_r2)
    beta = found.beta(1.0, largest)
    assert beta < found.held < found.raw
    assert found.delta(beta, largest) == pytest.approx(1, rel=1e-8)


def test_every_control_is_a_benchmark(scores, settings, questionnaire):
    sample = estimate_income(scores, questionnaire, settings, 0.95).samples["allied"]
    found = examine_sensitivity(sample, 0.95)
    assert set(found.benchmarks) == {"sector", "size", "age", "exports"}
    for bound in found.benchmarks.values():
        assert abs(bound.estimate) <= abs(found.classical.estimate)
    assert 0 <= found.robustness_interval < found.robustness < 1
