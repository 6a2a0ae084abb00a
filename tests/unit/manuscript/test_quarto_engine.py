"""Quarto: a stand-in that does as it does, and the real one where it is on the PATH."""

import io
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree
import zipfile
from pathlib import Path

import pypdf
import pytest
import yaml
from docx import Document

from honest_results.build import software
from honest_results.documents import quarto_engine
from honest_results.documents.page_text import visible_text
from honest_results.documents.render import render
from human_files.errors import ConfigurationError, ManuscriptError
from unit.manuscript.demo import REPOSITORY, make_demo, make_rendering
from unit.manuscript.test_pandoc_engine import structure

STAND_IN = Path(__file__).with_name("quarto_stand_in.py")
FORMATS = ("html", "pdf", "docx")
REAL = software.quarto_version()


@pytest.fixture
def on_path(tmp_path, monkeypatch):
    """Return a function that puts a program called ``quarto`` on the PATH."""

    def on_path(script):
        place = tmp_path / "bin"
        place.mkdir(exist_ok=True)
        (place / "quarto").write_text(f"#!/bin/sh\n{script}\n")
        (place / "quarto").chmod(0o755)
        monkeypatch.setenv("PATH", f"{place}{os.pathsep}{os.environ['PATH']}")
        software.quarto_version.cache_clear()

    yield on_path
    software.quarto_version.cache_clear()


@pytest.fixture(params=["stand-in", pytest.param("real", marks=pytest.mark.quarto)])
def quarto(request, on_path):
    """A Quarto on the PATH: the stand-in, then the real one."""
    if request.param == "stand-in":
        on_path(f"exec '{sys.executable}' '{STAND_IN}' \"$@\"")
    elif REAL < software.OLDEST_QUARTO:
        pytest.skip("needs Quarto 1.9 or later on the PATH")
    return request.param


def words(text):
    return re.sub(r"\s+", "", text)


def what_it_shows(name, document):
    """Return what a reader gets of a document: words, alternative texts, fields, numbers of things."""
    if name == "html":
        page = document.decode()
        body = page[page.index("<body") : page.index("</body>")]
        images = re.findall(r"<img [^>]*>", body)
        return {
            "words": words(visible_text(page)),
            "alts": [re.search(r'alt="([^"]*)"', image)[1] for image in images],
            "images": [re.search(r'src="(data:image/svg[^"]*)"', image)[1] for image in images],
            "places": sorted(
                re.findall(r'id="((?:fig|tbl|sec|eq|card|part|records)-[^"]*)"', body)
            ),
            "references": re.findall(r'<a [^>]*class="quarto-xref"[^>]*>', body),
        }
    if name == "pdf":
        reader = pypdf.PdfReader(io.BytesIO(document))
        root = reader.trailer["/Root"]
        tree, metadata = root["/StructTreeRoot"], root["/Metadata"].get_object().get_data()
        return {
            "words": [page.extract_text() for page in reader.pages],
            "alts": [element.get("/Alt") for element in structure(tree, "/Figure")],
            "formulas": [element.get("/Alt") for element in structure(tree, "/Formula")],
            "tables": len(structure(tree, "/Table")),
            "standard": b"pdfuaid:part" in metadata,
            "title": (reader.metadata.title, reader.metadata.author),
        }
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        xml_text = archive.read("word/document.xml").decode()
        media = sorted(name for name in archive.namelist() if "/media/" in name)
    read = Document(io.BytesIO(document))
    return {
        "words": [paragraph.text for paragraph in read.paragraphs],
        "styles": [paragraph.style.name for paragraph in read.paragraphs],
        "tables": [
            [cell.text for row in table.rows for cell in row.cells] for table in read.tables
        ],
        "alts": re.findall(r'<wp:docPr[^>]*?descr="([^"]*)"', xml_text),
        "fields": re.findall(r"> ((?:SEQ|REF) [^<]*)<", xml_text),
        "bold captions": xml_text.count("<w:rPr><w:b/></w:rPr>"),
        "images": (len(media), re.findall(r"<wp:extent [^>]*>", xml_text)),
        "head": read.sections[0].header.paragraphs[0].text,
    }


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("document", ["article", "appendix"])
def test_both_engines_show_the_same(demo, tmp_path, quarto, document, name):
    job = make_rendering(demo, "en", name, document)
    shown = {}
    for engine in ("pandoc", "quarto"):
        render(job, engine, tmp_path / engine)
        shown[engine] = what_it_shows(name, (tmp_path / engine).read_bytes())
    assert shown["quarto"] == shown["pandoc"]
    assert shown["pandoc"]["words"] and shown["pandoc"]["alts"]
    assert shown["pandoc"].get("fields", True) and shown["pandoc"].get("references", True)


def test_the_same_bytes_again(demo, tmp_path, quarto):
    job = make_rendering(demo, "es", "docx")
    for name in ("first", "second"):
        render(job, "quarto", tmp_path / name)
    assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()


