"""The README's references: the data it cites, the deposit itself, the software."""

from __future__ import annotations

from alianzas.deposit.deposited import Deposited
from alianzas.deposit.readme.words import listed


def cited(deposit: Deposited) -> list[str]:
    """Return the section; Pandoc puts the references that the text cites where ``refs`` is."""
    return [
        "## References",
        "",
        *(_of_deposit(deposit)),
        "",
        "::: {#refs}",
        ":::",
        "",
        "The documents' own references are in `manuscript/references.bib`. Software, with its "
        "versions, is named under *Software Requirements* "
        "(the packages that the programs import themselves) and in `requirements.lock` (all).",
        "",
    ]


def _of_deposit(deposit: Deposited) -> list[str]:
    """Return how each study's data and code are cited, as far as that is known."""
    lines = []
    for study in deposit.studies:
        authors = [author.name for author in study.article.authors]
        who = listed(authors) if authors else "[Authors not yet named]"
        archive = f" {study.deposit.archive}." if study.deposit.archive else ""
        doi = (
            f" https://doi.org/{study.deposit.doi}" if study.deposit.doi else " [DOI not yet known]"
        )
        lines.append(
            f"{who}. {deposit.date.year}. “Data and code for: {study.article.title.words('en')}” "
            f"(version {deposit.version}) [dataset].{archive}{doi}"
        )
        lines.append("")
    return lines
