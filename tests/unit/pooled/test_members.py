"""What the studies of a comparison are called."""

from alianzas.pooled.comparison_facts import comparison_facts, title_page_of
from alianzas.pooled.families import FAMILIES
from alianzas.pooled.members import countries_of


def study(code, name):
    return {"country": {"code": code, "name": name}, "article": {"authors": []}}


def test_a_country_has_its_own_name_or_that_of_the_language():
    found = countries_of({"peru": study("PE", {"es": "el Perú"}), "brazil": study("BR", "Brasil")})
    assert found == {
        "peru": {"en": "Peru", "es": "el Perú"},
        "brazil": {"en": "Brasil", "es": "Brasil"},
    }


def test_two_studies_of_one_country_are_told_apart():
    names = {"en": "Peru", "es": "Perú"}
    found = countries_of({"peru": study("PE", names), "peru-simulated": study("PE", names)})
    assert found["peru"]["en"] == "Peru (peru)"
    assert found["peru-simulated"]["es"] == "Perú (peru-simulated)"


def test_the_facts_say_how_many_studies_have_what(labels):
    settings = {"peru": study("PE", "Peru"), "chile": study("CL", "Chile")}
    having = {family.name: [] for family in FAMILIES} | {
        "drivers": ["peru"],
        "income": ["peru", "chile"],
    }
    facts = {fact.key: fact for fact in comparison_facts(settings, having, labels)}
    assert facts["pooled.studies.n"].value == 2
    assert facts["pooled.studies.phrase"].text == {"en": "Peru and Chile", "es": "Peru y Chile"}
    assert facts["pooled.drivers.studies"].value == "one"
    assert facts["pooled.income.studies"].value == "several"
    assert facts["pooled.theories.studies"].value == "none"


def test_the_title_names_the_countries_and_the_authors_of_all_studies(labels):
    one, two = study("PE", "Peru"), study("CL", "Chile")
    one["article"]["authors"] = [{"name": "A. Uno"}, {"name": "B. Dos"}]
    two["article"]["authors"] = [{"name": "B. Dos"}, {"name": "C. Tres"}]
    page = title_page_of({"peru": one, "chile": two}, labels)
    assert "Peru and Chile" in page["title"]["en"]
    assert [author["name"] for author in page["authors"]] == ["A. Uno", "B. Dos", "C. Tres"]
