import pytest

from honest_results.documents.check_references import Known, check_references, usage
from honest_results.documents.source import Manuscript

FACTS = {"survey.planning.beta": {"interval": [0, 1]}, "survey.sample.n": {"n": 150}}
KNOWN = Known(citations=["dyer1998"], tables=["drivers"], figures=["flow"], facts=FACTS)

GOOD = """# A {#sec-a}

[survey.sample.n]{.fact} [survey.sample.n]{.fact show="n"} [survey.planning.beta]{.fact show="interval"}
@dyer1998, @sec-a, @fig-flow, @tbl-drivers

![C.](figures/flow){#fig-flow}

::: {#tbl-drivers table="drivers"}
C.
:::
"""


def problems(text, known=KNOWN):
    return check_references(Manuscript("manuscript/article.en.qmd", "en", text), known)


def test_an_estimate_without_an_interval_shows_the_dash_that_stands_for_it():
    """A kappa of zero where one pass gave one answer only: no mistake of the text."""
    facts = {"survey.b": {"value": 0.0, "interval_text": {"en": "—"}}}
    known = Known(citations=[], tables=[], figures=[], facts=facts)
    assert problems('[survey.b]{.fact show="interval"}', known) == []
    assert "has no n" in str(problems('[survey.b]{.fact show="n"}', known)[0])


def test_an_estimate_that_could_not_be_made_may_be_shown_with_its_interval():
    unknown = Known(citations=[], tables=[], figures=[], facts={"survey.b": {"value": None}})
    assert problems('[survey.b]{.fact} [survey.b]{.fact show="interval"}', unknown) == []


def test_nothing_to_say_of_a_sound_article():
    assert problems(GOOD) == []


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (
            "[survey.planing.beta]{.fact}",
            ["survey.planing.beta", 'Did you mean "survey.planning.beta"'],
        ),
        ("[survey.sample.n]{.fact show=interval}", ["has no interval"]),
        ("[survey.planning.beta]{.fact show=n}", ["has no n"]),
        ("[survey.sample.n]{.fact show=words}", ['show="words" is unknown']),
        ("[survey.sample.n]{.fact digits=2}", ["unknown option digits"]),
        ("as [survey.sample.n] says", ["[survey.sample.n]{.fact}"]),
        ('::: {#tbl-x table="driver"}\nC.\n:::', ['no table "driver"', 'mean "drivers"']),
        ('::: {table="drivers"}\nC.\n:::', ["has no label", "#tbl-drivers"]),
        ("![C.](figures/flwo){#fig-y}", ['no figure "figures/flwo"', 'mean "flow"']),
        ("![C.](figures/flow)", ["has no label"]),
        ("![C.](photo.png){#fig-p}", ["photo.png is not a figure of the results"]),
        ("@fig-flwo", ["@fig-flwo refers to nothing", 'mean "@fig-flow"']),
        ("@sec-none", ["@sec-none refers to nothing"]),
        ("@dyer1989", ["@dyer1989 is not in the bibliography", 'mean "@dyer1998"']),
        ("# B {#sec-a}", ["sec-a occurs twice"]),
    ],
)
def test_what_leads_nowhere_is_named_with_its_line(wrong, words):
    text = GOOD + "\n" + wrong + "\n"
    found = problems(text)
    assert len(found) == 1
    assert found[0].file == "manuscript/article.en.qmd"
    expected = 1 if "twice" in words[0] else GOOD.count("\n") + 2
    assert found[0].row == expected
    for word in words:
        assert word in str(found[0])


def test_all_problems_at_once_in_the_order_of_the_text():
    text = "@nobody\n\n[a.b]{.fact}\n\n@fig-none\n"
    assert [problem.row for problem in problems(text)] == [1, 3, 5]


def test_facts_are_not_looked_up_before_they_are_computed():
    unknown = Known(KNOWN.citations, KNOWN.tables, KNOWN.figures)
    assert problems(GOOD + "\n[a.b]{.fact}\n", unknown) == []


def test_a_long_list_of_known_names_is_not_recited():
    known = Known([], [], [], {f"key.number.{i}": {} for i in range(40)})
    (found,) = problems("[zzz.qqq]{.fact}", known)
    assert "40" in found.advice and len(found.advice) < 100


def test_usage():
    used = usage(Manuscript("f", "en", GOOD))
    assert used["fact"]["survey.sample.n"] == [3, 3]
    assert used["figure"] == {"flow": [6]} and used["table"] == {"drivers": [8]}
    assert used["citation"] == {"dyer1998": [4]}
