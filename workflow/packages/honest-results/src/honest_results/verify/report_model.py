"""A verification as JSON for other programs: ``verification/report.json``.

The models give its JSON Schema, ``config/schemas/verification.json``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from honest_results.verify.findings import Findings, Kind, Status
from honest_results.verify.tolerances import TOLERANCES
from human_files.language.messages import message
from human_files.settings import Settings

Verdict = Literal["full", "minor", "partial", "not_able"]
#: Exit codes of ``verify``; 2 is also that of a command line that is not understood.
EXIT_CODES: dict[Verdict, int] = {"full": 0, "partial": 1, "not_able": 2, "minor": 3}
Rebuild = Literal["here", "given", "failed", "not_tried"]


class Difference(Settings):
    """One thing that is not the same."""

    status: Status = Field(
        description="minor, different, missing (only rebuilt) or extra (only published)."
    )
    kind: Kind = Field(description="What it is.")
    file: str = Field(description="The file, from the top of the results or of the deposit.")
    place: str = Field(description="Where in the file; empty for the file itself.")
    published: str = Field(description="What was published; of a text, the part between ⟪ ⟫.")
    rebuilt: str = Field(description="What was rebuilt, or what the file has to be.")
    note: str = Field(description="What else can be said, in the language of the terminal.")


class Surrounding(Settings):
    """A fact about software, commit or dates, which is no reason to fail."""

    name: str
    published: str
    rebuilt: str


class Compared(Settings):
    """A study's published results against the rebuilt ones; or a deposit against its manifest."""

    name: str = Field(description="The study; or what the files were compared with.")
    counts: dict[Kind, dict[Status, int]] = Field(
        description="How many things of each kind have each status."
    )
    differences: list[Difference] = Field(description="Everything that is not the same.")
    unlisted: int = Field(
        description="How many differences more there are: of one file, 200 are listed."
    )
    environment: list[Surrounding]
    uncompared: list[str] = Field(description="What could not be compared, and why.")
    files: dict[str, Status] = Field(description="The most serious status in each file.")


class AllowedDifference(Settings):
    """How far two numbers of a kind may differ and be the same."""

    kind: str
    relative: float = Field(description="Share of the larger number.")
    absolute: float
    why: str


class Verification(Settings):
    """What `alianzas verify` found."""

    verdict: Verdict = Field(description="full, minor (full with minor issues), partial, not_able.")
    sentence: str = Field(description="The verdict in the words of the AEA's data editor.")
    deposit: str = Field(description="What was verified, as it was named.")
    checked_on: str = Field(description="Day of the verification (UTC).")
    deposit_sha256: str | None = Field(description="Of the ZIP file; null for a folder.")
    manifest_sha256: str | None = Field(
        description="Of the manifest itself: to be compared with what the repository that keeps the "
        "deposit says. Null where there is none."
    )
    commit: str | None = Field(description="The commit that it was compared with.")
    python: str = Field(description="Version of the Python that verified.")
    platform: str = Field(description="System and processor that verified.")
    manifest: Compared | None = Field(description="Every file against its SHA-256.")
    source: Compared | None = Field(description="Code and data against the commit.")
    raw_files: int = Field(description="Raw files that are as their data package says.")
    raw_problems: list[str] = Field(description="What is wrong with raw files.")
    rebuild: Rebuild = Field(
        description="here (from the raw files), given (results built elsewhere), failed, not_tried."
    )
    studies: list[Compared]
    tolerances: list[AllowedDifference]

    def compared(self) -> list[Compared]:
        """Return everything that was compared."""
        return [*filter(None, (self.manifest, self.source)), *self.studies]


def as_compared(name: str, findings: Findings) -> Compared:
    """Return findings as a report has them."""
    listed = [Difference(**vars(finding)) for finding in findings.listed]
    apart = sum(findings.total(status) for status in ("minor", "different", "missing", "extra"))
    return Compared(
        name=name,
        counts={kind: dict(counter) for kind, counter in findings.counts.items()},
        differences=listed,
        unlisted=max(0, apart - len(listed)),
        environment=[
            Surrounding(name=key, published=one, rebuilt=two)
            for key, one, two in findings.environment
        ],
        uncompared=findings.uncompared,
        files=dict(sorted(findings.files.items())),
    )


def judge(compared: Sequence[Compared], rebuild: Rebuild, raw_problems: Sequence[str]) -> Verdict:
    """Return the verdict on everything that was compared."""
    if raw_problems or rebuild in ("failed", "not_tried"):
        return "not_able"
    found = {
        status
        for one in compared
        for counts in one.counts.values()
        for status, number in counts.items()
        if number
    }
    if "same" not in found:
        return "not_able"
    if found & {"different", "missing", "extra"}:
        return "partial"
    return "minor" if "minor" in found else "full"


def tolerances() -> list[AllowedDifference]:
    """Return the tolerances, with the reasons in the person's language."""
    return [
        AllowedDifference(
            kind=kind,
            relative=allowed.relative,
            absolute=allowed.absolute,
            why=message(allowed.why),
        )
        for kind, allowed in TOLERANCES.items()
    ]
