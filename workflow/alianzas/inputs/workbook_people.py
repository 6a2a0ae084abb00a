"""The people whom a workbook names without showing it: in its properties, comments and threads."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from human_files.safe_xml import parse_xml

#: Which part of a workbook names people, by which elements or attributes, and how it is called.
_PARTS = (
    (re.compile(r"docProps/core\.xml"), ("creator", "lastModifiedBy"), "properties"),
    (re.compile(r"docProps/app\.xml"), ("Manager", "Company"), "properties"),
    (re.compile(r"xl/comments\d*\.xml|xl/comments/.*\.xml"), ("author",), "comments"),
    (re.compile(r"xl/persons/.*\.xml"), ("person",), "comments"),
)
#: Programs that call themselves the author.
_PROGRAMS = re.compile(
    r"alianzas|openpyxl|microsoft|excel|libreoffice|apache|google|python|tid-|xlsx|kobo|limesurvey|qualtrics",
    re.IGNORECASE,
)
#: A part longer than this holds no names but data.
_LARGEST = 5_000_000


def people_in_workbook(path: Path) -> tuple[list[str], list[str]]:
    """Return where a workbook names people, and whom; nothing for one that cannot be opened."""
    places: list[str] = []
    names: list[str] = []
    try:
        with zipfile.ZipFile(path) as book:
            for entry in book.infolist():
                for pattern, elements, place in _PARTS:
                    if not pattern.fullmatch(entry.filename) or entry.file_size > _LARGEST:
                        continue
                    found = _names(parse_xml(book.read(entry)), elements)
                    places += [place] if found and place not in places else []
                    names += [name for name in found if name not in names]
    except (OSError, zipfile.BadZipFile, ParseError, ValueError):
        return [], []
    return places, names


def _names(tree: Element, elements: tuple[str, ...]) -> list[str]:
    """Return the names in these elements: their words, or what they call a person."""
    found = []
    for element in tree.iter():
        if str(element.tag).rpartition("}")[2] in elements:
            name = (element.get("displayName") or element.text or "").strip()
            if name and not _PROGRAMS.search(name):
                found.append(name)
    return found
