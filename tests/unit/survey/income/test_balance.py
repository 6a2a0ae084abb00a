import numpy as np
import pytest

from alianzas.survey.income.balance import examine_overlap, standardised_difference, variance_ratio
from alianzas.survey.income.income_comparison import estimate_income
from alianzas.survey.limitation import Limitation


@pytest.fixture
def sample(scores, settings, questionnaire):
    return estimate_income(scores, questionnaire, settings, 0.95).samples["allied"]


def test_standardised_difference_by_hand():
    values = np.array([1.0, 2, 3, 4, 6, 8])
    treated = np.array([1, 1, 1, 0, 0, 0])
    ones = np.ones(6)
    assert standardised_difference(values, treated, ones, "att") == pytest.approx(-4)
    pooled = np.sqrt((1 + 4) / 2)
    assert standardised_difference(values, treated, ones, "ate") == pytest.approx(-4 / pooled)
    assert variance_ratio(values, treated, ones) == pytest.approx(1 / 4)
    # A firm counted twice is a firm that is there twice, for the means.
    weights = np.array([1, 1, 1, 2, 1, 1])
    assert standardised_difference(values, treated, weights, "att") == pytest.approx(2 - 22 / 4)


def test_categories_have_the_spread_of_their_share_and_no_variance_ratio():
    values, treated = np.array([1.0, 1, 0, 0, 0, 1, 0, 0]), np.repeat([1, 0], 4)
    assert standardised_difference(values, treated, np.ones(8), "att") == pytest.approx(0.5)
    assert variance_ratio(values, treated, np.ones(8)) is None
    flat = np.where(treated == 1, 1.0, values)
    assert standardised_difference(flat, treated, np.ones(8), "att") is None


@pytest.mark.parametrize("estimand", ["ate", "att"])
def test_weighting_balances_what_it_is_given(sample, estimand):
    found = examine_overlap(sample, estimand, 0.0)
    largest = found.balance.groupby("stage")["difference"].agg(lambda d: d.abs().max())
    assert largest["weighting"] < 0.15 < largest["unadjusted"]
    treated, control = found.effective["weighting"]
    raw = found.effective["unadjusted"]
    assert control < raw[1] == (sample.treated == 0).sum()
    assert treated == pytest.approx(raw[0]) if estimand == "att" else treated < raw[0]
    assert set(found.balance["covariate"]) == {"propensity", *sample.columns}


def test_trimmed_firms_have_no_weight(sample):
    found = examine_overlap(sample, "ate", 0.3)
    inside = (found.score >= 0.3) & (found.score <= 0.7)
    assert sum(found.used["weighting"]) == inside.sum()


def test_separated_groups_have_no_overlap(scores, settings, questionnaire):
    apart = scores.copy()
    allied = apart["status"] == "allied"
    apart["employees"] = np.where(allied, 100, 5) + np.arange(len(apart)) % 4
    sample = estimate_income(apart, questionnaire, settings, 0.95).samples["allied"]
    assert examine_overlap(sample, "ate", 0.05) == Limitation("separation")
