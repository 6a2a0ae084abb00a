"""A copy of the compendium with nothing built, in a temporary folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: What a build or a set-up makes; never copied where Git cannot tell what belongs.
_MADE = (".venv", "results", "logs", ".snakemake", "__pycache__", "*.egg-info", ".*_cache")


@contextmanager
def cold_copy(root: Path) -> Iterator[Path]:
    """Give a copy of ``root`` without results; it is removed afterwards.

    In a Git repository it holds exactly the tracked files as they are now, on the same commit; an
    archive without Git is copied but for what a build makes.
    """
    with tempfile.TemporaryDirectory(prefix="alianzas-") as folder:
        copy = Path(folder).resolve() / root.name
        if (root / ".git").exists() and shutil.which("git"):
            _clone(root, copy)
        else:
            shutil.copytree(root, copy, ignore=shutil.ignore_patterns(*_MADE))
        yield copy


def _clone(root: Path, copy: Path) -> None:
    def git(*arguments: str | Path, where: Path = root) -> str:
        command = ["git", *map(str, arguments)]
        return subprocess.run(
            command, cwd=where, check=True, capture_output=True, encoding="utf-8"
        ).stdout

    git("clone", "--quiet", "--shared", "--no-checkout", root, copy)
    index = root / git("rev-parse", "--git-path", "index").strip()
    shutil.copyfile(index, copy / ".git" / "index")
    for name in filter(None, git("ls-files", "-z").split("\0")):
        if (root / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / name, copy / name)
            shutil.copymode(root / name, copy / name)


def environment_of(copy: Path) -> dict[str, str]:
    """Return the variables with which Python finds the library in ``copy``, not the installed one."""
    path = os.environ.get("PYTHONPATH")
    return {"PYTHONPATH": f"{copy / 'workflow'}{os.pathsep + path if path else ''}"}
