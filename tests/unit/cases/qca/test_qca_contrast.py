"""Two conditions are set against each other by one rule, whoever is first and whatever succeeds."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alianzas.config.qca_settings import QcaSettings
from unit.cases.qca.example import CASES, CONDITIONS, compare, facts_of

FIRST, PLANNING, SECOND = CONDITIONS
STEM = "cases.qca.contrast.compatibility_vs_contract"
MIRRORED = {"first": "second", "second": "first"}
KINDS = ("sufficiency", "necessity")


def asking(**expected):
    return QcaSettings(
        outcome="alliance_success",
        conditions=list(CONDITIONS),
        directional_expectations=expected,
    )


def verdicts(codes, labels, words, expected=None):
    facts = facts_of(compare(asking(**(expected or {})), codes, labels, words))
    return {kind: facts[f"{STEM}.{kind}.phrase"].value for kind in KINDS}


def swap_conditions(word):
    return word[2] + word[1] + word[0] + word[3]


def swap_outcome(word):
    return word[:3] + str(1 - int(word[3]))


@pytest.mark.parametrize(
    ("words", "sufficiency", "necessity"),
    [
        # The first condition alone makes the difference, then the second, then the first reversed.
        ("1101 1001 1011 0100 0010 0110", "first", "first"),
        ("0111 0011 1011 0100 1000 1100", "second", "second"),
        ("0101 0001 0011 1100 1010 1110", "second", "second"),
        # Only both together succeed; only planning matters.
        ("1111 1011 1000 0010 0100 0000", "both", "both"),
        ("1101 0111 0101 1000 0010 1010", "neither", "neither"),
    ],
)
def test_the_rule(codes, labels, words, sufficiency, necessity):
    assert verdicts(codes, labels, words) == {"sufficiency": sufficiency, "necessity": necessity}


def test_ten_cases_with_compatibility_cannot_speak_for_it(codes, labels):
    """Contract in 5 of 6 successes and none of 4 failures; compatibility in all ten."""
    words = "1111 1011 1111 1011 1111 1101 1100 1000 1100 1000"
    assert set(verdicts(codes, labels, words).values()) == {"constant"}
    facts = facts_of(compare(asking(), codes, labels, words))
    text = facts[f"{STEM}.sufficiency.phrase"].text
    assert "do not differ in strategic compatibility" in text["en"]
    assert "no difieren en la compatibilidad estratégica" in text["es"]


@pytest.mark.parametrize(
    ("words", "verdict"),
    [("1111 0101 0011", "unknown"), ("1110 0100 0010", "unknown"), ("1111", "unknown")],
)
def test_without_failures_or_successes_it_is_unknown(codes, labels, words, verdict):
    assert set(verdicts(codes, labels, words).values()) == {verdict}


def test_without_any_condition_that_varies_it_is_constant(codes, labels):
    assert set(verdicts(codes, labels, "1111 1110").values()) == {"constant"}


def test_without_an_analysis_the_phrases_are_there(codes, labels):
    facts = facts_of(compare(None, codes, labels))
    assert {facts[f"{STEM}.{kind}.phrase"].value for kind in KINDS} == {"unknown"}


def test_an_analysis_of_another_outcome_says_nothing_about_success(codes, labels):
    other = QcaSettings(outcome=PLANNING, conditions=[FIRST, SECOND])
    facts = facts_of(compare(other, codes, labels))
    assert facts[f"{STEM}.sufficiency.phrase"].value == "unknown"
    assert facts["cases.qca.state"].value == "shown"


def test_what_theory_expects_does_not_decide(codes, labels):
    for expected in ({FIRST: "present"}, {FIRST: "absent", SECOND: "present"}, {}):
        assert verdicts(codes, labels, CASES, expected) == verdicts(codes, labels, CASES)


case = st.tuples(*[st.sampled_from("01")] * 4).map("".join)


@settings(max_examples=150, deadline=None)
@given(st.lists(case, min_size=2, max_size=10))
def test_the_rule_is_mirrored(codes, labels, words):
    given_order = verdicts(codes, labels, " ".join(words), {FIRST: "present"})
    for swap in (swap_conditions, swap_outcome):
        found = verdicts(codes, labels, " ".join(map(swap, words)), {FIRST: "present"})
        for kind in KINDS:
            assert found[kind] == MIRRORED.get(given_order[kind], given_order[kind]), swap


def test_every_verdict_has_words_in_both_languages(codes, labels):
    seen = Counter()
    for words in ("1101 1001 1011 0100 0010 0110", "0111 0011 1011 0100 1000 1100", "1111 1110"):
        for kind in KINDS:
            fact = facts_of(compare(asking(), codes, labels, words))[f"{STEM}.{kind}.phrase"]
            assert all("{" not in text and text.endswith(".") for text in fact.text.values())
            seen[fact.value] += 1
    assert set(seen) == {"first", "second", "constant"}
