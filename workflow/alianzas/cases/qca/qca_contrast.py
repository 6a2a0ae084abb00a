"""Two conditions set against each other by their part in success and in failure.

The rule, for sufficiency and for necessity apart. A condition speaks for success if its presence is
part of success, or its absence part of failure, and nothing says the reverse; against success if it is
the other way round; otherwise it says nothing. The condition that speaks more for success is ahead.

Part by sufficiency: a core condition (Fiss, 2011), one of the enhanced parsimonious solution, in every
model of it; core conditions rest on no directional expectation, so that no theory is confirmed by what
it made the analysis assume. Part by necessity: a necessary condition by all its thresholds. Success and
failure enter alike, and so do the two conditions: whoever swaps either gets the mirrored result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alianzas.cases.case_contrasts import COMPARED
from alianzas.cases.qca.qca_analysis import (
    ALIKE,
    ENHANCED_PARSIMONIOUS,
    OUTCOME,
    Analysis,
    SideResult,
)
from alianzas.sentences import Texts, join_parts, sentence
from honest_results.facts import Fact
from human_files.language.current import current_languages
from qca.terms import ANY

if TYPE_CHECKING:
    from alianzas.cases.qca.fitted_models import Context

FIRST, SECOND, BOTH, NEITHER = "first", "second", "both", "neither"
CONSTANT, UNKNOWN = "constant", "unknown"
SUFFICIENCY, NECESSITY = "sufficiency", "necessity"


def contrast_verdicts(analysis: Analysis, first: str, second: str) -> dict[str, str]:
    """Return by sufficiency and by necessity which of two conditions is ahead.

    Codes: first, second; both (alike, and in the same direction), neither (both say nothing),
    constant (one of them does not tell the cases apart), unknown (nothing was analysed, or without
    one of them).
    """
    if not analysis.sides and analysis.limitation != ALIKE:
        return dict.fromkeys((SUFFICIENCY, NECESSITY), UNKNOWN)
    known = {*analysis.sets.conditions, *analysis.constant}
    if first not in known or second not in known:
        return dict.fromkeys((SUFFICIENCY, NECESSITY), UNKNOWN)
    if first in analysis.constant or second in analysis.constant:
        return dict.fromkeys((SUFFICIENCY, NECESSITY), CONSTANT)
    verdicts = {}
    for kind in (SUFFICIENCY, NECESSITY):
        one, other = (_direction(kind, name, analysis) for name in (first, second))
        if one == other:
            verdicts[kind] = BOTH if one else NEITHER
        else:
            verdicts[kind] = FIRST if one > other else SECOND
    return verdicts


def contrast_phrases(analysis: Analysis | None, outcome: str, context: Context) -> list[Fact]:
    """Return the facts ``cases.qca.contrast.<pair>.<kind>.phrase`` of the pairs that are compared.

    They are there whatever was analysed: unknown without an ``analysis``, and for one of another
    outcome than ``outcome``.
    """
    facts = []
    for name, (first, second) in COMPARED.items():
        verdicts = dict.fromkeys((SUFFICIENCY, NECESSITY), UNKNOWN)
        if analysis is not None and analysis.sets.outcome_name == outcome:
            verdicts = contrast_verdicts(analysis, first, second)
        for kind, verdict in verdicts.items():
            key = f"cases.qca.contrast.{name}.{kind}.phrase"
            text = _words(kind, verdict, (first, second), analysis, context)
            facts.append(Fact(key, verdict, "phrase", text=text))
    return facts


def _direction(kind: str, name: str, analysis: Analysis) -> int:
    """Return whether a condition speaks for success (1), against it (-1) or says nothing (0)."""
    place = analysis.sets.conditions.index(name)
    said = set()
    for side in analysis.sides:
        sign = 1 if side.name == OUTCOME else -1
        digits = _core_digits(side, place) if kind == SUFFICIENCY else _needed(side, place)
        said |= {sign if digit else -sign for digit in digits}
    return said.pop() if len(said) == 1 else 0


def _core_digits(side: SideResult, place: int) -> set[int]:
    """Return how a condition is part of the core: present (1), absent (0), in every model alike."""
    solution = side.solutions[ENHANCED_PARSIMONIOUS]
    found = [{term[place] for term in model.terms} - {ANY} for model in solution.models]
    alike = solution.complete and all(digits == found[0] for digits in found)
    return found[0] if found and alike else set()


def _needed(side: SideResult, place: int) -> set[int]:
    """Return whether a condition is necessary present (1) or absent (0)."""
    return {one.term[place] for one in side.necessary} - {ANY}


def _words(
    kind: str, verdict: str, pair: tuple[str, str], analysis: Analysis | None, context: Context
) -> Texts:
    """Return the sentence about a verdict; none where necessity tells neither condition apart."""
    if verdict == UNKNOWN or analysis is None:
        return dict(context.labels.by_language(f"cases.qca.contrast.{UNKNOWN}"))
    first, second = (context.nouns[name] for name in pair)
    if verdict == CONSTANT:
        joined = join_parts([context.nouns[name] for name in pair if name in analysis.constant])
        return sentence(f"cases.qca.contrast.{CONSTANT}", context.labels, names=joined)
    if (kind, verdict) == (NECESSITY, NEITHER):  # nothing to say beside what suffices
        return dict.fromkeys(current_languages(), "")
    ahead, behind = (second, first) if verdict == SECOND else (first, second)
    form = "ahead" if verdict in (FIRST, SECOND) else verdict
    return sentence(
        f"cases.qca.contrast.{kind}.{form}",
        context.labels,
        ahead=ahead,
        behind=behind,
        outcome=context.nouns[analysis.sets.outcome_name],
    )
