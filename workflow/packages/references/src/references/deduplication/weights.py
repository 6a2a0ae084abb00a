"""The weight of the evidence on a pair: points of every field for or against one reference.

As in the record linkage of Fellegi and Sunter (1969), the less likely an agreement is by chance, the
more points it gives.
"""

from __future__ import annotations

from math import fsum

from references.deduplication import volume_issue_pages
from references.deduplication.comparable_names import Agreement
from references.deduplication.pair_evidence import Evidence, same_place

#: Titles less similar (0–100) than this are different titles.
_OTHER_TITLE = 60.0
#: Names of journals at least this similar (0–1) may be those of one.
_SAME_JOURNAL = 0.7
#: The share of the points of a whole title that a part of it gives.
_PART = 0.7
_SAME_ABSTRACT = 90.0
_OTHER_ABSTRACT = 55.0


def weigh(evidence: Evidence) -> float:
    """Return the sum of the points for (positive) and against (negative) one reference."""
    return fsum(points_by_field(evidence).values())


def disagree(evidence: Evidence) -> bool:
    """Return whether any field contradicts that the two are one reference."""
    return any(points < 0 for points in points_by_field(evidence).values())


def points_by_field(evidence: Evidence) -> dict[str, float]:
    """Return the points of every field."""
    placed = _is_placed(evidence)
    return {
        "title": _title_points(evidence),
        "numbers": _number_points(evidence),
        "column": _column_points(evidence, placed),
        "notice": 0.0 if evidence.notice else -12.0,
        "kind": _kind_points(evidence),
        "authors": _name_points(evidence.names),
        "year": _year_points(evidence, placed),
        "journal": _journal_points(evidence.journal, placed),
        "volume": {None: 0.0, True: 2.0, False: -3.0}[evidence.volume],
        "issue": _issue_points(evidence),
        "pages": _page_points(evidence),
        "doi": {None: 0.0, True: 14.0, False: -9.0}[evidence.doi],
        "identifier": _identifier_points(evidence),
        "abstract": _abstract_points(evidence.abstract),
    }


#: The agreements of pages that identify an article in its volume.
_PLACED = (
    volume_issue_pages.EQUAL,
    volume_issue_pages.START,
    volume_issue_pages.BEGIN,
    volume_issue_pages.END,
    volume_issue_pages.OVERLAP,
)
_PAGE_POINTS = {
    volume_issue_pages.EQUAL: 5.0,
    volume_issue_pages.START: 3.0,
    volume_issue_pages.BEGIN: 4.0,
    volume_issue_pages.END: 3.0,
    volume_issue_pages.OVERLAP: 1.5,
    volume_issue_pages.UNCLEAR: -0.5,
    volume_issue_pages.APART: -6.0,
}


def _title_points(evidence: Evidence) -> float:
    """Return the points of the titles, by length and similarity."""
    if evidence.alike is None:
        return 0.0
    full = min(8.0, 2.0 + evidence.letters / 6)
    if evidence.shortened:  # a title that ends where the subtitle begins counts as complete
        return full if evidence.main else _PART * full
    steps = ((100, 1.0), (97, 0.9), (93, 0.75), (88, 0.55), (82, 0.3), (75, 0.0))
    for least, share in steps:
        if evidence.alike >= least:
            if evidence.part:  # the only difference is a word more or less at one end
                return max(share, _PART) * full
            return share * full * _worded_share(evidence)
    if same_place(evidence):  # a translation
        return -1.0
    return -3.0 if evidence.alike >= 60 else -6.0


def _is_placed(evidence: Evidence) -> bool:
    """Return whether the pages are those of one article; those of two volumes may overlap."""
    return evidence.pages in _PLACED and not (
        evidence.pages == volume_issue_pages.OVERLAP and evidence.volume is False
    )


