"""The list of all files of a deposit with their SHA-256 hashes, as ``sha256sum --check`` reads it."""

from __future__ import annotations

from pathlib import Path

from honest_results.file_hashes import file_hash

MANIFEST = "manifest-sha256.txt"


def files_of(folder: Path) -> list[str]:
    """Return every file in a folder, sorted, by its path from there."""
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def write_manifest(folder: Path) -> Path:
    """Write the manifest of all files in ``folder`` but itself, and return its path."""
    path = folder / MANIFEST
    names = [name for name in files_of(folder) if name != MANIFEST]
    lines = [f"{file_hash(folder / name)}  {name}\n" for name in names]
    path.write_text("".join(lines), encoding="utf-8", newline="\n")
    return path