def test_where_typst_cannot_tag_floats_quarto_is_asked_again(demo, tmp_path, quarto, monkeypatch):
    """As with Pandoc; what is a fault of Typst is exit code 1 of Quarto."""
    asked = []
    rendered = quarto_engine._render

    def fails_once(job, folder, epoch, *, floats):
        asked.append(floats)
        if floats:
            return subprocess.CompletedProcess([], 1, "", "error: internal error: parent group")
        return rendered(job, folder, epoch, floats=floats)

    monkeypatch.setattr(quarto_engine, "_render", fails_once)
    render(make_rendering(demo, "en", "pdf"), "quarto", tmp_path / "article.pdf")
    assert asked == [True, False]
    assert len(pypdf.PdfReader(tmp_path / "article.pdf").pages) > 0


def run_quarto(folder, *arguments):
    return subprocess.run(
        ["quarto", "render", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture
def compendium(tmp_path):
    """A compendium after a build, for a person who runs Quarto by hand."""
    root = make_demo(tmp_path / "demo")
    make_rendering(root, "en", "html")
    return root


def test_quarto_by_hand_works_on_the_last_build_and_leaves_the_folder_clean(compendium, quarto):
    folder = compendium / "manuscript"
    before = {path.name for path in folder.iterdir()}
    for name, ending in (("html", "html"), ("typst", "pdf")):
        done = run_quarto(folder, "article.en.qmd", "--to", name)
        assert done.returncode == 0, done.stderr
        assert (compendium / f"results/_preview/article.en.{ending}").is_file()
    assert {path.name for path in folder.iterdir()} - before <= {".quarto"}
    page = (compendium / "results/_preview/article.en.html").read_text(encoding="utf-8")
    assert "Figure\u00a01: The flow of" in page and 'src="data:image/svg+xml' in page


def test_a_text_that_is_ahead_of_the_build_shows_what_the_results_have(compendium, quarto):
    source = compendium / "manuscript/article.en.qmd"
    source.write_text(
        source.read_text(encoding="utf-8").replace(
            "# Results",
            "New: [survey.comparison]{.fact}.\n\n![More.](figures/flow){#fig-new}\n\n# Results",
        ),
        encoding="utf-8",
    )
    done = run_quarto(source.parent, source.name, "--to", "html")
    assert done.returncode == 0, done.stderr
    page = (compendium / "results/_preview/article.en.html").read_text(encoding="utf-8")
    assert words("New: matters more than") in words(visible_text(page))
    assert "Figure\u00a02: The flow of" in page  # numbered as the text now is


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("survey.planning.p", "survey.planning.q", 'the fact "survey.planning.q"'),
        ("figures/flow", "figures/flwo", 'the figure "flwo"'),
        ('table="drivers"', 'table="driver"', 'the table "driver"'),
    ],
)
def test_a_result_that_is_not_there_is_told_in_one_line(compendium, quarto, old, new, told):
    source = compendium / "manuscript/article.en.qmd"
    source.write_text(source.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    done = run_quarto(source.parent, source.name, "--to", "html")
    assert done.returncode != 0
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("alianzas:")]
    assert told in line and "make paper" in line
    assert "stack traceback" not in done.stderr


def test_a_page_and_a_drawing_that_are_not_there_are_told_in_one_line(compendium, quarto):
    source = compendium / "manuscript/article.en.qmd"
    text = source.read_text(encoding="utf-8")
    source.write_text(text + '\n\n::: {insert="claim"}\n:::\n', encoding="utf-8")
    done = run_quarto(source.parent, source.name, "--to", "html")
    assert done.returncode != 0
    assert 'alianzas: article.en.qmd shows the text "claim", which the last' in done.stderr

    source.write_text(text, encoding="utf-8")
    (drawing,) = compendium.glob("results/*/figures/flow.en.svg")
    drawing.unlink()
    done = run_quarto(source.parent, source.name, "--to", "html")
    assert done.returncode != 0
    assert 'alianzas: article.en.qmd shows the file "figures/flow.en.svg"' in done.stderr


def test_without_a_build_one_line_says_what_to_do(compendium, quarto):
    shutil.rmtree(compendium / "results")
    done = run_quarto(compendium / "manuscript", "article.en.qmd", "--to", "html")
    assert done.returncode != 0
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("alianzas:")]
    assert "Run `make paper` first" in line


def test_another_study_can_be_chosen(compendium, quarto, monkeypatch):
    monkeypatch.setenv("ALIANZAS_STUDY", "peru")
    done = run_quarto(compendium / "manuscript", "article.en.qmd", "--to", "html")
    assert done.returncode != 0 and "no results of the study peru" in done.stderr


JOURNAL = """
title: A journal
author: Nobody
version: 1.0.0
contributes:
  formats:
    typst: default
    html: default
"""


