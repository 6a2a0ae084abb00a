import re

import pypdf
import pytest

from honest_results.documents import pandoc_engine
from honest_results.documents.page_text import visible_text
from honest_results.documents.render import render
from human_files.errors import ManuscriptError
from unit.manuscript.demo import make_demo, make_rendering


@pytest.fixture(scope="module")
def page(articles):
    return articles["en", "html"].read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page_es(articles):
    return articles["es", "html"].read_text(encoding="utf-8")


def words(page):
    """Return the page's words in order, one space between them."""
    body = page[page.index("<main") : page.index("</main>")]
    text = re.sub(r"<[^>]+>", "", body).replace("\u00a0", " ")
    return " ".join(text.split())


def test_facts_are_printed_with_their_marks(page, page_es):
    assert "b = 0.42 [0.12, 0.72]. § simulated data" in words(page)
    assert "Planning matters more than§ trust" in words(page)
    assert "p &lt; 0.001§" in words(page)
    assert "kept 1,234† works; 7 was observed. † reconstructed data § simulated data" in (
        words(page)
    )
    assert "test: 1,492. § simulated data" in words(page)
    assert "b = 0,42 [0,12; 0,72]. § datos simulados" in words(page_es)


def test_every_number_leads_to_its_card(page):
    links = re.findall(r'<a class="fact [^"]*" href="#([^"]+)" aria-describedby="([^"]+)">', page)
    assert len(links) >= 9
    for target, described in links:
        assert target == described
        assert page.count(f'id="{target}"') == 1


def test_cross_references_have_quartos_wording(page, page_es):
    assert "Figure 1 and Table 1, Table 2 show more, as Section 2 and Section 2.1 say" in words(
        page
    )
    assert "by equation Equation 1." in words(page)
    assert "La Figura 1 y las Tabla 1, Tabla 2; la Sección 2." in words(page_es)
    for target in ("fig-flow", "tbl-drivers", "tbl-sample", "sec-methods", "sec-tests", "eq-model"):
        assert f'<a href="#{target}" class="quarto-xref">' in page
        assert page.count(f'id="{target}"') == 1


def test_captions_are_numbered_and_say_the_level(page, page_es):
    assert "Figure 1: The flow of 150 firms. § Simulated data: drawn by" in words(page)
    assert "Table 1: Drivers among 150 firms. § simulated data" in words(page)
    assert "Figura 1: El flujo. § Datos simulados:" in words(page_es)
    assert "Tabla 2: La muestra." in words(page_es)


def test_sections_are_numbered_but_for_those_that_ask_not_to_be(page):
    headings = [
        " ".join(re.sub(r"<[^>]+>", "", heading).split())
        for heading in re.findall(
            r"<h[12][^>]*>(.*?)</h[12]>", page[page.index("<main") :], re.DOTALL
        )
    ]
    assert headings[:5] == ["1 Introduction", "2 Methods", "2.1 Tests", "3 Results", "References"]


def test_table_note(page, page_es):
    assert "Note. Firms = 1,492. b is standardised. § Simulated data" in words(page)
    assert "Nota. Firmas = 1.492. b está estandarizado. § Datos simulados" in words(page_es)


def test_figure_has_its_alt_text_and_needs_no_file(page):
    (image,) = re.findall(r"<img[^>]*>", page)
    assert 'alt="A blue box: 150 firms."' in image and 'src="data:image/svg+xml;base64,' in image


def test_nothing_is_fetched(page):
    assert not re.findall(r'(?:src|<link[^>]*href)="(?!data:)[^"]*"', page)
    assert "@import" not in page and "url(" not in page


def test_banner_stands_before_the_abstract(page):
    assert page.index('class="banner"') < page.index('class="abstract"')
    assert (
        "Reconstructed data: real facts taken from published sources, in data/demo/literature."
        in (words(page))
    )


