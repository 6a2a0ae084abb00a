"""The evidence on one pair: what is compared, how it agrees, and how much that weighs.

Every field adds points for or against one reference, as in the record linkage of Fellegi and
Sunter (1969): the rarer an agreement by chance, the more points.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from rapidfuzz import fuzz

from alianzas.literature.duplicates import places
from alianzas.literature.duplicates.entries import Entry
from alianzas.literature.duplicates.journals import same_journal
from alianzas.literature.duplicates.people import Agreement, compare_names
from alianzas.literature.duplicates.titles import compact

#: A title without its subtitle has at least so many letters.
_SHORTENED = 12
#: Least similarity (0–100) of the beginning of a title and a title that is that beginning.
_SLIP = 96.0
#: Titles at least so much alike are compared word by word.
_LEAST_REWORDED = 75.0
#: Abstracts of fewer letters are not compared.
_LEAST_ABSTRACT = 150
_IDEOGRAPHS = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]")
_SAME_ABSTRACT = 90.0
_OTHER_ABSTRACT = 55.0


class Evidence(NamedTuple):
    """How two entries agree, field by field; None where one of them lacks the field.

    ``alike`` is the similarity (0–100) of the titles, ``reworded`` whether some word of each has
    no counterpart in the other, ``shortened`` whether one is the beginning or end of the other,
    ``letters`` the length of the shorter, ``numbers`` whether they have the same numbers;
    ``notice``, ``kind`` and ``preprint`` tell publications of different kinds; ``range`` is
    whether several pages are given, ``years`` the distance, ``journal`` a similarity (0–1).
    """

    alike: float | None
    reworded: bool
    shortened: bool
    letters: int
    numbers: bool
    notice: bool
    kind: bool
    preprint: bool
    range: bool
    names: Agreement | None
    years: int | None
    journal: float | None
    volume: bool | None
    issue: bool | None
    pages: str | None
    doi: bool | None
    abstract: float | None


def compare(one: Entry, other: Entry) -> Evidence:
    """Return how two entries agree; symmetric."""
    alike, shortened, letters = compare_titles(one.title.versions, other.title.versions)
    return Evidence(
        alike=alike,
        reworded=alike is not None and _LEAST_REWORDED <= alike < 100 and reworded(one, other),
        shortened=shortened,
        letters=letters,
        numbers=_same_numbers(one, other, shortened),
        notice=one.title.kind == other.title.kind,
        kind=one.kind == other.kind or not (one.kind and other.kind),
        preprint=_one_is_preprint(one, other) or _one_is_preprint(other, one),
        range=_is_range(one.pages),
        names=compare_names(one.names, other.names),
        years=None if one.year is None or other.year is None else abs(one.year - other.year),
        journal=_journals(one, other),
        volume=_volumes(one, other),
        issue=None if not (one.issue and other.issue) else one.issue == other.issue,
        pages=places.compare_pages(one.pages, other.pages),
        doi=None if not (one.doi and other.doi) else same_doi(one.doi, other.doi),
        abstract=_abstracts(one.abstract, other.abstract),
    )


def compare_titles(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[float | None, bool, int]:
    """Return the similarity of the most similar versions, whether one is the other's beginning, and
    the length of the shorter."""
    if not one or not other:
        return None, False, 0
    alike, letters = max(
        (fuzz.ratio(a, b), min(_weight(a), _weight(b))) for a in one for b in other
    )
    if alike >= 90:
        return alike, False, letters
    for a in one:
        for b in other:
            short, long = sorted((a, b), key=len)
            if len(short) == len(long) or len(short) < _SHORTENED:
                continue
            if begins(short, long) or (len(short) >= 2 * _SHORTENED and long.endswith(short)):
                return alike, True, _weight(short)
    return alike, False, letters


def _weight(title: str) -> int:
    """Return the number of letters; a Chinese or Japanese sign tells as much as three."""
    return len(title) if title.isascii() else len(title) + 2 * len(_IDEOGRAPHS.findall(title))


def reworded(one: Entry, other: Entry) -> bool:
    """Say whether each title has a word that is in the other neither as such, nor joined with
    others, nor misspelt ("in men" and "in women")."""
    left = _unmatched(one.title.words, other.title.versions[0])
    right = _unmatched(other.title.words, one.title.versions[0])
    return any(not _misspelt(word, right) for word in left) and any(
        not _misspelt(word, left) for word in right
    )


def _unmatched(words: str, whole: str) -> list[str]:
    return [word for word in words.split() if word not in whole]


def _misspelt(word: str, others: list[str]) -> bool:
    return any(word[0] == other[0] and fuzz.ratio(word, other) >= 70 for other in others)


def _one_is_preprint(one: Entry, other: Entry) -> bool:
    published = bool(other.journal or other.volume or other.pages) and other.kind != "preprint"
    return one.kind == "preprint" and published


def _is_range(pages: places.Pages | None) -> bool:
    return pages is not None and pages.first > 1 and pages.last > pages.first


def begins(short: str, long: str) -> bool:
    """Say whether ``long`` begins with ``short``, give or take a slip."""
    if long.startswith(short):
        return True
    return long[:4] == short[:4] and fuzz.ratio(short, long[: len(short)]) >= _SLIP


def same_doi(one: str, other: str) -> bool:
    """Say whether two DOIs are one, but for its punctuation or what a platform hung on it."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if (
        long.startswith(short)
        and long[len(short)] in "/.?#;&"
        and not long[len(short) + 1 :].isdigit()
    ):
        return long[len(short) + 1 :] in {
            "full",
            "abstract",
            "pdf",
            "epdf",
            "html",
            "meta",
            "fulltext",
        }
    return _bare(one) == _bare(other)


