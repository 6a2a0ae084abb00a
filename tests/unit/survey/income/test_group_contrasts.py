"""Groups of allied firms against each other, on firms of known truth."""

import numpy as np
import pytest

from alianzas.survey.income.contrast_results import contrast_facts
from alianzas.survey.income.group_contrasts import STRUCTURE, contrast_groups
from alianzas.survey.income.samples import gather
from alianzas.survey.weights.weighted_firms import WEIGHT


@pytest.fixture
def contrast(settings, questionnaire):
    def of(scores, groups=STRUCTURE):
        return contrast_groups(gather(scores, questionnaire, settings), groups, settings, 0.95)

    return of


@pytest.fixture
def told(contrast, settings, questionnaire, labels):
    def of(scores):
        found = {
            "structure": contrast(scores),
            "models": contrast(scores, settings.income.models),
        }
        return {f.key: f for f in contrast_facts(found, questionnaire, labels, 0.95)}

    return of


def test_turned_round_with_the_groups(contrast, scores):
    ours, theirs = contrast(scores), contrast(scores, STRUCTURE[::-1])
    assert ours.log.value == pytest.approx(-theirs.log.value)
    assert ours.test.f == pytest.approx(theirs.test.f)
    assert ours.test.p == pytest.approx(ours.log.p)


@pytest.mark.parametrize(("extra", "how"), [(0.3, "positive"), (-0.3, "negative"), (0, "unclear")])
def test_truth_is_told(draw, truth, told, extra, how):
    facts = told(draw(seed=3, firms=400, income=truth(well_structured=extra, allied=0.1)))
    key = "survey.income.well_structured_vs_other"
    assert facts[f"{key}.phrase"].value == how
    assert (facts[f"{key}.percent"].value > 0) == (
        facts[f"{key}.percent"].interval[0] > 0
    ) or not extra


def test_a_clear_and_an_unclear_difference_may_not_differ(scores, told):
    facts = told(scores)
    assert facts["survey.income.well_structured_vs_other.phrase"].value == "unclear"
    assert facts["survey.income.models_alike.phrase"].value == "unclear"


def test_models_that_differ(scores, told):
    at = scores["model"] == "sectoral_cluster"
    faster = scores["income_after"].where(~at, scores["income_after"] * 2)
    facts = told(scores.assign(income_after=faster))
    assert facts["survey.income.models_alike.phrase"].value == "apart"
    assert facts["survey.income.models_alike.df"].value == 2


@pytest.mark.parametrize("change", [{"group": "independent"}, {"income_after": np.nan}])
def test_no_groups_to_compare(scores, told, change):
    if "group" in change:
        change = {"group": scores["group"].replace({"well_structured": "other_allied"})}
    facts = told(scores.assign(**change))
    key = "survey.income.well_structured_vs_other"
    assert facts[f"{key}.phrase"].value == "unknown"
    assert facts[f"{key}.percent"].missing == "not_estimated"
    for language, because in (("en", "because fewer than two"), ("es", "porque menos de dos")):
        assert because in facts[f"{key}.phrase"].text[language]


def test_weights_count(scores, contrast):
    weights = np.where(scores["exports"] == "yes", 2.0, 1.0)
    assert contrast(scores.assign(**{WEIGHT: weights})).log.value != contrast(scores).log.value
    doubled = contrast(scores.assign(**{WEIGHT: 3.0}))
    assert doubled.log.value == pytest.approx(contrast(scores).log.value)
    assert doubled.log.error == pytest.approx(contrast(scores).log.error)
