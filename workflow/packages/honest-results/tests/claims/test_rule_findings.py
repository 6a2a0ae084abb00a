"""Every kind of rule speaks for, against, or neither, as the data say."""

from __future__ import annotations

import pytest
from evidence import fact
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from honest_results.claims.rule_findings import Finding, UnfitFactError, decide, judge
from honest_results.claims.rule_models import Rule, keys_of

RULE = TypeAdapter(Rule)
VALUES = {"n": 61, "bound": 0.2}


def rule(kind, **arguments):
    return RULE.validate_python({"kind": kind, **arguments})


def found(made, **facts):
    """Return the decision; ``facts`` are named a, b, … and live in the survey.

    The reason is the decision itself, except where it tells why a comparison is open.
    """
    finding = find(made, **facts)
    assert finding.reason == finding.decision or (
        finding.decision == "open" and finding.reason in ("few", "unknown")
    )
    return finding.decision


def find(made, **facts):
    return judge(made, {f"survey.{name}": entry for name, entry in facts.items()}, VALUES)


A, B, C = "survey.a", "survey.b", "survey.c"
number = st.floats(-1e6, 1e6)


@pytest.mark.parametrize(
    ("value", "tolerance", "decision"),
    [(61, 0, "for"), (60, 0, "against"), (60, 1, "for"), (63, 1, "against"), (62, 1, "for")],
)
def test_equals_holds_a_count_against_the_published_one(value, tolerance, decision):
    made = rule("equals", fact=A, value="n", tolerance=tolerance)
    assert found(made, a=fact(value, kind="count")) == decision


@pytest.mark.parametrize(
    ("interval", "decision"),
    [((0.19, 0.21), "for"), ((0.1, 0.3), "open"), ((0.3, 0.4), "against"), ((0, 0.1), "against")],
)
def test_equals_of_an_estimate_needs_the_whole_interval(interval, decision):
    made = rule("equals", fact=A, value="bound", tolerance=0.02)
    assert found(made, a=fact(0.2, interval=interval)) == decision


@pytest.mark.parametrize(
    ("interval", "decision"),
    [
        ((8, 12), "for"),
        ((5, 8), "open"),  # one value in common
        ((12, 15), "open"),
        ((5, 10), "open"),
        ((10, 15), "open"),
        ((5, 7.9), "against"),
        ((12.1, 15), "against"),
    ],
)
def test_equals_at_the_edges_of_its_tolerance(interval, decision):
    made = rule("equals", fact=A, value=10, tolerance=2)
    assert found(made, a=fact(9, interval=interval)) == decision


@pytest.mark.parametrize(
    ("kind", "value", "decision"),
    [
        ("at_least", 5, "for"),
        ("at_least", 4, "against"),
        ("at_most", 5, "for"),
        ("at_most", 6, "against"),
    ],
)
def test_bounds_of_a_value(kind, value, decision):
    assert found(rule(kind, fact=A, bound=5), a=fact(value)) == decision


@pytest.mark.parametrize(
    ("kind", "interval", "decision"),
    [
        ("at_least", (0.2, 0.3), "for"),
        ("at_least", (0.1, 0.3), "open"),
        ("at_least", (0.1, 0.2), "open"),  # it may be the bound itself
        ("at_most", (0.2, 0.3), "open"),
        ("at_least", (0.1, 0.19), "against"),
        ("at_most", (0.1, 0.2), "for"),
        ("at_most", (0.1, 0.3), "open"),
        ("at_most", (0.21, 0.3), "against"),
    ],
)
def test_bounds_of_an_estimate(kind, interval, decision):
    assert found(rule(kind, fact=A, bound="bound"), a=fact(0.2, interval=interval)) == decision


def test_a_tolerance_widens_a_bound():
    made = rule("at_most", fact=A, bound=0.2, tolerance=0.05)
    assert found(made, a=fact(0.24)) == "for"
    assert found(made, a=fact(0.26)) == "against"
    made = rule("at_least", fact=A, bound=0.2, tolerance=0.05)
    assert found(made, a=fact(0.16)) == "for"
    assert found(made, a=fact(0.14)) == "against"


