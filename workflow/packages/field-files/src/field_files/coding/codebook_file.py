"""REFI-QDA codebooks (.qdc): read, and written for NVivo, ATLAS.ti, MAXQDA and others."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from field_files.coding.coding_file import CodingFile
from field_files.coding.refi_elements import CODEBOOKS, read_codes, require_namespace
from field_files.coding.safe_xml import parse_xml
from human_files.language.messages import template

FORMAT = template("REFI-QDA codebook")


class CodebookEntry(NamedTuple):
    """A code, or a group of codes, as programs for qualitative analysis list it.

    Parameters
    ----------
    key : str
        Identifies it in the codebook.
    name, description : str
        What coders see.
    colour : str
        As "#RRGGBB".
    is_codable : bool
        False for a group that is not itself a code.
    entries : sequence of CodebookEntry
        The codes of a group.
    """

    key: str
    name: str
    description: str
    colour: str
    is_codable: bool = True
    entries: Sequence[CodebookEntry] = ()


def read_codebook(raw: bytes, file: str) -> CodingFile:
    """Return the codes of a .qdc file, which has no passages; raises CodingFileError."""
    root = parse_xml(raw, file)
    require_namespace(root, "CodeBook", CODEBOOKS, file)
    codes = list(read_codes(root).values())
    program = (root.get("origin") or "").strip()
    return CodingFile(file, FORMAT, program, codes, holds_passages=False)


def codebook_bytes(codebook: str, entries: Sequence[CodebookEntry], origin: str) -> bytes:
    """Return ``entries`` as a .qdc file that names ``origin`` as the program it comes from.

    Identifiers are derived from the name of the ``codebook`` and the keys of the entries, so that
    they stay the same.
    """
    ElementTree.register_namespace("", CODEBOOKS[0])
    root = ElementTree.Element(_tag("CodeBook"), {"origin": origin})
    top = ElementTree.SubElement(root, _tag("Codes"))
    _add(top, entries, uuid.uuid5(uuid.NAMESPACE_URL, codebook))
    ElementTree.indent(root)
    body: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return body + b"\n"


def write_codebook(
    entries: Sequence[CodebookEntry], path: Path | str, name: str, origin: str
) -> int:
    """Write a codebook for NVivo, ATLAS.ti, MAXQDA and other programs that read REFI-QDA.

    Parameters
    ----------
    entries : sequence of CodebookEntry
        The codes and groups of codes.
    path : pathlib.Path or str
        The file to write; its name should end in ``.qdc``.
    name : str
        A name for the codebook that does not change: with the keys of the entries it determines
        their identifiers, by which programs recognise a code when a codebook is imported again.
    origin : str
        The program that the file says it comes from.

    Returns
    -------
    int
        The size of the file in bytes.

    References
    ----------
    REFI-QDA Standard 1.0 (2018), https://www.qdasoftware.org.
    """
    return Path(path).write_bytes(codebook_bytes(name, entries, origin))


def _tag(name: str) -> str:
    """Return the name of an element with its namespace."""
    return f"{{{CODEBOOKS[0]}}}{name}"


def _add(parent: ElementTree.Element, entries: Sequence[CodebookEntry], space: uuid.UUID) -> None:
    """Add the entries to an element; ``space`` is the namespace of their identifiers."""
    for entry in entries:
        element = ElementTree.SubElement(
            parent,
            _tag("Code"),
            {
                "guid": str(uuid.uuid5(space, entry.key)).upper(),
                "name": entry.name,
                "isCodable": "true" if entry.is_codable else "false",
                "color": entry.colour,
            },
        )
        ElementTree.SubElement(element, _tag("Description")).text = entry.description
        _add(element, entry.entries, space)
