"""Reading CSL-JSON, the format of citation processors (Zotero, Mendeley, Crossref).

Items are decoded one by one, so that a damaged one does not affect the others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from human_files.text.content import Content
from references import author_names
from references.comparable_text import find_year
from references.country_names import countries, country
from references.databases import database_name, database_of, fill_database
from references.document_types import document_type
from references.formats import field_values
from references.formats.json_items import as_csl, is_item
from references.formats.plain_values import clean, plain_text
from references.reading import Reader, Reading, Remark, shorten
from references.record import Record

#: The beginning of a list or an object, of which one character may be damaged.
_HEAD = re.compile(r'\s*(?:[^\s"]\s*){1,3}"')
_SIGNS = re.compile(r'"(?:[tT]itle|DOI|container-title|issued|author)"\s*:')
_ITEM = re.compile(r'\{\s*"')
#: Where a new item of a list begins, whatever came before.
_NEXT = re.compile(
    r'(?:\}\s*,?\s*|\n\s{0,4})(?=\{\s*"(?:u?id|type|lens_id|paperId|itemType|key|ItemId|Codes|DOI|IS[SB]N|title|abstract|author|indexed'
    r'|container-title)"\s*:)'
)
#: An object around the items, up to their list: {"meta": {…}, "results": [ …
_WRAPPER = re.compile(
    r'\{(?:(?!"(?:title|Title|DOI|author|display_name)"\s*:).){0,2000}?'
    r'"(?:items|results|data|References|records|works|papers)"\s*:\s*(?=\[\s*\{)',
    re.DOTALL,
)
#: A key outside an object, and keys that only an item has.
_KEY = re.compile(r'"[\w-]+"\s*:')
_NAMED = re.compile(
    r'[tT]itle\W{0,3}\s*"|"(?:DOI|doi|[aA]uthors?|authorships|creators|[aA]bstract)"\s*:'
)
_TITLE = re.compile(r'"[tT]itle"\s*:\s*"((?:[^"\\]|\\.)*)')

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


#: What marks a key that occurs a second time.
_TWICE = " (2)"


def read(content: Content) -> Reading:
    """Return the records of the file: a list of items, or an object that holds one.

    An item that is not JSON is ``broken``, with its title if that is complete; one that the end of
    the file interrupts is ``cut``.
    """
    text = plain_text(content)
    reading = Reading()
    line, counted = 1, 0
    for position, (start, item, last) in enumerate(_items(text), start=1):
        line, counted = line + text.count("\n", counted, start), start
        if isinstance(item, dict):
            record = _record(item)
            record.position, record.line = position, line
            reading.records.append(record)
            twice = [name for name in item if name.endswith(_TWICE)]
            if twice:
                reason = f"the field {twice[0].removesuffix(_TWICE)} occurs twice"
                name = shorten(record.title or record.doi or "no title")
                reading.repaired.append(Remark(line, name, reason))
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
    """Yield each item: its place, the object or damaged text, and whether it ends with the file."""
    decoder = json.JSONDecoder(strict=False, object_pairs_hook=_object)
    place = 0
    lost: int | None = None  # where a damaged stretch begins
    while (match := _ITEM.search(text, place)) is not None:
        start = match.start()
        if lost is None and _KEY.search(text, place, start):
            lost = place  # the first character of an item is damaged
        try:
            item, place = decoder.raw_decode(text, start)
        except (json.JSONDecodeError, RecursionError):
            wrapper = _WRAPPER.match(text, start)
            if wrapper is not None:
                place = wrapper.end()  # {"items": [ …, cut off
                continue
            beyond = _NEXT.search(text, start + 1)
            lost = start if lost is None else lost
            if beyond is None:
                yield lost, text[lost:], True
                return
            place = beyond.end()
            continue
        if lost is not None and not is_item(item):
            continue  # a part of what is damaged
        if lost is not None:
            if _NAMED.search(text, lost, start):
                yield lost, text[lost:start], False
            lost = None
        if isinstance(item.get("message"), dict) and is_item(item["message"]):
            item = item["message"]  # one work of Crossref
        for one in (None if is_item(item) else _list_within(item)) or [item]:
            yield start, one, False
    lost = place if lost is None else lost
    if _NAMED.search(text, lost):
        yield lost, text[lost:], True


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; of keys that occur twice, the later ones are marked."""
    found = dict(pairs)
    if len(found) < len(pairs):
        found = {}
        for name, value in pairs:
            while name in found:
                name += _TWICE
            found[name] = value
    return found


