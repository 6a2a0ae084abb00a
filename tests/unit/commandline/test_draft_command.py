"""``alianzas draft``: what is drafted, and with which words for Snakemake."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from alianzas.commandline import draft_command as command
from alianzas.commandline.draft_command import arguments, chosen_draft, pages_of
from alianzas.commandline.main import main
from honest_results.build import draft_folder
from honest_results.build.draft import Draft
from human_files.errors import UserError

ROOT = Path(__file__).resolve().parents[3]


def test_the_first_study_and_the_terminals_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("LANGUAGE", "es_EC:es")
    assert chosen_draft(None, None, ROOT) == Draft(study="ecuador", language="es")
    assert chosen_draft("ecuador", "en", ROOT) == Draft(study="ecuador", language="en")


def test_what_there_is_not_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    with pytest.raises(UserError, match='Did you mean "ecuador"'):
        chosen_draft("equador", None, ROOT)
    with pytest.raises(UserError, match='not include the language "fr"'):
        chosen_draft("ecuador", "fr", ROOT)


def test_every_document_has_a_page_in_the_one_language() -> None:
    draft = Draft(study="ecuador", language="es")
    assert pages_of(draft, ROOT) == [
        f"results/ecuador/{name}.es.html" for name in ("article", "appendix", "claims")
    ]
    said = arguments(draft, ["results/ecuador/article.es.html"])
    assert said[0] == "results/ecuador/article.es.html"
    assert said[1] == "--config" and len(said) == 3
    name, _, value = said[2].partition("=")
    assert name == "draft" and json.loads(value) == {"study": "ecuador", "language": "es"}


@pytest.fixture
def compendium(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in draft_folder.INPUTS:
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_it_is_made_in_its_own_folder_and_pages_in_other_languages_go(
    compendium: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folders: list[Path] = []

    def run(folder: Path, _arguments: object, display: object) -> int:
        folders.append(folder)
        return 0

    monkeypatch.setattr(command, "run_with_display", run)
    results = compendium / "draft/results"
    (compendium / "draft").mkdir()
    draft_folder.prepare(compendium)
    for page in ("ecuador/article.en.html", "ecuador/article.es.html", "peru/article.en.html"):
        (results / page).parent.mkdir(parents=True, exist_ok=True)
        (results / page).touch()
    assert main(["draft", "--language", "es"]) == 0
    assert folders == [compendium / "draft"]
    left = {path.relative_to(results).as_posix() for path in results.rglob("*.html")}
    assert left == {"ecuador/article.es.html", "peru/article.en.html"}
    said = capsys.readouterr().out
    assert "not for citation" in said and "  draft/results/ecuador/article.es.html" in said
    assert not (compendium / "results").exists()


def test_logs_are_named_from_the_top(
    compendium: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(_folder: Path, _arguments: object, display: object) -> int:
        display.handle({"event": "start", "job": 1, "rule": "x", "wildcards": []})  # type: ignore[attr-defined]
        display.handle({"event": "fail", "jobs": [1], "log": ["logs/ecuador/x.log"]})  # type: ignore[attr-defined]
        return 1

    monkeypatch.setattr(command, "run_with_display", run)
    assert main(["draft"]) == 1
    assert "log: draft/logs/ecuador/x.log" in capsys.readouterr().err
