"""Reading BibTeX files with bibtexparser, and what it sets aside besides.

bibtexparser (2.1) puts entries with a repeated key or field among its failed blocks; they are
whole, so they are taken from there. What it cannot parse is reported, never passed over.
"""

from __future__ import annotations

import logging
import re
from typing import Any

from alianzas.literature.content import Content
from alianzas.literature.latex import plain, to_unicode
from alianzas.literature.reading import Reader, Reading, Remark, shorten
from alianzas.literature.record import Record
from alianzas.literature.text import clean, find_year, normal_doi, page_range

_FIRST = re.compile(r"^[ \t]*@[ \t]*[A-Za-z]+[ \t]*[{(]", re.MULTILINE)
_ENTRY = re.compile(r"[ \t]*@\s*(?!comment|string|preamble)[A-Za-z]", re.IGNORECASE)
_TITLE = re.compile(r"\btitle\s*=\s*[{\"]+([^}\"\n]+)", re.IGNORECASE)
_CITED = re.compile(r"cited by *:? *(\d+)", re.IGNORECASE)

_TEXT = {
    "title": ("title",),
    "journal": ("journal", "journaltitle", "booktitle"),
    "volume": ("volume",),
    "article_number": ("article-number", "art_number", "eid"),
    "abstract": ("abstract",),
    "language": ("language", "langid"),
    "publisher": ("publisher", "institution", "school"),
    "issn": ("issn",),
}
_LISTS = {
    "author_keywords": ("author_keywords", "keywords", "keyword"),
    "index_keywords": ("keywords-plus", "keywords"),
    "affiliations": ("affiliations", "affiliation"),
    "cited_references": ("references", "cited-references"),
}
_TYPES = {
    "article": "article",
    "review": "article",
    "book": "book",
    "collection": "book",
    "proceedings": "book",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "conference paper",
    "conference": "conference paper",
    "techreport": "report",
    "report": "report",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "online": "web page",
    "www": "web page",
    "unpublished": "preprint",
    "dataset": "data set",
}

Fields = dict[str, str]


def recognises(content: Content) -> bool:
    """Return whether some line of the file opens a BibTeX entry."""
    return _FIRST.search(content.text) is not None


def read(content: Content) -> Reading:
    """Return the records of a BibTeX file; ``@string`` abbreviations are put in.

    Entries with a repeated key or field are kept and listed as repaired: of a repeated field the
    first value counts and the others stay in ``other``. An entry that is not closed where the
    next begins is ``broken``, at the end of the file ``cut``.
    """
    from bibtexparser.model import Entry, ImplicitComment, ParsingFailedBlock
    from bibtexparser.splitter import Splitter

    # The reading says what failed, with its place; the parser's own warnings go to the log only.
    logging.getLogger("bibtexparser").addHandler(logging.NullHandler())
    split = Splitter(content.text).split()
    reading = Reading()
    entries: list[Any] = []
    for block in split.blocks:
        line = (block.start_line or 0) + 1
        whole = getattr(block, "ignore_error_block", None)
        if isinstance(block, ImplicitComment):
            reading.broken += _hidden(block.comment, line)
        elif isinstance(block, Entry) or isinstance(whole, Entry):
            entry = block if whole is None else whole
            entries.append(entry)
        elif isinstance(block, ParsingFailedBlock) and _ENTRY.match(block.raw or ""):
            reason = str(getattr(block.error, "abort_reason", "") or block.error)
            text = f"{block.raw}\n{content.lines[line - 1]}"
            remark = Remark(line, _name(text), clean(reason).rstrip("."))
            if "end of file" in reason:
                reading.cut = remark
            else:
                reading.broken.append(remark)
    keys: set[str] = set()
    for position, (entry, key, fields, repeated) in enumerate(_resolve(split, entries), start=1):
        record = _record(entry.entry_type.lower(), key, fields)
        record.position, record.line = position, (entry.start_line or 0) + 1
        for name, value in repeated:
            record.other.setdefault(name, []).append(to_unicode(value))
        reading.records.append(record)
        reasons = [f"the field {name} stands twice" for name in dict(repeated)]
        if key in keys:
            reasons.append(f'the key "{key}" stands twice in the file')
        keys.add(key)
        if reasons:
            reading.repaired.append(Remark(record.line, shorten(record.title), "; ".join(reasons)))
    return reading


