"""The models, told before anything is estimated."""

from pathlib import Path

import pytest

from alianzas.config.model_settings import Drivers
from alianzas.config.study_files import load_study
from alianzas.survey.questionnaire import load_questionnaire
from alianzas.survey.statements.method_statement import method_statements
from labels import load_labels
from unit.prose import faults

ROOT = Path(__file__).parents[4]
LABELS = load_labels("survey_statements")
SETTINGS = load_study("ecuador", ROOT).survey
FORM = load_questionnaire(ROOT / "config/codebooks/questionnaire.yaml", SETTINGS.lists)


def facts(**changed):
    settings = SETTINGS.model_copy(update=changed)
    return {fact.key: fact for fact in method_statements(settings, FORM, LABELS)}


def test_the_models_are_those_of_the_study_file():
    found = facts()
    drivers = found["survey.drivers.method.statement"].text["en"]
    assert drivers.startswith(
        "Among the firms that were asked, alliance success is regressed on strategic compatibility, "
    )
    assert drivers.endswith("by least squares. Scores and numbers are standardized.")
    assert found["survey.drivers.errors.state"].value == "hc3"
    assert found["survey.drivers.comparisons.state"].value == "made"
    income = found["survey.income.method.statement"].text
    assert "income in 2024 over income in 2021" in income["en"]
    assert "«independiente»" in income["es"]
    assert "reach 4.0." in income["en"]


@pytest.mark.parametrize(
    ("outcome", "changed", "form"),
    [
        ("exports", {}, "binary"),
        ("AS1", {}, "ordinal"),
        ("employees", {"kind": "count"}, "poisson"),
        ("employees", {"kind": "count", "count_model": "negative_binomial"}, "negative_binomial"),
        ("employees", {"kind": "numeric", "standardised": False}, "numeric"),
    ],
)
def test_every_kind_of_outcome_has_its_model(outcome, changed, form):
    plan = Drivers(
        outcome=outcome, predictors=["trust", "contract"], controls=["sector"], **changed
    )
    found = facts(drivers=plan, income=None, well_structured=None)
    statement = found["survey.drivers.method.statement"]
    assert statement.value == form
    assert found["survey.drivers.comparisons.state"].value == "none"
    assert found["survey.drivers.errors.state"].value == ("hc3" if form == "numeric" else "robust")
    assert ("standardized" in statement.text["en"]) is changed.get("standardised", True)
    assert "survey.income.method.statement" not in found
    for language, text in statement.text.items():
        assert not faults(text, language)


def test_a_survey_without_models_has_none_to_tell():
    assert facts(drivers=None, income=None) == {}
