"""Of the built study: no value below observed stands anywhere without its mark in reach.

What that means is said in honest_results.documents.reach.
"""

import json
import re
import zipfile
from collections import Counter
from html import unescape

import pandas as pd
import pypdf
import pytest

from honest_results.documents.reach import blocks, letters, out_of_reach
from honest_results.provenance import LEVELS, SIGNS, weakest
from labels import load_labels

RESULTS = "results/ecuador"
LANGUAGES = ("en", "es")
DOCUMENTS = ("article", "appendix")
COMMON = load_labels("common")
MANUSCRIPT = load_labels("manuscript")
ON_PAGES = [(name, language) for name in (*DOCUMENTS, "claims") for language in LANGUAGES]
IN_PRINT = [(name, language) for name in DOCUMENTS for language in LANGUAGES]


@pytest.fixture(scope="module")
def results(built):
    return built.folder / RESULTS


@pytest.fixture(scope="module")
def facts(results):
    return json.loads((results / "facts.json").read_text(encoding="utf-8"))["facts"]


@pytest.fixture(scope="module")
def levels(facts):
    return {key: fact["level"] for key, fact in facts.items() if fact["sources"]}


def page_of(results, name, language):
    return (results / f"{name}.{language}.html").read_text(encoding="utf-8")


def without_formulas(page):
    """The text of a page, whose formulas each format spells in its own way."""
    page = re.sub(r"<math.*?</math>", "", page, flags=re.DOTALL)
    return page[page.index("<main") : page.index("</main>")]


def in_word(results, name, language):
    """The letters of a Word file, paragraph by paragraph."""
    with zipfile.ZipFile(results / f"{name}.{language}.docx") as file:
        xml = file.read("word/document.xml").decode() + file.read("word/footnotes.xml").decode()
    xml = re.sub(r"<m:oMath>.*?</m:oMath>", "", xml, flags=re.DOTALL)
    paragraphs = re.findall(r"<w:p[ >].*?</w:p>", xml, re.DOTALL)
    texts = ("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", p)) for p in paragraphs)
    return [letters(unescape(text)) for text in texts]


def in_pdf(results, name, language):
    """The letters of a PDF, its running heads left out."""
    reader = pypdf.PdfReader(results / f"{name}.{language}.pdf")
    pages = [page.extract_text().split("\n") for page in reader.pages]
    ends = Counter(re.sub(r"\d", "", line) for page in pages for line in (page[0], page[-1]))
    running = {line for line, count in ends.items() if count > len(pages) / 4}
    kept = (line for page in pages for line in page if re.sub(r"\d", "", line) not in running)
    return letters("".join(kept))


def label(level, language):
    return letters(f"{SIGNS[level]} {MANUSCRIPT(f'manuscript.label.{level}', language)}")


def note(level, language):
    name = MANUSCRIPT(f"manuscript.level.{level}", language)
    return letters(f"{SIGNS[level]} {name}: {MANUSCRIPT(f'manuscript.meaning.{level}', language)}")


def told(page, levels):
    """The blocks of text that print something below observed, with the levels of their results."""
    for block in blocks(without_formulas(page)):
        found = {levels[r.key] for r in block.results if r.key in levels}
        if block.tag != "table" and found & set(SIGNS):
            yield block, found


@pytest.mark.parametrize(("name", "language"), ON_PAGES)
def test_on_every_page(results, levels, name, language):
    page = page_of(results, name, language)
    assert any(levels.get(r.key) in SIGNS for block in blocks(page) for r in block.results)
    assert out_of_reach(page, levels) == []


@pytest.mark.parametrize(("name", "language"), IN_PRINT)
def test_in_word(results, levels, name, language):
    paragraphs = in_word(results, name, language)
    for block, _ in told(page_of(results, name, language), levels):
        assert any(letters(block.text) in paragraph for paragraph in paragraphs), block.text


