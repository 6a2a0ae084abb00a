"""What each rule of the vocabulary (:mod:`honest_results.claims.rule_models`) finds in the facts.

A rule sees only values. Whether data of their kind may decide at all is asked in
:mod:`honest_results.claims.verdicts`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import singledispatch
from statistics import NormalDist
from typing import Any, Literal

from honest_results.claims.rule_models import (
    AgreeOn,
    AllOf,
    AtLeast,
    AtMost,
    Bound,
    Coverage,
    Equals,
    Largest,
    Less,
    More,
    Says,
    Share,
    keys_of,
)
from human_files.language.cuts import exceeds, reaches
from human_files.language.messages import message

#: The facts speak for the statement, against it, or for neither (open); or one is empty (missing).
Decision = Literal["for", "against", "open", "missing"]
Facts = Mapping[str, Mapping[str, Any]]
Values = Mapping[str, float | int]
#: Confidence of the intervals that are computed here, from counts.
CONFIDENCE = 0.95


class UnfitFactError(ValueError):
    """A fact that a rule cannot use: words where a number is needed, or no interval."""


@dataclass(frozen=True)
class Finding:
    """What a rule finds.

    ``decision`` comes with ``reason``, the key of the sentence that says why: the last part of the
    label claims.because.<kind>.<reason>. ``missing`` are the codes of why values are missing, where
    the facts say so. ``parts`` are the findings of the parts of `all` and `agree`.
    """

    rule: Any
    decision: Decision
    reason: str
    missing: tuple[str, ...] = ()
    parts: tuple[Finding, ...] = ()


def judge(rule: Any, facts: Facts, values: Values | None = None) -> Finding:
    """Return what a rule finds in ``facts``, whatever their provenance.

    Parameters
    ----------
    rule : Rule
        One of :mod:`honest_results.claims.rule_models`.
    facts : mapping of str to mapping
        Facts by key, with ``value``, ``kind`` and perhaps ``interval`` and ``missing``.
    values : mapping of str to float, optional
        The claim's published numbers by name.

    Returns
    -------
    Finding
        "missing" where a fact that the rule needs is empty.

    Raises
    ------
    UnfitFactError
        For a fact that the rule cannot use; the message names it.
    """
    if isinstance(rule, AllOf | AgreeOn):
        return _joined(rule, [judge(part, facts, values) for part in rule.rules])
    reason = _find(rule, facts, values or {})
    if reason == "missing":
        empty = [facts[key] for key in keys_of(rule) if facts[key]["value"] is None]
        codes = dict.fromkeys(str(fact["missing"]) for fact in empty if fact.get("missing"))
        return Finding(rule, "missing", "missing", tuple(codes))
    decision: Decision = "open"
    if reason in ("for", "against"):
        decision = "for" if reason == "for" else "against"
    return Finding(rule, decision, reason)


def _joined(rule: AllOf | AgreeOn, parts: Sequence[Finding]) -> Finding:
    """Return the finding of several: parts of a statement, or looks at the same thing."""
    found = {part.decision for part in parts}
    order: tuple[Decision, ...] = ("against", "missing", "open", "for")
    if isinstance(rule, AgreeOn):
        order = ("missing", "open", "for", "against")
        if {"for", "against"} <= found:
            found.add("open")
    decision = next(name for name in order if name in found)
    codes = dict.fromkeys(code for part in parts for code in part.missing)
    return Finding(rule, decision, "parts", tuple(codes), tuple(parts))


@singledispatch
def _find(rule: Any, facts: Facts, values: Values) -> str:
    """Return the reason of a simple rule's finding: for, against, missing, or why it is open."""
    raise TypeError(message("not a rule: {rule}", rule=repr(rule)))


@_find.register
def _(rule: Equals, facts: Facts, values: Values) -> str:
    span = _span(facts, rule.fact)
    if span is None:
        return "missing"
    target = bound_value(rule.value, values)
    low, high = target - rule.tolerance, target + rule.tolerance
    if reaches(span[0], low) and reaches(high, span[1]):
        return "for"
    return "against" if exceeds(low, span[1]) or exceeds(span[0], high) else "open"


@_find.register
def _(rule: AtLeast, facts: Facts, values: Values) -> str:
    span = _span(facts, rule.fact)
    if span is None:
        return "missing"
    bound = bound_value(rule.bound, values)
    return _side(reaches(span[0], bound), exceeds(bound, span[1]))


@_find.register
def _(rule: AtMost, facts: Facts, values: Values) -> str:
    span = _span(facts, rule.fact)
    if span is None:
        return "missing"
    bound = bound_value(rule.bound, values)
    return _side(reaches(bound, span[1]), exceeds(span[0], bound))


