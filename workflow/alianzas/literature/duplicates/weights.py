"""What the evidence on a pair weighs: points of every field for or against one reference.

As in the record linkage of Fellegi and Sunter (1969): the rarer an agreement by chance, the more
points.
"""

from __future__ import annotations

from alianzas.literature.duplicates import places
from alianzas.literature.duplicates.evidence import Evidence, same_place
from alianzas.literature.duplicates.people import Agreement

#: Titles less alike than this are two titles.
_OTHER_TITLE = 60.0
_SAME_ABSTRACT = 90.0
_OTHER_ABSTRACT = 55.0


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
        "identifier": _identifier_points(evidence),
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


def _identifier_points(evidence: Evidence) -> float:
    """One identifier says all that two could say; two numbers weigh less than two DOIs."""
    if evidence.identifier is None or evidence.doi:
        return 0.0
    return 14.0 if evidence.identifier else -5.0


def contradicted(evidence: Evidence) -> bool:
    """Say whether what a shared identifier says is contradicted: databases give one to several.

    So it is for a notice about the reference, and for another title in the same language that no
    common place or abstract explains.
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
    if abstract is None:
        return 0.0
    if abstract >= _SAME_ABSTRACT:
        return 3.0
    return -2.0 if abstract < _OTHER_ABSTRACT else 0.0