@pytest.mark.parametrize(("name", "language"), IN_PRINT)
def test_in_print(results, levels, name, language):
    text = in_pdf(results, name, language)
    for block, found in told(page_of(results, name, language), levels):
        words = letters(block.text)
        for level in block.said:
            end = words.find(label(level, language))
            if end > 0:  # else a caption, which has its words, and they are counted below
                assert words[max(end - 8, 0) : end] + label(level, language) in text, block.text
        for result in block.results if len(found) > 1 else ():
            if result.sign is not None:
                assert letters(result.text)[-6:] + SIGNS[result.sign] in text, result


@pytest.mark.parametrize(("name", "language"), IN_PRINT)
def test_notes_and_captions_are_the_same_everywhere(results, name, language):
    page = letters(re.sub(r"<[^>]+>", "", without_formulas(page_of(results, name, language))))
    word, pdf = "".join(in_word(results, name, language)), in_pdf(results, name, language)
    for level in SIGNS:
        expected = page.count(note(level, language))
        assert word.count(note(level, language)) == expected
        assert pdf.count(note(level, language)) == expected


@pytest.mark.parametrize(("name", "language"), IN_PRINT)
def test_every_table_and_figure_that_is_shown(results, name, language):
    content = json.loads(
        (results / f"manuscript/{name}.{language}.content.json").read_text(encoding="utf-8")
    )
    page = without_formulas(page_of(results, name, language))
    for key, table in content["tables"].items():
        said = [key for key in table["marked"] if key in SIGNS]
        floats = [part for part in page.split('class="float"')[1:] if f'"{key}.csv"' in part]
        for part in floats:
            words = letters(re.sub(r"<[^>]+>", "", part.split("</figure>")[0]))
            assert all(note(level, language) in words for level in said), key
    for figure in content["figures"].values():
        if figure["level"] not in SIGNS:
            continue
        sentence = COMMON(f"provenance.stamp.{figure['level']}", language) + "."
        assert figure["alt"].endswith(sentence)
        assert f'alt="{escaped(figure["alt"])}"' in page
        with zipfile.ZipFile(results / f"{name}.{language}.docx") as file:
            assert f'descr="{escaped(figure["alt"])}"' in file.read("word/document.xml").decode()
        drawing = (results / f"{figure['stem']}.svg").read_text(encoding="utf-8")
        assert sentence[:-1] in drawing


def escaped(text):
    text = text.replace("&", "&amp;").replace('"', "&quot;")
    return text.replace("<", "&lt;").replace(">", "&gt;")


def test_every_file_of_data_tells_row_by_row(results):
    paths = [*(results / "tables").glob("*.csv"), *(results / "figures").glob("*.csv")]
    assert paths
    for path in paths:
        described = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        data = pd.read_csv(path, keep_default_na=False)
        if not described["sources"] and "provenance" not in data.columns:
            continue  # what the study sets forth, and no result
        rows = data["provenance"]
        assert set(rows) <= set(LEVELS), path.name
        if len(rows) and not (set(rows) - {"observed"}) and described["level"] in SIGNS:
            raise AssertionError(f"{path.name} rests on weaker data, and no row says so")
        assert LEVELS.index(weakest(rows)) <= LEVELS.index(described["level"]), path.name


def test_the_ledger_of_claims_tells_of_every_fact(results, facts):
    claims = json.loads((results / "claims.json").read_text(encoding="utf-8"))["claims"]
    told = [fact for claim in claims for fact in claim["facts"]]
    assert told
    for fact in told:
        assert fact["level"] == facts[fact["key"]]["level"]


@pytest.mark.parametrize(("name", "language"), ON_PAGES)
def test_what_others_preview_of_a_page_holds_no_result(results, name, language):
    """A title and words of the study alone: no description, and no picture of a result."""
    head = page_of(results, name, language).split("</head>")[0]
    named = dict(re.findall(r'<meta name="([^"]+)" content="([^"]*)"', head))
    assert set(named) <= {"viewport", "author", "keywords", "generator"}
    assert "og:" not in head and "twitter:" not in head and 'class="fact' not in head
