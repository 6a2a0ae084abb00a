"""A document whose numbers have a prefix, and references between documents."""

import io
import json
import re

import pypdf
import pytest
from docx import Document

from honest_results.documents.render import render
from unit.manuscript.demo import make_demo, make_rendering


@pytest.fixture(scope="module")
def rendered(demo, tmp_path_factory):
    """Return the bytes of the demo's English appendix by format."""
    folder = tmp_path_factory.mktemp("appendix")
    found = {}
    for name in ("html", "pdf", "docx"):
        render(make_rendering(demo, "en", name, "appendix"), "pandoc", folder / name)
        found[name] = (folder / name).read_bytes()
    return found


def words(text):
    return " ".join(text.replace("\u00a0", " ").split())


SENTENCE = (
    "Table A1 and Figure A1 are ours; Table 1 and Section 2.1 are the article’s, as A1 is."
).replace("’", "'")
HEADINGS = ("A1 More", "A1.1 Deeper")
CAPTIONS = ("Table A1: More of the 150 firms. § simulated data", "Figure A1: The flow again.")


def test_page(rendered):
    page = rendered["html"].decode()
    text = words(re.sub(r"<[^>]+>", "", page[page.index("<main") : page.index("</main>")]))
    for expected in (SENTENCE, *HEADINGS, *CAPTIONS, "Of Section A1.1 says"):
        assert expected in text.replace("’", "'")
    assert '<a href="article.en.html#tbl-drivers">Table\u00a01</a>' in page
    assert '<a href="article.en.html#sec-tests">Section\u00a02.1</a>' in page
    assert '<a href="#tbl-more" class="quarto-xref">Table\u00a0A1</a>' in page
    assert page.count('id="tbl-more"') == 1
    assert '<a href="article.en.html">article</a>' in page and 'href="appendix.es.html"' in page
    assert "<title>Online appendix: Alliances in “small” firms: a test</title>" in page
    assert 'class="abstract"' not in page and 'class="keywords"' not in page


def test_pdf(rendered):
    text = words(
        "\n".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(rendered["pdf"])).pages)
    )
    for expected in (SENTENCE, *HEADINGS, *CAPTIONS, "Of Section A1.1 says"):
        assert expected in text.replace("’", "'")


def test_word(rendered):
    document = Document(io.BytesIO(rendered["docx"]))
    text = words(" ".join(paragraph.text for paragraph in document.paragraphs))
    for expected in (SENTENCE, *HEADINGS, *CAPTIONS, "Of Section A1.1 says"):
        assert expected in text.replace("’", "'")
    xml = document.element.xml
    bookmarks = set(re.findall(r'w:name="(_\w+)"', xml))
    assert set(re.findall(r"> REF (\w+) \\h <", xml)) <= bookmarks
    assert "> SEQ Table \\* ARABIC <" in xml
    assert "Online appendix" in document.sections[0].header.paragraphs[0].text


def test_the_article_names_the_appendixs_numbers(demo, articles):
    page = articles["en", "html"].read_text(encoding="utf-8")
    table = '<a href="#tbl-sample" class="quarto-xref">Table\u00a02</a>'
    assert f'See {table}, <a href="appendix.en.html#tbl-more">Table\u00a0A1</a> and ' in page
    assert '<a href="appendix.en.html#sec-more">Section\u00a0A1</a>' in page
    assert '<a href="appendix.en.html">Online appendix</a>' in page


def test_numbers_that_other_documents_would_get_wrong_stop_the_build(demo, tmp_path):
    job = make_rendering(make_demo(tmp_path / "demo"), "en", "html", "appendix")
    content = json.loads(job.content.read_text(encoding="utf-8"))
    content["numbers"]["tbl-more"] = "A2"
    job.content.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(RuntimeError, match="tbl-more is number A1 here and A2 for other"):
        render(job, "pandoc", tmp_path / "appendix.html")
