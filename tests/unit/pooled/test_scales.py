"""Whether scales measure alike in several surveys: which are compared, and what is said."""

import numpy as np
import pandas as pd
import pytest

from alianzas.config.study_files import load_study
from alianzas.pooled.invariance_results import invariance_facts, invariance_table
from alianzas.pooled.members import Survey
from alianzas.pooled.scale_invariance import compare_scales
from alianzas.survey.questionnaire import load_questionnaire
from honest_results.project import codebook_file
from honest_results.provenance import Source
from labels import ROOT


@pytest.fixture(scope="module")
def survey():
    """Return a function: the survey of a study, with the shared questionnaire."""
    settings = load_study("ecuador", ROOT).survey
    questionnaire = load_questionnaire(
        ROOT / codebook_file("", "questionnaire", ROOT), settings.lists
    )
    return lambda study: Survey(study, settings, questionnaire)


@pytest.fixture
def answers(survey):
    """Return a function: answers to the items of trust, and the raw file they come from."""
    questionnaire = survey("one").questionnaire

    def draw(study, seed, n=250, shift=None, level="simulated"):
        random = np.random.default_rng(seed)
        trust = random.standard_normal(n)
        frame = pd.DataFrame({item.id: np.nan for item in questionnaire.items()}, index=range(n))
        frame["status"] = "allied"
        for item in questionnaire.items("trust"):
            points = 3.2 + 0.8 * trust + 0.6 * random.standard_normal(n)
            frame[item.id] = points + (shift or {}).get(item.id, 0)
        return frame, (Source(f"data/{study}/answers.csv", level),)

    return draw


def of_trust(scales):
    return next(scale for scale in scales if scale.construct == "trust")


def test_items_that_measure_alike_let_means_be_compared(survey, answers):
    given = {"one": answers("one", 1), "two": answers("two", 2)}
    scale = of_trust(compare_scales([survey("one"), survey("two")], given, 0.95))
    assert (scale.verdict, scale.aligned) == ("scalar", None)
    assert scale.found.n == (250, 250)


def test_an_item_answered_otherwise_is_aligned(survey, answers, labels, countries):
    given = {"one": answers("one", 1), "two": answers("two", 2, shift={"TR1": 1.5})}
    scales = compare_scales([survey("one"), survey("two")], given, 0.95)
    scale = of_trust(scales)
    assert scale.verdict == "metric"
    facts = {fact.key: fact for fact in invariance_facts(scales, countries, labels)}
    assert facts["pooled.invariance.trust.simulated.phrase"].value == "metric"
    said = facts["pooled.invariance.statement"].text["en"]
    assert "relations may be compared and means may not" in said
    assert "After alignment, Trust has these means" in said
    assert "Twoland" in said


def test_scales_are_compared_within_a_provenance_only(survey, answers, labels, countries):
    given = {"one": answers("one", 1, level="observed"), "two": answers("two", 2)}
    scales = compare_scales([survey("one"), survey("two")], given, 0.95)
    assert scales == []
    [fact] = invariance_facts(scales, countries, labels)
    assert fact.value == "none"
    assert invariance_table(scales).frame.empty


def test_scales_with_other_items_are_not_compared(survey, answers):
    one, two = survey("one"), survey("two")
    fewer = [q for q in two.questionnaire.questions if q.id != "SC4"]
    other = two._replace(questionnaire=two.questionnaire.model_copy(update={"questions": fewer}))
    given = {"one": answers("one", 1), "two": answers("two", 2)}
    compared = {scale.construct for scale in compare_scales([one, other], given, 0.95)}
    assert "compatibility" not in compared
    assert "trust" in compared


def test_what_nobody_answered_is_not_known(survey, answers):
    given = {"one": answers("one", 1), "two": answers("two", 2)}
    scales = compare_scales([survey("one"), survey("two")], given, 0.95)
    planning = next(scale for scale in scales if scale.construct == "planning")
    assert planning.verdict == "unknown"
