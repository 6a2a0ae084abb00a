"""What the tests of comparisons share: the findings of one comparison, in short."""

from __future__ import annotations

from collections.abc import Callable

from honest_results.verify.findings import FileFindings, Findings


def listed(compare: Callable[[FileFindings], object]) -> list[tuple[str, str, str]]:
    """Return status, kind and place of everything that a comparison tells."""
    return [(one.status, one.kind, one.place) for one in findings(compare).listed]


def findings(compare: Callable[[FileFindings], object]) -> Findings:
    """Return what a comparison finds."""
    found = Findings()
    compare(FileFindings(found, "file"))
    return found
