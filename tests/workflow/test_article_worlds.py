"""What articles say of data other than Ecuador's: nothing that is false, empty or silly there.

Three worlds (tests/worlds/recipes.py) are built whole. Every paragraph, caption, note, cell and
alternative text of article, appendix and claims page is read in both languages, and held against
the list in tests/worlds/articles.yaml.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from compendium import copy_project
from shared_builds import build_once, succeeded
from worlds.recipes import WORLDS
from worlds.rules import LANGUAGES, entries, false_sentences, missing_words


@pytest.fixture(scope="session")
def results_of(shared: Path) -> Callable[[str], Path]:
    """Return a function that gives the results of a world, built once for all processes."""

    def results(name: str) -> Path:
        built = build_once(shared / f"world-{name}", lambda f: copy_project(f, WORLDS[name]))
        return succeeded(built).folder / "results/ecuador"

    return results


def test_every_expression_finds_what_it_is_there_for():
    rules = [rule for rule in entries() if "never" in rule.entry]
    assert [r for r in rules if not re.search(r.entry["never"], r.entry["like"])] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", WORLDS)
def test_documents_say_nothing_that_is_false_of_their_data(results_of, name, language):
    found = [*false_sentences(results_of(name), name, language)]
    assert found == [], "\n".join(["", *found])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", WORLDS)
def test_articles_say_what_their_data_are(results_of, name, language):
    assert missing_words(results_of(name), name, language) == []


def test_the_worlds_are_what_they_are_called(results_of):
    def facts(name: str) -> dict[str, Any]:
        return json.loads((results_of(name) / "facts.json").read_text(encoding="utf-8"))["facts"]

    found, few, abstracts = (facts(name) for name in WORLDS)
    levels = {fact.get("level") for fact in [*found.values(), *few.values()]}
    assert levels == {"observed", None}  # settings have none
    assert found["cases.unsuccessful.n"]["value"] == few["cases.success.n"]["value"] == 0
    assert found["literature.full_text.statement"]["value"] == "read"
    verdicts = ("compatibility", "planning", "income")
    for world, verdict in ((found, "reversed"), (few, "unclear")):
        assert {world[f"survey.findings.{v}.phrase"]["value"] for v in verdicts} == {verdict}
    assert few["survey.kept.n"]["value"] <= 40
    assert abstracts["survey.kept.n"]["value"] == 20
    assert abstracts["survey.quality.scales.phrase"]["value"] == "clean"
    assert abstracts["survey.drivers.basis.phrase"]["value"] == "not_estimated"
    assert abstracts["survey.income.basis.phrase"]["value"] == "not_estimated"


def test_where_every_case_succeeds_nothing_is_contrasted(results_of):
    results = results_of("found")
    facts = json.loads((results / "facts.json").read_text(encoding="utf-8"))["facts"]
    contrast = facts["cases.contrast.compatibility_vs_contract.difference"]
    assert (contrast["value"], contrast["missing"]) == (None, "one_outcome")
