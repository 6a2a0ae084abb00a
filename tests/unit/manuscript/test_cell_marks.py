"""Cells of a table that rest on different data: each has its sign in every format, and its meaning."""

import re
import zipfile

import pandas as pd
import pypdf
import pytest

from honest_results.documents.render import render
from honest_results.provenance import Source
from honest_results.tables import Column, Table, write_table
from human_files.language.labels import Labels
from labels import load_labels
from unit.manuscript.demo import LANGUAGES, STUDY, make_demo, make_rendering

LABELS = Labels(
    {
        "demo.driver": {"en": "Driver", "es": "Factor"},
        "demo.b": {"en": "b", "es": "b"},
    }
)
SOURCES = [Source("data/demo/a.csv", "simulated"), Source("data/demo/b.csv", "illustrative")]


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A small compendium with a table of an observed, an illustrative and a simulated cell."""
    root = make_demo(tmp_path_factory.mktemp("cells"))
    frame = pd.DataFrame({"driver": ["Ash", "Birch", "Cedar"], "b": [0.11, 0.22, 0.33]})
    levels = {"driver": ["observed"] * 3, "b": ["observed", "illustrative", "simulated"]}
    columns = [Column("driver", "demo.driver"), Column("b", "demo.b", "coefficient")]
    stamps = load_labels("common")
    write_table(
        Table("sample", frame, columns, levels=levels),
        root / "results" / STUDY / "tables",
        labels=stamps.with_texts(
            {key: LABELS.by_language(key) for key in ("demo.driver", "demo.b")}
        ),
        languages=LANGUAGES,
        rule="fit_drivers",
        script="s.py",
        sources=SOURCES,
    )
    return root


def rendered(root, tmp_path, language, form):
    path = tmp_path / f"article.{language}.{form}"
    render(make_rendering(root, language, form), "pandoc", path)
    return path


@pytest.mark.parametrize("language", LANGUAGES)
def test_html(root, tmp_path, language):
    page = rendered(root, tmp_path, language, "html").read_text(encoding="utf-8")
    number = {"en": "0.", "es": "0,"}[language]
    mark = r'(?:<sup class="mark (\w+)"[^>]*>.</sup>)?'
    cells = dict(re.findall(rf"<td[^>]*>{number}(11|22|33){mark}</td>", page))
    assert cells == {"11": "", "22": "illustrative", "33": "simulated"}
    note = page[page.index(f"{number}33") :]
    note = note[note.index("table-note") :][:900]
    assert note.index("‡") < note.index("§")
    assert {"en": "Illustrative data: written", "es": "Datos ilustrativos: escritos"}[
        language
    ] in note


def test_word(root, tmp_path):
    with zipfile.ZipFile(rendered(root, tmp_path, "en", "docx")) as file:
        text = re.sub(r"<[^>]+>", "", file.read("word/document.xml").decode())
    assert "0.22‡" in text and "0.33§" in text and "0.11Birch" in text
    assert "‡ Illustrative data: written by hand" in text.replace("\u00a0", " ")


def test_pdf(root, tmp_path):
    reader = pypdf.PdfReader(rendered(root, tmp_path, "es", "pdf"))
    text = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    assert re.search(r"0,22 ?‡", text) and re.search(r"0,33 ?§", text)
    assert not re.search(r"0,11 ?[†‡§]", text)
    assert "Datos ilustrativos: escritos a mano" in text
