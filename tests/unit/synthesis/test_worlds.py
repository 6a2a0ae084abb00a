"""Every claim and proposition in reversed worlds: true, false, without power, constant, one outcome.

The worlds are made from what the statements say, strand by strand; the verdicts expected are written
here, and not taken from the code that gives them.
"""

from __future__ import annotations

from copy import copy
from pathlib import Path

import pytest
from evidence import fact

from alianzas.synthesis.excused import excused_in
from alianzas.synthesis.joint_display import build_joint_display, fit
from honest_results.claims.claims_files import read_claims
from honest_results.claims.ledger import build_ledger
from honest_results.claims.rule_models import AgreeOn, AllOf, Equals, Largest, Less, Says, Share
from honest_results.claims.statement_models import Propositions
from honest_results.provenance import LEVELS
from human_files.settings_files import load_model
from labels import load_labels

ROOT = Path(__file__).parents[3]
LABELS = load_labels("common", "synthesis", "claims")
FILE = ROOT / "config/codebooks/propositions.yaml"
PROPOSITIONS = load_model(FILE, Propositions).propositions
REGISTER = read_claims(["config/codebooks/claims.yaml"], ROOT, PROPOSITIONS, FILE)
#: The authors whose own material a study may hold; to hold it makes their measures circular.
ALL_MATERIAL = [*REGISTER.sources]

#: Branches that a strand's facts come from, to give each its own level.
BRANCH = {"review": "literature", "cases": "cases", "qca": "cases", "survey": "survey"}


def answer(rule, world, values, level):
    """Return the facts that make one rule say what a world says: "for", "against" or "open"."""
    if isinstance(rule, AllOf | AgreeOn):
        found = {}
        for part in rule.rules:
            found |= answer(part, world, values, level)
        return found
    if isinstance(rule, Says):
        word = {"for": rule.supports, "against": rule.contradicts, "open": rule.neither}[world][0]
        return {rule.fact: fact(word, level)}
    if isinstance(rule, Share):
        turned = {"for": "against", "against": "for", "open": "open"}
        side = world if rule.side == "above" else turned[world]
        of = 4 if world == "open" else 1000
        count = {"for": of, "against": 0, "open": 1 if rule.bound < 0.5 else 2}[side]
        return known(rule, of, level) | {
            rule.count: fact(count, level, "count"),
            rule.of: fact(of, level, "count"),
        }
    if isinstance(rule, Largest):
        ours, theirs = {"for": (600, 10), "against": (10, 600), "open": (11, 10)}[world]
        others = dict.fromkeys(rule.among, fact(theirs, level, "count"))
        whole = fact(1000, level, "count")
        return (
            others
            | known(rule, 1000, level)
            | {
                rule.fact: fact(ours, level, "count"),
                rule.of: whole,
            }
        )
    bound = rule.value if isinstance(rule, Equals) else rule.bound
    bound = float(values[bound] if isinstance(bound, str) else bound)
    if rule.kind in ("at_least", "at_most", "equals"):
        away = -1 if rule.kind == "at_least" else 1
        wrong = bound + away
        if world == "open":
            return {rule.fact: fact(bound, level, interval=(bound - 1, bound + 1))}
        return {rule.fact: fact(bound if world == "for" else wrong, level)}
    sign = -1 if isinstance(rule, Less) else 1
    middle = bound + sign * rule.smallest
    middle += {"for": sign, "against": -sign, "open": 0}[world] * 0.5
    return {rule.fact: {**fact(middle, level, interval=(middle - 0.3, middle + 0.3)), "n": 99}}


def known(rule, of, level):
    """Return the facts that say how much is known, with all of it known."""
    if rule.known is None:
        return {}
    keys = (rule.known.count, rule.known.of)
    return dict.fromkeys(keys, fact(of, level, "count"))


def empty(facts, code):
    """Return facts without a value, which say why; words stay as they are."""
    none = {"value": None, "interval": [None, None], "missing": code}
    none["text"] = {"en": "—", "es": "—"}
    none["interval_text"] = none["text"]
    return {
        key: entry if entry["kind"] == "phrase" else {**entry, **none}
        for key, entry in facts.items()
    }


