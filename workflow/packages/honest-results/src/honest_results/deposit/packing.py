"""A folder as a ZIP whose bytes depend on the files' names and contents and one date alone."""

from __future__ import annotations

import os
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from honest_results.deposit.manifest import files_of

#: Modes of files and folders: of a program, of any other file, of a folder.
_PROGRAM, _FILE, _FOLDER = 0o755, 0o644, 0o755
#: What is compressed already.
_COMPRESSED = {".whl", ".zip", ".docx", ".xlsx", ".png", ".jpg", ".qdpx"}


def settle(folder: Path, date: datetime) -> None:
    """Give every file of ``folder`` the same date, and a mode that is the same for everybody."""
    seconds = int(date.timestamp())
    for path in sorted(folder.rglob("*"), reverse=True):  # a folder after what is in it
        path.chmod(_FOLDER if path.is_dir() else _PROGRAM if _is_program(path) else _FILE)
        os.utime(path, (seconds, seconds))
    folder.chmod(_FOLDER)
    os.utime(folder, (seconds, seconds))


def pack(folder: Path, date: datetime, target: Path) -> None:
    """Write ``folder`` as the ZIP ``target``, in which it is the only entry at the top.

    Names are sorted; dates are in UTC. A large file is read piece by piece.
    """
    moment = date.astimezone(UTC).timetuple()[:6]
    partial = target.with_name(f"{target.name}.part")
    try:
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for name in files_of(folder):
                path = folder / name
                entry = zipfile.ZipInfo(f"{folder.name}/{name}", moment)
                entry.create_system = 3  # Unix, wherever it is packed: modes are kept
                entry.external_attr = (0o100000 | path.stat().st_mode & 0o777) << 16
                compressed = path.suffix.lower() in _COMPRESSED
                entry.compress_type = zipfile.ZIP_STORED if compressed else zipfile.ZIP_DEFLATED
                entry.file_size = path.stat().st_size
                with path.open("rb") as source, archive.open(entry, "w") as sink:
                    while chunk := source.read(1 << 20):
                        sink.write(chunk)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def _is_program(path: Path) -> bool:
    """Say whether the owner may run a file."""
    return bool(path.stat().st_mode & 0o100)
