"""A trial: what it asks Snakemake for, and how it gathers what the steps tell."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from honest_results.build import trial
from honest_results.build.draft import Trial, draft_project, read_draft
from honest_results.build.draft_folder import INPUTS, TRIAL, prepare
from honest_results.build.finding_display import FindingBar, FindingDisplay, finding_display
from honest_results.build.progress import Display
from honest_results.project import Project

PROJECT = Project(studies=["demo", "peru"], languages=["en", "es"], formats=["pdf"])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in INPUTS:
        if "." in name or name == "Snakefile":
            (tmp_path / name).write_text(name)
        else:
            (tmp_path / name).mkdir()
    (tmp_path / "config/studies/demo").mkdir(parents=True)
    (tmp_path / "config/studies/demo/synthesis.yaml").write_text("")
    return tmp_path


def test_it_is_in_a_folder_of_its_own(root: Path) -> None:
    folder = prepare(root, TRIAL)
    assert folder == root / ".check"
    assert "make check" in (folder / TRIAL.note).read_text(encoding="utf-8")
    assert not (root / "draft").exists()


def test_every_text_of_every_language_is_asked_for_and_nothing_typeset(root: Path) -> None:
    asked = trial.arguments(PROJECT, ["demo"], root)
    targets = asked[: asked.index("--config")]
    documents = ("article", "appendix", "claims")  # the last needs a synthesis, which demo has
    assert targets == [
        "results/demo/facts.json",
        *(
            f"results/demo/manuscript/{name}.{language}.content.json"
            for name in documents
            for language in ("en", "es")
        ),
    ]
    assert not [target for target in trial.arguments(PROJECT, ["peru"], root) if "claims" in target]


def test_it_runs_here_whatever_runs_a_build(root: Path) -> None:
    asked = trial.arguments(PROJECT, ["demo", "peru"], root)
    assert asked[asked.index("--executor") + 1] == "local"
    config = asked[asked.index("--config") + 1]
    assert json.loads(config.removeprefix("draft=")) == {"studies": ["demo", "peru"]}


def test_snakemake_reads_what_was_asked_for() -> None:
    asked = read_draft({"draft": {"studies": ["peru"]}})
    assert asked == Trial(studies=["peru"])
    tried = draft_project(PROJECT, asked)
    assert (tried.studies, tried.languages) == (["peru"], ["en", "es"])


def test_each_problem_is_told_once_in_its_own_words() -> None:
    display = FindingDisplay({}, io.StringIO())
    for line in (
        "error: b.csv, row 3: wrong.",
        "  Correct it.",
        "a.csv, row 4: wrong too.",  # of the same step
        "  Correct it.",
        "error: b.csv, row 3: wrong.",  # of another step that reads the file
        "  Correct it.",
    ):
        display.tell(line)
    assert display.problems() == [
        "a.csv, row 4: wrong too.\n  Correct it.",
        "b.csv, row 3: wrong.\n  Correct it.",
    ]
    assert display.stream.getvalue() == ""  # type: ignore[attr-defined]


def test_an_error_of_snakemake_is_a_problem() -> None:
    display = FindingDisplay({}, io.StringIO())
    display.handle({"event": "error", "message": "WorkflowError:\nx.yaml: wrong.\n  Mend it."})
    assert display.problems() == ["x.yaml: wrong.\n  Mend it."]


def test_only_a_terminal_shows_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm")
    assert isinstance(finding_display({}, Terminal()), FindingBar)
    assert not isinstance(finding_display({}, io.StringIO()), FindingBar)


@pytest.mark.parametrize(
    ("code", "line", "problems", "stopped"),
    [
        (0, None, [], False),
        (1, "error: x: wrong.", ["x: wrong."], False),
        (130, "error: x: wrong.", [], True),
    ],
)
def test_how_it_ends(
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    code: int,
    line: str | None,
    problems: list[str],
    stopped: bool,
) -> None:
    def run(folder: Path, _arguments: object, display: Display) -> int:
        assert folder == root / ".check"
        if line:
            display.tell(line)
        return code

    monkeypatch.setattr(trial, "run_with_display", run)
    outcome = trial.try_steps(root, PROJECT, ["demo"])
    assert (outcome.problems, outcome.is_stopped) == (problems, stopped)


def test_a_run_that_fails_without_a_word_is_a_fault(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial, "run_with_display", lambda *_: 3)
    (problem,) = trial.try_steps(root, PROJECT, ["demo"]).problems
    assert "exit code 3" in problem and "fault of the program" in problem