def _bare(doi: str) -> str:
    return "".join(sign for sign in doi if sign.isalnum())


def _same_numbers(one: Entry, other: Entry, shortened: bool) -> bool:
    first, second = one.title.numbers, other.title.numbers
    if first == second:
        return True
    # A title in one language or without its subtitle may lack numbers; it has no other ones.
    few, many = sorted((first, second), key=len)
    several = len(one.title.versions) != len(other.title.versions)
    return (shortened or several) and few in many


def _journals(one: Entry, other: Entry) -> float | None:
    if one.issns & other.issns:
        return 1.0
    if not one.journal or not other.journal:
        return None
    return same_journal(*sorted((one.journal, other.journal)))


def _volumes(one: Entry, other: Entry) -> bool | None:
    if not one.volume or not other.volume:
        return None
    if one.volume == other.volume:
        return True
    years = {str(entry.year) for entry in (one, other)}
    # Some databases give the year in the place of the volume.
    return None if (one.volume in years) != (other.volume in years) else False


def _abstracts(one: str, other: str) -> float | None:
    if len(one) < _LEAST_ABSTRACT or len(other) < _LEAST_ABSTRACT:
        return None
    one, other = compact(one), compact(other)
    length = min(len(one), len(other))
    return fuzz.ratio(one[:length], other[:length])


def weigh(evidence: Evidence) -> float:
    """Return the points for (positive) and against (negative) one reference."""
    return sum(points_by_field(evidence).values())


def points_by_field(evidence: Evidence) -> dict[str, float]:
    """Return what every field contributes."""
    placed = evidence.pages in _PLACED
    return {
        "title": _title_points(evidence),
        "numbers": 0.0 if evidence.numbers else -2.0 if same_place(evidence) else -10.0,
        "notice": 0.0 if evidence.notice else -12.0,
        "kind": -8.0 if evidence.preprint else 0.0 if evidence.kind else -2.0,
        "authors": _name_points(evidence.names),
        "year": _year_points(evidence.years, placed),
        "journal": _journal_points(evidence.journal, placed),
        "volume": {None: 0.0, True: 2.0, False: -3.0}[evidence.volume],
        "issue": _issue_points(evidence),
        "pages": 0.0 if evidence.pages is None else _PAGE_POINTS[evidence.pages],
        "doi": {None: 0.0, True: 14.0, False: -9.0}[evidence.doi],
        "abstract": _abstract_points(evidence.abstract),
    }


#: The agreements of pages that identify an article in its volume.
_PLACED = (places.EQUAL, places.BEGIN, places.END, places.OVERLAP)
_PAGE_POINTS = {
    places.EQUAL: 5.0,
    places.BEGIN: 4.0,
    places.END: 3.0,
    places.OVERLAP: 1.5,
    places.UNCLEAR: -0.5,
    places.APART: -6.0,
}


def _title_points(evidence: Evidence) -> float:
    if evidence.alike is None:
        return 0.0
    full = min(8.0, 2.0 + evidence.letters / 6)
    if evidence.shortened:
        return 0.7 * full
    steps = ((100, 1.0), (97, 0.9), (93, 0.75), (88, 0.55), (82, 0.3), (75, 0.0))
    for least, share in steps:
        if evidence.alike >= least:
            return share * full * (0.5 if evidence.reworded else 1.0)
    if same_place(evidence):  # a translation
        return -1.0
    return -3.0 if evidence.alike >= 60 else -6.0


def same_place(evidence: Evidence) -> bool:
    """Say whether both have the same authors, year, journal, volume and several pages.

    Then they are one reference whatever the titles are: databases translate them.
    """
    return bool(
        evidence.range
        and evidence.pages == places.EQUAL
        and evidence.volume
        and evidence.issue is not False
        and (evidence.journal or 0) >= 0.7
        and evidence.years == 0
        and evidence.names is not None
        and evidence.names.share >= 0.8
    )


def _name_points(names: Agreement | None) -> float:
    if names is None:
        return 0.0
    if names.namesake:
        return 1.0
    if names.scripts and not names.found:
        return -1.0
    if names.share >= 0.8 and (names.first or names.found > 1):
        return 4.0 if names.first or names.found > 2 else 3.0
    if names.first or names.share >= 0.5:
        return 2.5
    return 0.5 if names.found else -5.0


def _year_points(years: int | None, placed: bool) -> float:
    if years is None:
        return 0.0
    return {0: 1.5, 1: 0.0 if placed else -1.0, 2: -3.0}.get(years, -7.0)


def _issue_points(evidence: Evidence) -> float:
    """A slip where the pages agree; else each issue may hold a column of this title."""
    if evidence.issue is None:
        return 0.0
    if evidence.issue:
        return 1.0
    if evidence.pages == places.EQUAL:
        return -1.0
    return -3.0 if evidence.pages in _PLACED else -5.0


def _journal_points(journal: float | None, placed: bool) -> float:
    if journal is None:
        return 0.0
    if journal == 1.0:
        return 2.0
    if journal >= 0.7:
        return 1.0
    if journal > 0.0:
        return -0.5
    return -2.0 if placed else -4.0


def _abstract_points(abstract: float | None) -> float:
    if abstract is None:
        return 0.0
    if abstract >= _SAME_ABSTRACT:
        return 3.0
    return -2.0 if abstract < _OTHER_ABSTRACT else 0.0
