"""Items of other kinds of JSON as items of CSL-JSON.

Known are OpenAlex, The Lens, Semantic Scholar, Publish or Perish (Harzing, 2007), Zotero and
EPPI-Reviewer. CSL-JSON has no place for addresses, countries, terms and references: the keys
"affiliations", "countries", "terms" and "references" hold them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from references import author_names

Item = dict[str, Any]
#: The types of Zotero's creators who count as authors.
_AUTHORS = frozenset({"author", "presenter", "inventor", "programmer", "contributor"})


def as_csl(item: Item) -> Item:
    """Return an item under the names of CSL's fields; what they do not cover keeps its name."""
    data = item.get("data")
    if isinstance(data, dict) and "itemType" in data:  # from Zotero's web API
        item = {**{name: value for name, value in item.items() if name != "data"}, **data}
    if "authorships" in item:
        return _openalex(dict(item))
    if "lens_id" in item:
        return _lens(dict(item))
    if "paperId" in item:
        return _semantic_scholar(dict(item))
    if "itemType" in item and "creators" in item:
        return _zotero(dict(item))
    if "ItemId" in item and "Title" in item:
        return _eppi(dict(item))
    if "authors" in item and "author" not in item:
        return _publish_or_perish(item)
    return dict(item)


def is_item(value: object) -> bool:
    """Return whether a value is an object that describes a reference."""
    if not isinstance(value, dict):
        return False
    data = value.get("data")
    return any(name in value for name in ("title", "DOI", "Title")) or (
        isinstance(data, dict) and "itemType" in data
    )


def _openalex(item: Item) -> Item:
    """Return a work of OpenAlex as an item of CSL."""
    people = _items(item.pop("authorships", ()))
    place = _part(item, "primary_location")
    source = _part(place, "source")
    where = _pop_part(item, "biblio")
    inverted = item.pop("abstract_inverted_index", None)
    addresses = [
        text
        for one in people
        for text in _list(one.get("raw_affiliation_strings"))
        or [inner.get("display_name") for inner in _items(one.get("institutions"))]
    ]
    name = item.pop("display_name", None)
    known = {
        "title": item.get("title") or name or "",
        "author": [
            author_names.given_first(str(_part(one, "author").get("display_name") or ""))
            or one.get("raw_author_name")
            for one in people
        ],
        "affiliations": _once(addresses),
        "countries": _once(code for one in people for code in _list(one.get("countries"))),
        "container-title": source.get("display_name") or "",
        "ISSN": source.get("issn_l") or "",
        "publisher": source.get("host_organization_name") or "",
        "URL": place.get("landing_page_url") or "",
        "DOI": item.pop("doi", None) or "",
        "issued": item.pop("publication_year", None) or "",
        "volume": where.get("volume"),
        "issue": where.get("issue"),
        "page": _range(where.get("first_page"), where.get("last_page")),
        "abstract": _in_order(inverted) if isinstance(inverted, dict) else item.get("abstract"),
        "keyword": _named(item.pop("keywords", None), "display_name"),
        "is-referenced-by-count": item.pop("cited_by_count", ""),
        "references": _list(item.pop("referenced_works", None)),
        "source": "OpenAlex",
    }
    return {**item, **known}


def _lens(item: Item) -> Item:
    """Return a scholarly work of The Lens as an item of CSL."""
    people = _items(item.pop("authors", ()))
    source = _pop_part(item, "source")
    numbers = {str(one.get("type")): one.get("value") for one in _items(item.get("external_ids"))}
    addresses = [place for one in people for place in _items(one.get("affiliations"))]
    known = {
        "author": [
            {
                "family": one.get("last_name"),
                "given": one.get("first_name"),
                "literal": one.get("collective_name") or one.get("display_name"),
            }
            for one in people
        ],
        "affiliations": _once(place.get("name") for place in addresses),
        "countries": _once(place.get("country_code") for place in addresses),
        "container-title": source.get("title") or "",
        "publisher": source.get("publisher") or "",
        "ISSN": next((one.get("value") for one in _items(source.get("issn"))), ""),
        "issued": item.pop("year_published", None) or item.get("date_published") or "",
        "page": _range(item.pop("start_page", None), item.pop("end_page", None)),
        "keyword": _listed(item.pop("keywords", None)),
        "terms": [one.get("mesh_heading") for one in _items(item.pop("mesh_terms", None))],
        "language": _listed(item.pop("languages", None)),
        "type": item.pop("publication_type", ""),
        "is-referenced-by-count": item.pop("scholarly_citations_count", ""),
        "DOI": numbers.get("doi", ""),
        "source": "The Lens",
    }
    return {**item, **known}


def _semantic_scholar(item: Item) -> Item:
    """Return a paper of Semantic Scholar as an item of CSL."""
    journal = _pop_part(item, "journal")
    numbers = _part(item, "externalIds")
    kinds = _listed(item.pop("publicationTypes", None)).split("; ")
    known = {
        "author": [
            author_names.given_first(str(one.get("name") or ""))
            for one in _items(item.pop("authors", ()))
        ],
        "container-title": journal.get("name") or item.get("venue") or "",
        "volume": journal.get("volume"),
        "page": journal.get("pages") or "",
        "issued": item.pop("year", None) or item.get("publicationDate") or "",
        "DOI": numbers.get("DOI", ""),
        "URL": item.pop("url", ""),
        "type": ";".join(kinds),
        "is-referenced-by-count": item.pop("citationCount", ""),
        "source": "Semantic Scholar",
    }
    return {**item, **known}


