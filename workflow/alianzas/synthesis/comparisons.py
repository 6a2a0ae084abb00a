"""Phrases that compare our numbers with the published ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from honest_results.facts import Fact
from honest_results.provenance import Source, merge_sources

if TYPE_CHECKING:
    from human_files.language.labels import Labels


def compare_counts(facts: Mapping[str, Any], labels: Labels) -> list[Fact]:
    """Return how the numbers of studies, cases and firms compare with the published ones.

    Each fact is a phrase that fits between the two numbers: "is smaller than", "equals", "is larger
    than". It rests on the raw files behind the two numbers, not on all evidence.
    """
    pairs = {
        "synthesis.included_vs_published": ("literature.included.n", "claims.articles.n"),
        "synthesis.cases_vs_published": ("cases.n", "claims.cases.n"),
        "synthesis.firms_vs_published": ("survey.kept.n", "claims.firms.n"),
    }
    found = []
    for key, (ours, published) in pairs.items():
        if published not in facts or ours not in facts:  # other claims, or without the branch
            continue
        difference = facts[ours]["value"] - facts[published]["value"]
        word = "equal" if difference == 0 else "larger" if difference > 0 else "smaller"
        text = labels.by_language(f"synthesis.count.{word}")
        sources = merge_sources(_sources(facts[ours]), _sources(facts[published]))
        found.append(Fact(f"{key}.phrase", word, "phrase", text=text, sources=tuple(sources)))
    return found


def _sources(fact: Mapping[str, Any]) -> list[Source]:
    return [Source(source["file"], source["level"]) for source in fact["sources"]]
