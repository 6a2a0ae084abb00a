"""When the check tries the steps, of which studies, and what it says of what they tell."""

from __future__ import annotations

import json
import os
import shutil
from argparse import Namespace
from pathlib import Path

import pytest

from alianzas.commandline import check_command, input_checks
from alianzas.commandline.input_checks import last_facts
from honest_results.build.trial import Outcome
from studies import place

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two studies in the working directory, of which only what holds the text is looked at."""
    for folder in ("config", "manuscript", "workflow/rules"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copytree(tmp_path / "config/studies/ecuador", tmp_path / "config/studies/guayas")
    for path in (tmp_path / "config/studies/guayas").glob("*.yaml"):
        path.write_text(path.read_text("utf-8").replace("data/ecuador", "data/guayas"), "utf-8")
    shutil.copytree(tmp_path / "data/ecuador", tmp_path / "data/guayas")
    settings = tmp_path / "config/config.yaml"
    both = settings.read_text("utf-8").replace("studies: [ecuador]", "studies: [ecuador, guayas]")
    settings.write_text(both, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(input_checks, "PARTS", ("inputs",))
    monkeypatch.setattr(input_checks.data_package, "check", lambda *_: [])
    return tmp_path


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The studies of each trial, which finds nothing."""
    asked: list[list[str]] = []

    def try_steps(_root: object, _project: object, studies: list[str]) -> Outcome:
        asked.append(studies)
        return Outcome([])

    monkeypatch.setattr(check_command, "try_steps", try_steps)
    monkeypatch.setattr(check_command, "unprintable_signs", lambda *_: [])
    return asked


def check(inputs: Path, *, quick: bool = False, study: str | None = None) -> int:
    return check_command.run(Namespace(study=study, quick=quick, deposit=False), inputs)


def test_what_is_sound_is_tried(
    inputs: Path, tried: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(inputs) == 0
    assert tried == [["ecuador", "guayas"]]
    assert "no problems. Every step was tried." in capsys.readouterr().out
    assert check(inputs, study="guayas") == 0
    assert tried[1:] == [["guayas"]]


def test_a_quick_check_tries_nothing_and_says_so(
    inputs: Path, tried: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(inputs, quick=True) == 0
    assert tried == []
    assert "no problems. The steps were not tried." in capsys.readouterr().out


def test_a_broken_study_does_not_hold_back_another(
    inputs: Path, tried: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    place(inputs, "ecuador", "cases").write_text("profils: x\n", encoding="utf-8")
    assert check(inputs) == 1
    assert tried == [["guayas"]]
    assert 'unknown key "profils"' in capsys.readouterr().err


def test_what_all_share_holds_back_all(
    inputs: Path, tried: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    labels = inputs / "config/languages/en/labels/common.yaml"
    labels.write_text(labels.read_text("utf-8") + 'common.half: ""\n', "utf-8")
    assert check(inputs) == 1
    assert tried == []
    assert '"common.half" has no text' in capsys.readouterr().err


def test_of_two_versions_only_the_merge_is_told(
    inputs: Path, tried: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    path = place(inputs, "ecuador", "survey")
    text = path.read_text("utf-8")
    path.write_text(f"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> upstream\n", "utf-8")
    assert check(inputs) == 1
    assert tried == []
    told = capsys.readouterr().err
    assert "survey.yaml, line 1: a merge was not finished" in told
    assert told.endswith("\n1 problem.\n")


def test_the_words_of_the_steps_are_problems(
    inputs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = Outcome(["data/x.csv, row 3: wrong.\n  Correct it.", "fit failed: KeyError: 'x'"])
    monkeypatch.setattr(check_command, "try_steps", lambda *_: found)
    assert check(inputs) == 1
    told = capsys.readouterr()
    assert told.err.splitlines() == [
        "error: data/x.csv, row 3: wrong.",
        "  Correct it.",
        "error: fit failed: KeyError: 'x'",
        "",
        "2 problems.",
    ]
    assert "no problems" not in told.out


def test_a_stopped_trial_passes_nothing(
    inputs: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(check_command, "try_steps", lambda *_: Outcome([], is_stopped=True))
    assert check(inputs) == 130
    told = capsys.readouterr()
    assert "Stopped." in told.err and "no problems" not in told.out


def test_the_later_facts_count_whether_built_or_tried(tmp_path: Path) -> None:
    assert last_facts("peru", tmp_path) is None
    for number, top in enumerate(("results", ".check/results")):
        path = tmp_path / top / "peru/facts.json"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps({"facts": {}}))
        os.utime(path, (1e9 + number, 1e9 + number))
        assert last_facts("peru", tmp_path) == path
