import io
import re
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from honest_results.documents.pandoc_engine import pandoc_path
from honest_results.documents.word_files import finish_document, reference_document


@pytest.fixture(scope="module")
def document(articles):
    return docx.Document(str(articles["en", "docx"]))


@pytest.fixture(scope="module")
def xml(articles):
    with zipfile.ZipFile(articles["en", "docx"]) as archive:
        return archive.read("word/document.xml").decode()


def paragraphs(document, style):
    return [p.text for p in document.paragraphs if p.style.name == style]


def test_no_row_of_a_table_is_split_between_pages(xml):
    rows = re.findall(r"<w:tr(?: [^>]*)?>(?:<w:trPr>(.*?)</w:trPr>)?", xml)
    assert len(rows) == 6
    assert all("<w:cantSplit" in properties for properties in rows)
    assert any("<w:tblHeader" in properties for properties in rows)


def test_references_hang(document):
    listed = [p for p in document.paragraphs if p.text.startswith(("Dyer, J. H.", "Porter, M."))]
    assert len(listed) == 2
    for paragraph in listed:
        layout = document.styles[paragraph.style.name].paragraph_format
        assert paragraph.style.name == "Bibliography"
        assert layout.first_line_indent < 0 < layout.left_indent


def test_tables_are_real_tables_with_a_header_that_repeats(document):
    drivers, sample = document.tables
    assert [cell.text for cell in drivers.rows[0].cells] == [
        "Driver",
        "Estimate",
        "95% interval",
        "Firms",
    ]
    assert [cell.text.replace("\u00a0", " ") for cell in drivers.rows[2].cells] == [
        "Trust",
        "−0.10",
        "[−0.30, 0.10]",
        "1,490",
    ]
    assert drivers.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert drivers.style.name == "Table" and len(sample.rows) == 3


def test_three_rules(document):
    style = document.styles["Table"].element
    borders = style.find(qn("w:tblPr")).find(qn("w:tblBorders"))
    assert [border.tag for border in borders] == [qn("w:top"), qn("w:bottom")]
    header = style.find(qn("w:tblStylePr"))
    assert (
        header.get(qn("w:type")) == "firstRow" and header.find(f".//{qn('w:bottom')}") is not None
    )


def test_captions_and_notes_have_their_styles(document):
    assert (
        paragraphs(document, "Table Caption")[0]
        == "Table\u00a01: Drivers among 150 firms. §\u00a0simulated\u00a0data"
    )
    assert paragraphs(document, "Table Note")[0].startswith("Note. Firms = 1,492.")
    (figure,) = paragraphs(document, "Image Caption")
    assert figure.startswith("Figure\u00a01: The flow of 150 firms. § Simulated data")


def test_references_are_fields_to_bookmarks(xml):
    bookmarks = set(re.findall(r'w:name="(_\w+)"', xml))
    targets = re.findall(r"> REF (\w+) \\h <", xml)
    assert targets == [
        "_Num_fig_flow",
        "_Num_tbl_drivers",
        "_Num_tbl_sample",
        "_Num_sec_methods",
        "_Num_sec_tests",
        "_Num_tbl_sample",
    ]
    assert set(targets) <= bookmarks
    assert (
        xml.count("> SEQ Table \\* ARABIC <") == 2 and xml.count("> SEQ Figure \\* ARABIC <") == 1
    )
    ids = re.findall(r'<w:bookmarkStart w:id="(\d+)"', xml)
    assert len(ids) == len(set(ids))


def test_fields_show_their_result_before_word_updates_them(document):
    text = " ".join(p.text for p in document.paragraphs).replace("\u00a0", " ")
    assert "Figure 1 and Table 1, Table 2 show more, as Section 2 and Section 2.1 say" in text


def test_alt_text(xml):
    assert 'descr="A blue box: 150 firms."' in xml


def test_marks_have_a_style_per_level(document):
    marks = [
        (run.text, run.style.name)
        for p in document.paragraphs
        for run in p.runs
        if run.style.name.startswith("Mark")
    ]
    assert ("§", "Mark simulated") in marks and ("†", "Mark reconstructed") in marks


@pytest.mark.parametrize("language", ["en", "es"])
def test_language_title_and_author(articles, language):
    document = docx.Document(str(articles[language, "docx"]))
    (lang,) = document.styles.element.xpath("//w:rPrDefault//w:lang")
    assert lang.get(qn("w:val")) == language
    assert document.core_properties.language == language
    assert document.core_properties.title.startswith(("Alliances", "Alianzas"))
    assert paragraphs(document, "Author") == ["Ana Núñez", "Luis O’Hara"]
    assert "ana@example.org" in paragraphs(document, "Affiliation")[0]


def test_facts_in_title_and_keywords(document):
    assert document.core_properties.title == "Alliances in “small” firms: a test"
    assert document.core_properties.keywords == "Alliances in “small” firms: a test"


def test_page_and_running_head(document):
    section = document.sections[0]
    assert (round(section.page_width.cm, 1), round(section.left_margin.cm, 2)) == (21.0, 2.54)
    (head,) = section.header.paragraphs
    assert head.text.startswith("Alliances in small firms")
    assert " PAGE " in head._p.xml
    body = document.styles["Body Text"]
    assert body.paragraph_format.line_spacing == 2.0


def test_no_part_has_a_date_of_its_own(articles):
    with zipfile.ZipFile(articles["en", "docx"]) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_reference_document_keeps_pandocs_other_styles(demo):
    reference = reference_document(
        "Short title", demo / "manuscript/styles/word-styles.xml", pandoc_path()
    )
    document = docx.Document(io.BytesIO(reference))
    names = {style.name for style in document.styles}
    assert {"Verbatim Char", "Footnote Text", "Table Note", "Mark simulated"} <= names


def test_layout_tables_are_taken_apart():
    inner = docx.Document()
    outer = inner.add_table(rows=1, cols=1)
    cell = outer.rows[0].cells[0]
    cell.paragraphs[0].text = "Table 1: caption"
    table = cell.add_table(rows=2, cols=2)
    table.rows[0].cells[0].text = "kept"
    single = inner.add_table(rows=1, cols=1)
    single.rows[0].cells[0].text = "a table of one cell"
    buffer = io.BytesIO()
    inner.save(buffer)
    finished = docx.Document(io.BytesIO(finish_document(buffer.getvalue())))
    assert [len(t.rows) for t in finished.tables] == [2, 1]
    assert finished.tables[0].rows[0].cells[0].text == "kept"
    assert "Table 1: caption" in [p.text for p in finished.paragraphs]
