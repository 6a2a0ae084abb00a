"""The facts that settle what a comparison is of: its studies, and which of them have what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from alianzas.pooled.families import FAMILIES
from alianzas.pooled.members import countries_of
from alianzas.sentences import join_parts
from honest_results.facts import Fact
from human_files.language.labels import Labels


def comparison_facts(
    settings: Mapping[str, Mapping[str, Any]], having: Mapping[str, Sequence[str]], labels: Labels
) -> list[Fact]:
    """Return the facts ``pooled.studies.…`` and ``pooled.<family>.studies``.

    ``settings`` and ``having``: of each study, and which studies have outcomes of each family.
    """
    countries = join_parts([*countries_of(settings).values()])
    found = [
        Fact("pooled.studies.n", len(settings), "count"),
        Fact("pooled.studies.phrase", " ".join(settings), "phrase", text=countries),
    ]
    for family, studies in having.items():
        state = how_many_have(studies)
        text = labels.by_language(f"pooled.have.{state}")
        found.append(Fact(f"pooled.{family}.studies", state, "phrase", text=text))
    return found


def how_many_have(studies: Sequence[str]) -> str:
    """Return "none", "one" or "several"."""
    return ("none", "one")[len(studies)] if len(studies) < 2 else "several"


def every_part() -> dict[str, dict[str, str]]:
    """Return the values, as :func:`comparison_facts` has them, of studies that have everything."""
    names = [*(family.name for family in FAMILIES), "surveys"]
    return {f"pooled.{name}.studies": {"value": "several"} for name in names}


def title_page_of(settings: Mapping[str, Mapping[str, Any]], labels: Labels) -> dict[str, Any]:
    """Return the title page of the document: countries in the title, all studies' authors."""
    countries = join_parts([*countries_of(settings).values()])
    authors = {
        author["name"]: author for own in settings.values() for author in own["article"]["authors"]
    }
    keywords = ("alliances", "businesses", "comparison", "meta_analysis")

    def titled(key: str) -> dict[str, str]:
        return {
            language: words.format(countries=countries[language])
            for language, words in labels.by_language(key).items()
        }

    return {
        "title": titled("pooled.title"),
        "short_title": titled("pooled.short_title"),
        "authors": [*authors.values()],
        "keywords": {word: labels.by_language(f"pooled.keyword.{word}") for word in keywords},
    }
