"""What the sources gave, and what can rest on it."""

import pytest

from alianzas.literature.analysis.field_coverage import (
    TITLES,
    count_fields,
    field_facts,
    fields_table,
    state_facts,
)
from honest_results.tables import to_markdown


def test_fields_are_counted_and_suffice_from_the_share_on(included):
    included.loc[:5, "author_keywords"] = ""
    fields = count_fields(included, 0.5)
    assert (fields.n, fields.given["author_keywords"]) == (12, 6)
    assert fields.suffices("author_keywords")
    assert not count_fields(included, 0.51).suffices("author_keywords")
    assert fields.first("index_keywords", "author_keywords") == "author_keywords"
    assert count_fields(included, 0.51).first("author_keywords") == TITLES


def test_without_studies_nothing_suffices(included):
    assert not count_fields(included.iloc[:0], 0.5).suffices("title")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (0, "The sources give times cited for none of the included studies."),
        (2, "for 2 of the 12 included studies, less than the 50% asked for."),
    ],
)
def test_what_is_missing_is_said(bare, labels, given, words):
    bare.loc[: given - 1, "times_cited"] = 1
    fields = count_fields(bare, 0.5)
    state, statement = state_facts("literature.x", False, fields, "times_cited", labels)
    assert state.value == "missing"
    assert words in statement.text["en"]
    assert statement.text["es"].endswith(".")


def test_facts_and_table(included, bare, labels):
    facts = {fact.key: fact.value for fact in field_facts(count_fields(bare, 0.5))}
    assert facts["literature.fields.journal.percent"] == 1
    assert facts["literature.fields.countries.n"] == 0
    text = to_markdown(fields_table(count_fields(bare, 0.5)), labels, "en", "observed")
    assert "| Authors’ keywords | 0 | 0% | nothing; titles stand in for it |" in text
    assert "| Times cited | 0 | 0% | nothing; the article says so |" in text
    text = to_markdown(fields_table(count_fields(included, 0.5)), labels, "es", "observed")
    assert "| Veces citado | 12 | 100 % | resultados |" in text.replace("\u00a0", " ")
    assert "| Palabras clave del índice | 0 | 0 % | nada; sirven otras" in text.replace("\xa0", " ")
