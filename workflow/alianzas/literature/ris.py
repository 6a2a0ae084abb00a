"""Reading RIS files.

Own reading rather than rispy's, which (0.10) drops a record without end tag, and takes the second
line of a wrapped author for another author. The tags are those of the RIS specification
(Research Information Systems, 2011) and of the databases that export it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from alianzas.literature.content import Content
from alianzas.literature.reading import Reader, Reading, Remark, shorten
from alianzas.literature.record import Record
from alianzas.literature.text import clean, find_year, normal_doi, page_range

_TAG = re.compile(r"([A-Z][A-Z0-9]) {2}- ?(.*)")
_FIRST = re.compile(r"^\s*TY {2}-", re.MULTILINE)
_END = re.compile(r"ER\s*-.*")
_ISSN = re.compile(r"\b\d{4}-?\d{3}[\dXx]\b")
_CITED = re.compile(r"cited by *:? *(\d+)", re.IGNORECASE)

#: Each field takes the first of its tags that the record has.
_TEXT = {
    "title": ("TI", "T1", "CT"),
    "translated_title": ("TT",),
    "journal": ("T2", "JF", "JO", "JA", "J2", "BT"),
    "volume": ("VL",),
    "issue": ("IS",),
    "article_number": ("C7",),
    "abstract": ("AB", "N2"),
    "language": ("LA",),
    "publisher": ("PB",),
    "url": ("UR",),
    "database": ("DB", "DP"),
}
_LISTS = {"authors": ("AU", "A1"), "author_keywords": ("KW",), "affiliations": ("AD",)}
#: Tags whose untagged lines are further values, not the rest of the line above.
_ONE_PER_LINE = ("KW",)
_TYPES = {
    "article": ("JOUR", "EJOUR", "MGZN", "INPR", "NEWS", "JFULL"),
    "book": ("BOOK", "EBOOK", "EDBOOK"),
    "chapter": ("CHAP", "ECHAP"),
    "conference paper": ("CONF", "CPAPER"),
    "report": ("RPRT", "GOVDOC"),
    "thesis": ("THES",),
    "web page": ("ELEC", "BLOG", "ICOMM"),
    "preprint": ("UNPB",),
    "data set": ("DATA", "DBASE", "AGGR"),
}
_TYPE_OF = {tag: name for name, tags in _TYPES.items() for tag in tags}

Tags = dict[str, list[str]]


def recognises(content: Content) -> bool:
    """Return whether some line of the file opens a RIS record."""
    return _FIRST.search(content.text) is not None


def read(content: Content) -> Reading:
    """Return the records of a RIS file.

    A record that the next one interrupts (its end tag is missing) and one whose type tag is
    missing are kept and listed as repaired; one that the end of the file interrupts is ``cut``.
    Untagged lines continue the field above. Lines between records are the provider's and ignored,
    tagged or not, unless they hold a title or DOI.
    """
    reading = Reading()
    tags: Tags = {}
    start = 0
    last = ""

    def close(reason: str = "") -> None:
        if "TY" not in tags and not _first(tags, (*_TEXT["title"], "DO")):
            tags.clear()
            return
        record = _record(tags)
        record.position, record.line = len(reading.records) + 1, start
        reading.records.append(record)
        if reason:
            reading.repaired.append(Remark(start, _name(tags), reason))
        tags.clear()

    for number, line in enumerate(content.lines, start=1):
        match = _TAG.fullmatch(line.strip("\x1a")) or _TAG.fullmatch(line.lstrip())
        if _END.fullmatch(line.strip()):
            if tags:
                close("" if "TY" in tags else "no TY line at its beginning")
        elif match is not None:
            tag, value = match.groups()
            if tag == "TY" and tags:
                close("no ER line at its end" if "TY" in tags else "no TY line at its beginning")
            if not tags:
                start = number
            tags.setdefault(tag, []).append(value.strip())
            last = tag
        elif tags and line.strip():
            _continue(tags[last], last, line.strip())
    if "TY" in tags:
        reading.cut = Remark(start, _name(tags), "the file ends before this record does (no ER)")
    return reading


def _continue(values: list[str], tag: str, text: str) -> None:
    if tag in _ONE_PER_LINE:
        values.append(text)
    else:
        values[-1] = f"{values[-1]} {text}".strip()


def _name(tags: Tags) -> str:
    return shorten(_first(tags, _TEXT["title"]) or _first(tags, ("DO", "ID", "AN")) or "no title")


def _first(tags: Tags, names: Iterable[str]) -> str:
    for name in names:
        for value in tags.get(name, ()):
            if value:
                return clean(value)
    return ""


def _record(tags: Tags) -> Record:
    """Put the values of the tags into the fields of a record; what is left goes to ``other``."""
    record = Record()
    used = {"TY"}
    for field, names in _TEXT.items():
        value = _first(tags, names)
        setattr(record, field, value)
        used.update(
            name for name in names if value and clean(" ".join(tags.get(name, ()))) == value
        )
    for field, names in _LISTS.items():
        given = next((name for name in names if any(tags.get(name, ()))), None)
        if given:
            setattr(record, field, tuple(clean(value) for value in tags[given] if value))
            used.add(given)
    record.year = find_year(_first(tags, ("PY", "Y1", "DA")))
    if record.year is not None:
        used.update(("PY", "Y1") if _first(tags, ("PY", "Y1")) else ("DA",))
    record.issue = page_range(record.issue)
    record.pages = page_range(_first(tags, ("SP",)), _first(tags, ("EP",)))
    used.update(("SP", "EP"))
    record.doi = next((doi for tag in ("DO", "M3", "UR", "L3") if (doi := _doi(tags, tag))), "")
    if _doi(tags, "DO"):
        used.add("DO")
    issn = _ISSN.search(_first(tags, ("SN",)))
    if issn is not None:
        record.issn = issn.group()
        used.add("SN")
    record.document_type = _TYPE_OF.get(_first(tags, ("TY",)).upper(), "other")
    for note in tags.get("N1", ()):
        cited = _CITED.search(note)
        if cited is not None:
            record.times_cited = int(cited.group(1))
    record.other = {
        tag: [clean(value) for value in values if value]
        for tag, values in tags.items()
        if tag not in used and any(values)
    }
    return record


def _doi(tags: Tags, tag: str) -> str:
    return normal_doi(_first(tags, (tag,)))


READER = Reader("RIS", recognises, read)
