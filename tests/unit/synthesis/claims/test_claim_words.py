"""Every sentence that the ledger can say, in both languages: ``words.yaml`` holds them side by side.

A change of a label or of a rule's words changes that file: read it as a reader of the article would.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from evidence import BOTH, fact
from pydantic import TypeAdapter

from honest_results.claims.ledger import build_ledger
from honest_results.claims.rule_models import Rule
from honest_results.claims.rule_words import RuleWords
from unit.synthesis.claims.conftest import claim, strand

EXPECTED = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))

EMPTY = fact(None, kind="number", interval=(None, None))
FACTS = {
    "survey.effect": fact(0.2, kind="coefficient", interval=(0.1, 0.3)),
    "survey.small": fact(0.0, kind="coefficient", interval=(-0.05, 0.05)),
    "survey.share": fact(0.25, kind="percent", interval=(0.15, 0.4)),
    "survey.n": fact(1200, kind="count"),
    "survey.m": fact(2000, kind="count"),
    "survey.few": fact(2, kind="count"),
    "survey.empty": fact(None, kind="coefficient"),
    "survey.words": fact("positive"),
    "survey.first": fact(2019, kind="year"),
    "cases.none": fact(0, "reconstructed", "count"),
    "cases.some": fact(4, "reconstructed", "count"),
    "cases.drawn": fact(4, "simulated", "count"),
    "survey.drawn": fact(0.2, "simulated", "coefficient", interval=(0.1, 0.3)),
    "cases.contrast": {**fact(0.6, kind="number", interval=(0.2, 0.9)), "n": 10},
    "cases.constant": {**EMPTY, "missing": "constant"},
    "cases.one_outcome": {**EMPTY, "missing": "one_outcome"},
}
KNOWN = {"count": "survey.few", "of": "survey.n", "at_least": 0.5}
EFFECT = {"kind": "more", "fact": "survey.effect", "smallest": 0.05}
DRAWN = {"kind": "at_least", "fact": "cases.drawn", "bound": 1}
SHARE = {"kind": "share", "count": "survey.n", "of": "survey.m", "bound": 0.6}
LARGEST = {
    "kind": "largest",
    "fact": "survey.n",
    "among": ["survey.few", "survey.m"],
    "of": "survey.m",
    "lead": 0.1,
}
SAYS = {
    "kind": "says",
    "fact": "survey.words",
    "supports": ["positive"],
    "contradicts": ["negative"],
    "neither": ["no data"],
}
MIXED = {"supported": "reconstructed", "not_supported": "observed", "because": BOTH}
CASES = {"kind": "more", "fact": "cases.contrast", "smallest": 0.1}
WEAK = {"decides": "with_others"}


def two(cases, survey=EFFECT, **more):
    """Return the strands of cases, which cannot decide alone, and of a survey."""
    return {"strands": {"cases": strand(cases, **WEAK, **more), "survey": strand(survey)}}


#: The claims by name: the rule, and what else is not as usual.
CLAIMS = {
    "equals a published count": (
        {"kind": "equals", "fact": "survey.n", "value": "n", "tolerance": 0},
        {
            "values": {"n": {"value": 1200, "kind": "count"}},
            "published": {"en": "{n}", "es": "{n}"},
        },
    ),
    "equals within a tolerance": (
        {"kind": "equals", "fact": "survey.effect", "value": 0.25, "tolerance": 0.1},
        {},
    ),
    "a year": ({"kind": "equals", "fact": "survey.first", "value": 2020, "tolerance": 0}, {}),
    "not before a year": ({"kind": "at_least", "fact": "survey.first", "bound": 2019}, {}),
    "at least": ({"kind": "at_least", "fact": "survey.n", "bound": 1500}, {}),
    "at most a published share": (
        {"kind": "at_most", "fact": "survey.share", "bound": "p"},
        {
            "values": {"p": {"value": 0.2, "kind": "percent"}},
            "published": {"en": "{p}", "es": "{p}"},
        },
    ),
    "more": (EFFECT, {}),
    "more, too small to count": ({**EFFECT, "fact": "survey.small", "smallest": 0.1}, {}),
    "more, undecided": ({**EFFECT, "smallest": 0.2}, {}),
    "less": ({"kind": "less", "fact": "survey.effect", "bound": 1, "smallest": 0.25}, {}),
    "largest": (LARGEST, {}),
    "largest, clearly": ({**LARGEST, "among": ["survey.few"]}, {}),
    "largest, too little known": ({**LARGEST, "among": ["survey.few"], "known": KNOWN}, {}),
    "largest of what does not exist": (
        {**LARGEST, "among": ["survey.few", "survey.gone"]},
        {"if_missing": BOTH},
    ),
    "largest of what is empty": ({**LARGEST, "among": ["survey.few", "survey.empty"]}, {}),
    "a share": ({**SHARE, "bound": 0.5}, {}),
    "a share, undecided": (SHARE, {}),
    "a share of few, below": (
        {**SHARE, "count": "survey.few", "of": "survey.few", "side": "below"},
        {},
    ),
    "says": (SAYS, {}),
    "an empty fact": ({**EFFECT, "fact": "survey.empty"}, {}),
    "a condition that does not vary": ({**EFFECT, "fact": "cases.constant"}, {}),
    "only successes": ({**EFFECT, "fact": "cases.one_outcome"}, {}),
    "a fact that does not exist": ({**EFFECT, "fact": "survey.no"}, {"if_missing": BOTH}),
    "invented data": (DRAWN, {}),
    "reconstructed data may show presence": (
        {"kind": "at_least", "fact": "cases.some", "bound": 1},
        {"needs": MIXED},
    ),
    "but not absence": ({"kind": "at_least", "fact": "cases.none", "bound": 1}, {"needs": MIXED}),
    "material of another study": (EFFECT, {"about": "material"}),
    "the claimants' own material": (
        None,
        {"strands": {"review": strand(EFFECT, circular_with=["author2026title"])}},
    ),
    "all": ({"kind": "all", "rules": [EFFECT, {**EFFECT, "bound": 0.4}]}, {}),
    "agree": ({"kind": "agree", "rules": [SAYS, EFFECT]}, {}),
    "two strands that confirm": (None, two(CASES)),
    "two strands that disagree": (None, two({**CASES, "kind": "less"})),
    "cases alone": (None, two(CASES, {**EFFECT, "smallest": 0.2})),
    "cases, and a survey that is invented": (None, two(CASES, {**EFFECT, "fact": "survey.drawn"})),
    "a survey, and cases that do not vary": (None, two({**CASES, "fact": "cases.constant"})),
}


def sentences(register, labels, name):
    rule, more = CLAIMS[name]
    own = ["author2026title"] if name == "the claimants' own material" else []
    (entry,) = build_ledger(register(claim(rule=rule, **more)), FACTS, own, labels)
    said = {"published": entry.published, "found": entry.found, "rule": entry.rule}
    said |= {"refuted": entry.refuted, "reason": entry.reason}
    return {"verdict": entry.ruling.verdict, **said}


def test_each_claim_has_its_words_and_no_words_are_without_a_claim():
    assert list(EXPECTED) == list(CLAIMS)


@pytest.mark.parametrize("name", CLAIMS)
def test_each_sentence_is_the_one_that_was_read(register, labels, name):
    assert sentences(register, labels, name) == EXPECTED[name]


@pytest.mark.parametrize(
    ("count", "of", "english", "spanish"),
    [
        (
            "cases.none",
            "survey.n",
            "none of 1,200, 0% [0%, 0%]",
            "ninguno de 1.200, 0\u00a0% [0\u00a0%; 0\u00a0%]",
        ),
        ("survey.empty", "survey.n", "—", "—"),
        ("survey.few", "cases.none", "—", "—"),
    ],
)
def test_a_share_is_no_list_of_zeros_and_no_half_of_a_number(labels, count, of, english, spanish):
    words = RuleWords(FACTS, labels, {})
    rule = TypeAdapter(Rule).validate_python({**SHARE, "count": count, "of": of})
    assert (words.found(rule, "en"), words.found(rule, "es")) == (english, spanish)
    least = {"kind": "at_least", "fact": "cases.none", "bound": 1}
    both = TypeAdapter(Rule).validate_python({"kind": "all", "rules": [least, least]})
    assert (words.found(both, "en"), words.found(both, "es")) == ("none", "ninguno")


@pytest.mark.parametrize(
    ("fact", "among", "found"),
    [
        ("survey.n", ["survey.gone"], "1,200 (largest other: —)"),
        ("survey.gone", ["survey.n"], "— (largest other: 1,200)"),
        ("survey.gone", ["survey.gone_too"], "—"),
    ],
)
def test_where_nothing_is_there_to_compare_one_dash_says_so(labels, fact, among, found):
    rule = TypeAdapter(Rule).validate_python({**LARGEST, "fact": fact, "among": among})
    assert RuleWords(FACTS, labels, {}).found(rule, "en") == found
