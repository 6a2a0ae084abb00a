"""Damaged copies of a file: what every reader must stand without losing a record silently."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from human_files.errors import DataError
from references.importing import FileImport, recover_source


def cut(raw: bytes, path: Path, seed: str, times: int = 50) -> Iterator[tuple[int, FileImport]]:
    """Yield what is found in files cut at random places, and the places; refused ones are none."""
    rng = random.Random(f"cut {seed}")
    for _ in range(times):
        end = rng.randrange(1, len(raw))
        path.write_bytes(raw[:end])
        try:
            yield end, recover_source("s", path)
        except DataError:
            continue


def flipped(raw: bytes, path: Path, seed: str, times: int, first: int = 0) -> Iterator[FileImport]:
    """Yield what is found in files with one random bit wrong, from the byte ``first`` on."""
    rng = random.Random(f"flip {seed}")
    for _ in range(times):
        changed = bytearray(raw)
        changed[rng.randrange(first, len(raw))] ^= 1 << rng.randrange(8)
        path.write_bytes(bytes(changed))
        yield recover_source("s", path)


def lost(whole: FileImport, found: FileImport) -> int:
    """Return how many titles of the whole file are not found as they were."""
    titles = (Counter(record.title for record in each.kept) for each in (whole, found))
    return (next(titles) - next(titles)).total()


def is_told(whole: FileImport, found: FileImport) -> bool:
    """Say whether no record is missing, or the report says that something is wrong."""
    return bool(found.found >= whole.found or found.rejected or found.repaired or found.warnings)
