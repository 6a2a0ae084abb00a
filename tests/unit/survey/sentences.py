"""Paragraphs of article and appendix with facts put in, to be read as a reader does."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from alianzas.survey.findings.finding_facts import finding_facts
from alianzas.survey.findings.hypotheses import Hypothesis
from honest_results.fact_merging import merge_facts
from honest_results.facts import Fact, write_facts
from honest_results.provenance import Source
from human_files.language.labels import Labels

ROOT = Path(__file__).parents[3]
WHEN = re.compile(r':::: \{when="([^"]*)"\}')
FACT = re.compile(r"\[([\w.-]+)\]\{\.fact( show=\"interval\")?\}")


def verdicts_on(tests: Sequence[Hypothesis], facts: Sequence[Fact], labels: Labels) -> list[Fact]:
    """Return the verdicts on the hypotheses that follow from some facts."""
    known = {
        fact.key: {"value": fact.value} | ({"interval": fact.interval} if fact.interval else {})
        for fact in facts
    }
    return finding_facts(tests, known, labels)


def said_of(
    facts: Sequence[Fact], openings: Mapping[str, tuple[str, ...]], folder: Path
) -> dict[str, str]:
    """Return, by language, the paragraphs that begin with the ``openings``, their facts printed.

    ``folder`` takes the file of facts. Every opening must begin just one paragraph, of those that are
    printed with these facts; one that no paragraph begins is left out (parts with ``when=``).
    """
    path = folder / "facts.json"
    write_facts(facts, path, rule="r", script="s", sources=[Source("f", "simulated")])
    merged = merge_facts([path], list(openings))
    return {language: _paragraphs(language, begin, merged) for language, begin in openings.items()}


def _printed_parts(text: str, facts: Mapping[str, Mapping] | None) -> list[str]:
    """Return the paragraphs whose condition, if they have one, is met; all of them without facts."""
    parts: list[list[str]] = [[]]
    met = True
    for line in text.split("\n"):
        fence = WHEN.match(line)
        if fence:
            key, _, code = fence[1].partition("=")
            met = facts is None or facts.get(key, {}).get("value") == code
        elif line.strip() == "::::":
            met = True
        if fence or line.startswith(":::") or not line.strip():
            parts.append([])
        elif met:
            parts[-1].append(line)
    return [" ".join(" ".join(part).split()) for part in parts if part]


def _paragraphs(language: str, openings: tuple[str, ...], facts: Mapping[str, Mapping]) -> str:
    text = "\n\n".join(
        (ROOT / f"manuscript/{name}.{language}.qmd").read_text(encoding="utf-8")
        for name in ("article", "appendix")
    )
    chosen = []
    for opening in openings:
        found = [p for p in _printed_parts(text, facts) if p.startswith(opening)]
        hidden = [p for p in _printed_parts(text, None) if p.startswith(opening)]
        assert len(found) == 1 or (not found and hidden)
        chosen += found

    def printed(match: re.Match[str]) -> str:
        fact = facts[match[1]]
        return fact["interval_text" if match[2] else "text"][language]

    said = FACT.sub(printed, " ".join(chosen))
    assert "{.fact" not in said
    return said