def world_of(strands, worlds, levels, values=(), missing=None):
    """Return the facts of a statement: what each strand says, and at what level its data are."""
    found = {}
    for name, strand in strands.items():
        level = levels[BRANCH[name]]
        if strand.rule is not None:
            facts = answer(strand.rule, worlds[name], values, level)
            found |= empty(facts, missing[name]) if missing and name in missing else facts
        if strand.only_if is not None:
            found[strand.only_if.fact] = fact(strand.only_if.says[0], level)
        for key in strand.shown_keys():
            shown = {**fact(7, level, "count"), "n": 7, "interval_text": {"en": "—", "es": "—"}}
            found.setdefault(key, shown)
    return found


STATEMENTS = {
    **{p.id: (p.strands, p.needs, {}) for p in PROPOSITIONS},
    **{
        f"claims.{c.id}": (
            REGISTER.strands(c),
            REGISTER.needs(c),
            {name: value.value for name, value in c.values.items()},
        )
        for c in REGISTER.claims
    },
}
OBSERVED = dict.fromkeys(("literature", "cases", "survey"), "observed")


def judged(name, facts, material_of=()):
    """Return verdict and sentences in both languages, by the ledger or by the joint display."""
    if name.startswith("claims."):
        only = copy(REGISTER)
        only.claims = [claim for claim in only.claims if f"claims.{claim.id}" == name]
        about = only.claims[0].about
        held = [only.claims[0].source] if about == "material" else list(material_of)
        (entry,) = build_ledger(only, facts, held, LABELS)
        words = [entry.found, entry.reason, entry.rule, entry.refuted]
        return entry.ruling, [text for said in words for text in said.values()]
    (proposition,) = (p for p in PROPOSITIONS if p.id == name)
    (row,) = build_joint_display(
        Propositions(propositions=[proposition]), facts, LABELS, material_of
    )
    words = [row.inference, *(item.text for item in row.evidence.values())]
    words.append(LABELS.by_language(f"synthesis.fit.{fit(row.ruling)}"))
    return row.ruling, [text for said in words for text in said.values()]


def decisive(strands):
    """Return the strands with a rule, and those of them that can decide alone."""
    ruled = {name: strand for name, strand in strands.items() if strand.rule is not None}
    return ruled, [name for name, strand in ruled.items() if strand.decides == "alone"]


def same(strands, world):
    return dict.fromkeys(strands, world)


#: World → what the strands say, and the verdict that follows where a strand can decide alone.
PLAIN = {"for": "supported", "against": "not_supported", "open": "inconclusive"}


@pytest.mark.parametrize("world", PLAIN)
@pytest.mark.parametrize("name", STATEMENTS)
def test_true_false_and_powerless_worlds(name, world):
    strands, _, values = STATEMENTS[name]
    _, alone = decisive(strands)
    assert alone, "a statement that no strand can decide is no statement"
    ruling, words = judged(name, world_of(strands, same(strands, world), OBSERVED, values))
    assert ruling.verdict == PLAIN[world]
    assert all(
        "{" not in text and "simulat" not in text and "simulad" not in text for text in words
    )


@pytest.mark.parametrize("level", LEVELS[1:])
@pytest.mark.parametrize("world", PLAIN)
@pytest.mark.parametrize("name", STATEMENTS)
def test_worlds_below_observed(name, world, level):
    strands, needs, values = STATEMENTS[name]
    levels = dict.fromkeys(OBSERVED, level)
    ruling, words = judged(name, world_of(strands, same(strands, world), levels, values))
    expected = "not_testable"
    if level == "reconstructed" and needs.supported == "reconstructed":
        expected = {"for": "supported", "open": "inconclusive"}.get(world, "not_testable")
    assert ruling.verdict == expected
    verdicts = [LABELS(f"claims.verdict.{v}", "en") for v in ("supported", "not_supported")]
    if expected == "not_testable" and not name.startswith("claims."):
        assert not any(text.startswith(verdict) for text in words for verdict in verdicts)


