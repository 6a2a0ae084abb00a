"""What a condition says, and what is left of a text in a study."""

import pytest

from honest_results.documents.check_references import Known, check_references
from honest_results.documents.conditions import decide, holds, keys_of, read_condition, unknown_key
from honest_results.documents.guard import check_typed
from honest_results.documents.outline import numbers, outline
from honest_results.documents.parts import check_parts, condition_at, parts, visible
from honest_results.documents.source import Manuscript, named

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

NESTED = """---
abstract: |
  We asked [[b.n]{.fact} firms and]{when="b.state=present"} read [c.n]{.fact} works.
---

# Methods {#sec-methods}

Read: [a lot]{when="a.state=none|few"}[nothing
at all]{when='a.state!=none|few'} of it.

::::: {when="b.state=present"}
## Survey {#sec-survey}

We asked.

:::: {when="b.drivers.state=asked"}
### Drivers {#sec-drivers}

What drives.

::: {#tbl-drivers table="drivers"}
Drivers.
:::
::::
:::::

## Review {#sec-review}

- One [point]{when="a.state=many"}
- Two.
"""


def article(text):
    return Manuscript("m.qmd", "en", text)


def facts(**values):
    return {key.replace("_", "."): {"value": value} for key, value in values.items()}


def known(these, tables=("one", "drivers")):
    return Known(citations=[], tables=tables, figures=[], facts=these)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a.x=1", True),
        ("a.x=2", False),
        ("a.x=2|1", True),
        ("a.x!=2", True),
        ("a.x!=2|1", False),
        ("a.x=1 a.y=no", True),
        ("a.x=1 a.y!=no", False),
        ("a.y=None|no", True),
    ],
)
def test_all_tests_of_a_condition_must_hold(words, expected):
    these = facts(a_x=1, a_y="no")
    assert decide(words, these) is holds(words, these) is expected


def test_after_the_first_test_that_fails_none_is_looked_at():
    these = facts(a_x=1)
    assert decide("a.x=2 a.gone=1", these) is False
    assert unknown_key("a.x=2 a.gone=1", these) is None
    assert decide("a.x=1 a.gone=1", these) is None
    assert unknown_key("a.x=1 a.gone=1", these) == "a.gone"
    assert decide("a.gone=1 a.x=2", these) is None
    assert keys_of("a.x=2 a.gone!=1") == ["a.x", "a.gone"]


@pytest.mark.parametrize("words", ["", "yes", "a.x=", "a.x==1", "a.x=1,2", "a.x=1| 2", "A.x=1"])
def test_what_is_no_condition(words):
    assert read_condition(words) is None
    assert not holds(words, facts(a_x=1, yes=1))


def test_only_the_part_that_holds_is_left_and_lines_stay():
    shown, hidden = (visible(article(TEXT), facts(a_state=v)).text for v in ("shown", "missing"))
    assert "Shown" in shown and "Missing" not in shown and ":::: " not in shown
    assert "Missing" in hidden and "tbl-one" not in hidden
    assert shown.split("\n")[14] == hidden.split("\n")[14] == "After."
    assert shown.split("\n")[5] == '::: {#tbl-one table="one"}'


def test_parts_may_hold_parts_and_headings_and_stand_within_lines():
    text = article(NESTED)
    assert [part.words for part in parts(text)] == [
        "b.state=present",
        "a.state=none|few",
        "a.state!=none|few",
        "b.state=present",
        "b.drivers.state=asked",
        "a.state=many",
    ]
    place = NESTED.index("What drives")
    assert condition_at(parts(text), place) == "b.state=present b.drivers.state=asked"
    these = facts(b_state="present", b_drivers_state="none", a_state="many")
    shown = visible(text, these)
    assert "We asked [b.n]{.fact} firms and read" in shown.text
    assert "Read: nothing\nat all of it." in shown.text
    assert "## Survey" in shown.text and "Drivers" not in shown.text
    assert "- One point" in shown.text
    assert "when" not in shown.text


def test_a_line_knows_where_it_stood():
    these = facts(b_state="absent", a_state="few")
    shown = visible(article(NESTED), these)
    assert "Read: a lot of it." in shown.text
    assert len(shown.text.split("\n")) == len(NESTED.split("\n")) - 1
    for words in ("# Methods", "## Review", "- Two."):
        place = shown.place(shown.line(shown.text.index(words)))
        assert place == ("m.qmd", article(NESTED).line(NESTED.index(words)))


def test_numbers_follow_what_is_shown():
    whole = outline(article(NESTED))
    shown = facts(b_state="present", b_drivers_state="asked", a_state="few")
    assert numbers(whole, shown) == {
        "sec-methods": "1",
        "sec-survey": "1.1",
        "sec-drivers": "1.1.1",
        "tbl-drivers": "1",
        "sec-review": "1.2",
    }
    assert numbers(whole, facts(b_state="absent")) == {"sec-methods": "1", "sec-review": "1.1"}


def test_what_the_settings_settle_decides_before_anything_is_built():
    settled = facts(b_state="absent")
    left = visible(article(NESTED), settled)
    assert named(left, "table") == []
    assert named(left, "fact") == ["c.n"]
    assert [part.words for part in parts(left)] == [
        "a.state=none|few",
        "a.state!=none|few",
        "a.state=many",
    ]
    assert named(visible(article(NESTED), facts(b_state="present")), "table") == ["drivers"]


