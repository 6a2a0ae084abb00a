"""The rule of the verdicts: its table, its symmetry, and that better evidence never does harm."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alianzas.survey.findings.verdict import OPPOSITE, Evidence, LeftOut, judge

DIRECTIONS = ("negative", "unclear", "positive")
STRONG = Evidence(
    "positive",
    "positive",
    {"sector": LeftOut(0, 5), "region": LeftOut(0, 8)},
    {"bootstrap": "positive", "ordered_logit": "positive"},
    True,
)


def flipped(evidence):
    def turn(found):
        return OPPOSITE.get(found, found)

    return replace(
        evidence,
        main=turn(evidence.main),
        curve=turn(evidence.curve),
        checks={name: turn(found) for name, found in evidence.checks.items()},
    )


def rank(evidence):
    """Return where a verdict stands between against (-2) and in favour (2)."""
    verdict = judge(evidence)
    if verdict.code == "fragile":
        return {"positive": 1, "negative": -1}[verdict.direction]
    return {"holds": 2, "reversed": -2, "unclear": 0, "unknown": 0}[verdict.code]


@pytest.mark.parametrize(
    ("change", "code", "breaks"),
    [
        ({}, "holds", ()),
        ({"balance": None}, "holds", ()),
        ({"curve": "unclear"}, "fragile", ("curve",)),
        ({"curve": "negative"}, "fragile", ("curve",)),
        ({"curve": "unknown"}, "fragile", ("curve",)),
        ({"checks": {}}, "fragile", ("checks",)),
        ({"checks": {"bootstrap": "positive", "logit": "unclear"}}, "fragile", ("checks",)),
        ({"left_out": {}}, "fragile", ("left_out",)),
        ({"left_out": {"sector": LeftOut(0, 1, False)}}, "fragile", ("left_out",)),
        (
            {"left_out": {"sector": LeftOut(0, 1, False), "region": LeftOut(0, 3)}},
            "holds",
            (),
        ),
        ({"left_out": {"sector": LeftOut(1, 5), "region": LeftOut(0, 8)}}, "fragile", ("sector",)),
        ({"balance": False}, "fragile", ("balance",)),
        ({"main": "unclear"}, "unclear", ()),
        ({"main": "unknown"}, "unknown", ()),
        ({"main": "negative"}, "fragile", ("curve", "checks")),
    ],
)
def test_table(change, code, breaks):
    verdict = judge(replace(STRONG, **change))
    assert (verdict.code, verdict.breaks) == (code, breaks)


evidences = st.builds(
    Evidence,
    main=st.sampled_from((*DIRECTIONS, "unknown")),
    curve=st.sampled_from((*DIRECTIONS, "unknown")),
    left_out=st.dictionaries(
        st.sampled_from(("sector", "region")),
        st.builds(LeftOut, st.integers(0, 2), st.integers(0, 3), st.booleans()),
    ),
    checks=st.dictionaries(
        st.sampled_from(("bootstrap", "influence", "logit")), st.sampled_from(DIRECTIONS)
    ),
    balance=st.sampled_from((None, True, False)),
)


@given(evidences)
def test_signs_changed_turn_the_verdict(evidence):
    turned = {"holds": "reversed", "reversed": "holds"}
    code = judge(evidence).code
    assert judge(flipped(evidence)).code == turned.get(code, code)
    assert judge(flipped(evidence)).breaks == judge(evidence).breaks


@given(evidences, st.data())
def test_better_evidence_never_does_harm(evidence, data):
    """One piece moves towards the hypothesis; the verdict does not move away from it."""

    def above(found):
        return DIRECTIONS[DIRECTIONS.index(found) + 1 :]

    better = []
    for name in ("main", "curve"):
        found = getattr(evidence, name)
        if found != "unknown":
            better += [replace(evidence, **{name: higher}) for higher in above(found)]
    for check, found in evidence.checks.items():
        better += [
            replace(evidence, checks={**evidence.checks, check: higher}) for higher in above(found)
        ]
    if better:
        changed = data.draw(st.sampled_from(better))
        assert rank(changed) >= rank(evidence)


@given(evidences)
def test_what_was_not_made_never_helps(evidence):
    """Without a curve, without checks, a verdict is at most fragile."""
    for less in ({"curve": "unknown"}, {"checks": {}}, {"left_out": {}}):
        assert judge(replace(evidence, **less)).code not in ("holds", "reversed")