@pytest.mark.parametrize("world", PLAIN)
@pytest.mark.parametrize("name", STATEMENTS)
def test_mixed_levels_only_observed_cases(name, world):
    """The survey is simulated: cases alone decide nothing, and the survey's numbers keep their mark."""
    strands, _, values = STATEMENTS[name]
    levels = OBSERVED | {"survey": "simulated"}
    ruling, words = judged(name, world_of(strands, same(strands, world), levels, values))
    ruled, _ = decisive(strands)
    if "survey" not in ruled:
        assert ruling.verdict == PLAIN[world]
        return
    has_cases = {"cases", "qca"} & {*ruled}
    assert ruling.verdict == ("inconclusive" if has_cases else "not_testable")
    if name.startswith("claims."):
        assert any("(simulated)" in text for text in words)
        assert any("(simulados)" in text for text in words)


@pytest.mark.parametrize("code", ["constant", "one_outcome", "few", "not_estimated"])
@pytest.mark.parametrize("name", STATEMENTS)
def test_what_does_not_vary_or_has_one_outcome_never_decides(name, code):
    strands, _, values = STATEMENTS[name]
    ruled, _ = decisive(strands)
    numbers = {n for n, s in ruled.items() if not isinstance(s.rule, Says)}
    nothing = dict.fromkeys(numbers, code)
    quiet = {n: "open" if n not in numbers else "for" for n in strands}
    ruling, words = judged(name, world_of(strands, quiet, OBSERVED, values, nothing))
    assert ruling.verdict in ("not_testable", "inconclusive")
    if set(ruled) == numbers:
        assert (ruling.verdict, ruling.grounds) == ("not_testable", "missing")
        assert any(LABELS(f"claims.because.missing.{code}", "en")[1:] in text for text in words)
        assert any(LABELS(f"claims.because.missing.{code}", "es")[1:] in text for text in words)


@pytest.mark.parametrize(
    "name", [n for n, (s, *_) in STATEMENTS.items() if {"cases", "survey"} <= {*s}]
)
def test_strands_that_disagree_decide_nothing(name):
    strands, _, values = STATEMENTS[name]
    for survey, cases in (("for", "against"), ("against", "for")):
        worlds = {n: survey if n == "survey" else cases for n in strands}
        ruling, _ = judged(name, world_of(strands, worlds, OBSERVED, values))
        assert (ruling.verdict, ruling.grounds) == ("inconclusive", "conflict")


@pytest.mark.parametrize(
    "name", [n for n, (s, *_) in STATEMENTS.items() if {"cases", "survey"} <= {*s}]
)
def test_only_successes_leave_it_to_the_survey(name):
    strands, _, values = STATEMENTS[name]
    quiet = {n: "open" if n == "qca" else "for" for n in strands}
    found = world_of(strands, quiet, OBSERVED, values, {"cases": "one_outcome"})
    ruling, words = judged(name, found)
    assert ruling.verdict == "supported" and ruling.voices("for") == 1
    if not name.startswith("claims."):
        assert any(text == LABELS("synthesis.fit.expands", "en") for text in words)


@pytest.mark.parametrize(
    "name",
    [n for n, (s, *_) in STATEMENTS.items() if any(strand.circular_with for strand in s.values())],
)
@pytest.mark.parametrize("world", PLAIN)
def test_the_claimants_own_material_tests_nothing_whatever_it_says(name, world):
    strands, _, values = STATEMENTS[name]
    found = world_of(strands, same(strands, world), OBSERVED, values)
    ruling, _ = judged(name, found, ALL_MATERIAL)
    assert (ruling.verdict, ruling.grounds) == ("not_testable", "circular")


def test_the_false_confirmation_of_a_constant_condition():
    """Compatibility in all ten cases, contract in five of six successes only: once "Confirms"."""
    strands, _, values = STATEMENTS["compatibility_over_contract"]
    worlds = {"review": "for", "cases": "for", "qca": "open", "survey": "for"}
    found = world_of(strands, worlds, OBSERVED, values, {"cases": "constant"})
    ruling, words = judged("compatibility_over_contract", found)
    assert fit(ruling) == "expands"  # the survey alone; the cases confirm nothing
    assert not any("point the same way" in text for text in words)