@pytest.mark.parametrize(
    ("kind", "interval", "decision"),
    [
        ("above", (0.01, 0.5), "for"),
        ("above", (0, 0.5), "open"),
        ("above", (-0.5, -0.01), "against"),
        ("below", (-0.5, -0.01), "for"),
        ("below", (-0.5, 0), "open"),
        ("below", (0.01, 0.5), "against"),
    ],
)
def test_the_sign_of_a_difference(kind, interval, decision):
    assert found(rule(kind, fact=A), a=fact(0.1, interval=interval)) == decision


def test_a_difference_shown_to_be_negligible_speaks_against_it():
    made = rule("above", fact=A, negligible=0.1)
    assert found(made, a=fact(0.0, interval=(-0.05, 0.05))) == "against"
    assert found(made, a=fact(0.1, interval=(-0.05, 0.25))) == "open"
    made = rule("below", fact=A, negligible=0.1)
    assert found(made, a=fact(0.0, interval=(-0.05, 0.05))) == "against"
    assert found(made, a=fact(-0.1, interval=(-0.25, 0.05))) == "open"


def test_an_interval_is_needed_for_a_sign():
    with pytest.raises(UnfitFactError, match=r'"survey\.a" has no interval'):
        found(rule("above", fact=A), a=fact(0.4))


@pytest.mark.parametrize(("ours", "decision"), [(5, "for"), (4, "open"), (3, "against")])
def test_the_largest_count(ours, decision):
    made = rule("largest", fact=A, among=[B, C])
    assert found(made, a=fact(ours), b=fact(4), c=fact(1)) == decision


def test_too_little_known_decides_nothing():
    known = {"count": C, "of": B, "at_least": 0.5}
    made = rule("share", count=A, of=B, bound=0.1, known=known)
    assert find(made, a=fact(9), b=fact(10), c=fact(4)) == Finding("open", "unknown")
    assert found(made, a=fact(9), b=fact(10), c=fact(5)) == "for"
    largest = rule("largest", fact=A, among=[B], known=known)
    assert find(largest, a=fact(90), b=fact(10), c=fact(4)) == Finding("open", "unknown")


@pytest.mark.parametrize(
    ("side", "count", "decision"),
    [
        ("above", 6, "for"),
        ("above", 5, "open"),
        ("above", 4, "against"),
        ("below", 4, "for"),
        ("below", 5, "open"),
        ("below", 6, "against"),
    ],
)
def test_a_share(side, count, decision):
    made = rule("share", count=A, of=B, bound=0.5, side=side)
    assert found(made, a=fact(count), b=fact(10)) == decision


def test_a_share_of_few_or_of_nothing():
    made = rule("share", count=A, of=B, bound=0.5, least=3)
    assert find(made, a=fact(2), b=fact(2)) == Finding("open", "few")
    assert found(made, a=fact(3), b=fact(3)) == "for"
    assert found(made, a=fact(0), b=fact(0)) == "missing"


def test_all_that_is_named_is_there():
    made = rule("present", facts=[A, B], at_least=2)
    assert found(made, a=fact(2), b=fact(9)) == "for"
    assert found(made, a=fact(1), b=fact(9)) == "against"


def test_words_decide_by_what_they_mean():
    made = rule(
        "says", fact=A, supports=["positive"], contradicts=["negative"], neither=["unclear"]
    )
    assert found(made, a=fact("positive")) == "for"
    assert found(made, a=fact("negative")) == "against"
    assert found(made, a=fact("unclear")) == "open"
    with pytest.raises(UnfitFactError, match='says "sideways", which has no meaning here'):
        found(made, a=fact("sideways"))
    assert found(made, a=fact("negative", kind="label")) == "against"
    assert found(made, a=fact(None, kind="phrase")) == "missing"


def test_a_number_is_no_phrase_and_a_phrase_no_number():
    with pytest.raises(UnfitFactError, match="not words"):
        found(rule("says", fact=A, supports=["positive"]), a=fact(3))
    with pytest.raises(UnfitFactError, match="is a p value, not words"):
        found(rule("says", fact=A, supports=["positive"]), a=fact(0.03, kind="p_value"))
    with pytest.raises(UnfitFactError, match="is a label, where a number is needed"):
        found(rule("at_least", fact=A, bound=1), a=fact("positive", kind="label"))
    with pytest.raises(UnfitFactError, match="without a tolerance"):
        found(rule("equals", fact=A, value=1, tolerance=0.1), a=fact("positive"))


