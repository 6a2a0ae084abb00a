"""Records made comparable: one entry per distinct record, in an order given by content alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from rapidfuzz import fuzz

from references.comparable_text import find_year, normal_doi
from references.deduplication.comparable_journals import journal_words
from references.deduplication.comparable_names import Names, read_names
from references.deduplication.comparable_titles import Title, read_title
from references.deduplication.volume_issue_pages import (
    Pages,
    is_supplement,
    issue_number,
    read_pages,
    volume_number,
)

#: The fields that decide about duplicates, all text; a field that a file does not give is "". The
#: last one is that of :func:`~references.deduplication.identifiers.identifiers_of`.
FIELDS = (
    "title",
    "translated_title",
    "authors",
    "year",
    "journal",
    "volume",
    "issue",
    "pages",
    "article_number",
    "doi",
    "issn",
    "document_type",
    "abstract",
    "identifiers",
)

_PREPRINTS = (
    "preprint", "arxiv", "biorxiv", "medrxiv", "psyarxiv", "socarxiv", "ssrn", "research square",
    "working paper", "discussion paper", "chemrxiv", "osf",
)  # fmt: skip
_PREPRINT_DOIS = (
    "10.2139/ssrn", "10.48550/", "10.1101/20", "10.20944/preprints", "10.21203/rs", "10.31234/",
    "10.31219/", "10.31235/", "10.26434/chemrxiv", "10.36227/techrxiv", "10.22541/au",
)  # fmt: skip
_CONFERENCE = ("conference", "proceedings", "inproceedings", "meeting", "congress")
_BOOKS = ("book", "chapter", "incollection", "inbook", "report")
_THESES = ("thesis", "dissertation")
#: "Diss Abstr Int": where abstracts of theses appear.
_DISSERTATIONS = re.compile(r"diss\w*\W+abs")
#: This many characters of an abstract are compared.
_ABSTRACT = 500


#: Equal records with this many letters of title are one reference, whatever else they lack.
_TELLING = 24
_DOI, _IDENTIFIERS = FIELDS.index("doi"), FIELDS.index("identifiers")
#: The title of one reference has at most this many languages or spellings.
_VERSIONS = 3
#: Of the titles under one identifier this many are looked at. Those that begin with the same letters
#: and are this similar (0–100), or of which one begins the other, are one title: papers of one
#: volume may begin alike ("Poster 12: …").
_LOOKED_AT = 40
_BEGINNING, _ONE_TITLE = 10, 75.0
#: One work may have a year as a preprint, one online, one in print and a misprinted one; a title with
#: more years than that belongs to several works.
_YEARS = 5
#: With fewer issues than this it cannot be decided whether they are a serial number.
_ENOUGH = 100


class Entry(NamedTuple):
    """What is compared of a record.

    ``kind`` is the kind of publication, if known: preprint, conference, thesis, book or "" (for
    notices such as errata, see ``title.kind``); ``supplement`` says whether it is in a supplement;
    ``abstract`` is the unchanged beginning of the abstract.
    """

    title: Title
    names: Names
    year: int | None
    journal: str
    issns: frozenset[str]
    volume: str
    issue: str
    pages: Pages | None
    supplement: bool
    doi: str
    kind: str
    abstract: str
    identifiers: frozenset[str]


def read_entry(row: tuple[str, ...]) -> Entry:
    """Return the entry of a record given as its :data:`FIELDS`."""
    cells = dict(zip(FIELDS, row, strict=True))
    doi = normal_doi(cells["doi"])
    return Entry(
        title=read_title(cells["title"], cells["translated_title"]),
        names=read_names(cells["authors"]),
        year=find_year(cells["year"]),
        journal=cells["journal"] if journal_words(cells["journal"]) else "",
        issns=frozenset(read_issns(cells["issn"])),
        volume=volume_number(cells["volume"]),
        issue=issue_number(cells["issue"]),
        pages=read_pages(cells["pages"], cells["article_number"]),
        supplement=is_supplement(cells["volume"], cells["issue"], cells["pages"]),
        doi=doi,
        kind=_kind(cells["document_type"], cells["journal"])
        or ("preprint" if not cells["journal"] and doi.startswith(_PREPRINT_DOIS) else ""),
        abstract=cells["abstract"][:_ABSTRACT],
        identifiers=frozenset(cells["identifiers"].split()),
    )


def read_issns(text: str) -> list[str]:
    """Return the ISSNs in ``text``, eight characters each."""
    found = text.upper().replace("-", "").replace(";", " ").replace(",", " ").split()
    return [part for part in found if len(part) == 8 and part[:7].isdigit()]


@lru_cache(maxsize=100_000)
def _kind(document_type: str, journal: str) -> str:
    """Return the kind of publication by its type and the name of its journal, or ""."""
    words = document_type.casefold()
    if "preprint" in words or any(name in journal.casefold() for name in _PREPRINTS):
        return "preprint"
    if any(name in text for text in (words, journal.casefold()) for name in _THESES) or (
        _DISSERTATIONS.match(journal.casefold())
    ):
        return "thesis"
    if any(name in words for name in _CONFERENCE):
        return "conference"
    return "book" if any(name in words for name in _BOOKS) else ""


def distinct(
    rows: Sequence[tuple[str, ...]], names: Sequence[str], single: Collection[int] = ()
) -> tuple[list[Entry], list[list[int]]]:
    """Return the entries of the distinct rows, and the places of the rows of each, sorted by name.

    Equal rows are one entry if they have a long title or an identifier, unless they are listed in
    ``single``. Entries are sorted by title, then by the other fields: the order of the rows does not
    matter.
    """
    places: dict[tuple[str, ...], list[int]] = {}
    for place in sorted(range(len(rows)), key=names.__getitem__):
        row = rows[place]
        alone = place in single or not (len(row[0]) >= _TELLING or row[_DOI] or row[_IDENTIFIERS])
        places.setdefault((*row, names[place] if alone else ""), []).append(place)
    read = [(read_entry(key[:-1]), key) for key in places]
    read.sort(key=lambda pair: (pair[0].title.versions[:1], pair[1]))
    entries = [entry for entry, _ in read]
    if _is_serial([entry.issue for entry in entries if entry.issue]):
        entries = [entry._replace(issue="") for entry in entries]
    entries = _with_columns(without_collections(entries))
    return entries, [places[key] for _, key in read]


def _with_columns(entries: Sequence[Entry]) -> list[Entry]:
    """Return entries (sorted by title) with those marked whose title occurs in so many years that it
    must be that of a column, report or common subject, and therefore proves less than others."""
    found: list[Entry] = []
    for _, together in groupby(entries, key=lambda entry: entry.title.versions[:1]):
        same = list(together)
        if len({entry.year for entry in same} - {None}) >= _YEARS:
            same = [e._replace(title=e.title._replace(column=True)) for e in same]
        found += same
    return found


def _is_serial(issues: list[str]) -> bool:
    """Return whether a column numbers the records and not issues: hardly any number recurs."""
    return len(issues) >= _ENOUGH and len(set(issues)) > 0.9 * len(issues)


def without_collections(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries without the identifiers of whole collections.

    A DOI that more than :data:`_VERSIONS` titles share is a placeholder, or that of a supplement or
    volume, given to each abstract or chapter in it: it does not identify any of them.
    """
    titles: dict[str, dict[str, None]] = {}
    for entry in entries:
        title = entry.title.versions[0] if entry.title.versions else ""
        for identifier in (entry.doi, *entry.identifiers):
            if identifier and title:
                known = titles.setdefault(identifier, {})
                if len(known) < _LOOKED_AT:
                    known[title] = None
    shared = {name for name, known in titles.items() if _several(list(known))}
    if not shared:
        return list(entries)
    return [
        entry._replace(
            doi="" if entry.doi in shared else entry.doi, identifiers=entry.identifiers - shared
        )
        if entry.doi in shared or entry.identifiers & shared
        else entry
        for entry in entries
    ]


def _several(titles: Sequence[str]) -> bool:
    """Return whether there are more titles than one reference can have, apart from misspellings and
    lost subtitles."""
    if len(titles) <= _VERSIONS:
        return False
    others: list[str] = []
    for title in titles:
        if not any(_one_title(title, other) for other in others):
            others.append(title)
    return len(others) > _VERSIONS


def _one_title(one: str, other: str) -> bool:
    """Return whether two titles can be spellings of one."""
    if one.startswith(other) or other.startswith(one):
        return True
    return one[:_BEGINNING] == other[:_BEGINNING] and fuzz.ratio(one, other) >= _ONE_TITLE
