"""What Quarto's authors write by habit, in the three formats; and the real Quarto beside ours."""

import html
import re
import shutil
import subprocess
import zipfile

import pypdf
import pytest

from honest_results.build.software import OLDEST_QUARTO, quarto_version
from honest_results.documents.assemble import assemble
from honest_results.documents.check_references import Known, check_references
from honest_results.documents.guard import check_typed
from honest_results.documents.outline import numbers, outline
from honest_results.documents.pandoc_engine import pandoc_path
from honest_results.documents.render import render
from honest_results.documents.source import Manuscript
from human_files.errors import ManuscriptError
from unit.manuscript.demo import make_demo, make_job, make_rendering
from unit.manuscript.habits import APPENDIX, ARTICLE, SPANISH
from unit.manuscript.test_pandoc_engine import structure

with_quarto = pytest.mark.skipif(
    shutil.which("quarto") is None or quarto_version() < OLDEST_QUARTO,
    reason="no Quarto 1.9 or later on the PATH",
)
FORMATS = ("html", "pdf", "docx")
ALT = "A blue box: 150 firms."


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    """Return a compendium whose documents use every construct."""
    root = make_demo(tmp_path_factory.mktemp("habits"))
    for name, text in (
        ("article.en", ARTICLE),
        ("article.es", SPANISH),
        ("appendix.en", APPENDIX),
        ("appendix.es", "# A {#sec-a}\n"),
    ):
        (root / f"manuscript/{name}.qmd").write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def rendered(study, tmp_path_factory):
    """Return a function that renders a document with an engine, once, and returns its file."""
    folder = tmp_path_factory.mktemp("rendered")

    def rendered(name, ending, engine="pandoc"):
        document, language = name.split(".")
        path = folder / engine / f"{name}.{ending}"
        if not path.is_file():
            path.parent.mkdir(exist_ok=True)
            render(make_rendering(study, language, ending, document), engine, path)
        return path

    return rendered


def main_of(path):
    page = path.read_text(encoding="utf-8")
    return page[page.index("<main") : page.index("</main>")]


def words(markup):
    text = html.unescape(re.sub(r"<[^>]+>", "", markup)).replace("\u00a0", " ")
    return " ".join(text.split())


def word_document(path):
    with zipfile.ZipFile(path) as archive:
        return archive.read("word/document.xml").decode("utf-8")


def words_of_word(xml):
    parts = re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|(</w:p>)", xml)
    text = "".join(" " if end else text for text, end in parts)
    return " ".join(html.unescape(text).replace("\u00a0", " ").split())


def words_of_pdf(path):
    text = "".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    return "".join(text.replace("•", "").split())


def alts_of_pdf(path):
    root = pypdf.PdfReader(path).trailer["/Root"]["/StructTreeRoot"]
    return [figure.get("/Alt") for figure in structure(root, "/Figure")]


#: What each format says, in the order of the text.
SAID = (
    "Note: What 150§ firms said",
    "A note with code, emphasis and 0.42. § simulated data",
    "Tip: By attribute",
    "Warning 1 Numbered, without a title.",
    "Important A class without braces.",
    "Caution",
    "Table 1: In a box.",
    "Theorem 1 (Line). A line is as follows.",
    "Proof. By 150 firms. § simulated data",
    "Definition 1 (Alliance). An agreement.",
    "Exercise 1.",
    "Solution.",
    "See Theorem 1, Definition 1, Warning 1, Equation 1, Equation 2, Figure 1, Figure 1 (b), 1 (a), "
    "Fig. 2, Prop. 1, at the end, Table 2, Table 3, Listing 1, Exercise 1, Theorem A1.",
    "Figure 2 begins a sentence, “quoted” and of 150’s. § simulated data",
    "Listing 1: A listing.",
    "Of 150 firms",
    "Table 3: More words.",
    "Lists Words one two Others",
)


@pytest.mark.parametrize("said", SAID)
def test_every_format_says_the_same(rendered, said):
    assert said in words(main_of(rendered("article.en", "html"))).replace(" 150 §", " 150§")
    assert said in words_of_word(word_document(rendered("article.en", "docx")))
    assert "".join(said.split()) in words_of_pdf(rendered("article.en", "pdf"))


