"""The source of one commit: nothing that Git does not track, and nothing that was changed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from honest_results.deposit.source_tree import clean_commit, export
from human_files.errors import DataError

IDENTITY = ("-c", "user.name=Test", "-c", "user.email=test@example.org")


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *IDENTITY, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "study (1)"
    files = {
        ".git_archival.txt": "commit: $Format:%H$\n",
        ".gitattributes": ".git_archival.txt export-subst\n",
        ".gitignore": "/results/\n",
        "Snakefile": "",
        "data/peru/año.csv": "a\n",
        "data/ecuador/a.csv": "a\n",
        "data/ecuador-norte/a.csv": "a\n",
        "workflow/run.sh": "#!/bin/sh\n",
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "workflow/run.sh").chmod(0o755)
    (folder / "profiles").symlink_to("workflow")
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "One")
    return folder


def test_the_files_of_the_commit_are_exported_without_links_and_others_folders(
    repository: Path, tmp_path: Path
) -> None:
    commit = clean_commit(repository)
    (repository / "results").mkdir()
    (repository / "results/secret.csv").write_text("a")
    (repository / "notes.txt").write_text("untracked")
    folder = tmp_path / "deposit"
    links = export(repository, commit.digits, folder, ["data/ecuador", "config/studies/ecuador"])
    assert links == ["profiles"]
    found = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    assert found == [
        ".git_archival.txt",
        ".gitattributes",
        ".gitignore",
        "Snakefile",
        "data/ecuador-norte/a.csv",
        "data/peru/año.csv",
        "workflow/run.sh",
    ]
    assert (folder / ".git_archival.txt").read_text() == f"commit: {commit.digits}\n"
    assert (folder / "workflow/run.sh").stat().st_mode & 0o100
    assert not (folder / "data/ecuador").exists()


def test_changed_files_are_named(repository: Path) -> None:
    (repository / "data/peru/año.csv").write_text("b\n")
    git(repository, "rm", "-q", "--cached", "Snakefile")
    with pytest.raises(DataError) as caught:
        clean_commit(repository)
    said = str(caught.value)
    assert "2 files are not as in the last commit." in said
    assert "data/peru/año.csv" in said
    assert "Snakefile" in said
    assert "Commit the changes" in said


def test_a_forgotten_input_is_named_and_other_files_are_left_alone(repository: Path) -> None:
    (repository / "notes.txt").write_text("mine")
    clean_commit(repository)
    (repository / "data/peru/new.csv").write_text("a\n")
    with pytest.raises(DataError) as caught:
        clean_commit(repository)
    assert "data/peru/new.csv: 1 file that a build may read is not in Git" in str(caught.value)


def test_many_changed_files_are_counted(repository: Path) -> None:
    for number in range(9):
        (repository / f"data/peru/{number}.csv").write_text("a\n")
    with pytest.raises(DataError, match=r"0\.csv, .*4\.csv … \(\+4\): 9 files that"):
        clean_commit(repository)


@pytest.mark.parametrize("made", [False, True])
def test_what_is_no_repository_says_what_to_do(tmp_path: Path, made: bool) -> None:
    folder = tmp_path / "download"
    folder.mkdir()
    if made:
        git(folder, "init", "-q")  # without a commit
    with pytest.raises(DataError) as caught:
        clean_commit(folder)
    assert "download: is no Git repository with a commit" in str(caught.value)
    assert "git clone" in str(caught.value)


def test_without_git_on_the_path_it_says_so_too(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(DataError, match="with git on the PATH"):
        clean_commit(repository)


def test_a_folder_inside_somebody_elses_repository_is_not_taken_for_theirs(
    repository: Path,
) -> None:
    inside = repository / "data"
    with pytest.raises(DataError, match="is no Git repository"):
        clean_commit(inside)
