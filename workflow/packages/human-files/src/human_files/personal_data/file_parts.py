"""What a file of any usual format says, part by part, to be searched for personal data.

A part is a table (the sheet of a workbook, a CSV) or lines of text. Of workbooks and text documents
also what is not seen is read: hidden sheets, comments, headers, properties. Files from strangers are
read within limits, and what cannot be read is told by raising :class:`UnsearchableError`.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from human_files.errors import DataError
from human_files.safe_xml import XmlError, parse_xml
from human_files.text.content import Content
from human_files.workbooks.reading import WorkbookError, read_workbook

#: Larger files are not searched: a minute for a thousandth of what fits here.
LARGEST = 500_000_000
_LARGEST_MEMBER = 100_000_000
_SEPARATORS = ",;\t"
_SHEETS = (".csv", ".tsv")
_BOOKS = (".xlsx", ".xlsm", ".xltx")
_ARCHIVES = (".docx", ".odt", ".ods", ".pptx", ".zip", ".qdpx")
#: Pictures and typefaces, which hold no text that is looked at.
WITHOUT_TEXT = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".ico", ".ttf", ".otf", ".woff", ".woff2")
#: Formats that are no text, although they may begin like one.
_BINARY = (".pdf", ".xls", ".parquet", ".sav", ".zsav", ".por", ".dta", ".rds", ".sqlite", ".qda")
#: Parts of an office document that are text; others are styles, themes and pictures.
_OFFICE_TEXT = re.compile(
    r"(?:word/(?:document|comments\w*|footnotes|endnotes|header\d*|footer\d*)|ppt/(?:slides|notesSlides"
    r"|comments)/[^/]+|content|meta|docProps/\w+|xl/(?:comments\d*|(?:comments|threadedComments|persons)/[^/]+))"
    r"\.xml|(?:word/)?people\.xml"
)
_LINES = re.compile(r"</(?:p|div|li|tr|h\d|figcaption|title|text|td|th|pre|dd|dt)>|<br\s*/?>", re.I)
_UNSEEN = re.compile(r"<(style|script)\b.*?</\1\s*>", re.I | re.S)
_TAG = re.compile(r"<[^>]*>")
#: Attributes that a reader can see, or follow.
_TOLD = re.compile(
    r"\b(?:href|alt|title|content|aria-label|data-[\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')"
)


class UnsearchableError(DataError):
    """A file in a format that is not known, or that cannot be read."""


class Part(NamedTuple):
    """A part of a file.

    Parameters
    ----------
    name : str
        What it is called within the file, such as ``"comments"`` or a sheet; "" for the first.
    header : sequence of str
        The names of the columns of a table; none for lines of text.
    rows : sequence of (int, sequence of str)
        Rows or lines with their numbers; of a line the text alone.
    """

    name: str
    header: Sequence[str]
    rows: Sequence[tuple[int, Sequence[str]]]


#: What reads a format, beside those known here: takes the file and yields its parts.
Readers = Mapping[str, Callable[[Path], Iterable[Part]]]
NO_READERS: Readers = MappingProxyType({})


def file_parts(path: Path, name: str, readers: Readers = NO_READERS) -> Iterator[Part]:
    """Yield the parts of a file.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    name : str
        What messages call it.
    readers : mapping of str to callable
        Readers of further formats by the ending of the file.

    Yields
    ------
    Part
        Tables and texts.

    Raises
    ------
    OSError, UnsearchableError, DataError, ValueError
        For a file that cannot be read.
    """
    ending = path.suffix.lower()
    if ending in readers:
        yield from readers[ending](path)
        return
    if path.stat().st_size > LARGEST:
        raise ValueError(name)
    if ending in _BOOKS:
        yield from _workbook(path.read_bytes())
    elif ending in _ARCHIVES:
        yield from _archive(path, name)
    elif ending not in WITHOUT_TEXT and path.stat().st_size:
        yield from parts_of_bytes(path.read_bytes(), name)


def parts_of_bytes(raw: bytes, name: str) -> Iterator[Part]:
    """Yield the parts of a file that is text, by the ending of its name.

    Raises ValueError where it is none.
    """
    ending = PurePosixPath(name).suffix.lower()
    if (b"\0" in raw[:4096] or ending in _BINARY) and not raw.startswith(
        (b"\xff\xfe", b"\xfe\xff")
    ):
        raise ValueError(name)
    content = Content(name, raw)
    if ending in _SHEETS:
        yield table_of(content)
    elif ending in (".html", ".htm", ".svg", ".xml", ".opf"):
        yield text_part(_marked_up(content.text))
    elif ending in (".json", ".geojson", ".jsonld", ".ipynb"):
        try:
            yield _json(json.loads(content.text))
        except (ValueError, RecursionError):
            yield text_part(content.lines)
    else:
        yield text_part(content.lines)


def text_part(lines: Iterable[str], name: str = "") -> Part:
    """Return lines as a part."""
    return Part(name, (), [(number, (line,)) for number, line in enumerate(lines, start=1)])


def table_of(content: Content) -> Part:
    """Return the cells of a CSV file, whatever separates them."""
    first = content.lines[0] if content.lines else ""
    separator = max(_SEPARATORS, key=first.count)
    try:
        header, *rows = [*csv.reader(io.StringIO(content.text), delimiter=separator)] or [[]]
    except csv.Error:  # a cell of more than 131,072 characters
        return text_part(content.lines)
    return Part("", header, [*enumerate(rows, start=2)])


def _workbook(raw: bytes) -> Iterator[Part]:
    """Yield the cells of every sheet of a workbook, hidden ones too, and what it says besides."""
    try:
        sheets = read_workbook(raw, "")
    except WorkbookError as error:
        raise ValueError("no workbook") from error
    for place, sheet in enumerate(sheets):
        rows = [["" if cell is None else _as_text(cell) for cell in row] for row in sheet.rows]
        yield Part(
            sheet.name if place else "", rows[0] if rows else [], [*enumerate(rows[1:], start=2)]
        )
    yield from _office(io.BytesIO(raw))


def _as_text(cell: object) -> str:
    """Return a cell as its program shows it: whole numbers without decimals."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell)


