"""A study's own sections and sources in its documents, by the build and by a person."""

import os
import re
import subprocess

import pytest

from honest_results.documents.document_content import content
from honest_results.documents.pandoc_engine import pandoc_path
from honest_results.documents.texts import read_text
from unit.manuscript.demo import STUDY, make_demo, make_job, make_rendering
from unit.manuscript.test_habits import (
    main_of,
    rendered,  # noqa: F401 - a fixture
    same_by_quarto,
    with_quarto,
    words,
)

OWN = """---
title: Our own title
abstract: We asked [survey.sample.n]{.fact} of our own.
---

<!-- what is written here stands for the shared text -->

# Aside {#sec-aside before="sec-results"}

Said.

## Trials {#sec-tests base="00000000"}

Tried, as @dyer1998 and @ours2026 say, see @sec-deep and @tbl-own.

### Deep {#sec-deep}

Deep.^[A note.]

## Ethics {#sec-ethics}

Asked.

::: {#tbl-own table="sample"}
Our sample.
:::

# Results {#sec-results .omit}

# End {#sec-end after="sec-aside"}

Ends [here]{when="survey.comparison=more"}[there]{when="survey.comparison!=more"}.
"""
SOURCES = """@book{dyer1998, author = {Our Dyer}, title = {Ours}, year = {2001}, publisher = {P}}
@book{ours2026, author = {Our Own}, title = {Ours}, year = {2026}, publisher = {P}}
"""
HEADINGS = [
    "1 Introduction",
    "2 Methods",
    "2.1 Trials",
    "2.1.1 Deep",
    "2.2 Ethics",
    "3 Aside",
    "4 End",
    "References",
]


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    """Return a compendium whose study has texts of its own."""
    root = make_demo(tmp_path_factory.mktemp("own"))
    shared = root / "manuscript/article.en.qmd"
    text = shared.read_text(encoding="utf-8").replace(
        "@fig-flow and [@tbl-drivers; @tbl-sample]", "We"
    )
    shared.write_text(text, encoding="utf-8")
    other = root / "manuscript/appendix.en.qmd"
    text = (
        other.read_text(encoding="utf-8")
        .replace("@tbl-drivers", "@tbl-own")
        .replace("See [@tbl-sample", "[@tbl-own")
    )
    other.write_text(text, encoding="utf-8")
    folder = root / "manuscript" / STUDY
    folder.mkdir()
    (folder / "article.en.qmd").write_text(OWN, encoding="utf-8")
    (folder / "references.bib").write_text(SOURCES, encoding="utf-8")
    introduction = read_text(STUDY, "article", "en", root).text
    assert "See [@tbl-sample; @tbl-more]" in introduction
    text = shared.read_text(encoding="utf-8").replace(
        "See [@tbl-sample; @tbl-more]", "See [@tbl-own; @tbl-more]"
    )
    shared.write_text(text, encoding="utf-8")
    return root


def headings(page):
    found = re.findall(r"<h[1-6][^>]*>.*?</h[1-6]>", page, re.DOTALL)
    return [words(heading) for heading in found if "Records" not in heading]


def test_its_own_sections_stand_among_the_shared_with_numbers_and_references(rendered):  # noqa: F811
    main = main_of(rendered("article.en", "html"))
    assert headings(main) == HEADINGS
    text = words(main)
    assert "Abstract We asked 150 of our own." in text
    assert "see Section 2.1.1 and Table 1." in text
    assert "Ends here." in text
    assert "Our own title" in rendered("article.en", "html").read_text(encoding="utf-8")
    assert "base=" not in main and "00000000" not in main
    other = words(main_of(rendered("appendix.en", "html")))
    assert "are ours; Table 1 and Section 2.1 are the article’s" in other


def test_its_own_source_is_cited_instead_of_the_shared_of_the_same_key(rendered):  # noqa: F811
    text = words(main_of(rendered("article.en", "html")))
    assert "Dyer, O. (2001). Ours" in text and "Own, O. (2026)" in text
    assert "The relational view" not in text


def test_other_studies_have_the_shared_text(study):
    assert "Trials" not in read_text("other", "article", "en", study).text
    facts = content(make_job(study, "en"))["facts"]
    assert "survey.comparison" not in facts and "survey.sample.n" in facts


def by_hand(study, command, *arguments):
    """Run an engine as a person does, in manuscript/."""
    make_rendering(study, "en", "html")
    environment = {**os.environ, "ALIANZAS_STUDY": STUDY}
    environment.pop("ALIANZAS_BUILD", None)
    done = subprocess.run(
        [command, *arguments],
        cwd=study / "manuscript",
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_a_person_gets_the_same_as_the_build(study, rendered, tmp_path):  # noqa: F811
    page = tmp_path / "page.html"
    by_hand(
        study,
        pandoc_path(),
        *("article.en.qmd", "--from=markdown", "--standalone", "--metadata=house-style"),
        *("--lua-filter=filters/results.lua", "--lua-filter=filters/crossref.lua", "--citeproc"),
        *("--syntax-highlighting=none", "--to=html5", "--template=styles/article.html", "--toc"),
        *("--toc-depth=2", "--section-divs", "--mathml", "--wrap=none", f"--output={page}"),
    )
    assert main_of(page) == main_of(rendered("article.en", "html"))


@pytest.mark.slow
@pytest.mark.quarto
@with_quarto
def test_quarto_gives_the_same_in_a_build_and_by_hand(study, rendered):  # noqa: F811
    same_by_quarto(rendered, "article.en")
    by_hand(study, "quarto", "render", "article.en.qmd", "--to", "html")
    page = study / "results/_preview/article.en.html"
    assert words(main_of(page)) == words(main_of(rendered("article.en", "html", "quarto")))


@pytest.mark.slow
@pytest.mark.quarto
@with_quarto
def test_quarto_takes_no_study_for_a_document(study):
    for language in ("en", "es"):
        for document in ("article", "appendix"):
            make_rendering(study, language, "html", document)
    done = subprocess.run(
        ["quarto", "render", "--to", "html"],
        cwd=study / "manuscript",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    pages = sorted(path.name for path in (study / "results/_preview").rglob("*.html"))
    assert pages == ["appendix.en.html", "appendix.es.html", "article.en.html", "article.es.html"]
