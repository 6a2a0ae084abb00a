"""``alianzas preview``: what it shows, what it says, how it ends."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from alianzas.commandline.main import main
from alianzas.commandline.preview_command import chosen_subject, has_screen
from honest_results.code_tracking import library_paths
from honest_results.preview.subject import Subject
from human_files.errors import UserError

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A compendium of two studies whose facts are there."""
    shutil.copytree(ROOT / "config", tmp_path / "config")
    shutil.copytree(ROOT / "config/studies/ecuador", tmp_path / "config/studies/peru")
    (tmp_path / "config/config.yaml").write_text("studies: [ecuador, peru]\nlanguages: [en, es]\n")
    (tmp_path / "Snakefile").touch()
    for name in ("ecuador", "peru"):
        put_facts(tmp_path / "results" / name, ["en", "es"])
    monkeypatch.chdir(tmp_path)
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "es_EC.UTF-8")
    return tmp_path


@pytest.fixture
def english(built: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, before a person who reads English."""
    monkeypatch.setenv("LANGUAGE", "en")
    return built


def put_facts(folder: Path, languages: list[str]) -> None:
    folder.mkdir(parents=True)
    (folder / "facts.json").write_text(json.dumps({"languages": languages, "facts": {}}))


def chosen(**options: object) -> Subject:
    given = {"document": None, "study": None, "language": None, "draft": False, **options}
    return chosen_subject(Namespace(**given), Path.cwd())


@pytest.mark.parametrize(
    ("options", "name", "study"),
    [
        ({}, "article.es", "ecuador"),
        ({"language": "en"}, "article.en", "ecuador"),
        ({"document": "appendix", "study": "peru"}, "appendix.es", "peru"),
        ({"document": "claims.en"}, "claims.en", "ecuador"),
        ({"document": "manuscript/article.en.qmd"}, "article.en", "ecuador"),
        ({"document": "article.qmd"}, "article.es", "ecuador"),
        ({"document": "article.en", "language": "es"}, "article.es", "ecuador"),
    ],
)
def test_what_is_named_is_shown_and_else_the_first(
    built: Path, options: dict[str, object], name: str, study: str
) -> None:
    subject = chosen(**options)
    assert (subject.name, subject.study, subject.is_draft) == (name, study, False)
    assert subject.results == Path("results", study)


def test_with_one_language_it_is_that_whatever_the_terminals(built: Path) -> None:
    (built / "config/config.yaml").write_text("studies: [peru]\nlanguages: [en]\n")
    assert chosen().name == "article.en" and chosen().study == "peru"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"document": "artcle"}, 'Did you mean "article"?'),
        ({"document": "article.fr"}, '"fr" is not among them'),
        ({"study": "equador"}, 'Did you mean "ecuador"?'),
    ],
)
def test_a_name_that_there_is_not_is_told(
    english: Path, options: dict[str, object], told: str
) -> None:
    with pytest.raises(UserError) as wrong:
        chosen(**options)
    assert told in str(wrong.value)


def test_without_results_it_says_what_to_run(
    english: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(english / "results")
    assert main(["preview"]) == 1
    error = capsys.readouterr().err
    assert "results/ecuador/facts.json: does not exist yet." in error
    assert "Run `make paper STUDY=" in error and "make draft" in error
    assert main(["preview", "--draft"]) == 1
    assert "Run `make draft STUDY=" in capsys.readouterr().err


def test_a_draft_is_shown_in_its_own_language_and_no_other(english: Path) -> None:
    put_facts(english / "draft/results/ecuador", ["en"])
    subject = chosen(draft=True)
    assert subject.name == "article.en" and subject.is_draft
    assert subject.results == Path("draft/results/ecuador")
    with pytest.raises(UserError, match="make draft STUDY=ecuador LANGUAGE=es"):
        chosen(draft=True, language="es")
    with pytest.raises(UserError, match=r"draft/results/peru/facts\.json: does not exist yet"):
        chosen(draft=True, study="peru")


def test_a_draft_may_be_of_a_study_that_is_not_built_yet(english: Path) -> None:
    (english / "config/config.yaml").write_text("studies: [ecuador]\nlanguages: [en, es]\n")
    put_facts(english / "draft/results/peru", ["es"])
    assert chosen(draft=True, study="peru").study == "peru"
    facts = english / "results/peru/facts.json"
    by_itself = facts.read_text()
    facts.unlink()
    with pytest.raises(UserError, match="add it: studies: \\[ecuador, peru\\]"):
        chosen(study="peru")
    facts.write_text(by_itself)  # as `make paper STUDY=peru` does
    assert chosen(study="peru").study == "peru"


def test_a_browser_is_opened_only_where_there_is_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert not has_screen()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert has_screen()


@contextmanager
def running(folder: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    code = "import sys; from alianzas.commandline.main import main; sys.exit(main())"
    with subprocess.Popen(
        [sys.executable, "-c", code, "preview", "--no-browser", *options],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(map(str, library_paths(ROOT / "workflow"))),
            "LANG": "C.UTF-8",
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        # A shell starts what is in the background with SIGINT ignored, and that is inherited.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        yield process
        process.kill()


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_ended_and_ends_in_one_line(built: Path, by: signal.Signals) -> None:
    with running(built, "claims.en") as process:
        assert process.stdout
        first = process.stdout.readline()
        assert first.startswith("manuscript/claims.en.qmd, ecuador: http://127.0.0.1:")
        address = first.split()[-1]
        with urllib.request.urlopen(address, timeout=60) as answer:
            assert b"data-preview" in answer.read()
        time.sleep(0.5)
        process.send_signal(by)
        said = process.stdout.read()
        assert process.wait(60) == 0
        assert said.endswith("\nThe preview has ended.\n")
        assert "Traceback" not in said
        with pytest.raises(OSError):
            urllib.request.urlopen(address, timeout=5)


def test_a_port_that_is_taken_is_told(built: Path) -> None:
    with running(built) as process:
        assert process.stdout
        port = process.stdout.readline().split()[-1].split(":")[2].split("/")[0]
        with running(built, "--port", port) as second:
            assert second.stdout
            assert f"error: --port {port}: nothing can be served there" in second.stdout.read()
            assert second.wait(60) == 1
