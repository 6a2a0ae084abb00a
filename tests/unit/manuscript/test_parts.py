"""A document has in every format, by both engines, what the study has of it, numbered and marked."""

import re

import pytest

from honest_results.documents.check_references import Known, check_references
from honest_results.documents.document_content import content
from honest_results.documents.outline import numbers
from honest_results.documents.reach import out_of_reach
from honest_results.documents.source import Manuscript
from unit.manuscript.demo import make_demo, make_job
from unit.manuscript.parts import ARTICLE
from unit.manuscript.test_habits import (
    main_of,
    rendered,  # noqa: F401 - a fixture
    same_by_quarto,
    with_quarto,
    word_document,
    words,
    words_of_pdf,
    words_of_word,
)

TEXT = (
    "1 One Before 0.42, planned, after. § simulated data kept 1.1 Shown As Table 1 and Section 1.1.1 "
    "say. 1.1.1 Deep"
)


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    """Return a compendium whose article has parts."""
    root = make_demo(tmp_path_factory.mktemp("parts"))
    (root / "manuscript/article.en.qmd").write_text(ARTICLE, encoding="utf-8")
    return root


def test_it_passes_the_check_though_what_is_not_shown_does_not_exist(study):
    job = make_job(study, "en")
    known = Known(["dyer1998"], ["sample"], ["flow"], job.facts)
    manuscript = Manuscript("manuscript/article.en.qmd", "en", ARTICLE)
    assert check_references(manuscript, known) == []
    assert numbers(job.outline, job.facts) == {
        "sec-one": "1",
        "sec-shown": "1.1",
        "sec-deep": "1.1.1",
        "tbl-inside": "1",
        "sec-two": "2",
        "tbl-rows": "2",
        "fig-shown": "1",
    }
    assert "gone" not in str(content(job)["facts"])


def test_only_what_holds_is_on_the_page(rendered):  # noqa: F811
    page = rendered("article.en", "html").read_text(encoding="utf-8")
    assert "unseen" not in page.lower()
    text = words(main_of(rendered("article.en", "html")))
    assert TEXT in text
    assert "We read and asked 150 firms. § simulated data" in text
    assert "Table 1: The sample of firms." in text
    assert "Figure 1: The flow of firms." in text
    assert "See Table 2, Section 2 and Figure 1." in text
    assert re.findall(r'<a href="#(sec-[^"]*)"', page[: page.index("<main")])[:3] == [
        "sec-one",
        "sec-shown",
        "sec-two",
    ]
    assert "Parts of 150" in words(page)
    assert not re.search(r"<(p|li|td|tr)[^>]*>\s*</\1>", page)


def test_what_is_shown_keeps_its_marks(study, rendered):  # noqa: F811
    page = rendered("article.en", "html").read_text(encoding="utf-8")
    assert (
        out_of_reach(page, {"survey.sample.n": "simulated", "survey.planning.b": "simulated"}) == []
    )


def test_only_what_holds_is_in_word_and_pdf(rendered):  # noqa: F811
    xml = word_document(rendered("article.en", "docx"))
    said = words_of_word(xml)
    assert "unseen" not in said.lower()
    assert "Before 0.42, planned, after." in said
    styles = re.findall(r'<w:pStyle w:val="(Heading\d)"', xml)
    assert styles == ["Heading1", "Heading2", "Heading3", "Heading1"]
    said = words_of_pdf(rendered("article.en", "pdf"))
    assert "unseen" not in said.lower() and "Before0.42,planned,after." in said
    assert "1.1ShownAsTable1andSection1.1.1say." in said and "1.1.1Deep" in said


@pytest.mark.slow
@pytest.mark.quarto
@with_quarto
def test_quarto_gives_the_same(rendered):  # noqa: F811
    same_by_quarto(rendered, "article.en")