def _list_within(item: dict[str, Any]) -> list[dict[str, Any]] | None:
    """Return the list of items in an object, at most two levels down (Crossref's "message")."""
    for value in item.values():
        if _is_list_of_items(value):
            return [one for one in value if isinstance(one, dict)]
    for value in item.values():
        found = _list_within(value) if isinstance(value, dict) else None
        if found is not None:
            return found
    return None


def _is_list_of_items(value: object) -> bool:
    """Return whether a list holds items: most of them have a title or DOI."""
    return isinstance(value, list) and sum(map(is_item, value)) * 2 > len(value)


def _record(item: dict[str, Any]) -> Record:
    """Return the record of an item."""
    rest = as_csl(item)
    record = Record()
    for name, field in _TEXT.items():
        if name in rest:
            setattr(record, field, clean(_words(rest.pop(name))))
    people = _list(rest.pop("author", ()))
    record.authors = author_names.authors(_person(person) for person in people)
    _take_lists(record, rest, people)
    for name in ("issued", "published-print", "published", "published-online"):
        if record.year is None and name in rest:
            record.year = find_year(json.dumps(rest[name]))
            if record.year is not None:
                del rest[name]
    record.pages = field_values.pages(_words(rest.pop("page", "")))
    number = _words(rest.pop("DOI", ""))
    record.doi = field_values.doi(number) or field_values.doi_in_url(record.url)
    record.issn = field_values.issn(_words(rest.get("ISSN", "")))
    if record.issn:
        rest["ISSN"] = rest["ISSN"] if field_values.more_than_issn(_words(rest["ISSN"])) else ""
    record.language = field_values.language(_words(rest.pop("language", "")))
    record.author_keywords = field_values.keywords(clean(_words(rest.pop("keyword", ""))))
    record.times_cited = field_values.whole_number(_words(rest.pop("is-referenced-by-count", "")))
    kind = _words(rest.pop("type", ""))
    record.document_type = document_type(kind) or "other"
    source = _words(rest.pop("source", ""))
    record.database = database_name(source) or database_of([record.url])
    record.other = {name: [kept] for name, value in rest.items() if (kept := clean(_words(value)))}
    field_values.keep_rest(record.other, "DOI", clean(number), record.doi)
    field_values.keep_rest(record.other, "type", clean(kind), kind[:30])
    return record


def _take_lists(record: Record, rest: dict[str, Any], people: list[Any]) -> None:
    """Move addresses (Crossref has them with authors), countries, terms and references."""
    addresses = [
        _words(place.get("name", "")) if isinstance(place, dict) else _words(place)
        for person in people
        if isinstance(person, dict)
        for place in _list(person.get("affiliation"))
    ]
    addresses = [*_list(rest.pop("affiliations", ())), *addresses]
    record.affiliations = tuple(
        dict.fromkeys(field_values.values(map(clean, map(_words, addresses))))
    )
    given = [country(code) or code for code in map(_words, _list(rest.pop("countries", ())))]
    record.countries = tuple(dict.fromkeys(given)) or countries(record.affiliations)
    record.index_keywords = field_values.values(map(_words, _list(rest.pop("terms", ()))))
    listed = rest.pop("reference", None) or rest.pop("references", None)
    if isinstance(listed, str):
        rest["references"] = listed
    record.cited_references = field_values.values(map(clean, map(_reference, _list(listed))))


def _reference(reference: object) -> str:
    """Return a cited reference on one line, as it is written or put together from its parts."""
    if not isinstance(reference, dict):
        return _words(reference)
    if reference.get("unstructured"):
        return _words(reference["unstructured"])
    parts = ("author", "year", "article-title", "volume-title", "journal-title", "volume")
    known = [reference.get(name) for name in (*parts, "first-page", "DOI", "lens_id")]
    return ", ".join(_words(part) for part in known if part)


def _list(value: object) -> list[Any]:
    """Return a value that is a list; for any other, nothing."""
    return list(value) if isinstance(value, list | tuple) else []


def _words(value: object) -> str:
    """Return a value as text: several texts joined by "; ", anything complicated as JSON."""
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
    """Return a name, "Surname, Given"; an organisation's as it is."""
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
