"""What the analysis could not give, as facts that say why, so that every text finds what it names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from alianzas.cases.qca.fitted_models import Context
from alianzas.cases.qca.qca_analysis import (
    ALIKE,
    NOT_ASKED,
    SAME_OUTCOME,
    SIDES,
    TOO_FEW,
    Analysis,
)
from alianzas.cases.qca.solution_tables import SOLUTION_KINDS
from honest_results.design import Design
from honest_results.facts import Fact, Missing

#: Why there is no analysis → why its numbers are missing.
_WHY: dict[str, Missing] = {
    NOT_ASKED: "not_estimated",
    TOO_FEW: "few",
    SAME_OUTCOME: "one_outcome",
    ALIKE: "constant",
}
_NUMBERS = ("consistency", "pri", "coverage")
_STATEMENTS = ("necessity.statement", "statement", "robustness.statement")
_COUNTS = ("necessary.n", "disjunctions.n", "untenable.n")
#: The thresholds and the outcome, which a study that asks for no analysis does not set.
_CUTS = ("cut.cases", "cut.consistency", "cut.pri")
_NECESSITY = ("necessity.consistency", "necessity.coverage", "necessity.relevance")
CONSTANT, UNKNOWN = "constant", "unknown"


def absent_facts(
    facts: Sequence[Fact], analysis: Analysis, conditions: Sequence[str], context: Context
) -> list[Fact]:
    """Return what ``facts`` lack: thresholds, sentences, roles and fits, for both sides.

    A sentence without an analysis gives the reason, which is the one of ``cases.qca.statement``.

    The role of a condition is constant where it does not tell the cases apart, and unknown where it
    was not analysed; ``conditions`` are those that a text may name.
    """
    there = {fact.key for fact in facts}
    (reason,) = (fact for fact in facts if fact.key == "cases.qca.statement")
    found = [*_frame(reason, analysis), *_all(analysis, conditions, context)]
    return [fact for fact in found if fact.key not in there]


def _frame(reason: Fact, analysis: Analysis) -> Iterator[Fact]:
    """Yield thresholds, counts and sentences without a value."""
    why = _WHY.get(analysis.limitation or "", "not_estimated")
    for name in (*_CUTS, *_NECESSITY):
        address = name.replace("cut.", "cuts.")
        yield Fact(
            f"cases.qca.{name}",
            None,
            "number",
            missing="not_estimated",
            design=Design(f"cases.qca.{address}"),
        )
    for side in SIDES:
        for name in _COUNTS:
            yield Fact(f"cases.qca.{side}.{name}", None, "count", missing=why)
        for name in _STATEMENTS:
            yield replace(reason, key=f"cases.qca.{side}.{name}")


def _all(analysis: Analysis, conditions: Sequence[str], context: Context) -> Iterator[Fact]:
    """Yield each role and each fit without a value."""
    why = _WHY.get(analysis.limitation or "", "not_estimated")
    for side in SIDES:
        for kind in SOLUTION_KINDS:
            stem = f"cases.qca.{side}.{kind}"
            for name in conditions:
                role = CONSTANT if name in analysis.constant else UNKNOWN
                text = dict(context.labels.by_language(f"cases.qca.role.{role}"))
                absent = Fact("cases.qca.role", role, "label", text=text)
                yield replace(absent, key=f"{stem}.condition.{name}")
            for name in _NUMBERS:
                yield Fact(f"{stem}.{name}", None, "number", missing=why)
