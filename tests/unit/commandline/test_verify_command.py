"""Verification: hashes first, then a rebuild compared with what was published."""

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
from honest_results.build.progress import Display, Failure
from honest_results.project import documents
from honest_results.verify import rebuilding
from human_files.errors import DataError

ROOT = Path(__file__).resolve().parents[3]
Outcome = tuple[int, str, str]
FULL, PARTIAL, NOT_ABLE, MINOR = 0, 1, 2, 3


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
        made = [target for target in targets if target.startswith("results/")]
        assert "results/_manuscript.yml" in made  # as `make paper` makes it
        for name, text in {**self.results, **dict.fromkeys(made, "article")}.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text)
        return self.code


def facts(value: float, study: str = "ecuador") -> dict[str, str]:
    fact = {"value": value, "kind": "number", "text": {"en": f"{value:.2f}"}}
    return {f"results/{study}/facts.json": json.dumps({"facts": {"s.beta": fact}})}


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
def run(project: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    def run_verify(**options: str) -> Outcome:
        given = {"deposit": None, "study": None, "rebuilt": None, "report": None, **options}
        code = verify_command.run(Namespace(folder=project, **given), project)
        return code, *capsys.readouterr()

    return run_verify


def test_equal_results_are_a_full_reproduction(
    builder: Builder, project: Path, run: Callable[..., Outcome]
) -> None:
    paths = [path.relative_to(project).as_posix() for path in documents(project, False)]
    builder(project, [*paths, "results/_manuscript.yml"])
    builder.built.clear()
    code, out, _ = run()
    assert code == FULL
    assert "all as their hashes say" in out
    assert out.splitlines()[-2] == "Full reproduction."
    assert len(builder.built) == 1 and builder.built[0] != project


def test_without_results_it_builds_first(
    builder: Builder, project: Path, run: Callable[..., Outcome]
) -> None:
    code, out, _ = run()
    assert code == FULL
    assert builder.built[0] == project
    assert len(builder.built) == 2
    first, again = "There are no results to compare with yet", "Building again from the raw files"
    assert out.index(first) < out.index(again)
    assert first not in run()[1]


def test_another_number_is_named_with_both_sides(
    builder: Builder, project: Path, run: Callable[..., Outcome]
) -> None:
    run()
    builder.results = facts(0.6)
    code, out, _ = run()
    assert code == PARTIAL
    assert "different: facts.json: s.beta, value" in out
    assert "published: 0.5 | rebuilt: 0.6" in out
    report = json.loads((project / "verification/report.json").read_text())
    assert report["verdict"] == "partial"
    [study] = report["studies"]
    assert {one["place"] for one in study["differences"]} == {"s.beta, value", "s.beta, text.en"}


@pytest.mark.parametrize(
    ("value", "code"), [(0.5 + 1e-12, FULL), (0.5 + 1e-5, MINOR), (0.5 + 1e-3, PARTIAL)]
)
def test_the_distance_of_a_number_decides(
    builder: Builder, run: Callable[..., Outcome], value: float, code: int
) -> None:
    run()
    builder.results = facts(value)
    assert run()[0] == code


def test_a_changed_raw_file_stops_it_before_any_build(
    builder: Builder, project: Path, run: Callable[..., Outcome]
) -> None:
    for name in ("cases", "translations"):
        with (project / f"data/ecuador/cases/{name}.csv").open("a") as stream:
            stream.write("\n")
    code, out, err = run()
    assert code == NOT_ABLE
    lines = [line for line in err.splitlines() if line.startswith("error: ")]
    assert "cases/cases.csv: differs from its hash" in lines[0]
    assert "cases/translations.csv" in lines[1] and len(lines) == 2
    assert builder.built == []
    assert "Not able to reproduce." in out


def test_a_failed_rebuild_is_none(
    builder: Builder, project: Path, run: Callable[..., Outcome]
) -> None:
    run()
    builder.code = 1
    assert run()[0] == NOT_ABLE
    report = json.loads((project / "verification/report.json").read_text())
    assert (report["rebuild"], report["studies"]) == ("failed", [])


def test_who_stops_it_gets_no_verdict(
    builder: Builder, project: Path, run: Callable[..., Outcome]
) -> None:
    builder.code = 130
    with pytest.raises(KeyboardInterrupt):
        run()
    assert builder.built == [project]
    assert not (project / "verification").exists()


def test_a_missing_document_is_built_before_anything_is_compared(
    builder: Builder, project: Path, run: Callable[..., Outcome]
) -> None:
    run()
    builder.built.clear()
    assert run()[0] == FULL
    assert project not in builder.built
    (project / "results/ecuador/article.en.html").unlink()
    assert run()[0] == FULL
    assert project in builder.built


def test_files_of_one_side_alone_are_named(
    builder: Builder, project: Path, run: Callable[..., Outcome]
) -> None:
    run()
    builder.results["results/ecuador/new.csv"] = "a\n1\n"
    (project / "results/ecuador/tables").mkdir()
    (project / "results/ecuador/tables/old.csv").write_text("a\n1\n")
    code, out, _ = run()
    assert code == PARTIAL
    told = out.splitlines()
    assert "  missing: new.csv" in told and "  extra: tables/old.csv" in told


def test_the_logs_of_a_failed_rebuild_are_kept_and_old_ones_are_not(
    builder: Builder, project: Path, run: Callable[..., Outcome]
) -> None:
    run()
    builder.code = 1
    for log in ("one", "two"):
        builder.results = {f"logs/ecuador/{log}.log": log}
        assert "logs/verify/." in run()[2]
        kept = [path.name for path in (project / "logs/verify").rglob("*.log")]
        assert kept == [f"{log}.log"]


@pytest.mark.parametrize("changed", ["ecuador", "peru"])
def test_of_several_studies_the_worst_decides(
    builder: Builder, run: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    ecuador = load_study("ecuador")
    both = [ecuador, ecuador.model_copy(update={"study": "peru"})]
    monkeypatch.setattr(verify_command, "chosen_studies", lambda *_args, **_more: both)
    monkeypatch.setattr(data_package, "check", lambda *_: [])
    monkeypatch.setattr(data_package, "raw_files", lambda *_: ["a.csv"])
    builder.results = {**facts(0.5), **facts(0.5, "peru")}
    assert run()[0] == FULL
    builder.results |= facts(0.6, changed)
    found, out, _ = run()
    assert found == PARTIAL
    assert "Raw files: 2, all" in out
    assert "Results of ecuador:\n" in out and "Results of peru:\n" in out


def test_another_studys_documents_are_neither_built_nor_missed(
    builder: Builder, run: Callable[..., Outcome], project: Path
) -> None:
    shutil.copytree(project / "config/studies/ecuador", project / "config/studies/peru")
    assert run()[0] == FULL
    for folder in builder.built:
        assert not (folder / "results/peru").exists()


def test_studies_in_other_languages_are_rebuilt_apart_and_then_compared(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []

    def build(root: Path, arguments: list[str], variables: object = None) -> int:
        asked.append(arguments)
        return 0

    monkeypatch.setattr(rebuilding, "_build", build)
    both = ["ecuador", "peru-simulated"]
    with rebuilding.rebuilt(both, project, project / "logs/verify") as results:
        assert results.name == "results"
    assert [run[run.index("--config") + 1 :] for run in asked] == [
        ["studies=[ecuador]"],
        ["studies=[peru-simulated]"],
        ["studies=[ecuador,peru-simulated]", "pooled=true"],
    ]
    assert asked[2][0] == "results/pooled/comparison.es.html"
    assert rebuilding.result_folders(both, project) == [*both, "pooled"]


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


def test_results_built_elsewhere_stand_in_for_a_rebuild(
    builder: Builder, project: Path, run: Callable[..., Outcome], tmp_path: Path
) -> None:
    run()
    builder.built.clear()
    shutil.copytree(project / "results", tmp_path / "theirs")
    assert run(rebuilt="../theirs")[0] == FULL
    assert run(rebuilt="../theirs/ecuador", report="../filed")[0] == FULL
    assert sorted(path.name for path in (tmp_path / "filed").iterdir()) == [
        *("certificate.md", "codecheck.yml", "report.html", "report.json", "report.md")
    ]
    (tmp_path / "theirs/ecuador/facts.json").write_text(facts(0.7)["results/ecuador/facts.json"])
    assert run(rebuilt="../theirs")[0] == PARTIAL
    assert builder.built == []
    with pytest.raises(DataError, match="holds no results of ecuador"):
        run(rebuilt="..")


def test_a_study_is_no_deposit(run: Callable[..., Outcome]) -> None:
    with pytest.raises(DataError, match="alianzas verify --study ecuador"):
        run(deposit="ecuador")
    assert run(deposit="nowhere.zip")[0] == 2, "what is not there cannot be verified"
