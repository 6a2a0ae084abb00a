"""Studies with some of the branches: every combination has documents that are whole and true.

One study with all branches is built; what the base texts say in each of the 15 combinations follows
from its facts (tests/worlds/combined.py). Two are built whole: a review alone, and a protocol.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from compendium import ROOT, Compendium, copy_project
from honest_results.documents.check_references import Known, check_references
from honest_results.documents.guard import check_typed, read_allowed
from honest_results.documents.outline import outline
from honest_results.documents.parts import check_parts, visible
from honest_results.documents.sections import check_sections
from honest_results.documents.source import Manuscript, named
from human_files.errors import Problem
from shared_builds import build_once, succeeded
from worlds.branches import combinations, make_studies, name_of
from worlds.combined import Facts, blocks_of, facts_of
from worlds.reading import blocks
from worlds.rules import LANGUAGES, broken, missing, rules_without

ALL = next(combinations())
WHOLE = (("literature",), ("synthesis",))
LEVELS = {"literature": "reconstructed", "cases": "illustrative", "survey": "simulated"}
#: The documents, with the prefix of their numbers.
DOCUMENTS = {"article": "", "appendix": "A"}
COMBINATIONS = pytest.mark.parametrize("branches", [*combinations()], ids=name_of)
ALL_LEVELS = pytest.mark.parametrize("levels", ["as_shipped", "observed"])


@pytest.fixture(scope="session")
def built(shared: Path) -> Compendium:
    """Studies with all branches, with a review alone and with a synthesis alone."""
    wanted = [ALL, *WHOLE]
    done = build_once(
        shared / "branches", lambda f: copy_project(f, lambda copy: make_studies(copy, wanted))
    )
    return succeeded(done)


@pytest.fixture
def in_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def facts(built: Compendium, branches: tuple[str, ...], levels: str) -> Facts:
    return _facts(built.folder / f"results/{name_of(ALL)}/facts.json", branches, levels)


@cache
def _facts(file: Path, branches: tuple[str, ...], levels: str) -> Facts:
    """Return the facts of a combination, for all tests of it; in the folder of the project."""
    every = json.loads(file.read_text(encoding="utf-8"))["facts"]
    known = LEVELS if levels == "as_shipped" else dict.fromkeys(LEVELS, levels)
    found = facts_of(branches, every, known)
    found["colophon.commit"] = {"value": "", "text": {"en": "abc", "es": "abc"}}
    return found


@ALL_LEVELS
@COMBINATIONS
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_section_is_empty_and_no_reference_leads_nowhere(
    built: Compendium,
    in_project: None,
    branches: tuple[str, ...],
    levels: str,
    language: str,
    document: str,
) -> None:
    known = facts(built, branches, levels)
    problems = [*_problems(document, language, known)]
    assert problems == [], "\n".join(map(str, problems))


def _problems(document: str, language: str, known: Facts) -> Iterator[Problem]:
    texts = {
        name: Manuscript.read(f"manuscript/{name}.{language}.qmd", language, ROOT)
        for name in DOCUMENTS
    }
    text = texts.pop(document)
    others = {name: outline(other, DOCUMENTS[name], ["html"]) for name, other in texts.items()}
    shown = visible(text, known)
    everything = Known(
        citations=re.findall(
            r"(?m)^@\w+\{(.+),$", (ROOT / "manuscript/references.bib").read_text()
        ),
        tables=named(text, "table"),
        figures=named(text, "figure"),
        facts=known,
    )
    yield from check_parts(text, known)
    yield from check_sections(text, shown)
    yield from check_references(text, everything, others)
    yield from check_typed(shown, read_allowed(ROOT, "manuscript/allowed-literals.yaml"))


@ALL_LEVELS
@COMBINATIONS
@pytest.mark.parametrize("language", LANGUAGES)
def test_articles_say_nothing_of_what_the_study_has_not(
    built: Compendium, in_project: None, branches: tuple[str, ...], levels: str, language: str
) -> None:
    text = Manuscript.read(f"manuscript/article.{language}.qmd", language, ROOT)
    found = blocks_of(text, facts(built, branches, levels))
    rules = rules_without(branches, language, [levels] if levels == "observed" else [])
    false = [*broken(rules, found)]
    assert false == [], "\n".join(["", *false])
    assert missing(rules, found) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("branches", WHOLE, ids=name_of)
def test_built_articles_say_it_too(
    built: Compendium, branches: tuple[str, ...], language: str
) -> None:
    page = built.folder / f"results/{name_of(branches)}/article.{language}.html"
    rules = rules_without(branches, language)
    found = blocks(page)
    false = [*broken(rules, found)]
    assert false == [], "\n".join(["", *false])
    assert missing(rules, found) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("document", [*DOCUMENTS, "claims"])
def test_the_base_text_names_no_study_of_its_own(document: str, language: str) -> None:
    """What it says of a questionnaire's constructs comes from facts."""
    text = (ROOT / f"manuscript/{document}.{language}.qmd").read_text(encoding="utf-8")
    words = (
        r"(?i)melendez|akinson2|ecuador|(?<![\w.])claims\.\w|compatib|contra(c?)t[os]?\b"
        r"|planning|planificaci"
    )
    assert [line for line in text.split("\n") if re.search(words, line)] == []
