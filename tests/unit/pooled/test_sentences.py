"""What is said of several studies follows from the tests, and names what is not pooled."""

import pytest

from alianzas.pooled.families import BY_NAME
from alianzas.pooled.outcome_words import direction, spread
from alianzas.pooled.outcomes import pool_outcomes
from alianzas.pooled.pooled_facts import family_facts
from alianzas.pooled.pooled_table import family_table
from alianzas.pooled.printing import printing_of
from honest_results.provenance import Source


@pytest.fixture
def facts_of(labels, countries):
    """Return a function: the facts of a family, by key."""

    def make(*effects):
        family = effects[0].family
        printing = printing_of(BY_NAME[family], effects)
        outcomes = pool_outcomes(effects, 0.95)
        found = family_facts(outcomes, printing, countries, labels, 0.95)
        return {fact.key: fact for fact in found}

    return make


def statement(facts, language="en"):
    return facts["pooled.drivers.statement"].text[language]


@pytest.mark.parametrize(
    ("values", "wanted", "words"),
    [
        ((0.5, 0.5, 0.52), "positive", "lies above zero"),
        ((-0.5, -0.5, -0.52), "negative", "lies below zero"),
        ((0.1, -0.1, 0.0), "unclear", "is not told apart from zero"),
    ],
)
def test_where_a_mean_lies_is_what_its_interval_says(facts_of, effect, values, wanted, words):
    effects = [
        effect(name, value, 0.05)
        for name, value in zip(("one", "two", "three"), values, strict=True)
    ]
    [outcome] = pool_outcomes(effects, 0.95)
    assert direction(outcome.pools[0]) == wanted
    assert words in statement(facts_of(*effects))


def test_that_studies_differ_is_what_the_test_of_q_says(effect):
    alike, apart = (
        pool_outcomes([effect("one", 0.0, 0.1), effect("two", value, 0.1)], 0.95)[0].pools[0]
        for value in (0.1, 0.9)
    )
    assert (spread(alike, 0.95), spread(apart, 0.95)) == ("unclear", "clear")


def test_levels_side_by_side_are_told_with_the_reason(facts_of, effect):
    facts = facts_of(effect("one", level="observed"), effect("two", level="simulated"))
    said = statement(facts)
    assert "side by side" in said
    assert "Onia 0.30 [0.10, 0.50] (observed)" in said
    assert "Twoland 0.30 [0.10, 0.50] (simulated)" in said
    assert "observed and simulated are never pooled" in said
    assert "on average" not in said
    assert "observed y simulated" not in statement(facts, "es")
    assert "nunca se combinan" in statement(facts, "es")
    assert not [key for key in facts if key.endswith((".value", ".predicted", ".tau"))]


def test_a_fact_of_a_study_rests_on_its_files_alone(facts_of, effect):
    facts = facts_of(effect("one", level="observed"), effect("two", level="simulated"))
    own = facts["pooled.drivers.trust.study.one"]
    assert own.sources == (Source("data/one/answers.csv", "observed"),)
    assert {source.level for source in facts["pooled.drivers.statement"].sources} == {
        "observed",
        "simulated",
    }


def test_a_mean_rests_on_the_files_of_its_studies(facts_of, effect):
    facts = facts_of(
        effect("one", level="observed"),
        effect("two", level="observed"),
        effect("three", level="simulated"),
    )
    mean = facts["pooled.drivers.trust.observed.value"]
    assert [source.file for source in mean.sources] == [
        "data/one/answers.csv",
        "data/two/answers.csv",
    ]
    assert "pooled.drivers.trust.simulated.value" not in facts


def test_one_study_alone_is_told_as_that(facts_of, effect):
    said = statement(facts_of(effect("one"), effect("one", outcome="planning")))
    assert said == (
        "Only Onia has such estimates: they are shown, and there is nothing to pool them with."
    )


def test_other_ways_and_lost_estimates_are_told(facts_of, effect):
    facts = facts_of(
        effect("one", how="a"),
        effect("two", how="b"),
        effect("three", None, None),
    )
    assert "different ways" in statement(facts)
    assert "Trust could not be estimated in Threeland." in statement(facts)
    assert facts["pooled.drivers.trust.study.three"].missing == "not_estimated"


def test_income_is_printed_as_growth_and_pooled_as_log_points(facts_of, effect):
    income = {"family": "income", "outcome": "allied"}
    facts = facts_of(effect("one", 0.1, 0.05, **income), effect("two", 0.1, 0.05, **income))
    mean = facts["pooled.income.allied.simulated.value"]
    assert mean.value == pytest.approx(0.105171, abs=1e-6)  # exp(0.1) − 1
    assert mean.kind == "percent"


def test_shares_are_pooled_as_logits(facts_of, effect):
    theory = {"family": "theories", "outcome": "relational_view"}
    facts = facts_of(effect("one", -1.0, 0.2, **theory), effect("two", -1.0, 0.2, **theory))
    mean = facts["pooled.theories.relational_view.simulated.value"]
    assert mean.value == pytest.approx(0.268941, abs=1e-6)  # 1 / (1 + e)
    assert 0 < mean.interval[0] < mean.interval[1] < 1


def test_kappa_goes_no_further_than_one(facts_of, effect):
    cases = {"family": "case_agreement", "outcome": "cases"}
    facts = facts_of(effect("one", 0.9, 0.05, **cases), effect("two", 0.9, 0.05, **cases))
    assert facts["pooled.case_agreement.cases.simulated.value"].interval[1] == 1


def test_the_table_has_every_study_the_mean_and_the_means_without_one(effect, labels, countries):
    effects = [
        effect(name, value, 0.1, level="observed")
        for name, value in zip(("one", "two", "three"), (0.1, 0.2, 0.6), strict=True)
    ]
    effects.append(effect("four", 0.5, level="simulated"))
    outcomes = pool_outcomes(effects, 0.95)
    table = family_table(outcomes, printing_of(BY_NAME["drivers"], effects), countries, labels)
    assert [key.removeprefix("pooled.") for key in table.frame["study"]] == [
        "study.one",
        "study.two",
        "study.three",
        "study.four",
        "mean.observed",
        "without.one",
        "without.two",
        "without.three",
    ]
    assert table.frame["weight"].sum() == pytest.approx(1)
    assert table.levels["value"] == ["observed"] * 3 + ["simulated"] + ["observed"] * 4
    assert table.labels["pooled.without.two"]["es"] == "Media sin Dosilandia"