def test_what_is_not_shown_need_not_exist():
    text = article(TEXT.replace("Shown @tbl-one.", "Shown @tbl-one, [a.n]{.fact}, @nobody."))
    assert check_references(text, known(facts(a_state="missing"), tables=[])) == []
    problems = check_references(text, known(facts(a_state="shown"), tables=[]))
    assert [(problem.row, problem.found) for problem in problems] == [
        (4, 'there is no fact "a.n".'),
        (4, "@nobody is not in the bibliography."),
        (6, 'there is no table "one".'),
    ]
    before = Known(citations=None, tables=[], figures=[], facts=None)
    assert check_references(text, before, settled=facts(a_state="missing")) == []
    assert len(check_references(text, before)) == 1


def test_a_reference_to_a_hidden_part_is_a_mistake():
    these = known(facts(a_state="missing"))
    assert check_references(article(TEXT), these) == []
    problems = check_references(article(TEXT + " See @tbl-one."), these)
    assert [(problem.row, problem.found) for problem in problems] == [
        (15, "@tbl-one refers to a part that this study does not show.")
    ]


def test_parts_of_which_one_is_shown_may_have_the_same_label():
    text = """:::: {when="a.state=one"}
# One {#sec-a}

x
::::

:::: {when="a.state!=one"}
# Other {#sec-a}

y
::::
"""
    for these in (facts(a_state="one"), facts(a_state="two"), None):
        assert check_references(article(text), known(these)) == []
    both = article(text.replace("!=one", "=one"))
    problems = check_references(both, known(facts(a_state="one")))
    assert [problem.found for problem in problems] == ["the label sec-a occurs twice."]


def test_a_section_without_anything_is_told():
    text = article(
        '# A {#sec-a}\n\n:::: {when="a.state=one"}\nx\n::::\n\n# B\n\n## C\n\nc\n\n## D\n\n'
        '[d]{when="a.state=one"}\n\n# References\n'
    )
    problems = check_references(text, known(facts(a_state="two")))
    assert [(problem.row, problem.found) for problem in problems] == [
        (1, 'the section "A" has nothing in it in this study.'),
        (13, 'the section "D" has nothing in it in this study.'),
    ]
    assert check_references(text, known(None)) == []  # undecided: something may be there


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        (':::: {when="a.stat=one"}\nx\n::::\n', 1, 'there is no fact "a.stat".'),
        ('x\n\ny [z]{when="a.stat=one"}\n', 3, 'there is no fact "a.stat".'),
        ("---\nabstract: \"x [z]{when='a.b=c'}\"\n---\n", 2, 'there is no fact "a.b".'),
        (':::: {when="yes"}\ny\n::::\n', 1, '"yes" is not a condition.'),
        ('y [z]{when="a.state"}\n', 1, '"a.state" is not a condition.'),
        (':::: {when="a.state=one"}\ny\n', 1, "the part opened here is not closed."),
        ('# A {#sec-a when="a.state=one"}\n\nx\n', 1, "a condition here would be lost."),
        ('![A.](figures/f){#fig-f when="a.state=one"}\n', 1, "a condition here would be lost."),
        (
            '::: {#tbl-one table="one" when="a.state=one"}\nx\n:::\n',
            1,
            "a part with a condition has nothing else in its braces.",
        ),
        ('x\n[y]{.fact when="a.state=one"}\n', 2, "a part with a condition has nothing else"),
        (
            '| a | b |\n|---|---|\n| [x]{when="a.state=one|two"} | y |\n',
            3,
            "a | would end the cell of the table here.",
        ),
        (
            'x [y ]{when="a.state=one"}z\n',
            1,
            "a space at the edge of these brackets would be lost.",
        ),
        ('[$$ x $$ {#eq-x}]{when="a.state=one"}\n', 1, "what has a label cannot stand in brackets"),
    ],
)
def test_what_cannot_be_tried_is_told_with_its_line(text, line, found):
    these = facts(a_state="one")
    problems = check_parts(article(text), these)
    assert [(problem.file, problem.row) for problem in problems] == [("m.qmd", line)]
    assert problems[0].found.startswith(found) and problems[0].advice
    if "there is no fact" not in found:
        assert check_parts(article(text), None) == problems


def test_the_nearest_fact_is_named():
    problems = check_parts(article(':::: {when="a.stat=one"}\nx\n::::\n'), facts(a_state="one"))
    assert problems[0].advice == 'Did you mean "a.state"?'


def test_a_condition_within_what_does_not_hold_is_not_tried():
    text = ':::: {when="a.state=one"}\n::: {when="a.gone=x"}\n[x]{when="a.lost=y"}\n:::\n::::\n'
    assert check_parts(article(text), facts(a_state="two")) == []
    assert len(check_parts(article(text), facts(a_state="one"))) == 1


def test_a_bar_in_a_cell_is_written_with_a_backslash():
    text = article('| a |\n|---|\n| [x]{when="a.state=one\\|two"} |\n')
    assert check_parts(text, facts(a_state="two")) == []
    assert "| x |" in visible(text, facts(a_state="two")).text


def test_the_guard_reads_what_is_shown():
    text = article('We asked [12 firms]{when="a.state=one"}[nobody]{when="a.state!=one"}.')
    assert check_typed(visible(text, facts(a_state="two")), []) == []
    found = check_typed(visible(text, facts(a_state="one")), [])
    assert [problem.found for problem in found] == ['the number "12" is typed by hand.']


def test_code_and_comments_hold_no_parts():
    text = '```\n:::: {when="x"}\n```\n\n`[x]{when="y"}`\n\n<!-- [x]{when="z"} -->\n'
    assert parts(article(text)) == [] == check_parts(article(text), facts(a_state="one"))
