"""Opening a deposit: a folder, or a ZIP file, which comes from a stranger and is unpacked with care."""

from __future__ import annotations

import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath, PureWindowsPath

from human_files.errors import DataError, Problem
from human_files.language.messages import message

#: Limits of a ZIP file: entries, and bytes unpacked; and how many times larger than packed these are.
_MOST_ENTRIES, _LARGEST, _RATIO = 200_000, 16 * 1024**3, 200
#: Below so many bytes nothing is said about the ratio.
_SMALL = 32 * 1024**2


@contextmanager
def opened(deposit: Path) -> Iterator[Path]:
    """Provide the folder of a deposit; that of a ZIP file is removed afterwards.

    Raises DataError where it is neither a folder nor a ZIP file that can be unpacked here.
    """
    if deposit.is_dir():
        yield deposit
        return
    if not deposit.is_file():
        raise _refused(deposit, message("does not exist."), message("Check the path."))
    with tempfile.TemporaryDirectory(prefix="honest-results-") as temporary:
        folder = Path(temporary).resolve()
        try:
            with zipfile.ZipFile(deposit) as archive:
                _unpack(archive, folder, deposit)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise _refused(
                deposit,
                message("is no ZIP file, or is cut off or damaged ({error}).", error=_said(error)),
                message("Download it again, and compare its checksum with the published one."),
            ) from error
        inside = [*folder.iterdir()]
        yield inside[0] if len(inside) == 1 and inside[0].is_dir() else folder


def _said(error: Exception) -> str:
    """Return what a library said, on one line."""
    return " ".join(str(error).split()) or type(error).__name__


def _refused(deposit: Path, found: str, advice: str) -> DataError:
    return DataError([Problem(str(deposit), found, advice)])


def _unpack(archive: zipfile.ZipFile, folder: Path, deposit: Path) -> None:
    """Write the files of an archive below ``folder``, within limits."""
    advice = message("Ask the authors for a deposit as `make deposit` writes it.")
    entries = archive.infolist()
    size = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > _MOST_ENTRIES or size > _LARGEST or size > max(_SMALL, _RATIO * packed):
        found = message("unpacks to {n} files and {size} bytes.", n=len(entries), size=size)
        raise _refused(deposit, found, advice)
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        if not _is_inside(name):
            found = message("holds a path that leads out of it: {name}", name=repr(name))
            raise _refused(deposit, found, advice)
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            found = message("holds a link or a device: {name}", name=repr(name))
            raise _refused(deposit, found, advice)
        if name.casefold() in seen:
            found = message("holds a file twice: {name}", name=repr(name))
            raise _refused(deposit, found, advice)
        seen.add(name.casefold())
        target = folder / name
        if entry.is_dir():
            target.mkdir(parents=True, exist_ok=True)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(entry) as source, target.open("xb") as written:
            shutil.copyfileobj(source, written)


def _is_inside(name: str) -> bool:
    """Say whether a path of an archive stays below the folder it is unpacked in."""
    path = PurePosixPath(name)
    windows = PureWindowsPath(name)
    plain = "\\" not in name and "\0" not in name and not windows.drive
    return plain and bool(path.parts) and not path.is_absolute() and ".." not in path.parts
