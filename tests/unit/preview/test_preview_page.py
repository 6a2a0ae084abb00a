"""The page of a text that is being edited: what a build would make, from the results that are there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from alianzas.commandline.preview_command import read_study
from honest_results.documents.page_text import visible_text
from honest_results.documents.render import render
from honest_results.preview.preview_page import MissingResultsError, Renderer
from honest_results.preview.subject import Subject
from human_files.errors import ConfigurationError, ManuscriptError, UserError
from unit.manuscript.demo import STUDY, make_rendering
from unit.preview.conftest import edit


def subject(document: str = "article", language: str = "en") -> Subject:
    return Subject(document, language, STUDY)


def files(root: Path) -> dict[str, tuple[int, int]]:
    return {
        str(path): (path.stat().st_mtime_ns, path.stat().st_size)
        for path in root.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize(
    ("document", "language"), [("article", "en"), ("article", "es"), ("appendix", "en")]
)
def test_it_says_what_a_build_says_and_leaves_all_as_it_is(
    demo: Path, tmp_path: Path, document: str, language: str
) -> None:
    before = files(demo)
    page = Renderer(subject(document, language), read_study).page()
    assert files(demo) == before
    render(make_rendering(demo, language, "html", document), "pandoc", tmp_path / "built.html")
    built = (tmp_path / "built.html").read_text(encoding="utf-8")
    assert visible_text(page) == visible_text(built)
    assert "data:image" in built and "data:image" not in page
    assert f'src="files/figures/flow.{language}.svg?' in page
    assert f'href="files/figures/flow.{language}.csv"' in page


def test_an_edit_is_seen(demo: Path) -> None:
    renderer = Renderer(subject(), read_study)
    assert "We read" in renderer.page()
    edit(demo / "manuscript/article.en.qmd", "We read", "We looked into")
    page = renderer.page()
    assert "We looked into" in page and "We read" not in page


def test_a_drawing_has_its_date_in_its_address(demo: Path) -> None:
    renderer = Renderer(subject(), read_study)
    first = renderer.page()
    (demo / f"results/{STUDY}/figures/flow.en.svg").write_text(
        "<svg xmlns='http://www.w3.org/2000/svg'/>"
    )
    second = renderer.page()
    assert first != second and first.split("flow.en.svg?")[1][:19].isdigit()


def test_sources_are_read_again_where_they_changed(demo: Path) -> None:
    renderer = Renderer(subject(), read_study)
    renderer.page()
    edit(demo / "manuscript/article.en.qmd", "@porter, p. 12", "@newcomer")
    with pytest.raises(ManuscriptError, match="@newcomer is not in the bibliography"):
        renderer.page()
    bibliography = demo / "manuscript/references.bib"
    entry = "@book{newcomer, author = {New, N.}, title = {Come}, publisher = {P}, year = {2020}}\n"
    bibliography.write_text(bibliography.read_text() + entry)
    assert "New, 2020" in renderer.page()


def test_all_mistakes_are_told_at_once_with_their_lines(demo: Path) -> None:
    text = demo / "manuscript/article.en.qmd"
    edit(text, "[literature.kept]{.fact}", "[literature.keept]{.fact}")
    edit(text, "We read `records.csv`", "We read 12 files @fig-nowhere, `records.csv`")
    with pytest.raises(ManuscriptError) as wrong:
        Renderer(subject(), read_study).page()
    lines = text.read_text(encoding="utf-8").splitlines()
    told = {(problem.file, problem.row, problem.found) for problem in wrong.value.problems}
    places = {
        part: next(number for number, line in enumerate(lines, 1) if part in line)
        for part in ("keept", "12 files")
    }
    file = "manuscript/article.en.qmd"
    assert told == {
        (file, places["keept"], 'there is no fact "literature.keept".'),
        (file, places["12 files"], "@fig-nowhere refers to nothing in the documents."),
        (file, places["12 files"], 'the number "12" is typed by hand.'),
    }


def break_yaml(root: Path) -> None:
    edit(root / "config/config.yaml", "documents:", "documants:")


def no_document(root: Path) -> None:
    edit(root / "config/config.yaml", "  - {name: article}\n", "")


def no_language(root: Path) -> None:
    edit(root / "config/config.yaml", "documents:", "languages: [es]\ndocuments:")


def no_text(root: Path) -> None:
    (root / "manuscript/article.en.qmd").unlink()


def other_encoding(root: Path) -> None:
    (root / "manuscript/article.en.qmd").write_bytes("# Título\n".encode("latin-1"))


def no_study(root: Path) -> None:
    (root / f"config/studies/{STUDY}/study.yaml").unlink()


def no_labels(root: Path) -> None:
    (root / "config/languages/en/labels/manuscript.yaml").write_text("a: [")


def no_bibliography(root: Path) -> None:
    (root / "manuscript/references.bib").unlink()


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (break_yaml, "documants"),
        (no_document, 'key "documents": "article" is not among them'),
        (no_language, 'key "languages": "en" is not among them'),
        (no_text, "manuscript/article.en.qmd: is missing"),
        (other_encoding, "manuscript/article.en.qmd, line 1: this is not UTF-8 text"),
        (no_study, f"config/studies/{STUDY}/study.yaml"),
        (no_labels, "config/languages/en/labels/manuscript.yaml"),
        (no_bibliography, "manuscript/references.bib: is missing"),
    ],
)
def test_what_keeps_it_from_being_made_is_told_in_words(demo: Path, spoil, told: str) -> None:
    renderer = Renderer(subject(), read_study)
    spoil(demo)
    with pytest.raises(UserError) as wrong:
        renderer.page()
    assert told in str(wrong.value)


@pytest.mark.parametrize("lost", ["tables/drivers.en.md", "figures/flow.en.json", "facts.json"])
def test_results_that_are_not_there_are_a_matter_for_rules(demo: Path, lost: str) -> None:
    if lost == "facts.json":  # then no fact is known, and every one in the text would be a mistake
        (demo / "manuscript/article.en.qmd").write_text("# Of nothing\n")
    (demo / f"results/{STUDY}" / lost).unlink()
    with pytest.raises(MissingResultsError, match=lost):
        Renderer(subject(), read_study).page()


def test_what_it_shows_is_what_rules_are_asked_for(demo: Path) -> None:
    shown = subject().shown({})
    assert f"results/{STUDY}/facts.json" in shown
    assert f"results/{STUDY}/source.json" not in shown, "the text does not name the commit"
    assert {f"results/{STUDY}/tables/drivers.{end}" for end in ("csv", "json", "en.md")} <= {*shown}
    assert {f"results/{STUDY}/figures/flow.en.{end}" for end in ("svg", "csv", "json")} <= {*shown}
    assert not [file for file in shown if ".es." in file or ".png" in file]
    edit(demo / "manuscript/article.en.qmd", 'table="sample"', 'table="nowhere"')
    edit(demo / "manuscript/article.en.qmd", "We read", "[colophon.commit]{.fact} We read")
    changed = subject().shown({})
    assert not [file for file in changed if "nowhere" in file], (
        "no rule makes it: the check says so"
    )
    assert f"results/{STUDY}/source.json" in changed


def test_a_draft_says_so_on_its_page(demo: Path) -> None:
    Path("draft").mkdir()
    Path("results").rename("draft/results")
    page = Renderer(
        Subject("article", "es", STUDY, Path("draft"), is_draft=True), read_study
    ).page()
    assert "<title>Borrador: " in page and '<p class="draft" role="note">' in page
    assert "pocas repeticiones" in page
    assert json.loads(Path(f"draft/results/{STUDY}/facts.json").read_text())["facts"]


def test_a_documents_page_is_one_of_the_projects(demo: Path) -> None:
    pages = subject().pages()
    assert {*pages} == {
        f"{name}.{lang}.html" for name in ("article", "appendix") for lang in ("en", "es")
    }
    draft = Subject("article", "es", STUDY, Path("draft"), is_draft=True)
    assert {*draft.pages()} == {"article.es.html", "appendix.es.html"}
    with pytest.raises(ConfigurationError):
        Subject("claims", "en", STUDY).pages()


def test_a_studys_own_sections_and_sources_are_on_the_page(demo: Path) -> None:
    folder = demo / f"manuscript/{STUDY}"
    folder.mkdir()
    text = folder / "article.en.qmd"
    text.write_text("## Trials {#sec-tests}\n\nTried, says @ours.\n", encoding="utf-8")
    renderer = Renderer(subject(), read_study)
    with pytest.raises(UserError) as caught:
        renderer.page()
    assert [str(problem).splitlines()[0] for problem in caught.value.problems] == [
        f"{text.relative_to(demo)}, line 3: @ours is not in the bibliography."
    ]
    sources = "@book{ours, author = {Own, Ann}, title = {Ours}, year = {2026}}\n"
    (folder / "references.bib").write_text(sources)
    page = visible_text(renderer.page())
    assert "Trials" in page and "saysOwn(2026)" in page and "Firmsinthetest" not in page
    text.write_text("Trials.\n")
    with pytest.raises(UserError, match="before the first heading"):
        renderer.page()
