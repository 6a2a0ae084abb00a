"""How many records were merged, as facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from honest_results.facts import Fact
from human_files.language.numbers import format_value

if TYPE_CHECKING:
    from human_files.language.labels import Labels
    from references.deduplication.merging import Deduplicated


def duplicate_facts(result: Deduplicated, labels: Labels) -> list[Fact]:
    """Return how many records were merged, as a number and as a phrase, and how many are left."""
    merged = len(result.merged)
    which = {0: "none", 1: "one"}.get(merged, "many")
    text = {
        language: words.format(n=format_value(merged, "count", language))
        for language, words in labels.by_language(f"literature.duplicates.{which}").items()
    }
    return [
        Fact("literature.duplicates.n", merged, "count"),
        Fact("literature.duplicates.phrase", which, "phrase", text=text),
        Fact("literature.unique.n", len(result.records), "count"),
        Fact("literature.undecided.n", len(result.undecided), "count"),
    ]
