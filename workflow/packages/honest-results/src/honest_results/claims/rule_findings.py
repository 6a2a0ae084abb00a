"""What each rule of the vocabulary (:mod:`honest_results.claims.rule_models`) finds in the facts.

A rule sees only values. Whether data of their kind may decide at all is asked before and after, in
:mod:`honest_results.claims.verdicts`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import singledispatch
from typing import Any, Literal

from honest_results.claims.rule_models import (
    Above,
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    Below,
    Bound,
    Coverage,
    Equals,
    Largest,
    Present,
    Says,
    Share,
)

#: The facts speak for the claim, against it, or for neither (open); or a fact is empty (missing).
Decision = Literal["for", "against", "open", "missing"]
Facts = Mapping[str, Mapping[str, Any]]
Values = Mapping[str, float | int]


class UnfitFactError(ValueError):
    """A fact that a rule cannot use: words where a number is needed, or no interval."""


@dataclass(frozen=True)
class Finding:
    """What a rule finds: its decision, and the key of the sentence that says why.

    ``reason`` is the last part of the label claims.because.<kind>.<reason>.
    """

    decision: Decision
    reason: str


@singledispatch
def judge(rule: Any, facts: Facts, values: Values) -> Finding:
    """Return what ``rule`` (not `all` or `any`) finds in ``facts``.

    ``values`` are the claim's published numbers by name. Raises UnfitFactError, naming the fact, for
    one that the rule cannot use.
    """
    raise TypeError(f"not a rule: {rule!r}")


@judge.register
def _(rule: Equals, facts: Facts, values: Values) -> Finding:
    span = _span(facts, rule.fact)
    if span is None:
        return Finding("missing", "missing")
    target = bound_value(rule.value, values)
    low, high = target - rule.tolerance, target + rule.tolerance
    if low <= span[0] and span[1] <= high:
        return Finding("for", "for")
    if span[1] < low or high < span[0]:
        return Finding("against", "against")
    return Finding("open", "open")


@judge.register
def _(rule: AtLeast, facts: Facts, values: Values) -> Finding:
    span = _span(facts, rule.fact)
    if span is None:
        return Finding("missing", "missing")
    bound = bound_value(rule.bound, values) - rule.tolerance
    return _side(span[0] >= bound, span[1] < bound)


@judge.register
def _(rule: AtMost, facts: Facts, values: Values) -> Finding:
    span = _span(facts, rule.fact)
    if span is None:
        return Finding("missing", "missing")
    bound = bound_value(rule.bound, values) + rule.tolerance
    return _side(span[1] <= bound, span[0] > bound)


@judge.register
def _(rule: Above, facts: Facts, values: Values) -> Finding:
    interval = _interval(facts, rule.fact)
    if interval is None:
        return Finding("missing", "missing")
    bound = bound_value(rule.bound, values)
    return _side(interval[0] > bound, interval[1] < bound + rule.negligible)


@judge.register
def _(rule: Below, facts: Facts, values: Values) -> Finding:
    interval = _interval(facts, rule.fact)
    if interval is None:
        return Finding("missing", "missing")
    bound = bound_value(rule.bound, values)
    return _side(interval[1] < bound, interval[0] > bound - rule.negligible)


@judge.register
def _(rule: Largest, facts: Facts, values: Values) -> Finding:
    ours = _number(facts, rule.fact)
    others = [_number(facts, key) for key in rule.among]
    if ours is None or None in others:
        return Finding("missing", "missing")
    if not _known(rule.known, facts):
        return Finding("open", "unknown")
    top = max(value for value in others if value is not None)
    if ours == top:
        return Finding("open", "open")
    return Finding("for", "for") if ours > top else Finding("against", "against")


@judge.register
def _(rule: Share, facts: Facts, values: Values) -> Finding:
    count, of = _number(facts, rule.count), _number(facts, rule.of)
    if count is None or of is None or of == 0:
        return Finding("missing", "missing")
    if of < rule.least:
        return Finding("open", "few")
    if not _known(rule.known, facts):
        return Finding("open", "unknown")
    share = count / of
    if share == rule.bound:
        return Finding("open", "open")
    is_so = share > rule.bound if rule.side == "above" else share < rule.bound
    return Finding("for", "for") if is_so else Finding("against", "against")


@judge.register
def _(rule: Present, facts: Facts, values: Values) -> Finding:
    counts = [_number(facts, key) for key in rule.facts]
    if None in counts:
        return Finding("missing", "missing")
    if all(count >= rule.at_least for count in counts if count is not None):
        return Finding("for", "for")
    return Finding("against", "against")


@judge.register
def _(rule: Says, facts: Facts, values: Values) -> Finding:
    fact = facts[rule.fact]
    if fact["kind"] not in ("phrase", "label"):
        raise UnfitFactError(f'the fact "{rule.fact}" is a {_kind(fact)}, not words.')
    value = fact["value"]
    if value is None:
        return Finding("missing", "missing")
    decisions: dict[str, Decision] = {
        **dict.fromkeys(rule.supports, "for"),
        **dict.fromkeys(rule.contradicts, "against"),
        **dict.fromkeys(rule.neither, "open"),
    }
    if value not in decisions:
        known = ", ".join(decisions)
        raise UnfitFactError(
            f'the fact "{rule.fact}" says "{value}", which has no meaning here (allowed: {known}).'
        )
    return Finding(decisions[value], decisions[value])


def decide(rule: Any, facts: Facts, values: Values | None = None) -> Decision:
    """Return what any rule decides, `all` and `any` included, whatever the provenance."""
    if not isinstance(rule, AllOf | AnyOf):
        return judge(rule, facts, values or {}).decision
    parts = {decide(part, facts, values) for part in rule.rules}
    order: tuple[Decision, ...] = ("against", "missing", "open", "for")
    if isinstance(rule, AnyOf):
        order = ("for", "open", "missing", "against")
    return next(decision for decision in order if decision in parts)


def bound_value(bound: Bound, values: Values) -> float:
    """Return a bound's number: itself, or the published value of that name."""
    return float(values[bound] if isinstance(bound, str) else bound)


