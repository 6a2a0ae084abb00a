"""Reading a file of coded passages, whichever of the formats it is in."""

from __future__ import annotations

import zipfile
from pathlib import Path

from field_files.coding.codebook_file import read_codebook
from field_files.coding.coding_file import CodingFile, Passage, overlaps
from field_files.coding.errors import CodingFileError
from field_files.coding.passage_tables import read_table
from field_files.coding.refi_archive import ZIP, own_format
from field_files.coding.refi_elements import local
from field_files.coding.refi_project import read_project
from field_files.coding.safe_xml import parse_xml
from human_files.errors import Problem
from human_files.text.content import Content, decode

_XML = ("<?xml", "<CodeBook", "<Project", "<!DOCTYPE")
_ARCHIVES = (".qdpx", ".zip")
_WORKBOOK = ".xlsx"
#: So many bytes tell what a file is.
_HEAD = 4096


def read_coding_file(path: Path | str, file: str | None = None, coder: str = "") -> CodingFile:
    """Return the passages in a file: REFI-QDA project or codebook, table or sheet (CSV, XLSX).

    The format is found out from the content. ``file`` is what messages call it (default: the path);
    ``coder`` made what the file says nobody made. Raises CodingFileError or SheetError with every
    problem of the file, UnreadableFileError for a missing one.
    """
    name = file or str(path)
    if is_table(path, name):
        return _warned(read_table(path, name, coder))
    head = _head(path, name)
    if _begins_xml(head):
        content = Content.load(path, name)
        if local(parse_xml(content.raw, name)) == "Project":
            found = "is the inner part of a REFI-QDA project, without its archive."
            advice = "Give the whole project (.qdpx), which holds the sources too."
            raise CodingFileError(Problem(name, found, advice))
        return read_codebook(content.raw, name)
    if head.startswith(ZIP):
        return _of_coder(_read_archive(Path(path), name), coder)
    problem = own_format(name, head)
    if problem is None:
        found = "is no ZIP archive; a REFI-QDA project (.qdpx) is one."
        advice = "Export the project again, and copy the file whole."
        problem = Problem(name, found, advice)
    raise CodingFileError(problem)


def is_table(path: Path | str, file: str | None = None) -> bool:
    """Return whether a file is a table, in text or a workbook, by its content."""
    name = file or str(path)
    head, ending = _head(path, name), Path(name).suffix.lower()
    if head.startswith(ZIP):
        return ending == _WORKBOOK or _is_workbook(path)
    return not _begins_xml(head) and own_format(name, head) is None and ending not in _ARCHIVES


def _head(path: Path | str, file: str) -> bytes:
    """Return the first bytes: a project with its recordings may be larger than the memory.

    Raises UnreadableFileError for a file that is missing or empty.
    """
    try:
        with Path(path).open("rb") as opened:
            head = opened.read(_HEAD)
    except OSError:
        head = b""
    if not head.strip():
        return Content.load(path, file).raw[:_HEAD]
    return head


def _begins_xml(head: bytes) -> bool:
    return decode(head)[0].lstrip().startswith(_XML)


def _read_archive(path: Path, file: str) -> CodingFile:
    """Read a project; where there is none inside, tell what a program's own format is."""
    try:
        return read_project(path, file)
    except CodingFileError:
        problem = own_format(file, _head(path, file))
        if problem is not None:
            raise CodingFileError(problem) from None
        raise


def _is_workbook(path: Path | str) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except zipfile.BadZipFile:
        return False


def _of_coder(found: CodingFile, coder: str) -> CodingFile:
    """Give passages that nobody is named for to ``coder``."""
    if coder:
        found.passages = [one._replace(coder=one.coder or coder) for one in found.passages]
        found.warnings = [text for text in found.warnings if "do not say who made" not in text]
    return _warned(found)


def _warned(found: CodingFile) -> CodingFile:
    """Set passages aside that stand twice, and warn of others that overlap."""
    kept: list[Passage] = []
    seen: set[Passage] = set()
    for one in found.passages:
        plain = one._replace(row=None)
        if plain in seen and one.row is None:
            place = f"{one.start}–{one.end} of " if one.start is not None else ""
            found.add_aside(one, f"stands twice, at {place}the same source")
            continue
        seen.add(plain)
        kept.append(one)
    found.passages = kept
    for one, other in overlaps(kept):
        found.warnings.append(
            f'two passages of "{one.code}" by {one.coder or "one coder"} overlap in '
            f'"{one.source}" ({one.start}–{one.end}, {other.start}–{other.end}): characters in '
            "both count once."
        )
    return found
