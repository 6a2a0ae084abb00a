"""What a claim of the ledger says: published, found, judged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from honest_results.tracing.report import Report, Row


def claim_rows(claim: Mapping[str, Any], report: Report) -> list[Row]:
    """Return what was published, what was found, the rule, and the verdict."""
    word, language = report.word, report.language
    verdict = f"{word('verdict.' + claim['verdict'])}: {claim['reason'][language]}"
    return [
        (word("article"), f"{claim['article'][language]}, https://doi.org/{claim['doi']}"),
        (word("claim"), claim["text"][language]),
        (word("published"), claim["published"][language]),
        (word("found"), claim["found"][language]),
        (word("rule"), claim["rule_in_words"][language].replace("`", "")),
        (word("needs"), _needs(claim["needs"], report)),
        (word("verdict"), verdict),
        *((word("missing"), key) for key in claim["missing"]),
    ]


def _needs(needs: Mapping[str, Any], report: Report) -> str:
    """Return the provenance that a claim needs, in words."""
    levels = {name: report.word(f"level.{needs[name]}") for name in ("supported", "not_supported")}
    if needs["supported"] == needs["not_supported"]:
        return report.word("needs_one", level=levels["supported"])
    return report.word("needs_two", **levels)
