"""The evidence on a pair of entries: what is compared, and how well it agrees."""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz import fuzz

from references.deduplication import volume_issue_pages
from references.deduplication.comparable_journals import same_journal
from references.deduplication.comparable_names import Agreement, compare_names
from references.deduplication.comparable_titles import compact
from references.deduplication.entries import Entry
from references.deduplication.identifiers import compare_identifiers
from references.deduplication.opposites import contrasted
from references.deduplication.title_evidence import (
    LEAST_REWORDED,
    compare_titles,
    in_two_languages,
    is_main_title,
    is_part,
    reworded,
    same_numbers,
)

#: Abstracts of fewer letters are not compared.
_LEAST_ABSTRACT = 150


class Evidence(NamedTuple):
    """How two entries agree, field by field; None where one of them lacks the field.

    Titles: ``alike`` is their similarity (0–100), ``reworded`` whether each has a word without
    counterpart in the other, ``contrast`` whether two such words are opposites, ``shortened``
    whether one is the beginning or end of the other and much shorter, ``part`` whether it is so to
    the letter, ``main`` whether it is the other without its subtitle, ``letters`` the length of the
    shorter, ``numbers`` whether their numbers are the same, ``column`` whether they recur in every
    issue, ``translated`` whether they seem to be in two languages.

    Kinds: ``notice`` and ``kind`` say whether these are the same; ``preprint``, ``thesis`` and
    ``meeting`` (the abstract of a talk) whether only one is such a publication.

    Others: ``range`` is whether several pages are given, ``years`` the difference, ``journal`` a
    similarity (0–1); ``identifier`` is one that both have, "" where they have different numbers of
    one kind.
    """

    alike: float | None
    reworded: bool
    contrast: bool
    shortened: bool
    part: bool
    main: bool
    letters: int
    numbers: bool
    column: bool
    notice: bool
    kind: bool
    preprint: bool
    thesis: bool
    meeting: bool
    range: bool
    names: Agreement | None
    years: int | None
    journal: float | None
    volume: bool | None
    issue: bool | None
    pages: str | None
    doi: bool | None
    identifier: str | None
    abstract: float | None
    translated: bool


def compare(one: Entry, other: Entry) -> Evidence:
    """Return how two entries agree; the order of the two does not matter."""
    alike, shortened, letters = compare_titles(one.title.versions, other.title.versions)
    compared = alike is not None and LEAST_REWORDED <= alike < 100
    column = one.title.column and other.title.column
    swapped = not column and _swapped(one, other)
    numbered = _is_numbered(one, other) or _is_numbered(other, one)
    return Evidence(
        alike=alike,
        reworded=compared and reworded(one, other),
        contrast=compared and contrasted(one.title.words, other.title.words),
        shortened=shortened,
        part=compared and is_part(one, other),
        main=shortened and is_main_title(one, other),
        letters=letters,
        numbers=same_numbers(one, other, shortened),
        column=column,
        notice=one.title.kind == other.title.kind,
        kind=one.kind == other.kind or not (one.kind and other.kind),
        preprint=_only_one_is("preprint", one, other),
        thesis=_only_one_is("thesis", one, other),
        meeting=_is_talk(one, other) or _is_talk(other, one),
        range=_is_range(one.pages),
        names=compare_names(one.names, other.names),
        years=None if one.year is None or other.year is None else abs(one.year - other.year),
        journal=_journals(one, other),
        volume=swapped or _volumes(one, other),
        issue=swapped or _issues(one, other, numbered),
        pages=volume_issue_pages.BEGIN
        if numbered
        else volume_issue_pages.compare_pages(one.pages, other.pages),
        doi=None if not (one.doi and other.doi) else same_doi(one.doi, other.doi),
        identifier=compare_identifiers(one.identifiers, other.identifiers),
        abstract=_abstracts(one.abstract, other.abstract),
        translated=in_two_languages(one.title.words, other.title.words),
    )


