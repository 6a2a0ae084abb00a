"""Verification: hashes first, then a rebuild compared with the present results."""

from __future__ import annotations

import json
import shutil
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

import pytest

from alianzas import data_package
from alianzas.commandline import verify_command
from alianzas.config.study_files import load_study
from honest_results.build import rebuilding
from honest_results.build.progress import Display, Failure
from honest_results.project import documents

ROOT = Path(__file__).resolve().parents[3]
Outcome = tuple[int, str, str]


class Builder:
    """Stands in for the pipeline: writes ``results`` into whatever folder it is to build."""

    def __init__(self) -> None:
        self.results: dict[str, str] = {}
        self.built: list[Path] = []
        self.code = 0

    def __call__(
        self, root: Path, targets: list[str], variables: dict[str, str] | None = None
    ) -> int:
        self.built.append(root)
        assert "results/ecuador/article.en.html" in targets
        for name, text in {**self.results, **dict.fromkeys(targets, "article")}.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text)
        return self.code


def facts(value: float) -> dict[str, str]:
    return {"results/ecuador/facts.json": json.dumps({"facts": {"s.beta": {"value": value}}})}


@pytest.fixture
def builder(monkeypatch: pytest.MonkeyPatch) -> Builder:
    made = Builder()
    made.results = facts(0.5)
    monkeypatch.setattr(rebuilding, "_build", made)
    return made


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "project"
    for folder in ("config", "data"):
        shutil.copytree(ROOT / folder, root / folder)
    data_package.write(load_study("ecuador", root), root)
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def run(project: Path, capsys: pytest.CaptureFixture[str]) -> Callable[[], Outcome]:
    def run_verify() -> Outcome:
        code = verify_command.run(Namespace(study=None), project)
        return code, *capsys.readouterr()

    return run_verify


def test_equal_bytes_are_verified(
    builder: Builder, project: Path, run: Callable[[], Outcome]
) -> None:
    builder(project, ["results/ecuador/article.en.html"])
    for path in documents(project, present=False):
        path.write_text("article")
    files = len(documents(project)) + 1  # and facts.json
    builder.built.clear()
    code, out, _ = run()
    assert code == 0
    assert "all as their hashes say" in out
    assert f"Verified: all {files} files are the same byte for byte." in out
    assert len(builder.built) == 1 and builder.built[0] != project


def test_without_results_it_builds_first(
    builder: Builder, project: Path, run: Callable[[], Outcome]
) -> None:
    assert run()[0] == 0
    assert builder.built[0] == project
    assert len(builder.built) == 2


def test_another_number_fails_and_is_named(
    builder: Builder, project: Path, run: Callable[[], Outcome]
) -> None:
    run()
    builder.results = facts(0.6)
    code, out, _ = run()
    assert code == rebuilding.DIFFERENT
    assert "differs: results/ecuador/facts.json" in out
    assert "s.beta: 0.5 here, 0.6 rebuilt" in out


def test_another_last_digit_is_told_apart(builder: Builder, run: Callable[[], Outcome]) -> None:
    run()
    builder.results = facts(0.5 + 1e-12)
    code, out, _ = run()
    assert code == rebuilding.ONLY_BYTES
    assert "all 1 facts agree" in out


def test_a_changed_raw_file_stops_it_before_any_build(
    builder: Builder, project: Path, run: Callable[[], Outcome]
) -> None:
    with (project / "data/ecuador/cases/cases.csv").open("a") as stream:
        stream.write("\n")
    code, _, err = run()
    assert code == rebuilding.DIFFERENT
    assert "data/ecuador/cases/cases.csv: differs from its hash" in err
    assert builder.built == []


def test_a_failed_rebuild_fails(builder: Builder, run: Callable[[], Outcome]) -> None:
    run()
    builder.code = 1
    assert run()[0] == 1


def test_the_exit_codes_that_scripts_rely_on() -> None:
    assert (rebuilding.DIFFERENT, rebuilding.ONLY_BYTES) == (1, 3)


def test_every_problem_of_the_raw_files_has_a_line(
    builder: Builder, project: Path, run: Callable[[], Outcome]
) -> None:
    for name in ("cases", "translations"):
        with (project / f"data/ecuador/cases/{name}.csv").open("a") as stream:
            stream.write("\n")
    _, _, err = run()
    lines = [line for line in err.splitlines() if line.startswith("error: ")]
    assert len(lines) == 2
    assert "cases/cases.csv" in lines[0] and "cases/translations.csv" in lines[1]


def test_a_missing_document_is_built_before_anything_is_compared(
    builder: Builder, project: Path, run: Callable[[], Outcome]
) -> None:
    run()
    builder.built.clear()
    assert run()[0] == 0
    assert project not in builder.built
    (project / "results/ecuador/article.en.html").unlink()
    assert run()[0] == 0
    assert project in builder.built


def test_a_failed_first_build_is_not_compared(
    builder: Builder, project: Path, run: Callable[[], Outcome]
) -> None:
    builder.code = 130
    assert run()[0] == 130
    assert builder.built == [project]


