"""Reading RefWorks' tagged format, which databases (CNKI, EBSCO, Google Scholar) export as well."""

from __future__ import annotations

import re

from references.formats import field_values
from references.formats.endnote_fields import Values, record_of
from references.formats.tagged_lines import TaggedForm, Tags, joined, one, reader
from references.record import Record

_KINDS = (
    r"Journal|Generic|Book|Monograph|Conference|Dissertation|Thesis|Report|Abstract|Newspaper"
    r"|Magazine|Web|Patent|Unpublished|Video|Grant|Online|Artwork|Laws|Map|Motion|Personal|Sound"
)
#: The tags of RefWorks' description of its format.
_KNOWN = (
    "RT SR ID A1 T1 JF JO YR FD VO IS SP OP K1 AB NO A2 T2 ED PB PP A3 A4 A5 A6 T3 SN AV AD AN LA CL"
    " SF OT LK DO CN DB DS IP RD ST UL SL LL CR WT WV WP OL PMID PMCID PN MD JN"
    " U1 U2 U3 U4 U5 U6 U7 U8 U9 U10 U11 U12 U13 U14 U15"
).replace(" ", "|")
_FIELDS = {
    "RT": "type",
    "A1": "authors",
    "T1": "title",
    "JF": "journal",
    "JO": "alternate_journal",
    "T2": "series_title",
    "YR": "year",
    "FD": "date",
    "VO": "volume",
    "IS": "issue",
    "K1": "keywords",
    "AB": "abstract",
    "NO": "notes",
    "AN": "accession",
    "AD": "affiliations",
    "SN": "issn",
    "PB": "publisher",
    "LA": "language",
    "DO": "doi",
    "UL": "url",
    "DB": "database",
    "DS": "provider",
}
#: Fields in which each line is a value.
_LINES = frozenset({"keywords", "affiliations"})


def _record(tags: Tags) -> Record:
    """Return the record of the tags of one reference."""
    start, end = one(tags, "SP"), one(tags, "OP")
    given: Values = {}
    for tag, name in _FIELDS.items():
        if tag in tags:
            given[name] = tags.pop(tag) if name in _LINES else joined(tags, tag)
    if start or end:
        given["pages"] = [field_values.pages(start, end) if start else end]
    if "journal" not in given and "alternate_journal" not in given and "series_title" in given:
        given["journal"] = given.pop("series_title")  # of a chapter or paper
    if "url" not in given and "LK" in tags:
        given["url"] = joined(tags, "LK")
    for name in ("language", "affiliations"):  # CNKI ends lists with a semicolon
        given[name] = [value.rstrip("; ") for value in given.get(name, ())]
    rest = {tag: joined(tags, tag) for tag in list(tags)}
    return record_of({**rest, **{name: kept for name, kept in given.items() if kept}})


READER = reader(
    TaggedForm(
        "RefWorks tagged text",
        re.compile(
            rf"(?:\A|\n)[ \t]*RT (?:{_KINDS})[\w, ]*\n(?:[^\n]*\n){{0,40}}?(?:T1|A1|JF|YR) "
        ),
        re.compile(r"[ \t]*RT \S"),
        re.compile(rf"[ \t]*({_KNOWN})(?: (.*)|$)"),
        frozenset({"SR", "ID", "A1", "T1"}),
        frozenset({"SR", "ID", "T1"}),
        frozenset({"T1"}),
        "RT",
        _record,
    )
)