def _swapped(one: Entry, other: Entry) -> bool:
    """Return whether volume and issue are interchanged in one of two records of one year."""
    return bool(
        one.volume
        and one.issue
        and one.volume != one.issue
        and (one.volume, one.issue) == (other.issue, other.volume)
        and one.year == other.year
    )


def _is_numbered(one: Entry, other: Entry) -> bool:
    """Return whether the issue of one is the article number of the other, as some databases have it."""
    pages = other.pages
    return bool(
        one.issue
        and pages is not None
        and one.issue != other.issue
        and one.issue == str(pages.first)
        and not pages.last
        and len(one.issue) > 1
        and (one.pages is None or one.pages.first <= 1)
    )


def _issues(one: Entry, other: Entry, numbered: bool) -> bool | None:
    """Return whether the issues are the same, None where one is missing."""
    return None if numbered or not (one.issue and other.issue) else one.issue == other.issue


def _only_one_is(kind: str, one: Entry, other: Entry) -> bool:
    """Return whether one of two is a preprint or thesis and the other was published elsewhere.

    Pages alone are not a place of publication: "215 p" is the length of a thesis. If both are in one
    series, they are of one kind, though only one of the records says so.
    """
    if (one.kind == kind) == (other.kind == kind):
        return False
    if (same_journal(*sorted((one.journal, other.journal))) or 0) >= 0.7:
        return False
    published = other if one.kind == kind else one
    return bool(published.journal or published.volume)


def _is_talk(one: Entry, other: Entry) -> bool:
    """Return whether one has a single page in a supplement, as abstracts of talks have, and the other
    several pages elsewhere."""
    return (
        one.supplement
        and one.pages is not None
        and not one.pages.last
        and not other.supplement
        and other.pages is not None
        and other.pages.last > other.pages.first
    )


def _is_range(pages: volume_issue_pages.Pages | None) -> bool:
    """Return whether these are several pages, not from page 1."""
    return pages is not None and pages.first > 1 and pages.last > pages.first


def same_doi(one: str, other: str) -> bool:
    """Return whether two DOIs are the same except for punctuation or what a platform appended."""
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
    """Return the letters and digits of a DOI."""
    return "".join(sign for sign in doi if sign.isalnum())


def _journals(one: Entry, other: Entry) -> float | None:
    """Return the similarity (0–1) of the journals, None where one is missing."""
    if one.issns & other.issns:
        return 1.0
    if not one.journal or not other.journal:
        return None
    return same_journal(*sorted((one.journal, other.journal)))


def _volumes(one: Entry, other: Entry) -> bool | None:
    """Return whether the volumes are the same, None where that is unknown."""
    if not one.volume or not other.volume:
        return None
    if one.volume == other.volume:
        return True
    years = {str(entry.year) for entry in (one, other)}
    # Some databases give the year instead of the volume.
    return None if (one.volume in years) != (other.volume in years) else False


def _abstracts(one: str, other: str) -> float | None:
    """Return the similarity (0–100) of the abstracts, as far as the shorter goes."""
    if len(one) < _LEAST_ABSTRACT or len(other) < _LEAST_ABSTRACT:
        return None
    one, other = compact(one), compact(other)
    length = min(len(one), len(other))
    return fuzz.ratio(one[:length], other[:length])


def same_place(evidence: Evidence) -> bool:
    """Return whether both have the same authors, year, journal, volume and several pages.

    Then they are one reference whatever the titles are, since databases translate them. Articles that
    begin at page 1 are in one place only if the issue is the same: other issues may begin at 1 too.
    """
    return bool(
        (
            (evidence.range and evidence.pages == volume_issue_pages.EQUAL)
            or (evidence.issue and evidence.pages == volume_issue_pages.START)
        )
        and evidence.volume
        and evidence.issue is not False
        and (evidence.journal or 0) >= 0.7
        and evidence.years == 0
        and evidence.names is not None
        and evidence.names.share >= 0.8
    )
