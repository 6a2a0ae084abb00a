from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alianzas.config.propositions import Proposition, Propositions
from alianzas.synthesis.joint_display import (
    DIRECTIONS,
    FITS,
    STRANDS,
    Evidence,
    build_joint_display,
    fit,
    joint_display_facts,
    meta_inference,
)
from alianzas.synthesis.joint_figure import joint_display_figure
from alianzas.synthesis.joint_table import joint_display_table
from honest_results.tables import to_markdown
from human_files.errors import ConfigurationError
from human_files.language import Labels

ROOT = Path(__file__).parents[3]
LABELS = Labels.load(ROOT / "config/i18n/common.yaml", ROOT / "config/i18n/synthesis.yaml")


def proposition(**strands):
    return Proposition.model_validate(
        {"id": "planning", "text": {"en": "Planning helps.", "es": "Planificar ayuda."}, **strands}
    )


def strand(text="See [a.n]{.fact}.", **rule):
    return {"text": {"en": text, "es": text}, **rule}


def facts(phrase="larger", count=3, total=4, level="observed"):
    found = {
        "a.n": {"value": 1234, "kind": "count", "n": 7, "text": {"en": "1,234", "es": "1.234"}},
        "a.effect": {
            "value": 0.2,
            "kind": "coefficient",
            "text": {"en": "0.20", "es": "0,20"},
            "interval_text": {"en": "[0.10, 0.30]", "es": "[0,10; 0,30]"},
        },
        "a.phrase": {
            "value": phrase,
            "kind": "phrase",
            "text": {"en": "is larger", "es": "es mayor"},
        },
        "a.count": {
            "value": count,
            "kind": "count",
            "text": dict.fromkeys(("en", "es"), str(count)),
        },
        "a.total": {
            "value": total,
            "kind": "count",
            "text": dict.fromkeys(("en", "es"), str(total)),
        },
    }
    return {key: {**fact, "level": level} for key, fact in found.items()}


SAYS = {
    "kind": "says",
    "fact": "a.phrase",
    "supports": ["larger"],
    "contradicts": ["smaller"],
    "neither": ["same", "unknown"],
}
DECIDES = {"rule": SAYS}


def display(found=None, **strands):
    return build_joint_display([proposition(**strands)], found or facts(), LABELS)[0]


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


@pytest.mark.parametrize(
    ("count", "total", "direction"),
    [(3, 4, "supports"), (2, 4, "unclear"), (1, 4, "contradicts"), (0, 0, "unclear")],
)
def test_a_share(count, total, direction):
    share = {"kind": "share", "count": "a.count", "of": "a.total", "bound": 0.5}
    row = display(facts(count=count, total=total), cases=strand(rule=share))
    assert row.evidence["cases"].direction == direction


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
    one = proposition().model_dump()
    with pytest.raises(ValueError, match="'planning' is used twice"):
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


def test_two_real_strands_confirm_and_one_against_disagrees():
    both = {"survey": strand(**DECIDES), "cases": strand(**DECIDES)}
    assert display(**both).fit == "confirms"
    assert display(facts("smaller"), **both).fit == "disagrees"
    assert display(survey=strand(**DECIDES)).fit == "expands"
    assert display(review=strand()).fit == "silent"


def test_cases_and_their_configurations_are_one_voice():
    assert display(cases=strand(**DECIDES), qca=strand(**DECIDES)).fit == "expands"
    three = {name: strand(**DECIDES) for name in ("cases", "qca", "survey")}
    assert display(**three).fit == "confirms"
    opposed = {**SAYS, "supports": ["smaller"], "contradicts": ["larger"]}
    assert display(survey=strand(**DECIDES), qca=strand(rule=opposed)).fit == "disagrees"


def test_an_optional_strand_without_facts_is_silent():
    missing = {**SAYS, "fact": "a.nothing"}
    row = display(qca=strand(rule=missing, optional=True), survey=strand(**DECIDES))
    assert (row.evidence["qca"].direction, row.evidence["qca"].level) == ("silent", None)
    assert row.fit == "expands"
    with pytest.raises(ConfigurationError, match=r"a\.nothing"):
        display(qca=strand(rule=missing))


