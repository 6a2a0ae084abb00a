"""What a document may not hold is refused with file and line, and with what to write instead."""

import pytest

from honest_results.documents.check_references import Known, check_references
from honest_results.documents.guard import check_typed
from honest_results.documents.source import Manuscript

KNOWN = Known(citations=["dyer1998"], tables=["drivers"], figures=["flow"], facts={"a.n": {}})
FIGURE = "![C.](figures/flow){#fig-flow}"


def problems(text):
    return check_references(Manuscript("manuscript/article.en.qmd", "en", text), KNOWN)


@pytest.mark.parametrize(
    ("text", "line", "found", "advice"),
    [
        # Nothing is computed.
        ("```{python}\n#| echo: false\nx\n```", 1, "the cell {python}", "workflow/rules/"),
        ("- a\n\n  ```{r}\n  x\n  ```", 3, "the cell {r}", "workflow/scripts/"),
        ("a `{python} x` b", 1, "`{python} x`", "workflow/rules/"),
        ("a `r mean(x)` b", 1, "`r mean(x)`", "workflow/rules/"),
        ("```{mermaid}\na\n```", 1, "the diagram (mermaid)", "![Caption.](figures/<name>)"),
        ("```{dot}\na\n```", 1, "the diagram (dot)", "figures/<name>"),
        ("---\njupyter: python3\n---\n\nText.", 2, "`jupyter:`", "workflow/rules/"),
        # Values come from facts.
        ("a {{< var version >}}", 1, "{{< var version >}}", "[key]{.fact}"),
        ("a\n\n{{< meta title >}}", 3, "{{< meta title >}}", "[study.title]{.fact}"),
        ("{{< include a.qmd >}}", 1, "{{< include a.qmd >}}", "insert="),
        ("{{< video a.mp4 >}}", 1, "{{< video", "Write a link"),
        ("{{< fa star >}}", 1, "{{< fa star >}}", "{{< pagebreak >}}"),
        ("a {{< pagebreak >}} b", 1, "not a paragraph of its own", "alone on a line"),
        ("::: {.x}\n\n{{< pagebreak >}}\n\n:::", 3, "not a paragraph of its own", "outside lists"),
        ("a\n\\newpage\nb", 2, "\\newpage", "alone on a line"),
        # What print, or another format, cannot have.
        ("::: {.panel-tabset}\na\n:::", 1, ".panel-tabset", "under a heading"),
        ("::: panel-tabset\na\n:::", 1, ".panel-tabset", "under a heading"),
        ("::: {.column-margin}\na\n:::", 1, ".column-margin", "one column"),
        ("[a]{.aside}", 1, ".aside", "footnote"),
        ('::: {.content-visible when-format="html"}\na\n:::', 1, ".content-visible", "when="),
        ("# A {.appendix}", 1, ".appendix", "documents:"),
        ("a <b>x</b>", 1, "<b>", "**…**"),
        ("a<br>b", 1, "<br>", "backslash"),
        ('<div class="x">\na\n</div>', 1, "<div", ":::"),
        ("a `<b>`{=html}", 1, "{=html}", "Markdown"),
        ("```{=latex}\nx\n```", 1, "{=latex}", "Markdown"),
        ("a \\textbf{b}", 1, "\\textbf", "**…**"),
        ("a \\ref{b}", 1, "\\ref", "@fig-"),
        ("a \\(x\\) b", 1, "\\(x\\)", "between $"),
        ("a :smile: b", 1, ":smile:", "words"),
        ("a \U0001f600 b", 1, "fonts of the PDF", "words"),
        ("> [!TIP]\n> a", 1, "[!TIP]", ".callout-tip"),
        ("```python\nx  # <1>\n```", 1, "# <1>", "text"),
        ('```{.python filename="x.py"}\nx\n```', 1, "options of the code block", "```python"),
        ('```{#lst-x .python lst-cap="C"}\nx\n```', 1, "label of the code block", "::: {#lst-"),
        # Callouts, theorems, figures of one caption, typed tables, listings.
        ("::: {.callout-danger}\na\n:::", 1, ".callout-danger", ".callout-caution"),
        ("::: {.callout-note icon=false}\na\n:::", 1, "icon=", "look alike"),
        ("::: {.callout-note collapse=yes}\na\n:::", 1, 'collapse="yes"', "true, false"),
        ("::: {#tip-a .callout-note}\na\n:::", 1, "does not belong to a note", "nte-"),
        ("::: {#tip-a}\na\n:::", 1, "not a callout", ".callout-tip"),
        ('::: {#thm-a title="T"}\na\n:::', 1, "title=", 'name="'),
        ("::: {.callout-note}\na\n\n## B\n:::", 4, "would be a section", "at its start"),
        ('::: {.callout-note title="A"}\n## B\n:::', 2, "would be a section", "one heading"),
        ('::: {.callout-note title="[a.n]{.fact}"}\na\n:::', 1, "quotation marks", "heading"),
        (f"::: {{#fig-a}}\n{FIGURE}\n\nC.\n:::", 1, "several figures", "For one"),
        (
            f"::: {{#fig-a}}\n{FIGURE}\n\n![C.](figures/flow){{#fig-b}}\n:::",
            1,
            "needs its caption",
            "an empty line",
        ),
        (f"::: {{layout-ncol=2}}\n{FIGURE}\n:::", 1, "the layout", "#fig-"),
        ("::: {#tbl-a}\nC.\n:::", 1, "no table in tbl-a", 'table="'),
        ("::: {#tbl-a}\n| a |\n|---|\n| b |\n:::", 1, "no caption", "after the table"),
        ("| a |\n|---|\n| b |\n\n: C.", 5, "no label", "{#tbl-"),
        ("| a |\n|---|\n| b |\n\n: C. {#tbl-a .x}", 5, "options of the table", "alone"),
        ("::: {#lst-a}\nC.\n:::", 1, "needs a code block", "caption"),
        # Figures.
        ("![C.](photo.png){#fig-p}", 1, "not a figure of the results", "rule"),
        ("![C.][photo]", 1, "has no file", "figures/<name>"),
        ("![](figures/flow){#fig-a}", 1, "has no caption", "brackets"),
        (f"a {FIGURE} b", 1, "is inside a paragraph", "of its own"),
        (f"- {FIGURE}", 1, "is inside a paragraph", "of its own"),
        ('![C.](figures/flow){#fig-a fig-alt="A"}', 1, 'fig-alt="A"', "alternative text"),
        # Labels and references.
        ("$$ x $${#eq-a}", 1, "eq-a is where there is nothing", "one space"),
        ("$$ x $$ {#eq-a}, a", 1, "eq-a is where there is nothing", "nothing right after"),
        (
            "| a |\n\n|---|\n| b |\n\n: C. {#tbl-a}",
            6,
            "tbl-a is where there is nothing",
            "::: {#tbl-",
        ),
        ("a {#sec-a}", 1, "sec-a is where there is nothing", "# Heading"),
        ("[a]{#thm-a}", 1, "thm-a is where there is nothing", ":::"),
        ("# A {#fig-a}", 1, "fig-a is where there is nothing", "figures/<name>"),
        ("# A {#sec-a .unnumbered}\n\n@sec-a", 3, "without a number", ".unnumbered"),
        ("# A {#sec-a}\n\n[@sec-a; @dyer1998]", 3, "contains both", "of their own"),
        ("::: {#rem-a}\na\n:::\n\n@rem-a", 5, "a label of unknown kind", "thm-"),
        ("a[^1]", 1, "no text for the footnote", "[^1]: "),
        ("a\n\n[^1]: b", 3, "nothing refers to the footnote", "remove"),
        ("a[^1]\n\n[^1]: b\n\n[^1]: c", 5, "is defined twice", "Rename"),
        # What Pandoc reads otherwise.
        ("::: {.x}\na", 1, "not closed", ":::"),
        ("a\n\n:::", 3, "closes nothing", "Remove"),
        ("::: {.callout-note} Title\na", 1, "opens nothing", "as a heading"),
        ('::: {.callout-tip title="A}\na', 1, "opens nothing", "as a heading"),
        ("- a\n\n ::: {.x}\n  b", 3, "opens nothing", "at the start of a line"),
        ("a\n::: {.x}\nb\n:::", 2, "the part does not begin", "empty line"),
        ("a\n# B", 2, "the heading does not begin", "empty line"),
        ("a\n- b", 2, "the list does not begin", "empty line"),
        ("- a\n| b | c |\n|---|---|\n| d | e |", 2, "the table does not begin", "empty line"),
        ("a\n> b", 2, "the quotation does not begin", "empty line"),
        ("a\n| b | c |\n|---|---|\n| d | e |", 2, "the table does not begin", "empty line"),
        ("#A", 1, '"#A"', "a space"),
        ("A\n===", 1, "underlined", "Write # A"),
        ("> # A", 1, "in a list or quotation", "bold"),
        ("$$\nx\n\ny\n$$", 1, "an empty line within", "Remove"),
        ("```r\nx", 1, "code block opened here", "```"),
        ("a <!-- b", 1, "comment opened here", "-->"),
    ],
)
def test_refused_with_its_line(text, line, found, advice):
    named = problems(text)
    assert len(named) == 1, [str(problem) for problem in named]
    assert (named[0].file, named[0].row) == ("manuscript/article.en.qmd", line)
    assert found in named[0].found and advice in named[0].advice


