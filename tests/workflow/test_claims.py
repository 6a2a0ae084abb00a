"""The ledger on the shipped data: every claim has a verdict and a reason, none on invented data."""

import json

import pytest


@pytest.fixture(scope="module")
def ledger(built):
    path = built.folder / "results/ecuador/claims.json"
    return json.loads(path.read_text(encoding="utf-8"))


def test_every_claim_has_a_verdict_and_a_reason(ledger):
    assert len(ledger["claims"]) >= 20
    assert sum(ledger["counts"].values()) == len(ledger["claims"])
    for claim in ledger["claims"]:
        assert claim["verdict"] in ledger["counts"]
        for text in (claim["reason"], claim["rule_in_words"], claim["needs"]["because"]):
            assert text["en"] and text["es"]


def test_no_claim_is_decided_by_invented_data(ledger):
    for claim in ledger["claims"]:
        levels = {fact["level"] for fact in claim["facts"] if fact["key"] in claim["rests_on"]}
        if levels & {"illustrative", "simulated"}:
            assert claim["verdict"] == "not_testable", claim["id"]


def test_claims_on_cases_and_survey_are_not_testable_here(ledger):
    on_firms = [claim for claim in ledger["claims"] if {"cases", "survey"} & {*claim["branches"]}]
    assert on_firms
    assert {claim["verdict"] for claim in on_firms} == {"not_testable"}


def test_levels_are_those_of_the_facts(ledger, built):
    facts = json.loads((built.folder / "results/ecuador/facts.json").read_text())["facts"]
    for claim in ledger["claims"]:
        for fact in claim["facts"]:
            assert fact["level"] == facts[fact["key"]]["level"]
            assert fact["sources"] == facts[fact["key"]]["sources"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_page_shows_each_claim_and_needs_nothing_else(ledger, built, language):
    page = (built.folder / f"results/ecuador/claims.{language}.html").read_text(encoding="utf-8")
    for claim in ledger["claims"]:
        assert f'id="claim-{claim["id"]}"' in page
        for fact in claim["facts"]:
            assert f'id="card-{fact["key"]}"' in page
            assert all(source["sha256"] in page for source in fact["sources"])
    for address in ('src="http', "src='http", '<link rel="stylesheet"', "@import"):
        assert address not in page


def test_the_command_prints_the_ledger(ledger, built):
    done = built.alianzas("claims", "ecuador", "--json")
    assert done.returncode == 0 and json.loads(done.stdout) == ledger
