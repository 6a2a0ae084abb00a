"""The ledger: every claim has a verdict, a reason in both languages, and its raw files."""

from __future__ import annotations

import json

import jsonschema
import pytest
from evidence import BOTH, fact

from honest_results.claims.claim_models import Claims
from honest_results.claims.claims_files import ClaimsError
from honest_results.claims.ledger import build_ledger
from honest_results.claims.ledger_document import Ledger, ledger_document
from honest_results.claims.ledger_results import claims_facts, claims_table
from honest_results.provenance import LEVELS
from honest_results.tables import to_markdown
from unit.synthesis.claims.conftest import ROOT, claim, content, strand

EFFECT = {"kind": "more", "fact": "survey.effect", "smallest": 0}


def effect(low, high, level="observed", **more):
    return {"survey.effect": fact((low + high) / 2, level, "coefficient", (low, high), **more)}


SOURCES = Claims.model_validate(content()).sources


@pytest.fixture
def build(register, labels):
    def made(facts, *claims, material_of=()):
        return build_ledger(register(*claims), facts, material_of, labels)

    return made


@pytest.mark.parametrize(
    ("low", "high", "verdict", "english", "spanish"),
    [
        (0.1, 0.3, "supported", "lies above 0.", "está por encima de 0."),
        (
            -0.3,
            -0.1,
            "not_supported",
            "lies below 0.",
            "está por debajo de 0.",
        ),
        (-0.1, 0.1, "inconclusive", "it decides nothing.", "no decide nada."),
    ],
)
def test_verdict_and_reason_follow_the_data_in_both_languages(
    build, low, high, verdict, english, spanish
):
    (entry,) = build(effect(low, high), claim())
    assert entry.ruling.verdict == verdict
    assert entry.reason["en"].endswith(english)
    assert entry.reason["es"].endswith(spanish)


def test_the_decimal_sign_is_the_languages(build):
    (entry,) = build(effect(0.1, 0.3), claim())
    assert entry.found == {
        "en": "0.20 [0.10, 0.30] (observed)",
        "es": "0,20 [0,10; 0,30] (observados)",
    }


@pytest.mark.parametrize("level", LEVELS[1:])
def test_below_the_needed_level_the_reason_names_both_levels(build, labels, level):
    (entry,) = build(effect(0.1, 0.3, level), claim())
    assert entry.ruling.verdict == "not_testable"
    for language in ("en", "es"):
        assert labels(f"provenance.level.{level}", language) in entry.reason[language]
        assert labels("provenance.level.observed", language) in entry.reason[language]


def test_what_reconstructed_data_decide_says_so(build, labels):
    needs = {"supported": "reconstructed", "not_supported": "observed", "because": BOTH}
    (entry,) = build(effect(0.1, 0.3, "reconstructed"), claim(needs=needs))
    assert entry.ruling.verdict == "supported"
    for language in ("en", "es"):
        assert labels("provenance.level.reconstructed", language) in entry.reason[language]
    (entry,) = build(effect(-0.3, -0.1, "reconstructed"), claim(needs=needs))
    assert (entry.ruling.verdict, entry.ruling.grounds) == ("not_testable", "one_sided")


def test_material_of_another_study_cannot_be_tested(build):
    about = claim(about="material")
    (entry,) = build(effect(0.1, 0.3), about)
    assert (entry.ruling.verdict, entry.ruling.grounds) == ("not_testable", "material")
    (entry,) = build(effect(0.1, 0.3), about, material_of=["author2026title"])
    assert entry.ruling.verdict == "supported"
    (entry,) = build({}, about)  # nor need its facts exist
    assert entry.ruling.grounds == "material"


def test_a_fact_that_may_be_missing_says_why(build):
    (entry,) = build({}, claim(if_missing=BOTH))
    assert entry.reason == BOTH and entry.ruling.grounds == "absent"
    assert entry.missing == ("survey.effect",) and entry.keys == ()