def _side(is_for: bool, is_against: bool) -> Finding:
    """Return the finding for an interval that is on one side of a bound, or on neither."""
    if is_for:
        return Finding("for", "for")
    return Finding("against", "against") if is_against else Finding("open", "open")


def _known(known: Coverage | None, facts: Facts) -> bool:
    """Say whether enough is known for a comparison of counts to decide."""
    if known is None:
        return True
    count, of = _number(facts, known.count), _number(facts, known.of)
    return bool(count is not None and of and count / of >= known.at_least)


def _number(facts: Facts, key: str) -> float | None:
    """Return the number of a fact; None where there is none. UnfitFactError for words."""
    fact = facts[key]
    if fact["kind"] in ("phrase", "label"):
        raise UnfitFactError(
            f'the fact "{key}" is a {_kind(fact)}, where a number is needed '
            "(for words use the rule `says`, without a tolerance)."
        )
    value = fact["value"]
    return None if value is None else float(value)


def _interval(facts: Facts, key: str) -> tuple[float, float] | None:
    """Return the interval of a fact; None where there is no estimate or a bound is unknown."""
    if _number(facts, key) is None:
        return None
    interval = facts[key].get("interval")
    if interval is None:
        raise UnfitFactError(f'the fact "{key}" has no interval, which this rule needs.')
    return None if None in interval else (float(interval[0]), float(interval[1]))


def _span(facts: Facts, key: str) -> tuple[float, float] | None:
    """Return the interval of a fact, or its value twice where it has none."""
    value = _number(facts, key)
    if value is None:
        return None
    return _interval(facts, key) if facts[key].get("interval") else (value, value)


def _kind(fact: Mapping[str, Any]) -> str:
    """Return the kind of a fact in words."""
    return str(fact["kind"]).replace("_", " ")
