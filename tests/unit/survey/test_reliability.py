import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import pearsonr

from alianzas.survey.reliability import (
    correlations_table,
    critical_correlation,
    cronbach_alpha,
    estimate_reliability,
    feldt_interval,
    reliability_facts,
    reliability_table,
)
from honest_results.tables import to_markdown


def test_parallel_items_have_the_spearman_brown_value():
    # Two items with equal variances: alpha = 2r / (1 + r).
    items = pd.DataFrame({"a": [1.0, 2, 3, 4], "b": [2.0, 1, 4, 3]})
    r = np.corrcoef(items["a"], items["b"])[0, 1]
    assert cronbach_alpha(items) == pytest.approx(2 * r / (1 + r), rel=1e-12)


def test_perfect_and_contradicting_items():
    rise = [1.0, 2, 3, 5]
    assert cronbach_alpha(pd.DataFrame({"a": rise, "b": rise, "c": rise})) == pytest.approx(1)
    assert cronbach_alpha(pd.DataFrame({"a": rise, "b": [4.0, 4, 2, 1]})) < 0


@pytest.mark.parametrize("values", [[], [[1.0, 2.0]], [[3.0, 3.0]] * 5, [[1.0, 5.0], [5.0, 1.0]]])
def test_no_alpha_without_variation(values):
    assert cronbach_alpha(pd.DataFrame(values, columns=["a", "b"])) is None


@given(alpha=st.floats(-0.5, 0.99), firms=st.integers(5, 400), items=st.integers(2, 12))
def test_interval_holds_alpha_and_narrows_with_confidence(alpha, firms, items):
    low, high = feldt_interval(alpha, firms, items, 0.95)
    inner = feldt_interval(alpha, firms, items, 0.8)
    assert low < inner[0] < inner[1] < high < 1
    assert low < alpha < high


@pytest.fixture
def estimates(account, scores, questionnaire, settings):
    return estimate_reliability(account.answers, scores, questionnaire, settings, 0.95)


def test_unanswered_construct_is_a_stated_limitation(
    account, questionnaire, settings, labels, scores
):
    answers = account.answers.copy()
    answers[["TR1", "TR2", "TR3"]] = np.nan
    silent = scores.assign(trust=np.nan)
    found = estimate_reliability(answers, silent, questionnaire, settings, 0.95)
    facts = {f.key: f for f in reliability_facts(found, questionnaire, settings, labels, 0.95)}
    assert facts["survey.reliability.trust.alpha"].value is None
    assert facts["survey.reliability.trust.alpha"].interval is None
    assert facts["survey.reliability.phrase"].value == "some"
    table = reliability_table(found, questionnaire, labels, 0.95)
    for language, words in (("en", "No alpha, because"), ("es", "Sin alfa, porque")):
        text = to_markdown(table, labels.with_texts(table.labels), language, "observed")
        assert words in text
        assert not re.search(r"\bnan\b", text.lower())
    table = correlations_table(silent, found, questionnaire, labels, 0.95)
    text = to_markdown(table, labels.with_texts(table.labels), "en", "observed")
    row = next(line for line in text.splitlines() if line.startswith("| 4. Trust |"))
    assert "nan" not in row


def test_phrase_follows_the_alphas(estimates, questionnaire, settings, labels):
    def phrase(threshold):
        scales = settings.scales.model_copy(update={"acceptable_alpha": threshold})
        changed = settings.model_copy(update={"scales": scales})
        facts = reliability_facts(estimates, questionnaire, changed, labels, 0.95)
        return next(f for f in facts if f.key == "survey.reliability.phrase")

    assert phrase(0.01).text["es"] == "las 7 escalas alcanzan"
    assert phrase(0.70).text["en"] == "6 of 7 scales reach"
    assert phrase(0.99).text["es"] == "ninguna de las 7 escalas alcanza"


def test_nothing_is_said_of_scales_without_an_alpha(
    account, scores, questionnaire, settings, labels
):
    few = account.answers.head(5)
    estimates = estimate_reliability(few, scores.head(5), questionnaire, settings, 0.95)
    facts = {f.key: f for f in reliability_facts(estimates, questionnaire, settings, labels, 0.95)}
    assert facts["survey.reliability.state"].value == "missing"
    assert facts["survey.reliability.phrase"].value == "unknown"
    assert facts["survey.reliability.lowest.alpha"].missing == "not_estimated"
    assert facts["survey.reliability.trust.alpha"].missing == "few"


def test_nothing_is_judged_where_items_contradict_each_other(
    estimates, questionnaire, settings, labels
):
    facts = reliability_facts(estimates, questionnaire, settings, labels, 0.95, ["trust"])
    codes = {f.key: f.value for f in facts if f.key.endswith(("state", "phrase"))}
    assert codes == {"survey.reliability.state": "doubtful", "survey.reliability.phrase": "unknown"}


def test_an_alpha_beside_the_threshold_shows_its_side(estimates, questionnaire, settings, labels):
    near = estimates.assign(alpha=0.6967)
    facts = reliability_facts(near, questionnaire, settings, labels, 0.95)
    assert {f.decimals for f in facts if f.key.endswith(".alpha")} == {3}


def test_correlations_are_lower_triangle_with_alpha_on_the_diagonal(
    scores, estimates, questionnaire, labels
):
    frame = correlations_table(scores, estimates, questionnaire, labels, 0.95).frame
    names = list(questionnaire.constructs)
    values = frame[names].to_numpy()
    assert np.allclose(np.diag(values), estimates["alpha"])
    assert np.isnan(values[np.triu_indices(len(names), 1)]).all()
    assert values[6, 0] == pytest.approx(scores["success"].corr(scores["compatibility"]))
    assert frame["mean"].tolist() == pytest.approx([scores[name].mean() for name in names])


@pytest.mark.parametrize("n", [5, 30, 90])
def test_the_critical_correlation_is_where_the_test_turns(n):
    """scipy's own p-value of a sample with just that correlation is the level."""
    r = critical_correlation(n, 0.95)
    rng = np.random.default_rng(n)
    x = rng.normal(size=n)
    x -= x.mean()
    noise = rng.normal(size=n)
    noise -= noise.mean()
    noise -= x * (x @ noise) / (x @ x)
    y = r * x / np.linalg.norm(x) + np.sqrt(1 - r**2) * noise / np.linalg.norm(noise)
    assert pearsonr(x, y).pvalue == pytest.approx(0.05, rel=1e-9)