@_find.register
def _(rule: More, facts: Facts, values: Values) -> str:
    interval = _interval(facts, rule.fact)
    if interval is None:
        return "missing"
    limit = limit_of(rule, values)
    return _side(exceeds(interval[0], limit), exceeds(limit, interval[1]))


@_find.register
def _(rule: Less, facts: Facts, values: Values) -> str:
    interval = _interval(facts, rule.fact)
    if interval is None:
        return "missing"
    limit = limit_of(rule, values)
    return _side(exceeds(limit, interval[1]), exceeds(interval[0], limit))


@_find.register
def _(rule: Largest, facts: Facts, values: Values) -> str:
    ours, of = _number(facts, rule.fact), _number(facts, rule.of)
    others = [_number(facts, key) for key in rule.among]
    if ours is None or not of or None in others:
        return "missing"
    if not _known(rule.known, facts):
        return "unknown"
    top = max(value for value in others if value is not None)
    low, high = wilson_interval(ours, ours + top) if ours + top else (0.0, 1.0)
    lead = (ours - top) / of
    return _side(
        reaches(lead, rule.lead) and exceeds(low, 0.5),
        reaches(-lead, rule.lead) and exceeds(0.5, high),
    )


@_find.register
def _(rule: Share, facts: Facts, values: Values) -> str:
    count, of = _number(facts, rule.count), _number(facts, rule.of)
    if count is None or not of:
        return "missing"
    if not _known(rule.known, facts):
        return "unknown"
    low, high = wilson_interval(count, of)
    above, below = exceeds(low, rule.bound), exceeds(rule.bound, high)
    return _side(above, below) if rule.side == "above" else _side(below, above)


@_find.register
def _(rule: Says, facts: Facts, values: Values) -> str:
    fact = facts[rule.fact]
    if fact["kind"] not in ("phrase", "label"):
        raise UnfitFactError(
            message('the fact "{fact}" is a {kind}, not words.', fact=rule.fact, kind=_kind(fact))
        )
    value = fact["value"]
    if value is None:
        return "missing"
    decisions = {
        **dict.fromkeys(rule.supports, "for"),
        **dict.fromkeys(rule.contradicts, "against"),
        **dict.fromkeys(rule.neither, "open"),
    }
    if value not in decisions:
        known = ", ".join(decisions)
        raise UnfitFactError(
            message(
                'the fact "{fact}" says "{value}", which has no meaning here (allowed: {known}).',
                fact=rule.fact,
                value=value,
                known=known,
            )
        )
    return decisions[value]


def bound_value(bound: Bound, values: Values) -> float:
    """Return a bound's number: itself, or the published value of that name."""
    return float(values[bound] if isinstance(bound, str) else bound)


def limit_of(rule: More | Less, values: Values) -> float:
    """Return the number that an interval must leave on one side: the bound and what counts."""
    sign = 1 if isinstance(rule, More) else -1
    return bound_value(rule.bound, values) + sign * rule.smallest


def wilson_interval(count: float, of: float) -> tuple[float, float]:
    """Return the interval of a share at 95% confidence (Wilson, 1927): ``count`` of ``of`` units."""
    z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    share, width = count / of, z * z / of
    centre = (share + width / 2) / (1 + width)
    half = z * math.sqrt(share * (1 - share) / of + width / of / 4) / (1 + width)
    return max(0.0, centre - half), min(1.0, centre + half)


def _side(is_for: bool, is_against: bool) -> str:
    """Return the reason for what is on one side of a bound, or on neither."""
    return "for" if is_for else "against" if is_against else "open"


def _known(known: Coverage | None, facts: Facts) -> bool:
    """Say whether enough is known for a comparison of counts to decide."""
    if known is None:
        return True
    count, of = _number(facts, known.count), _number(facts, known.of)
    return bool(count is not None and of and reaches(count / of, known.at_least))


def _number(facts: Facts, key: str) -> float | None:
    """Return the number of a fact; None where there is none. UnfitFactError for words."""
    fact = facts[key]
    if fact["kind"] in ("phrase", "label"):
        raise UnfitFactError(
            message(
                'the fact "{key}" is a {kind}, where a number is needed (for words use the rule '
                "`says`, without a tolerance).",
                key=key,
                kind=_kind(fact),
            )
        )
    value = fact["value"]
    return None if value is None else float(value)


def _interval(facts: Facts, key: str) -> tuple[float, float] | None:
    """Return the interval of a fact; None where there is no estimate or a bound is unknown."""
    if _number(facts, key) is None:
        return None
    interval = facts[key].get("interval")
    if interval is None:
        raise UnfitFactError(
            message('the fact "{key}" has no interval, which this rule needs.', key=key)
        )
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
