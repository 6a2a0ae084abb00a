"""A CODECHECK certificate, filled in as far as a program can: a person has to sign it.

See https://codecheck.org.uk/spec/config/1.0/. It is in English, as CODECHECK's register is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from honest_results.verify.report_model import Verdict, Verification

_SPECIFICATION = "https://codecheck.org.uk/spec/config/1.0/"
_SUMMARIES: dict[Verdict, str] = {
    "full": "Everything that was published was rebuilt from the raw files.",
    "minor": "Everything that was published was rebuilt from the raw files, with minor differences.",
    "partial": "Only a part of what was published was rebuilt from the raw files as it is.",
    "not_able": "What was published could not be rebuilt from the raw files.",
}
#: What a checker has to fill in.
OPEN = "TO BE FILLED IN BY THE CODECHECKER"
#: The files that a certificate names: documents and what they print.
_NAMED = (".html", ".pdf", ".docx", "facts.json", "claims.json")


@dataclass(frozen=True)
class Paper:
    """What a certificate says about the article.

    ``authors`` have ``name`` and perhaps ``ORCID``; ``reference`` is its address, "" if not known.
    """

    title: str
    authors: list[dict[str, str]]
    reference: str = ""
    repository: str = ""


def codecheck(verification: Verification, paper: Paper) -> str:
    """Return ``codecheck.yml``; what only the checker knows says so."""
    content: dict[str, Any] = {
        "version": _SPECIFICATION,
        "paper": {
            "title": paper.title,
            "authors": paper.authors or [{"name": OPEN}],
            "reference": paper.reference or OPEN,
        },
        "manifest": [
            {"file": file, "comment": f"{status} ({study})"}
            for study, file, status in _files(verification)
        ],
        "codechecker": [{"name": OPEN, "ORCID": OPEN}],
        "summary": _summary(verification),
        "repository": paper.repository or OPEN,
        "check_time": f"{verification.checked_on}T00:00:00",
        "certificate": OPEN,
        "report": OPEN,
    }
    return "---\n" + yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100)


def certificate(verification: Verification, paper: Paper) -> str:
    """Return the text of a certificate, in the order of CODECHECK's template."""
    people = ", ".join(author["name"] for author in paper.authors) or OPEN
    lines = [
        "# CODECHECK certificate",
        "",
        f"Certificate number: {OPEN}",
        "",
        "| Item | Value |",
        "|---|---|",
        f"| Title | {paper.title} |",
        f"| Authors | {people} |",
        f"| Reference | {paper.reference or OPEN} |",
        f"| Codechecker | {OPEN} |",
        f"| Date of check | {verification.checked_on} |",
        f"| Repository | {paper.repository or OPEN} |",
        f"| SHA-256 of the manifest | {verification.manifest_sha256 or 'no manifest'} |",
        "",
        "## Summary",
        "",
        _summary(verification),
        "",
        "## What was checked",
        "",
        "| File | Outcome | Study |",
        "|---|---|---|",
        *(f"| {file} | {status} | {study} |" for study, file, status in _files(verification)),
        "",
        "All other files, side by side where they differ, are in report.html.",
        "",
        "## How",
        "",
        f"`alianzas verify` with Python {verification.python} on {verification.platform}: checksums, "
        "then a rebuild from the raw files, then a comparison of what was published with what was "
        "rebuilt, with the tolerances that the report states.",
        "",
        "## Codechecker's notes",
        "",
        OPEN,
        "",
        "## Signature",
        "",
        OPEN,
    ]
    return "\n".join(lines) + "\n"


def _summary(verification: Verification) -> str:
    """Return the outcome in a sentence, with its numbers."""
    same = apart = 0
    for compared in verification.studies:
        for counts in compared.counts.values():
            same += counts.get("same", 0)
            apart += sum(number for status, number in counts.items() if status != "same")
    return f"{_SUMMARIES[verification.verdict]} Same: {same}; not the same: {apart}."


def _files(verification: Verification) -> list[tuple[str, str, str]]:
    """Return study, file and outcome of what a certificate names."""
    return [
        (study.name, f"{study.name}/{file}", status)
        for study in verification.studies
        for file, status in study.files.items()
        if file.endswith(_NAMED) and file.count("/") == 0
    ]
