"""The page of the ledger: each claim with its rule, its evidence and the raw files, by language."""

from __future__ import annotations

import re

import pytest
from evidence import BOTH, fact

from honest_results.claims.ledger import build_ledger
from honest_results.claims.ledger_document import ledger_document
from honest_results.claims.ledger_page import Page
from honest_results.documents.source import Manuscript
from unit.synthesis.claims.conftest import claim


@pytest.fixture
def page(register, labels):
    """Return the page of two claims: one on observed, one on simulated data that may be missing."""
    facts = {
        "survey.effect": fact(0.2, interval=(0.1, 0.3), file="data/a.csv"),
        "cases.n": fact(3, "simulated", "count", file="data/b.csv"),
    }
    rules = [
        {"kind": "more", "fact": key, "smallest": 0} for key in ("survey.effect", "survey.nothing")
    ]
    claims = register(
        claim(),
        claim("trust", {"kind": "at_least", "fact": "cases.n", "bound": 1}),
        claim("both", {"kind": "all", "rules": rules}, if_missing=BOTH),
    )
    ledger = ledger_document("demo", build_ledger(claims, facts, [], labels), claims.sources, facts)
    return {language: Page(ledger, labels, language).markdown() for language in ("en", "es")}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            [
                "Supported",
                "Not testable here",
                "What decides",
                "What would refute it",
                "It could fail.",
                "Because.",
                "these are simulated",
            ],
        ),
        (
            "es",
            [
                "Respaldada",
                "No comprobable aquí",
                "Qué decide",
                "Qué la refutaría",
                "Podría fallar.",
                "Porque sí.",
                "estos son simulados",
            ],
        ),
    ],
)
def test_it_says_what_was_published_what_decides_and_why(page, language, words):
    for word in words:
        assert word in page[language]
    assert "<https://doi.org/10.1000/xyz>" in page[language]


def test_every_fact_that_exists_opens_its_card(page):
    references = Manuscript("manuscript/claims.en.qmd", "en", page["en"]).references()
    facts = [(ref.name, ref.options.get("show")) for ref in references if ref.kind == "fact"]
    shown = {("survey.effect", None), ("survey.effect", "interval"), ("cases.n", None)}
    assert set(facts) == {*shown, ("synthesis.claims.n", None)}
    assert "`survey.nothing`" in page["en"]


def test_the_page_says_where_the_claims_come_from(page):
    words = page["en"].partition("\n")[0]
    assert "of the published work [@" in words and "[synthesis.claims.n]{.fact}" in words
    assert "lo publicado [@" in page["es"].partition("\n")[0]


def test_a_ledger_without_claims_introduces_nothing(register, labels):
    ledger = ledger_document("demo", [], {}, {})
    assert "This page holds" not in Page(ledger, labels, "en").markdown()


def test_links_lead_somewhere_and_raw_files_have_their_hash(page):
    for text in page.values():
        targets = set(re.findall(r"\]\(#([\w-]+)\)", text))
        assert targets == {"claim-planning", "claim-trust", "claim-both", "file-1", "file-2"}
        for target in targets:
            assert f"{{#{target}" in text
        assert text.count("0" * 64) == 2
        assert "`data/a.csv`" in text


def test_the_page_is_taken_into_its_document(page, tmp_path):
    (tmp_path / "claims.en.md").write_text(page["en"], encoding="utf-8")
    text = 'Before.\n\n:::: {when="a.b=c"}\n::: {insert="claims"}\n:::\n::::\n\nAfter.\n'
    document = Manuscript("manuscript/claims.en.qmd", "en", text)
    assert [ref.name for ref in document.references() if ref.kind == "insert"] == ["claims"]
    whole = document.with_inserts(tmp_path)
    assert page["en"] in whole.text and "insert=" not in whole.text
    assert whole.text.endswith("::::\n\nAfter.\n")
