"""Reading PubMed's XML, from E-utilities or the bulk files of the National Library of Medicine:
articles (PubmedArticle), books and their chapters (PubmedBookArticle).

The elements (of NLM's document type definition of PubMed) are mapped to the tags that MEDLINE text
has for them, so that both give the same record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from references.formats import field_values
from references.formats.medline import Tags, record_of
from references.formats.xml_records import XmlForm, leaves, reader, text_of
from references.record import Record

#: Elements that hold one value of a tag, by the end of their path.
_TAGS = {
    "MedlineCitation/PMID": "PMID",
    "BookDocument/PMID": "PMID",
    "Article/ArticleTitle": "TI",
    "BookDocument/ArticleTitle": "TI",
    "Book/BookTitle": "BTI",
    "Article/VernacularTitle": "TT",
    "Journal/Title": "JT",
    "JournalIssue/Volume": "VI",
    "JournalIssue/Issue": "IP",
    "Book/Volume": "VI",
    "Pagination/MedlinePgn": "PG",
    "Article/Language": "LA",
    "BookDocument/Language": "LA",
    "Publisher/PublisherName": "PB",
    "Publisher/PublisherLocation": "PL",
    "Abstract/CopyrightInformation": "CI",
    "PublicationTypeList/PublicationType": "PT",
    "BookDocument/PublicationType": "PT",
    "KeywordList/Keyword": "OT",
    "MedlineJournalInfo/MedlineTA": "TA",
    "MedlineJournalInfo/Country": "PL",
    "MedlineJournalInfo/NlmUniqueID": "JID",
    "MedlineCitation/CitationSubset": "SB",
    "MedlineCitation/CoiStatement": "COIS",
    "Chemical/NameOfSubstance": "RN",
    "PubmedData/PublicationStatus": "PST",
    "Book/Isbn": "ISBN",
}
#: Elements that are read in another way.
_TAKEN = re.compile(
    r"(?:^|/)(?:AuthorList|MeshHeading|ReferenceList|PubDate|ArticleDate|Journal/ISSN|ISSNLinking"
    r"|Pagination|Abstract/AbstractText|ELocationID|ArticleId|History)(?:/|$)"
)
#: Markup within texts.
_INLINE = frozenset({"i", "b", "u", "sup", "sub", "math", "DispFormula", "sec"})


def _record(root: Element) -> Record:
    """Return the record of an article or book."""
    tags: Tags = {}

    def add(tag: str, *values: str) -> None:
        """Add the values that are not empty to those of a tag."""
        kept = [value for value in values if value]
        if kept:
            tags.setdefault(tag, []).extend(kept)

    for element, path in leaves(root, inline=_INLINE):
        if not _TAKEN.search(path):
            last = "/".join(path.split("/")[-2:])
            add(_TAGS.get(last, last), text_of(element))
    citation = root.find("MedlineCitation")
    if citation is not None:
        add("OWN", citation.get("Owner", ""))
        add("STAT", citation.get("Status", ""))
    add("IS", *(_issn(one) for path in ("ISSN", "ISSNLinking") for one in root.iter(path)))
    add("DP", *(_date(one) for one in root.iter("PubDate")))
    add("DEP", *(_date(one) for one in root.iter("ArticleDate")))
    if "PG" not in tags:
        ends = [text_of(root.find(f".//Pagination/{end}Page")) for end in ("Start", "End")]
        add("PG", "-".join(end for end in ends if end))
    for date in root.iter("PubMedPubDate"):
        add("PHST", f"{_date(date)} [{date.get('PubStatus', '')}]")
    add("AB", _abstract(root))
    add("MH", *map(_heading, root.iter("MeshHeading")))
    for one in _own(root, "ELocationID"):
        if one.get("ValidYN") != "N":
            add("LID", f"{text_of(one)} [{one.get('EIdType', '')}]")
    for one in _own(root, "ArticleId"):
        add("AID", f"{text_of(one)} [{one.get('IdType', '')}]")
    _people(root, add_book="TI" not in tags, tags=tags)
    if "TI" in tags and "JT" not in tags and "BTI" in tags:
        tags["JT"] = tags.pop("BTI")
    record = record_of(tags)
    if root.find("BookDocument") is not None and record.document_type == "other":
        record.document_type = "chapter" if record.journal else "book"
    record.cited_references = field_values.values(
        text_of(one) for one in root.iterfind(".//Reference/Citation")
    )
    return record


def _own(root: Element, name: str) -> Iterator[Element]:
    """Yield the identifiers of the record itself, not those of its references."""
    for parent in ("Article", "ArticleIdList"):
        for path in ("", "MedlineCitation/", "PubmedData/", "BookDocument/", "PubmedBookData/"):
            yield from root.iterfind(f"{path}{parent}/{name}")


def _people(root: Element, *, add_book: bool, tags: Tags) -> None:
    """Add authors (of a chapter, else of the book), groups, addresses and editors to ``tags``."""
    lists = [
        *root.iterfind("MedlineCitation/Article/AuthorList"),
        *root.iterfind("BookDocument/AuthorList"),
        *root.iterfind("BookDocument/Book/AuthorList"),
    ]
    written = [one for one in lists if one.get("Type") != "editors"]
    chosen = written or (lists if add_book else [])
    for group in lists:
        for author in group.iterfind("Author"):
            name = _name(author)
            is_group = author.find("CollectiveName") is not None
            tag = ("CN" if is_group else "FAU") if group in chosen else "FED"
            if name:
                tags.setdefault(tag, []).append(name)
            for tag, element in (("AD", "Affiliation"), ("AUID", "Identifier")):
                for one in author.iter(element):
                    tags.setdefault(tag, []).append(text_of(one))


def _name(author: Element) -> str:
    """Return the name of an author, or that of a group."""
    group = text_of(author.find("CollectiveName"))
    if group:
        return group
    given = text_of(author.find("ForeName")) or text_of(author.find("Initials"))
    given = f"{given} {text_of(author.find('Suffix'))}".strip()
    return ", ".join(part for part in (text_of(author.find("LastName")), given) if part)


def _abstract(root: Element) -> str:
    """Return the abstract, each section after its label as in MEDLINE text."""
    sections = []
    for part in root.iterfind(".//Abstract/AbstractText"):
        label, text = part.get("Label", ""), text_of(part)
        if text:
            sections.append(f"{label}: {text}" if label not in ("", "UNLABELLED") else text)
    return " ".join(sections)


def _heading(heading: Element) -> str:
    """Return a MeSH heading with its qualifiers, the major ones marked by asterisks."""
    return "/".join(
        ("*" if one.get("MajorTopicYN") == "Y" else "") + text_of(one)
        for one in heading
        if one.tag in ("DescriptorName", "QualifierName")
    )


def _issn(element: Element) -> str:
    """Return an ISSN with its kind, as MEDLINE text has it."""
    kind = element.get("IssnType") or "Linking"
    return f"{text_of(element)} ({kind})"


def _date(element: Element) -> str:
    """Return the parts of a date on one line."""
    return " ".join(" ".join(element.itertext()).split())


READER = reader(
    XmlForm(
        "PubMed XML",
        re.compile(r"<Pubmed(?:Book)?Article\b|<PubmedArticleSet\b"),
        "PubmedArticle|PubmedBookArticle",
        "ArticleTitle|BookTitle",
        re.compile(r"</Pubmed(?:Book)?ArticleSet>"),
        _record,
    )
)
