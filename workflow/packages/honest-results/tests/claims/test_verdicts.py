"""One table gives every verdict: symmetric, monotone, and only on data of the needed provenance."""

from __future__ import annotations

import itertools

import pytest
from evidence import BOTH, fact
from hypothesis import given
from hypothesis import strategies as st

from honest_results.claims.statement_models import Needs, Strand
from honest_results.claims.verdicts import VERDICTS, Ruling, reaches, weigh
from honest_results.provenance import LEVELS

REAL, INVENTED = LEVELS[:2], LEVELS[2:]
INTERVALS = {"for": (0.1, 0.3), "against": (-0.3, -0.1), "open": (-0.1, 0.1)}
MIRROR = {"for": "against", "against": "for", "open": "open"}


def needs(supported="observed", not_supported="observed"):
    return Needs(supported=supported, not_supported=not_supported, because=BOTH)


def strand(key, **more):
    rule = {"kind": "more", "fact": key, "smallest": 0}
    return Strand.model_validate({"rule": rule, **more})


def said(direction, level="observed", **more):
    low, high = INTERVALS[direction]
    return {**fact((low + high) / 2, level, interval=(low, high)), **more}


def judge(evidence, needed=None, material_of=()) -> Ruling:
    """Weigh strands: name → (direction, level) or (direction, level, what else the strand has)."""
    strands, facts = {}, {}
    for name, (direction, level, *more) in evidence.items():
        key = f"{name}.effect"
        strands[name] = strand(key, **(more[0] if more else {}))
        if direction != "absent":
            facts[key] = said(direction, level)
    return weigh(strands, facts, needed or needs(), material_of=material_of)


WEAK = {"decides": "with_others"}


@pytest.mark.parametrize(
    ("survey", "cases", "verdict", "grounds"),
    [
        ("for", "for", "supported", "for"),
        ("for", "open", "supported", "for"),
        ("for", "against", "inconclusive", "conflict"),
        ("open", "for", "inconclusive", "weak"),
        ("open", "open", "inconclusive", "open"),
        ("open", "against", "inconclusive", "weak"),
        ("against", "for", "inconclusive", "conflict"),
        ("against", "open", "not_supported", "against"),
        ("against", "against", "not_supported", "against"),
    ],
)
def test_the_table(survey, cases, verdict, grounds):
    found = judge({"survey": (survey, "observed"), "cases": (cases, "observed", WEAK)})
    assert (found.verdict, found.grounds) == (verdict, grounds)


def test_what_cannot_decide_alone_never_does():
    for direction in ("for", "against"):
        found = judge(dict.fromkeys(("cases", "review"), (direction, "observed", WEAK)))
        assert (found.verdict, found.grounds) == ("inconclusive", "weak")


def test_strands_on_the_same_data_are_one_voice():
    same = {**WEAK, "voice": "cases"}
    pair = {"cases": ("for", "observed", WEAK), "qca": ("for", "observed", same)}
    found = judge({"survey": ("for", "observed"), **pair})
    assert found.voices("for") == 2
    pair["qca"] = ("against", "observed", same)  # the voice contradicts itself, and says nothing
    found = judge({"survey": ("for", "observed"), **pair})
    assert (found.verdict, found.voices("for"), found.voices("open")) == ("supported", 1, 1)


@pytest.mark.parametrize("level", INVENTED)
@pytest.mark.parametrize("direction", INTERVALS)
def test_invented_data_decide_nothing_and_add_nothing(direction, level):
    alone = judge({"survey": (direction, level)})
    assert (alone.verdict, alone.grounds) == ("not_testable", "provenance")
    for other in INTERVALS:
        without = judge({"survey": (other, "observed")})
        beside = judge({"survey": (other, "observed"), "cases": (direction, level)})
        assert (beside.verdict, beside.grounds) == (without.verdict, without.grounds)
        assert beside.level == "observed" and "cases.effect" not in beside.keys


def test_each_strand_keeps_its_own_level():
    found = judge({"cases": ("for", "observed", WEAK), "survey": ("for", "simulated")})
    assert [s.level for s in found.strands] == ["observed", "simulated"]
    assert [s.cause for s in found.strands] == [None, "provenance"]
    assert (found.verdict, found.grounds, found.level) == ("inconclusive", "weak", "observed")


def test_a_source_may_show_presence_and_not_absence():
    needed = needs("reconstructed", "observed")
    assert judge({"review": ("for", "reconstructed")}, needed).verdict == "supported"
    found = judge({"review": ("against", "reconstructed")}, needed)
    assert (found.verdict, found.grounds) == ("not_testable", "one_sided")
    assert judge({"review": ("against", "observed")}, needed).verdict == "not_supported"


def test_the_weakest_fact_of_a_rule_counts_and_not_those_that_only_stand_in_its_text():
    text = {"en": "See [survey.other]{.fact}.", "es": "Véase [survey.other]{.fact}."}
    facts = {"survey.effect": said("for"), "survey.other": said("for", "simulated")}
    found = weigh({"survey": strand("survey.effect", text=text)}, facts, needs())
    assert (found.verdict, found.level) == ("supported", "observed")
    assert found.strands[0].shown_level == "simulated"
    both = {
        "kind": "agree",
        "rules": [{"kind": "more", "fact": key, "smallest": 0} for key in facts],
    }
    found = weigh({"survey": Strand.model_validate({"rule": both})}, facts, needs())
    assert (found.verdict, found.level) == ("not_testable", "simulated")


