"""A study's own sections over the shared text, and every mistake in them."""

from pathlib import Path

import pytest

from honest_results.documents.check_references import Known, check_references, usage
from honest_results.documents.guard import check_typed
from honest_results.documents.outline import header, numbers, outline
from honest_results.documents.overlay import fingerprint, merged
from honest_results.documents.own_texts import (
    changed_sections,
    check_folders,
    lost_labels,
    require_fit,
    unpaired_sections,
)
from honest_results.documents.source import Manuscript
from honest_results.documents.texts import files_of, outlines, read_text
from honest_results.project import Document, Project
from human_files.errors import ManuscriptError

BASE = """---
title: Shared
abstract: |
  Of all
  studies.
lang: en
---

# One {#sec-one}

One says.

## Inner {#sec-inner}

Inner says.

:::: {when="a.state=there"}
# Two {#sec-two}

Two says.

## Two's inner {#sec-two-inner}

More.

# Three {#sec-three}

Three says, as @sec-two does.
::::

# Four {#sec-four}

Four says.
"""
SHARED, OURS = "manuscript/article.en.qmd", "manuscript/peru/article.en.qmd"
DOCUMENTS = [Document(name="article"), Document(name="appendix", prefix="A")]


def base(text=BASE):
    return Manuscript(SHARED, "en", text)


def own(text):
    return Manuscript(OURS, "en", text)


def together(text, shared=BASE):
    return merged(base(shared), own(text))


def words(text):
    """Return what a text says without its header, line by line."""
    return [line for line in text.body.split("\n") if line.strip()]


def mistakes(text, shared=BASE):
    with pytest.raises(ManuscriptError) as caught:
        together(text, shared)
    assert all(problem.file == OURS and problem.advice for problem in caught.value.problems)
    return [(problem.row, problem.found) for problem in caught.value.problems]


def test_a_section_is_replaced_with_its_subsections_and_nothing_else():
    text = together("# Two, ours {#sec-two}\n\nOurs.\n\n## Ours inner {#sec-ours}\n\nDeep.\n")
    said = words(text)
    assert said[said.index("# Two, ours {#sec-two}") :][:5] == [
        "# Two, ours {#sec-two}",
        "Ours.",
        "## Ours inner {#sec-ours}",
        "Deep.",
        "# Three {#sec-three}",
    ]
    assert "Two's inner" not in text.text and "Inner says." in said
    facts = {"a.state": {"value": "there"}}
    assert numbers(outline(text), facts)["sec-ours"] == "2.1"
    assert "sec-ours" not in numbers(outline(text), {"a.state": {"value": "gone"}})


def test_a_subsection_is_replaced_alone():
    said = words(together("## Ours {#sec-inner}\n\nOurs.\n"))
    assert said[:4] == ["# One {#sec-one}", "One says.", "## Ours {#sec-inner}", "Ours."]
    assert said[4] == ':::: {when="a.state=there"}'


def test_a_label_of_the_shared_text_always_means_its_section():
    text = together(
        "# Ours {#sec-one}\n\na\n\n## Inner {#sec-inner}\n\nb\n\n"
        "## Sub {#sec-two-inner}\n\nc\n\n### Low {#sec-low}\n\nd\n\n## New {#sec-new}\n\ne\n"
    )
    assert [line for line in words(text) if line.startswith("#")] == [
        "# Ours {#sec-one}",
        "## Inner {#sec-inner}",
        "# Two {#sec-two}",
        "## Sub {#sec-two-inner}",
        "### Low {#sec-low}",
        "## New {#sec-new}",
        "# Three {#sec-three}",
        "# Four {#sec-four}",
    ]


def test_every_line_knows_its_file_and_line():
    ours = "# Two, ours {#sec-two}\n\nOurs.\n"
    text = together(ours)
    for number, line in enumerate(text.text.split("\n"), start=1):
        file, place = text.place(number)
        if line.strip():
            original = {SHARED: BASE, OURS: ours}[file].split("\n")
            assert original[place - 1] == line


def test_new_sections_stand_after_the_one_before_or_where_they_say():
    text = together(
        '## New {#sec-new after="sec-inner"}\n\na\n\n'
        "# Four, ours {#sec-four}\n\nb\n\n"
        "# Five {#sec-five}\n\nc\n\n"
        '# Zero {#sec-zero before="sec-one"}\n\nd\n\n'
        "# Half {#sec-half}\n\ne\n"
    )
    assert [line for line in words(text) if line.startswith("#")] == [
        "# Zero {#sec-zero}",
        "# Half {#sec-half}",
        "# One {#sec-one}",
        "## Inner {#sec-inner}",
        "## New {#sec-new}",
        "# Two {#sec-two}",
        "## Two's inner {#sec-two-inner}",
        "# Three {#sec-three}",
        "# Four, ours {#sec-four}",
        "# Five {#sec-five}",
    ]


def test_a_section_is_left_out():
    text = together("# Two {#sec-two .omit}\n\n# Three, ours {#sec-three}\n\nOurs.\n")
    assert [line for line in words(text) if line.startswith(("#", ":"))] == [
        "# One {#sec-one}",
        "## Inner {#sec-inner}",
        ':::: {when="a.state=there"}',
        "# Three, ours {#sec-three}",
        "::::",
        "# Four {#sec-four}",
    ]


