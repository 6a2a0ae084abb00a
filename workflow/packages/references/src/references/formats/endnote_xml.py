"""Reading EndNote XML, also as Zotero and Mendeley export it."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from references.formats.endnote_fields import Values, record_of
from references.formats.plain_values import clean
from references.formats.xml_records import XmlForm, leaves, reader
from references.record import Record

_FIRST = re.compile(r"<records?>\s*<rec(?:ord)?>|<record>\s*<|<ref-type\b")
#: Fields in which each line is a value.
_LINES = frozenset({"keywords", "affiliations", "authors", "issn"})
_RETURNS = re.compile(r"[\r\n]+")

#: Elements of a record by their path, and the field they hold.
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
#: The element with which EndNote marks up text.
_INLINE = frozenset({"style"})


def _record(root: ElementTree.Element) -> Record:
    """Return the record of an element <record>."""
    given: Values = {}
    for element, path in leaves(root, inline=_INLINE):
        name = _FIELDS.get(path, path)
        text = "".join(element.itertext())
        if path == "ref-type":
            text = element.get("name") or text
        # EndNote separates the lines of a field by carriage returns.
        for part in _RETURNS.split(text) if name in _LINES else (text,):
            value = clean(part.replace("\r", " "))
            values = given.setdefault(name, [])
            if value and (value not in values or name == "authors"):
                values.append(value)
        if not given[name]:
            del given[name]
    return record_of(given)


READER = reader(
    XmlForm(
        "EndNote XML",
        _FIRST,
        "record",
        "title",
        re.compile("</xml>|</records>"),
        _record,
        one_database=True,
    )
)
