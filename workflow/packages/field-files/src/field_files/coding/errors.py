"""Errors of files of coded passages."""

from __future__ import annotations

from human_files.errors import DataError


class CodingFileError(DataError):
    """A file that cannot be read as one of coded passages."""
