"""Reading EBSCOhost's XML ("Generic bibliographic management software", XML)."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from references.databases import database_name
from references.document_types import document_type
from references.formats import field_values
from references.formats.endnote_fields import Values, record_of
from references.formats.xml_records import XmlForm, leaves, reader, text_of
from references.record import Record

#: The last two elements of a path, and the field they hold.
_FIELDS = {
    "tig/atl": "title",
    "jinfo/jtl": "journal",
    "bkinfo/btl": "journal",
    "jinfo/issn": "issn",
    "bkinfo/isbn": "issn",
    "pubinfo/vid": "volume",
    "pubinfo/iid": "issue",
    "pubinfo/pub": "publisher",
    "aug/au": "authors",
    "aug/affil": "affiliations",
    "sug/subj": "subjects",
    "artinfo/ppf": "pages",
    "artinfo/ab": "abstract",
    "artinfo/keyword": "keywords",
    "controlInfo/language": "language",
    "pLink/url": "url",
}
#: Markup within texts.
_INLINE = frozenset({"i", "b", "u", "em", "strong", "sup", "sub", "bold", "italic"})


def _record(root: Element) -> Record:
    """Return the record of an element <rec>."""
    given: Values = {}
    for element, path in leaves(root, inline=_INLINE):
        value = text_of(element)
        last = "/".join(path.split("/")[-2:])
        name = _FIELDS.get(last, last)
        if last == "artinfo/ui":
            kind = (element.get("type") or "").lower()
            name = "doi" if kind == "doi" else f"{last} {kind}".strip()
        elif last == "pubinfo/dt":
            name = "year"
            value = " ".join(
                filter(None, [element.get("year") or value, element.get("month")])
            ).strip()
        if value:
            given.setdefault(name, []).append(value)
    header = root.find("header")
    header = header if header is not None else root
    given["accession"] = [header.get("uiTerm", "")] if header.get("uiTerm") else []
    kinds = given.pop("artinfo/doctype", []) + given.pop("artinfo/pubtype", [])
    if "title" not in given and "journal" in given:  # a whole book
        given["title"] = given.pop("journal")[:1]
    subjects = given.pop("subjects", [])
    record = record_of({name: values for name, values in given.items() if values})
    record.index_keywords = field_values.values(subjects)
    record.database = database_name(header.get("shortDbName", "")) or "EBSCO"
    if record.database == header.get("shortDbName"):
        record.database = header.get("longDbName") or record.database
    record.document_type = kind_of(kinds)
    if kinds:
        record.other["doctype"] = kinds
    return record


def kind_of(kinds: list[str]) -> str:
    """Return the type that EBSCO's words mean; what is in a periodical is an article."""
    known = document_type(*kinds) or "other"
    periodical = any("journal" in kind.lower() or kind == "Periodical" for kind in kinds)
    return "article" if known == "other" and periodical else known


READER = reader(
    XmlForm(
        "EBSCO XML",
        re.compile(r"<rec(?:\s[^<>]*)?>\s*<header\s[^<>]*DbName="),
        "rec",
        "atl|btl",
        re.compile(r"</records>"),
        _record,
    )
)
