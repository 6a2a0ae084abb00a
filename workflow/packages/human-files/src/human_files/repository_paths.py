"""Files that settings name: ordinary ones of the repository. Others are refused unopened.

A study may come from a stranger: its settings could name a file of the person who builds it, by its
absolute path, by ``..``, or by a link, and what stands in it would be shown in a message or a result.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from human_files.errors import Problem
from human_files.language.messages import message

#: Larger files are not read: they would not fit into the memory of a usual computer.
LARGEST = 2_000_000_000
#: A drive or a share of Windows, a home folder, an address.
_ELSEWHERE = re.compile(r"[A-Za-z]:|\\\\|//|~|[A-Za-z][\w+.-]*://")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def _inside(name: str) -> str:
    """Return a path from the top of the repository; raise ValueError for any other."""
    if _UNPRINTABLE.search(name):
        raise ValueError(message("it has characters that cannot be seen"))
    if name.startswith("/") or _ELSEWHERE.match(name):
        raise ValueError(message("it is not a path from the top of the repository"))
    if ".." in re.split(r"[\\/]", name):
        raise ValueError(message("it leads out of the repository, or may, by `..`"))
    return name


#: A setting that names a file or folder of the repository.
RepositoryPath = Annotated[
    str, StringConstraints(min_length=1, strip_whitespace=True), AfterValidator(_inside)
]


def unfit_files(names: Iterable[str], root: Path | str = ".") -> Iterator[Problem]:
    """Yield a problem for each file that is not an ordinary one of the repository.

    Parameters
    ----------
    names : iterable of str
        Files and folders from ``root``; of a folder, all that is in it. What does not exist is passed
        over: its reader says so.
    root : path, default the working directory
        Top of the repository.

    Yields
    ------
    Problem
        For links that lead out of the repository, devices and other things that are no files, and
        files too large to be read. Nothing is opened.
    """
    top = _top(Path(root))
    for name in names:
        place = Path(root, name)
        inside = sorted(place.rglob("*")) if place.is_dir() and not place.is_symlink() else []
        for path in (place, *inside):
            found = _unfit(path, top)
            if found is not None:
                shown = PurePosixPath(name, path.relative_to(place)) if path != place else name
                yield Problem(str(shown), *found)


def _top(root: Path) -> Path:
    """Return the top of the repository: that of the real one for a folder that links to its inputs."""
    snakefile = root / "Snakefile"
    return snakefile.resolve().parent if snakefile.exists() else root.resolve()


def _unfit(path: Path, top: Path) -> tuple[str, str] | None:
    """Return what is wrong with a file, and the advice; None if nothing is, or it does not exist."""
    try:
        real = path.resolve(strict=True)
        status = real.stat()
    except (OSError, RuntimeError):  # missing, or links in a circle
        return None
    if not real.is_relative_to(top):
        return (
            message("is a link that leads out of the repository."),
            message("Put the file itself there: whoever has the repository must have it."),
        )
    if stat.S_ISDIR(status.st_mode):
        return None
    if not stat.S_ISREG(status.st_mode):
        return message("is no file."), message("Put an ordinary file there.")
    if status.st_size > LARGEST:
        return (
            message("is too large to be read: {n} GB.", n=round(status.st_size / 1e9)),
            message("Split it, or leave out what the study does not need."),
        )
    return None
