"""What the article says about the drivers, read as a reader does, on data of known truth."""

from dataclasses import replace

import pytest

from alianzas.survey.drivers.dominance_results import dominance_facts
from alianzas.survey.drivers.driver_check_facts import check_facts
from alianzas.survey.drivers.driver_results import drivers_facts
from unit.survey.drivers.samples import check, draw, quick
from unit.survey.sentences import said_of, verdicts_on

OPENINGS = {
    "en": ("*Drivers of success.* The model", "*Checks of the drivers.*"),
    "es": ("*Factores del éxito.* El modelo", "*Comprobaciones de los factores.*"),
}
NULL = {"compatibility": 0.0, "planning": 0.0, "contract": 0.0}
REVERSED = {"compatibility": -0.3, "planning": -0.3, "contract": 0.7}
PUBLISHED = {"compatibility": 0.45, "planning": 0.35, "contract": 0.0}


@pytest.fixture(scope="module")
def article(settings, questionnaire, labels, tmp_path_factory, tests_of_findings):
    """Return what both articles say about the drivers of firms drawn with a truth."""

    def read(truth, seed=1, firms=400):
        found = check(
            draw(settings, questionnaire, seed, drivers=truth, firms=firms),
            quick(settings),
            questionnaire,
        )
        facts = [
            *drivers_facts(found.main, questionnaire, labels),
            *check_facts(found, questionnaire, labels),
            *dominance_facts(found, questionnaire, labels),
        ]
        facts += verdicts_on(tests_of_findings, facts, labels)
        return said_of(facts, OPENINGS, tmp_path_factory.mktemp("facts"))

    return read


def test_no_relation(article):
    said = article(NULL, seed=5)
    for sentence in (
        "Strategic compatibility is not clearly related to alliance success",
        "strategic compatibility does not differ clearly from that of the contract (difference ",
        "the relation to success is clear for none of them",
        "The verdict on compatibility and contract is the same in all checks (5)",
        "The coefficient of the formal contract is shown to be smaller, on either side of zero, than "
        "the smallest effect of interest (±0.20",
        "Strategic compatibility does not differ clearly in weight from the formal contract",
    ):
        assert sentence in said["en"]
    for sentence in (
        "La compatibilidad estratégica no muestra una relación clara con el éxito de la alianza",
        "el de la compatibilidad estratégica no muestra una diferencia clara con el del",
        "la relación con el éxito no es clara en ninguna",
        "El veredicto sobre compatibilidad y contrato es el mismo en todas las comprobaciones",
        "El coeficiente del contrato formal se demuestra menor, a ambos lados de cero, que el efecto "
        "mínimo de interés (±0,20",
        "La compatibilidad estratégica no muestra una diferencia clara de peso con el contrato formal",
    ):
        assert sentence in said["es"]


def test_reversed_relation(article):
    said = article(REVERSED)
    for sentence in (
        "Strategic compatibility is negatively related to alliance success",
        "rigorous planning is negatively related to it",
        "the formal contract is positively related to it",
        "that of strategic compatibility is smaller than that of the contract",
        "that of rigorous planning is smaller than that of the contract",
        "The verdict on compatibility and contract is the same in all checks",
        "The coefficient of the formal contract differs from zero and is not shown to be smaller",
        "orders the conditions by weight as follows: the formal contract, ",
        "Strategic compatibility carries less weight than the formal contract",
    ):
        assert sentence in said["en"]
    for sentence in (
        "La compatibilidad estratégica se relaciona negativamente con el éxito de la alianza",
        "el contrato formal se relaciona positivamente con ese éxito",
        "el de la compatibilidad estratégica es menor que el del contrato",
        "El coeficiente del contrato formal difiere de cero y no se demuestra menor",
        "ordena las condiciones por su peso de este modo: el contrato formal, ",
        "La compatibilidad estratégica tiene menos peso que el contrato formal",
    ):
        assert sentence in said["es"]


def test_published_relation(article):
    said = article(PUBLISHED)
    for sentence in (
        "that of strategic compatibility is larger than that of the contract",
        "that of rigorous planning is larger than that of the contract",
        "Strategic compatibility carries more weight than the formal contract",
        "remains clear for strategic compatibility and rigorous planning",
    ):
        assert sentence in said["en"]
    assert "tiene más peso que el contrato formal" in said["es"]
    assert "sigue siendo clara en la compatibilidad estratégica y la planificación" in said["es"]


def test_twelve_firms(article):
    """Where nothing was estimated, a sentence says so and why, and nothing else is said."""
    said = article(PUBLISHED, firms=12)
    assert said["en"].startswith(
        "*Drivers of success.* The model could not be estimated, because too"
    )
    assert said["es"].startswith("*Factores del éxito.* El modelo no pudo estimarse, porque muy")
    for text in said.values():
        assert text.count(". ") < 2
        assert "—" not in text


def test_a_condition_that_does_not_vary(
    settings, questionnaire, labels, tmp_path, tests_of_findings
):
    """The rest is estimated; of this condition no number is missing in the middle of a sentence."""
    firms = draw(settings, questionnaire, 1, drivers=PUBLISHED, firms=400)
    flat = firms.scores.assign(contract=3.0)
    found = check(replace(firms, scores=flat), quick(settings), questionnaire)
    facts = [
        *drivers_facts(found.main, questionnaire, labels),
        *check_facts(found, questionnaire, labels),
        *dominance_facts(found, questionnaire, labels),
    ]
    facts += verdicts_on(tests_of_findings, facts, labels)
    said = said_of(facts, {k: v[:1] for k, v in OPENINGS.items()}, tmp_path)
    assert "the formal contract could not be related to it (not estimated)" in said["en"]
    assert "no pudo compararse con el del contrato (sin estimar)" in said["es"]
    assert "exceeds that of the formal contract could not be examined" in said["en"]
    assert "—" not in said["en"] + said["es"]
