"""What a claim of the ledger says: published, found, judged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from honest_results.tracing.report import Report, Row


def claim_rows(claim: Mapping[str, Any], report: Report) -> list[Row]:
    """Return what was published, the verdict, where both are written, and what each strand says."""
    word, language = report.word, report.language
    verdict = f"{word('verdict.' + claim['verdict'])}: {claim['reason'][language]}"
    return [
        (word("article"), f"{claim['article'][language]}, https://doi.org/{claim['doi']}"),
        (word("claim"), claim["text"][language]),
        (word("published"), claim["published"][language]),
        (word("verdict"), verdict),
        (word("written"), _line(claim["file"], claim["line"], report)),
        (word("decided"), _line(claim["decided_in"], claim["decided_line"], report)),
        (word("rule"), claim["rule_in_words"][language].replace("`", "")),
        (word("refuted"), claim["refuted_by"][language].replace("`", "")),
        (word("needs"), _needs(claim["needs"], report)),
        *((word("strand"), _strand(strand, report)) for strand in claim["strands"]),
        *((word("missing"), key) for key in claim["missing"]),
    ]


def _line(file: str, line: int | None, report: Report) -> str:
    """Return a place in a configuration file."""
    return report.word("line", file=file, lines=str(line)) if line is not None else file


def _strand(strand: Mapping[str, Any], report: Report) -> str:
    """Return what a strand says, of what level its data are, and whether it counts."""
    language = report.language
    level = report.word(f"level.{strand['level']}") if strand["level"] else "—"
    return (
        f"{strand['label'][language]} [{level}; {report.word('says.' + strand['direction'])}]: "
        f"{strand['found'][language]} {strand['why'][language]}".replace("`", "")
    )


def _needs(needs: Mapping[str, Any], report: Report) -> str:
    """Return the provenance that a claim needs, in words."""
    levels = {name: report.word(f"level.{needs[name]}") for name in ("supported", "not_supported")}
    if needs["supported"] == needs["not_supported"]:
        return report.word("needs_one", level=levels["supported"])
    return report.word("needs_two", **levels)
