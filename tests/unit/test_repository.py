"""The source is named by its own repository or archive, never by somebody else's."""

from __future__ import annotations

import os
import subprocess
import zipfile
from pathlib import Path

import pytest

from honest_results.build import repository

ROOT = Path(__file__).resolve().parents[2]
UNKNOWN = {"commit": None, "modified": None}
DAY = 1767225600


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=T", "-c", "user.email=t@example.org"]
    dates = {f"GIT_{who}_DATE": f"{DAY} +0000" for who in ("AUTHOR", "COMMITTER")}
    subprocess.run(
        ["git", *identity, *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        env={**os.environ, **dates},
    )


@pytest.fixture
def ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A compendium's folder, deep in a folder that may become a repository."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    folder = tmp_path / "theirs" / "ours (1)"
    folder.mkdir(parents=True)
    (folder / "CITATION.cff").write_text("date-released: 2025-02-03\n")
    for name in (repository.ARCHIVED, ".gitattributes"):
        (folder / name).write_bytes((ROOT / name).read_bytes())
    return folder


def commit(folder: Path) -> Path:
    git(folder, "init")
    git(folder, "add", "-A")
    git(folder, "commit", "-m", "x")
    return folder


def test_a_repository_names_its_commit_and_whether_files_changed(ours: Path) -> None:
    assert repository.state(ours) == UNKNOWN
    found = repository.state(commit(ours))
    assert found["commit"] and len(found["commit"]) == 10
    assert found["modified"] is False
    (ours / "CITATION.cff").write_text("changed")
    assert repository.state(ours)["modified"] is True


def test_somebody_elses_repository_around_ours_is_not_asked(ours: Path) -> None:
    commit(ours.parent)
    assert repository.state(ours) == UNKNOWN


def test_a_broken_repository_of_ours_is_not_replaced_by_theirs(ours: Path) -> None:
    commit(ours.parent)
    (ours / ".git").mkdir()
    assert repository.state(ours) == UNKNOWN


def test_a_link_to_ours_is_ours(ours: Path, tmp_path: Path) -> None:
    found = repository.state(commit(ours))
    (tmp_path / "link").symlink_to(ours)
    assert repository.state(tmp_path / "link") == found != UNKNOWN


def test_a_hook_of_another_repository_does_not_speak_for_ours(
    ours: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(ours.parent)
    monkeypatch.setenv("GIT_DIR", str(ours.parent / ".git"))
    assert repository.state(ours) == UNKNOWN


def test_a_downloaded_archive_knows_its_commit(ours: Path, tmp_path: Path) -> None:
    named = repository.state(commit(ours))["commit"]
    git(ours, "archive", "--output", str(tmp_path / "ours.zip"), "HEAD")
    unpacked = tmp_path / "unpacked"
    with zipfile.ZipFile(tmp_path / "ours.zip") as archive:
        archive.extractall(unpacked)
    assert repository.state(unpacked) == {"commit": named, "modified": None}


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give files away")
def test_a_repository_of_another_user_is_still_ours(ours: Path) -> None:
    found = repository.state(commit(ours))
    for path in (ours, *ours.rglob("*")):
        os.chown(path, 12345, 12345)
    assert repository.state(ours) == found != UNKNOWN
