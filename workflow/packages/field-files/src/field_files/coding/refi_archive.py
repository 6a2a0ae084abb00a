"""A REFI-QDA project file (.qdpx): a ZIP archive with project.qde and the coded sources."""

from __future__ import annotations

import io
import unicodedata
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from field_files.coding.errors import CodingFileError
from human_files.errors import Problem
from human_files.language.messages import both, message, template

#: The XML and the texts of a project are smaller than this when unpacked.
LARGEST = 512 * 2**20
ZIP = b"PK"
_DAMAGED = template("Export the project again, and copy the complete file.")

#: Endings of programs' own formats.
_OWN = {
    ".nvp": "NVivo",
    ".nvpx": "NVivo",
    ".nvcx": "NVivo",
    ".atlproj": "ATLAS.ti",
    ".atlcb": "ATLAS.ti",
    ".hpr7": "ATLAS.ti",
    ".mqda": "MAXQDA",
    ".mex": "MAXQDA",
    ".loa": "MAXQDA",
    ".qda": "QualCoder",
    ".rqda": "RQDA",
    ".qrk": "Quirkos",
    ".sqlite3": "Taguette",
}
#: How the database files begin in which such programs keep their projects.
_DATABASES = (b"SQLite format 3", b"\xd0\xcf\x11\xe0", b"\x00\x01\x00\x00Standard Jet DB")


def own_format(file: str, raw: bytes) -> Problem | None:
    """Return the problem of a file in a QDA program's own format, by ending or first bytes."""
    ending = PurePosixPath(file).suffix.lower()
    program = _OWN.get(ending)
    if program is None and ending.startswith((".mx", ".atlproj", ".nvp")):
        program = {".mx": "MAXQDA", ".at": "ATLAS.ti", ".nv": "NVivo"}[ending[:3]]
    if program is None and not raw.startswith(_DATABASES):
        return None
    found = (
        message(
            "is a project in {program}'s own format, which other programs cannot read.",
            program=program,
        )
        if program
        else message("is a program's own database, which other programs cannot read.")
    )
    advice = message(
        "Open it in {program} and export the project as REFI-QDA (.qdpx), or its coded segments "
        "as a table with the columns case, source, coder, code, start, end, text, value.",
        program=program or message("its program"),
    )
    return Problem(file, found, advice)


class Archive:
    """The members of a .qdpx file, whatever the case of their names."""

    def __init__(self, source: Path | bytes, file: str) -> None:
        """Open the archive; if a path is given, only those members are read that are asked for.

        Raises CodingFileError if it is not an archive, or protected by a password.
        """
        self.file = file
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source)
        except zipfile.BadZipFile as error:
            found = message(
                "is a damaged ZIP archive; a REFI-QDA project (.qdpx) is a ZIP archive."
            )
            raise CodingFileError(Problem(file, found, message(_DAMAGED))) from error
        #: The members by their names in small letters; those that macOS adds are nobody's.
        self._members = {
            _plain(info.filename): info
            for info in self._zip.infolist()
            if not info.is_dir() and not info.filename.startswith("__MACOSX/")
        }
        if any(info.flag_bits & 0x1 for info in self._members.values()):
            found = message("is protected by a password.")
            raise CodingFileError(Problem(file, found, message("Export the project without one.")))

    @property
    def project(self) -> str:
        """The name of the project's XML: the .qde file, which may be in a folder.

        Raises CodingFileError if there is none, or several.
        """
        found = sorted(name for name in self._members if name.endswith(".qde"))
        if len(found) == 1:
            return found[0]
        inner = sorted(name for name in self._members if name.endswith(".qdpx"))
        if len(found) > 1 or inner:
            several = both(self._members[name].filename for name in found or inner)
            what = (
                message("holds several projects: {names}.", names=several)
                if len(found or inner) > 1
                else message("is a ZIP archive around a project: {names}.", names=several)
            )
            advice = message("Unpack it, and give each project (.qdpx) by itself.")
            raise CodingFileError(Problem(self.file, what, advice))
        what = message("is a ZIP archive without project.qde, so it is not a REFI-QDA project.")
        advice = message(
            "Export the project as REFI-QDA (.qdpx) and give that file, not a zipped folder."
        )
        raise CodingFileError(Problem(self.file, what, advice))

    def holds(self, name: str) -> bool:
        """Return whether there is a member of this name, in any case."""
        return _plain(name) in self._members

    def read(self, name: str) -> bytes:
        """Return a member's bytes; raises CodingFileError for one that is damaged or huge."""
        info = self._members[_plain(name)]
        if info.file_size > LARGEST:
            found = message(
                "{name} in it unpacks to {n} megabytes.",
                name=info.filename,
                n=info.file_size // 2**20,
            )
            advice = message("That is not a text. Export the project again, without its media.")
            raise CodingFileError(Problem(self.file, found, advice))
        try:
            return self._zip.read(info)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            found = message("{name} in it is damaged.", name=info.filename)
            raise CodingFileError(Problem(self.file, found, message(_DAMAGED))) from error

    def source(self, path: str) -> bytes | None:
        """Return the bytes of a source by its path in the project; None if it is not inside.

        ``internal://x`` is in the folder of sources beside the project; ``relative://`` and
        ``absolute://`` are on somebody's computer, and are only looked for by name in the archive.
        """
        name = path.split("://", 1)[-1].lstrip("/").replace("\\", "/")
        folder = self.project.rpartition("/")[0]
        for candidate in (f"sources/{name}", name, f"sources/{name.rsplit('/', 1)[-1]}"):
            inside = f"{folder}/{candidate}" if folder else candidate
            if self.holds(inside):
                return self.read(inside)
        return None


def _plain(name: str) -> str:
    """Return a member's name in one spelling: small letters, composed, with slashes."""
    return unicodedata.normalize("NFC", name).replace("\\", "/").lower()
