"""Codebooks in REFI-QDA's form (.qdc): read, and written for NVivo, ATLAS.ti, MAXQDA and others."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import NamedTuple
from xml.etree import ElementTree

from field_files.coding.coding_file import CodingFile
from field_files.coding.refi_elements import CODEBOOKS, read_codes, require_namespace
from field_files.coding.safe_xml import parse_xml

FORMAT = "REFI-QDA codebook"


class CodebookEntry(NamedTuple):
    """A code, or a group of codes, as a program of qualitative analysis lists it.

    ``key`` tells it from all others of the codebook; ``colour`` is written "#RRGGBB"; of a group
    that is not itself a code, ``is_codable`` is False.
    """

    key: str
    name: str
    description: str
    colour: str
    is_codable: bool = True
    entries: Sequence[CodebookEntry] = ()


def read_codebook(raw: bytes, file: str) -> CodingFile:
    """Return the codes of a .qdc file; it holds no passages. Raises CodingFileError."""
    root = parse_xml(raw, file)
    require_namespace(root, "CodeBook", CODEBOOKS, file)
    codes = list(read_codes(root).values())
    program = (root.get("origin") or "").strip()
    return CodingFile(file, FORMAT, program, codes, holds_passages=False)


def codebook_bytes(codebook: str, entries: Sequence[CodebookEntry], origin: str) -> bytes:
    """Return ``entries`` as a .qdc file that says it comes from the program ``origin``.

    Identifiers come from the name of the ``codebook`` and the entries' keys, so they stay the same.
    """
    ElementTree.register_namespace("", CODEBOOKS[0])
    root = ElementTree.Element(_tag("CodeBook"), {"origin": origin})
    top = ElementTree.SubElement(root, _tag("Codes"))
    _add(top, entries, uuid.uuid5(uuid.NAMESPACE_URL, codebook))
    ElementTree.indent(root)
    body: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return body + b"\n"


def _tag(name: str) -> str:
    return f"{{{CODEBOOKS[0]}}}{name}"


def _add(parent: ElementTree.Element, entries: Sequence[CodebookEntry], space: uuid.UUID) -> None:
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
