"""One invented reference in the layout of each database and program: files in layouts/.

Heads, tags and the form of the values are those of real exports.
"""

from pathlib import Path

import openpyxl
import pytest

from human_files.text.content import Content
from references.formats.recognition import read_content
from references.importing import recover_source

LAYOUTS = Path(__file__).parent / "layouts"
CSV, JSON, XML, ENW = "table (CSV)", "CSL-JSON", "EndNote XML", "EndNote tagged text"
#: Format and database that the file shows.
FILES = {
    "better_bibtex.json": (JSON, "Web of Science"),
    "bvs.csv": (CSV, "LILACS"),
    "bvs_es.csv": (CSV, "LILACS"),
    "cochrane.txt": ("Cochrane text", "Cochrane Library"),
    "constellate.csv": (CSV, "JSTOR"),
    "covidence.csv": (CSV, ""),
    "crossref.json": (JSON, "Crossref"),
    "dimensions.csv": (CSV, "Dimensions"),
    "dimensions_es.csv": (CSV, "Dimensions"),
    "ebsco.csv": (CSV, "Business Source"),
    "ebsco.ris": ("RIS", "Business Source"),
    "ebsco.xml": ("EBSCO XML", "Business Source"),
    "ebsco_new.csv": (CSV, "Business Source Ultimate"),
    "embase.csv": (CSV, "Embase"),
    "embase.ris": ("RIS", "Embase"),
    "embase_old.csv": (CSV, "Embase"),
    "endnote.enw": (ENW, "Dialnet"),
    "endnote.xml": (XML, "PubMed"),
    "eppi.json": (JSON, ""),
    "ieee.csv": (CSV, "IEEE Xplore"),
    "ieee.ris": ("RIS", ""),
    "jstor.bib": ("BibTeX", "JSTOR"),
    "lens.csv": (CSV, "The Lens"),
    "lens.json": (JSON, "The Lens"),
    "mendeley.bib": ("BibTeX", ""),
    "mendeley.xml": (XML, ""),
    "openalex.csv": (CSV, "OpenAlex"),
    "openalex.json": (JSON, "OpenAlex"),
    "ovid.txt": ("Ovid text", "MEDLINE"),
    "ovid_citation.txt": ("Ovid text", "Journals@Ovid"),
    "ovid_psycinfo.ris": ("RIS", "APA PsycInfo"),
    "pop.csv": (CSV, ""),
    "pop.json": (JSON, "Google Scholar"),
    "proquest.csv": (CSV, "ABI/INFORM Global"),
    "pubmed.csv": (CSV, "PubMed"),
    "pubmed.xml": ("PubMed XML", "PubMed"),
    "rayyan.csv": (CSV, "Rayyan"),
    "refworks.txt": ("RefWorks tagged text", ""),
    "scholar.enw": (ENW, ""),
    "scielo.ris": ("RIS", "SciELO"),
    "sciencedirect.ris": ("RIS", "ScienceDirect"),
    "scopus.txt": ("Scopus text", "Scopus"),
    "springer.csv": (CSV, "SpringerLink"),
    "zotero.csv": (CSV, "Web of Science"),
    "zotero.rdf": ("Zotero RDF", "Web of Science"),
    "zotero.json": (JSON, "Scopus"),
}
WITHOUT_DOI = {"jstor.bib", "scholar.enw"}
#: What some layouts do not say of the pages 10-19.
PAGES = {"ebsco.csv": "10", "ebsco.xml": "10", "springer.csv": ""}


def record_in(name):
    (record,) = read_content(Content.load(LAYOUTS / name))[1].records
    return record


def test_every_layout_is_read():
    assert {path.name for path in LAYOUTS.iterdir()} == set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_the_reference_is_read_from_every_layout(name):
    format_name, reading = read_content(Content.load(LAYOUTS / name))
    (record,) = reading.records
    assert not (reading.broken or reading.cut or reading.repaired)
    assert (format_name, record.database) == FILES[name]
    assert record.title.rstrip(".") == "Alliances of small firms"
    assert [author.split()[0] for author in record.authors] == ["Ash,", "Bee,"]
    assert (record.year, record.journal) == (2020, "Journal of Trust")
    assert (record.volume, record.issue) == ("5", "2")
    assert record.pages == PAGES.get(name, "10-19")
    assert record.doi == ("" if name in WITHOUT_DOI else "10.1000/abc")


@pytest.mark.parametrize(
    "name", ["embase.csv", "embase.ris", "endnote.xml", "ieee.csv", "dimensions.csv"]
)
def test_countries_are_those_of_all_authors(name):
    assert record_in(name).countries == ("Ecuador", "Peru")


def test_the_terms_of_embase_keep_their_brackets_and_are_no_author_keywords():
    assert record_in("embase.csv").index_keywords == ("trust", "adult (a, b)", "firm")
    assert record_in("embase.csv").author_keywords == ("alliance", "trust")
    assert record_in("embase.ris").index_keywords == ("adult", "trust")
    assert record_in("embase.ris").author_keywords == ()


def test_addresses_come_without_the_names_of_authors():
    assert record_in("embase.csv").affiliations == (
        "Univ Quito, Quito, Ecuador",
        "Univ X, Lima, Peru",
    )
    assert record_in("dimensions.csv").affiliations == ("University of Quito", "Univ X")
    assert record_in("ovid_psycinfo.ris").affiliations[0].startswith("Dept, Univ Quito")


def test_a_tag_of_four_letters_is_a_field_of_its_own():
    record = record_in("ovid_psycinfo.ris")
    assert record.other["PMID"] == ["33355555"]
    assert record.document_type == "article"
    assert record.author_keywords == ("Trust",)


def test_lists_as_python_writes_them_are_taken_apart():
    text = "title,authors,keywords,doi\nT,\"['Ash, Anna', 'Bee, Bo']\",\"['a, b', 'c']\",10.1/x\n"
    (record,) = read_content(Content("f", text.encode()))[1].records
    assert record.authors == ("Ash, Anna", "Bee, Bo")
    assert record.author_keywords == ("a, b", "c")


def test_a_workbook_with_a_line_above_its_head(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["About the data: Exported on Sep 30, 2026."])
    sheet.append(["Rank", "Publication ID", "DOI", "Title", "PubYear", "Authors", "Dimensions URL"])
    url = "https://app.dimensions.ai/x"
    sheet.append([1, "pub.1", "10.1000/abc", "EspaÃ±a", 2020, "Ash, Anna; Bee, Bo", url])
    book.save(tmp_path / "f")
    item = recover_source("s", tmp_path / "f")
    (record,) = item.kept
    assert (item.format, item.encoding) == ("Excel workbook", "")
    assert (record.title, record.year, record.database) == ("España", 2020, "Dimensions")
    assert record.authors == ("Ash, Anna", "Bee, Bo")
    assert "encoded twice" in item.repaired[0].reason
