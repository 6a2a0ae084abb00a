"""The sentences about the cases: in every case, in both languages, as a person would write them."""

from __future__ import annotations

import itertools
import random

import pandas as pd
import pytest

from alianzas.cases.agreement_statement import agreement_statement
from alianzas.cases.benefits_challenges import cases_by_model, count_by_model, counts_facts
from alianzas.cases.case_contrasts import contrast_facts
from alianzas.cases.case_counts import cases_with
from alianzas.cases.coder_agreement import measure_agreement
from alianzas.cases.condition_statement import condition_statement
from alianzas.cases.contrast_words import bearing_fact
from alianzas.cases.cross_case_matrix import matrix_facts
from unit.cases.test_contrast_words import recoded
from unit.prose import faults


def statement(study, labels, codings):
    contrasts = contrast_facts(codings, study.codes, 0.95, labels)
    return condition_statement(contrasts, codings, study.codes, labels, 0.95)[0]


def test_the_verdict_is_the_statement_without_the_counts(study, labels):
    codings = recoded(
        study, 6, strategic_compatibility=(5, 2), rigorous_planning=(4, 1), formal_contract=(3, 3)
    )
    contrasts = contrast_facts(codings, study.codes, 0.95, labels)
    long, short = condition_statement(contrasts, codings, study.codes, labels, 0.95)
    assert short.value == long.value
    assert short.text["en"] == (
        "Six of the ten cases count as successful. None of the three conditions tells successes from "
        "the other cases clearly: every interval holds zero."
    )


def test_whatever_the_cases_show_the_conditions_are_told_in_prose(study, labels):
    draw = random.Random(1)
    conditions = study.codes.ids("condition")
    for successes in (0, 1, 4, 6, 9, 10):
        for _ in range(12):
            found = {
                code: (draw.randint(0, successes), draw.randint(0, 10 - successes))
                for code in draw.sample(conditions, draw.randint(0, len(conditions)))
            }
            codings = recoded(study, successes, **found)
            contrasts = contrast_facts(codings, study.codes, 0.95, labels)
            facts = [
                *condition_statement(contrasts, codings, study.codes, labels, 0.95),
                bearing_fact(contrasts, codings, study.codes, labels, 0.95),
            ]
            for fact in facts:
                for language, text in fact.text.items():
                    assert not faults(text, language)


def test_the_largest_difference_comes_first_and_none_is_called_clear(study, labels):
    codings = recoded(
        study, 6, strategic_compatibility=(5, 2), rigorous_planning=(4, 1), formal_contract=(3, 3)
    )
    fact = statement(study, labels, codings)
    assert fact.value == "unclear"
    assert fact.text["en"] == (
        "Six of the ten cases count as successful. Four of the six successes and one of the four other "
        "cases show rigorous planning (a difference of 42 percentage points, 95% interval from −16 to "
        "73). Five of the six successes and two of the four other cases show strategic compatibility "
        "(33, from −20 to 71). Three of the six successes and three of the four other cases show a "
        "formal contract (−25, from −62 to 30). None of the three conditions tells successes from the "
        "other cases clearly: every interval holds zero. Compared with a formal contract, strategic "
        "compatibility and rigorous planning do neither clearly better nor clearly worse."
    )
    assert "Frente al contrato formal" in fact.text["es"] or "Frente a " in fact.text["es"]
    assert (
        "de los cuatro restantes muestran el contrato formal (−25, de −62 a 30)" in fact.text["es"]
    )


def test_a_clear_condition_is_named_even_where_it_is_not_compared(study, labels):
    fact = statement(study, labels, recoded(study, 5, trust=(5, 0), formal_contract=(2, 2)))
    assert fact.value == "clear"
    assert "Only the difference in trust is clear" in fact.text["en"]
    assert "All five successes and none of the five other cases show trust" in fact.text["en"]
    assert "Solo es clara la diferencia de la confianza" in fact.text["es"]
    reverse = statement(study, labels, recoded(study, 5, formal_contract=(0, 5), trust=(5, 0)))
    assert "Solo" not in reverse.text["es"]
    assert "son claras las diferencias del contrato formal" in reverse.text["es"].lower()


@pytest.mark.parametrize(
    ("successes", "english", "spanish"),
    [
        (10, "All 10 cases count as successful", "Los 10 casos cuentan como exitosos"),
        (0, "None of the 10 cases counts", "Ninguno de los 10 casos cuenta"),
    ],
)
def test_where_all_or_none_succeed_what_they_share_is_no_reason(
    study, labels, successes, english, spanish
):
    alike = (successes, 10 - successes)
    fact = statement(study, labels, recoded(study, successes, trust=alike, governance=alike))
    assert fact.value == "one_outcome"
    assert fact.text["en"].startswith(english) and fact.text["es"].startswith(spanish)
    assert fact.text["en"].endswith("They all share trust and working governance.")
    assert fact.text["es"].endswith("Todos comparten la confianza y la gobernanza efectiva.")


