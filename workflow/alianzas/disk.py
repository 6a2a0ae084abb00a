"""A full disk, whoever met it, in one message that says where and what to do."""

from __future__ import annotations

import errno
import re
from pathlib import Path

from alianzas.errors import AlianzasError, Problem

#: As Python, Pandoc, Quarto, Arrow and others put it.
_WORDS = re.compile(
    r"No space left on device|Disk quota exceeded|\b[Ee]rrno (?:28|122)\b|os error 28\b"
)


class DiskFullError(AlianzasError):
    """There is no space left for what a build makes."""


def is_full(error: BaseException | str) -> bool:
    """Say whether an error, or what a program said of one, is about a full disk."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return True
    return _WORDS.search(str(error)) is not None


def full_disk(root: Path | str = ".") -> DiskFullError:
    """Return the message; always in the same words, so that many steps say it once."""
    import shutil  # here, as every step imports this module and hardly any needs these
    import tempfile

    project, temporary = Path(root).resolve(), Path(tempfile.gettempdir())
    fullest = min((project, temporary), key=lambda place: shutil.disk_usage(place).free)
    advice = "Free some space and run the same command again; earlier results are kept."
    if fullest == temporary:
        advice += "\n  Another place for temporary files: export TMPDIR=/path/to/a/larger/disk"
    return DiskFullError(Problem(str(fullest), "the disk is full.", advice))
