"""The joint display: one row per proposition, its verdict from the same table as the ledger's."""

from itertools import product
from pathlib import Path

import pytest
from evidence import BOTH, fact

from alianzas.synthesis.excused import excused_in
from alianzas.synthesis.joint_display import (
    FITS,
    build_joint_display,
    joint_display_facts,
)
from alianzas.synthesis.joint_figure import joint_display_figure
from alianzas.synthesis.joint_table import joint_display_table
from honest_results.claims.statement_models import Proposition, Propositions
from honest_results.tables import to_markdown
from human_files.errors import ConfigurationError
from labels import load_labels

ROOT = Path(__file__).parents[3]
LABELS = load_labels("common", "synthesis", "claims")
NEEDS = {"supported": "reconstructed", "not_supported": "reconstructed", "because": BOTH}


def proposition(**strands):
    return Proposition.model_validate(
        {
            "id": "planning",
            "text": {"en": "Planning helps.", "es": "Planificar ayuda."},
            "relation": {
                "from": {"en": "Planning", "es": "Planificación"},
                "to": {"en": "Success", "es": "Éxito"},
            },
            "strands": strands,
            "needs": NEEDS,
        }
    )


def strand(text="See [a.n]{.fact}.", **more):
    return {"text": {"en": text, "es": text}, **more}


def facts(phrase="larger", level="observed"):
    words = {"en": "is larger", "es": "es mayor"}
    return {
        "a.n": {**fact(1234, level, "count"), "n": 7},
        "a.total": fact(4, level, "count"),
        "a.effect": fact(0.2, level, "coefficient", (0.1, 0.3)),
        "a.bare": fact(0.2, level, "coefficient"),
        "a.phrase": {**fact(phrase, level), "text": words},
    }


SAYS = {
    "kind": "says",
    "fact": "a.phrase",
    "supports": ["larger"],
    "contradicts": ["smaller"],
    "neither": ["same", "unknown"],
}
DECIDES = {"rule": SAYS}
OPPOSED = {"rule": {**SAYS, "supports": ["smaller"], "contradicts": ["larger"]}}
WEAK = {"decides": "with_others"}


def display(found=None, material_of=(), **strands):
    shown = Propositions(propositions=[proposition(**strands)])
    return build_joint_display(shown, found or facts(), LABELS, material_of)[0]


@pytest.mark.parametrize(
    ("phrase", "direction"),
    [
        ("larger", "supports"),
        ("smaller", "contradicts"),
        ("same", "unclear"),
        ("unknown", "unclear"),
    ],
)
def test_the_direction_follows_the_data(phrase, direction):
    row = display(facts(phrase), survey=strand(**DECIDES))
    assert row.evidence["survey"].direction == direction


def test_numbers_stand_in_the_language_of_the_cell():
    text = 'Effect [a.effect]{.fact} [a.effect]{.fact show="interval"} of [a.n]{.fact}'
    cell = display(survey=strand(text)).evidence["survey"].text
    assert cell == {
        "en": "Effect 0.20 [0.10, 0.30] of 1,234",
        "es": "Effect 0,20 [0,10; 0,30] of 1.234",
    }


def test_an_unknown_fact_is_named_with_its_place_and_the_nearest():
    with pytest.raises(ConfigurationError) as caught:
        display(survey=strand("[a.totl]{.fact}"), cases=strand("[a.nn]{.fact}"))
    assert {problem.column for problem in caught.value.problems} == {
        "planning.survey",
        "planning.cases",
    }
    assert 'Did you mean "a.total"' in str(caught.value)


@pytest.mark.parametrize(
    "reference",
    [
        '[a.n]{.fact show="intervall"}',
        "[A.n]{.fact}",
        "[a.n]{.facts}",
        "[a.n] {.fact}",
        "[a.n]",
        "[a.n]{.fact",
    ],
)
def test_what_is_no_reference_to_a_fact_is_not_printed_as_it_stands(reference):
    with pytest.raises(ValueError, match="printed literally"):
        proposition(review=strand(f"See {reference}."))
    assert proposition(review=strand('See [a.effect]{.fact show="interval"} [1].'))


def test_no_two_propositions_have_one_id():
    one = proposition(review=strand()).model_dump(by_alias=True)
    with pytest.raises(ValueError, match='"planning" is used twice'):
        Propositions.model_validate({"propositions": [one, one]})


@pytest.mark.parametrize(
    ("key", "show"), [("a.n", "interval"), ("a.effect", "n"), ("a.phrase", "n")]
)
def test_what_a_fact_does_not_have_is_told(key, show):
    with pytest.raises(ConfigurationError) as caught:
        display(review=strand(f'See [{key}]{{.fact show="{show}"}}.'))
    [problem] = caught.value.problems
    assert problem.found == f'the fact "{key}" has no {show}.'
    assert problem.column == "planning.review"


def test_firms_behind_a_value_are_printed_as_counts_are():
    found = facts()
    found["a.n"]["n"] = 12345
    row = display(found, review=strand('See [a.n]{.fact show="n"}.'))
    assert row.evidence["review"].text == {"en": "See 12,345.", "es": "See 12.345."}


