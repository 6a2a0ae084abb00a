import pytest

from honest_results.documents.source import Manuscript, citation_keys, named, parse_attributes
from human_files.errors import ManuscriptError


def references(text, kind):
    found = Manuscript("manuscript/article.en.qmd", "en", text).references()
    return [(reference.name, reference.line) for reference in found if reference.kind == kind]


def test_facts_with_lines_and_options():
    text = 'One [a.b]{.fact}\nand [c.d]{.fact show="n"},\nover two lines [e.f]{.fact\nshow="interval"}.'
    found = Manuscript("f", "en", text).references()
    assert [(r.name, r.line, dict(r.options)) for r in found] == [
        ("a.b", 1, {}),
        ("c.d", 2, {"show": "n"}),
        ("e.f", 3, {"show": "interval"}),
    ]


def test_code_and_comments_are_no_references():
    code = "`[a.b]{.fact}` and\n\n```\n[c.d]{.fact} @fig-x\n```\n\n"
    text = code + "<!-- [e.f]{.fact}\n@who -->\n[g.h]{.fact}"
    assert references(text, "fact") == [("g.h", 9)]
    assert references(text, "crossref") == references(text, "citation") == []


def test_figure_with_facts_in_its_caption():
    text = "\n![Flow of [a.b]{.fact} firms [@x].](figures/flow){#fig-flow}\n"
    assert references(text, "figure") == [("figures/flow", 2)]
    assert references(text, "label") == [("fig-flow", 2)]
    assert references(text, "fact") == [("a.b", 2)]


def test_table_with_and_without_parts():
    found = Manuscript(
        "f", "en", '::: {#tbl-a table="a"}\n:::\n\n::: {table=b}\n:::\n'
    ).references()
    tables = [(r.name, r.options["label"]) for r in found if r.kind == "table"]
    assert tables == [("a", "tbl-a"), ("b", "")]


@pytest.mark.parametrize(
    ("text", "citations"),
    [
        ("See @dyer1998, p. 3.", ["dyer1998"]),
        ("[see @a_b:2; -@c.d.]", ["a_b:2", "c.d"]),
        ("write to ana@example.org", []),
        ("@{odd/key}", ["odd/key"]),
        ("@fig-a and @tbl-b", []),
    ],
)
def test_citations(text, citations):
    assert [name for name, _ in references(text, "citation")] == citations


def test_crossrefs_are_told_from_citations():
    text = "[@fig-a; @tbl-b-c], @sec-x and @eq-y but @fig"
    assert [name for name, _ in references(text, "crossref")] == [
        "fig-a",
        "tbl-b-c",
        "sec-x",
        "eq-y",
    ]
    assert [name for name, _ in references(text, "citation")] == ["fig"]


def test_attributes():
    assert parse_attributes(".fact show=\"n\" .x a='b c' #id") == (
        ["fact", "x"],
        {"show": "n", "a": "b c"},
    )


def test_citation_keys_leave_out_what_is_no_entry():
    text = "@article{a, title={@not{b, }}}\n@comment{c, }\n@string{d = {x}}\n @book{e-1,\n"
    assert citation_keys(text) == ["a", "e-1"]


def test_what_a_text_names():
    text = Manuscript("a.qmd", "", '![x](figures/f){#fig-f}\n\n::: {#tbl-t table="t"}\n:::\n')
    assert named(text, "figure") == ["f"]
    assert named(text, "table") == ["t"]
    assert named(text, "insert") == []


def test_a_header_that_is_no_yaml_is_told_with_its_line(tmp_path):
    (tmp_path / "a.en.qmd").write_text('---\nlang: en\ntitle: "A: b\n---\n\nText.\n')
    with pytest.raises(ManuscriptError, match=r"a\.en\.qmd, line \d: the header is not valid YAML"):
        Manuscript.read("a.en.qmd", "en", tmp_path)
