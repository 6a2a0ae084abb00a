"""Paragraphs of article and appendix with facts put in, to be read as a reader does."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from alianzas.config.study_files import load_study
from alianzas.survey.findings.finding_facts import finding_facts
from alianzas.survey.findings.hypotheses import Hypothesis
from alianzas.synthesis.settled_facts import settled_facts
from honest_results.documents.conditions import keys_of
from honest_results.documents.parts import parts, visible
from honest_results.documents.texts import read_text
from honest_results.fact_merging import merge_facts
from honest_results.facts import Fact, write_facts
from honest_results.provenance import Source
from human_files.language.labels import Labels

ROOT = Path(__file__).parents[3]
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


def _text(language: str, facts: Mapping[str, Mapping] | None) -> list[str]:
    """Return the paragraphs of Ecuador's texts that hold with these facts; without facts, all."""
    texts = [read_text("ecuador", name, language, ROOT) for name in ("article", "appendix")]
    if facts is not None:
        known = {**settled_facts(load_study("ecuador", ROOT), ROOT), **facts}
        # A part on what these facts do not tell is not what is read here.
        open_ones = {key for one in texts for part in parts(one) for key in keys_of(part.words)}
        known |= {key: {"value": None} for key in open_ones - {*known}}
        texts = [visible(text, known) for text in texts]
    stretches = re.split(r"\n(?:\s*\n|:{3,}.*\n)+", "\n\n".join(text.text for text in texts))
    return [" ".join(stretch.split()) for stretch in stretches if stretch.strip()]


def _paragraphs(language: str, openings: tuple[str, ...], facts: Mapping[str, Mapping]) -> str:
    shown, every = _text(language, facts), _text(language, None)
    chosen = []
    for opening in openings:
        found = [p for p in shown if p.startswith(opening)]
        hidden = [p for p in every if p.startswith(opening)]
        assert len(found) == 1 or (not found and hidden)
        chosen += found

    def printed(match: re.Match[str]) -> str:
        fact = facts[match[1]]
        return fact["interval_text" if match[2] else "text"][language]

    said = FACT.sub(printed, " ".join(chosen))
    assert "{.fact" not in said
    return said
