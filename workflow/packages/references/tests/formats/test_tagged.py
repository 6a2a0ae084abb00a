"""Tagged and labelled text of RefWorks, Ovid, Cochrane and Scopus: details, and damage."""

from pathlib import Path

import pytest
from damaged_files import cut, flipped, is_told, lost

from human_files.text.content import Content
from references.formats.recognition import read_content
from references.importing import recover_source

LAYOUTS = Path(__file__).parent / "layouts"
#: Files with one record, and whether the end of the file is known to be one.
FILES = ("refworks.txt", "ovid.txt", "ovid_citation.txt", "cochrane.txt", "scopus.txt")


def one(name):
    (record,) = reading((LAYOUTS / name).read_text(encoding="utf-8")).records
    return record


def reading(text):
    return read_content(Content("f", text.encode()))[1]


def several(name, count=4):
    """Return a file with ``count`` records that differ in title and DOI."""
    text = (LAYOUTS / name).read_text(encoding="utf-8")
    head, record = ("", text) if name != "scopus.txt" else text.split("\n\n", 1)
    return (
        head
        + "\n\n" * bool(head)
        + "".join(
            record.replace("Alliances of", f"Alliances number {n} of").replace(
                "10.1000/abc", f"10.1000/abc{n}"
            )
            for n in range(count)
        )
    )


def test_fields_of_refworks():
    record = one("refworks.txt")
    assert record.authors == ("Ash, Anna", "Bee, Bo")
    assert record.abstract == "A text that goes on. US firms too."
    assert record.author_keywords == ("Trust", "Alliance")
    assert record.countries == ("Ecuador", "Peru")
    assert (record.issn, record.language) == ("1234-567X", "English")
    assert (record.document_type, record.url) == ("article", "http://x.org/1")
    assert record.other["notes"] == ["Peer reviewed; A1: 20200306"]
    assert record.other["OL"] == ["English (30)"]


def test_refworks_of_cnki():
    text = (
        "RT Journal Article\nSR 1\nA1 张三;李四;\nAD 大学;\nT1 联盟\nJF 世界\nYR 2020\nOP 10-19\n"
    )
    (record,) = reading(f"{text}K1 联盟;信任\nLA 中文;\nDS CNKI\n").records
    assert record.authors == ("张三", "李四")
    assert (record.pages, record.affiliations, record.language) == ("10-19", ("大学",), "Chinese")
    assert record.database == "CNKI"


def test_a_chapter_of_refworks_is_in_its_book():
    text = "RT Book, Section\nA1 Ash,Anna\nT1 A chapter\nYR 2002\nT2 A book\nSP 5\nOP 9\n"
    (record,) = reading(text).records
    assert (record.title, record.journal, record.document_type) == (
        "A chapter",
        "A book",
        "chapter",
    )


def test_fields_of_ovid():
    record = one("ovid.txt")
    assert record.authors == ("Ash, Anna", "Bee, Bo C")
    assert record.affiliations == ("Univ Quito, Quito, Ecuador", "Univ X, Lima, Peru")
    assert record.index_keywords == ("Trust", "Firms/ec [Economics]")
    assert record.author_keywords == ("alliance", "trust")
    assert (record.abstract, record.document_type) == ("Text that goes on.", "article")
    record = one("ovid_citation.txt")
    assert record.authors == ("Ash, Anna", "Bee, Bo")
    assert record.countries == ("Ecuador", "Peru")
    assert (record.document_type, record.language) == ("review", "English")


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("Journal of Trust. 5(2):10-19, 2020 Mar.", ("Journal of Trust", "5", "2", "10-19")),
        ("Journal of Trust. 201(2-3), Nov. 16, 2004.", ("Journal of Trust", "201", "2-3", "")),
        ("Journal of Trust 12, Winter 2007: 7-14.", ("Journal of Trust", "12", "", "7-14")),
        ("Journal of Trust, 2013(1): 3-28.", ("Journal of Trust", "2013", "1", "3-28")),
        ("Journal of Trust. Vol.34(10), 2015, pp. 1-9.", ("Journal of Trust", "34", "10", "1-9")),
        ("Trust. 80(5-6) (pp 304-312), 2018. Date: x.", ("Trust", "80", "5-6", "304-312")),
        ("Trust. 80 (pp 304-312), 2018. Date: x.", ("Trust", "80", "", "304-312")),
        ("Trust August 2011;43(8):647-653", ("Trust", "43", "8", "647-653")),
        ("Journal of Trust. ", ("Journal of Trust", "", "", "")),
    ],
)
def test_citations_of_ovid(source, found):
    (record,) = reading(f"<1. >\nVN  - Ovid Technologies\nTI  - T\nSO  - {source}\n").records
    assert (record.journal, record.volume, record.issue, record.pages) == found


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Ash, Anna B. [Author, Reprint Author; E-mail: a@x.org]", "Ash, Anna B."),
        ("Ash, Anna 1,2,+", "Ash, Anna"),
        ("Ash, Anna MD, PhD *", "Ash, Anna"),
        ("Ash, Anna B. Ph.D., FACSM", "Ash, Anna B."),
        ("ASH, Anna.", "ASH, Anna"),
        ("Ash A.B.", "Ash, A.B."),
    ],
)
def test_names_of_ovid(name, found):
    (record,) = reading(f"<1. >\nVN  - Ovid Technologies\nTI  - T\nAU  - {name}\n").records
    assert record.authors == (found,)