GATED = [n for n, (s, *_) in STATEMENTS.items() if any(x.only_if for x in s.values())]


@pytest.mark.parametrize("world", PLAIN)
@pytest.mark.parametrize("name", GATED)
def test_doubtful_answers_and_texts_not_read_decide_nothing(name, world):
    strands, _, values = STATEMENTS[name]
    found = world_of(strands, same(strands, world), OBSERVED, values)
    for strand in strands.values():
        if strand.only_if is not None:
            found[strand.only_if.fact] = fact("doubtful")
    ruling, words = judged(name, found)
    assert ruling.verdict in ("not_testable", "inconclusive")
    (why,) = {s.only_if.otherwise for s in strands.values() if s.only_if is not None}
    assert any(s.cause == why for s in ruling.strands)
    if name.startswith("claims."):
        for language in ("en", "es"):
            assert any(LABELS(f"claims.because.{why}", language)[1:] in text for text in words)


@pytest.mark.parametrize("read", ["titles", "abstracts", "full_texts"])
@pytest.mark.parametrize("name", ["resource_based_theory", "quantitative_designs"])
def test_only_full_texts_tell_what_dominates_however_real_the_records(name, read):
    strands, _, values = STATEMENTS[f"claims.{name}"]
    found = world_of(strands, same(strands, "for"), OBSERVED, values)
    found["literature.basis.phrase"] = fact(read)
    ruling, _ = judged(f"claims.{name}", found)
    assert ruling.verdict == ("supported" if read == "full_texts" else "not_testable")


def test_income_is_judged_by_clean_answers_only():
    assert {"structured_alliances_raise_income", "claims.income", "claims.models"} <= {*GATED}


@pytest.mark.parametrize(
    ("effect", "quantile", "verdict"),
    [
        ((0.005, 0.015), (0.005, 0.015), "not_supported"),  # 1 % is not "up to 20 %"
        ((0.05, 0.2), (0.18, 0.22), "supported"),
        ((0.05, 0.2), (0.1, 0.3), "inconclusive"),
        ((0.05, 0.2), (0.3, 0.5), "not_supported"),
        ((-0.1, 0.2), (0.18, 0.22), "inconclusive"),
    ],
)
def test_up_to_a_share_needs_gains_of_that_size(effect, quantile, verdict):
    keys = ("survey.income.well_structured.percent", "survey.income.quantile.upper.percent")
    facts = {
        key: {**fact(sum(each) / 2, kind="percent", interval=each), "n": 99}
        for key, each in zip(keys, (effect, quantile), strict=True)
    }
    facts["survey.quality.income.phrase"] = fact("clean")
    ruling, _ = judged("claims.income", facts)
    assert ruling.verdict == verdict


def test_a_claim_on_a_bound_has_no_evidence_in_a_study_that_names_none():
    facts = {
        "survey.bound.state": fact("none"),
        "survey.income.well_structured.percent": {
            **fact(0.15, kind="percent", interval=(0.05, 0.25)),
            "n": 99,
        },
        "survey.quality.income.phrase": fact("clean"),
    }
    claims = {claim.id: claim for claim in REGISTER.claims}
    register = copy(REGISTER)
    register.claims = [claims["income"]]
    (entry,) = build_ledger(register, facts, (), LABELS, excused_in("ecuador", facts, ROOT))
    assert entry.ruling.verdict == "not_testable"
    assert [strand.cause for strand in entry.ruling.strands] == ["absent"]
    assert entry.missing == ("survey.income.quantile.upper.percent",)
    assert entry.reason == {
        "en": "No upper quantile of the difference is held against a bound, and a mean cannot be.",
        "es": "Ningún cuantil superior de la diferencia se contrasta con un límite, y una media no "
        "puede contrastarse.",
    }