def _archive(path: Path, name: str) -> Iterator[Part]:
    """Yield the parts of an office document, or of the files in an archive."""
    if path.suffix.lower() not in (".zip", ".qdpx"):
        yield from _office(path)
        return
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            inner = f"{name}/{member.filename}"
            yield text_part([member.filename], member.filename)
            ending = PurePosixPath(member.filename).suffix.lower()
            if member.is_dir() or member.file_size > _LARGEST_MEMBER or ending in WITHOUT_TEXT:
                continue
            raw = archive.read(member)
            if ending in _BOOKS:
                found: Iterable[Part] = _workbook(raw)
            elif ending == ".docx":
                found = _office(io.BytesIO(raw))
            else:
                found = parts_of_bytes(raw, inner if ending != ".qde" else f"{inner}.xml")
            try:
                yield from (
                    part._replace(name=f"{member.filename} {part.name}".strip()) for part in found
                )
            except ValueError:
                continue  # a picture or a recording


def _office(source: Path | io.BytesIO) -> Iterator[Part]:
    """Yield the texts of an office document, with its comments and properties."""
    with zipfile.ZipFile(source) as document:
        for member in document.infolist():
            if not _OFFICE_TEXT.fullmatch(member.filename) or member.file_size > _LARGEST_MEMBER:
                continue
            try:
                tree = parse_xml(document.read(member))
            except XmlError:
                continue
            is_main = member.filename.endswith(("document.xml", "content.xml"))
            name = "" if is_main else PurePosixPath(member.filename).stem
            yield text_part(_paragraphs(tree), name)


def _paragraphs(tree: Element) -> Iterator[str]:
    """Yield the text of each paragraph (what a program splits is joined), then of other elements."""
    inside: set[Element] = set()
    for element in tree.iter():
        if str(element.tag).rpartition("}")[2] == "p":
            inside |= {*element.iter()}
            yield "".join(element.itertext())
    for element in tree.iter():
        told = [
            value for key, value in element.attrib.items() if key.rpartition("}")[2] in _AUTHORS
        ]
        if element not in inside and element.text and element.text.strip():
            told.append(element.text)
        yield from told


#: Attributes that name who wrote a comment.
_AUTHORS = ("author", "displayName", "userId", "Target")


def _marked_up(text: str) -> Iterator[str]:
    """Yield the lines of a web page or drawing that are seen, then what its attributes say."""
    seen = _UNSEEN.sub(" ", text)
    for line in _TAG.sub("", _LINES.sub("\n", seen)).split("\n"):
        plain = html.unescape(line).strip()
        if plain:
            yield plain
    for match in _TOLD.finditer(seen):
        yield html.unescape(match[1] or match[2] or "")


def _json(content: Any) -> Part:
    """Return every text in a JSON document, with its place as the number of a row."""
    found: list[str] = []
    waiting = [content]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting += [*one.values(), *one.keys()][::-1]
        elif isinstance(one, list):
            waiting += one[::-1]
        elif isinstance(one, str):
            found.append(one)
    return Part("", (), [(0, (text,)) for text in found])
