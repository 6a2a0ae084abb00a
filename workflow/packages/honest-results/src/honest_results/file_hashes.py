"""Hashes of raw files."""

from __future__ import annotations

import hashlib
from pathlib import Path


def file_hash(path: Path | str) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()
