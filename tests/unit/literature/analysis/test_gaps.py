"""Gaps by rule, the agenda, exemplary studies."""

import pytest

from alianzas.config.codebook import Codebook
from alianzas.literature.analysis.gaps import exemplary_table, find_gaps, gap_facts, research_table
from honest_results.tables import to_markdown


@pytest.fixture
def studies(codebook):
    found = {(d.id, code.id): [] for d in codebook.dimensions for code in d.codes}
    ids = [f"author-{number:02}" for number in range(12)]
    found["antecedents", "trust"] = ids[:4]
    found["antecedents", "technology"] = ids[4:6]
    found["outcomes", "performance"] = ids[:2]
    found["outcomes", "innovation"] = ids[6:9]
    found["theory", "resource_view"] = ids[:1]
    found["method", "survey"] = ids[1:2]
    return found


def test_a_gap_is_named_if_both_codes_are_common_enough(studies, codebook):
    gaps = find_gaps(studies, codebook, 12, 3)
    assert [(g.row.id, g.column.id) for g in gaps["antecedents_outcomes"]] == [
        ("trust", "innovation")
    ]
    assert gaps["antecedents_outcomes"][0].expected == pytest.approx(4 * 3 / 12)
    assert gaps["theory_method"] == []
    wider = find_gaps(studies, codebook, 12, 2)["antecedents_outcomes"]
    assert [gap.expected for gap in wider] == sorted((g.expected for g in wider), reverse=True)
    assert len(wider) == 3


def test_no_gap_is_named_after_what_has_no_name_of_its_own(studies, codebook):
    """Nobody can take up "other" or "not specified" as a question for research."""
    content = codebook.model_dump()
    (outcomes,) = (d for d in content["dimensions"] if d["id"] == "outcomes")
    next(code for code in outcomes["codes"] if code["id"] == "innovation")["residual"] = True
    gaps = find_gaps(studies, Codebook.model_validate(content), 12, 2)["antecedents_outcomes"]
    assert [(gap.row.id, gap.column.id) for gap in gaps] == [("technology", "performance")]


def test_facts_and_agenda(studies, codebook, included, labels):
    gaps = find_gaps(studies, codebook, 12, 2)
    facts = {fact.key: fact for fact in gap_facts(gaps, studies, codebook, 2, labels)}
    assert facts["literature.gaps.n"].value == 3
    assert facts["literature.gaps.antecedents_outcomes.empty.n"].value == 3
    assert facts["literature.gaps.theory_method.first"].text["en"] == "none"
    table = research_table(gaps, included, 12, 2, 2, labels)
    assert len(table.frame) == 2
    text = to_markdown(table, labels, "es", "observed")
    assert "La relación de trust (es) con innovation (es)" in text
    assert "Author3 (2017); Author8 (2022)" in text


def test_no_gap_is_said(studies, codebook, included, labels):
    table = research_table(find_gaps(studies, codebook, 12, 9), included, 12, 9, 5, labels)
    assert "No empty combination has 9 studies" in to_markdown(table, labels, "en", "observed")


def test_exemplary_studies(studies, codebook, included, labels):
    studies["theory", "resource_view"] = ["author-03", "author-05", "author-11"]
    studies["method", "survey"] = ["author-03"]
    by_codes = exemplary_table(studies, codebook, included, False)
    row = by_codes.frame.query("code == 'theory.resource_view'").iloc[0]
    assert (row["study"], row["n"]) == ("Author3 (2017)", 3)
    cited = exemplary_table(studies, codebook, included, True)
    assert cited.frame.iloc[0]["study"] == "Author11 (2025)"
    assert "most cited" in to_markdown(cited, labels, "en", "observed")