def _zotero(item: Item) -> Item:
    """Return an item of Zotero's own JSON as one of CSL."""
    people = _items(item.pop("creators", ()))
    authors = [one for one in people if one.get("creatorType") in _AUTHORS]
    tags = _items(item.pop("tags", ()))
    journals = ("publicationTitle", "proceedingsTitle", "bookTitle", "websiteTitle")
    found = [item.pop(name) for name in journals if item.get(name)]
    known = {
        "author": [_zotero_name(one) for one in authors or people],
        "editors": [_zotero_name(one) for one in people if authors and one not in authors],
        "container-title": found[0] if found else "",
        "keyword": "; ".join(str(tag.get("tag")) for tag in tags if tag.get("type") != 1),
        "terms": [tag.get("tag") for tag in tags if tag.get("type") == 1],
        "issued": item.pop("date", ""),
        "page": item.pop("pages", ""),
        "abstract": item.pop("abstractNote", ""),
        "URL": item.pop("url", ""),
        "type": item.pop("itemType", ""),
        "source": item.pop("libraryCatalog", ""),
    }
    return {**item, **known}


def _zotero_name(one: Item) -> Item:
    """Return one of Zotero's creators as a name of CSL."""
    return {
        "family": one.get("lastName"),
        "given": one.get("firstName"),
        "literal": one.get("name"),
    }


def _eppi(item: Item) -> Item:
    """Return a reference of EPPI-Reviewer as an item of CSL."""
    people = [part.strip() for part in str(item.pop("Authors", "")).split(";")]
    renamed = {
        "Title": "title",
        "ParentTitle": "container-title",
        "Year": "issued",
        "StandardNumber": "ISSN",
        "Publisher": "publisher",
        "Volume": "volume",
        "Issue": "issue",
        "Pages": "page",
        "URL": "URL",
        "DOI": "DOI",
        "Abstract": "abstract",
    }
    known = {name: item.pop(key) for key, name in renamed.items() if key in item}
    words = str(item.pop("Keywords", "")).replace("\r", "\n").split("\n")
    known |= {
        "author": [_surname_first(name) for name in people if name],
        "keyword": "; ".join(word.strip() for word in words if word.strip()),
        "type": str(item.pop("TypeName", "")).casefold(),
    }
    return {**item, **known}


def _surname_first(name: str) -> str:
    """Return "Ash, Anna" for "Ash Anna", as EPPI-Reviewer writes names."""
    family, _, given = name.partition(" ")
    return f"{family}, {given}" if given and "," not in name else name


def _publish_or_perish(item: Item) -> Item:
    """Return a result of Publish or Perish as an item of CSL."""
    rest = {name: value for name, value in item.items() if value not in (0, "", None)}
    people = rest.pop("authors", None) or ()
    known = {
        "container-title": rest.pop("source", ""),
        "author": [
            author_names.initials_first(one) if isinstance(one, str) else one
            for one in (people if isinstance(people, list) else str(people).split(";"))
        ],
        "issued": rest.pop("year", ""),
        "page": _range(rest.pop("startpage", None), rest.pop("endpage", None)),
        "is-referenced-by-count": item.get("cites", ""),
        "URL": rest.pop("article_url", ""),
        "DOI": rest.pop("doi", ""),
    }
    rest.pop("cites", None)
    scholar = any("scholar.google" in str(item.get(name)) for name in ("cites_url", "related_url"))
    return {**rest, **known, "source": "Google Scholar" if scholar else ""}


def _list(value: object) -> list[Any]:
    """Return a value that is a list; for any other, nothing."""
    return value if isinstance(value, list) else []


def _items(value: object) -> list[Item]:
    """Return the objects in a list."""
    return (
        [one for one in value if isinstance(one, dict)] if isinstance(value, list | tuple) else []
    )


def _part(item: Item, name: str) -> Item:
    """Return a part that is an object; an empty one for any other value."""
    value = item.get(name)
    return value if isinstance(value, dict) else {}


def _pop_part(item: Item, name: str) -> Item:
    """Remove and return a part that is an object; any other value stays."""
    return item.pop(name) if isinstance(item.get(name), dict) else {}


def _once(values: Iterable[object]) -> list[str]:
    """Return the values that are not empty as text, each once."""
    return list(dict.fromkeys(str(value) for value in values if value))


def _range(first: object, last: object) -> str:
    """Return "first-last", or one of them where the other is missing or the same."""
    return "-".join(dict.fromkeys(str(end) for end in (first, last) if end))


def _named(value: object, name: str) -> str:
    """Return one value of each object in a list, joined by "; "."""
    return "; ".join(_once(one.get(name) for one in _items(value)))


def _listed(value: object) -> str:
    """Return a list joined by "; ", or a single value as text."""
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _in_order(inverted: Item) -> str:
    """Return an abstract that is given as an inverted index: the places of each word."""
    words = [
        (place, word)
        for word, places in inverted.items()
        if isinstance(places, list)
        for place in places
        if isinstance(place, int)
    ]
    return " ".join(word for _, word in sorted(words))
