"""Growth between firms that began with the same income."""

import numpy as np
import pytest

from alianzas.survey.income.effects import baseline_slope, given_baseline
from alianzas.survey.income.income_check_facts import check_facts
from alianzas.survey.income.income_comparison import estimate_income
from alianzas.survey.limitation import Limitation


@pytest.fixture
def sample(settings, questionnaire):
    def of(scores, group="allied"):
        return estimate_income(scores, questionnaire, settings, 0.95).samples[group]

    return of


def regressing(scores, slope, seed=4):
    """Return firms of one group of incomes whose growth depends on nothing but their first income."""
    rng = np.random.default_rng(seed)
    first = rng.normal(12, 0.5, len(scores)) - 0.8 * (scores["status"] == "allied")
    growth = slope * (first - 12) + rng.normal(0, 0.05, len(scores))
    return scores.assign(income_before=np.exp(first), income_after=np.exp(first + growth))


def test_regression_to_the_mean_is_not_taken_for_a_difference(
    scores, sample, settings, questionnaire
):
    drawn = sample(regressing(scores, -0.3))
    slope = baseline_slope(drawn, 0.95, settings.minimum)
    assert slope.high < 0
    assert slope.low < -0.3 < slope.high
    found = given_baseline(drawn, 0.95, settings.minimum)
    assert found.low < 0 < found.high
    plain = estimate_income(regressing(scores, -0.3), questionnaire, settings, 0.95).estimates[
        "allied"
    ]
    assert plain.low > 0


def test_last_income_gives_the_same_difference(sample, scores, settings):
    import statsmodels.api as sm

    drawn = sample(scores)
    design = np.column_stack([drawn.treated, drawn.baseline, drawn.covariates])
    last = drawn.outcome + drawn.baseline
    again = sm.OLS(last, sm.add_constant(design)).fit(cov_type="HC3", use_t=True)
    found = given_baseline(drawn, 0.95, settings.minimum)
    assert found.estimate == pytest.approx(again.params[1])
    assert found.standard_error == pytest.approx(again.bse[1])
    slope = baseline_slope(drawn, 0.95, settings.minimum)
    assert slope.value == pytest.approx(again.params[2] - 1)
    assert slope.error == pytest.approx(again.bse[2])


def test_the_same_first_income_everywhere(sample, scores, settings):
    drawn = sample(scores.assign(income_before=scores["income_before"].notna() * 1000.0))
    assert given_baseline(drawn, 0.95, settings.minimum) == Limitation("no_baseline")
    assert baseline_slope(drawn, 0.95, settings.minimum) == Limitation("no_baseline")


def test_no_first_income_at_all(checked, scores, questionnaire, labels):
    found = checked(scores.assign(income_before=np.nan))
    facts = {f.key: f for f in check_facts(found, questionnaire, labels)}
    phrase = facts["survey.income.well_structured.baseline.phrase"]
    assert phrase.value == "unknown"
    assert "because there are too few" in phrase.text["en"]
    assert facts["survey.income.baseline.slope"].missing == "not_estimated"