def test_fields_of_cochrane():
    record = one("cochrane.txt")
    assert record.index_keywords == ("Trust", "Adult")
    assert record.abstract == "BACKGROUND: Text: more."
    assert record.other["PM"] == ["PUBMED 12345678"]


def test_fields_of_scopus_text_are_those_of_its_csv():
    record = one("scopus.txt")
    assert record.authors == ("Ash, Anna Maria", "Bee, Bo")
    assert (record.article_number, record.times_cited) == ("123", 7)
    assert record.affiliations == ("Univ Quito, Quito, Ecuador", "Univ X, Lima, Peru")
    assert len(record.cited_references) == 2
    assert (record.issn, record.language, record.document_type) == (
        "1234-567X",
        "English",
        "article",
    )
    assert (record.author_keywords, record.index_keywords) == (
        ("Trust", "Alliance"),
        ("SMEs", "R&D"),
    )


def test_places_in_scopus_text():
    text = (LAYOUTS / "scopus.txt").read_text(encoding="utf-8")
    place = "Journal of Trust, 5 (2), art. no. 123, pp. 10 - 19. Cited 7 times."
    for other, found in (
        ("Trust, Law and More, 12, pp. e5-e9. ", ("Trust, Law and More", "12", "", "e5-e9")),
        ("Trust, . Cited 1 time.", ("Trust", "", "", "")),
        ("Trust, 1262 CCIS, pp. 82-90.", ("Trust", "1262 CCIS", "", "82-90")),
        ("Trust, (60), pp. 3.", ("Trust", "", "60", "3")),
    ):
        (record,) = reading(text.replace(place, other)).records
        assert (record.journal, record.volume, record.issue, record.pages) == found


def test_a_lost_end_of_scopus_text_costs_nothing():
    text = several("scopus.txt").replace("SOURCE: Scopus", "SOUXCE: Scopus", 1)
    found = reading(text)
    assert len({record.title for record in found.records}) == 4
    assert [remark.line for remark in found.repaired] == [4]


@pytest.mark.parametrize("name", FILES)
def test_damage_is_never_silent(name, tmp_path):
    raw = several(name).encode()
    (tmp_path / "f").write_bytes(raw)
    whole = recover_source("s", tmp_path / "f")
    assert (whole.found, len(whole.repaired)) == (4, 0)
    for _, found in cut(raw, tmp_path / "f", name):
        assert found.found == len(found.kept) + len(found.rejected)
    for found in flipped(raw, tmp_path / "f", name, 150):
        assert lost(whole, found) <= 2
        assert found.found >= whole.found - 1
        assert is_told(whole, found)


@pytest.mark.parametrize(
    ("beneath", "format_name"),
    [("@article{a, title={T}}", "BibTeX"), ("TY  - JOUR\nTI  - T\nER  - ", "RIS")],
)
def test_the_head_of_a_download_of_scopus_does_not_tell_the_format(beneath, format_name):
    text = f"Scopus\nEXPORT DATE:12 May 2022\n\n{beneath}\n"
    assert read_content(Content("f", text.encode()))[0] == format_name
