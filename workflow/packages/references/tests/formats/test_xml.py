"""XML of PubMed, EBSCO and Zotero: details of the fields, and damage that costs one record."""

from pathlib import Path

import pytest
from damaged_files import cut, flipped, is_told, lost

from human_files.text.content import Content
from references.formats.recognition import read_content
from references.importing import recover_source

LAYOUTS = Path(__file__).parent / "layouts"
#: Files with one record, and what stands around it.
FILES = {
    "pubmed.xml": ("<PubmedArticle>", "</PubmedArticle>"),
    "ebsco.xml": ("<rec ", "</rec>"),
    "endnote.xml": ("<record>", "</record>"),
    "zotero.rdf": ("    <bib:Article ", "</bib:Journal>"),
}


def several(name, count=4):
    """Return a file with ``count`` records of which titles, DOIs and addresses differ."""
    text = (LAYOUTS / name).read_text(encoding="utf-8")
    start, end = FILES[name]
    begin, stop = text.index(start), text.rindex(end) + len(end)
    records = [
        text[begin:stop]
        .replace("Alliances of ", f"Alliances number {n} of ")
        .replace("10.1000/abc", f"10.1000/abc{n}")
        .replace("urn:issn:1234-567X", f"urn:issn:1234-567{n}")
        for n in range(count)
    ]
    return text[:begin] + "\n".join(records) + text[stop:]


def reading(text):
    return read_content(Content("f", text.encode()))[1]


def test_pubmed_s_xml_gives_the_fields_of_medline_text():
    (record,) = reading((LAYOUTS / "pubmed.xml").read_text(encoding="utf-8")).records
    assert record.abstract == "OBJECTIVES: To trust & test. METHODS: Some x."
    assert record.authors == ("Ash, Anna", "Bee, Bo")
    assert record.countries == ("Ecuador", "Peru", "Spain")
    assert record.language == "English; Spanish"
    assert record.author_keywords == ("alliance",)
    assert record.index_keywords == ("Trust/*methods", "Firms")
    assert record.cited_references == ("Cee C. J Cee. 2001.",)
    assert record.issn == "1234-567X"
    assert record.document_type == "article"
    assert record.other["PMID"] == ["1"]
    assert record.other["PHST"] == ["2019 04 26 [received]"]
    assert record.other["IS"] == ["1234-567X (Electronic)", "0266-4356 (Linking)"]


def test_a_chapter_of_pubmed_has_its_authors_and_its_book():
    text = """<PubmedArticleSet><PubmedBookArticle><BookDocument><PMID>2</PMID>
<ArticleIdList><ArticleId IdType="doi">10.1000/book</ArticleId></ArticleIdList>
<Book><Publisher><PublisherName>Univ X</PublisherName></Publisher><BookTitle>Reviews</BookTitle>
<PubDate><Year>1993</Year></PubDate><AuthorList Type="editors"><Author><LastName>Dee</LastName>
<ForeName>D</ForeName></Author></AuthorList></Book><ArticleTitle>A chapter</ArticleTitle>
<AuthorList Type="authors"><Author><LastName>Ash</LastName><ForeName>Anna</ForeName></Author>
<Author><CollectiveName>The Group</CollectiveName></Author></AuthorList></BookDocument>
</PubmedBookArticle></PubmedArticleSet>"""
    (record,) = reading(text).records
    assert (record.title, record.journal, record.year) == ("A chapter", "Reviews", 1993)
    assert record.authors == ("Ash, Anna", "The Group")
    assert record.other["FED"] == ["Dee, D"]
    assert (record.doi, record.document_type) == ("10.1000/book", "chapter")


def test_terms_and_type_of_ebsco():
    (record,) = reading((LAYOUTS / "ebsco.xml").read_text(encoding="utf-8")).records
    assert record.index_keywords == ("TRUST", "ECUADOR")
    assert record.affiliations == ("Univ Quito, Quito, Ecuador", "Univ X, Lima, Peru")
    assert record.document_type == "article"
    assert record.other["accession"] == ["123456789"]


def test_zotero_s_attachments_and_journals_are_no_items():
    found = reading(several("zotero.rdf"))
    assert [record.doi for record in found.records] == [f"10.1000/abc{n}" for n in range(4)]
    assert not (found.broken or found.repaired)
    record = found.records[0]
    assert (record.author_keywords, record.index_keywords) == (("Trust",), ("Alliance",))


def test_an_item_whose_journal_is_damaged_is_kept_and_said():
    found = reading(several("zotero.rdf").replace("<dc:title>Journal of Trust", "<dc:titel>J", 1))
    assert len(found.records) == 4
    assert [remark.line for remark in found.repaired] == [found.records[0].line]


def test_no_entity_is_expanded():
    text = several("pubmed.xml").replace(
        "<!DOCTYPE PubmedArticleSet", '<!DOCTYPE x [<!ENTITY a "aaaa"> <!ENTITY b "&a;&a;">]'
    )
    found = reading(text.replace("number 2", "number &b;"))
    assert found.records[2].title == "Alliances number &b; of small firms."


@pytest.mark.parametrize("name", FILES)
def test_damage_is_never_silent(name, tmp_path):
    raw = several(name).encode()
    (tmp_path / "f").write_bytes(raw)
    whole = recover_source("s", tmp_path / "f")
    assert whole.found == 4
    for _, found in cut(raw, tmp_path / "f", name):
        assert found.found == whole.found or found.warnings
    for found in flipped(raw, tmp_path / "f", name, 150):
        assert lost(whole, found) <= 1
        assert found.found >= whole.found - 1
        assert is_told(whole, found)