@pytest.mark.parametrize(
    "text",
    [
        "```\n::: {.panel-tabset}\n{{< var x\n<b>\n```",
        "`<b>`, `\\ref`, and `{.aside}`.",
        "<!-- ```{python} -->\n\ntext",
        "$a < b > c$ and $$\\textbf{x}$$",
        "<https://example.org> and <a@example.org>",
        "- a\n- b\n\n1. c\n2. d",
        "Term\n: What it is",
        "> a\n> b",
        "| a\n| b",
        "# A {.unnumbered .unlisted}",
        "::: {.smallprint}\na\n:::\n::: {.x}\nb\n:::\ntext",
        ":::: {.x}\n::: {.y}\na\n:::\n::::",
        "\\newcommand{\\R}[1]{\\mathbb{#1}}\n\n$\\R{x}$",
        "a\n\n\\newpage\n\nb",
        'a\n\n:::: {when="a.n=1"}\n\n{{< pagebreak >}}\n\n::::',
        "![C.\nover two lines](figures/flow){#fig-a}",
        ": C. {#tbl-a}\n\n| a |\n|---|\n| b |",
        "| a |\n|---|\n| b |\n: C. {#tbl-a}",
        "a[^1] and ^[b]\n\n[^1]: c",
        "- a\n\n  ::: {.x}\n  b\n  :::\n\n1. c\n\n   ::: {.x}\n   d\n   :::",
        "a\n$$ x $$ {#eq-a} and $$ y $$ {#eq-b}",
        "+---+\n| a |\n+---+\n\n: C. {#tbl-a}",
        "a      b\n-----  ---\nc      d\n\n: C. {#tbl-a}",
        '---\ntitle: "A\\u00a0B"\n---\n\na',
        "a --- b\nc\n\n---\n\nd",
        "~~~~\n```{python}\n~~~~",
    ],
)
def test_let_pass(text):
    assert [str(problem) for problem in problems(text)] == []


