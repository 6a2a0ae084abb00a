from alianzas.cases.profile_table import order_by_model, profile_facts, profile_table
from alianzas.cases.profiles import COLUMNS
from honest_results.tables import to_markdown
from unit.cases.example import PROFILES, write_rows


def facts_of(study):
    return {fact.key: fact for fact in profile_facts(study.profiles(), study.codes)}


def test_cases_stand_together_by_model(study):
    ordered = order_by_model(study.profiles(), study.codes)
    assert list(ordered["case"]) == ["alpha", "gamma", "beta"]


def test_table_in_both_languages(study, labels):
    table = profile_table(study.profiles(), study.codes)
    spanish = to_markdown(table, labels, "es", "observed")
    assert "**Alianza puente**" in spanish and "Brasil" in spanish and "2014" in spanish
    assert "Clúster sectorial" not in spanish
    english = to_markdown(table, labels, "en", "observed")
    assert "**Bridge alliance**" in english and "Brazil" in english


def test_facts_about_the_firms(study):
    facts = facts_of(study)
    assert facts["cases.n"].value == 3
    assert facts["cases.countries.n"].value == 3
    assert facts["cases.countries.names"].text == {
        "en": "Brazil, Ecuador, and Peru",
        "es": "Brasil, Ecuador y Perú",
    }
    assert facts["cases.model.bridge_alliance.n"].value == 2
    assert facts["cases.model.sectoral_cluster.n"].value == 0
    assert facts["cases.models.n"].value == 2
    assert facts["cases.sectors.n"].value == 2
    assert (facts["cases.employees.smallest"].value, facts["cases.employees.largest"].value) == (
        10,
        31,
    )
    assert facts["cases.employees.median"].decimals == 0
    assert facts["cases.alliance_start.first"].value == 2010


def test_an_even_number_of_cases_may_have_a_half_as_median(study):
    write_rows(study.profiles_file, COLUMNS, [PROFILES[1], PROFILES[2]])
    facts = facts_of(study)
    assert (facts["cases.employees.median"].value, facts["cases.employees.median"].decimals) == (
        25.5,
        1,
    )
