"""From what a rule finds to a verdict: only data of sufficient provenance may decide.

The level is that of the facts, which have it from the raw files behind them. Data below the level
that a claim needs make it "not testable here", whatever the numbers, which are not even looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from honest_results.claims.claim_models import Needs
from honest_results.claims.rule_findings import Facts, Values, judge
from honest_results.claims.rule_models import AllOf, AnyOf, keys_of
from honest_results.provenance import LEVELS, weakest

Verdict = Literal["supported", "not_supported", "inconclusive", "not_testable"]
VERDICTS: tuple[Verdict, ...] = ("supported", "not_supported", "inconclusive", "not_testable")


@dataclass(frozen=True)
class Ruling:
    """A verdict with its grounds.

    ``keys`` are the facts it rests on and ``level`` is their weakest (None where a fact does not
    exist). ``reason`` is what the rule found, or why it could not decide: ``provenance`` (the data
    are below any level that may decide), ``one_sided`` (they may decide, but not in the direction
    they point), ``missing`` (a fact is empty), ``absent`` (it does not exist), ``material`` (it is
    about material of another study). ``parts`` are those of `all` and `any`.
    """

    rule: Any
    verdict: Verdict
    reason: str
    keys: tuple[str, ...]
    level: str | None
    parts: tuple[Ruling, ...] = ()


def weigh(rule: Any, facts: Facts, values: Values, needs: Needs) -> Ruling:
    """Give the verdict on one rule.

    Parameters
    ----------
    rule : Rule
        One of :mod:`honest_results.claims.rule_models`.
    facts : mapping of str to mapping
        Merged facts by key, with ``value``, ``kind``, ``level`` and perhaps ``interval``.
    values : mapping of str to float
        The claim's published numbers by name.
    needs : Needs
        The weakest provenance that may speak for the claim, and against it.

    Returns
    -------
    Ruling
        Its ``verdict`` is "supported", "not_supported", "inconclusive" or "not_testable".
    """
    if isinstance(rule, AllOf | AnyOf):
        parts = [weigh(part, facts, values, needs) for part in rule.rules]
        return _all_of(rule, parts) if isinstance(rule, AllOf) else _any_of(rule, parts)
    keys = tuple(keys_of(rule))
    if any(key not in facts for key in keys):
        return Ruling(rule, "not_testable", "absent", keys, None)
    level = weakest(facts[key]["level"] for key in keys)
    if not (reaches(level, needs.supported) or reaches(level, needs.not_supported)):
        return Ruling(rule, "not_testable", "provenance", keys, level)
    finding = judge(rule, facts, values)
    if finding.decision == "missing":
        return Ruling(rule, "not_testable", "missing", keys, level)
    if finding.decision == "open":
        return Ruling(rule, "inconclusive", finding.reason, keys, level)
    is_for = finding.decision == "for"
    if not reaches(level, needs.supported if is_for else needs.not_supported):
        return Ruling(rule, "not_testable", "one_sided", keys, level)
    return Ruling(rule, "supported" if is_for else "not_supported", finding.reason, keys, level)


def reaches(level: str, needed: str) -> bool:
    """Say whether data of ``level`` are as good as ``needed`` or better."""
    return LEVELS.index(level) <= LEVELS.index(needed)


def _all_of(rule: AllOf, parts: Sequence[Ruling]) -> Ruling:
    """Join parts that must all hold; one that cannot be tested leaves the whole untested."""
    order: tuple[Verdict, ...] = ("not_testable", "not_supported", "inconclusive", "supported")
    verdict = next(name for name in order if any(part.verdict == name for part in parts))
    return _joined(rule, verdict, parts, parts)


def _any_of(rule: AnyOf, parts: Sequence[Ruling]) -> Ruling:
    """Join parts of which one is enough; what cannot be tested may still have what they lack."""
    tested = [part for part in parts if part.verdict != "not_testable"]
    supporting = [part for part in tested if part.verdict == "supported"]
    if supporting:
        return _joined(rule, "supported", supporting, parts)
    if not tested:
        return _joined(rule, "not_testable", parts, parts)
    is_open = len(tested) < len(parts) or any(part.verdict == "inconclusive" for part in tested)
    return _joined(rule, "inconclusive" if is_open else "not_supported", tested, parts)


def _joined(
    rule: AllOf | AnyOf, verdict: Verdict, grounds: Sequence[Ruling], parts: Sequence[Ruling]
) -> Ruling:
    """Return a ruling that rests on the facts of its ``grounds``."""
    keys = tuple(dict.fromkeys(key for part in grounds for key in part.keys))
    levels = [part.level for part in grounds]
    level = None if None in levels else weakest(level for level in levels if level)
    return Ruling(rule, verdict, "parts", keys, level, tuple(parts))
