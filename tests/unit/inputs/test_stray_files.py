"""A mistyped name in the folder of a study is told, not passed over."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from alianzas.config.study_files import load_study
from alianzas.inputs.stray_files import stray_files, without_study

ROOT = Path(__file__).resolve().parents[3]
STUDY = "config/studies/ecuador"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "config", tmp_path / "config")
    return tmp_path


def told(root: Path) -> list[str]:
    return [str(one) for one in stray_files(load_study("ecuador", root), root)]


def test_branches_and_codebooks_are_read(root: Path) -> None:
    for name in ("questionnaire", "claims", "screening"):
        shutil.copy(root / f"config/codebooks/{name}.yaml", root / STUDY)
    assert told(root) == []


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("questionaire.yaml", "questionnaire.yaml"),
        ("surveys.yaml", "survey.yaml"),
        ("checklists/prizma.yaml", "checklists/prisma.yaml"),
        ("cases.yml", "cases.yaml"),
    ],
)
def test_what_nothing_reads(root: Path, name: str, right: str) -> None:
    (root / STUDY / "checklists").mkdir(exist_ok=True)
    (root / STUDY / name).write_text("x: 1\n", encoding="utf-8")
    (problem,) = told(root)
    assert problem.startswith(f"{STUDY}/{name}: is neither a branch")
    assert f'Did you mean "{right}"?' in problem


def test_claims_that_the_synthesis_names(root: Path) -> None:
    shutil.copy(root / "config/codebooks/claims.yaml", root / STUDY / "others.yaml")
    assert len(told(root)) == 1
    (root / STUDY / "synthesis.yaml").write_text(f"claims: [{STUDY}/others.yaml]\n", "utf-8")
    assert told(root) == []


def test_a_folder_without_a_study(root: Path) -> None:
    assert without_study(root) == []
    (root / "config/studies/peru").mkdir()
    assert without_study(root) == [], "nothing is in it"
    (root / "config/studies/peru/survey.yaml").write_text("x: 1\n", encoding="utf-8")
    (problem,) = without_study(root)
    assert (problem.file, "no study.yaml" in problem.found) == ("config/studies/peru", True)
