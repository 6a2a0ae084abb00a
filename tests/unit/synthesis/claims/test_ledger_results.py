"""The ledger's table and facts: what a reader of the article, and of its CSV, finds there."""

from __future__ import annotations

import pytest
from evidence import BOTH, fact

from honest_results.claims.claims_files import ClaimsError
from honest_results.claims.ledger import build_ledger
from honest_results.claims.ledger_results import claims_facts, claims_table
from unit.synthesis.claims.conftest import claim, strand

EFFECT = {"kind": "more", "fact": "survey.effect", "smallest": 0}
GONE = {"kind": "more", "fact": "cases.gone", "smallest": 0}


@pytest.fixture
def entries(register, labels):
    facts = {"survey.effect": fact(0.2, "observed", "coefficient", (0.1, 0.3))}
    claims = register(
        claim("planning", EFFECT),
        claim("trust", {**EFFECT, "bound": 0.1}),
        claim("gone", strands={"cases": strand(GONE, BOTH), "survey": strand(EFFECT)}),
        claim("lost", GONE, if_missing=BOTH),
    )
    return build_ledger(claims, facts, [], labels)


def test_a_row_says_claim_publication_finding_verdict_and_reason(entries):
    table = claims_table(entries)
    assert (table.id, table.group, table.notes) == ("claims", "article", ["claims.note.table"])
    assert [column.name for column in table.columns] == [
        "claim",
        "published",
        "found",
        "verdict",
        "reason",
    ]
    assert [column.label for column in table.columns] == [
        f"claims.column.{column.name}" for column in table.columns
    ]
    row = table.frame.loc[0]
    assert row.to_dict() == {
        "article": "A & B (2026)",
        "claim": "About planning",
        "published": "helps",
        "found": "0.20 [0.10, 0.30] (observed)",
        "verdict": "claims.verdict.supported",
        "reason": "The interval of 0.20 [0.10, 0.30] lies above 0.",
    }
    # Each cell knows itself in the other language.
    spanish = {name: table.labels[row[name]]["es"] for name in ("article", "claim", "published")}
    assert spanish == {"article": "A y B (2026)", "claim": "Sobre planning", "published": "ayuda"}
    assert table.labels[row["found"]]["es"] == "0,20 [0,10; 0,30] (observados)"


def test_a_reason_in_the_table_has_no_code_marks(register, labels):
    empty = {"survey.effect": fact(None, kind="coefficient", interval=(None, None))}
    (entry,) = build_ledger(register(claim()), empty, [], labels)
    (reason,) = claims_table([entry]).frame["reason"]
    assert reason == "A value that would decide is missing."


def test_the_facts_name_the_claims_of_each_verdict_and_what_they_rest_on(entries, labels):
    found = {
        fact.key.removeprefix("synthesis.claims."): fact for fact in claims_facts(entries, labels)
    }
    assert found["state"].value == "shown"
    assert found["supported.phrase"].value == "planning gone"
    assert found["supported.phrase"].text["en"] == "2 (about planning and about gone)"
    assert found["supported.n"].n == 4
    assert found["inconclusive.phrase"].value == "trust"
    assert found["not_supported.phrase"].value == "none"
    assert found["cause.absent.n"].value == 1 and found["cause.absent.n"].n == 4
    assert found["planning.verdict"].text["es"] == labels("claims.verdict.supported", "es")
    # How many claims there are, and whether there is a ledger, the study decides.
    assert found["n"].design is not None and found["state"].design is not None
    assert found["lost.verdict"].sources == ()
    assert [source.file for source in found["gone.verdict"].sources] == ["data/study/answers.csv"]


def test_the_branches_of_a_claim_are_in_order_whatever_its_rule_names_first(entries):
    assert entries[2].branches == ["cases", "survey"]


def test_a_ledger_is_not_built_on_facts_that_do_not_exist(register, labels):
    with pytest.raises(ClaimsError, match=r'there is no fact "survey\.effect"'):
        build_ledger(register(claim()), {}, [], labels)
