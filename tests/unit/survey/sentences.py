"""Paragraphs of both articles with facts put in, to be read as a reader does."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from honest_results.fact_merging import merge_facts
from honest_results.facts import Fact, write_facts
from honest_results.provenance import Source

ROOT = Path(__file__).parents[3]
FACT = re.compile(r"\[([\w.-]+)\]\{\.fact( show=\"interval\")?\}")


def said_of(
    facts: Sequence[Fact], openings: Mapping[str, tuple[str, ...]], folder: Path
) -> dict[str, str]:
    """Return, by language, the paragraphs that begin with the ``openings``, their facts printed.

    ``folder`` takes the file of facts. Every opening must begin just one paragraph.
    """
    path = folder / "facts.json"
    write_facts(facts, path, rule="r", script="s", sources=[Source("f", "simulated")])
    merged = merge_facts([path], list(openings))
    return {language: _paragraphs(language, begin, merged) for language, begin in openings.items()}


def _paragraphs(language: str, openings: tuple[str, ...], facts: Mapping[str, Mapping]) -> str:
    text = (ROOT / f"manuscript/article.{language}.qmd").read_text(encoding="utf-8")
    paragraphs = [" ".join(part.split()) for part in text.split("\n\n")]
    chosen = [p for p in paragraphs if p.startswith(openings)]
    assert len(chosen) == len(openings)

    def printed(match: re.Match[str]) -> str:
        fact = facts[match[1]]
        return fact["interval_text" if match[2] else "text"][language]

    said = FACT.sub(printed, " ".join(chosen))
    assert "{.fact" not in said
    return said
