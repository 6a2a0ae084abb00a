"""Facts and tables from cases made up of digits: what they say follows from the cases."""

import pytest

from alianzas.config.qca_settings import QcaSettings
from honest_results.tables import to_markdown
from unit.cases.qca.example import CASES, CONDITIONS, compare, facts_of

EXPECTED = {
    "sets",
    "necessary_conditions",
    "truth_table",
    "configurations",
    "solutions",
    "robustness",
}


def text_of(comparison, labels, name, language="en"):
    (table,) = [table for table in comparison.tables() if table.id == name]
    return to_markdown(table, labels, language, "observed")


def test_the_sentences_name_what_was_found(settings, codes, labels):
    facts = facts_of(compare(settings, codes, labels))
    assert facts["cases.qca.state"].value == "shown"
    words = facts["cases.qca.statement"].text
    assert "allow 8 configurations" in words["en"] and "(limited diversity)" in words["en"]
    assert "diversidad limitada" in words["es"]
    # 110 and 111 succeed, as does 100; the others fail.
    assert facts["cases.qca.outcome.conservative.formula"].value == (
        "strategic_compatibility*rigorous_planning + strategic_compatibility*~formal_contract"
    )
    assert "sin contrato formal" in facts["cases.qca.outcome.statement"].text["es"]
    assert facts["cases.qca.outcome.conservative.consistency"].value == 1
    assert facts["cases.qca.outcome.necessary.n"].value == 1
    assert "strategic compatibility" in facts["cases.qca.outcome.necessity.statement"].text["en"]


def test_every_table_is_there_in_both_languages(settings, codes, labels):
    comparison = compare(settings, codes, labels)
    assert {table.id for table in comparison.tables()} == EXPECTED
    for table in comparison.tables():
        for language in ("en", "es"):
            assert "{" not in to_markdown(table, labels, language, "observed").split(":::")[0]
    assert "Case-1; Case-2" in text_of(comparison, labels, "truth_table") or "Case-1" in text_of(
        comparison, labels, "configurations"
    )


def test_a_contradiction_is_told_with_its_firms(settings, codes, labels):
    facts = facts_of(compare(settings, codes, labels, "1111 1110 0000"))
    assert facts["cases.qca.rows.contradictory.n"].value == 1
    assert "Case-1 and Case-2" in facts["cases.qca.statement"].text["en"]
    assert facts["cases.qca.outcome.statement"].value == "none"
    assert facts["cases.qca.outcome.statement"].text["en"] == (
        "No configuration goes consistently with alliance success."
    )
    assert "cases.qca.outcome.enhanced.formula" not in facts
    assert facts["cases.qca.outcome.robustness.statement"].value == "none"


@pytest.mark.parametrize(
    ("cases", "reason"),
    [
        ("1111 1001 0111", "same_outcome"),
        ("1110 1000", "same_outcome"),
        ("1111", "too_few"),
        ("1111 1110 1111", "alike"),
    ],
)
def test_what_cannot_be_compared_is_a_stated_limitation(settings, codes, labels, cases, reason):
    comparison = compare(settings, codes, labels, cases)
    facts = facts_of(comparison)
    why = {"same_outcome": "one_outcome", "too_few": "few", "alike": "constant"}[reason]
    for side in ("outcome", "negation"):
        fit = facts[f"cases.qca.{side}.enhanced.consistency"]
        assert (fit.value, fit.missing) == (None, why)
        role = facts[f"cases.qca.{side}.enhanced.condition.formal_contract"]
        assert role.value in ("constant", "unknown") and set(role.text) == {"en", "es"}
    assert (facts["cases.qca.state"].value, facts["cases.qca.statement"].value) == (
        "missing",
        reason,
    )
    rows = {table.id: len(table.frame) for table in comparison.tables()}
    assert rows.pop("sets") == 4 and set(rows.values()) == {0}


def test_a_study_that_asks_for_nothing_says_so(codes, labels):
    comparison = compare(None, codes, labels)
    facts = facts_of(comparison)
    assert facts["cases.qca.statement"].value == "not_asked"
    assert facts["cases.qca.outcome.enhanced.condition.trust"].value == "unknown"
    assert facts["cases.qca.outcome.enhanced.coverage"].missing == "not_estimated"
    assert {table.id for table in comparison.tables()} == EXPECTED


def test_a_condition_that_does_not_vary_is_left_out_and_named(settings, codes, labels):
    facts = facts_of(compare(settings, codes, labels, "1111 1011 1000 1100"))
    assert facts["cases.qca.conditions.names"].value == "rigorous_planning formal_contract"
    assert (
        "In strategic compatibility the cases do not differ, so that it is left out."
        in facts["cases.qca.statement"].text["en"]
    )


def test_all_configurations_seen_is_said_too(settings, codes, labels):
    cases = " ".join(f"{number:03b}{number >> 2}" for number in range(8))
    facts = facts_of(compare(settings, codes, labels, cases))
    assert facts["cases.qca.statement"].value == "full"
    assert "few" not in facts["cases.qca.statement"].text["en"]
    assert facts["cases.qca.outcome.enhanced.formula"].value == "strategic_compatibility"
    assert facts["cases.qca.outcome.robustness.statement"].value == "unstable"


def test_ambiguity_is_told(codes, labels):
    # Two shortest formulas fit alike: the classical cyclic chart on three conditions.
    settings = QcaSettings(outcome="alliance_success", conditions=list(CONDITIONS))
    cases = "0001 0011 0111 1001 1101 1111 0100 1010"
    facts = facts_of(compare(settings, codes, labels, cases))
    assert facts["cases.qca.outcome.conservative.models.n"].value == 2
    assert facts["cases.qca.outcome.statement"].value == "ambiguous"
    assert "the first of 2 models" in facts["cases.qca.outcome.statement"].text["en"]


def test_roles_of_conditions(settings, codes, labels):
    facts = facts_of(compare(settings, codes, labels))
    stem = "cases.qca.outcome.conservative.condition"
    assert facts[f"{stem}.strategic_compatibility"].value == "present"
    assert facts[f"{stem}.formal_contract"].value == "absent"
    parsimonious = facts["cases.qca.negation.parsimonious.condition.rigorous_planning"]
    assert parsimonious.value in ("absent", "idle", "either", "present")


def test_one_case_coded_otherwise_changes_its_row_and_nothing_it_should_not(
    settings, codes, labels
):
    before = compare(settings, codes, labels)
    after = compare(settings, codes, labels, CASES.replace("0110", "0111"))
    texts = [
        {table.id: to_markdown(table, labels, "en", "observed") for table in comparison.tables()}
        for comparison in (before, after)
    ]
    changed = {name for name in EXPECTED if texts[0][name] != texts[1][name]}
    assert changed == EXPECTED
    rows = [text["truth_table"].splitlines() for text in texts]
    moved = {line for line in rows[0] if line not in rows[1]}
    assert len(moved) == 1 and "Case-4" in moved.pop()
