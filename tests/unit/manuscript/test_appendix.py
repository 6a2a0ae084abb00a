"""A document whose numbers have a prefix, and references between documents."""

import io
import json
import re
import subprocess

import pypdf
import pytest
from docx import Document

from alianzas.manuscript.assemble import assemble
from alianzas.manuscript.embedded import pandoc_path
from alianzas.manuscript.render import render
from alianzas.manuscript.text import visible_text
from unit.manuscript.demo import make_job


@pytest.fixture(scope="module")
def rendered(demo, tmp_path_factory):
    """Return the bytes of the demo's English appendix by format."""
    folder = tmp_path_factory.mktemp("appendix")
    found = {}
    for name in ("html", "pdf", "docx"):
        render(make_job(demo, "en", name, "appendix"), "pandoc", folder / name)
        found[name] = (folder / name).read_bytes()
    return found


def words(text):
    return " ".join(text.replace("\u00a0", " ").split())


SENTENCE = (
    "Table A1 and Figure A1 are ours; Table 1 and Section 2.1 are the article’s, as A1 is."
).replace("’", "'")
HEADINGS = ("A1 More", "A1.1 Deeper")
CAPTIONS = ("Table A1: More of the 150§ firms.", "Figure A1: The flow again.")


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
    assemble(make_job(demo, "en", "html", "appendix"), tmp_path)
    content = json.loads((tmp_path / "document.json").read_text(encoding="utf-8"))
    content["numbers"]["tbl-more"] = "A2"
    (tmp_path / "document.json").write_text(json.dumps(content), encoding="utf-8")
    filters = [f"--lua-filter=filters/{name}.lua" for name in ("results", "crossref")]
    command = [pandoc_path(), "appendix.en.qmd", "--from=markdown", "--to=html5", *filters]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode != 0 and "tbl-more is number A1 here and A2 for other" in done.stderr


#: Our filters as Quarto runs them: its global, and figures that its reader leaves as paragraphs.
_AS_IN_QUARTO = 'quarto = {}\nreturn dofile("filters/%s.lua")\n'


@pytest.mark.parametrize("name", ["html", "docx", "typst"])
def test_quarto_is_left_nothing_to_number(demo, tmp_path, rendered, name):
    job = make_job(demo, "en", "pdf" if name == "typst" else name, "appendix")
    assemble(job, tmp_path)
    command = [pandoc_path(), "appendix.en.qmd", "--from=markdown-implicit_figures", f"--to={name}"]
    for script in ("results", "crossref"):
        (tmp_path / f"{script}.lua").write_text(_AS_IN_QUARTO % script)
        command.append(f"--lua-filter={script}.lua")
    keep = tmp_path / "keep.lua"
    keep.write_text(
        "return {{ Pandoc = function(doc)\n"
        '  io.open("tree.json", "w"):write(pandoc.write(doc, "json")):close()\nend }}\n'
    )
    subprocess.run(
        [*command, "-o", "out", f"--lua-filter={keep.name}"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    tree = (tmp_path / "tree.json").read_text(encoding="utf-8")
    assert '"citationId":"dyer1998"' in tree
    for label in ("tbl-more", "fig-more", "sec-deeper", "tbl-drivers"):
        assert f'"citationId":"{label}"' not in tree
    for label in ("tbl-more", "fig-more"):
        assert f'[["{label}"' not in tree and f'["{label}",[' not in tree
    if name == "html":
        page = (tmp_path / "out").read_text(encoding="utf-8")
        assert page.count('id="tbl-more"') == page.count('id="fig-more"') == 1
        ours = visible_text(rendered["html"].decode())
        for part in (*CAPTIONS, *HEADINGS):
            assert "".join(part.split()) in visible_text(page) and "".join(part.split()) in ours
