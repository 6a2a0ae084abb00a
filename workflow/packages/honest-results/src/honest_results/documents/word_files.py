"""The Word document: the reference document that styles it, and the last touches after rendering.

The reference document is Pandoc's own with the styles of ``manuscript/styles/word-styles.xml`` and a
running head. It is made while rendering, so that no binary file has to be kept in step by hand.
"""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from xml.dom import minidom
from xml.sax.saxutils import escape

REFERENCE = "reference.docx"

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
#: The oldest date a zip file can carry: every part has it, whenever it was written.
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
#: The start of a row of a table, and that of its properties where it has any.
_ROW = re.compile(rb"(<w:tr(?: [^>]*)?>)(<w:trPr>)?")

#: A4 with margins of an inch; the running head on every page.
_SECTION = (
    f'<w:sectPr xmlns:w="{_WORD}" xmlns:r="{_RELATIONSHIPS}">'
    '<w:headerReference w:type="default" r:id="rIdHeader"/>'
    '<w:footnotePr><w:numRestart w:val="continuous"/></w:footnotePr>'
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="709" '
    'w:footer="709" w:gutter="0"/></w:sectPr>'
)


def reference_document(running_title: str, styles: Path, pandoc: str) -> bytes:
    """Return the reference document with ``running_title`` in its head.

    ``styles`` is the path of word-styles.xml, ``pandoc`` that of a Pandoc.
    """
    parts = dict(_parts(_default_reference(pandoc)))
    parts["word/styles.xml"] = _merge_styles(parts["word/styles.xml"], styles.read_bytes())
    parts["word/document.xml"] = _set_section(parts["word/document.xml"])
    parts["word/header1.xml"] = _running_head(running_title)
    parts["word/_rels/document.xml.rels"] = _insert(
        parts["word/_rels/document.xml.rels"],
        f'<Relationship Id="rIdHeader" Type="{_RELATIONSHIPS}/header" Target="header1.xml"/>',
        b"</Relationships>",
    )
    parts["[Content_Types].xml"] = _insert(
        parts["[Content_Types].xml"],
        f'<Override PartName="/word/header1.xml" ContentType="{_HEADER_TYPE}"/>',
        b"</Types>",
    )
    return _zip(parts)


def finish_document(document: bytes) -> bytes:
    """Return a rendered document that contains only real tables, the same byte for byte every time.

    Quarto puts each table and figure into a layout table of one cell; what is inside is taken out. No
    row of a table is split between pages.
    """
    parts = dict(_parts(document))
    parts["word/document.xml"] = _with_whole_rows(
        _without_layout_tables(parts["word/document.xml"])
    )
    return _zip(parts)


def change_part(document: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a Word file with one of its parts, such as word/document.xml, changed."""
    parts = dict(_parts(document))
    parts[name] = change(parts[name])
    return _zip(parts)


@cache
def _default_reference(pandoc: str) -> bytes:
    """Return Pandoc's own reference document."""
    command = [pandoc, "--print-default-data-file=reference.docx"]
    return subprocess.run(command, capture_output=True, check=True).stdout


def _parts(document: bytes) -> list[tuple[str, bytes]]:
    """Return the parts of a Word file, by name."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def _zip(parts: dict[str, bytes]) -> bytes:
    """Return the parts as a zip file: content types first, as Word requires, and without dates."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda part: (part != "[Content_Types].xml", part)):
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, parts[name])
    return buffer.getvalue()


def _merge_styles(base: bytes, ours: bytes) -> bytes:
    """Return the styles of ``base``, with those of ``ours`` replacing the ones of the same name."""
    document, additions = _parse(base), _parse(ours)
    root = document.documentElement
    styles = {_style_id(style): style for style in root.getElementsByTagName("w:style")}
    for name in ("w:docDefaults", "w:style"):
        for addition in additions.getElementsByTagName(name):
            copy = document.importNode(addition, True)
            old = (
                styles.get(_style_id(addition))
                if name == "w:style"
                else root.getElementsByTagName(name)[0]
            )
            if old is None:
                root.appendChild(copy)
            else:
                root.replaceChild(copy, old)
    return bytes(document.toxml(encoding="UTF-8"))


def _parse(xml: bytes | str) -> Any:
    return minidom.parseString(xml)


def _style_id(style: Any) -> str:
    """Return the id of a style."""
    return str(style.getAttribute("w:styleId"))


def _set_section(document: bytes) -> bytes:
    """Return a document.xml with our page size, margins and running head."""
    parsed = _parse(document)
    old = parsed.getElementsByTagName("w:sectPr")[-1]
    new = parsed.importNode(_parse(_SECTION).documentElement, True)
    old.parentNode.replaceChild(new, old)
    return bytes(parsed.toxml(encoding="UTF-8"))


def _running_head(short_title: str) -> bytes:
    """Return header1.xml: the short title on the left, the page number on the right (APA 7)."""
    field = "".join(
        f"<w:r>{content}</w:r>"
        for content in (
            "<w:tab/>",
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<w:hdr xmlns:w="{_WORD}"><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>'
        f"<w:r><w:rPr><w:caps/></w:rPr><w:t>{escape(short_title)}</w:t></w:r>{field}</w:p></w:hdr>"
    ).encode()


def _insert(part: bytes, text: str, before: bytes) -> bytes:
    """Insert text into a part before an end tag."""
    return part.replace(before, text.encode() + before)


def _without_layout_tables(document: bytes) -> bytes:
    """Return document.xml with each table of one cell replaced by what the cell holds."""
    if b"<w:tbl>" not in document:
        return document
    parsed = _parse(document)
    unwrapped = False
    for table in parsed.getElementsByTagName("w:tbl"):
        cells = table.getElementsByTagName("w:tc")
        inner = table.getElementsByTagName("w:tbl") or table.getElementsByTagName("w:drawing")
        if _rows(table) == 1 and len(_children(_children(table, "w:tr")[0], "w:tc")) == 1 and inner:
            for node in [*cells[0].childNodes]:
                if node.nodeName not in ("w:tcPr", "#text"):
                    table.parentNode.insertBefore(node, table)
            table.parentNode.removeChild(table)
            unwrapped = True
    return bytes(parsed.toxml(encoding="UTF-8")) if unwrapped else document


def _with_whole_rows(document: bytes) -> bytes:
    """Return document.xml with rows that Word keeps on one page."""

    def whole(row: re.Match[bytes]) -> bytes:
        end = b"" if row[2] else b"</w:trPr>"
        return row[1] + b"<w:trPr><w:cantSplit/>" + end

    return _ROW.sub(whole, document)


def _children(element: Any, name: str) -> list[Any]:
    """Return the child elements of this name."""
    return [node for node in element.childNodes if node.nodeName == name]


def _rows(table: Any) -> int:
    """Return the number of rows of a table."""
    return len(_children(table, "w:tr"))
