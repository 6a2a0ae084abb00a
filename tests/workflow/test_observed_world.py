"""A world in which all is observed and the cases contradict the article: what the documents say.

Compatibility is in all ten cases, successes and failures alike; the contract is in five of six
successes and in no other case. Nothing may be called confirmed, and display and ledger have one judge.
"""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from compendium import Compendium, copy_project
from cut_study.cutting import say_levels
from shared_builds import build_once, succeeded
from studies import change_study, forget_material
from worlds.changing import SUCCESS, recode, say_observed

COMPATIBILITY, CONTRACT = "strategic_compatibility", "formal_contract"
LANGUAGES = ("en", "es")
#: What no document may say where all is observed and nothing is confirmed.
FALSE = {
    "en": (
        "(simulated)",
        "(illustrative)",
        "(reconstructed)",
        "fictitious",
        "a generator drew",
        "nothing in them was found",
        "not findings",
        "point the same way, from different sides",
        "confirm each other",
        "only shows how",
    ),
    "es": (
        "(simulados)",
        "(ilustrativos)",
        "(reconstruidos)",
        "ficticias",
        "las produjo un generador",
        "nada en ellos es un hallazgo",
        "no son hallazgos",
        "apuntan en el mismo sentido desde lados distintos",
        "se confirman",
        "solo muestra cómo",
    ),
}


def contradicting(folder: Path) -> None:
    """The world of this module."""
    change_study(folder, say_observed)
    forget_material(folder)
    without: list[str] = []

    def present(code: str, case: str, success: bool) -> bool | None:
        if code == COMPATIBILITY:
            return True
        if code == SUCCESS:
            return success
        if code != CONTRACT:
            return None
        if success and not without:
            without.append(case)
        return success and case not in without

    recode(folder, present)
    say_levels(folder, "ecuador")


@pytest.fixture(scope="module")
def world(shared: Path) -> Compendium:
    return succeeded(build_once(shared / "contradicting", lambda f: copy_project(f, contradicting)))


def facts_of(world: Compendium) -> dict:
    path = world.folder / "results/ecuador/facts.json"
    return json.loads(path.read_text(encoding="utf-8"))["facts"]


def text_of(world: Compendium, name: str, language: str) -> str:
    page = (world.folder / f"results/ecuador/{name}.{language}.html").read_text(encoding="utf-8")
    page = re.sub(r"<(script|style|template).*?</\1>", " ", page, flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_the_cases_are_as_the_world_says(world):
    facts = facts_of(world)
    assert facts["cases.condition.strategic_compatibility.n"]["value"] == 10
    assert facts["cases.condition.formal_contract.success.n"]["value"] == 5
    assert facts["cases.condition.formal_contract.unsuccessful.n"]["value"] == 0
    contrast = facts["cases.contrast.compatibility_vs_contract.difference"]
    assert (contrast["value"], contrast["missing"]) == (None, "constant")
    assert facts["cases.contrast.compatibility_vs_contract.phrase"]["value"] == "constant"
    assert {fact.get("level") for fact in facts.values()} == {
        "observed",
        None,
    }  # settings have none


def test_nothing_is_confirmed(world):
    facts = facts_of(world)
    assert facts["synthesis.confirms.n"]["value"] == 0
    display = (world.folder / "results/ecuador/tables/joint_display.csv").read_text("utf-8")
    assert "synthesis.fit.confirms" not in display and "from different sides" not in display


def test_display_and_ledger_have_one_judge(world):
    facts = facts_of(world)
    ledger = json.loads((world.folder / "results/ecuador/claims.json").read_text("utf-8"))
    shared = [claim for claim in ledger["claims"] if claim["proposition"]]
    assert len(shared) >= 3
    for claim in shared:
        verdict = facts[f"synthesis.propositions.{claim['proposition']}.verdict"]["value"]
        assert claim["verdict"] == verdict, claim["id"]


def test_what_is_decided_rests_on_what_was_found(world):
    """The shipped answers, were they real: fragile findings, contrasts that hold too many values."""
    ledger = json.loads((world.folder / "results/ecuador/claims.json").read_text("utf-8"))
    verdicts = {claim["id"]: claim["verdict"] for claim in ledger["claims"]}
    assert verdicts["compatibility"] == verdicts["planning"] == "inconclusive"
    assert verdicts["income_rises"] == verdicts["income"] == verdicts["models"] == "inconclusive"
    assert verdicts["benefits"] == verdicts["challenges"] == "supported"
    assert verdicts["bridge_alliances"] == "not_testable"  # nobody asked for it
    assert verdicts["resource_based_theory"] == "not_testable"  # titles cannot tell what dominates
    assert verdicts["articles"] == "not_testable"  # this study does not hold that material


@pytest.mark.parametrize("name", ["article", "appendix", "claims"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_document_says_what_is_false(world, name, language):
    text = text_of(world, name, language)
    assert [words for words in FALSE[language] if words in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_must_not_be_said_is_said_of_the_shipped_data(built, language):
    """Or the test above would hold for any text."""
    texts = " ".join(text_of(built, name, language) for name in ("article", "claims"))
    missing = {words for words in FALSE[language] if words not in texts}
    assert len(missing) <= 3, missing  # what is said of confirmations only