def test_nothing_of_the_source_is_left(rendered):
    texts = (
        words(main_of(rendered("article.en", "html")).replace("</annotation>", "<annotation>")),
        words_of_word(word_document(rendered("article.en", "docx"))),
        words_of_pdf(rendered("article.en", "pdf")),
    )
    for text in texts:
        for sign in (":::", "{{<", "{#", "callout", "[^", "layout-", "\\newpage", "newcommand"):
            assert sign not in text


def test_the_title_of_a_box_is_no_section(rendered, study):
    page = rendered("article.en", "html").read_text(encoding="utf-8")
    contents = words(page[page.index('<nav id="TOC"') : page.index("</nav>")])
    assert contents == "Contents 1 One 1.1 Two 2 Three"
    headings = [
        words(found)
        for found in re.findall(
            r"<h[1-6][^>]*>.*?</h[1-6]>", main_of(rendered("article.en", "html")), re.DOTALL
        )
    ]
    assert headings == ["1 One", "1.1 Two", "2 Three"]


def test_the_page_can_be_used_without_seeing_it(rendered):
    page = main_of(rendered("article.en", "html"))
    assert '<div class="notice note" role="note" aria-label="Note: What 150 firms said">' in page
    assert re.search(
        r'<details class="notice tip" role="note" aria-label="Tip: By attribute">\s*<summary', page
    )
    assert re.findall(r'<img[^>]* alt="([^"]*)"', page) == [ALT] * 3
    for label in ("wrn-care", "thm-line", "def-alliance", "fig-both", "fig-right", "lst-code"):
        assert page.count(f' id="{label}"') == 1
        assert f'href="#{label}"' in page


def test_facts_within_are_linked_to_their_cards(rendered):
    page = main_of(rendered("article.en", "html"))
    assert len(re.findall(r'<a class="fact simulated" href="#card-survey.sample.n"', page)) >= 6


def test_the_figures_of_one_caption_say_once_what_they_rest_on(rendered):
    page = main_of(rendered("article.en", "html"))
    group = page[page.index('<figure id="fig-both">') : page.index('<figure id="fig-alone">')]
    assert words(group).count("Simulated data") == 1
    assert "(a) Left, of 150. § simulated data" in words(group) and "(b) Right." in words(group)
    assert "--columns:2" in group


def test_word_numbers_and_refers_by_fields(rendered):
    xml = word_document(rendered("article.en", "docx"))
    fields = [" ".join(found.split()) for found in re.findall(r"<w:instrText[^>]*>([^<]*)<", xml)]
    for kind in ("Theorem", "Definition", "Exercise", "Warning", "Listing", "Figure", "Table"):
        assert f"SEQ {kind} \\* ARABIC" in fields
    assert "REF _Num_thm_line \\h" in fields and "REF _Num_fig_right \\h" in fields
    marks = re.findall(r'<w:bookmarkStart w:id="(\d+)" w:name="([^"]*)"', xml)
    assert len({mark for mark, _ in marks}) == len({name for _, name in marks}) == len(marks)
    names = {name for _, name in marks}
    assert {field.split()[1] for field in fields if field.startswith("REF")} <= names
    assert xml.count('<w:br w:type="page"') == 2
    assert re.findall(r'<wp:docPr[^>]* descr="([^"]*)"', xml) == [ALT] * 3


def test_pdf_describes_every_figure(rendered):
    alts = alts_of_pdf(rendered("article.en", "pdf"))
    assert alts.count(ALT) == 3
    assert len(pypdf.PdfReader(rendered("article.en", "pdf")).pages) >= 3


def test_spanish(rendered):
    text = words(main_of(rendered("article.es", "html")))
    assert "Advertencia Con cuidado." in text
    assert (
        "Proposición 1. Así es. Demostración. Claro. La Proposición 1 y la Proposición 1." in text
    )


def test_numbers_of_another_document_have_its_prefix(rendered):
    text = words(main_of(rendered("appendix.en", "html")))
    assert "Theorem A1. More; the article has Theorem 1 and Figure 1 (a)." in text
    assert "Note A1: Mind See Theorem A1." in text
    assert "A pair: Figure A1 (b) and Note A1." in text
    link = 'href="article.en.html#fig-left"'
    assert link in rendered("appendix.en", "html").read_text(encoding="utf-8")
    xml = word_document(rendered("appendix.en", "docx"))
    assert "Theorem A1. More" in words_of_word(xml)
    assert "A pair: Figure A1 (b) and Note A1." in words_of_word(xml)
    assert "Apair:FigureA1(b)andNoteA1." in words_of_pdf(rendered("appendix.en", "pdf"))


