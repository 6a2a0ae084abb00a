"""The provenance of raw files stands in three places, and nothing is built while they differ."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from alianzas import data_package, declared_levels
from alianzas.config.study_files import load_study
from compendium import copy_project

ROOT = Path(__file__).resolve().parents[2]
STUDY = "config/studies/ecuador"
OF_CASES, OF_REVIEW = f"{STUDY}/cases.yaml", f"{STUDY}/literature.yaml"
PACKAGE = "data/ecuador/datapackage.json"
CASES = "data/ecuador/cases/README.md"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """What says of which kind the raw files are, and the files."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copytree(ROOT / STUDY, tmp_path / STUDY)
    return tmp_path


def replace(root: Path, file: str, old: str, new: str, count: int = -1) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new, count), encoding="utf-8")


def problems(root: Path) -> list[str]:
    return [str(each) for each in data_package.levels_apart(load_study("ecuador", root), root)]


def test_the_committed_places_agree() -> None:
    assert problems(ROOT) == []


def test_the_message_names_all_three_places_with_lines_and_what_to_do(copy: Path) -> None:
    replace(copy, OF_CASES, "provenance: illustrative", "provenance: observed")
    (found,) = problems(copy)
    here, package, readme, advice = found.splitlines()
    lines = (copy / OF_CASES).read_text(encoding="utf-8").splitlines()
    line = lines.index("provenance: observed") + 1
    said = "says that data/ecuador/cases/cases.csv and 14 more files are observed, but other places say"
    assert here == f"{OF_CASES}, line {line}: {said}"
    in_package = (copy / PACKAGE).read_text(encoding="utf-8").splitlines()
    number = next(n for n, each in enumerate(in_package) if '"cases/cases.csv"' in each)
    assert "illustrative" in in_package[number + 1]
    assert package.strip() == f"{PACKAGE}, line {number + 2}: illustrative"
    assert readme.strip() == f"{CASES}, line 3: illustrative"
    assert "`alianzas describe ecuador` renews datapackage.json" in advice and "by hand" in advice


README = "data/ecuador/{}/README.md"
TEXTS = "data/ecuador/cases/texts/README.md"
#: One place changed alone, for every branch and kind of file: the file, what is in it, what instead.
CHANGES = {
    "references": (OF_REVIEW, "reconstructed\n    database", "observed\n    database"),
    "a sheet raised": (
        OF_REVIEW,
        "pass-1.csv, provenance: reconstructed",
        "pass-1.csv, provenance: observed",
    ),
    "a sheet lowered": (
        OF_REVIEW,
        "pass-2.csv, provenance: reconstructed",
        "pass-2.csv, provenance: simulated",
    ),
    "references in the package": (PACKAGE, '"reconstructed"', '"observed"'),
    "references lowered in the package": (PACKAGE, '"reconstructed"', '"simulated"'),
    "texts in the package": (PACKAGE, '"illustrative"', '"observed"'),
    "answers in the package": (PACKAGE, '"simulated"', '"observed"'),
    "answers in the README": (README.format("survey"), "**simulated**", "**observed**"),
    "references in the README": (README.format("literature"), "**reconstructed**", "**observed**"),
    "cases lowered in the README": (CASES, "level: **illustrative**", "level: **simulated**"),
    "one file in the README": (
        CASES,
        "level: **illustrative**",
        "level: **illustrative**\nProvenance level of `cases.csv`: **observed**",
    ),
    "a README that says nothing": (CASES, "Provenance level", "Level"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_one_place_alone_is_refused(name: str, copy: Path) -> None:
    replace(copy, *CHANGES[name])
    assert problems(copy)


def test_a_readme_must_be_there_and_all_above_a_file_count(copy: Path) -> None:
    (copy / TEXTS).write_text("Nivel de procedencia: observed\n", encoding="utf-8")
    (found,) = problems(copy)
    assert f"{TEXTS}, line 1: observed" in found and "10" not in found.splitlines()[0]
    (copy / TEXTS).unlink()
    (copy / CASES).unlink()
    (found,) = problems(copy)
    assert "no README.md says what kind of data this is" in found


@pytest.mark.parametrize("level", ["observed", "simulated"])
def test_two_places_are_not_enough(level: str, copy: Path) -> None:
    replace(copy, OF_CASES, "provenance: illustrative", f"provenance: {level}")
    data_package.write(load_study("ecuador", copy), copy)
    (found,) = problems(copy)
    assert CASES in found
    replace(copy, CASES, "level: **illustrative**", f"level: **{level}**")
    assert problems(copy) == []


def test_a_file_may_differ_from_the_others_of_its_folder(copy: Path) -> None:
    replace(
        copy,
        OF_REVIEW,
        "screening-pass-1.csv, provenance: reconstructed",
        "screening-pass-1.csv, provenance: simulated",
    )
    data_package.write(load_study("ecuador", copy), copy)
    readme = copy / "data/ecuador/literature/README.md"
    with readme.open("a", encoding="utf-8") as file:
        file.write("\nProvenance level of `screening-pass-1.csv`: **simulated**\n")
    assert problems(copy) == []


def test_a_study_without_readmes_gets_them_begun_and_none_is_changed(copy: Path) -> None:
    kept = copy / "data/ecuador/literature/README.md"
    before = kept.read_bytes()
    (copy / CASES).unlink()
    study = load_study("ecuador", copy)
    levels = data_package.raw_files(study, copy)
    written = declared_levels.begin_readmes(levels, copy)
    assert copy / CASES in written and kept.read_bytes() == before
    assert "Provenance level: **illustrative**" in (copy / CASES).read_text(encoding="utf-8")
    assert problems(copy) == []
    assert declared_levels.begin_readmes(levels, copy) == []


def test_a_build_refuses_before_it_computes_anything(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "copy")
    project.edit(
        OF_CASES,
        "provenance: illustrative",
        "provenance: observed",
    )
    for command in (["build"], ["draft"], ["check"]):
        done = project.alianzas(*command)
        assert done.returncode != 0, command
        assert (
            "says that data/ecuador/cases/cases.csv and 14 more files are observed" in done.stderr
        )
        assert f"{CASES}, line 3: illustrative" in done.stderr
    assert not (project.folder / "results").exists()
    assert not (project.folder / "draft/results").exists()
