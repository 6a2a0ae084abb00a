"""Journals of the studies."""

from alianzas.literature.analysis.journal_counts import (
    count_journals,
    journal_facts,
    journals_table,
)
from honest_results.tables import to_markdown


def test_spellings_of_one_journal_are_one(included):
    journals = count_journals(included)
    assert [(j.n, j.first, j.last) for j in journals] == [(8, 2014, 2024), (4, 2016, 2025)]
    assert journals[0].name in ("Journal of Trust & Firms", "JOURNAL OF TRUST AND FIRMS")


def test_facts_and_table(included, labels):
    included.loc[0, "journal"] = "Alone"
    journals = count_journals(included)
    facts = {fact.key: fact.value for fact in journal_facts(journals, 12)}
    assert facts["literature.journals.n"] == 3
    assert facts["literature.journals.once.n"] == 1
    assert facts["literature.journals.top.n"] == 7
    text = to_markdown(journals_table(journals, 12, 10), labels, "en", "observed")
    assert "Alone" not in text
    assert "2 of 3 journals" in text


def test_a_cut_list_keeps_ties(included):
    included["journal"] = [f"J{number // 2}" for number in range(12)]
    assert len(journals_table(count_journals(included), 12, 3).frame) == 6


def test_without_journals(included, labels):
    included["journal"] = ""
    assert {fact.key for fact in journal_facts(count_journals(included), 12)} == {
        "literature.journals.n",
        "literature.journals.once.n",
    }
    assert "0 of 0" in to_markdown(journals_table([], 12, 10), labels, "en", "observed")


def test_where_no_journal_has_two_studies_the_first_by_name_are_listed(included, labels):
    """Not one of them alone, as if it were the fullest."""
    included["journal"] = [f"J{number:02}" for number in range(12)]
    table = journals_table(count_journals(included), 12, 5)
    assert list(table.frame["journal"]) == [f"J{number:02}" for number in range(5)]
    assert "No journal has more than one study; by name: 5 of 12" in to_markdown(
        table, labels, "en", "observed"
    )