def test_a_claim_on_a_branch_that_the_study_has_not_says_so(register, labels):
    """Why the fact may be missing in a study with the branch is not the reason here."""
    facts = {"study.survey.state": {"value": "absent"}, "cases.n": fact(3, "illustrative", "count")}
    cases = strand({"kind": "at_least", "fact": "cases.n", "bound": 1})
    both = {"survey": strand(EFFECT, BOTH), "cases": cases}
    claims = register(claim(if_missing=BOTH), claim("both", strands=both))
    alone, beside = build_ledger(claims, facts, [], labels, lambda file: ["survey"])
    assert alone.ruling.grounds == "absent"
    assert alone.reason["en"] == "No strand of this study bears on it."
    assert "The survey: there are no such data in this study." in beside.reason["en"]
    assert "La encuesta: no hay tales datos en este estudio." in beside.reason["es"]
    assert BOTH["en"] not in beside.reason["en"]


def test_an_empty_fact_decides_nothing_and_no_key_is_in_the_reason(build):
    facts = {"survey.effect": fact(None, kind="coefficient", interval=(None, None))}
    (entry,) = build(facts, claim())
    assert entry.ruling.grounds == "missing"
    assert entry.reason["es"] == "Falta un valor que decidiría."


def test_a_rule_that_does_not_fit_its_fact_is_told_with_its_line(build):
    rule = {"kind": "equals", "fact": "survey.words", "value": 1, "tolerance": 0.1}
    with pytest.raises(ClaimsError, match=r'line \d+, key "planning": the fact "survey.words"'):
        build({"survey.words": fact("positive")}, claim(rule=rule))


def mixed(cases, **more):
    """Return facts of a survey that speaks for the claim, and of cases at a level; and the claim."""
    facts = effect(0.1, 0.3, file="data/a.csv")
    facts["cases.effect"] = fact(1, cases, interval=(0.5, 2), file="data/b.csv")
    rule = {"kind": "more", "fact": "cases.effect", "smallest": 0}
    strands = {"cases": strand(rule, decides="with_others"), "survey": strand()}
    return facts, claim(strands=strands, **more)


def test_only_the_files_behind_the_verdict_are_its_sources(build):
    facts, made = mixed("simulated")
    (entry,) = build(facts, made)
    assert entry.ruling.verdict == "supported"
    assert [source.file for source in entry.sources] == ["data/a.csv"]
    facts, made = mixed("observed")
    (entry,) = build(facts, made)
    assert [source.file for source in entry.sources] == ["data/a.csv", "data/b.csv"]


@pytest.mark.parametrize(("language", "word"), [("en", "simulated"), ("es", "simulados")])
def test_a_simulated_number_beside_an_observed_one_keeps_its_mark(build, labels, language, word):
    facts, made = mixed("simulated")
    (entry,) = build(facts, made)
    head = labels("claims.strand.survey", language).capitalize()
    cases, survey = entry.found[language].split(f"; {head}")
    assert f"({word})" in cases and word not in survey
    reason = entry.reason[language]
    assert word in reason  # why the cases do not count
    (row,) = claims_table([entry]).frame.to_dict("records")
    assert "(simulated)" in row["found"]


def test_a_constant_condition_and_one_outcome_have_their_own_words(build, labels):
    empty = fact(None, kind="coefficient", interval=(None, None))
    said = set()
    for code in ("constant", "one_outcome", "few", "not_estimated"):
        (entry,) = build({"survey.effect": {**empty, "missing": code}}, claim())
        assert entry.ruling.grounds == "missing"
        assert entry.reason["es"] == labels(f"claims.because.missing.{code}", "es")
        said.add(entry.reason["en"])
    assert len(said) == 4


def test_a_measure_from_the_claimants_own_material_is_called_circular(build, labels):
    made = claim(strands={"review": strand(circular_with=["author2026title"])})
    (entry,) = build(effect(0.1, 0.3), made, material_of=["author2026title"])
    assert entry.ruling.grounds == "circular"
    assert entry.reason["en"] == labels("claims.because.circular", "en")


def test_what_would_refute_a_claim_is_printed_with_the_rule(build):
    (entry,) = build(effect(0.1, 0.3), claim())
    assert entry.refuted["en"] == "The interval of `survey.effect` lies below 0."
    assert entry.refuted["es"] == "El intervalo de `survey.effect` está por debajo de 0."


