"""Reading a file of coded passages in any of the known formats."""

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
from human_files.language.messages import message
from human_files.text.content import Content, decode

_XML = ("<?xml", "<CodeBook", "<Project", "<!DOCTYPE")
_ARCHIVES = (".qdpx", ".zip")
_WORKBOOK = ".xlsx"
#: The format is recognised from this many bytes.
_HEAD = 4096


def read_coding_file(path: Path | str, file: str | None = None, coder: str = "") -> CodingFile:
    """Return the passages in a file: REFI-QDA project or codebook, table or sheet (CSV, XLSX).

    The format is recognised from the content. ``file`` is what messages call it (default: the path);
    ``coder`` made the passages that the file attributes to nobody. Raises CodingFileError or
    SheetError with every problem of the file, UnreadableFileError for a missing one.
    """
    name = file or str(path)
    if is_table(path, name):
        return _warned(read_table(path, name, coder))
    head = _head(path, name)
    if _begins_xml(head):
        content = Content.load(path, name)
        if local(parse_xml(content.raw, name)) == "Project":
            found = message("is the inner part of a REFI-QDA project, without its archive.")
            advice = message("Give the whole project (.qdpx), which contains the sources too.")
            raise CodingFileError(Problem(name, found, advice))
        return read_codebook(content.raw, name)
    if head.startswith(ZIP):
        return _of_coder(_read_archive(Path(path), name), coder)
    problem = own_format(name, head)
    if problem is None:
        found = message("is not a ZIP archive, which a REFI-QDA project (.qdpx) is.")
        advice = message("Export the project again, and copy the complete file.")
        problem = Problem(name, found, advice)
    raise CodingFileError(problem)


def read_coding(path: Path | str, coder: str = "") -> CodingFile:
    """Read what coders did in a program for qualitative analysis.

    The format is recognised from the content: REFI-QDA project (.qdpx, as NVivo, ATLAS.ti, MAXQDA,
    QualCoder, Dedoose, Taguette and others export) or codebook (.qdc), a table of passages, or a
    coding sheet (CSV, XLSX).

    Parameters
    ----------
    path : pathlib.Path or str
        The file.
    coder : str
        Who made the passages that the file attributes to nobody.

    Returns
    -------
    CodingFile
        Passages, codes and sources; codings that could not be read, and why.

    Raises
    ------
    CodingFileError
        If the file is damaged or not in one of these formats.
    SheetError
        If a table lacks columns.
    UnreadableFileError
        If the file is missing or empty.
    """
    return read_coding_file(path, coder=coder)


def is_table(path: Path | str, file: str | None = None) -> bool:
    """Return whether a file is a table, as text or in a workbook, by its content."""
    name = file or str(path)
    head, ending = _head(path, name), Path(name).suffix.lower()
    if head.startswith(ZIP):
        return ending == _WORKBOOK or _is_workbook(path)
    return not _begins_xml(head) and own_format(name, head) is None and ending not in _ARCHIVES


def _head(path: Path | str, file: str) -> bytes:
    """Return the first bytes: a project with recordings may be larger than the memory.

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
    """Return whether a file begins as XML does."""
    return decode(head)[0].lstrip().startswith(_XML)


def _read_archive(path: Path, file: str) -> CodingFile:
    """Read a project; an archive that is a program's own format gets an error that says so."""
    try:
        return read_project(path, file)
    except CodingFileError:
        problem = own_format(file, _head(path, file))
        if problem is not None:
            raise CodingFileError(problem) from None
        raise


def _is_workbook(path: Path | str) -> bool:
    """Return whether a ZIP archive is an XLSX workbook."""
    try:
        with zipfile.ZipFile(path) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except zipfile.BadZipFile:
        return False


def _of_coder(found: CodingFile, coder: str) -> CodingFile:
    """Attribute passages without a coder to ``coder``, if one is given."""
    if coder:
        found.passages = [one._replace(coder=one.coder or coder) for one in found.passages]
        found.warnings = [text for text in found.warnings if text not in found.about_coders]
    return _warned(found)


def _warned(found: CodingFile) -> CodingFile:
    """Set repeated passages aside, and warn of others that overlap."""
    kept: list[Passage] = []
    seen: set[Passage] = set()
    for one in found.passages:
        plain = one._replace(row=None)
        if plain in seen and one.row is None:
            if one.start is None:
                why = message("is repeated in the same source")
            else:
                place = f"{one.start}–{one.end}"
                why = message("is repeated, at {place} of the same source", place=place)
            found.add_aside(one, why)
            continue
        seen.add(plain)
        kept.append(one)
    found.passages = kept
    for one, other in overlaps(kept):
        found.warnings.append(
            message(
                'two passages of "{code}" by {coder} overlap in "{source}" ({one}, {other}): '
                "characters in both count once.",
                code=one.code,
                coder=one.coder or message("one coder"),
                source=one.source,
                one=f"{one.start}–{one.end}",
                other=f"{other.start}–{other.end}",
            )
        )
    return found
