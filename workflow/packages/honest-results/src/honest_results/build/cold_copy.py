"""A copy of the compendium with nothing built, in a temporary folder."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from honest_results.build.repository import git
from honest_results.code_tracking import library_paths
from honest_results.project import MADE

#: What a build or an installation makes; not copied where Git cannot say what belongs.
_MADE = (
    *(".git", ".venv", *MADE, "logs", ".snakemake", "draft", ".check", "scratch"),
    *("__pycache__", "*.egg-info", ".*_cache"),
)


@contextmanager
def cold_copy(root: Path) -> Iterator[Path]:
    """Provide a copy of ``root`` without results, and remove it afterwards.

    In a Git repository it holds exactly the tracked files as they are now, on the same commit; an
    archive without Git is copied except for what a build makes.
    """
    with tempfile.TemporaryDirectory(prefix="honest-results-") as folder:
        copy = Path(folder).resolve() / root.name
        commit = git(root, "rev-parse", "HEAD")
        if commit:
            _copy_tracked(root, copy, commit)
        else:
            shutil.copytree(root, copy, ignore=shutil.ignore_patterns(*_MADE), symlinks=True)
        yield copy


def _copy_tracked(root: Path, copy: Path, commit: str) -> None:
    """Copy the tracked files into a repository of their own that borrows the original's history."""
    copy.mkdir()
    git(copy, "init", "--quiet")
    objects, index = (_inside(root, name) for name in ("objects", "index"))
    (copy / ".git/objects/info/alternates").write_text(f"{objects}\n", encoding="utf-8")
    (copy / ".git/HEAD").write_text(f"{commit}\n", encoding="utf-8")
    shutil.copyfile(index, copy / ".git/index")
    for name in filter(None, (git(root, "ls-files", "-z") or "").split("\0")):
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