def test_a_measure_from_the_claimants_own_material_tests_nothing():
    circular = {"circular_with": ["author2026"]}
    evidence = {"review": ("for", "observed", circular)}
    assert judge(evidence).verdict == "supported"
    found = judge(evidence, material_of=["author2026"])
    assert (found.verdict, found.grounds) == ("not_testable", "circular")
    found = judge({**evidence, "survey": ("against", "observed")}, material_of=["author2026"])
    assert found.verdict == "not_supported"


@pytest.mark.parametrize("direction", INTERVALS)
def test_doubtful_answers_decide_nothing_whatever_they_say(direction):
    gated = {
        "survey": strand("survey.effect", only_if={"fact": "survey.quality", "says": ["clean"]})
    }
    facts = {"survey.effect": said(direction), "survey.quality": fact("clean")}
    assert weigh(gated, facts, needs()).verdict != "not_testable"
    facts["survey.quality"] = fact("doubtful")
    found = weigh(gated, facts, needs())
    assert (found.verdict, found.grounds) == ("not_testable", "doubtful")
    unread = {"fact": "survey.quality", "says": ["clean"], "otherwise": "unread"}
    unread_strand = {"review": strand("survey.effect", only_if=unread)}
    assert weigh(unread_strand, facts, needs()).grounds == "unread"
    del facts["survey.quality"]
    assert weigh(gated, facts, needs()).grounds == "absent"


def test_an_empty_fact_and_one_that_does_not_exist():
    empty = {**fact(None, kind="number", interval=(None, None)), "missing": "one_outcome"}
    found = weigh({"cases": strand("cases.effect")}, {"cases.effect": empty}, needs())
    assert (found.verdict, found.grounds, found.level) == ("not_testable", "missing", "observed")
    assert found.strands[0].finding.missing == ("one_outcome",)
    found = judge({"cases": ("absent", "observed")})
    assert (found.verdict, found.grounds, found.level) == ("not_testable", "absent", None)


def test_a_strand_without_a_rule_counts_neither_way():
    mention = Strand(text={"en": "[a.b]{.fact} titles.", "es": "[a.b]{.fact} títulos."})
    found = weigh({"review": mention}, {"a.b": fact(3)}, needs())
    assert (found.verdict, found.grounds) == ("not_testable", "absent")
    found = weigh(
        {"review": mention, "survey": strand("c.d")}, {"a.b": fact(3), "c.d": said("for")}, needs()
    )
    assert found.verdict == "supported" and found.keys == ("c.d",)


direction = st.sampled_from(["for", "against", "open"])
level = st.sampled_from(LEVELS)
options = st.fixed_dictionaries(
    {"decides": st.sampled_from(["alone", "with_others"]), "voice": st.sampled_from([None, "x"])}
)
evidence = st.dictionaries(
    st.sampled_from(["review", "cases", "qca", "survey"]),
    st.tuples(direction, level, options),
    min_size=1,
)
deciding = st.sampled_from(REAL)


@given(evidence, deciding, deciding)
def test_a_verdict_rests_on_data_that_may_decide_it(strands, for_it, against_it):
    found = judge(strands, needs(for_it, against_it))
    assert found.verdict in VERDICTS
    if found.verdict != "not_testable":
        assert found.level in REAL
    if found.verdict == "supported":
        assert reaches(found.level, for_it)
    if found.verdict == "not_supported":
        assert reaches(found.level, against_it)


@given(evidence)
def test_the_table_is_symmetric(strands):
    mirrored = {name: (MIRROR[said], *more) for name, (said, *more) in strands.items()}
    swapped = {"supported": "not_supported", "not_supported": "supported"}
    verdict = judge(strands).verdict
    assert judge(mirrored).verdict == swapped.get(verdict, verdict)


RANK = {"not_supported": 0, "inconclusive": 1, "not_testable": 1, "supported": 2}
STEPS = ("against", "open", "for")


@given(evidence, st.data())
def test_stronger_evidence_never_moves_the_verdict_the_other_way(strands, data):
    """Moving one number towards the statement, or raising the level of one that speaks for it."""
    before = RANK[judge(strands).verdict]
    name = data.draw(st.sampled_from(sorted(strands)))
    said, was, more = strands[name]
    later = data.draw(st.sampled_from(STEPS[STEPS.index(said) :]))
    assert RANK[judge({**strands, name: (later, was, more)}).verdict] >= before
    better = data.draw(st.sampled_from(LEVELS[: LEVELS.index(was) + 1]))
    raised = RANK[judge({**strands, name: (said, better, more)}).verdict]
    if said == "for":
        assert raised >= before
    elif said == "against":
        assert raised <= before


def test_every_kind_of_mixed_levels():
    """Survey and cases at every pair of levels: only what is observed is heard."""
    for survey, cases in itertools.product(LEVELS, LEVELS):
        found = judge({"survey": ("for", survey), "cases": ("against", cases, WEAK)})
        heard = {"survey": survey == "observed", "cases": cases == "observed"}
        expected = {
            (True, True): "inconclusive",
            (True, False): "supported",
            (False, True): "inconclusive",
            (False, False): "not_testable",
        }[heard["survey"], heard["cases"]]
        assert found.verdict == expected, (survey, cases)
        assert {s.name: s.counts for s in found.strands} == heard
