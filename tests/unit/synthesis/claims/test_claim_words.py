"""Every sentence that the ledger can say, in both languages: ``words.yaml`` holds them side by side.

A change of a label or of a rule's words changes that file: read it as a reader of the article would.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from evidence import BOTH, fact

from honest_results.claims.ledger import build_ledger
from unit.synthesis.claims.conftest import claim

EXPECTED = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))

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
}
KNOWN = {"count": "survey.few", "of": "survey.n", "at_least": 0.5}
EFFECT = {"kind": "above", "fact": "survey.effect"}
DRAWN = {"kind": "present", "facts": ["cases.drawn"]}
SHARE = {"kind": "share", "count": "survey.n", "of": "survey.m", "bound": 0.6}
LARGEST = {"kind": "largest", "fact": "survey.n", "among": ["survey.few", "survey.m"]}
MIXED = {"supported": "reconstructed", "not_supported": "observed", "because": BOTH}

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
    "not before a year, give or take two": (
        {"kind": "at_least", "fact": "survey.first", "bound": 2020, "tolerance": 2},
        {},
    ),
    "at least": ({"kind": "at_least", "fact": "survey.n", "bound": 1500}, {}),
    "at most a published share": (
        {"kind": "at_most", "fact": "survey.share", "bound": "p", "tolerance": 0.05},
        {
            "values": {"p": {"value": 0.2, "kind": "percent"}},
            "published": {"en": "{p}", "es": "{p}"},
        },
    ),
    "above": (EFFECT, {}),
    "above, negligible": (
        {"kind": "above", "fact": "survey.small", "bound": 0.1, "negligible": 0.1},
        {},
    ),
    "below": ({"kind": "below", "fact": "survey.effect", "bound": 1, "negligible": 0.25}, {}),
    "largest": (LARGEST, {}),
    "largest, too little known": ({**LARGEST, "among": ["survey.few"], "known": KNOWN}, {}),
    "largest of what does not exist": (
        {**LARGEST, "among": ["survey.few", "survey.gone"]},
        {"if_missing": BOTH},
    ),
    "largest of what is empty": ({**LARGEST, "among": ["survey.few", "survey.empty"]}, {}),
    "a share, a tie": (SHARE, {}),
    "a share of few": (
        {**SHARE, "count": "survey.few", "of": "survey.few", "side": "below", "least": 30},
        {},
    ),
    "present": ({"kind": "present", "facts": ["survey.n", "survey.few"], "at_least": 2}, {}),
    "says": (
        {"kind": "says", "fact": "survey.words", "supports": ["positive"], "neither": ["no data"]},
        {},
    ),
    "an empty fact": ({"kind": "above", "fact": "survey.empty"}, {}),
    "a fact that does not exist": ({"kind": "above", "fact": "survey.no"}, {"if_missing": BOTH}),
    "invented data": (DRAWN, {}),
    "reconstructed data may show presence": (
        {"kind": "present", "facts": ["cases.some"]},
        {"needs": MIXED},
    ),
    "but not absence": ({"kind": "present", "facts": ["cases.none"]}, {"needs": MIXED}),
    "invented data for a claim with two levels": (DRAWN, {"needs": MIXED}),
    "material of another study": (EFFECT, {"about": "material"}),
    "all": ({"kind": "all", "rules": [EFFECT, {**EFFECT, "bound": 0.4}]}, {}),
    "all, one of them invented": ({"kind": "all", "rules": [EFFECT, DRAWN]}, {}),
    "any": ({"kind": "any", "rules": [SHARE, EFFECT, {**EFFECT, "bound": 0.05}]}, {}),
    "any, none for it and one invented": (
        {"kind": "any", "rules": [{**EFFECT, "bound": 0.4}, DRAWN]},
        {},
    ),
    "all invented, one weaker": (
        {"kind": "all", "rules": [{"kind": "present", "facts": ["cases.some"]}, DRAWN]},
        {},
    ),
    "words and a number": (
        {
            "kind": "all",
            "rules": [{"kind": "says", "fact": "survey.words", "supports": ["positive"]}, EFFECT],
        },
        {},
    ),
}


def sentences(register, labels, name):
    rule, more = CLAIMS[name]
    (entry,) = build_ledger(register(claim(rule=rule, **more)), FACTS, [], labels)
    said = {"published": entry.published, "found": entry.found, "rule": entry.rule}
    return {"verdict": entry.ruling.verdict, **said, "reason": entry.reason}


def test_each_claim_has_its_words_and_no_words_are_without_a_claim():
    assert list(EXPECTED) == list(CLAIMS)


@pytest.mark.parametrize("name", CLAIMS)
def test_each_sentence_is_the_one_that_was_read(register, labels, name):
    assert sentences(register, labels, name) == EXPECTED[name]
