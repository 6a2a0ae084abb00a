"""Decisions in words: what agrees and what does not, for the people who have to trust them."""

from __future__ import annotations

from references.deduplication import volume_issue_pages
from references.deduplication.entries import Entry
from references.deduplication.identifiers import in_words
from references.deduplication.pair_evidence import Evidence, same_place
from references.deduplication.pairs import MAYBE_POINTS, SAME_POINTS, Decision

_NOTICES = {
    "correction": "a correction",
    "retraction": "a retraction",
    "comment": "a comment or reply",
    "review": "the review of a book",
}


def explain(decision: Decision, one: Entry, other: Entry) -> str:
    """Return what agrees, then what does not, then the points: "titles 100% alike, …; but …"."""
    agreeing, differing = statements(decision.evidence, one, other)
    words = ", ".join(agreeing) or "nothing in common"
    if differing:
        words += f"; but {', '.join(differing)}"
    limit = f"the same from {SAME_POINTS:g}, maybe from {MAYBE_POINTS:g}"
    return f"{words} ({decision.points:.1f} points; {limit})"


def statements(evidence: Evidence, one: Entry, other: Entry) -> tuple[list[str], list[str]]:
    """Return what supports that two entries are one reference and what contradicts it, by field."""
    found: list[tuple[bool, str]] = []
    if evidence.doi is not None:
        dois = " and ".join(sorted({one.doi, other.doi}))
        found.append(
            (evidence.doi, f"same DOI {one.doi}" if evidence.doi else f"different DOIs {dois}")
        )
    if evidence.identifier:
        found.append((True, f"same {in_words(evidence.identifier)}"))
    elif evidence.identifier is not None:
        found.append((False, "different PubMed numbers"))
    found += _title(evidence)
    if not evidence.notice:
        kinds = sorted(filter(None, (one.title.kind, other.title.kind)))
        found.append((False, f"one is {' and the other '.join(_NOTICES[k] for k in kinds)}"))
    if evidence.column:
        found.append((False, "a title that comes in every issue"))
    for kind, is_one in (("preprint", evidence.preprint), ("thesis", evidence.thesis)):
        if is_one:
            found.append((False, f"one is a {kind}"))
    if evidence.preprint or evidence.thesis:
        pass
    elif evidence.meeting:
        found.append((False, "one is an abstract in a supplement"))
    elif not evidence.kind:
        found.append((False, f"one is a {' and one a '.join(sorted((one.kind, other.kind)))}"))
    found += _names(evidence)
    if evidence.years is not None:
        years = " and ".join(sorted({str(one.year), str(other.year)}))
        found.append((evidence.years == 0, f"year {years}"))
    if evidence.journal is not None:
        same = evidence.journal >= 0.7
        found.append((same, "same journal" if same else f"{_quoted(one)} and {_quoted(other)}"))
    found += _numbers(evidence, one, other)
    if evidence.abstract is not None:
        found.append((evidence.abstract >= 75, f"abstracts {evidence.abstract:.0f}% alike"))
    return [text for agrees, text in found if agrees], [
        text for agrees, text in found if not agrees
    ]


def _title(evidence: Evidence) -> list[tuple[bool, str]]:
    """Return the statements about the titles: whether each supports the pair, and its words."""
    if evidence.alike is None:
        return []
    alike = int(evidence.alike)  # rounded down, so that only equal titles are 100% alike
    found = [(alike >= 82 or evidence.shortened, f"titles {alike}% alike")]
    if evidence.shortened:
        found = [(True, "one title is part of the other")]
    elif alike < 75 and same_place(evidence):
        found = [(True, "one place in the journal, so one title is a translation")]
    if not evidence.numbers:
        found.append((False, "numbered differently"))
    if evidence.contrast:
        found.append((False, "with opposite words"))
    elif evidence.reworded:
        found.append((False, "with different words"))
    return found


def _names(evidence: Evidence) -> list[tuple[bool, str]]:
    """Return the statement about the authors."""
    names = evidence.names
    if names is None:
        return []
    if names.namesake:
        return [(False, "one author of that surname with other initials")]
    if names.scripts and not names.found:
        return [(False, "authors in two scripts")]
    if not names.found:
        return [(False, "no author in common")]
    text = f"{names.found} of {names.lengths[0]} authors"
    return [(names.first or names.share >= 0.5, text)]


def _numbers(evidence: Evidence, one: Entry, other: Entry) -> list[tuple[bool, str]]:
    """Return the statements about volume, issue and pages."""
    found: list[tuple[bool, str]] = []
    if evidence.volume is not None:
        numbers = " and ".join(sorted({one.volume, other.volume}))
        found.append((evidence.volume, f"volume {numbers}"))
    if evidence.issue is not None:
        numbers = " and ".join(sorted({one.issue, other.issue}))
        found.append((evidence.issue, f"issue {numbers}"))
    if evidence.pages is not None and one.pages is not None and other.pages is not None:
        both = " and ".join(sorted({one.pages.text, other.pages.text}))
        found.append(
            (
                evidence.pages not in (volume_issue_pages.APART, volume_issue_pages.UNCLEAR),
                f"pages {both}",
            )
        )
    return found


def _quoted(entry: Entry) -> str:
    """Return the journal in quotation marks."""
    return f'"{entry.journal}"'
