"""Reading Ovid's own text: tagged ("Reprint/Medlars", .ovd) or with headings ("Citation").

A record begins with its number in angle brackets. Volume, issue and pages are often in the
citation (SO, Source) only.
"""

from __future__ import annotations

import re

from references import author_names
from references.comparable_text import find_year
from references.document_types import document_type
from references.formats import field_values
from references.formats.endnote_fields import Values, record_of
from references.formats.tagged_lines import TaggedForm, Tags, joined, one, reader
from references.record import Record

#: Headings of the citation format and their tags.
_HEADINGS = {
    "Accession Number": "AN",
    "Unique Identifier": "UI",
    "Author": "AU",
    "Authors": "AU",
    "Authors Full Name": "FA",
    "Institution": "IN",
    "Title": "TI",
    "Original Title": "OT",
    "Source": "SO",
    "Journal Name": "JN",
    "Abstract": "AB",
    "Author Keywords": "KW",
    "Key Concepts": "KW",
    "Keyword Heading": "KW",
    "MeSH Subject Headings": "MH",
    "Subject Headings": "MH",
    "Language": "LG",
    "Document Type": "DT",
    "Publication Type": "PT",
    "ISSN": "IS",
    "ISSN Print": "IS",
    "Volume": "VO",
    "Issue": "IP",
    "Page": "PG",
    "DOI Number": "DO",
    "Digital Object Identifier": "DO",
    "Year of Publication": "YR",
    "Publication Year": "YR",
    "Date of Publication": "DP",
    "Publisher": "PB",
    "Database": "DB",
    "Link to the Ovid Full Text or citation": "XL",
}
_WORDS = (
    "Score|Status|Journal Subset|NLM Journal Code|Country of Publication|Copyright|Embase Status"
    "|Comments|Link to the External Link Resolver|Registry Number/Name of Substance|Grant Number"
)
_TAG = re.compile(
    rf"([A-Z][A-Z0-9](?= {{1,2}}-(?: |$))|(?:{'|'.join((*_HEADINGS, _WORDS))})(?=[ \t]*$))"
    r"(?: {1,2}-)?[ \t]*(.*)$"
)
_TEXTS = {
    "OT": "translated_title",
    "TT": "translated_title",
    "JN": "journal",
    "JT": "journal",
    "JA": "alternate_journal",
    "BT": "journal",
    "VO": "volume",
    "VI": "volume",
    "IP": "issue",
    "PG": "pages",
    "YR": "year",
    "DP": "date",
    "AB": "abstract",
    "LG": "language",
    "IS": "issn",
    "DO": "doi",
    "DI": "doi",
    "PB": "publisher",
    "PU": "publisher",
}
_WHERE = (
    r"(?P<volume>[^\s();:,.]*)\s*\((?P<issue>[^()]*)\)"
    r"\s*(?:\(pp (?P<inner>[^()]*)\)|:\s*(?P<pages>[\w-]+))?"
)
_SOURCES = tuple(
    re.compile(pattern)
    for pattern in (
        # PsycINFO: "Health Psychology. Vol.34(10), 2015, pp. 1023-1095."
        r"(?P<journal>.+?)[.,] Vol\.\s*(?P<volume>[^\s(),]+)(?:\((?P<issue>[^()]*)\))?.*?"
        r"(?:pp?\.\s*(?P<pages>[\w-]+)|$)",
        # "Acta Biochimica August 2011;43(8):647-653"
        r"(?P<journal>.+?) (?:[A-Z][a-z]+(?:[/-][A-Z][a-z]+)? )?(?:19|20)\d\d;"
        r"(?P<volume>\w*)(?:\((?P<issue>[^()]*)\))?(?::(?P<pages>[\w-]+))?",
        # "European Journal. 80 (pp 304-312), 2018."
        r"(?P<journal>.+?)\. (?P<volume>\d+)\s*\(pp (?P<pages>[^()]*)\)",
        # "Forest Ecology & Management. 201(2-3):327-334, November 15, 2004."
        rf"(?P<journal>.+?)[.,]? {_WHERE}",
        # "Journal of Political Studies 12, Winter 2007: 7-14."
        r"(?P<journal>.+?) (?P<volume>\d+), (?:\w+ )?(?:19|20)\d\d: (?P<pages>[\w-]+)",
        # "Methods in protein analysis.:371-397, 2004."
        r"(?P<journal>.+?)\.:(?P<pages>[\w-]+)",
    )
)
#: What Ovid writes after names of authors: roles in brackets; degrees, numbers, footnote marks.
_ROLE = re.compile(r" *\[[^\]]*\]")
_AFTER_NAME = re.compile(
    r"(?:[,;]? (?:M\.?D|Ph\.?D|M\.?Sc|B\.?Sc|MPH|MBBS|FACSM|RN|DO|MBA|MA)\b\.?)+|[ ,]+[\d,+*]+$"
    r"|(?<=[^\W\d_]{3})\.$"
)
_NUMBERED = re.compile(r",? *\(\d+\) ?|^From the ")
_KIND_AFTER_TITLE = re.compile(r"\s*\[([A-Z][A-Za-z /,&-]{2,40})\]\.?$")
_EDITION = re.compile(r"\s*(?:<[^<>]*>|\(R\)|\d{4} to .*).*$")


