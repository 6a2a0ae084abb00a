"""Reading Zotero RDF, Zotero's own export of a library."""

from __future__ import annotations

import html
import re
from functools import partial
from xml.etree.ElementTree import Element

from human_files.text.content import Content
from references.document_types import document_type
from references.formats import field_values
from references.formats.endnote_fields import Values, record_of
from references.formats.xml_records import XmlForm, is_xml, parsed, read_records, text_of
from references.reading import Reader, Reading, Remark, shorten
from references.record import Record

_SIGNS = re.compile(r"<z:itemType>|zotero\.org/namespaces/export#")
#: What an item may be part of; where it is an element of its own, items refer to it by address.
_CONTAINER = re.compile(
    r"<(bib:(?:Journal|Periodical|Series|Magazine|Newspaper|Conference)"
    r')\s[^<>]*rdf:about="([^"<>]*)"[^<>]*>.*?</\1>',
    re.DOTALL,
)
_NOT_ITEMS = "Journal|Periodical|Series|Magazine|Newspaper|Conference|Memo"
_FIELDS = {
    "title": "title",
    "abstract": "abstract",
    "date": "year",
    "language": "language",
    "pages": "pages",
    "volume": "volume",
    "number": "issue",
    "description": "notes",
    "libraryCatalog": "database",
    "itemType": "type",
}
#: What an item may be part of whose title is that of the journal.
_PARTS = frozenset({"Journal", "Periodical", "Magazine", "Newspaper", "Book", "Series"})
_NUMBER = re.compile(r"(DOI|ISSN|ISBN) (.+)")


def recognises(content: Content) -> bool:
    """Return whether the file is RDF with Zotero's names."""
    head = content.text[:200_000]
    return is_xml(content) and _SIGNS.search(head) is not None


def read(content: Content) -> Reading:
    """Return the items of the file, without attachments, notes and collections."""
    containers = {
        html.unescape(match[2]): element
        for match in _CONTAINER.finditer(content.text)
        if (element := parsed(match.group())) is not None
    }
    form = XmlForm(
        "Zotero RDF",
        _SIGNS,
        rf"bib:(?!(?:{_NOT_ITEMS})\b)\w+|rdf:Description",
        "dc:title",
        re.compile("</rdf:RDF>"),
        partial(_record, containers),
        attribute="rdf:about",
        mark=r"<z:itemType>(?!attachment|note)",
    )
    reading = read_records(content, form)
    for record in reading.records:
        if "isPartOf" in record.other:
            reason = "the entry of the journal or book that contains it is missing or damaged"
            reading.repaired.append(Remark(record.line, shorten(record.title), reason))
    return reading


def _record(containers: dict[str, Element], root: Element) -> Record:
    """Return the record of an item; ``containers`` are what items refer to, by address."""
    given: Values = {}
    automatic: list[str] = []
    for child in root:
        if child.tag == "isPartOf":
            named = list(child.attrib.values())
            inner = list(child) or [containers[key] for key in named if key in containers]
            for container in inner:
                _take_container(container, given)
            if named and not inner:
                given["isPartOf"] = named
        elif child.tag == "subject" and child.find("AutomaticTag") is not None:
            automatic.append(text_of(child))
        else:
            _take(child, given)
    if "journal" not in given:
        names = given.get("proceedingsTitle") or given.get("publicationTitle") or ()
        given["journal"] = list(names)[:1]
    kind = given.get("type", [""])[0]
    record = record_of({name: values for name, values in given.items() if values})
    record.document_type = document_type(kind) or record.document_type
    record.index_keywords = field_values.values(automatic)
    return record


def _take(child: Element, given: Values) -> None:
    """Add an element of an item, or of its container, to the values."""
    tag, value = str(child.tag), text_of(child)
    if tag in ("authors", "editors", "contributors", "translators", "seriesEditors"):
        found = [
            _person(one) for one in child.iter() if one.tag in ("Person", "Organization", "Agent")
        ]
        given.setdefault(tag, []).extend(name for name in found if name)
    elif tag == "identifier":
        number = _NUMBER.fullmatch(value)
        if number is not None:
            name = {"DOI": "doi", "ISSN": "issn", "ISBN": "isbn"}[number[1]]
            given.setdefault(name, []).append(number[2])
        elif value:
            given.setdefault("url" if value.startswith("http") else "identifier", []).append(value)
    elif tag == "subject":
        given.setdefault("keywords", []).append(value.replace(";", ","))
    elif tag == "publisher":
        given.setdefault("publisher", []).append(text_of(child.find(".//name")) or value)
    elif value:
        given.setdefault(_FIELDS.get(tag, tag), []).append(value)


def _take_container(container: Element, given: Values) -> None:
    """Add what a journal, book or series says about an item."""
    for child in container:
        if child.tag == "title" and container.tag in _PARTS:
            name = "journal" if container.tag != "Series" else "series"
            given.setdefault(name, []).append(text_of(child))
        elif child.tag == "isPartOf":
            for inner in child:
                _take_container(inner, given)
        elif child.tag == "title":
            given.setdefault("conference", []).append(text_of(child))
        else:
            _take(child, given)


def _person(person: Element) -> str:
    """Return the name of a person or organisation."""
    family, given = (text_of(person.find(tag)) for tag in ("surname", "givenName"))
    whole = family or text_of(person.find("name"))
    return (f"{whole}, {given}" if given else whole).replace(";", ",")


READER = Reader("Zotero RDF", recognises, read)
