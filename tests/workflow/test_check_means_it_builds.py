"""What the check says of broken and half-finished studies: it tells the mistake, or the study builds.

All are checked. What the check passes is tried and built: some of them, drawn by the names of all,
and all of them where EVERY_STUDY is set, as before a release.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from compendium import Compendium, copy_project
from cut_study.cutting import change_yaml, cut_data
from half_finished.studies import STUDIES
from shared_builds import build_once, succeeded

#: How many of the studies that the check passes are tried and built.
BUILT = 2


def passed() -> list[str]:
    """Return the names of the studies whose check has to find nothing."""
    return [name for name, study in STUDIES.items() if not study.told]


def chosen() -> list[str]:
    """Return those that are built: all, or some by the names of all."""
    names = passed()
    if os.environ.get("EVERY_STUDY"):
        return names
    return sorted(random.Random(" ".join(names)).sample(names, BUILT))


def prepare(folder: Path) -> Compendium:
    """Make the study that all are made from: cut data, all texts, pages alone; and check it."""

    def change(copy: Path) -> None:
        cut_data(copy)
        change_yaml(copy / "config/config.yaml", lambda config: config.update(formats=["html"]))

    compendium = copy_project(folder, change)
    done = compendium.alianzas("check")
    assert done.returncode == 0, done.stdout + done.stderr
    return compendium


@pytest.fixture(scope="module")
def sound(shared: Path) -> Compendium:
    """The study, checked and built. Not to be changed, nor to be built in."""
    return succeeded(build_once(shared / "sound", prepare))


@pytest.fixture
def study(sound: Compendium, tmp_path: Path) -> Iterator[Compendium]:
    """A copy of the study that a test may change, with what its check and its build made."""
    yield sound.copy(tmp_path / "study")
    shutil.rmtree(tmp_path / "study", ignore_errors=True)


def test_there_are_forty_and_some_are_in_order() -> None:
    assert len(STUDIES) >= 40
    assert len(passed()) >= 8
    assert {*chosen()} <= {*passed()}


def test_a_check_after_a_check_tries_nothing_again(study: Compendium) -> None:
    logs = {path: path.stat().st_mtime_ns for path in (study.folder / ".check/logs").rglob("*")}
    done = study.alianzas("check")
    assert done.returncode == 0, done.stderr
    assert "Every step was tried." in done.stdout
    assert {path: path.stat().st_mtime_ns for path in logs} == logs


def test_a_check_leaves_results_and_repository_alone(study: Compendium) -> None:
    before = study.dates()
    STUDIES["misspelt fact"].change(study.folder)
    assert study.alianzas("check").returncode == 1
    assert study.dates() == before
    ignored = study.folder / ".gitignore"
    assert "/.check/" in ignored.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", STUDIES)
def test_the_check_tells_it_or_it_builds(study: Compendium, name: str) -> None:
    half = STUDIES[name]
    half.change(study.folder)
    is_tried = bool(half.told) or name in chosen()
    done = study.alianzas("check", *([] if is_tried else ["--quick"]))
    told = done.stdout + done.stderr
    for words in (*half.told, *half.doubted):
        assert words in told, told
    assert "Traceback" not in told and "fault of the program" not in told, told
    assert done.returncode == (1 if half.told else 0), told
    if name in chosen():
        assert "Every step was tried." in told
        built = study.build()
        assert built.returncode == 0, built.stdout + built.stderr


def test_a_fault_of_the_program_is_told_as_one_with_its_log(study: Compendium) -> None:
    script = "workflow/scripts/survey/describe_sample.py"
    study.edit(script, "with step() as run:\n", 'with step() as run:\n    {}["contract"]\n')
    done = study.alianzas("check")
    assert done.returncode == 1
    assert done.stderr.count("error: ") == 1, done.stderr
    assert "describe_sample failed: KeyError: 'contract'" in done.stderr
    assert "This is a fault of the program, not of your data." in done.stderr
    log = ".check/logs/ecuador/describe_sample.log"
    assert log in done.stderr
    assert "Traceback" in (study.folder / log).read_text(encoding="utf-8")
    assert "Traceback" not in done.stderr
