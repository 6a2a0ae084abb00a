"""`alianzas check` tells the mistakes in files of claims, and after a build facts that do not exist."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from alianzas.config.study_files import load_study
from alianzas.synthesis.check_synthesis import check_inputs
from honest_results.claims.claims_files import read_claims

ROOT = Path(__file__).parents[3]
CLAIMS = "config/codebooks/claims.yaml"
DISPLAY = "config/codebooks/propositions.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "config", tmp_path / "config")
    (tmp_path / "manuscript").mkdir()
    shutil.copy(ROOT / "manuscript/references.bib", tmp_path / "manuscript")
    return tmp_path


def problems(root: Path) -> list[str]:
    facts = root / "results/ecuador/facts.json"
    built = facts if facts.is_file() else None
    return [str(problem) for problem in check_inputs(load_study("ecuador", root), root, built)]


def edit(root: Path, old: str, new: str) -> int:
    """Replace ``old`` in the claims; return the line where it stood."""
    path = root / CLAIMS
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def built(root: Path) -> None:
    """Give the study every fact that a claim or a proposition names."""
    claims = read_claims([CLAIMS], root).claims
    keys = {
        key for claim in claims for strand in claim.strands.values() for key in strand.all_keys()
    }
    keys |= set(re.findall(r"[a-z]+(?:\.\w+)+", (root / DISPLAY).read_text(encoding="utf-8")))
    fact = {"sources": [{"file": "data/a.csv"}], "value": 1, "interval_text": {}}
    facts = dict.fromkeys(keys, fact)
    path = root / "results/ecuador/facts.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({"facts": facts}), encoding="utf-8")


def test_the_shipped_files_have_no_mistake(root: Path) -> None:
    assert problems(root) == []
    built(root)
    assert problems(root) == []


def test_a_misspelt_kind_of_rule_is_told_with_its_line(root: Path) -> None:
    line = edit(root, "rule: {kind: equals, fact: cases.n", "rule: {kind: equal, fact: cases.n")
    (problem,) = problems(root)
    assert problem.startswith(f"{CLAIMS}, line {line}") and 'Did you mean "equals"' in problem


def test_a_fact_that_the_last_build_did_not_have_is_told(root: Path) -> None:
    built(root)
    edit(root, "fact: survey.kept.n", "fact: survey.kep.n")
    (problem,) = problems(root)
    assert 'there is no fact "survey.kep.n"' in problem
    assert 'Did you mean "survey.kept.n"' in problem


def test_an_article_that_is_not_in_the_bibliography_is_told(root: Path) -> None:
    text = (root / CLAIMS).read_text(encoding="utf-8")
    text = text.replace("melendez2026modern", "melendez2026moderno")
    (root / CLAIMS).write_text(text, encoding="utf-8")
    found = problems(root)
    assert found and all('Did you mean "melendez2026modern"' in problem for problem in found)


def test_a_proposition_of_an_article_that_is_not_in_the_bibliography_is_told(root: Path) -> None:
    path = root / DISPLAY
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("melendez2026modern", "melendez2026moderno", 1), "utf-8")
    (problem,) = problems(root)
    assert problem.startswith(DISPLAY) and 'Did you mean "melendez2026modern"' in problem


def test_a_fact_that_a_proposition_names_in_vain_is_told_after_a_build(root: Path) -> None:
    built(root)
    path = root / DISPLAY
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("[literature.coded.of.phrase]", "[literature.codd.of.phrase]", 1), "utf-8"
    )
    (problem,) = problems(root)
    assert problem.startswith(DISPLAY)
    assert 'there is no fact "literature.codd.of.phrase"' in problem
    assert 'Did you mean "literature.coded.of.phrase"' in problem


def test_a_published_value_is_printed_by_its_kind_alone(root: Path) -> None:
    edit(root, "{n}", "{n:d}")
    (problem,) = problems(root)
    assert problem.startswith(CLAIMS) and "write {n} alone" in problem
