"""What the tests of comparisons share: the findings of one comparison, in short."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from honest_results.verify.findings import FileFindings, Findings

VERSIONS = {"3.11.7", "3.13.0"}


def possible(key: str, value: object, facts: object) -> list[dict[str, str]] | None:
    """Return the words of a version that a build may have."""
    return [{"en": str(value)}] if value in VERSIONS else None


def works() -> Findings:
    """Find something."""
    found = Findings()
    FileFindings(found, "a").same("cell", 3)
    return found


def hangs() -> Findings:
    """Come to no end."""
    time.sleep(60)
    return Findings()


def dies() -> Findings:
    """End the process, as a damaged file can."""
    os._exit(139)


def eats() -> Findings:
    """Take more memory than there is to have."""
    return Findings(uncompared=["x" * 3 * 1024**3])


def listed(compare: Callable[[FileFindings], object]) -> list[tuple[str, str, str]]:
    """Return status, kind and place of everything that a comparison tells."""
    return [(one.status, one.kind, one.place) for one in findings(compare).listed]


def findings(compare: Callable[[FileFindings], object]) -> Findings:
    """Return what a comparison finds."""
    found = Findings()
    compare(FileFindings(found, "file"))
    return found
