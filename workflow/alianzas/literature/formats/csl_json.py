"""Reading CSL-JSON, the format of citation processors (Zotero, Mendeley, Crossref).

Items are decoded one by one, so that a damaged one does not take the others with it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from alianzas.literature import names
from alianzas.literature.content import Content
from alianzas.literature.databases import database_name, database_of, fill_database
from alianzas.literature.document_types import document_type
from alianzas.literature.formats import fields
from alianzas.literature.formats.plain import clean, plain_text
from alianzas.literature.reading import Reader, Reading, Remark, shorten
from alianzas.literature.record import Record
from alianzas.literature.text import find_year

_HEAD = re.compile(r'\s*[\[{]\s*(?:\{\s*)?"')
_SIGNS = re.compile(r'"(?:title|DOI|container-title|issued|author)"\s*:')
_ITEM = re.compile(r'\{\s*"')
#: A new item of a list, whatever happened before it.
_NEXT = re.compile(
    r'(?:\}\s*,?\s*|\n\s{0,4})(?=\{\s*"(?:u?id|type|DOI|IS[SB]N|title|abstract|author|indexed'
    r'|container-title)"\s*:)'
)
_TITLE = re.compile(r'"title"\s*:\s*"((?:[^"\\]|\\.)*)')

_TEXT = {
    "title": "title",
    "container-title": "journal",
    "volume": "volume",
    "issue": "issue",
    "abstract": "abstract",
    "publisher": "publisher",
    "URL": "url",
    "number": "article_number",
}


def recognises(content: Content) -> bool:
    """Return whether the file is JSON with the names of CSL's fields."""
    head = content.text[:100_000]
    return _HEAD.match(head) is not None and _SIGNS.search(head) is not None


def read(content: Content) -> Reading:
    """Return the records of the file: a list of items, or an object that holds one.

    An item that is no JSON is ``broken``, with its title if that is whole; one that the end of
    the file interrupts is ``cut``.
    """
    text = plain_text(content)
    reading = Reading()
    for position, (start, item, last) in enumerate(_items(text), start=1):
        line = text.count("\n", 0, start) + 1
        if isinstance(item, dict):
            record = _record(item)
            record.position, record.line = position, line
            reading.records.append(record)
            continue
        title = _TITLE.search(item)
        record = Record(title=clean(title[1]) if title else "", position=position, line=line)
        remark = Remark(line, shorten(record.title or "no title"), "its JSON is damaged", record)
        if last:
            reading.cut = remark._replace(reason="the file ends before this record does")
        else:
            reading.broken.append(remark)
    fill_database(reading.records)
    return reading


def _items(text: str) -> Iterator[tuple[int, dict[str, Any] | str, bool]]:
    """Yield each item with its place, damaged ones as text; last: it runs to the file's end."""
    decoder = json.JSONDecoder(strict=False)
    place = 0
    while (match := _ITEM.search(text, place)) is not None:
        start = match.start()
        try:
            item, place = decoder.raw_decode(text, start)
        except (json.JSONDecodeError, RecursionError):
            beyond = _NEXT.search(text, start + 1)
            wrapper = text[start : start + 200].find("[")
            if beyond is not None:
                place = beyond.end()
            elif wrapper >= 0 and not _TITLE.search(text[start : start + wrapper]):
                place = start + wrapper  # {"items": [ …, cut off
                continue
            else:
                yield start, text[start:], True
                return
            yield start, text[start:place], False
            continue
        inner = None if "title" in item else _list_within(item)
        for one in inner or [item]:
            yield start, one, False


def _list_within(item: dict[str, Any]) -> list[dict[str, Any]] | None:
    """Return the list of items in an object, at most two levels down (Crossref's "message")."""
    for value in item.values():
        if _is_list_of_items(value):
            return list(value)
    for value in item.values():
        found = _list_within(value) if isinstance(value, dict) else None
        if found is not None:
            return found
    return None


def _is_list_of_items(value: object) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(item, dict) and ("title" in item or "DOI" in item) for item in value)
    )


def _as_csl(item: dict[str, Any]) -> dict[str, Any]:
    """Return an item of Publish or Perish (Harzing, 2007) with the names of CSL."""
    rest = {name: value for name, value in item.items() if value not in (0, "", None)}
    ends = [_words(rest.pop(name, "")) for name in ("startpage", "endpage")]
    known = {
        "container-title": rest.pop("source", ""),
        "author": [names.initials_first(_words(one)) for one in _list(rest.pop("authors", ()))],
        "issued": rest.pop("year", ""),
        "page": "-".join(end for end in ends if end),
        "is-referenced-by-count": item.get("cites", ""),
        "URL": rest.pop("article_url", ""),
        "DOI": rest.pop("doi", ""),
    }
    scholar = "scholar.google" in _words(item.get("cites_url", ""))
    return {**rest, **known, "source": "Google Scholar" if scholar else ""}


def _record(item: dict[str, Any]) -> Record:
    rest = _as_csl(item) if "authors" in item and "author" not in item else dict(item)
    record = Record()
    for name, field in _TEXT.items():
        if name in rest:
            setattr(record, field, clean(_words(rest.pop(name))))
    record.authors = names.authors(_person(person) for person in _list(rest.pop("author", ())))
    for name in ("issued", "published-print", "published", "published-online"):
        if record.year is None and name in rest:
            record.year = find_year(json.dumps(rest[name]))
            if record.year is not None:
                del rest[name]
    record.pages = fields.pages(_words(rest.pop("page", "")))
    record.doi = fields.doi(_words(rest.pop("DOI", ""))) or fields.doi_in_url(record.url)
    record.issn = fields.issn(_words(rest.get("ISSN", "")))
    if record.issn:
        rest["ISSN"] = rest["ISSN"] if fields.more_than_issn(_words(rest["ISSN"])) else ""
    record.language = fields.language(_words(rest.pop("language", "")))
    record.author_keywords = fields.keywords(clean(_words(rest.pop("keyword", ""))))
    record.times_cited = fields.whole_number(_words(rest.pop("is-referenced-by-count", "")))
    record.document_type = document_type(_words(rest.pop("type", ""))) or "other"
    source = _words(rest.pop("source", ""))
    record.database = database_name(source) or database_of([record.url])
    record.other = {name: [kept] for name, value in rest.items() if (kept := clean(_words(value)))}
    return record


def _list(value: object) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []


def _words(value: object) -> str:
    """Return a value as text: the first of a list of texts, the rest as JSON."""
    if isinstance(value, str):
        return value
    if value is None or value == []:
        return ""
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "; ".join(value) if len(value) > 1 else value[0]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _person(person: object) -> str:
    if not isinstance(person, dict):
        return clean(_words(person)).replace(";", ",")
    family = " ".join(
        _words(person.get(part, ""))
        for part in ("non-dropping-particle", "dropping-particle", "family")
        if person.get(part)
    )
    given = " ".join(
        _words(person.get(part, "")) for part in ("given", "suffix") if person.get(part)
    )
    whole = f"{family}, {given}" if family and given else family or given
    return clean(whole or _words(person.get("literal") or person.get("name", ""))).replace(";", ",")


READER = Reader("CSL-JSON", recognises, read)
