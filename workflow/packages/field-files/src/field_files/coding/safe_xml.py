"""Reading the XML of QDA programs, with an error that names the file."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from field_files.coding.errors import CodingFileError
from human_files import safe_xml
from human_files.errors import Problem

_EXPORT = "Export it again from the program it comes from."


def parse_xml(raw: bytes, file: str) -> Element:
    """Return the root element of an XML document, which messages call ``file``.

    Raises CodingFileError for one that is damaged, and for one that declares a document type: no
    QDA program writes one (see :mod:`human_files.safe_xml`).
    """
    try:
        return safe_xml.parse_xml(raw)
    except safe_xml.DocumentTypeError as error:
        found = "declares a document type (<!DOCTYPE), which can hide harmful entities."
        advice = f"No QDA program writes one. {_EXPORT}"
        raise CodingFileError(Problem(file, found, advice)) from error
    except safe_xml.XmlError as error:
        place = f" (line {error.line})" if error.line else ""
        found = f"is not a complete XML document{place}."
        raise CodingFileError(Problem(file, found, _EXPORT)) from error