def test_the_arguments_of_a_macro_are_no_results():
    text = "\\newcommand{\\R}[1]{\\mathbb{#1}}\n\n\\newcommand{\\n}{150}"
    (found,) = check_typed(Manuscript("f", "en", text), [])
    assert found.row == 3


@pytest.mark.parametrize(
    "text",
    [
        "$\\frac{150}{x}$",
        "::: {.callout-note}\nWe asked 150 firms.\n:::",
        "::: {.callout-note}\n## 150 firms\na\n:::",
        '::: {.callout-note title="150 firms"}\na\n:::',
        "::: {#thm-a name='150 firms'}\na\n:::",
        "::: {.proof}\nBy 150 firms.\n:::",
        "::: {#fig-a}\n![Of 150.](figures/flow){#fig-b}\n\n![C.](figures/flow){#fig-c}\n\nD.\n:::",
        "::: {#fig-a}\n![B.](figures/flow){#fig-b}\n\n![C.](figures/flow){#fig-c}\n\nOf 150.\n:::",
        "Term\n: Of 150 firms",
        "| Of 150\n| firms",
        "- [ ] 150 firms",
        "a^[Of 150 firms.]",
        "a[^1]\n\n[^1]: Of 150 firms.",
        "| A |\n|---|\n| 150 |",
        "::: {#lst-a}\n```\nx\n```\n\nOf 150.\n:::",
    ],
)
def test_results_typed_by_hand_are_found_within(text):
    (found,) = check_typed(Manuscript("manuscript/article.en.qmd", "en", text), [])
    assert '"150"' in found.found


def test_a_stray_backtick_hides_nothing():
    (found,) = check_typed(Manuscript("f", "en", "a ` b\n\nOf 150 firms.\n\nc ` d"), [])
    assert found.row == 3


def test_the_title_of_a_callout_does_not_end_the_results():
    claim = "It is larger than theirs [@x].\n"
    text = f"# Results {{#sec-results}}\n\n::: {{.callout-note}}\n# A\n:::\n\n{claim}"
    assert [problem.row for problem in check_typed(Manuscript("f", "en", text), [])] == [7]
