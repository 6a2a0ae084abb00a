"""Reading XML that somebody else wrote: without a document type, so that no entity can do harm.

A document type declaration can define entities that expand to gigabytes or fetch other files
("billion laughs", XXE); no format read here has one, so it is refused rather than disarmed.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree
from xml.parsers import expat

#: XML that begins with an element: a document type would have to come before it.
_BEGINS_WITH_ELEMENT = re.compile(r"\s*<[^!?]")


class XmlError(ValueError):
    """XML that is not well-formed; ``line`` is where (first = 1), None if the parser does not say."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.line = line


class DocumentTypeError(XmlError):
    """XML that declares a document type."""


class _RootReachedError(Exception):
    """The part of the document before its root element is over."""


def parse_xml(source: bytes | str) -> ElementTree.Element:
    """Parse an XML document, or a piece of one that is an element.

    Parameters
    ----------
    source : bytes or str
        The document; bytes in the encoding that they declare (default: UTF-8).

    Returns
    -------
    xml.etree.ElementTree.Element
        The root element.

    Raises
    ------
    DocumentTypeError
        If the document declares a document type (``<!DOCTYPE``).
    XmlError
        If it is not well-formed.
    """
    try:
        if isinstance(source, bytes) or _BEGINS_WITH_ELEMENT.match(source) is None:
            _refuse_document_type(source)
        return ElementTree.fromstring(source)
    except XmlError:
        raise
    except (expat.ExpatError, ElementTree.ParseError, LookupError, ValueError) as error:
        line = getattr(error, "lineno", None) or getattr(error, "position", (None,))[0]
        raise XmlError("is not well-formed", line) from error


def _refuse_document_type(source: bytes | str) -> None:
    """Read the document up to its root element."""

    def refuse(*_: object) -> None:
        """Raise the error for a document type."""
        raise DocumentTypeError("declares a document type")

    def stop(*_: object) -> None:
        """End the reading at the root element."""
        raise _RootReachedError

    head = expat.ParserCreate()
    head.StartDoctypeDeclHandler = refuse
    head.StartElementHandler = stop
    try:
        head.Parse(source, True)
    except _RootReachedError:
        return
