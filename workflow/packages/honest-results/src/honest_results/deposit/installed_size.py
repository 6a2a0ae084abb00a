"""How much the installed packages take on the disk."""

from __future__ import annotations

from functools import cache
from importlib.metadata import distributions


@cache
def installed_bytes() -> int:
    """Return the bytes of all installed packages, by their own lists of files.

    To the tenth of a gigabyte, so that a file of another size here or there changes nothing; what
    Python compiles is not counted.
    """
    files = (file for one in distributions() for file in one.files or [])
    return round(sum(file.size or 0 for file in files), -8)
