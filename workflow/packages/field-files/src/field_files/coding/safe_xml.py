"""Reading XML that somebody sent: no document type, so no entity can expand or fetch anything."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.parsers import expat

from field_files.coding.errors import CodingFileError
from human_files.errors import Problem

_EXPORT = "Export it again from the program it comes from."


class _RootReachedError(Exception):
    """The document's head is over."""


def parse_xml(raw: bytes, file: str) -> ElementTree.Element:
    """Return the root element of an XML document.

    A document type declaration (``<!DOCTYPE``) is refused: entities are declared in it, and QDA
    programs write none. Raises CodingFileError, calling the document ``file``.
    """
    try:
        _refuse_document_type(raw, file)
        return ElementTree.fromstring(raw)
    except (expat.ExpatError, ElementTree.ParseError, LookupError, ValueError) as error:
        line = getattr(error, "lineno", None) or getattr(error, "position", (None,))[0]
        found = f"is no complete XML document{f' (line {line})' if line else ''}."
        raise CodingFileError(Problem(file, found, _EXPORT)) from error


def _refuse_document_type(raw: bytes, file: str) -> None:
    """Read the head of the document up to its root element."""

    def refuse(*_: object) -> None:
        raise CodingFileError(
            Problem(
                file,
                "declares a document type (<!DOCTYPE), which can hide harmful entities.",
                f"No QDA program writes one. {_EXPORT}",
            )
        )

    def stop(*_: object) -> None:
        raise _RootReachedError

    head = expat.ParserCreate()
    head.StartDoctypeDeclHandler = refuse
    head.StartElementHandler = stop
    try:
        head.Parse(raw, True)
    except _RootReachedError:
        return
