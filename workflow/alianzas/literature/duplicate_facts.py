"""How many records were merged, as facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from honest_results.facts import Fact
from human_files.language.numbers import format_value
from references.deduplication.undecided_pairs import ONE_STUDY

if TYPE_CHECKING:
    from human_files.language.labels import Labels
    from references.deduplication.merging import Deduplicated


def duplicate_facts(result: Deduplicated, labels: Labels) -> list[Fact]:
    """Return how many records were merged, as a number and as a phrase, how many are left, and how
    many pairs of them are undecided or report one study."""
    merged = len(result.merged)
    which = {0: "none", 1: "one"}.get(merged, "many")
    text = {
        language: words.format(n=format_value(merged, "count", language))
        for language, words in labels.by_language(f"literature.duplicates.{which}").items()
    }
    # What is taken for reports of one study is listed for a person, but not left undecided.
    one_study = result.undecided["reason"].str.startswith(ONE_STUDY)
    return [
        Fact("literature.duplicates.n", merged, "count"),
        Fact("literature.duplicates.phrase", which, "phrase", text=text),
        Fact("literature.unique.n", len(result.records), "count"),
        Fact("literature.undecided.n", int((~one_study).sum()), "count"),
        Fact("literature.versions.n", len(result.versions), "count"),
    ]
