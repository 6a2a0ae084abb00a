"""The check of the cases says how to make a sheet that does not exist yet."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from alianzas.cases.check_cases import check_inputs
from alianzas.config.study_files import load_study

ROOT = Path(__file__).parents[3]
CASES = "data/ecuador/cases"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "config", tmp_path / "config")
    shutil.copytree(ROOT / CASES, tmp_path / CASES)
    return tmp_path


def told(root: Path) -> list[str]:
    return [str(one) for one in check_inputs(load_study("ecuador", root), root)]


def test_the_shipped_cases_have_no_problem(root: Path) -> None:
    assert told(root) == []


def test_a_coders_sheet_is_made_by_a_command(root: Path) -> None:
    (root / CASES / "coding-coder-2.csv").unlink()
    (problem,) = told(root)
    assert problem.startswith(f"{CASES}/coding-coder-2.csv: does not exist yet.")
    assert "`alianzas cases sheet ecuador --output CODING.xlsx`" in problem


def test_what_a_consensus_holds_is_said(root: Path) -> None:
    (root / CASES / "coding-consensus.csv").unlink()
    (problem,) = told(root)
    assert problem.startswith(f"{CASES}/coding-consensus.csv: does not exist yet.")
    assert "`alianzas cases consensus-sheet ecuador --output CONSENSUS.xlsx` writes it" in problem
    columns = (root / CASES / "coding-coder-1.csv").read_text().split("\n")[0]
    assert columns.replace(",", ", ") + ", reason" in problem