@pytest.mark.parametrize(
    "made",
    [
        rule("equals", fact=A, value=1, tolerance=0),
        rule("at_least", fact=A, bound=1),
        rule("at_most", fact=A, bound=1),
        rule("above", fact=A),
        rule("below", fact=A),
        rule("largest", fact=A, among=[B]),
        rule("share", count=A, of=B, bound=0.5),
        rule("present", facts=[A, B]),
    ],
)
def test_what_was_not_estimated_decides_nothing(made):
    empty = fact(None, kind="number", interval=(None, None))
    assert found(made, a=empty, b=fact(3)) == "missing"


@given(st.tuples(number, number).map(sorted), number)
def test_above_and_below_mirror_each_other(interval, bound):
    low, high = interval
    entry = fact(low, interval=(low, high))
    mirrored = fact(-low, interval=(-high, -low))
    assert found(rule("above", fact=A, bound=bound), a=entry) == found(
        rule("below", fact=A, bound=-bound), a=mirrored
    )


@given(st.tuples(number, number, number).map(sorted))
def test_a_narrower_interval_never_turns_a_decision_round(numbers):
    """What a wide interval decides, each interval within it decides too."""
    low, inner, high = numbers
    for kind in ("above", "below"):
        wide = found(rule(kind, fact=A), a=fact(inner, interval=(low, high)))
        narrow = found(rule(kind, fact=A), a=fact(inner, interval=(inner, inner)))
        assert wide in ("open", narrow)


@given(st.lists(st.integers(0, 50), min_size=2, max_size=6))
def test_at_most_one_count_is_the_largest(counts):
    facts = {f"survey.c{i}": fact(count) for i, count in enumerate(counts)}
    decisions = [
        judge(rule("largest", fact=key, among=[k for k in facts if k != key]), facts, {}).decision
        for key in facts
    ]
    assert decisions.count("for") == (1 if counts.count(max(counts)) == 1 else 0)
    assert decisions.count("open") == (
        0 if counts.count(max(counts)) == 1 else counts.count(max(counts))
    )


def test_every_fact_of_a_rule_is_known_once():
    known = {"count": A, "of": B, "at_least": 1}
    there = {"kind": "present", "facts": ["x.y"]}
    made = rule(
        "all",
        rules=[
            {"kind": "share", "count": A, "of": B, "bound": 0.5},
            {"kind": "largest", "fact": A, "among": [C], "known": known},
            {"kind": "any", "rules": [there, {"kind": "above", "fact": C}]},
        ],
    )
    assert keys_of(made) == [A, B, C, "x.y"]


@pytest.mark.parametrize(
    ("values", "together", "one_of_them"),
    [
        ([1, 1], "for", "for"),
        ([1, 0], "open", "for"),
        ([1, None], "missing", "for"),
        ([1, -1], "against", "for"),
        ([0, None], "missing", "open"),
        ([0, -1], "against", "open"),
        ([None, -1], "against", "missing"),
        ([-1, -1], "against", "against"),
    ],
)
def test_rules_of_several_parts(values, together, one_of_them):
    """Each part is for, open, missing or against as its value is 1, 0, none or −1."""
    parts = [{"kind": "above", "fact": key} for key in (A, B)]
    facts = {
        key: fact(value, interval=None if value is None else (value - 0.5, value + 0.5))
        for key, value in zip((A, B), values, strict=True)
    }
    for order in (parts, parts[::-1]):
        assert decide(rule("all", rules=order), facts) == together
        assert decide(rule("any", rules=order), facts) == one_of_them


def test_a_rule_of_any_kind_knows_the_published_values():
    facts = {A: fact(61, kind="count"), B: fact(60, kind="count")}
    first, second = ({"kind": "equals", "fact": key, "value": "n", "tolerance": 0} for key in facts)
    assert decide(rule(**first), facts, VALUES) == "for"
    assert decide(rule("any", rules=[second, first]), facts, VALUES) == "for"
    assert decide(rule("all", rules=[second, first]), facts, VALUES) == "against"


def test_what_is_no_rule_is_not_judged():
    with pytest.raises(TypeError, match="not a rule: 'above'"):
        judge("above", {}, {})
