"""Codebooks in REFI-QDA's form (.qdc): read, and written for NVivo, ATLAS.ti, MAXQDA and others."""

from __future__ import annotations

import uuid
from xml.etree import ElementTree

from alianzas.cases.case_codes import JUDGED, OUTCOME, CaseCodes
from alianzas.cases.exchange.code_names import AGAINST
from alianzas.cases.exchange.coding_file import CodingFile
from alianzas.cases.exchange.refi_elements import CODEBOOKS, read_codes, require_namespace
from alianzas.cases.exchange.safe_xml import parse_xml
from alianzas.results.figure_style import PALETTE

FORMAT = "REFI-QDA codebook"
_COLOURS = dict(zip(JUDGED, ("sky", "green", "vermilion", "blue"), strict=True))


def read_codebook(raw: bytes, file: str) -> CodingFile:
    """Return the codes of a .qdc file; it holds no passages. Raises CodingFileError."""
    root = parse_xml(raw, file)
    require_namespace(root, "CodeBook", CODEBOOKS, file)
    codes = list(read_codes(root).values())
    program = (root.get("origin") or "").strip()
    return CodingFile(file, FORMAT, program, codes, holds_passages=False)


def codebook_bytes(codes: CaseCodes, language: str) -> bytes:
    """Return the codes that coders judge as a .qdc file, each under its dimension.

    A code is called by its id, as the sheets name it, and described by its label and definition in
    ``language``. Beside the outcome stands its opposite, "not:<outcome>": silence does not tell
    whether a case failed or nobody looked. Identifiers come from the names, so they stay the same.
    """
    ElementTree.register_namespace("", CODEBOOKS[0])

    def tag(name: str) -> str:
        return f"{{{CODEBOOKS[0]}}}{name}"

    root = ElementTree.Element(tag("CodeBook"), {"origin": "alianzas"})
    top = ElementTree.SubElement(root, tag("Codes"))
    space = uuid.uuid5(uuid.NAMESPACE_URL, codes.codebook.codebook)

    def add(
        parent: ElementTree.Element, key: str, name: str, words: str, codable: bool, colour: str
    ) -> ElementTree.Element:
        element = ElementTree.SubElement(
            parent,
            tag("Code"),
            {
                "guid": str(uuid.uuid5(space, key)).upper(),
                "name": name,
                "isCodable": "true" if codable else "false",
                "color": PALETTE[colour],
            },
        )
        ElementTree.SubElement(element, tag("Description")).text = words
        return element

    for name in JUDGED:
        dimension = codes.dimension(name)
        title = dimension.label.both()[language]
        words = dimension.definition.both()[language]
        group = add(top, name, title, words, False, _COLOURS[name])
        for code in codes.codes(name):
            label, meaning = code.label.both()[language], code.definition.both()[language]
            add(group, f"{name}.{code.id}", code.id, f"{label}. {meaning}", True, _COLOURS[name])
            if name == OUTCOME:
                opposite = AGAINST + code.id
                add(group, f"{name}.{opposite}", opposite, f"≠ {label}", True, "grey")
    ElementTree.indent(root)
    body: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return body + b"\n"