def test_cases_that_are_alike_in_every_condition_are_said_to_be(study, labels):
    fact = statement(study, labels, recoded(study, 4, trust=(4, 6)))
    assert fact.value == "constant"
    assert fact.text["en"].endswith("so none can tell successes from the others.")


# ------------------------------------------------------------------------------------------------------


def shown(study, labels, codings):
    counts, cases = count_by_model(codings, study.codes), cases_by_model(codings, study.codes)
    return {fact.key: fact for fact in counts_facts(counts, cases, study.codes, labels)}


def coded(study, n, **present):
    """Cases of one model of which the first ``present[code]`` show a code."""
    model = study.codes.ids("model")[0]
    rows = [
        (f"case-{place}", model, code, int(place < present.get(code, 0)))
        for place in range(n)
        for code in study.codes.judged
    ]
    return pd.DataFrame(rows, columns=["case", "model", "code", "value"])


@pytest.mark.parametrize("n", [1, 2, 10])
def test_benefits_and_challenges_are_told_in_prose_without_zeros(study, labels, n):
    codes = [*study.codes.ids("benefit")[:2], *study.codes.ids("challenge")[:2]]
    for counts in itertools.product((0, 1, n), repeat=4):
        facts = shown(study, labels, coded(study, n, **dict(zip(codes, counts, strict=True))))
        for language, text in facts["cases.benefits.statement"].text.items():
            assert not faults(text, language)


def test_benefits_are_told_from_the_commonest_on(study, labels):
    codings = coded(study, 10, market_expansion=5, knowledge_transfer=8, loss_of_autonomy=1)
    text = shown(study, labels, codings)["cases.benefits.statement"].text
    assert text["en"] == (
        "As benefits, the ten cases show knowledge transfer (eight) and market expansion (five); as "
        "challenges, they show loss of autonomy (one)."
    )
    assert text["es"] == (
        "Como beneficios, los diez casos muestran transferencia de conocimiento (ocho) y expansión de "
        "mercado (cinco); como desafíos, pérdida de autonomía (uno)."
    )
    nothing = shown(study, labels, coded(study, 3))["cases.benefits.statement"]
    assert nothing.value == "none"
    assert nothing.text["en"] == "None of the three cases shows a benefit; none shows a challenge."


@pytest.mark.parametrize("group", ["cases", "successes", "others"])
def test_a_number_of_cases_is_worded_for_each_number(labels, group):
    for of in (0, 1, 2, 12):
        for count in range(of + 1):
            for language, text in cases_with(group, count, of, labels).items():
                assert not faults(text, language, is_sentence=False)
    assert cases_with("others", 0, 4, labels)["es"] == "ninguno de los cuatro restantes"
    assert cases_with("cases", 12, 12, labels)["en"] == "all 12 cases"


def test_conditions_are_counted_in_words_after_a_colon(study, labels):
    codings = recoded(study, 6, trust=(5, 0))
    facts = {fact.key: fact for fact in matrix_facts(codings, study.codes, labels)}
    assert facts["cases.condition.trust.cases.phrase"].text == {
        "en": "five of the six successes and none of the four other cases",
        "es": "cinco de los seis casos exitosos y ninguno de los cuatro restantes",
    }


# ------------------------------------------------------------------------------------------------------


def judged(study, coders, wrong):
    """Judgements of 8 cases; the coders after the first differ in the first ``wrong[code]`` cases."""
    rows = [
        (
            f"coder-{coder}",
            f"case-{case}",
            dimension,
            code,
            int((case % 2 == 0) != (coder > 0 and case < wrong.get(code, 0))),
        )
        for coder in range(coders)
        for case in range(8)
        for code, dimension in study.codes.judged.items()
    ]
    return pd.DataFrame(rows, columns=["coder", "case", "dimension", "code", "value"])


@pytest.mark.parametrize("coders", [2, 3])
@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"trust": 2},
        {"trust": 2, "governance": 2},
        {"trust": 1, "governance": 1, "cultural_fit": 1, "formal_contract": 1},
    ],
)
def test_agreement_of_two_coders_or_more_is_told_in_prose(study, labels, coders, wrong):
    agreement = measure_agreement(judged(study, coders, wrong), 0.95, 1)
    fact = agreement_statement(agreement, coders, study.codes, labels)
    assert fact.value == ("partial" if wrong else "full")
    for language, text in fact.text.items():
        assert not faults(text, language)
    kind = "Light" if coders == 3 else "Cohen"
    assert f"{kind}’s κ" in fact.text["en"] and f"κ de {kind}" in fact.text["es"]
    if 0 < len(wrong) < 4:
        assert "They agreed least on trust" in fact.text["en"]
    if len(wrong) == 4:
        assert "agreed least on four of the codes" in fact.text["en"]


def test_coders_who_disagree_alike_on_every_code_are_not_ranked(study, labels):
    wrong = dict.fromkeys(study.codes.judged, 1)
    agreement = measure_agreement(judged(study, 2, wrong), 0.95, 1)
    assert "least" not in agreement_statement(agreement, 2, study.codes, labels).text["en"]
