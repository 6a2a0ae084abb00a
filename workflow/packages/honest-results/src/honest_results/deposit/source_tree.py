"""The source of one commit as files in a folder: all that Git tracks, and nothing else."""

from __future__ import annotations

import tarfile
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from honest_results.build.repository import git
from human_files.errors import DataError, Problem
from human_files.language.messages import counted_message, message, template

#: Where a file that Git does not know would take part in a build.
_BUILT_FROM = ("Snakefile", "config", "data", "manuscript", "workflow")
#: How many files a message names.
_NAMED = 5
_WITHOUT_GIT = template(
    "Work in a clone of the repository (git clone), with git on the PATH. What was downloaded as a "
    "ZIP, or is a deposit already, can be built and verified, and deposited as it is."
)


class Commit(NamedTuple):
    """A commit: its 40 digits, and when it was made."""

    digits: str
    date: datetime


def clean_commit(root: Path) -> Commit:
    """Return the commit at hand, from which no file differs.

    Raises DataError where there is no Git or no commit, where tracked files were changed, and where
    files that a build would read are not tracked.
    """
    found = (git(root, "log", "-1", "--format=%H %ct") or "").split()
    if len(found) != 2:
        raise DataError(
            Problem(
                str(root.name),
                message("is no Git repository with a commit, so it cannot be deposited."),
                message(_WITHOUT_GIT),
            )
        )
    changed = [line[3:] for line in _status(root, "--untracked-files=no")]
    if changed:
        raise DataError(
            Problem(
                _named(changed),
                counted_message(
                    len(changed),
                    "{n} file is not as in the last commit.",
                    "{n} files are not as in the last commit.",
                ),
                message(
                    "Commit the changes (git commit -a) or undo them (git restore), and repeat."
                ),
            )
        )
    unknown = [line[3:] for line in _status(root, "--untracked-files=all", "--", *_BUILT_FROM)]
    if unknown:
        raise DataError(
            Problem(
                _named(unknown),
                counted_message(
                    len(unknown),
                    "{n} file that a build may read is not in Git, so a deposit would lack it.",
                    "{n} files that a build may read are not in Git, so a deposit would lack them.",
                ),
                message("Add and commit what belongs to the study; move or ignore the rest."),
            )
        )
    return Commit(found[0], datetime.fromtimestamp(int(found[1]), UTC))


def _status(root: Path, *options: str) -> list[str]:
    """Return the lines of Git's short status."""
    said = git(root, "-c", "core.quotePath=false", "status", "--porcelain", *options)
    return (said or "").splitlines()


def _named(files: list[str]) -> str:
    """Return the first of several files, and how many more there are."""
    more = len(files) - _NAMED
    return ", ".join(files[:_NAMED]) + (f" … (+{more})" if more > 0 else "")


def export(root: Path, commit: str, folder: Path, left_out: Iterable[str] = ()) -> list[str]:
    """Write the files of a commit to ``folder``, as ``git archive`` gives them.

    Parameters
    ----------
    root : path
        Top of the repository.
    commit : str
        The commit.
    folder : path
        Where to; it is made.
    left_out : iterable of str
        Folders that are not written, from the top.

    Returns
    -------
    list of str
        The links among the tracked files, which are not written: archives and other systems make
        files of them that mean nothing.
    """
    skipped = tuple(f"{name.rstrip('/')}/" for name in left_out)
    links = []
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory(prefix="honest-results-") as temporary:
        archive = Path(temporary, "source.tar")
        if git(root, "archive", "--format=tar", f"--output={archive}", commit) is None:
            raise RuntimeError(f"git archive {commit} failed")
        with tarfile.open(archive) as opened:
            for member in opened:
                if member.name.startswith(skipped) or f"{member.name}/" in skipped:
                    continue
                if member.issym() or member.islnk():
                    links.append(member.name)
                elif member.isfile() or member.isdir():
                    opened.extract(member, folder, filter="data")
    return sorted(links)