def test_what_could_not_be_estimated_has_a_dash_for_all():
    found = facts()
    found["a.effect"] |= {"value": None, "text": {"en": "—", "es": "—"}}
    found["a.effect"]["interval_text"] = found["a.effect"]["text"]
    text = 'See [a.effect]{.fact} [a.effect]{.fact show="interval"} [a.effect]{.fact show="n"}.'
    assert display(found, review=strand(text)).evidence["review"].text["en"] == "See — — —."


def test_a_value_without_a_direction_is_not_passed_over():
    with pytest.raises(ConfigurationError, match='says "greater", which has no meaning'):
        display(facts("greater"), survey=strand(**DECIDES))


BOTH_STRANDS = {"survey": strand(**DECIDES), "cases": strand(**DECIDES, **WEAK)}


def test_the_fit_follows_the_verdict():
    """One judge: what the display calls a proposition is what the ledger calls a claim."""
    rows = {
        "confirms": display(**BOTH_STRANDS),
        "expands": display(survey=strand(**DECIDES)),
        "contradicts": display(facts("smaller"), **BOTH_STRANDS),
        "disagrees": display(survey=strand(**DECIDES), cases=strand(**OPPOSED, **WEAK)),
        "open": display(cases=strand(**DECIDES, **WEAK)),
        "silent": display(review=strand()),
        "not_testable": display(facts(level="simulated"), **BOTH_STRANDS),
    }
    assert set(rows) == set(FITS)
    verdicts = {
        "confirms": "supported",
        "expands": "supported",
        "contradicts": "not_supported",
        "disagrees": "inconclusive",
        "open": "inconclusive",
        "silent": "not_testable",
        "not_testable": "not_testable",
    }
    for fit, row in rows.items():
        assert (row.fit, row.ruling.verdict) == (fit, verdicts[fit])
        for language in ("en", "es"):
            verdict = LABELS(f"claims.verdict.{row.ruling.verdict}", language)
            assert LABELS(f"synthesis.fit.{fit}", language).startswith(verdict)
            words = row.inference[language]
            assert words and "{" not in words and words[0].isupper()


def test_cases_and_their_configurations_are_one_voice():
    qca = strand(**DECIDES, **WEAK, voice="cases")
    cases = strand(**DECIDES, **WEAK)
    assert display(cases=cases, qca=qca).fit == "open"
    assert display(survey=strand(**DECIDES), cases=cases, qca=qca).ruling.voices("for") == 2


def test_a_strand_without_its_facts_is_silent_and_says_why():
    missing = {**SAYS, "fact": "a.nothing"}
    why = {"en": "Not asked.", "es": "No se preguntó."}
    row = display(qca=strand(rule=missing, if_missing=why), survey=strand(**DECIDES))
    assert (row.evidence["qca"].direction, row.evidence["qca"].level) == ("silent", None)
    assert row.evidence["qca"].text == why and row.fit == "expands"
    with pytest.raises(ConfigurationError, match=r"a\.nothing"):
        display(qca=strand(rule=missing))


def test_a_rule_that_does_not_fit_its_fact_is_told_with_its_place():
    with pytest.raises(ConfigurationError, match=r'"planning".*has no interval'):
        display(survey=strand(rule={"kind": "more", "fact": "a.bare", "smallest": 0}))


@pytest.mark.parametrize(
    ("phrase", "level", "english", "spanish"),
    [
        ("larger", "observed", "The survey and the cases point", "La encuesta y los casos apuntan"),
        ("larger", "reconstructed", "reconstructed data", "datos reconstruidos"),
        ("smaller", "observed", "nothing that counts", "nada de lo que cuenta"),
        ("same", "observed", "points clearly one way", "señala con claridad un sentido"),
        ("larger", "simulated", "(the survey and the cases)", "(la encuesta y los casos)"),
    ],
)
def test_the_meta_inference_follows_the_data_in_both_languages(phrase, level, english, spanish):
    inference = display(facts(phrase, level=level), **BOTH_STRANDS).inference
    assert english in inference["en"] and spanish in inference["es"]


def test_a_sentence_that_two_facts_say_stands_once():
    same = {"en": "Nothing is compared.", "es": "Nada se compara."}
    found = {**facts(), "a.one": {**fact("x"), "text": same}, "a.two": {**fact("x"), "text": same}}
    row = display(found, qca=strand("[a.one]{.fact} [a.two]{.fact}"))
    assert row.evidence["qca"].text == same


def test_why_nothing_counts_is_said():
    empty = {**facts()["a.effect"], "value": None, "interval": [None, None]}
    empty |= {"missing": "one_outcome", "text": {"en": "—", "es": "—"}}
    rule = {"kind": "more", "fact": "a.effect", "smallest": 0}
    row = display({**facts(), "a.effect": empty}, cases=strand(rule=rule, **WEAK))
    assert row.fit == "not_testable"
    assert row.inference == LABELS.by_language("claims.because.missing.one_outcome")
    assert row.evidence["cases"].text == row.inference  # and no dashes, nor 0 of 0
    row = display(
        {**facts(level="simulated"), "a.effect": {**empty, "level": "simulated"}},
        cases=strand("[a.effect]{.fact}", rule=rule, **WEAK),
    )
    assert row.evidence["cases"].text == LABELS.by_language("claims.because.missing.one_outcome")
    circular = strand(**DECIDES, circular_with=["author2026"])
    row = display(material_of=["author2026"], review=circular)
    assert row.inference == LABELS.by_language("claims.because.circular")
    assert not row.evidence["review"].counts


