"""The sentences on configurations are prose whatever the cases are, in both languages."""

from __future__ import annotations

import random
import re

import pytest

from alianzas.config.qca_settings import QcaSettings, RobustnessSettings
from unit.cases.qca.example import compare, facts_of
from unit.cases.qca.test_qca_contrast import STEM, asking
from unit.prose import faults


def worlds():
    """Yield cases at random: few and many, all successful, none, alike in a condition."""
    draw = random.Random(3)
    for n in (1, 2, 4, 7, 10):
        for share in (0.0, 0.3, 0.6, 1.0):
            for held in ("01", "1", "0"):
                words = [
                    draw.choice(held)
                    + draw.choice("01")
                    + draw.choice("01")
                    + str(int(draw.random() < share))
                    for _ in range(n)
                ]
                yield " ".join(words)


def is_sentence(key):
    return key.endswith(("statement", "sufficiency.phrase", "necessity.phrase"))


@pytest.mark.parametrize("words", sorted({*worlds()}))
def test_whatever_the_cases_the_sentences_are_prose(codes, labels, words):
    settings = asking(strategic_compatibility="present").model_copy(
        update={"robustness": RobustnessSettings(cases=[2], consistency=[0.75, 0.9])}
    )
    facts = facts_of(compare(settings, codes, labels, words))
    for key, fact in facts.items():
        for language, text in (fact.text or {}).items() if is_sentence(key) else ():
            if fact.value == "neither" and key.endswith("necessity.phrase"):
                assert text == ""  # what suffices has been spoken of
                continue
            shown = re.sub(r"\((\d+)\)", r"no. \1,", text)  # numbers of configurations
            assert not faults(shown, language), key


def test_a_study_that_asks_for_none_says_so_in_prose(codes, labels):
    comparison = compare(None, codes, labels)
    for key, fact in facts_of(comparison).items():
        if is_sentence(key):
            for language, text in fact.text.items():
                assert not faults(text, language)


def test_names_come_with_their_article(codes, labels):
    facts = facts_of(compare(asking(), codes, labels, "1101 1001 1011 0100 0010 0110"))
    assert facts[f"{STEM}.sufficiency.phrase"].text == {
        "en": "As core conditions of the configurations, strategic compatibility speaks more for "
        "alliance success than a formal contract.",
        "es": "Como condiciones centrales de las configuraciones, la compatibilidad estratégica habla "
        "más a favor del éxito de la alianza que el contrato formal.",
    }
    necessity = facts["cases.qca.outcome.necessity.statement"].text
    assert necessity["en"].startswith(
        "By the thresholds set, one condition is necessary for alliance"
    )
    assert "una condición es necesaria para el éxito de la alianza:" in necessity["es"]


def test_how_often_a_solution_survives_is_told_without_zeros(codes, labels):
    settings = QcaSettings(
        outcome="alliance_success",
        conditions=["strategic_compatibility", "formal_contract"],
        robustness=RobustnessSettings(cases=[2], consistency=[0.7]),
    )
    facts = facts_of(compare(settings, codes, labels, "1101 1111 1001 0110 0010 1010"))
    text = facts["cases.qca.outcome.robustness.statement"].text
    assert re.search(r"under (one|both|two|all|none)|changes under", text["en"])
    assert "0 of" not in text["en"] and "0 de" not in text["es"]
