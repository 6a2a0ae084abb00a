"""Reading MEDLINE text (.nbib) as PubMed and ERIC export it.

The tags are those of the National Library of Medicine's "MEDLINE/PubMed data element
descriptions".
"""

from __future__ import annotations

import re

from human_files.text.content import Content
from references import author_names
from references.comparable_text import find_year
from references.country_names import countries
from references.databases import database_name
from references.document_types import document_type
from references.formats import field_values
from references.formats.plain_values import one_line, tidy_text
from references.reading import Reader, Reading, Remark, shorten
from references.record import Record

_FIRST = re.compile(r"\n(?:PMID|OWN |STAT)- ")
_TAG = re.compile(r"[A-Z]{2,4} {0,2}-")
_KIND = re.compile(r" *\[(doi|pii)\]$")
#: Types that say how a study was funded, not what the record is.
_NO_TYPE = re.compile(r"research support|english abstract", re.IGNORECASE)

Tags = dict[str, list[str]]


def recognises(content: Content) -> bool:
    """Return whether some line of the file opens a MEDLINE record."""
    text = content.text
    return _FIRST.search(text) is not None or _FIRST.match(f"\n{text[:10]}") is not None


def read(content: Content) -> Reading:
    """Return the records of the file.

    Records are separated by empty lines or by PMID. A record of PubMed without PMID is kept and
    listed as repaired; the last one is ``cut`` if it lacks the SO line that ends a record.
    """
    text = tidy_text(content)
    reading = Reading()
    tags: Tags = {}
    last: list[str] = []
    further: list[str] = []  # the lines that continue the last value
    start = 0
    with_number = text.count("\nPMID- ") + text.startswith("PMID- ") > 0
    known: dict[str, str] = {}  # beginnings of lines of the file, and the tag of each
    # Each line of this loop runs for each line of the file: the usual case comes first.
    for number, line in enumerate(text.split("\n"), start=1):
        head = line[:5]
        tag = known.get(head, "")
        if not tag and head[4:] == "-" and _TAG.fullmatch(head):
            tag = known[head] = head[:4].rstrip()
        if further and (tag or not line.strip() or line.startswith("ISSN - ")):
            last[-1] = " ".join([last[-1], *further])
            further = []
        if tag:
            if tag == "PMID" and tags:
                _close(reading, tags, start, with_number)
                tags = {}
            if not tags:
                start = number
            value = line[5:]
            value = " ".join(value.split()) if "  " in value else value.strip()
            if tag in tags:
                last = tags[tag]
                last.append(value)
            else:
                last = tags[tag] = [value]
        elif not line.strip():
            # After a blank line within a record (a damaged line end) the record continues.
            continue_below = tags and with_number and "SO" not in tags and "TI" not in tags
            if tags and not continue_below:
                _close(reading, tags, start, with_number)
                tags = {}
        elif line.startswith("ISSN - "):  # ERIC's, one letter too long
            last = tags.setdefault("IS", [])
            last.append(one_line(line[7:]))
        elif tags:
            further.append(one_line(line))
        else:
            reading.outside.append(number)
    if further:
        last[-1] = " ".join([last[-1], *further])
    if tags:
        if with_number and "SO" not in tags:
            record = record_of(tags)
            record.position, record.line = len(reading.records) + 1, start
            reason = "the file ends before this record does (no SO)"
            reading.cut = Remark(start, _name(record), reason, record)
        else:
            _close(reading, tags, start, with_number)
    return reading


def _close(reading: Reading, tags: Tags, line: int, with_number: bool) -> None:
    """Add the record of the tags found; it begins at ``line``."""
    whole = "PMID" in tags or not with_number
    record = record_of(tags)
    reading.records.append(record)
    record.position, record.line = len(reading.records), line
    if not whole:
        reading.repaired.append(Remark(line, _name(record), "no PMID line at its beginning"))


def _name(record: Record) -> str:
    """Return what a record is called in messages."""
    return shorten(record.title or next(iter(record.other.get("PMID", ())), "no title"))


def record_of(tags: Tags) -> Record:
    """Turn the values of MEDLINE tags into a record; ``tags`` is used up, the rest is ``other``."""

    def first(*choices: str) -> str:
        """Remove and return the first value of the first key that is given; others stay."""
        for tag in choices:
            if tag in tags:
                value, *further = tags.pop(tag)
                if further:
                    tags[tag] = further
                return value
        return ""

    record = Record(other=tags)
    record.title = first("TI", "BTI", "CTI").rstrip()
    record.translated_title = first("TT")
    record.abstract = first("AB")
    record.journal = first("JT") or first("TA")
    record.volume, record.issue = first("VI"), first("IP")
    record.language = field_values.language("; ".join(tags.pop("LA", ())))
    record.publisher = first("PB")
    pages = first("PG")
    if re.fullmatch(r"e\d+|[A-Z]{0,3}\d{5,}", pages):
        record.article_number = pages
    record.pages = field_values.pages(pages)
    record.year = find_year(" ".join(tags.get("DP", ()))) or find_year(
        " ".join(tags.get("DEP", ()))
    )
    record.doi = _doi(tags)
    numbers = tags.pop("IS", [])
    record.issn = next((found for text in numbers if (found := field_values.issn(text))), "")
    if len(numbers) > 1:
        tags["IS"] = numbers
    full = tags.pop("FAU", None)
    people = tags.pop("AU", []) if full is None or len(full) >= len(tags.get("AU", ())) else []
    groups = tags.pop("CN", [])
    record.authors = author_names.authors(
        [*(full or [author_names.inverted(name) for name in people]), *groups]
    )
    record.author_keywords = field_values.values(word.lstrip("*") for word in tags.pop("OT", ()))
    record.index_keywords = field_values.values(word.lstrip("*") for word in tags.pop("MH", ()))
    addresses = tags.pop("AD", [])
    record.affiliations = tuple(dict.fromkeys(field_values.values(addresses)))
    record.countries = countries(part for text in addresses for part in text.split(";"))
    kinds = [kind for kind in tags.get("PT", ()) if not _NO_TYPE.match(kind)]
    record.document_type = document_type(";".join(kinds)) or "other"
    record.database = "PubMed"
    owner = tags.get("OWN", [""])[0]
    if owner and "PMID" not in tags:
        record.database = database_name(owner)
    if "UR" in tags or "LID" in tags:
        record.url = next(
            (x for x in tags.get("UR", tags.get("LID", ())) if x.startswith("http")), ""
        )
    return record


def _doi(tags: Tags) -> str:
    """Return the DOI among the identifiers, or ""."""
    for tag in ("AID", "LID"):
        for value in tags.get(tag, ()):
            if value.endswith("[doi]") or "doi.org/" in value:
                return field_values.doi(_KIND.sub("", value))
    return ""


READER = Reader("MEDLINE text (nbib)", recognises, read)