def test_only_those_who_decide_make_a_conclusion_rest_on_reconstructed_data():
    found = {**facts(), "a.total": fact(4, "reconstructed", "count")}
    mention = {"review": strand("[a.total]{.fact} titles.")}
    row = display(found, **mention, **BOTH_STRANDS)
    assert "reconstructed" not in row.inference["en"]
    assert row.evidence["review"].level == "reconstructed"


@pytest.mark.parametrize("level", ["illustrative", "simulated"])
def test_what_invented_data_say_is_shown_and_does_not_count(level):
    row = display(facts(level=level), survey=strand(**DECIDES))
    item = row.evidence["survey"]
    assert (row.fit, item.direction, item.counts) == ("not_testable", "supports", False)


def test_table_facts_and_figure_agree():
    shown = Propositions(propositions=[proposition(**BOTH_STRANDS)])
    rows = build_joint_display(shown, facts(), LABELS)
    table = joint_display_table(rows, LABELS, ledger=True)
    assert "P1. Planning helps." in to_markdown(table, LABELS, "en", "observed")
    assert "Respaldada: las líneas de evidencia se confirman" in to_markdown(
        table, LABELS, "es", "observed"
    )
    counted = {
        fact.key: fact.value for fact in joint_display_facts(rows, "propositions.yaml", LABELS)
    }
    assert counted["synthesis.confirms.n"] == counted["synthesis.propositions.n"] == 1
    assert counted["synthesis.propositions.planning.verdict"] == "supported"
    figure = joint_display_figure(rows, LABELS)
    assert list(figure.data["direction"]) == ["silent", "supports", "silent", "supports"]
    assert "habla a favor" in figure.alt["es"]
    assert figure.draw("es").axes


def test_strands_that_the_study_lacks_are_not_shown():
    """Neither in the table, nor in its note, nor in the figure; and their facts may be missing."""
    there = {**facts(), "study.survey.state": {**facts()["a.phrase"], "value": "absent"}}
    asked = strand("See [survey.kept.n]{.fact}.", rule={**SAYS, "fact": "survey.kept.phrase"})
    shown = Propositions(propositions=[proposition(cases=strand(**DECIDES), survey=asked)])
    with pytest.raises(ConfigurationError, match=r"survey\.kept"):
        build_joint_display(shown, facts(), LABELS, excused=excused_in("ecuador", facts()))
    rows = build_joint_display(shown, there, LABELS, excused=excused_in("ecuador", there))
    assert "survey" not in rows[0].evidence and "cases" in rows[0].evidence
    table = joint_display_table(rows, LABELS, ledger=True)
    assert "survey" not in [column.name for column in table.columns]
    for language, word in (("en", "survey"), ("es", "encuesta")):
        assert word not in to_markdown(table, LABELS, language, "observed").lower()
    assert "survey" not in set(joint_display_figure(rows, LABELS).data["strand"])


@pytest.mark.parametrize("phrase", ["larger", "smaller", "same"])
def test_a_strand_that_is_alone_is_set_against_no_other(phrase):
    """In any study with a review, cases or a survey alone, whatever follows from it."""
    absent = {**facts()["a.phrase"], "value": "absent"}
    there = facts(phrase) | {f"study.{name}.state": absent for name in ("literature", "cases")}
    words = {"en": "strand", "es": "línea"}
    for strands in ({"survey": strand(**DECIDES)}, {"review": strand()}):
        shown = Propositions(propositions=[proposition(**strands)])
        rows = build_joint_display(shown, there, LABELS, excused=excused_in("ecuador", there))
        for language, word in words.items():
            page = to_markdown(
                joint_display_table(rows, LABELS, ledger=True), LABELS, language, "observed"
            )
            assert word not in page
    with_others = {**facts(phrase)}
    rows = build_joint_display(shown, with_others, LABELS)
    assert "strand" in to_markdown(
        joint_display_table(rows, LABELS, ledger=True), LABELS, "en", "observed"
    )


def test_only_a_study_with_claims_names_their_ledger():
    words = {"en": "ledger of claims", "es": "registro de afirmaciones"}
    absent = {**facts()["a.phrase"], "value": "absent"}
    alone = facts() | {f"study.{name}.state": absent for name in ("literature", "cases")}
    for there in (facts(), alone):
        shown = Propositions(propositions=[proposition(survey=strand(**DECIDES))])
        rows = build_joint_display(shown, there, LABELS, excused=excused_in("ecuador", there))
        for (language, word), ledger in product(words.items(), (True, False)):
            table = joint_display_table(rows, LABELS, ledger=ledger)
            assert (word in to_markdown(table, LABELS, language, "observed")) == ledger
