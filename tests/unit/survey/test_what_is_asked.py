"""What a survey asks decides which parts of the text hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from alianzas.config.study_files import load_study
from alianzas.survey.questionnaire import load_questionnaire
from alianzas.survey.what_is_asked import what_is_asked
from labels import load_labels

ROOT = Path(__file__).resolve().parents[3]
LABELS = load_labels("synthesis")
SETTINGS = load_study("ecuador", ROOT).survey
FORM = load_questionnaire(ROOT / "config/codebooks/questionnaire.yaml", SETTINGS.lists)


def states(settings, form):
    return {fact.key.split(".")[1]: fact.value for fact in what_is_asked(settings, form, LABELS)}


def test_the_base_questionnaire_asks_everything():
    found = states(SETTINGS, FORM)
    assert found.pop("outcomes") == "none"
    assert set(found.values()) == {"asked"}


def test_further_outcomes_are_a_part():
    drivers = SETTINGS.drivers.model_copy(update={"further_outcomes": ["exports"]})
    settings = SETTINGS.model_copy(update={"drivers": drivers})
    assert states(settings, FORM)["outcomes"] == "asked"


def test_a_published_bound_is_a_part_of_the_comparison_of_incomes():
    income = SETTINGS.income.model_copy(update={"claimed_bound": None})
    found = states(SETTINGS.model_copy(update={"income": income}), FORM)
    assert (found["income"], found["bound"]) == ("asked", "none")


@pytest.mark.parametrize(
    ("analysis", "with_it"),
    [
        ("drivers", ["driver_specifications"]),
        ("income", ["income_specifications", "bound"]),
        ("well_structured", []),
        ("robustness", ["driver_specifications", "income_specifications"]),
    ],
)
def test_an_analysis_that_is_left_out_is_none(analysis, with_it):
    settings = SETTINGS.model_copy(update={analysis: None})
    found = states(settings, FORM)
    none = {name for name, state in found.items() if state == "none"}
    assert none == {analysis, "outcomes", *with_it}


def test_without_drivers_and_income_there_is_no_model():
    settings = SETTINGS.model_copy(update={"drivers": None, "income": None})
    assert states(settings, FORM)["models"] == "none"


def test_what_nobody_is_asked_is_none():
    kept = [q for q in FORM.questions if q.id in ("AS1", "sector")]
    form = FORM.model_copy(update={"questions": kept})
    found = states(SETTINGS, form)
    assert found["profile"] == "asked"
    assert {found[name] for name in ("groups", "scales", "consent", "invitation", "alliances")} == {
        "none"
    }
