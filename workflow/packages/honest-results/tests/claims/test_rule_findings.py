"""Every kind of rule speaks for, against, or neither, as the data say."""

from __future__ import annotations

import pytest
from evidence import fact
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from honest_results.claims.rule_findings import UnfitFactError, judge, wilson_interval
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
        finding.decision == "open" and finding.reason == "unknown"
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


@pytest.mark.parametrize(
    ("kind", "interval", "decision"),
    [
        ("more", (0.11, 0.5), "for"),
        ("more", (0.1, 0.5), "open"),  # it holds the smallest difference that counts
        ("more", (0.05, 0.5), "open"),  # clear of zero, but perhaps too small to count
        ("more", (0.01, 0.09), "against"),  # clear of zero, and too small to count
        ("more", (-0.5, -0.01), "against"),
        ("less", (-0.5, -0.11), "for"),
        ("less", (-0.5, -0.1), "open"),
        ("less", (-0.09, -0.01), "against"),
        ("less", (0.01, 0.5), "against"),
    ],
)
def test_a_difference_must_count(kind, interval, decision):
    made = rule(kind, fact=A, smallest=0.1)
    assert found(made, a=fact(0.1, interval=interval)) == decision


def test_rounding_moves_nothing_across_a_bound():
    made = rule("more", fact=A, smallest=0.3)
    for low in (0.1 + 0.2, 0.3, 0.30000000000000004):
        assert found(made, a=fact(0.4, interval=(low, 0.5))) == "open"
    known = {"count": B, "of": C, "at_least": 0.8}
    made = rule("share", count=A, of=C, bound=0.01, known=known)
    assert found(made, a=fact(9), b=fact(10 * 0.7999999999999999), c=fact(10)) == "for"
    made = rule("equals", fact=A, value=0.3, tolerance=0)
    assert found(made, a=fact(0.1 + 0.2)) == "for"


def test_an_interval_is_needed_for_a_difference():
    with pytest.raises(UnfitFactError, match=r'"survey\.a" has no interval'):
        found(rule("more", fact=A, smallest=0), a=fact(0.4))


@pytest.mark.parametrize(
    ("ours", "other", "decision"),
    [(40, 10, "for"), (21, 20, "open"), (20, 20, "open"), (20, 21, "open"), (10, 40, "against")],
)
def test_a_lead_must_be_clear(ours, other, decision):
    made = rule("largest", fact=A, among=[B, C], of="survey.d", lead=0.1)
    entry = {"a": fact(ours), "b": fact(other), "c": fact(1), "d": fact(100)}
    assert found(made, **entry) == decision


def test_a_lead_that_is_clear_and_too_small_to_count_decides_nothing():
    made = rule("largest", fact=A, among=[B], of=C, lead=0.1)
    assert found(made, a=fact(60), b=fact(10), c=fact(1000)) == "open"
    assert found(made, a=fact(110), b=fact(10), c=fact(1000)) == "for"


def test_too_little_known_decides_nothing():
    known = {"count": C, "of": B, "at_least": 0.5}
    made = rule("share", count=A, of=B, bound=0.1, known=known)
    assert find(made, a=fact(9), b=fact(10), c=fact(4)).reason == "unknown"
    assert found(made, a=fact(9), b=fact(10), c=fact(5)) == "for"
    largest = rule("largest", fact=A, among=["survey.d"], of=B, lead=0.1, known=known)
    entry = {"a": fact(9), "b": fact(10), "c": fact(4), "d": fact(1)}
    assert find(largest, **entry).reason == "unknown"


@pytest.mark.parametrize(
    ("side", "count", "of", "decision"),
    [
        ("above", 60, 100, "for"),
        ("above", 59, 100, "open"),
        ("above", 6, 10, "open"),  # so few cannot tell
        ("above", 3, 3, "open"),
        ("above", 40, 100, "against"),
        ("below", 40, 100, "for"),
        ("below", 41, 100, "open"),
        ("below", 60, 100, "against"),
    ],
)
def test_a_share_is_decided_by_its_interval(side, count, of, decision):
    made = rule("share", count=A, of=B, bound=0.5, side=side)
    assert found(made, a=fact(count), b=fact(of)) == decision


def test_one_firm_in_many_is_no_share():
    made = rule("share", count=A, of=B, bound=0.1)
    assert found(made, a=fact(1), b=fact(150)) == "against"
    assert found(made, a=fact(0), b=fact(0)) == "missing"


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_of_a_share_is_that_of_newcombe(count, of, low, high):
    """Newcombe (1998), Statistics in Medicine 17, table I, method 3."""
    assert wilson_interval(count, of) == pytest.approx((low, high), abs=0.00006)


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
        found(rule("says", fact=A, supports=["positive"], contradicts=["negative"]), a=fact(3))
    with pytest.raises(UnfitFactError, match="is a p value, not words"):
        found(
            rule("says", fact=A, supports=["positive"], contradicts=["negative"]),
            a=fact(0.03, kind="p_value"),
        )
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
        rule("more", fact=A, smallest=0),
        rule("less", fact=A, smallest=0),
        rule("largest", fact=A, among=[B], of=B, lead=0.1),
        rule("share", count=A, of=B, bound=0.5),
    ],
)
def test_what_was_not_estimated_decides_nothing(made):
    empty = fact(None, kind="number", interval=(None, None))
    assert found(made, a=empty, b=fact(3)) == "missing"


