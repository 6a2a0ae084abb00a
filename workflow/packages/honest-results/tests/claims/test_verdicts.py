"""Only data of the needed provenance decide; then the verdict follows the data."""

from __future__ import annotations

import pytest
from evidence import BOTH, fact
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from honest_results.claims.claim_models import Needs
from honest_results.claims.rule_models import Rule
from honest_results.claims.verdicts import VERDICTS, reaches, weigh
from honest_results.provenance import LEVELS

RULE = TypeAdapter(Rule)
DECIDED = ("supported", "not_supported")


def needs(supported="observed", not_supported="observed"):
    return Needs(supported=supported, not_supported=not_supported, because=BOTH)


def rule(kind, **arguments):
    return RULE.validate_python({"kind": kind, **arguments})


ABOVE = rule("above", fact="survey.a")


def verdict(low, high, level="observed", needed=None):
    facts = {"survey.a": fact((low + high) / 2, level, interval=(low, high))}
    return weigh(ABOVE, facts, {}, needed or needs()).verdict


@pytest.mark.parametrize(
    ("interval", "expected"),
    [((0.1, 0.3), "supported"), ((-0.3, -0.1), "not_supported"), ((-0.1, 0.1), "inconclusive")],
)
def test_on_observed_data_the_verdict_follows_the_numbers(interval, expected):
    assert verdict(*interval) == expected


@pytest.mark.parametrize("level", LEVELS[1:])
@pytest.mark.parametrize("interval", [(0.1, 0.3), (-0.3, -0.1), (-0.1, 0.1)])
def test_below_the_needed_level_nothing_is_testable(level, interval):
    assert verdict(*interval, level) == "not_testable"


interval = st.tuples(st.floats(-9, 9), st.floats(-9, 9)).map(sorted)
levels = st.sampled_from(LEVELS)
deciding = st.sampled_from(LEVELS[:2])


@given(interval, levels, deciding, deciding)
def test_a_decided_claim_always_has_data_that_may_decide_it(bounds, level, for_it, against_it):
    needed = needs(for_it, against_it)
    got = verdict(*bounds, level, needed)
    assert got in VERDICTS
    if got == "supported":
        assert reaches(level, for_it)
    if got == "not_supported":
        assert reaches(level, against_it)
    if level in ("illustrative", "simulated"):
        assert got == "not_testable"


@given(interval, interval, st.sampled_from(["illustrative", "simulated"]), deciding, deciding)
def test_invented_numbers_change_nothing(first, second, level, for_it, against_it):
    needed = needs(for_it, against_it)
    assert verdict(*first, level, needed) == verdict(*second, level, needed) == "not_testable"


def test_a_source_may_show_presence_and_not_absence():
    needed = needs("reconstructed", "observed")
    made = rule("present", facts=["literature.a.n"])
    for level, count, expected, reason in (
        ("reconstructed", 1, "supported", "for"),
        ("reconstructed", 0, "not_testable", "one_sided"),
        ("observed", 0, "not_supported", "against"),
        ("illustrative", 1, "not_testable", "provenance"),
    ):
        found = weigh(made, {"literature.a.n": fact(count, level)}, {}, needed)
        assert (found.verdict, found.reason) == (expected, reason), (level, count)


def test_the_weakest_fact_counts():
    made = rule("largest", fact="cases.a", among=["survey.b"])
    facts = {"cases.a": fact(5, "observed"), "survey.b": fact(1, "simulated")}
    found = weigh(made, facts, {}, needs())
    assert (found.verdict, found.level) == ("not_testable", "simulated")


def test_an_empty_fact_and_one_that_does_not_exist():
    empty = weigh(ABOVE, {"survey.a": fact(None, kind="number")}, {}, needs())
    assert (empty.verdict, empty.reason, empty.level) == ("not_testable", "missing", "observed")
    found = weigh(ABOVE, {}, {}, needs())
    assert (found.verdict, found.reason, found.level) == ("not_testable", "absent", None)
    half = weigh(rule("largest", fact="a.b", among=["a.c"]), {"a.b": fact(3)}, {}, needs())
    assert (half.verdict, half.reason, half.level) == ("not_testable", "absent", None)
    assert half.keys == ("a.b", "a.c")


PARTS = {
    "supported": fact(0.2, interval=(0.1, 0.3)),
    "not_supported": fact(-0.2, interval=(-0.3, -0.1)),
    "inconclusive": fact(0.0, interval=(-0.1, 0.1)),
    "not_testable": fact(0.2, "simulated", interval=(0.1, 0.3)),
}


def combined(kind, *verdicts):
    facts = {f"survey.f{number}": PARTS[name] for number, name in enumerate(verdicts)}
    parts = [{"kind": "above", "fact": key} for key in facts]
    return weigh(rule(kind, rules=parts), facts, {}, needs())


@pytest.mark.parametrize(
    ("kind", "parts", "expected"),
    [
        ("all", ("supported", "supported"), "supported"),
        ("all", ("supported", "not_supported"), "not_supported"),
        ("all", ("inconclusive", "not_supported"), "not_supported"),
        ("all", ("supported", "inconclusive"), "inconclusive"),
        ("all", ("not_supported", "not_testable"), "not_testable"),
        ("any", ("supported", "not_supported"), "supported"),
        ("any", ("supported", "not_testable"), "supported"),
        ("any", ("not_supported", "not_supported"), "not_supported"),
        ("any", ("not_supported", "inconclusive"), "inconclusive"),
        ("any", ("not_supported", "not_testable"), "inconclusive"),
        ("any", ("not_testable", "not_testable"), "not_testable"),
    ],
)
def test_parts_join(kind, parts, expected):
    assert combined(kind, *parts).verdict == expected
    assert combined(kind, *reversed(parts)).verdict == expected


def test_what_could_not_be_tested_is_no_ground_of_a_verdict():
    found = combined("any", "supported", "not_testable")
    assert (found.keys, found.level) == (("survey.f0",), "observed")
    assert (found.reason, len(found.parts)) == ("parts", 2)


def test_a_part_about_a_fact_that_does_not_exist_leaves_the_level_unknown():
    parts = [{"kind": "above", "fact": key} for key in ("survey.a", "survey.b")]
    found = weigh(rule("all", rules=parts), {"survey.a": PARTS["supported"]}, {}, needs())
    assert (found.verdict, found.level) == ("not_testable", None)


@given(st.sampled_from(["all", "any"]), st.lists(st.sampled_from(VERDICTS), min_size=2, max_size=4))
def test_a_verdict_of_several_parts_never_rests_on_invented_data(kind, parts):
    found = combined(kind, *parts)
    if found.verdict != "not_testable":
        assert found.level == "observed"