def test_the_header_overrides_keys_and_keeps_the_others():
    text = together('---\nabstract: |\n  Ours,\n  two lines.\nkeywords: "x"\n---\n')
    assert header(text) == {
        "title": "Shared",
        "abstract": "Ours,\ntwo lines.\n",
        "lang": "en",
        "keywords": "x",
    }
    assert text.place(text.line(text.text.index("two lines"))) == (OURS, 4)
    assert text.place(text.line(text.text.index("lang"))) == (SHARED, 6)
    assert header(together("---\ntitle: T\n---\n", "# One {#sec-one}\n\nx\n")) == {"title": "T"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Words.\n\n# Two {#sec-two}\n\nx\n", [(1, "this stands before the first heading")]),
        ("---\ntitle: x\n---\n\nWords.\n", [(5, "this stands before the first heading")]),
        ("# Two\n\nx\n", [(1, 'the section "Two" has no label.')]),
        (
            "# Two {#sec-two}\n\nx\n\n# Again {#sec-two}\n\ny\n",
            [(5, "the section sec-two is also in line 1.")],
        ),
        (
            '# N {#sec-n after="sec-one" before="sec-two"}\n\nx\n',
            [(1, "a section cannot stand after one and before another.")],
        ),
        (
            '# N {#sec-n after="sec-on"}\n\nx\n',
            [(1, "there is no section sec-on where this one could stand.")],
        ),
        (
            "# N {#sec-twoo}\n\nx\n",
            [(1, "the shared text has no section sec-twoo, and nothing says where it goes.")],
        ),
        (
            "# N {#sec-two .omit}\n\nx\n",
            [(1, "sec-two is to be left out, and has text under it.")],
        ),
        ("# N {#sec-to .omit}\n", [(1, "there is no section sec-to to leave out.")]),
        ('# N {#sec-two .omit after="sec-one"}\n', [(1, "what is left out has no place.")]),
        (
            '# N {#sec-two after="sec-four"}\n\nx\n',
            [(1, "sec-two is a section of the shared text, and keeps its place.")],
        ),
        (
            "## Two {#sec-two}\n\nx\n",
            [(1, "sec-two has another rank than in the shared text.")],
        ),
        (
            '# N {#sec-n after="sec-inner"}\n\nx\n',
            [(1, "a section of rank # cannot stand within one, after sec-inner (##).")],
        ),
        (
            ':::: {when="a.state=there"}\n# Two {#sec-two}\n\nx\n::::\n',
            [(1, "this stands before the first heading"), (1, "a part here cannot hold whole")],
        ),
        (
            "## Inner {#sec-inner}\n\nx\n\n# One {#sec-one}\n\ny\n",
            [(1, "sec-inner is part of a section that this file replaces, too.")],
        ),
        (
            '# One {#sec-one .omit}\n\n# N {#sec-n after="sec-inner"}\n\ny\n',
            [(3, "there is no section sec-inner where this one could stand.")],
        ),
        ("---\ntitle: [x\n---\n", [(3, "the header cannot be read")]),
        ("---\ntitle: a: b\n---\n", [(2, "the header cannot be read")]),
    ],
)
def test_each_mistake_is_told_once_with_its_line(text, expected):
    found = mistakes(text)
    assert [row for row, _ in found] == [row for row, _ in expected]
    for (_, said), (_, begin) in zip(found, expected, strict=True):
        assert said.startswith(begin)


def test_mistakes_of_the_text_name_the_file_in_which_the_words_stand():
    text = together(
        "# Ours {#sec-four}\n\nWe asked 12 firms, [a.gone]{.fact}, @nobody, @sec-three.\n"
    )
    facts = {"a.state": {"value": "gone"}}
    known = Known(citations=["x"], tables=[], figures=[], facts=facts)
    problems = [*check_references(text, known), *check_typed(text, [])]
    assert [(p.file, p.row, p.found) for p in problems] == [
        (OURS, 3, 'there is no fact "a.gone".'),
        (OURS, 3, "@nobody is not in the bibliography."),
        (OURS, 3, "@sec-three refers to a part that this study does not show."),
        (OURS, 3, 'the number "12" is typed by hand.'),
    ]
    assert "manuscript/peru/allowed-literals.yaml" in problems[-1].advice
    assert usage(text)["fact"] == {"a.gone": [f"{OURS}:3"]}
    shared = check_typed(together("# Two {#sec-two}\n\nx\n", BASE + "\n12 firms.\n"), [])
    lines = [(p.file, p.row) for p in shared if '"12"' in p.found]
    assert lines == [(SHARED, BASE.count("\n") + 2)]


def test_a_section_that_would_not_be_shown_is_told():
    text = together('# Ours {#sec-ours after="sec-two"}\n\nx\n')
    known = Known([], [], [], {"a.state": {"value": "gone"}})
    assert [(p.file, p.row, p.found) for p in check_references(text, known)] == [
        (OURS, 1, "this section stands in a part of the shared text that this study does not show.")
    ]
    assert check_references(text, Known([], [], [], {"a.state": {"value": "there"}})) == []


