"""The cold copy holds what a clone would, as it stands now, and nothing that was built."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from honest_results.build.cold_copy import cold_copy, environment_of
from honest_results.build.repository import state


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    (root / "data").mkdir(parents=True)
    (root / "data/a.csv").write_text("a\n")
    (root / "gone.txt").write_text("")
    return root


@pytest.fixture
def repository(project: Path) -> Path:
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    for command in (["init", "-q"], ["add", "-A"], [*identity, "commit", "-q", "-m", "One"]):
        subprocess.run(["git", *command], cwd=project, check=True)
    return project


def files(folder: Path) -> set[str]:
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {path.as_posix() for path in found if path.parts[0] != ".git"}


def test_it_holds_the_tracked_files_as_they_are_now(repository: Path) -> None:
    (repository / "data/a.csv").write_text("changed\n")
    (repository / "gone.txt").unlink()
    (repository / "untracked.csv").write_text("")
    (repository / "results").mkdir()
    (repository / "results/old.txt").write_text("")
    with cold_copy(repository) as copy:
        assert files(copy) == {"data/a.csv"}
        assert (copy / "data/a.csv").read_text() == "changed\n"
        assert state(copy) == state(repository)
        assert state(copy)["modified"]
    assert not copy.exists()


def test_a_clean_repository_gives_a_clean_copy(repository: Path) -> None:
    with cold_copy(repository) as copy:
        assert files(copy) == {"data/a.csv", "gone.txt"}
        assert state(copy) == state(repository)
        assert state(copy)["modified"] is False


def test_links_are_copied_as_links(repository: Path) -> None:
    (repository / "link").symlink_to("data")
    subprocess.run(["git", "add", "link"], cwd=repository, check=True)
    with cold_copy(repository) as copy:
        assert (copy / "link").readlink() == Path("data")


def test_a_repository_that_git_cannot_read_is_copied_without_it(project: Path) -> None:
    (project / ".git").mkdir()
    (project / ".git/HEAD").write_text("broken")
    with cold_copy(project) as copy:
        assert files(copy) == {"data/a.csv", "gone.txt"}
        assert not (copy / ".git").exists()


def test_without_git_everything_but_what_a_build_makes_is_copied(project: Path) -> None:
    for folder in ("results", ".venv", ".snakemake", "draft"):
        (project / folder).mkdir()
        (project / folder / "made").write_text("")
    with cold_copy(project) as copy:
        assert files(copy) == {"data/a.csv", "gone.txt"}


def test_the_copys_own_library_comes_first(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    assert environment_of(project) == {"PYTHONPATH": f"{project}/workflow:/elsewhere"}
