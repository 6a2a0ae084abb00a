"""The command line: its commands, and its errors in words."""

from __future__ import annotations

import shutil
from importlib import import_module
from pathlib import Path

import pytest

from alianzas.commandline.main import MODULES, main, parser, repository
from human_files.errors import ConfigurationError

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("command", MODULES)
def test_every_command_has_its_module_and_its_words(command: str) -> None:
    assert callable(import_module(MODULES[command]).run)
    assert command in parser().format_help()


def test_every_command_of_the_parser_is_carried_out() -> None:
    (commands,) = (action for action in parser()._actions if action.dest == "command")
    assert {*commands.choices} == {*MODULES}


def test_the_compendium_is_found_from_a_folder_inside(tmp_path: Path) -> None:
    assert repository(ROOT / "tests/unit") == ROOT
    with pytest.raises(ConfigurationError, match="not inside a compendium"):
        repository(tmp_path)


def test_a_mistake_is_told_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["describe", "equador"]) == 1
    error = capsys.readouterr().err
    assert error.startswith("error: config/studies/equador/study.yaml: this study does not exist.")
    assert 'Did you mean "ecuador"?' in error


def test_only_a_study_that_is_built_can_be_traced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for study in ("ecuador", "peru"):
        shutil.copytree(ROOT / "config/studies/ecuador", tmp_path / "config/studies" / study)
    shutil.copytree(ROOT / "config/languages", tmp_path / "config/languages")
    (tmp_path / "Snakefile").touch()
    (tmp_path / "config/config.yaml").write_text("studies: [ecuador]\n")
    monkeypatch.chdir(tmp_path)
    assert main(["trace", "a.b", "--study", "peru"]) == 1
    assert "add it: studies: [ecuador, peru]" in capsys.readouterr().err
