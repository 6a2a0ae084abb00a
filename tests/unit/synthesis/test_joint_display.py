import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alianzas.config.propositions import Proposition
from alianzas.errors import ConfigurationError
from alianzas.language import Labels
from alianzas.results.tables import to_markdown
from alianzas.synthesis.joint_display import (
    DIRECTIONS,
    FITS,
    Evidence,
    build_joint_display,
    fit,
    joint_display_facts,
    joint_display_table,
)
from alianzas.synthesis.joint_figure import joint_display_figure

ROOT = Path(__file__).parents[3]
LABELS = Labels.load(ROOT / "config/i18n/common.yaml", ROOT / "config/i18n/synthesis.yaml")
OBSERVED = dict.fromkeys(("literature", "cases", "survey"), "observed")


def proposition(**strands):
    return Proposition.model_validate(
        {"id": "planning", "text": {"en": "Planning helps.", "es": "Planificar ayuda."}, **strands}
    )


def strand(text="See [a.n]{.fact}.", **rule):
    return {"text": {"en": text, "es": text}, **rule}


def facts(phrase="larger", count=3, total=4):
    return {
        "a.n": {"value": 1234, "n": 7, "text": {"en": "1,234", "es": "1.234"}},
        "a.effect": {
            "value": 0.2,
            "text": {"en": "0.20", "es": "0,20"},
            "interval_text": {"en": "[0.10, 0.30]", "es": "[0,10; 0,30]"},
        },
        "a.phrase": {"value": phrase, "text": {"en": "is larger", "es": "es mayor"}},
        "a.count": {"value": count, "text": {"en": str(count), "es": str(count)}},
        "a.total": {"value": total, "text": {"en": str(total), "es": str(total)}},
    }


DECIDES = {
    "decides": "a.phrase",
    "supports": ["larger"],
    "contradicts": ["smaller"],
    "unclear": ["same", "unknown"],
}


def display(found=None, levels=OBSERVED, **strands):
    return build_joint_display([proposition(**strands)], found or facts(), levels, LABELS)[0]


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
    ("count", "total", "direction"), [(3, 4, "supports"), (1, 4, "unclear"), (0, 0, "unclear")]
)
def test_a_share(count, total, direction):
    share = {"count": "a.count", "of": "a.total", "at_least": 0.5}
    row = display(facts(count=count, total=total), cases=strand(share=share))
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


def test_a_value_without_a_direction_is_not_passed_over():
    with pytest.raises(ConfigurationError, match='says "greater", to which no direction'):
        display(facts("greater"), survey=strand(**DECIDES))


def test_two_real_strands_confirm_and_one_against_disagrees():
    both = {"survey": strand(**DECIDES), "cases": strand(**DECIDES)}
    assert display(**both).fit == "confirms"
    assert display(facts("smaller"), **both).fit == "disagrees"
    assert display(survey=strand(**DECIDES)).fit == "expands"
    assert display(review=strand()).fit == "silent"


levels = st.sampled_from(["observed", "reconstructed", "illustrative", "simulated"])
evidence = st.builds(
    Evidence,
    text=st.just({"en": "x", "es": "x"}),
    direction=st.sampled_from(DIRECTIONS),
    level=levels,
)


@given(st.lists(evidence, min_size=3, max_size=3))
def test_invented_data_never_support_or_contradict(strands):
    """With the invented strands silenced, the fit can only stay or become what the real ones say."""
    real = [item for item in strands if item.level in ("observed", "reconstructed")]
    verdict = fit(strands)
    assert verdict in FITS
    if verdict in ("confirms", "disagrees", "expands"):
        assert verdict == fit(real)


@given(st.lists(evidence, min_size=3, max_size=3))
def test_the_order_of_the_strands_does_not_matter(strands):
    assert len({fit(order) for order in itertools.permutations(strands)}) == 1


@pytest.mark.parametrize("level", ["illustrative", "simulated"])
def test_evidence_that_is_not_real_is_not_testable(level):
    found = display(levels={**OBSERVED, "survey": level, "cases": level}, survey=strand(**DECIDES))
    assert found.fit == "not_testable"


def test_table_facts_and_figure_agree():
    rows = build_joint_display(
        [proposition(survey=strand(**DECIDES), cases=strand(**DECIDES))], facts(), OBSERVED, LABELS
    )
    table = joint_display_table(rows)
    assert "Planning helps." in to_markdown(table, LABELS, "en")
    assert "Confirma" in to_markdown(table, LABELS, "es")
    counted = {fact.key: fact.value for fact in joint_display_facts(rows)}
    assert counted["synthesis.confirms.n"] == counted["synthesis.propositions.n"] == 1
    figure = joint_display_figure(rows, LABELS)
    assert list(figure.data["direction"]) == ["silent", "supports", "supports"]
    assert "habla a favor" in figure.alt["es"]
    assert figure.draw("es").axes