def _hidden(comment: str, line: int) -> list[Remark]:
    """Return the entries in text between blocks, which the parser takes for a comment."""
    return [
        Remark(line + offset, shorten(text.strip()), "no entry of BibTeX begins like this")
        for offset, text in enumerate(comment.split("\n"))
        if _ENTRY.match(text)
    ]


def _name(raw: str) -> str:
    title = _TITLE.search(raw)
    return shorten(clean(title.group(1) if title else raw.partition("\n")[0]))


def _resolve(
    split: Any, entries: list[Any]
) -> list[tuple[Any, str, Fields, list[tuple[str, str]]]]:
    """Return each entry with its key, its fields without enclosing, and the repeated fields."""
    from bibtexparser.library import Library
    from bibtexparser.middlewares import (
        RemoveEnclosingMiddleware,
        ResolveStringReferencesMiddleware,
    )

    keys = [entry.key for entry in entries]
    for number, entry in enumerate(entries):
        entry.key = str(number)  # the library would set entries with a repeated key aside
    library = Library([*split.strings, *entries])
    for middleware in (ResolveStringReferencesMiddleware(), RemoveEnclosingMiddleware()):
        library = middleware.transform(library)
    resolved = []
    for entry, key in zip(library.entries, keys, strict=True):
        fields: Fields = {}
        repeated: list[tuple[str, str]] = []
        for item in entry.fields:
            name, value = item.key.lower(), str(item.value)
            if not fields.get(name):
                fields[name] = value
            elif clean(value):
                repeated.append((name, value))
        resolved.append((entry, key, fields, repeated))
    return resolved


def _record(kind: str, key: str, fields: Fields) -> Record:
    """Put the fields of an entry into a record; what is left goes to ``other``."""
    record = Record()
    rest = dict(fields)

    def take(*names: str) -> str:
        return next((rest.pop(name) for name in names if clean(rest.get(name, ""))), "")

    for field, names in _TEXT.items():
        setattr(record, field, to_unicode(take(*names)))
    for field, names in _LISTS.items():
        setattr(record, field, _parts(take(*names)))
    record.authors = _authors(take("author"))
    record.year = find_year(take("year", "date"))
    record.issue = page_range(to_unicode(take("number", "issue")))
    record.pages = page_range(plain(take("pages")))
    record.url = plain(take("url"))
    record.doi = normal_doi(plain(take("doi"))) or normal_doi(record.url)
    record.database = to_unicode(take("source"))
    cited = _CITED.search(rest.get("note", "")) or re.search(r"(\d+)", take("times-cited"))
    record.times_cited = int(cited.group(1)) if cited else None
    record.document_type = _TYPES.get(kind, "other")
    record.other = {name: [to_unicode(value)] for name, value in rest.items() if clean(value)}
    if key:
        record.other["key"] = [key]
    return record


def _parts(value: str) -> tuple[str, ...]:
    sign = ";" if ";" in value else ","
    return tuple(part for piece in to_unicode(value).split(sign) if (part := piece.strip()))


def _authors(value: str) -> tuple[str, ...]:
    """Return "Surname, Given" for each person; a name in braces is an organisation's."""
    from bibtexparser.middlewares.names import (
        parse_single_name_into_parts,
        split_multiple_persons_names,
    )

    names = []
    for name in split_multiple_persons_names(clean(value)) if clean(value) else []:
        if name.startswith("{") and name.endswith("}"):
            names.append(to_unicode(name))
            continue
        parts = parse_single_name_into_parts(name, strict=False)
        last = to_unicode(" ".join([*parts.von, *parts.last]))
        given = to_unicode(" ".join([*parts.first, *parts.jr]))
        names.append(f"{last}, {given}" if last and given else last or given)
    return tuple(name for name in names if name)


READER = Reader("BibTeX", recognises, read)
