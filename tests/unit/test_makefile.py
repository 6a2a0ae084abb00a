"""The Makefile passes on paths as they are, from any folder, whatever characters they have."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
#: Stands in for every program that the Makefile runs: says how it was called.
ECHO = "import os, sys\nprint([sys.executable, os.getcwd(), *sys.argv])\n"
ODD = "Mi unidad (1) & O'Hara $x `y` #z"


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """A folder of an odd name with the Makefile and what it calls."""
    folder = tmp_path / ODD
    for name in ("workflow/bootstrap.py", "alianzas/commandline.py"):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text(ECHO)
    (folder / "alianzas/__init__.py").touch()
    shutil.copy(ROOT / "Makefile", folder)
    return folder


def make(folder: Path, *arguments: str, **variables: str) -> list[list[str]]:
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("CONDA_", "MAKE")) and name not in ("PYTHON", "VERBOSE", "STUDY")
    }
    done = subprocess.run(
        ["make", "--no-print-directory", "-C", str(folder), *arguments],
        cwd="/",
        env={**environment, "PYTHONPATH": str(folder), **variables},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [eval(line) for line in done.stdout.splitlines()]


def help_of(folder: Path, **variables: str) -> str:
    """Return what ``make help`` says there; the set-up's own file says it."""
    shutil.copy(ROOT / "workflow/bootstrap.py", folder / "workflow")
    return subprocess.run(
        ["make", "--no-print-directory", "-C", str(folder), "help"],
        env={**os.environ, "PYTHON": sys.executable, **variables},
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout


def python_in(folder: Path) -> Path:
    """Put a Python there under the name ``python``."""
    folder.mkdir(parents=True)
    program = folder / "python"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@"\n')
    program.chmod(0o755)
    return program


@pytest.mark.parametrize("place", ["environment", "argument"])
def test_the_interpreter_may_be_anywhere(odd: Path, tmp_path: Path, place: str) -> None:
    python = python_in(tmp_path / "programs of ñ (1)")
    python.write_text(python.read_text().replace("exec", "echo \"['chosen']\"; exec"))
    if place == "environment":
        called = make(odd, "ready", PYTHON=str(python))
    else:
        called = make(odd, "ready", f"PYTHON={python}")
    assert called[0] == ["chosen"]
    assert called[1][1:] == [str(odd), "workflow/bootstrap.py", ".venv/bin"]


def test_commands_run_in_the_environment_that_was_set_up(odd: Path) -> None:
    python_in(odd / ".venv/bin")
    ready, called = make(odd, "check", "STUDY=peru", PYTHON=sys.executable)
    assert ready[2:] == ["workflow/bootstrap.py", ".venv/bin"]
    assert Path(called[2]).name == "commandline.py"
    assert called[3:] == ["check", "peru"]


def test_what_is_shown_is_named_as_the_command_wants_it(odd: Path) -> None:
    python_in(odd / ".venv/bin")
    said = ["DOCUMENT=appendix", "STUDY=peru", "LANGUAGE=es"]
    preview = make(odd, "preview", *said, PYTHON=sys.executable)[1]
    assert preview[3:] == ["preview", "appendix", "--study", "peru", "--language", "es"]
    draft = make(odd, "draft", *said, "VERBOSE=1", PYTHON=sys.executable)[1]
    assert draft[3:] == ["draft", "peru", "--language", "es", "--verbose"]


@pytest.mark.parametrize("command", ["preview", "draft"])
def test_the_terminals_list_of_languages_is_no_option(odd: Path, command: str) -> None:
    python_in(odd / ".venv/bin")
    called = make(odd, command, PYTHON=sys.executable, LANGUAGE="es_EC:es")[1]
    assert called[3:] == [command]


@pytest.mark.parametrize(
    ("folder", "note"),
    [
        ("draft", "DRAFT.txt"),
        ("draft", "chapter.docx"),
        (".check", "CHECK.txt"),
        (".check", "DRAFT.txt"),
    ],
)
def test_only_what_is_ours_is_removed(odd: Path, folder: str, note: str) -> None:
    for name in (folder, "results", "records", "logs"):
        (odd / name).mkdir()
    (odd / folder / note).write_text("x")
    make(odd, "clean")
    assert not (odd / "results").exists() and not (odd / "records").exists()
    is_ours = (folder, note) in (("draft", "DRAFT.txt"), (".check", "CHECK.txt"))
    assert (odd / folder).exists() != is_ours


def test_a_check_may_be_quick(odd: Path) -> None:
    python_in(odd / ".venv/bin")
    called = make(odd, "check", PYTHON=sys.executable, STUDY="peru", QUICK="1")[1]
    assert called[3:] == ["check", "peru", "--quick"]
    assert make(odd, "check", PYTHON=sys.executable)[1][3:] == ["check"]


def test_an_activated_conda_environment_may_have_any_path(odd: Path, tmp_path: Path) -> None:
    prefix = tmp_path / f"conda of {ODD}"
    python_in(prefix / "bin")
    conda = {"CONDA_DEFAULT_ENV": "alianzas", "CONDA_PREFIX": str(prefix)}
    ready, called = make(odd, "paper", PYTHON=sys.executable, **conda)
    assert ready[2:] == ["workflow/bootstrap.py", f"{prefix}/bin"]
    assert called[3:] == ["build"]


def test_quarto_is_a_target_that_help_names(odd: Path) -> None:
    assert make(odd, "quarto", PYTHON=sys.executable)[-1][2:] == [
        *("workflow/bootstrap.py", ".venv/bin", "quarto")
    ]
    assert "make quarto" in help_of(odd)


def test_help_names_every_target(odd: Path) -> None:
    phony = next(line for line in (odd / "Makefile").read_text().splitlines() if ".PHONY" in line)
    shown = help_of(odd)
    named = {line.split()[1] for line in shown.splitlines() if line.startswith("  make ")}
    assert named == set(phony.split()[1:]) - {"ready"}


def test_every_linter_runs_whatever_the_others_find(odd: Path) -> None:
    python_in(odd / ".venv/bin")
    for name in ("ruff", "snakefmt", "mypy", "reuse"):
        (odd / f"{name}.py").write_text(f"import sys\nprint({name!r}, sys.argv[1:])\nsys.exit(1)\n")
    done = subprocess.run(
        ["make", "-C", str(odd), "lint", f"PYTHON={sys.executable}"],
        env={**os.environ, "PYTHONPATH": str(odd)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode != 0
    ran = [line.split()[0] for line in done.stdout.splitlines() if " [" in line]
    assert [name for name in ran if name.isalpha()] == ["ruff", "ruff", "snakefmt", "mypy", "reuse"]


def test_a_new_study_is_told_of_its_country_in_one_piece(odd: Path) -> None:
    python_in(odd / ".venv/bin")
    said = ["STUDY=costa", "COUNTRY=Costa Rica", "LANGUAGE=es en", "BRANCHES=literature survey"]
    called = make(odd, "new", *said, PYTHON=sys.executable)[1]
    whole = ["costa", "--country", "Costa Rica", "--languages", "es", "en"]
    assert called[3:] == ["new", *whole, "--branches", "literature", "survey"]
    assert make(odd, "new", PYTHON=sys.executable, LANGUAGE="es_PE:es")[1][3:] == ["new"]


def test_what_stands_in_for_data_is_made_and_taken_away(odd: Path) -> None:
    python_in(odd / ".venv/bin")
    for target, said, called in (
        ("simulate", ["STUDY=peru"], ["simulate", "peru"]),
        ("simulate", ["STUDY=peru", "REMOVE=1"], ["simulate", "peru", "--remove"]),
        ("next", ["STUDY=peru"], ["next", "peru"]),
        ("instruments", ["STUDY=peru"], ["instruments", "peru"]),
    ):
        assert make(odd, target, *said, PYTHON=sys.executable)[1][3:] == called


def test_help_speaks_the_persons_language(odd: Path) -> None:
    shutil.copytree(ROOT / "config/languages", odd / "config/languages")
    shown = help_of(odd, LANGUAGE="es_EC:es")
    assert "Muestra esta lista" in shown and "Show this list" not in shown