def test_a_rule_that_does_not_fit_its_fact_is_told_with_its_place():
    with pytest.raises(ConfigurationError, match=r'"planning\.survey".*has no interval'):
        display(survey=strand(rule={"kind": "above", "fact": "a.effect"}))


@pytest.mark.parametrize(
    ("phrase", "level", "english", "spanish"),
    [
        ("larger", "observed", "The cases and the survey point", "Los casos y la encuesta apuntan"),
        ("larger", "reconstructed", "reconstructed data", "datos reconstruidos"),
        ("smaller", "observed", "nothing that counts", "nada de lo que cuenta"),
        ("same", "observed", "no source takes", "ninguna fuente toma"),
        ("larger", "simulated", "(the cases and the survey)", "(los casos y la encuesta)"),
    ],
)
def test_the_meta_inference_follows_the_data_in_both_languages(phrase, level, english, spanish):
    both = {"survey": strand(**DECIDES), "cases": strand(**DECIDES)}
    inference = display(facts(phrase, level=level), **both).inference
    assert english in inference["en"] and spanish in inference["es"]
    assert "{" not in inference["en"] + inference["es"]
    assert inference["en"][0].isupper() and inference["es"][0].isupper()


def test_only_those_who_decide_make_a_conclusion_rest_on_reconstructed_data():
    words = {"en": "x", "es": "x"}
    strands = {
        "review": Evidence(words, "mentions", "reconstructed"),
        "cases": Evidence(words, "supports", "observed"),
        "qca": SILENT,
        "survey": Evidence(words, "supports", "observed"),
    }
    assert "reconstructed" not in meta_inference(strands, fit(strands), LABELS)["en"]
    strands["cases"] = Evidence(words, "supports", "reconstructed")
    assert "reconstructed data" in meta_inference(strands, fit(strands), LABELS)["en"]


levels = st.sampled_from(["observed", "reconstructed", "illustrative", "simulated"])
evidence = st.builds(
    Evidence,
    text=st.just({"en": "x", "es": "x"}),
    direction=st.sampled_from(DIRECTIONS),
    level=levels,
)
SILENT = Evidence({"en": "x", "es": "x"}, "silent", None)
display_row = st.fixed_dictionaries(dict.fromkeys(STRANDS, evidence))


@given(display_row)
def test_invented_data_never_support_or_contradict(strands):
    """With the invented strands silenced, the fit can only stay or become what the real ones say."""
    real = {name: item if item.is_real else SILENT for name, item in strands.items()}
    verdict = fit(strands)
    assert verdict in FITS
    if verdict in ("confirms", "disagrees", "expands"):
        assert verdict == fit(real)


@given(display_row)
def test_which_voice_says_it_does_not_matter(strands):
    """Review and survey are voices of one weight."""
    turned = {**strands, "review": strands["survey"], "survey": strands["review"]}
    assert fit(strands) == fit(turned)


@given(display_row)
def test_every_fit_has_a_meta_inference(strands):
    words = meta_inference(strands, fit(strands), LABELS)
    assert words["en"] and words["es"]


@pytest.mark.parametrize("level", ["illustrative", "simulated"])
def test_evidence_that_is_not_real_is_not_testable(level):
    assert display(facts(level=level), survey=strand(**DECIDES)).fit == "not_testable"


def test_table_facts_and_figure_agree():
    both = {"survey": strand(**DECIDES), "cases": strand(**DECIDES)}
    rows = build_joint_display([proposition(**both)], facts(), LABELS)
    table = joint_display_table(rows)
    assert "Planning helps." in to_markdown(table, LABELS, "en")
    assert "Confirma" in to_markdown(table, LABELS, "es")
    counted = {fact.key: fact.value for fact in joint_display_facts(rows)}
    assert counted["synthesis.confirms.n"] == counted["synthesis.propositions.n"] == 1
    figure = joint_display_figure(rows, LABELS)
    assert list(figure.data["direction"]) == ["silent", "supports", "silent", "supports"]
    assert "habla a favor" in figure.alt["es"]
    assert figure.draw("es").axes
