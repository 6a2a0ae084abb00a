"""Verification: hashes first, then a rebuild compared with the present results."""

from __future__ import annotations

import json
import shutil
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

import pytest

from alianzas import data_package
from alianzas.commandline import verify
from alianzas.commandline.build import documents
from alianzas.config.studies import load_study

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
    monkeypatch.setattr(verify, "_build", made)
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
        code = verify.run(Namespace(study=None), project)
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
    assert code == verify.DIFFERENT
    assert "differs: results/ecuador/facts.json" in out
    assert "s.beta: 0.5 here, 0.6 rebuilt" in out


def test_another_last_digit_is_told_apart(builder: Builder, run: Callable[[], Outcome]) -> None:
    run()
    builder.results = facts(0.5 + 1e-12)
    code, out, _ = run()
    assert code == verify.ONLY_BYTES
    assert "all 1 facts agree" in out


def test_a_changed_raw_file_stops_it_before_any_build(
    builder: Builder, project: Path, run: Callable[[], Outcome]
) -> None:
    with (project / "data/ecuador/cases/cases.csv").open("a") as stream:
        stream.write("\n")
    code, _, err = run()
    assert code == verify.DIFFERENT
    assert "data/ecuador/cases/cases.csv: differs from its hash" in err
    assert builder.built == []


def test_a_failed_rebuild_fails(builder: Builder, run: Callable[[], Outcome]) -> None:
    run()
    builder.code = 1
    assert run()[0] == 1