@pytest.fixture
def study(tmp_path):
    """Return a compendium with a study that has sections of its own."""
    folder = tmp_path / "manuscript/peru"
    folder.mkdir(parents=True)
    (tmp_path / SHARED).write_text(BASE, encoding="utf-8")
    (tmp_path / "manuscript/appendix.en.qmd").write_text("# A {#sec-a}\n\n@sec-two-inner\n")
    (tmp_path / OURS).write_text("# Two {#sec-two}\n\nOurs.\n", encoding="utf-8")
    return tmp_path


def test_a_study_has_its_own_text_and_another_the_shared(study):
    assert "Ours." in read_text("peru", "article", "en", study).text
    assert read_text("ecuador", "article", "en", study).text == BASE
    assert files_of("peru", "article.en.qmd", study) == [SHARED, OURS]
    found = outlines("peru", DOCUMENTS, "en", lambda document: ["html"], study)
    assert "sec-two-inner" not in numbers(found["article"])


def test_a_label_that_was_lost_is_told_with_where(study):
    lost = lost_labels("peru", DOCUMENTS, "en", study)
    assert lost == {"sec-two-inner": f"{OURS}, line 1"}
    known = Known([], [], [], None, lost)
    text = read_text("peru", "appendix", "en", study)
    (problem,) = check_references(text, known)
    assert problem.found == "@sec-two-inner refers to nothing in the documents."
    assert f"{OURS}, line 1, replaces or leaves out" in problem.advice


def test_all_texts_are_looked_at_before_anything_is_computed(study):
    for name in ("ecuador", "peru"):
        (study / f"config/studies/{name}").mkdir(parents=True)
        (study / f"config/studies/{name}/study.yaml").touch()
    project = Project(studies=["ecuador", "peru"], documents=DOCUMENTS, languages=["en"])
    require_fit(project, study)
    (study / OURS).write_text("# Two {#sec-two}\n\n# Two {#sec-two}\n")
    (study / "manuscript/peru/appendix.en.qmd").write_text("Words.\n")
    (study / "manuscript/peru/brief.en.qmd").write_text("# Brief {#sec-brief}\n")
    with pytest.raises(ManuscriptError) as caught:
        require_fit(project, study)
    assert [(Path(problem.file).name, problem.row) for problem in caught.value.problems] == [
        ("brief.en.qmd", None),
        ("article.en.qmd", 3),
        ("appendix.en.qmd", 1),
    ]
    require_fit(project.model_copy(update={"studies": ["ecuador"]}), study / "elsewhere")


def test_what_changed_under_an_own_section_is_told(study):
    def told():
        return changed_sections("peru", DOCUMENTS, ["en"], study)

    now = fingerprint(base(), "sec-two")
    assert told() == [], "nothing is asked"
    (study / OURS).write_text('# Two {#sec-two base="?"}\n\nOurs.\n')
    (problem,) = told()
    assert (problem.file, problem.row) == (OURS, 1) and f'base="{now}"' in problem.advice
    (study / OURS).write_text(f'# Two {{#sec-two base="{now}"}}\n\nOurs.\n')
    assert told() == []
    assert "base" not in read_text("peru", "article", "en", study).text
    (study / SHARED).write_text(BASE.replace("Four says", "Four cries").replace("One\n", "One \n"))
    assert told() == []
    (study / SHARED).write_text(BASE.replace("More.", "Much more."))
    (problem,) = told()
    assert problem.found == f"sec-two has changed in {SHARED} since this was written."
    assert "git log" in problem.advice


def test_a_section_in_one_language_alone_is_told(study):
    (problem,) = unpaired_sections("peru", DOCUMENTS, ["en", "es"], study)
    assert (problem.file, problem.row) == (OURS, 1)
    assert problem.found == "sec-two is the study's own here, and not in es."
    assert unpaired_sections("peru", DOCUMENTS, ["en"], study) == []
    (study / "manuscript/article.es.qmd").write_text(BASE)
    (study / "manuscript/peru/article.es.qmd").write_text("# Dos {#sec-two}\n\nSuyo.\n")
    assert unpaired_sections("peru", DOCUMENTS, ["en", "es"], study) == []


def test_files_that_no_document_takes_are_told(study):
    for name in ("peru/artcle.en.qmd", "peru/article.xx.qmd", "pru/article.en.qmd", "peru/x.txt"):
        (study / "manuscript" / name).parent.mkdir(exist_ok=True)
        (study / "manuscript" / name).touch()
    problems = check_folders(DOCUMENTS, ["ecuador", "peru"], study)
    assert [(problem.file, problem.found) for problem in problems] == [
        ("manuscript/peru/artcle.en.qmd", "it belongs to no document and language."),
        ("manuscript/peru/article.xx.qmd", "it belongs to no document and language."),
        ("manuscript/pru/article.en.qmd", "there is no study pru."),
    ]
    assert 'Did you mean "article.en.qmd"?' in problems[0].advice
    assert 'Did you mean "peru"?' in problems[2].advice