def test_a_missing_value_keeps_its_reason():
    made = rule("more", fact=A, smallest=0)
    empty = {**fact(None, kind="number", interval=(None, None)), "missing": "constant"}
    both = rule("agree", rules=[made.model_dump(), made.model_dump()])
    for each in (made, both):
        finding = judge(each, {A: empty})
        assert (finding.decision, finding.missing) == ("missing", ("constant",))


smallest = st.floats(0, 1e3)


@given(st.tuples(number, number).map(sorted), number, smallest)
def test_more_and_less_mirror_each_other(interval, bound, least):
    low, high = interval
    entry = fact(low, interval=(low, high))
    mirrored = fact(-low, interval=(-high, -low))
    assert found(rule("more", fact=A, bound=bound, smallest=least), a=entry) == found(
        rule("less", fact=A, bound=-bound, smallest=least), a=mirrored
    )


ORDER = ("against", "open", "for")


@given(st.tuples(number, number).map(sorted), st.floats(0, 1e6), number, smallest)
def test_a_larger_difference_never_speaks_less_for_more(interval, shift, bound, least):
    low, high = interval
    made = rule("more", fact=A, bound=bound, smallest=least)
    before = found(made, a=fact(low, interval=(low, high)))
    after = found(made, a=fact(low, interval=(low + shift, high + shift)))
    assert ORDER.index(after) >= ORDER.index(before)


@given(st.integers(1, 300).flatmap(lambda of: st.tuples(st.integers(0, of - 1), st.just(of))))
def test_a_larger_count_never_speaks_less_for_its_share(counts):
    count, of = counts
    for bound in (0.05, 0.5, 0.9):
        made = rule("share", count=A, of=B, bound=bound)
        before = found(made, a=fact(count), b=fact(of))
        after = found(made, a=fact(count + 1), b=fact(of))
        assert ORDER.index(after) >= ORDER.index(before)


@given(st.tuples(number, number, number).map(sorted))
def test_a_narrower_interval_never_turns_a_decision_round(numbers):
    """What a wide interval decides, each interval within it decides too."""
    low, inner, high = numbers
    for kind in ("more", "less"):
        made = rule(kind, fact=A, smallest=1)
        wide = found(made, a=fact(inner, interval=(low, high)))
        narrow = found(made, a=fact(inner, interval=(inner, inner)))
        assert wide in ("open", narrow)


@given(st.lists(st.integers(0, 50), min_size=2, max_size=6))
def test_at_most_one_count_leads(counts):
    facts = {f"survey.c{i}": fact(count) for i, count in enumerate(counts)}
    facts["survey.all"] = fact(max(sum(counts), 1))
    decisions = []
    for key in list(facts)[:-1]:
        others = [name for name in facts if name not in (key, "survey.all")]
        made = rule("largest", fact=key, among=others, of="survey.all", lead=0.05)
        decisions.append(judge(made, facts).decision)
    assert decisions.count("for") <= 1


def test_every_fact_of_a_rule_is_known_once():
    known = {"count": A, "of": B, "at_least": 1}
    there = {"kind": "at_least", "fact": "x.y", "bound": 1}
    made = rule(
        "all",
        rules=[
            {"kind": "share", "count": A, "of": B, "bound": 0.5},
            {"kind": "largest", "fact": A, "among": [C], "of": B, "lead": 0.1, "known": known},
            {"kind": "agree", "rules": [there, {"kind": "more", "fact": C, "smallest": 0}]},
        ],
    )
    assert keys_of(made) == [A, B, C, "x.y"]


@pytest.mark.parametrize(
    ("values", "all_parts", "all_looks"),
    [
        ([1, 1], "for", "for"),
        ([1, 0], "open", "open"),
        ([1, None], "missing", "missing"),
        ([1, -1], "against", "open"),
        ([0, None], "missing", "missing"),
        ([0, -1], "against", "open"),
        ([None, -1], "against", "missing"),
        ([-1, -1], "against", "against"),
        ([0, 0], "open", "open"),
    ],
)
def test_rules_of_several_parts(values, all_parts, all_looks):
    """Each part is for, open, missing or against as its value is 1, 0, none or −1."""
    parts = [{"kind": "more", "fact": key, "smallest": 0} for key in (A, B)]
    facts = {
        key: fact(value, interval=None if value is None else (value - 0.5, value + 0.5))
        for key, value in zip((A, B), values, strict=True)
    }
    for order in (parts, parts[::-1]):
        assert judge(rule("all", rules=order), facts).decision == all_parts
        assert judge(rule("agree", rules=order), facts).decision == all_looks


def test_a_rule_of_any_kind_knows_the_published_values():
    facts = {A: fact(61, kind="count"), B: fact(60, kind="count")}
    first, second = ({"kind": "equals", "fact": key, "value": "n", "tolerance": 0} for key in facts)
    assert judge(rule(**first), facts, VALUES).decision == "for"
    assert judge(rule("agree", rules=[second, first]), facts, VALUES).decision == "open"
    assert judge(rule("all", rules=[second, first]), facts, VALUES).decision == "against"


def test_what_is_no_rule_is_not_judged():
    with pytest.raises(TypeError, match="not a rule: 'more'"):
        judge("more", {}, {})