def test_the_outline_knows_the_numbers():
    assert numbers(outline(Manuscript("manuscript/article.en.qmd", "en", ARTICLE))) == {
        "sec-one": "1",
        "wrn-care": "1",
        "tbl-inside": "1",
        "thm-line": "1",
        "eq-line": "1",
        "eq-other": "2",
        "def-alliance": "1",
        "exr-list": "1",
        "sec-two": "1.1",
        "fig-both": "1",
        "fig-left": "1\u00a0(a)",
        "fig-right": "1\u00a0(b)",
        "fig-alone": "2",
        "lst-code": "1",
        "tbl-words": "2",
        "tbl-more": "3",
        "sec-three": "2",
    }


@pytest.mark.parametrize(("name", "text"), [("article", ARTICLE), ("appendix", APPENDIX)])
def test_all_of_it_passes_the_check(study, name, text):
    job = make_job(study, "en", name)
    known = Known(["dyer1998"], ["sample"], ["flow"], job.facts)
    others = {other: one for other, one in job.documents.items() if other != name}
    manuscript = Manuscript(f"manuscript/{name}.en.qmd", "en", text)
    assert check_references(manuscript, known, others) == []
    assert check_typed(manuscript, []) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("$\\begin{aigned} a \\end{aigned}$", 'formula "\\begin{aigned} a'),
        ("| a |\n|---|\n| b |\n\n    : C. {#tbl-a}", "the label tbl-a"),
    ],
)
def test_what_only_pandoc_can_tell_ends_in_one_message(tmp_path, text, found):
    root = make_demo(tmp_path)
    (root / "manuscript/article.en.qmd").write_text(text, encoding="utf-8")
    with pytest.raises(ManuscriptError) as caught:
        render(make_rendering(root, "en", "html"), "pandoc", tmp_path / "page.html")
    (problem,) = caught.value.problems
    assert problem.file == "manuscript/article.en.qmd"
    assert found in problem.found and "alianzas" not in str(problem)


_TREE = """
function Pandoc(doc)
  io.open("tree.txt", "w"):write(pandoc.write(doc, "native")):close()
end
"""


@pytest.mark.parametrize("form", ["latex", "jats"])
def test_a_journals_format_is_left_to_quarto(study, tmp_path, form):
    folder = assemble(make_rendering(study, "en", "html"), tmp_path)
    (folder / "tree.lua").write_text(_TREE, encoding="utf-8")
    filters = [
        f"--lua-filter={name}.lua" for name in ("filters/results", "filters/crossref", "tree")
    ]
    command = [pandoc_path(), "article.en.qmd", "--from=markdown", f"--to={form}", *filters]
    subprocess.run(command, cwd=folder, capture_output=True, check=True)
    tree = (folder / "tree.txt").read_text(encoding="utf-8")
    for native in ('"callout-note"', '"thm-line"', '"fig-both"', '"fig-left"', '"{#eq-line}"'):
        assert native in tree
    assert tree.count('"fact"') == 0 and '"150"' in tree
    # Quarto stops at a proof in JATS: there it is plain paragraphs.
    assert ('[ "proof" ]' in tree) == (form == "latex")
    assert ('Str "Proof"' in tree) == (form == "jats")


@pytest.mark.slow
@pytest.mark.quarto
@with_quarto
@pytest.mark.parametrize("name", ["article.en", "article.es", "appendix.en"])
def test_quarto_gives_the_same(rendered, name):
    same_by_quarto(rendered, name)


def same_by_quarto(rendered, name):
    """Compare what both engines make of a document, in every format."""
    ours, theirs = (
        [rendered(name, ending, engine) for ending in FORMATS] for engine in ("pandoc", "quarto")
    )
    for read in (words, lambda page: re.findall(r' alt="([^"]*)"', page)):
        assert read(main_of(ours[0])) == read(main_of(theirs[0]))
    assert words_of_pdf(ours[1]) == words_of_pdf(theirs[1])
    assert alts_of_pdf(ours[1]) == alts_of_pdf(theirs[1])
    in_word = [word_document(files[2]) for files in (ours, theirs)]
    assert words_of_word(in_word[0]) == words_of_word(in_word[1])
    for pattern in (
        r"<w:instrText[^>]*>([^<]*)<",
        r'<w:pStyle w:val="([^"]*)"',
        r'<wp:docPr[^>]* descr="([^"]*)"',
    ):
        assert re.findall(pattern, in_word[0]) == re.findall(pattern, in_word[1])