def _page_points(evidence: Evidence) -> float:
    """Return the points of the pages."""
    if evidence.pages is None:
        return 0.0
    if evidence.pages in _PLACED and not _is_placed(evidence):
        return _PAGE_POINTS[volume_issue_pages.UNCLEAR]
    known = (
        evidence.pages == volume_issue_pages.START and evidence.issue
    )  # one article begins an issue
    return _PAGE_POINTS[volume_issue_pages.EQUAL if known else evidence.pages]


def _worded_share(evidence: Evidence) -> float:
    """Return the share that a reworded title keeps; less where neither pages nor DOI support it."""
    if not evidence.reworded:
        return 1.0
    return 0.5 if evidence.pages in _PLACED or evidence.doi else 0.3


def _name_points(names: Agreement | None) -> float:
    """Return the points of the authors."""
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


def _number_points(evidence: Evidence) -> float:
    """Numbers and opposites distinguish parts of a series; in the same place one is a misprint."""
    if evidence.numbers and not evidence.contrast:
        return 0.0
    return -2.0 if same_place(evidence) else -10.0


def _column_points(evidence: Evidence, placed: bool) -> float:
    """A title that recurs in every issue, often by one author, proves nothing without the issue."""
    if not evidence.column or evidence.doi:
        return 0.0
    elsewhere = evidence.journal is not None and evidence.journal < _SAME_JOURNAL
    if evidence.volume is False or evidence.issue is False or elsewhere:
        return -8.0
    return 0.0 if evidence.issue or placed else -3.0


def _kind_points(evidence: Evidence) -> float:
    """A preprint, thesis or talk is a different publication from the article."""
    if evidence.preprint or evidence.thesis:
        return -8.0
    if evidence.meeting and evidence.pages not in _PLACED:
        return -6.0
    return 0.0 if evidence.kind else -2.0


def _year_points(evidence: Evidence, placed: bool) -> float:
    """Neighbouring years are a misprint or that of the online version; without a common volume, or
    with another issue too, they are those of different editions."""
    if evidence.years is None:
        return 0.0
    placed = placed and evidence.issue is not False
    if evidence.years == 2 and not evidence.volume:
        return -7.0
    return {0: 1.5, 1: 0.0 if placed else -1.0, 2: -3.0}.get(evidence.years, -7.0)


def _issue_points(evidence: Evidence) -> float:
    """Another issue is a misprint where the pages agree; else each may have a column so titled."""
    if evidence.issue is None:
        return 0.0
    if evidence.issue:
        return 1.0
    if evidence.years:  # another date, not a misprint
        return -6.0
    if evidence.pages == volume_issue_pages.EQUAL:
        return -1.0
    return (
        -3.0 if evidence.pages in _PLACED and evidence.pages != volume_issue_pages.START else -5.0
    )


def _journal_points(journal: float | None, placed: bool) -> float:
    """Return the points of the journals."""
    if journal is None:
        return 0.0
    if journal == 1.0:
        return 2.0
    if journal >= _SAME_JOURNAL:
        return 1.0
    if journal > 0.0:
        return -0.5
    return -2.0 if placed else -4.0


def _identifier_points(evidence: Evidence) -> float:
    """One common identifier proves as much as two; different numbers weigh less than different DOIs."""
    if evidence.identifier is None or evidence.doi:
        return 0.0
    return 14.0 if evidence.identifier else -5.0


def contradicted(evidence: Evidence) -> bool:
    """Return whether a shared identifier is contradicted; databases may give one to several records.

    That is so for a notice about the reference, and for a different title in the same language that
    no common place or abstract explains.
    """
    if not (evidence.doi or evidence.identifier):
        return False
    if not evidence.notice:
        return True
    other_title = evidence.alike is not None and evidence.alike < _OTHER_TITLE
    return (
        other_title
        and not evidence.shortened
        and not evidence.translated
        and not same_place(evidence)
        and (evidence.abstract or 0) < _SAME_ABSTRACT
    )


def _abstract_points(abstract: float | None) -> float:
    """Return the points of the abstracts."""
    if abstract is None:
        return 0.0
    if abstract >= _SAME_ABSTRACT:
        return 3.0
    return -2.0 if abstract < _OTHER_ABSTRACT else 0.0
