"""The words of a report, in the person's language."""

from __future__ import annotations

from collections.abc import Iterator

from honest_results.verify.findings import KINDS, STATUSES, Kind, Status
from honest_results.verify.report_model import Compared, Verdict, Verification
from human_files.language.messages import message, template

#: In the words of the AEA's data editor.
_VERDICTS: dict[Verdict, str] = {
    "full": template("Full reproduction."),
    "minor": template("Full reproduction with minor issues."),
    "partial": template("Partial reproduction: see what differs."),
    "not_able": template("Not able to reproduce."),
}
_KINDS: dict[Kind, str] = {
    "fact": template("numbers by name (facts)"),
    "phrase": template("phrases and labels"),
    "verdict": template("verdicts on claims"),
    "cell": template("cells of tables"),
    "plotted": template("plotted values"),
    "number": template("numbers in texts"),
    "word": template("words in texts"),
    "alt": template("words of alternative texts"),
    "picture": template("pictures and pages"),
    "markup": template("styles, links, marks"),
    "value": template("other values"),
    "file": template("files, as a whole"),
    "entry": template("files of the deposit"),
}
_STATUSES: dict[Status, str] = {
    "same": template("same"),
    "minor": template("minor difference"),
    "different": template("different"),
    "missing": template("missing"),
    "extra": template("extra"),
}


def verdict_words(verdict: Verdict) -> str:
    """Return a verdict as a sentence."""
    return message(_VERDICTS[verdict])


def kind_words(kind: Kind) -> str:
    """Return what a kind of things is called."""
    return message(_KINDS[kind])


def status_words(status: Status) -> str:
    """Return what a status is called."""
    return message(_STATUSES[status])


def count_rows(compared: Compared) -> Iterator[list[str]]:
    """Yield the rows of a table of counts: kind, then the number of each status."""
    for kind in KINDS:
        counts = compared.counts.get(kind)
        if counts:
            yield [kind_words(kind), *(str(counts.get(status, 0)) for status in STATUSES)]


def count_header() -> list[str]:
    """Return the header of that table."""
    return [message("What"), *(status_words(status) for status in STATUSES)]


def difference_rows(compared: Compared) -> Iterator[list[str]]:
    """Yield the rows of a table of differences, side by side."""
    for one in compared.differences:
        place = f"{one.file}: {one.place}" if one.place else one.file
        what = f"{status_words(one.status)} ({kind_words(one.kind)})"
        yield [place, what, one.published, one.rebuilt, one.note]


def difference_header() -> list[str]:
    """Return the header of that table."""
    return [
        message("Where"),
        message("How"),
        message("Published"),
        message("Rebuilt"),
        message("Note"),
    ]


def about_rows(verification: Verification) -> Iterator[list[str]]:
    """Yield what was verified, row by row."""
    rebuilds = {
        "here": message("from the raw files, here"),
        "given": message("compared with results that were rebuilt elsewhere"),
        "failed": message("failed"),
        "not_tried": message("not tried: the raw files are not those of the data package"),
    }
    yield [message("Verified"), verification.deposit]
    yield [message("On"), verification.checked_on]
    if verification.deposit_sha256:
        yield [message("SHA-256 of the ZIP file"), verification.deposit_sha256]
    yield [
        message("SHA-256 of the manifest"),
        verification.manifest_sha256 or message("no manifest"),
    ]
    yield [message("Commit compared with"), verification.commit or message("none: not at hand")]
    yield [message("Raw files as described"), str(verification.raw_files)]
    yield [message("Rebuild"), rebuilds[verification.rebuild]]
    yield [message("Verified with"), f"Python {verification.python}, {verification.platform}"]


def title_of(compared: Compared) -> str:
    """Return the heading of what was compared."""
    titles = {
        "manifest": message("The deposit against its manifest"),
        "commit": message("Code and data against the commit"),
    }
    return titles.get(compared.name) or message("Results of {study}", study=compared.name)


def limits() -> list[str]:
    """Return what no verification of this kind can find."""
    return [
        message(
            "Whoever changes raw data, published results and manifest together, so that they fit, "
            "is not found by the files alone: compare the SHA-256 above with the one that the "
            "repository, the registry or the authors' commit has on record."
        ),
        message(
            "That raw data were collected as is said is not verified: only that the results follow "
            "from them."
        ),
    ]


def tolerance_rows(verification: Verification) -> Iterator[list[str]]:
    """Yield the tolerances, row by row."""
    for one in verification.tolerances:
        yield [one.kind, f"{one.relative:g}", f"{one.absolute:g}", one.why]


def tolerance_header() -> list[str]:
    """Return the header of that table."""
    return [message("Kind"), message("Relative"), message("Absolute"), message("Why")]


def environment_rows(compared: Compared) -> Iterator[list[str]]:
    """Yield the facts on the surroundings; those that differ are marked."""
    for one in compared.environment:
        mark = "" if one.published == one.rebuilt else message("differs, as it may")
        yield [one.name, one.published, one.rebuilt, mark]


def environment_header() -> list[str]:
    """Return the header of that table."""
    return ["", message("Published"), message("Rebuilt"), ""]
