"""Reading EndNote XML (also Zotero's and Mendeley's export of it), one record at a time.

Each record is parsed on its own, so that a damaged one does not take the others with it.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

from alianzas.literature.content import Content
from alianzas.literature.databases import fill_database
from alianzas.literature.formats.endnote import Values, record_of
from alianzas.literature.formats.plain import clean, plain_text
from alianzas.literature.reading import Reader, Reading, Remark, shorten
from alianzas.literature.record import Record

_FIRST = re.compile(r"<records?>\s*<rec|<record>\s*<|<ref-type\b")
_OPEN = re.compile(r"<record(?:\s[^<>]*)?>")
_CLOSE = "</record>"
_TITLE = re.compile(r"<title>(.*?)(?:</title>|\n|$)")
_TAGS = re.compile(r"<[^<>]*>")
#: Fields in which each line is a value.
_LINES = frozenset({"keywords", "affiliations", "authors", "issn"})
_RETURNS = re.compile(r"[\r\n]+")
_LONE_AMPERSAND = re.compile(r"&(?!(?:#\d+|#x[0-9a-fA-F]+|amp|lt|gt|quot|apos);)")

#: Elements of a record by where they are, and the field they hold.
_FIELDS = {
    "ref-type": "type",
    "database": "library",
    "contributors/authors/author": "authors",
    "titles/title": "title",
    "titles/translated-title": "translated_title",
    "titles/secondary-title": "journal",
    "periodical/full-title": "journal",
    "alt-periodical/full-title": "alternate_journal",
    "titles/alt-title": "alternate_journal",
    "pages": "pages",
    "volume": "volume",
    "number": "issue",
    "issue": "issue",
    "keywords/keyword": "keywords",
    "dates/year": "year",
    "dates/pub-dates/date": "date",
    "isbn": "issn",
    "accession-num": "accession",
    "electronic-resource-num": "doi",
    "abstract": "abstract",
    "notes": "notes",
    "urls/related-urls/url": "url",
    "urls/web-urls/url": "url",
    "publisher": "publisher",
    "auth-address": "affiliations",
    "language": "language",
    "remote-database-name": "database",
    "remote-database-provider": "provider",
    "orig-pub": "original",
}


def recognises(content: Content) -> bool:
    """Return whether the file is XML with EndNote's records."""
    return content.text.lstrip().startswith("<") and _FIRST.search(content.text) is not None


def read(content: Content) -> Reading:
    """Return the records of the file.

    A record that is not well-formed is ``broken``, with what could be recovered of it; one that
    the end of the file interrupts is ``cut``.
    """
    text = plain_text(content)
    reading = Reading()
    starts = [match.start() for match in _OPEN.finditer(text)]
    for place, start in enumerate(starts):
        limit = starts[place + 1] if place + 1 < len(starts) else len(text)
        end = text.find(_CLOSE, start, limit)
        source = text[start : end + len(_CLOSE)] if end >= 0 else text[start:limit]
        record, whole = _record(source)
        record.line = text.count("\n", 0, start) + 1
        record.position = place + 1
        if whole and end >= 0:
            reading.records.append(record)
            continue
        remark = Remark(record.line, _name(record), "its XML is damaged", record)
        if end < 0 and place + 1 == len(starts):
            reading.cut = remark._replace(reason="the file ends before this record does")
        else:
            reading.broken.append(remark)
    if starts and reading.cut is None and "</xml>" not in text[-200:] and "</records>" not in text:
        reading.warnings.append(
            "The end of the XML is missing: records after the last one here may be missing too."
        )
    fill_database(reading.records)
    return reading


def _record(source: str) -> tuple[Record, bool]:
    """Return the record in a piece of XML, and whether it was well-formed."""
    try:
        root = ElementTree.fromstring(_LONE_AMPERSAND.sub("&amp;", source))
    except ElementTree.ParseError:
        title = _TITLE.search(_TAGS.sub(_keep_title, source))
        return Record(title=clean(title[1]) if title else ""), False
    given: Values = {}
    for element, path in _leaves(root, ""):
        name = _FIELDS.get(path, path)
        text = "".join(element.itertext())
        if path == "ref-type":
            text = element.get("name") or text
        # EndNote parts the lines of a field by carriage returns.
        for part in _RETURNS.split(text) if name in _LINES else (text,):
            value = clean(part.replace("\r", " "))
            values = given.setdefault(name, [])
            if value and (value not in values or name == "authors"):
                values.append(value)
        if not given[name]:
            del given[name]
    return record_of(given), True


def _keep_title(match: re.Match[str]) -> str:
    return match.group() if match.group() in ("<title>", "</title>") else ""


def _leaves(element: ElementTree.Element, path: str) -> list[tuple[ElementTree.Element, str]]:
    """Return the elements that hold text, with their path; ``style`` only marks up text."""
    children = [child for child in element if child.tag != "style"]
    if not children:
        return [(element, path)] if path else []
    return [
        leaf
        for child in children
        for leaf in _leaves(child, f"{path}/{child.tag}" if path else str(child.tag))
    ]


def _name(record: Record) -> str:
    return shorten(record.title or record.doi or "no title")


READER = Reader("EndNote XML", recognises, read)
