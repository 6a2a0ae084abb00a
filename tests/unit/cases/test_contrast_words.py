"""The sentences about contrasts say why nothing is compared, and what the cases can bear."""

import pandas as pd
import pytest

from alianzas.cases.case_codes import MODEL
from alianzas.cases.case_contrasts import contrast_facts
from alianzas.cases.contrast_words import contrast_sentences


def recoded(study, successes, **conditions):
    """Ten cases, of which the first ``successes`` succeed; present among these, among the others."""
    rows = []
    for place in range(10):
        number = place if place < successes else place - successes
        for code in study.codes.judged:
            among = conditions.get(code, (0, 0))[0 if place < successes else 1]
            value = place < successes if code == study.codes.outcome else number < among
            rows.append((f"case-{place}", study.codes.ids(MODEL)[place % 2], code, int(value)))
    return pd.DataFrame(rows, columns=["case", MODEL, "code", "value"])


def sentences(study, labels, codings):
    facts = contrast_facts(codings, study.codes, 0.95, labels)
    found = contrast_sentences(facts, codings, study.codes, labels, 0.95)
    return {fact.key.rpartition(".")[2]: fact for fact in found}


def test_conditions_are_given_with_their_counts_and_the_constant_one_apart(study, labels):
    codings = recoded(study, 6, strategic_compatibility=(6, 4), formal_contract=(5, 0))
    found = sentences(study, labels, codings)
    assert found["statement"].value == "shown"
    english, spanish = (found["statement"].text[language] for language in ("en", "es"))
    assert (
        "formal contract 83 (" in english
        and "five of the six successes and none of the four other" in english
    )
    assert "Present in every case, and so no evidence for or against: strategic" in english
    assert "Absent from every case, and so no evidence for or against: rigorous" in english
    assert (
        "Presente en todos los casos" in spanish
        and "cinco de los seis casos exitosos y ninguno de" in spanish
    )
    assert "Strategic compatibility cannot be compared" in english
    assert found["bearing"].value == "descriptive"
    assert "0.005" in found["bearing"].text["en"] and "0,005" in found["bearing"].text["es"]


def test_the_pair_that_is_compared_comes_with_its_interval(study, labels):
    codings = recoded(study, 6, strategic_compatibility=(5, 2), formal_contract=(3, 3))
    text = sentences(study, labels, codings)["statement"].text
    assert (
        "neither clearly better nor clearly worse than a formal contract (58 points, −"
        in text["en"]
    )
    assert "ni claramente peor que el contrato formal (58 puntos, de −" in text["es"]


@pytest.mark.parametrize(("successes", "word"), [(10, "All 10"), (0, "None of the 10")])
def test_where_all_have_one_outcome_the_reason_is_given(study, labels, successes, word):
    found = sentences(study, labels, recoded(study, successes))
    assert {fact.value for fact in found.values()} == {"one_outcome"}
    assert found["statement"].text["en"].startswith(word)
    assert "0 of 0" not in found["statement"].text["en"]


def test_three_cases_against_one_rank_no_condition(study, labels):
    codings = recoded(study, 3, strategic_compatibility=(3, 0), formal_contract=(2, 1))
    few = codings[codings["case"].isin([f"case-{place}" for place in range(4)])]
    found = sentences(study, labels, few)
    assert found["bearing"].value == "powerless"
    assert "neither clearly better nor clearly worse" in found["statement"].text["en"]


def test_where_no_condition_differs_only_that_is_said(study, labels):
    found = sentences(study, labels, recoded(study, 6))
    assert found["statement"].value == "constant"
    assert found["statement"].text["en"].startswith("Absent from every case")


@pytest.mark.parametrize(
    ("successes", "bearing"), [(1, "powerless"), (9, "powerless"), (3, "descriptive")]
)
def test_too_few_of_either_kind_can_bear_no_test(study, labels, successes, bearing):
    assert sentences(study, labels, recoded(study, successes))["bearing"].value == bearing
