"""A gap, as a phrase, and the sentence about all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from alianzas.sentences import Texts, join_parts, join_sentences, number_of, sentence
from honest_results.facts import Fact

if TYPE_CHECKING:
    from alianzas.config.codebook import Code
    from human_files.language.labels import Labels


class Gap(NamedTuple):
    """An empty cell: its map, its two codes with their studies, and the expected number."""

    map: str
    row: Code
    column: Code
    row_records: Sequence[str]
    column_records: Sequence[str]
    expected: float


def gap_words(gap: Gap, labels: Labels) -> Texts:
    """Return a gap as a phrase, by language."""
    return sentence(
        f"literature.gap.{gap.map}", labels, row=gap.row.nouns(), column=gap.column.nouns()
    )


def gaps_fact(gaps: Mapping[str, Sequence[Gap]], least: int, labels: Labels) -> Fact:
    """Return the fact ``literature.gaps.statement``; its value is "some" or "none"."""
    studies = number_of("literature.studies", labels, least)
    there = {name: found for name, found in gaps.items() if found}
    if not there:
        text = sentence("literature.gaps.none", labels, least=studies)
        return Fact("literature.gaps.statement", "none", "phrase", text=text)
    total = sum(len(found) for found in there.values())
    parts = [
        sentence(f"literature.gaps.of.{name}", labels, n=len(found))
        for name, found in there.items()
    ]
    firsts = [gap_words(found[0], labels) for found in there.values()]
    if total > 1:
        firsts = [sentence("literature.gaps.begins", labels, gap=gap) for gap in firsts]
    form = "one_map" if len(there) == 1 else "maps"
    said = [
        number_of(f"literature.gaps.{form}", labels, total, least=studies, parts=join_parts(parts)),
        sentence(
            f"literature.gaps.first.{'many' if total > 1 else 'one'}",
            labels,
            gaps=join_parts(firsts),
        ),
    ]
    return Fact("literature.gaps.statement", "some", "phrase", text=join_sentences(said))