def _record(tags: Tags) -> Record:
    """Return the record of the tags of one reference."""
    for heading in [name for name in tags if name in _HEADINGS]:
        tags.setdefault(_HEADINGS[heading], []).extend(tags.pop(heading))
    given: Values = {}
    for tag, name in _TEXTS.items():
        if tag in tags:
            given.setdefault(name, []).extend(joined(tags, tag))
    title = one(tags, "TI")
    kind = _KIND_AFTER_TITLE.search(title)
    if kind is not None:
        title = title[: kind.start()]
    given["title"] = [title.rstrip()]
    source = one(tags, "SO")
    _cite(given, source)
    people = _people(tags)
    kinds = joined(tags, "PT") + joined(tags, "DT")
    terms = [
        part
        for tag in ("MH", "SH", "DE")
        for value in tags.pop(tag, ())
        for part in value.split("\n")
    ]
    given["affiliations"] = _addresses(tags, people)
    given["keywords"] = [value.rstrip(".") for value in joined(tags, "KW")]
    database = one(tags, "DB")
    given["database"] = [_EDITION.sub("", database).strip().removeprefix("Ovid ")]
    given["url"] = [address.strip() for address in joined(tags, "XL")]
    given["language"] = ["; ".join(value.rstrip(".") for value in given.get("language", ()))]
    rest = {tag: joined(tags, tag) for tag in list(tags)}
    record = record_of(
        {**rest, **{name: kept for name, v in given.items() if (kept := list(filter(None, v)))}}
    )
    record.authors = author_names.authors(people)
    record.index_keywords = field_values.values(term.strip(" *") for term in terms)
    record.year = record.year or find_year(source) or find_year(" ".join(rest.get("Status", ())))
    named = [value.rstrip(".") for value in kinds]
    if kind is not None and kind[1] != "Report":  # a kind of article
        named.append(kind[1])
    record.document_type = document_type(*named) or "other"
    if named:
        record.other["type"] = named
    if source:
        record.other["SO"] = [source]
    return record


def _people(tags: Tags) -> list[str]:
    """Return the authors, by their full names where there are at least as many of these."""
    short, full = (
        [
            part
            for tag in given
            for value in joined(tags, tag)
            for part in _ROLE.sub("", value).split(";")
        ]
        for given in (("AU",), ("FA", "FAU"))
    )
    chosen = full if len(full) >= len(short) else short
    found = [_AFTER_NAME.sub("", name.strip()).strip(" ,") for name in chosen]
    return [author_names.inverted(name) if "," not in name else name for name in found if name]


def _addresses(tags: Tags, people: list[str]) -> list[str]:
    """Return the addresses without the numbers and authors' names before them."""
    found = []
    for value in tags.pop("IN", ()):
        for line in value.split("\n"):
            for part in _NUMBERED.split(line):
                address = part.strip(" *+;,.")
                name = next((one for one in people if address.startswith(f"{one}. ")), "")
                found.append(address.removeprefix(f"{name}. "))
    return found


def _cite(given: Values, source: str) -> None:
    """Take from a citation whatever has no tag of its own."""
    for pattern in _SOURCES:
        match = pattern.match(source)
        if match is not None:
            break
    else:
        if "journal" not in given and source:
            given["journal"] = [re.split(r"\.(?: |$)", source)[0].strip()]
        return
    found = match.groupdict()
    found["pages"] = found.get("pages") or found.pop("inner", None)
    for name in ("journal", "volume", "issue", "pages"):
        value = (found.get(name) or "").strip()
        if value and name not in given:
            given[name] = [value]


READER = reader(
    TaggedForm(
        "Ovid text",
        re.compile(
            r"(?:\A|\n)(?:VN {1,2}- Ovid Technologies|<\d+\. ?>\s*\n(?!TY)[A-Z][A-Z0-9] {1,2}- "
            r"|<\d+>\s*\n(?:Score|Accession Number|Unique Identifier|Authors?|Title|Database)\s*\n)"
        ),
        re.compile(r"\s*<\d+(?:\. ?)?>\s*$"),
        _TAG,
        frozenset({"VN", "DB", "UI", "AN", "AU", "Accession Number", "Unique Identifier"}),
        frozenset({"VN", "DB", "UI", "TI", "Title", "Accession Number", "Unique Identifier"}),
        frozenset({"TI", "Title"}),
        "<1>",
        _record,
    )
)
