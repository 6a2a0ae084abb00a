"""What Git, or a downloaded archive, says about the source that is built.

Only a repository whose top is the compendium's own folder is asked: an archive unpacked inside
somebody else's repository must not report that one's commit.
"""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import TypedDict

#: `git archive`, and with it the ZIP download of GitHub and others, writes the commit in here.
ARCHIVED = ".git_archival.txt"
#: What names another repository when a build is started from one of Git's hooks.
_OTHERS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY")


class State(TypedDict):
    """The commit (10 digits), and whether the source differs from it; None where that is unknown."""

    commit: str | None
    modified: bool | None


def git(root: Path | str, *arguments: str) -> str | None:
    """Return what Git answers about the repository at ``root``; None where it has no answer."""
    # The real path: Git compares it with the one it finds by going up.
    top = os.path.realpath(root)
    environment = {name: value for name, value in os.environ.items() if name not in _OTHERS}
    # Git does not trust folders of another user, as a container often sees them, since a
    # repository's settings can run programs. Whoever builds runs this one's programs anyway.
    trust = f"safe.directory={top}"
    try:
        done = subprocess.run(
            ["git", "--no-optional-locks", "-c", trust, *arguments],
            cwd=top,
            env={**environment, "GIT_CEILING_DIRECTORIES": os.path.dirname(top)},  # noqa: PTH120
            capture_output=True,
            encoding="utf-8",
            check=True,
            timeout=20,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.rstrip("\n")


def state(root: Path | str = ".") -> State:
    """Return the commit of the source, and whether it was changed."""
    commit = git(root, "rev-parse", "--short=10", "HEAD")
    if commit:
        return State(commit=commit, modified=bool(_changes(root)))
    archived = _archived(root)
    return State(commit=archived[:10] if archived else None, modified=None)


def _changes(root: Path | str) -> str | None:
    """Return Git's list of the tracked files that were changed."""
    return git(root, "status", "--porcelain", "--untracked-files=no")


def _archived(root: Path | str) -> str | None:
    """Return the commit that an archive names; None where none is filled in."""
    try:
        text = Path(root, ARCHIVED).read_text(encoding="utf-8")
    except OSError:
        return None
    found = re.search(r"^commit: ([0-9a-f]+)$", text, re.MULTILINE)
    return found[1] if found else None
