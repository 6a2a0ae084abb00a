"""Reading the XML of QDA programs, with an error that names the file."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from field_files.coding.errors import CodingFileError
from human_files import safe_xml
from human_files.errors import Problem
from human_files.language.messages import message, template

_EXPORT = template("Export it again from the program it comes from.")


def parse_xml(raw: bytes, file: str) -> Element:
    """Return the root element of an XML document, which messages call ``file``.

    Raises CodingFileError for one that is damaged, and for one that declares a document type: no
    QDA program writes one (see :mod:`human_files.safe_xml`).
    """
    try:
        return safe_xml.parse_xml(raw)
    except safe_xml.DocumentTypeError as error:
        found = message("declares a document type (<!DOCTYPE), which can hide harmful entities.")
        advice = message("No QDA program writes one.") + " " + message(_EXPORT)
        raise CodingFileError(Problem(file, found, advice)) from error
    except safe_xml.XmlError as error:
        found = (
            message("is not a complete XML document (line {n}).", n=error.line)
            if error.line
            else message("is not a complete XML document.")
        )
        raise CodingFileError(Problem(file, found, message(_EXPORT))) from error
