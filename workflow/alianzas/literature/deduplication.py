"""Finding duplicates: which records are one reference, and why.

Exact DOI first, then similar titles of the same years and author (the usual order; see Bramer et
al., 2016). The decisions are on pairs and symmetric, so the order of the records plays no part.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, product
from typing import TYPE_CHECKING, NamedTuple

from alianzas.literature.record import split_cell, whole_numbers
from alianzas.literature.text import ascii_key, surname, title_key

if TYPE_CHECKING:
    import pandas as pd

#: Least similarity (0–100, rapidfuzz's ratio of normalised titles) of one title typed twice.
SAME_TITLE = 95.0
#: Titles less alike than this under one DOI are a wrong DOI, unless author and year agree.
OTHER_TITLE = 60.0
#: Least similarity of one surname spelt twice.
SAME_NAME = 85.0
#: Online and printed year of one article differ by at most this.
YEARS_APART = 1

_NUMBERING = re.compile(r"\b(?:\d+|[ivx]+)\b")


class Match(NamedTuple):
    """Two records (places in the frame, the smaller first) and what was decided about them.

    ``strength`` ranks what speaks for one reference: a shared DOI (above 100), else the similarity
    of the titles (0–100).
    """

    first: int
    second: int
    same: bool
    reason: str
    strength: float


class _Entry(NamedTuple):
    title: str
    numbering: list[str]
    year: int | None
    author: str
    doi: str


def compare_records(frame: pd.DataFrame) -> list[Match]:
    """Return the pairs that are the same reference, and those that only look like it.

    ``frame`` has the columns title, authors, year, doi; the index is not used. Only pairs that
    share a DOI, the beginning or end of the title, or first author and year (± 1) are compared.
    """
    years = whole_numbers(frame["year"])
    entries = [
        _entry(*row)
        for row in zip(frame["title"], frame["authors"], years, frame["doi"], strict=True)
    ]
    matches = []
    for first, second in sorted(_candidates(entries)):
        decision = _decide(entries[first], entries[second])
        if decision is not None:
            matches.append(Match(first, second, *decision))
    return matches


def group_records(
    dois: Sequence[str], matches: Sequence[Match]
) -> tuple[list[list[int]], list[Match]]:
    """Return the groups of same records, and the matches that were refused.

    ``dois`` are those of all records ("" for none). The strongest matches join first; one that would
    put two DOIs, or records that were told apart, into one group is refused (a record without DOI
    may resemble two references). Groups are sorted, in the order of their first record.
    """
    members = {place: [place] for place in range(len(dois))}
    leader = list(range(len(dois)))
    apart = {(match.first, match.second) for match in matches if not match.same}
    refused = []
    same = [match for match in matches if match.same]
    for match in sorted(same, key=lambda m: (-m.strength, m.first, m.second)):
        one, other = leader[match.first], leader[match.second]
        if one == other:
            continue
        joined = members[one] + members[other]
        known = {dois[place] for place in joined if dois[place]}
        if len(known) > 1 or any(
            (min(pair), max(pair)) in apart for pair in product(members[one], members[other])
        ):
            reason = f"{match.reason}, but one of them is kept apart from a third like both"
            refused.append(match._replace(same=False, reason=reason))
            continue
        for place in members.pop(other):
            leader[place] = one
        members[one] = joined
    return sorted(sorted(group) for group in members.values()), refused


def _entry(title: str, authors: str, year: int | None, doi: str) -> _Entry:
    key = title_key(title)
    names = split_cell(authors)
    return _Entry(
        key,
        sorted(_NUMBERING.findall(key)),
        year,
        ascii_key(surname(names[0])) if names else "",
        doi,
    )


def _candidates(entries: list[_Entry]) -> set[tuple[int, int]]:
    blocks: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for place, entry in enumerate(entries):
        for key in _block_keys(entry):
            blocks[key].append(place)
    return {pair for places in blocks.values() for pair in combinations(places, 2)}


def _block_keys(entry: _Entry) -> Iterator[tuple[str, str]]:
    if entry.doi:
        yield "doi", entry.doi
    if entry.title:
        letters = entry.title.replace(" ", "")
        yield "beginning", letters[:12]
        yield "end", letters[-12:]
    if entry.author and entry.year is not None:
        # Neighbouring years share one of the two keys.
        yield "author", f"{entry.author} {entry.year}"
        yield "author", f"{entry.author} {entry.year + 1}"


def _decide(one: _Entry, other: _Entry) -> tuple[bool, str, float] | None:
    """Return (same, reason, strength), or None for references that nobody would confuse."""
    from rapidfuzz import fuzz

    alike = fuzz.ratio(one.title, other.title) if one.title and other.title else None
    if one.doi and one.doi == other.doi:
        if (
            alike is None
            or alike >= OTHER_TITLE
            or (_same_author(one, other) and _near(one, other))
        ):
            return True, f"same DOI {one.doi}", 101.0
        return False, f"same DOI {one.doi}, but titles only {alike:.0f}% alike", alike
    if alike is None or alike < SAME_TITLE or not _near(one, other):
        return None
    if not _same_author(one, other):
        return None
    found = f"titles {alike:.0f}% alike, {_years(one, other)}, {_authors(one, other)}"
    if one.numbering != other.numbering:
        return False, f"{found}, but numbered differently", alike
    if one.doi and other.doi:
        dois = " and ".join(sorted((one.doi, other.doi)))
        return False, f"{found}, but different DOIs {dois}", alike
    return True, found, alike


def _near(one: _Entry, other: _Entry) -> bool:
    if one.year is None or other.year is None:
        return True
    return abs(one.year - other.year) <= YEARS_APART


def _same_author(one: _Entry, other: _Entry) -> bool:
    from rapidfuzz import fuzz

    if not one.author or not other.author:
        return True
    return fuzz.ratio(one.author, other.author) >= SAME_NAME


def _years(one: _Entry, other: _Entry) -> str:
    years = sorted({str(entry.year) for entry in (one, other) if entry.year is not None})
    return "no year" if not years else "year " + " and ".join(years)


def _authors(one: _Entry, other: _Entry) -> str:
    names = sorted({entry.author for entry in (one, other) if entry.author})
    return "no author" if not names else "first author " + " and ".join(names)
