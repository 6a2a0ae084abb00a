"""A mistake of somebody who begins gives one message, in their language: where, and what to do."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

from alianzas import data_package
from alianzas.commandline.main import main
from alianzas.config.study_files import in_its_languages, load_study
from honest_results.project import load_project
from human_files.errors import Problem, UserError
from provoked import MISTAKES, Mistake
from said_sentences import ROOT

LANGUAGES = ("en", "es", "pt")
STUDY = "ecuador"
#: Words of English that are none in Spanish or Portuguese.
ENGLISH = frozenset(
    [
        "the",
        "this",
        "that",
        "these",
        "those",
        "there",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "not",
        "does",
        "did",
        "it",
        "its",
        "they",
        "and",
        "or",
        "of",
        "to",
        "with",
        "which",
        "what",
        "where",
        "when",
        "who",
        "from",
        "into",
        "under",
        "above",
        "below",
        "than",
        "then",
        "also",
        "file",
        "row",
        "line",
        "column",
        "key",
        "value",
        "cell",
        "sheet",
        "text",
        "table",
        "figure",
        "folder",
        "name",
        "number",
        "list",
        "word",
        "words",
        "write",
        "correct",
        "restore",
        "export",
        "allowed",
        "unknown",
        "missing",
        "found",
        "given",
        "empty",
        "add",
        "keep",
        "remove",
        "rename",
        "delete",
        "choose",
        "check",
        "run",
        "see",
        "use",
        "make",
        "made",
        "same",
        "other",
        "another",
        "both",
        "one",
        "two",
        "least",
        "most",
        "only",
        "usage",
        "error",
        "required",
        "expected",
        "choice",
        "invalid",
        "argument",
        "arguments",
        "option",
        "options",
        "between",
        "such",
    ]
)
#: What stays as it is in every language: code, quoted words of the person's, paths, options.
_AS_IT_IS = re.compile(
    r"`[^`]*`|«[^»]*»|“[^”]*”|\"[^\"]*\"|'[^']*'|\{[^}]*\}|[\w.-]*/[\w./-]*|--?[\w-]+"
    r"|\b[\w-]+\.(?:yaml|csv|xlsx|ris|bib|md|qmd|json|docx)\b|\b[a-z]+(?:_[a-z]+)+\b|<[^>]*>"
    r"|\b[a-z]+:(?=\s)|alianzas [a-z -]+|make [a-z]+|\([a-z, -]*\)$"
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what a study is made from."""
    folder = tmp_path_factory.mktemp("compendium")
    for name in ("config", f"data/{STUDY}", "manuscript", "workflow/rules", "workflow/scripts"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "Snakefile", folder)
    shutil.rmtree(folder / "config/studies/peru-simulated", ignore_errors=True)
    return folder


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy to make a mistake in; the working directory is in it."""
    before, variables = Path.cwd(), dict(os.environ)
    os.chdir(shutil.copytree(whole, tmp_path / "study"))
    yield tmp_path / "study"
    os.chdir(before)
    os.environ.clear()
    os.environ.update(variables)


def look(part: str, folder: Path) -> list[Problem]:
    """Return the problems that a part of the check finds."""
    try:
        project = load_project(folder)
        study = load_study(project.studies[0], folder)
        if part == "package":
            return data_package.check(study, folder)
        with in_its_languages(study, folder):
            if part == "settings":
                return []
            check: Callable[..., list[Problem]]
            check = import_module(f"alianzas.{part}.check_{part}").check_inputs
            return check(study, folder, None) if part == "manuscript" else check(study, folder)
    except UserError as error:
        return error.problems


def told(mistake: Mistake, folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Return the one message that a mistake gives."""
    if isinstance(mistake.look, str):
        problems = look(mistake.look, folder)
        assert len(problems) == 1, [str(problem) for problem in problems]
        assert problems[0].advice.strip(), str(problems[0])
        return str(problems[0])
    capsys.readouterr()
    try:
        code = main([*mistake.look])
    except SystemExit as ended:
        code = int(str(ended.code))
    assert code != 0
    return capsys.readouterr().err


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_gives_one_message_in_the_persons_language(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    mistake = MISTAKES[name]
    if mistake.change is not None:
        mistake.change(folder)
    said = {}
    for language in LANGUAGES:
        os.chdir(folder)
        monkeypatch.setenv("LANGUAGE", language)
        said[language] = told(mistake, folder, capsys)
    for language, words in said.items():
        assert "Traceback" not in words
        for named in mistake.named:
            assert named in words, f"{language}: {words}"
    assert len({*said.values()}) == len(LANGUAGES), said  # no language is another's
    for language in ("es", "pt"):
        plain = _AS_IT_IS.sub(" ", said[language].replace(str(folder), ""))
        left = {*re.findall(r"[a-z]+", plain)} & ENGLISH
        assert not left, f"{language}: {sorted(left)} in: {said[language]}"


def test_there_are_many() -> None:
    assert len(MISTAKES) >= 48
