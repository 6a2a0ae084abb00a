"""What the readers of XML have in common: splitting a file into records, which are parsed singly.

A damaged record does not affect the others, and a document type declaration, which could define
harmful entities, is never parsed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple
from xml.etree.ElementTree import Element

from human_files.safe_xml import XmlError, parse_xml
from human_files.text.content import Content
from references.databases import fill_database
from references.formats import field_values
from references.formats.plain_values import clean, one_line, plain_text
from references.reading import Reader, Reading, Remark, shorten
from references.record import Record

_TAGS = re.compile(r"<[^<>]*>")
_LONE_AMPERSAND = re.compile(r"&(?!(?:#\d+|#x[0-9a-fA-F]+|amp|lt|gt|quot|apos);)")
#: Namespaces add nothing to the names of elements here: declarations and prefixes are removed.
_DECLARATION = re.compile(r"\sxmlns(?::[\w.-]+)?\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_TAG_PREFIX = re.compile(r"(</?)[A-Za-z_][\w.-]*:(?=[A-Za-z_])")
_ATTRIBUTE_PREFIX = re.compile(r"(\s)(?!xml:)[A-Za-z_][\w.-]*:([A-Za-z_][\w.-]*\s*=\s*[\"'])")
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s<>\"']+")


class XmlForm(NamedTuple):
    """One kind of XML: its name, how it is recognised, and how its elements become records.

    ``signs`` is searched for at the beginning of the file; ``record`` and ``title`` are names of
    elements (alternatives separated by a bar, with prefixes); ``attribute`` is one that a record
    has; ``end`` matches the end of a complete file; ``convert`` makes a record from an element
    without prefixes and namespaces; ``mark`` matches what only records have (default: their title);
    ``one_database`` says that all records of a file come from one database.
    """

    format: str
    signs: re.Pattern[str]
    record: str
    title: str
    end: re.Pattern[str]
    convert: Callable[[Element], Record]
    attribute: str = ""
    mark: str = ""
    one_database: bool = False


def is_xml(content: Content) -> bool:
    """Return whether a file begins as XML does; its first character may be damaged."""
    return "<" in content.text[:200]


def reader(form: XmlForm) -> Reader:
    """Return the reader of one kind of XML."""

    def recognises(content: Content) -> bool:
        """Return whether the file is XML of this kind."""
        head = content.text[:200_000]
        return is_xml(content) and form.signs.search(head) is not None

    def read(content: Content) -> Reading:
        """Return the records of the file."""
        return read_records(content, form)

    return Reader(form.format, recognises, read)


def read_records(content: Content, form: XmlForm) -> Reading:
    """Return the records of the file.

    A record that is not well-formed is ``broken``, with what could be recovered of it, and so is
    one whose opening tag is damaged; one that the end of the file interrupts is ``cut``.
    """
    text = plain_text(content)
    reading = Reading()
    needed = rf"\s[^<>]*\b{form.attribute}=[^<>]*" if form.attribute else r"(?:\s[^<>]*)?"
    opening = re.compile(rf"<({form.record}){needed}>")
    mark = re.compile(form.mark or rf"<(?:{form.title})(?:\s[^<>]*)?>")
    position = place = line = 0
    counted = 0

    def number_of(where: int) -> int:
        """Return the line of a place; places are asked for in order."""
        nonlocal line, counted
        line += text.count("\n", counted, where)
        counted = where
        return line + 1

    def damaged(where: int, source: str) -> Remark:
        """Return the remark on a damaged record, with what could be recovered."""
        nonlocal position
        position += 1
        record = _recovered(source, form)
        record.position, record.line = position, number_of(where)
        return Remark(record.line, _name(record), "its XML is damaged", record)

    starts = list(opening.finditer(text))
    for index, match in enumerate(starts):
        start = match.start()
        limit = starts[index + 1].start() if index + 1 < len(starts) else len(text)
        if mark.search(text, place, start):  # a record whose opening tag is damaged
            reading.broken.append(damaged(place, text[place:start]))
        else:
            reading.leave_outside(_TAGS.sub("", text[place:start]), number_of(place))
        closing = f"</{match[1]}>"
        end = text.find(closing, start, limit)
        place = end + len(closing) if end >= 0 else limit
        element = parsed(text[start:place]) if end >= 0 else None
        if element is not None:
            record = form.convert(element)
            position += 1
            record.position, record.line = position, number_of(start)
            reading.records.append(record)
        elif end < 0 and index + 1 == len(starts) and form.end.search(text, start) is None:
            remark = damaged(start, text[start:])
            reading.cut = remark._replace(reason="the file ends before this record does")
        else:
            reading.broken.append(damaged(start, text[start:place]))
    if mark.search(text, place):
        reading.broken.append(damaged(place, text[place:]))
    else:
        reading.leave_outside(_TAGS.sub("", text[place:]), number_of(place))
    if position and reading.cut is None and form.end.search(text, place) is None:
        reading.warnings.append(
            "The end of the XML is missing: records after the last one here may be missing too."
        )
    if form.one_database:
        fill_database(reading.records)
    return reading


def parsed(source: str) -> Element | None:
    """Return an element without prefixes and namespaces, None where it is not well-formed."""
    source = _TAG_PREFIX.sub(r"\1", _DECLARATION.sub("", source))
    source = _LONE_AMPERSAND.sub("&amp;", source)
    for attempt in (source, _ATTRIBUTE_PREFIX.sub(r"\1\2", source)):
        try:
            return parse_xml(attempt)
        except XmlError:
            continue
    return None


def _recovered(source: str, form: XmlForm) -> Record:
    """Return a record with the title and DOI of a damaged one."""
    found = re.search(rf"<({form.title})(?:\s[^<>]*)?>(.*?)(?:</\1\b|\Z)", source, re.DOTALL)
    number = _DOI.search(source)
    return Record(
        title=clean(_TAGS.sub("", found[2]).partition("<")[0]) if found is not None else "",
        doi=field_values.doi(number.group()) if number is not None else "",
    )


def text_of(element: Element | None) -> str:
    """Return the text of an element without markup, plain and on one line ("" for None)."""
    if element is None:
        return ""
    text = "".join(element.itertext())
    # Most texts need nothing but single spaces.
    return one_line(text) if text.isascii() and "&" not in text and "<" not in text else clean(text)


def leaves(
    element: Element, path: str = "", inline: frozenset[str] = frozenset()
) -> list[tuple[Element, str]]:
    """Return the elements that contain text, with their paths; ``inline`` ones are only markup."""
    children = [child for child in element if child.tag not in inline]
    if not children:
        return [(element, path)] if path else []
    return [
        leaf
        for child in children
        for leaf in leaves(child, f"{path}/{child.tag}" if path else str(child.tag), inline)
    ]


def _name(record: Record) -> str:
    """Return what a record is called in messages."""
    return shorten(record.title or record.doi or "no title")