@pytest.fixture
def journal(compendium):
    """A compendium with a journal's format put in place, and a real Quarto."""
    if REAL < software.OLDEST_QUARTO:
        pytest.skip("needs Quarto 1.9 or later on the PATH")
    extension = compendium / "manuscript/_extensions/journal"
    extension.mkdir(parents=True)
    (extension / "_extension.yml").write_text(JOURNAL)

    def rendered(name, ending):
        done = run_quarto(compendium / "manuscript", "article.en.qmd", "--to", name)
        assert done.returncode == 0, done.stderr
        return (compendium / f"results/_preview/article.en.{ending}").read_bytes()

    return rendered


@pytest.mark.quarto
def test_jats_has_authors_abstract_and_floats_in_its_own_fields(journal):
    article = xml.etree.ElementTree.fromstring(journal("jats", "xml"))
    front = article.find("front/article-meta")
    (corresponding, other) = front.findall("contrib-group/contrib")
    assert corresponding.get("corresp") == "yes"
    assert corresponding.findtext("contrib-id[@contrib-id-type='orcid']") == "0000-0001-2345-6789"
    assert corresponding.findtext("email") == "ana@example.org"
    assert corresponding.findtext("name/surname") == "Núñez"
    assert other.findtext("name/surname") in ("O’Hara", "O'Hara")
    assert front.findtext("aff/institution-wrap/institution") == "University of the Test"
    assert "planning matters, with b = 0.42 [0.12, 0.72]. [§ simulated data]" in " ".join(
        "".join(front.find("abstract").itertext()).split()
    )
    assert {"fig-flow", "tbl-drivers"} <= {fig.get("id") for fig in article.iter("fig")}
    text = " ".join("".join(article.find("body").itertext()).split())
    assert "Simulated data:" in text and "Figure 1" in text and "?@" not in text


@pytest.mark.quarto
@pytest.mark.parametrize(("name", "ending"), [("journal-typst", "pdf"), ("journal-html", "html")])
def test_a_journals_format_is_filled_from_the_same_source(journal, name, ending):
    document = journal(name, ending)
    if ending == "html":
        text = visible_text(document.decode())
    else:
        pages = pypdf.PdfReader(io.BytesIO(document)).pages
        text = words("".join(page.extract_text() for page in pages))
    for part in ("Ana Núñez", "University of the Test", "We asked 150 firms", "Simulated data"):
        assert words(part) in words(text)


def test_what_quarto_is_asked(demo, tmp_path, on_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    record = tmp_path / "record"
    on_path(
        'if [ "$1" = "--version" ]; then echo 1.9.37; exit 0; fi\n'
        f"{{ pwd; echo \"$@\"; }} > '{record}'; env >> '{record}'\n"
        "mkdir ../results/_preview; echo made > ../results/_preview/article.es.html"
    )
    render(make_rendering(demo, "es", "html"), "quarto", tmp_path / "article.html")
    folder, arguments, *environment = record.read_text().splitlines()
    assert arguments == "render article.es.qmd --to html"
    assert not folder.startswith(str(demo)) and not Path(folder).exists()
    for line in ("SOURCE_DATE_EPOCH=1000000000", "TZ=UTC", "LC_ALL=C.UTF-8"):
        assert line in environment
    assert (tmp_path / "article.html").read_text() == "made\n"


def test_quartos_own_words_when_it_fails(demo, tmp_path, on_path):
    on_path(
        '[ "$1" = "--version" ] && { echo 1.9.37; exit 0; }\n'
        "echo 'ERROR: YAML on line 3' >&2; exit 1"
    )
    with pytest.raises(
        ManuscriptError, match=r"manuscript/article\.en\.qmd: Quarto stopped: ERROR: YAML"
    ):
        render(make_rendering(demo, "en", "html"), "quarto", tmp_path / "a.html")
    assert not (tmp_path / "a.html").exists()


def test_success_without_a_document_is_no_success(demo, tmp_path, on_path):
    on_path('[ "$1" = "--version" ] && echo 1.9.37\nexit 0')
    with pytest.raises(ManuscriptError, match="left no document"):
        render(make_rendering(demo, "en", "pdf"), "quarto", tmp_path / "a.pdf")


def test_old_quarto(demo, tmp_path, on_path):
    on_path("echo 1.8.25")
    with pytest.raises(ConfigurationError, match=r"1\.8\.25, which is too old"):
        render(make_rendering(demo, "en", "pdf"), "quarto", tmp_path / "a.pdf")


def test_the_project_file_names_files_that_exist():
    settings = yaml.safe_load((REPOSITORY / "manuscript/_quarto.yml").read_text(encoding="utf-8"))
    assert settings["filters"] == [
        {"at": "pre-ast", "path": f"filters/{name}.lua"} for name in ("results", "crossref")
    ]
    html, typst = settings["format"]["html"], settings["format"]["typst"]
    assert typst["citeproc"] is True and typst["pdf-standard"] == "ua-1"
    for path in (html["template"], *html["template-partials"], typst["template"]):
        assert (REPOSITORY / "manuscript" / path).is_file()
