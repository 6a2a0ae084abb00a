"""A build finds a home, a user and its own programs wherever it is started."""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from honest_results.build import surroundings


@pytest.fixture(autouse=True)
def _restored(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a test does to these is undone after it."""
    for name in ("HOME", "PATH", "LOGNAME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, os.environ.get(name, ""))
    monkeypatch.setattr(sys, "executable", sys.executable)


def test_a_home_that_can_be_used_is_left_alone(tmp_path: Path) -> None:
    os.environ.update(HOME=str(tmp_path), XDG_CACHE_HOME="")
    surroundings.settle_process(tmp_path / "project")
    assert os.environ["HOME"] == str(tmp_path)
    assert not (tmp_path / "project").exists()


@pytest.mark.parametrize("home", ["/proc/nobody", "/dev/null", "/proc"])
def test_a_home_that_cannot_be_written_is_replaced(tmp_path: Path, home: str) -> None:
    os.environ.update(HOME=home, XDG_CACHE_HOME="")
    surroundings.settle_process(tmp_path)
    assert Path(os.environ["HOME"]).is_relative_to(tmp_path)
    assert Path(os.environ["HOME"]).is_dir()


def test_a_cache_of_ones_own_is_enough(tmp_path: Path) -> None:
    os.environ.update(HOME="/proc/nobody", XDG_CACHE_HOME=str(tmp_path / "cache"))
    surroundings.settle_process(tmp_path)
    assert os.environ["HOME"] == "/proc/nobody"


def test_a_user_without_a_name_gets_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)

    def nobody(_: int) -> None:
        raise KeyError

    monkeypatch.setattr("pwd.getpwuid", nobody)
    surroundings.settle_process(tmp_path)
    assert getpass.getuser() == str(os.getuid())


def test_the_environments_own_programs_come_first() -> None:
    os.environ["PATH"] = "/usr/bin:/bin"
    ours = str(Path(sys.executable).parent)
    surroundings.settle_snakemake()
    surroundings.settle_snakemake()
    assert os.environ["PATH"] == f"{ours}:/usr/bin:/bin"


@pytest.mark.parametrize(
    "folder", ["a (1)", "O'Hara", "a;b&c #d", "$x `y`", 'q"\\w', "g*[h]?", "~x"]
)
def test_a_python_whose_path_needs_quotes_is_called_by_its_name(
    tmp_path: Path, folder: str
) -> None:
    programs = tmp_path / folder / "bin"
    programs.mkdir(parents=True)
    (programs / "python").write_text('#!/bin/sh\nprintf %s "$0"\n')
    (programs / "python").chmod(0o755)
    sys.executable = str(programs / "python")
    surroundings.settle_snakemake()
    got = subprocess.run(sys.executable, shell=True, capture_output=True, text=True, check=True)
    assert got.stdout == str(programs / "python") == shutil.which(sys.executable)
    before = os.environ["PATH"]
    surroundings.settle_snakemake()
    assert os.environ["PATH"] == before


def test_a_python_whose_path_needs_no_quotes_keeps_it(tmp_path: Path) -> None:
    sys.executable = "/opt/alianzas/.venv/bin/python"
    surroundings.settle_snakemake()
    assert sys.executable == "/opt/alianzas/.venv/bin/python"
