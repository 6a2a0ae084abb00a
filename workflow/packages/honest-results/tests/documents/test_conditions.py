"""Parts of the article that a fact shows or hides."""

from honest_results.documents.check_references import Known, check_references
from honest_results.documents.conditions import check_conditions, parts, visible
from honest_results.documents.source import Manuscript

TEXT = """Before.

:::: {when="a.state=shown"}
Shown @tbl-one.

::: {#tbl-one table="one"}
Caption.
:::
::::

:::: {when="a.state=missing"}
Missing.
::::

After."""


def article(text):
    return Manuscript("m.qmd", "en", text)


def facts(value):
    return {"a.state": {"value": value}}


def test_only_the_part_that_holds_is_left_and_lines_stay():
    assert [(part.first, part.last) for part in parts(TEXT)] == [(3, 9), (11, 13)]
    shown, hidden = (visible(article(TEXT), facts(v)).text for v in ("shown", "missing"))
    assert "Shown" in shown and "Missing" not in shown and ":::: " not in shown
    assert "Missing" in hidden and "tbl-one" not in hidden
    assert shown.split("\n")[14] == hidden.split("\n")[14] == "After."
    assert shown.split("\n")[5] == '::: {#tbl-one table="one"}'


def test_what_cannot_be_asked_is_told_with_its_line():
    text = ':::: {when="a.stat=shown"}\nx\n::::\n:::: {when="yes"}\ny\n'
    problems = check_conditions(article(text), facts("shown"))
    assert [problem.row for problem in problems] == [1, 4, 4]
    assert 'there is no fact "a.stat"' in str(problems[0])
    assert 'Did you mean "a.state"?' in str(problems[0])
    assert "not closed" in str(problems[1])
    assert '"yes" is not a condition' in str(problems[2])
    assert check_conditions(article(TEXT), None) == []


def test_a_reference_to_a_hidden_part_is_a_mistake():
    known = Known(citations=[], tables=["one"], figures=[], facts=facts("missing"))
    assert check_references(article(TEXT), known) == []
    problems = check_references(article(TEXT + " See @tbl-one."), known)
    assert [(problem.row, problem.found) for problem in problems] == [
        (15, "@tbl-one refers to a part that this study does not show.")
    ]


def test_what_is_not_shown_must_exist_all_the_same():
    text = TEXT.replace("Shown @tbl-one.", "Shown @tbl-one, [a.nmber]{.fact}.")
    for value in ("shown", "missing"):
        known = Known(
            citations=[],
            tables=["two"],
            figures=[],
            facts={**facts(value), "a.number": {"value": None}},
        )
        problems = check_references(article(text), known)
        assert [(problem.row, problem.found) for problem in problems] == [
            (4, 'there is no fact "a.nmber".'),
            (6, 'there is no table "one".'),
        ]
        assert "a.number" in problems[0].advice
        right = check_references(article(text.replace("nmber", "number")), known)
        assert [problem.row for problem in right] == [6]
