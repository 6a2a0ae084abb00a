import subprocess

import pytest

from alianzas import software


@pytest.fixture
def repository(tmp_path, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    (tmp_path / "CITATION.cff").write_text("date-released: 2026-02-03\n")
    return tmp_path


def git(folder, *arguments):
    identity = ["-c", "user.name=T", "-c", "user.email=t@example.org"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def test_the_date_is_the_environments_then_the_commits_then_the_release(repository, monkeypatch):
    assert software.source_date_epoch(repository) == 1770076800  # 2026-02-03, no repository yet
    git(repository, "init")
    git(repository, "add", "-A")
    git(repository, "commit", "-m", "x", "--date", "2026-03-01T00:00:00Z")
    committed = software.source_date_epoch(repository)
    assert committed > 1770076800
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "12345")
    assert software.source_date_epoch(repository) == 12345


@pytest.mark.parametrize(
    ("wanted", "there", "engine"),
    [
        ("auto", "1.9.38", "quarto"),
        ("auto", "1.10.2", "quarto"),
        ("auto", "1.8.25", "pandoc"),
        ("auto", None, "pandoc"),
        ("pandoc", "1.9.38", "pandoc"),
        ("quarto", None, "quarto"),
    ],
)
def test_the_engine(monkeypatch, tmp_path, wanted, there, engine):
    monkeypatch.setenv("PATH", str(tmp_path))
    if there is not None:
        program = tmp_path / "quarto"
        program.write_text(f"#!/bin/sh\necho {there}\n")
        program.chmod(0o755)
    assert software.resolve_engine(wanted) == engine


def test_versions_name_python_and_every_library_of_the_colophon():
    assert set(software.versions()) == {"python", *software.NAMED}
