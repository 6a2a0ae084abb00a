"""A disk that is full, or a file this user may not touch: one message on where and what to do."""

from __future__ import annotations

import errno
import re
from pathlib import Path

from human_files.errors import Problem, UserError
from human_files.language.messages import message
from human_files.system_errors import reason_of

_FULL = (errno.ENOSPC, errno.EDQUOT)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
#: How Python, Pandoc, Quarto, Arrow and others report a full disk.
_WORDS = re.compile(
    r"No space left on device|Disk quota exceeded|\b[Ee]rrno (?:28|122)\b|os error 28\b"
)


class DiskError(UserError):
    """There is no space left on a disk, or no permission to read or write a file."""


def disk_error(error: BaseException, root: Path | str = ".") -> DiskError | None:
    """Return the message for an error of the disk in ``root``; None for any other error."""
    if is_full(error):
        return full_disk(root)
    if isinstance(error, OSError) and error.errno in _FORBIDDEN and error.filename:
        return DiskError(
            Problem(
                str(error.filename),
                message("cannot be read or written: {reason}.", reason=reason_of(error)),
                message(
                    "It may be another user's, as after a build by the administrator or in a "
                    "container: change\n  its owner, or copy the project to a folder of your own."
                ),
            )
        )
    return None


def is_full(error: BaseException | str) -> bool:
    """Return whether an error, or a program's message about one, means that a disk is full."""
    if isinstance(error, OSError) and error.errno in _FULL:
        return True
    return _WORDS.search(str(error)) is not None


def full_disk(root: Path | str = ".") -> DiskError:
    """Return the message on a full disk; always the same, so that repetitions can be dropped."""
    import shutil  # imported here: every program imports this module, hardly any needs these
    import tempfile

    project, temporary = Path(root).resolve(), Path(tempfile.gettempdir())
    fullest = min((project, temporary), key=lambda place: shutil.disk_usage(place).free)
    advice = message("Free some space and run the same command again; earlier results are kept.")
    if fullest == temporary:
        advice += message(
            "\n  Another place for temporary files: export TMPDIR=/path/to/a/larger/disk"
        )
    return DiskError(Problem(str(fullest), message("the disk is full."), advice))
