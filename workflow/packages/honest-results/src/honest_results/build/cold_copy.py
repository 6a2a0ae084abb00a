"""A copy of the compendium with nothing built, in a temporary folder."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from honest_results.build.repository import git
from honest_results.code_tracking import library_paths
from honest_results.project import MADE

#: Folders that Git, an installation, a build or a check makes beside the files of a compendium.
BESIDE = (
    *(".git", ".venv", *MADE, "logs", ".snakemake", "draft", ".check", "scratch"),
    *("verification", "deposits", "instruments"),
)
#: What is not copied where nobody says what belongs.
_LEFT_OUT = (*BESIDE, "published", "__pycache__", "*.egg-info", ".*_cache")


@contextmanager
def cold_copy(root: Path, files: Sequence[str] | None = None) -> Iterator[Path]:
    """Provide a copy of ``root`` without results, and remove it afterwards.

    In a Git repository it holds exactly the tracked files as they are now, on the same commit; an
    archive without Git is copied except for what a build makes, or only its ``files``, if given.
    """
    with tempfile.TemporaryDirectory(prefix="honest-results-") as folder:
        copy = Path(folder).resolve() / root.name
        commit = git(root, "rev-parse", "HEAD")
        if commit:
            _copy_tracked(root, copy, commit)
        elif files is not None:
            copy.mkdir()
            _copy_files(root, copy, files)
        else:
            shutil.copytree(root, copy, ignore=shutil.ignore_patterns(*_LEFT_OUT), symlinks=True)
        yield copy


def _copy_tracked(root: Path, copy: Path, commit: str) -> None:
    """Copy the tracked files into a repository of their own that borrows the original's history."""
    copy.mkdir()
    git(copy, "init", "--quiet")
    objects, index = (_inside(root, name) for name in ("objects", "index"))
    (copy / ".git/objects/info/alternates").write_text(f"{objects}\n", encoding="utf-8")
    (copy / ".git/HEAD").write_text(f"{commit}\n", encoding="utf-8")
    shutil.copyfile(index, copy / ".git/index")
    _copy_files(root, copy, [*filter(None, (git(root, "ls-files", "-z") or "").split("\0"))])


def _copy_files(root: Path, copy: Path, files: Sequence[str]) -> None:
    """Copy files by their path from the top."""
    for name in files:
        source, target = root / name, copy / name
        if source.is_file() or source.is_symlink():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target, follow_symlinks=False)


def _inside(root: Path, name: str) -> Path:
    """Return the path of a part of the repository's own data, also in a linked worktree."""
    return root / (git(root, "rev-parse", "--git-path", name) or f".git/{name}")


def environment_of(copy: Path) -> dict[str, str]:
    """Return the variables with which Python finds the library in ``copy``, not the installed one."""
    paths = [*map(str, library_paths(copy / "workflow")), os.environ.get("PYTHONPATH")]
    return {"PYTHONPATH": os.pathsep.join(filter(None, paths))}