def test_no_banner_and_no_mark_on_observed_data(tmp_path):
    demo = make_demo(tmp_path / "demo", level="observed")
    render(make_rendering(demo, "en", "html"), "pandoc", tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert 'class="banner"' not in page and 'class="mark' not in page
    assert "b = 0.42 [0.12, 0.72]." in words(page) and "Simulated" not in words(page)


def test_citations_and_references_follow_apa(page, page_es):
    assert "(Dyer &amp; Singh, 1998; see Porter, 1980, p. 12)" in words(page)
    assert (
        "Dyer, J. H., &amp; Singh, H. (1998). The relational view. Academy of Management Review"
        in (words(page))
    )
    assert "Dyer, J. H. y Singh, H. (1998)." in words(page_es)


def test_language_switch_and_language_of_the_page(page, page_es):
    assert '<html lang="en">' in page and '<html lang="es">' in page_es
    assert 'href="article.es.html" hreflang="es"' in page
    assert 'href="article.en.html" hreflang="en"' in page_es


def test_keywords_and_authors_are_no_markup(page):
    assert 'Keywords: alliances, so-called "trust"' in words(page).replace("&quot;", '"')
    assert "Luis O’Hara" in page or "Luis O'Hara" in page


def test_broken_source_is_a_mistake_of_the_manuscript(tmp_path):
    demo = make_demo(tmp_path / "demo")
    path = demo / "manuscript/article.en.qmd"
    path.write_text("---\ntitle: [unclosed\n---\n\nText.\n", encoding="utf-8")
    with pytest.raises(ManuscriptError, match=r"manuscript/article\.en\.qmd.*YAML"):
        job = make_rendering(demo, "en", "html")
        render(job, "pandoc", tmp_path / "page.html")


def structure(node, kind):
    """Return the structure elements of ``kind`` in a tagged PDF."""
    node = node.get_object()
    found = [node] if isinstance(node, dict) and node.get("/S") == kind else []
    children = node.get("/K", []) if isinstance(node, dict) else []
    for child in children if isinstance(children, list) else [children]:
        if isinstance(child.get_object(), dict):
            found += structure(child, kind)
    return found


def test_pdf_is_tagged_and_described(articles):
    reader = pypdf.PdfReader(articles["en", "pdf"])
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en" and root["/MarkInfo"]["/Marked"]
    assert "pdfuaid:part" in root["/Metadata"].get_object().get_data().decode()
    alts = [figure.get("/Alt") for figure in structure(root["/StructTreeRoot"], "/Figure")]
    assert "A blue box: 150 firms." in alts
    formulas = [formula.get("/Alt") for formula in structure(root["/StructTreeRoot"], "/Formula")]
    assert "\\beta_1" in formulas and "y = \\beta_0 + \\beta_1 x" in formulas
    assert structure(root["/StructTreeRoot"], "/TH")
    assert reader.metadata.title == "Alliances in “small” firms: a test"
    assert "Ana Núñez" in reader.metadata.author


def test_pdf_says_what_the_page_says(articles):
    reader = pypdf.PdfReader(articles["es", "pdf"])
    text = "".join("".join(page.extract_text().split()) for page in reader.pages)
    for part in (
        "Notodoaquísebasaendatosobservados.",
        "LaFigura1ylasTabla1,Tabla2;laSección2.",
        "b=0,42[0,12;0,72].§datossimulados",
        "Figura1:",
        "Datossimulados",
    ):
        assert part in text
    assert {font for page in reader.pages for font in fonts(page)} <= {
        "LibertinusSerif",
        "DejaVuSansMono",
    }


def fonts(page):
    for font in page["/Resources"].get("/Font", {}).values():
        yield re.split("[-+]", font.get_object()["/BaseFont"].lstrip("/"))[1]


def test_both_languages_have_the_same_skeleton(page, page_es):
    for name in ("<h1", "<figure", "<table", 'class="table-note"'):
        assert page.count(name) >= page_es.count(name) > 0
    assert visible_text(page) != visible_text(page_es)


def test_where_typst_cannot_tag_floats_nothing_floats(demo, tmp_path, monkeypatch):
    """Of https://github.com/typst/typst/issues/8487 Typst says "internal error: parent group"."""
    seen = []
    typeset = pandoc_engine._typeset

    def fails_once(source, epoch):
        seen.append(source.read_text(encoding="utf-8"))
        if len(seen) == 1:
            raise RuntimeError("internal error: parent group (occurred at tree/build.rs)")
        return typeset(source, epoch)

    monkeypatch.setattr(pandoc_engine, "_typeset", fails_once)
    render(make_rendering(demo, "en", "pdf"), "pandoc", tmp_path / "article.pdf")
    floating = "#show <tbl-drivers>: set figure(placement: auto)"
    fixed = '#show figure.where(kind: "quarto-float-fig"): set figure(placement: none)'
    assert [(floating in text, fixed in text) for text in seen] == [(True, False), (False, True)]
    assert len(pypdf.PdfReader(tmp_path / "article.pdf").pages) > 0


def test_another_fault_of_typst_is_not_hidden(demo, tmp_path, monkeypatch):
    def fails(source, epoch):
        raise RuntimeError("unknown variable: x")

    monkeypatch.setattr(pandoc_engine, "_typeset", fails)
    with pytest.raises(RuntimeError, match="unknown variable"):
        render(make_rendering(demo, "en", "pdf"), "pandoc", tmp_path / "article.pdf")


def test_a_study_without_authors_is_set_too(tmp_path, monkeypatch):
    from unit.manuscript import demo as made

    monkeypatch.setitem(made.ARTICLE, "authors", [])
    root = make_demo(tmp_path / "demo")
    render(make_rendering(root, "en", "pdf"), "pandoc", tmp_path / "article.pdf")
    reader = pypdf.PdfReader(tmp_path / "article.pdf")
    assert not reader.metadata.author
    assert "Authors not yet named" in reader.pages[0].extract_text()
