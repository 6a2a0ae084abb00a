"""A world in which all is observed and the cases contradict the article: what the documents say.

Compatibility is in all ten cases, successes and failures alike; the contract is in five of six
successes and in no other case. Nothing may be called confirmed, and display and ledger have one judge.
"""

from __future__ import annotations

import csv
import html
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from compendium import Compendium, copy_project
from cut_study.cutting import STUDY, change_yaml, cut_data, say_levels
from shared_builds import build_once, succeeded

CASES = "data/ecuador/cases"
COMPATIBILITY, CONTRACT, SUCCESS = "strategic_compatibility", "formal_contract", "alliance_success"
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


def observed(study: dict) -> None:
    for source in study["literature"]["sources"]:
        source["provenance"] = "observed"
    for part in ("screening", "coding"):
        for sheet in [*study["literature"][part]["passes"], study["literature"][part]["consensus"]]:
            sheet["provenance"] = "observed"
    study["cases"]["provenance"] = study["survey"]["provenance"] = "observed"
    del study["survey"]["simulation"]
    study["synthesis"]["material_of"] = []


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0]], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def recode(folder: Path, present: Callable[[str, str, bool], bool | None]) -> None:
    """Let both coders agree on what ``present`` says of a code and a case; None leaves it."""
    sheets = [folder / CASES / f"coding-coder-{coder}.csv" for coder in (1, 2)]
    settled = {
        (row["case"], row["code"]): row["value"]
        for row in [*rows_of(sheets[0]), *rows_of(folder / CASES / "coding-consensus.csv")]
    }
    for path in sheets:
        rows = rows_of(path)
        passages = {row["case"]: row["passage"] for row in rows if row["passage"]}
        for row in rows:
            success = settled[row["case"], SUCCESS] == "1"
            if (has := present(row["code"], row["case"], success)) is not None:
                row["value"] = "1" if has else "0"
                row["passage"] = passages[row["case"]] if has else ""
        write(path, rows)
    consensus = folder / CASES / "coding-consensus.csv"
    kept = [row for row in rows_of(consensus) if present(row["code"], row["case"], True) is None]
    write(consensus, kept)


def contradicting(folder: Path) -> None:
    """The world of this module."""
    change_yaml(folder / STUDY, observed)
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


def only_successes(folder: Path) -> None:
    """Forty firms, six cases that all succeed, and no configurations to compare."""
    cut_data(folder)
    change_yaml(folder / STUDY, lambda study: study["cases"].pop("qca"))
    recode(folder, lambda code, case, success: True if code == SUCCESS else None)
    say_levels(folder, "ecuador")


@pytest.fixture(scope="module")
def successes(shared: Path) -> Compendium:
    return succeeded(build_once(shared / "successes", lambda f: copy_project(f, only_successes)))


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
    assert {fact["level"] for fact in facts.values()} == {"observed"}


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
    assert verdicts["resource_based_theory"] == "inconclusive"  # most titles state no theory
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


def test_an_article_comes_out_when_every_case_succeeds_and_no_configurations_are_compared(
    successes,
):
    facts = facts_of(successes)
    assert facts["cases.unsuccessful.n"]["value"] == 0
    contrast = facts["cases.contrast.compatibility_vs_contract.difference"]
    assert (contrast["value"], contrast["missing"]) == (None, "one_outcome")
    display = (successes.folder / "results/ecuador/tables/joint_display.es.md").read_text("utf-8")
    assert "Solo hay éxitos" in display


#: What is said where nothing was counted or estimated, and must not be.
EMPTY = {
    "en": (r"\b0 of 0\b", r"— —", r"of none and none", r"— \[", r"\bnone and none\b"),
    "es": (r"\b0 de 0\b", r"— —", r"de ninguno y ninguno", r"— \[", r"\bninguna y ninguna\b"),
}


@pytest.mark.parametrize("name", ["article", "appendix"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_few_firms_and_one_outcome_leave_no_empty_sentence(successes, name, language):
    page = successes.folder / f"results/ecuador/{name}.{language}.html"
    prose = " ".join(re.findall(r"<p>(.*?)</p>", page.read_text(encoding="utf-8"), re.S))
    text = " ".join(html.unescape(re.sub(r"<[^>]+>", "", prose)).split())
    found = {
        text[max(0, match.start() - 150) : match.end() + 50]
        for words in EMPTY[language]
        for match in re.finditer(words, text)
    }
    assert found == set()