RULES = [
    {"kind": "equals", "fact": "survey.n", "value": 3, "tolerance": 0},
    {"kind": "equals", "fact": "survey.effect", "value": 3, "tolerance": 0},
    {"kind": "at_least", "fact": "survey.n", "bound": 3},
    {"kind": "at_least", "fact": "survey.effect", "bound": 3},
    {"kind": "at_most", "fact": "survey.n", "bound": 3},
    {"kind": "at_most", "fact": "survey.effect", "bound": 3},
    EFFECT,
    {"kind": "less", "fact": "survey.effect", "smallest": 0.1},
    {
        "kind": "largest",
        "fact": "survey.n",
        "among": ["survey.m"],
        "of": "survey.m",
        "lead": 0.1,
        "known": {"count": "survey.n", "of": "survey.m", "at_least": 0.5},
    },
    {"kind": "share", "count": "survey.n", "of": "survey.m", "bound": 0.5},
    {"kind": "says", "fact": "survey.words", "supports": ["positive"], "contradicts": ["negative"]},
]


@pytest.mark.parametrize("level", ["observed", "simulated"])
@pytest.mark.parametrize("empty", [False, True])
def test_every_rule_has_words_in_both_languages(build, level, empty):
    value = None if empty else 3
    facts = {
        **effect(0.1, 0.3, level),
        "survey.n": fact(value, level, "count"),
        "survey.m": fact(4, level, "count"),
        "survey.words": fact("positive", level),
    }
    both = [{"kind": kind, "rules": RULES[:2]} for kind in ("all", "agree")]
    entries = build(facts, *(claim(f"c{i}", rule) for i, rule in enumerate([*RULES, *both])))
    for entry in entries:
        for text in (entry.rule, entry.refuted, entry.reason, entry.found, entry.published):
            assert text["en"] and text["es"] and "{" not in text["en"] + text["es"]
        assert entry.rule["en"] != entry.rule["es"]


def test_table_facts_and_document_agree(build, labels):
    facts = effect(0.1, 0.3)
    facts["survey.other"] = fact(0.2, "simulated", interval=(0.1, 0.3))
    other = claim("trust", {"kind": "more", "fact": "survey.other", "smallest": 0})
    entries = build(facts, claim(), other)
    counted = {f.key: f for f in claims_facts(entries, labels)}
    assert counted["synthesis.claims.n"].value == 2
    assert counted["synthesis.claims.supported.n"].value == 1
    assert counted["synthesis.claims.supported.phrase"].text["es"] == "1 (sobre planning)"
    assert counted["synthesis.claims.inconclusive.phrase"].text["es"] == "ninguna"
    assert counted["synthesis.claims.cause.provenance.n"].value == 1
    assert counted["synthesis.claims.trust.verdict"].value == "not_testable"
    assert counted["synthesis.claims.trust.verdict"].sources[0].level == "simulated"
    for language, word in (("en", "Supported"), ("es", "Respaldada")):
        text = to_markdown(claims_table(entries), labels, language, "simulated")
        assert word in text and labels("claims.verdict.not_testable", language) in text
    ledger = ledger_document("demo", entries, SOURCES, facts)
    assert ledger.counts["supported"] == ledger.counts["not_testable"] == 1
    planning = ledger.claims[0]
    assert planning.facts[0].sources[0].sha256 == "0" * 64
    assert planning.facts[0].interval == (0.1, 0.3)
    assert planning.doi == "10.1000/xyz" and planning.branches == ["survey"]


def test_the_document_keeps_its_schema(build):
    facts = effect(0.1, 0.3)
    nothing = {"kind": "more", "fact": "survey.nothing", "smallest": 0}
    made = claim(strands={"survey": strand(EFFECT), "cases": strand(nothing, BOTH)})
    entries = build(facts, made)
    document = json.loads(ledger_document("demo", entries, SOURCES, facts).model_dump_json())
    schema = json.loads((ROOT / "config/schemas/claims-ledger.json").read_text(encoding="utf-8"))
    jsonschema.validate(document, schema)
    assert Ledger.model_validate(document).claims[0].missing == ["survey.nothing"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**document, "claims": [{"id": "planning"}]}, schema)


def test_a_study_without_claims_has_a_ledger_that_is_not_shown(labels):
    from honest_results.claims.claims_files import read_claims

    entries = build_ledger(read_claims([]), {}, [], labels)
    counted = {f.key: f.value for f in claims_facts(entries, labels)}
    assert counted["synthesis.claims.state"] == "none" and counted["synthesis.claims.n"] == 0
    assert claims_table(entries).frame.empty
