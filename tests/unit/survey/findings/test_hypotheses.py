"""The hypotheses follow from the settings, and their words from the names of the variables."""

import pytest

from alianzas.config.model_settings import Comparison
from alianzas.survey.findings.hypotheses import hypotheses
from alianzas.survey.findings.hypothesis_words import findings_note_words, words_of_hypotheses
from alianzas.survey.statements.finding_statement import findings_statement


def changed(settings, pairs=(), **changes):
    plan = settings.drivers.model_copy(
        update={"comparisons": [Comparison(first=a, second=b) for a, b in pairs]}
    )
    return settings.model_copy(update={"drivers": plan} | changes)


def test_the_shipped_study_has_two_pairs_and_income(settings):
    tests = hypotheses(settings)
    assert [one.name for one in tests] == ["compatibility", "planning", "income"]
    assert tests[0].key == "survey.drivers.compatibility_vs_contract"
    assert tests[2].robust_key == "survey.robustness.income.well_structured"


def test_without_comparisons_each_predictor_is_one(settings):
    tests = hypotheses(changed(settings, income=None))
    assert [one.name for one in tests] == settings.drivers.predictors
    assert tests[0].key == "survey.drivers.compatibility"


def test_two_pairs_of_the_same_first_are_told_apart(settings):
    pairs = [("trust", "contract"), ("trust", "planning"), ("governance", "planning")]
    names = [one.name for one in hypotheses(changed(settings, pairs, income=None))]
    assert names == ["trust_vs_contract", "trust_vs_planning", "governance"]


def test_income_alone(settings):
    tests = hypotheses(settings.model_copy(update={"drivers": None, "well_structured": None}))
    assert [(one.name, one.target) for one in tests] == [("income", "allied")]


@pytest.mark.parametrize(
    ("pairs", "english", "spanish"),
    [
        (
            [("trust", "governance")],
            "the coefficient of trust exceeds that of governance quality",
            "el coeficiente de la confianza supere al de la calidad de la gobernanza",
        ),
        (
            [("trust", "contract"), ("governance", "contract")],
            "the coefficients of trust and of governance quality exceed that of the formal contract",
            "los coeficientes de la confianza y de la calidad de la gobernanza superen al del contrato",
        ),
    ],
)
def test_words_of_pairs(settings, questionnaire, labels, pairs, english, spanish):
    study = changed(settings, pairs, income=None)
    words = words_of_hypotheses(labels, questionnaire, study)
    tests = hypotheses(study)
    facts = {f"{one.key}.phrase": {"value": "positive"} for one in tests}
    said = findings_statement(tests, facts, words).text
    assert english in said["en"] and spanish in said["es"]
    assert findings_note_words(tests, words)["en"].startswith("Differences of the standardized")


def test_words_of_single_predictors(settings, questionnaire, labels):
    study = changed(settings, income=None)
    words = words_of_hypotheses(labels, questionnaire, study)
    tests = hypotheses(study)
    facts = {f"{one.key}.phrase": {"value": "unclear"} for one in tests}
    said = findings_statement(tests, facts, words).text
    assert "whether alliance success is positively related to strategic compatibility, " in (
        said["en"][:1].lower() + said["en"][1:]
    )
    assert (
        "si el éxito de la alianza se relaciona positivamente con la compatibilidad" in said["es"]
    )
