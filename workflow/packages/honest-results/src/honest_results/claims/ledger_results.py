"""The ledger as results of the article: its table, and its facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from honest_results.claims.ledger import Entry
from honest_results.claims.verdict_sentences import Judged, verdict_statement
from honest_results.claims.verdicts import CAUSES, VERDICTS
from honest_results.design import Design
from honest_results.facts import Fact
from honest_results.provenance import weakest
from honest_results.tables import Column, Table
from human_files.language.current import current_languages, in_first_language
from human_files.language.lists import join_words
from human_files.language.numbers import format_value

if TYPE_CHECKING:
    from human_files.language.labels import Labels


def claims_table(entries: Sequence[Entry]) -> Table:
    """Return the ledger as a table: one row per claim, grouped by article.

    A claim is named in it; the page of the ledger has the whole sentence. The CSV has the texts in
    English.
    """
    import pandas as pd

    texts: dict[str, Mapping[str, str]] = {}

    def cell(text: Mapping[str, str]) -> str:
        texts[in_first_language(text)] = text
        return in_first_language(text)

    columns = ("claim", "published", "found", "verdict", "reason")
    frame = pd.DataFrame(
        [
            {
                "article": cell(entry.article.name.by_language()),
                "claim": cell(_capital(entry.claim.name.by_language())),
                "published": cell(entry.published),
                "found": cell(entry.found),
                "verdict": f"claims.verdict.{entry.ruling.verdict}",
                "reason": cell(entry.reason),
            }
            for entry in entries
        ],
        columns=["article", *columns],
    )
    return Table(
        "claims",
        frame,
        [Column(name, f"claims.column.{name}", "label") for name in columns],
        notes=["claims.note.table"],
        labels=texts,
        group="article",
        levels=_levels(entries),
    )


def _levels(entries: Sequence[Entry]) -> dict[str, list[str]]:
    """Return the level of each cell: what was published rests on no data of the study."""
    found = [
        weakest(strand.level for strand in entry.ruling.strands if strand.level)
        for entry in entries
    ]
    decided = [entry.ruling.level or "observed" for entry in entries]
    settings = ["observed"] * len(entries)
    return {
        "claim": settings,
        "published": settings,
        "found": found,
        "verdict": decided,
        "reason": decided,
    }


def _capital(text: Mapping[str, str]) -> dict[str, str]:
    """Return words with a capital first letter, in each language."""
    return {language: words[:1].upper() + words[1:] for language, words in text.items()}


def claims_facts(entries: Sequence[Entry], labels: Labels) -> list[Fact]:
    """Return how many claims have each verdict, and which; and why others cannot be tested.

    ``synthesis.claims.state`` is "none" for a study without a ledger. ``synthesis.claims.statement``
    tells all verdicts in a sentence. ``….<verdict>.phrase`` reads
    "2 (this, and that)" or "none".
    """
    state = "shown" if entries else "none"
    causes = Counter(entry.ruling.grounds for entry in entries)
    place = Design("claims", entries[0].place[0]) if entries else Design("synthesis.claims")
    facts = [
        Fact("synthesis.claims.n", len(entries), "count", design=place),
        Fact(
            "synthesis.claims.state",
            state,
            "phrase",
            text=labels.by_language(f"claims.state.{state}"),
            design=Design("synthesis.claims"),
        ),
        Fact(
            "synthesis.claims.statement",
            state,
            "phrase",
            text=verdict_statement(
                [Judged(entry.claim.name.by_language(), entry.ruling) for entry in entries],
                "claims",
                labels,
            )
            if entries
            else labels.by_language("claims.verdicts.no_ledger"),
        ),
        *(
            Fact(f"synthesis.claims.cause.{name}.n", causes[name], "count", n=len(entries))
            for name in CAUSES
        ),
    ]
    for verdict in VERDICTS:
        found = [entry for entry in entries if entry.ruling.verdict == verdict]
        key = f"synthesis.claims.{verdict}"
        facts.append(Fact(f"{key}.n", len(found), "count", n=len(entries)))
        ids = " ".join(entry.claim.id for entry in found) or "none"
        facts.append(Fact(f"{key}.phrase", ids, "phrase", text=_counted(found, labels)))
    for entry in entries:
        verdict = entry.ruling.verdict
        facts.append(
            Fact(
                f"synthesis.claims.{entry.claim.id}.verdict",
                verdict,
                "phrase",
                text=labels.by_language(f"claims.verdict.{verdict}"),
                sources=entry.sources,
            )
        )
    return facts


def _counted(entries: Sequence[Entry], labels: Labels) -> dict[str, str]:
    """Return the number and the names of claims, in each language."""
    if not entries:
        return dict(labels.by_language("claims.no_claim"))
    words = {}
    for language in current_languages():
        number = format_value(len(entries), "count", language)
        names = join_words([entry.claim.name.words(language) for entry in entries], language)
        words[language] = f"{number} ({names})"
    return words
