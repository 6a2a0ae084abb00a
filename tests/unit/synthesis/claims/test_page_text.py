"""The Markdown of the ledger's page, letter by letter: it is what Pandoc makes the page of."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from evidence import BOTH, fact

from honest_results.claims.claims_files import read_claims
from honest_results.claims.ledger import build_ledger
from honest_results.claims.ledger_document import ledger_document
from honest_results.claims.ledger_page import Page
from unit.synthesis.claims.conftest import claim, content


@pytest.fixture
def page(tmp_path, labels):
    """Return the page of two articles' claims, with signs that mean something in Markdown."""
    needs = {"supported": "reconstructed", "not_supported": "observed", "because": BOTH}
    text = content(
        claim(text={"en": "*All* of [them] pay 5$.", "es": "*Todos* [ellos] pagan 5$."}),
        claim("both", {"kind": "at_least", "fact": "cases.n", "bound": 1}),
        claim(
            "other",
            if_missing=BOTH,
            needs=needs,
            rule={"kind": "more", "fact": "survey.no_such_fact", "smallest": 0},
        ),
    )
    text["sources"]["second2020x"] = {
        "doi": "10.1000/second",
        "name": {"en": "C (2020)", "es": "C (2020)"},
    }
    text["claims"][2]["source"] = "second2020x"
    text["sources"]["author2026title"]["sentences"] = [
        {"about": BOTH, "claims": ["planning", "both"], "undecidable": BOTH},
        {"about": BOTH, "undecidable": BOTH},
    ]
    (tmp_path / "claims.yaml").write_text(yaml.safe_dump(text, allow_unicode=True), "utf-8")
    facts = {
        "survey.effect": fact(0.2, interval=(0.1, 0.3), file="data/z.csv"),
        "cases.n": fact(3, "simulated", "count", file="data/b.csv"),
    }
    other = {"file": "data/a.csv", "level": "observed", "sha256": "1" * 64}
    facts["survey.effect"]["sources"].append(other)
    register = read_claims(["claims.yaml"], tmp_path)
    entries = build_ledger(register, facts, [], labels)
    return Page(ledger_document("demo", entries, register.sources, facts), labels, "en").markdown()


def test_the_whole_page(page):
    assert page == Path(__file__).with_name("page.en.md").read_text(encoding="utf-8")