def test_what_is_the_same_and_what_is_not_is_told_by_kind(
    builder: Builder, run: Callable[[], Outcome]
) -> None:
    run()
    builder.results |= facts(0.5 + 1e-12) | {"results/ecuador/new.csv": "x"}
    _, out, _ = run()
    told = out[out.index("ecuador:\n") :].splitlines()
    kinds = [line.split() for line in told if line.endswith("identical")]
    assert [kind for kind, *_ in kinds] == sorted(kind for kind, *_ in kinds)
    assert ["json", "0", "of", "1", "identical"] in kinds
    assert "  differs: results/ecuador/facts.json" in told
    assert "  only in the rebuild: results/ecuador/new.csv" in told


def test_each_number_that_differs_has_a_line(builder: Builder, run: Callable[[], Outcome]) -> None:
    name = "results/ecuador/facts.json"
    builder.results[name] = json.dumps({"facts": {"a.n": {"value": 1}, "b.n": {"value": 2}}})
    run()
    builder.results[name] = json.dumps({"facts": {"a.n": {"value": 3}, "b.n": {"value": 4}}})
    told = run()[1].splitlines()
    assert "  fact a.n: 1 here, 3 rebuilt" in told and "  fact b.n: 2 here, 4 rebuilt" in told


def test_the_logs_of_a_failed_rebuild_are_kept_and_old_ones_are_not(
    builder: Builder, project: Path, run: Callable[[], Outcome]
) -> None:
    run()
    builder.code = 1
    for log in ("one", "two"):
        builder.results = {f"logs/ecuador/{log}.log": log}
        _, _, err = run()
        assert "The rebuild's logs are in logs/verify/." in err
        kept = [path.name for path in (project / "logs/verify").rglob("*.log")]
        assert kept == [f"{log}.log"]


@pytest.mark.parametrize("changed", ["ecuador", "peru"])
@pytest.mark.parametrize(
    ("value", "code"), [(0.5 + 1e-12, rebuilding.ONLY_BYTES), (0.6, rebuilding.DIFFERENT)]
)
def test_of_several_studies_the_worst_decides(
    builder: Builder,
    run: Callable[[], Outcome],
    monkeypatch: pytest.MonkeyPatch,
    changed: str,
    value: float,
    code: int,
) -> None:
    both = [Namespace(study=name) for name in ("ecuador", "peru")]
    monkeypatch.setattr(verify_command, "chosen_studies", lambda *_args, **_more: both)
    monkeypatch.setattr(data_package, "check", lambda *_: [])
    monkeypatch.setattr(data_package, "raw_files", lambda *_: ["a.csv"])
    same = json.loads(facts(0.5)["results/ecuador/facts.json"])
    for name in ("ecuador", "peru"):
        builder.results[f"results/{name}/facts.json"] = json.dumps(same)
    assert run()[0] == 0
    other = {"facts": {"s.beta": {"value": value}}}
    builder.results[f"results/{changed}/facts.json"] = json.dumps(other)
    found, out, _ = run()
    assert found == code
    assert "Raw files: 2, all" in out
    assert "ecuador:\n" in out and "peru:\n" in out


def test_another_studys_documents_are_neither_built_nor_missed(
    builder: Builder, run: Callable[[], Outcome], project: Path
) -> None:
    shutil.copytree(project / "config/studies/ecuador", project / "config/studies/peru")
    assert run()[0] == 0
    for folder in builder.built:
        assert not (folder / "results/peru").exists()


def test_studies_in_other_languages_are_rebuilt_apart_and_then_compared(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []

    def build(root: Path, arguments: list[str], variables: object = None) -> int:
        asked.append(arguments)
        for path in arguments:
            if path.startswith("results/"):
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_text("document")
        return 0

    monkeypatch.setattr(rebuilding, "_build", build)
    monkeypatch.setattr(rebuilding, "compare_builds", lambda *folders: folders)
    told: list[str] = []
    monkeypatch.setattr(rebuilding, "_report", lambda name, _: told.append(name) or 0)
    assert rebuilding.verify_studies(["ecuador", "peru-simulated"], project) == 0
    here, there = asked[:3], asked[3:]
    assert here == there
    assert [run[run.index("--config") + 1 :] for run in here] == [
        ["studies=[ecuador]"],
        ["studies=[peru-simulated]"],
        ["studies=[ecuador,peru-simulated]", "pooled=true"],
    ]
    assert here[2][0] == "results/pooled/comparison.es.html"
    assert told == ["ecuador", "peru-simulated", "pooled"]


def test_the_steps_that_fail_are_told_in_words(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = []

    def fails(root: Path, targets: list[str], display: Display, variables: object) -> int:
        asked.append((root, targets, variables))
        display.failures += [Failure("drawing the figures", ()), Failure("counting", ())]
        return 7

    monkeypatch.setattr(rebuilding, "run_with_display", fails)
    assert rebuilding._build(project, ["x"], {"A": "b"}) == 7
    assert asked == [(project, ["x"], {"A": "b"})]
    assert capsys.readouterr().err.splitlines() == [
        "error: this step failed: drawing the figures",
        "error: this step failed: counting",
    ]


def test_it_says_what_it_does_and_how_near_is_near_enough(
    builder: Builder, run: Callable[[], Outcome]
) -> None:
    first, again = "There are no results to compare with yet", "Building again from the raw files"
    _, out, _ = run()
    assert out.index(first) < out.index(again)
    builder.results = facts(0.5 + 1e-12)
    _, out, _ = run()
    assert first not in out and again in out
    assert "(relative tolerance 1e-06)" in out
