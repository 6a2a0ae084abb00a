"""Tables of programs that rewrite a database's: bibliometrix, citation reports, joined files."""

import io

import openpyxl
import pytest

from human_files.text.content import Content
from references.formats.recognition import read_content

BIBLIOMETRIX = """AU,DE,C1,AB,DI,SN,SO,LA,PN,PP,TC,TI,DT,UT,VL,PY,DB,SR_FULL,SR,url
ASH A;BEE B,TRUST;ALLIANCE,"UNIV QUITO, QUITO, ECUADOR",NA,10.1000/A.1,1234-567X,J TRUST,ENGLISH,2,\
12-30,12,ALLIANCES OF SMALL FIRMS,ARTICLE,WOS:1,7,2019,{database},,"ASH A, 2019, J TRUST",NA
CEE C,NA,NA,NA,NA,NA,J TRUST,SPANISH,NA,NA,0,A SECOND ONE,ARTICLE,WOS:2,NA,2020,{database},,"CEE C",\
https://example.org/2
"""
REPORT = """"Citation Report for: alliances (Topic)"
""
"Results found: 2"
"Sum of the Times Cited: 14"
"Average Citations per Item: 7"
"h-index: 2"
""
"This report reflects citations, by title, year, and author, to source items."
"Timespan: 2014-2025"
""
""
"Query: a"
"Query: b"
"Title","Authors","Source Title","Publication Year","Beginning Page","Ending Page","DOI",\
"Total Citations","Average per Year","2019","2020"
"Alliances, a review","Ash, Anna; Bee, Bo","J TRUST","2019","10","19","10.1000/a","12","4.0","2","10"
"A second one","Cee, C","J TRUST","2020","20","29","10.1000/b","2","1.0","0","2"
"""


def records(text):
    _, reading = read_content(Content("f", text.encode()))
    assert not (reading.broken or reading.cut or reading.warnings or reading.repaired)
    return reading.records


def as_workbook(text):
    import csv

    book = openpyxl.Workbook()
    for row in csv.reader(text.splitlines()):
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return Content("f", buffer.getvalue())


@pytest.mark.parametrize(
    ("code", "database"),
    [("ISI", "Web of Science"), ("SCOPUS", "Scopus"), ("LENS", "The Lens"), ("PUBMED", "PubMed")],
)
def test_a_table_of_bibliometrix_is_read_whole(code, database):
    first, second = records(BIBLIOMETRIX.format(database=code))
    assert first.title == "ALLIANCES OF SMALL FIRMS"
    assert first.authors == ("ASH, A", "BEE, B")
    assert (first.year, first.doi, first.journal) == (2019, "10.1000/a.1", "J TRUST")
    assert (first.volume, first.issue, first.pages) == ("7", "2", "12-30")
    assert (first.times_cited, first.issn, first.database) == (12, "1234-567X", database)
    assert first.author_keywords == ("TRUST", "ALLIANCE")
    assert (first.abstract, second.author_keywords, second.doi) == ("", (), "")
    assert (second.language, second.url) == ("Spanish", "https://example.org/2")


def test_a_workbook_of_bibliometrix_is_read_like_its_table():
    text = BIBLIOMETRIX.format(database="SCOPUS")
    assert [r.title for r in read_content(as_workbook(text))[1].records] == [
        record.title for record in records(text)
    ]


def test_a_citation_report_is_read_below_its_preamble():
    for reading in (records(REPORT), read_content(as_workbook(REPORT))[1].records):
        first, second = reading
        assert (first.title, first.year, first.pages) == ("Alliances, a review", 2019, "10-19")
        assert (first.times_cited, second.doi) == (12, "10.1000/b")
        assert first.database == "Web of Science"


def test_a_sentence_deep_in_a_file_is_no_header():
    text = "@article{a, title={A},\n" + "\n" * 14 + "abstract={We looked at\ntitle, year, doi\n}}\n"
    name, reading = read_content(Content("f", text.encode()))
    assert name == "BibTeX"
    assert len(reading.records) == 1


def test_the_anthology_of_a_chapter_is_where_it_appeared():
    text = (
        "Rank,Publication ID,DOI,Title,Source title,Anthology title,PubYear,Dimensions URL\n"
        "1,pub.1,10.1000/a,A chapter,,Handbook of Trust,2020,https://app.dimensions.ai/1\n"
        "2,pub.2,10.1000/b,An article,J Trust,,2020,https://app.dimensions.ai/2\n"
    )
    assert [r.journal for r in records(text)] == ["Handbook of Trust", "J Trust"]


@pytest.mark.parametrize("ends", [("\r", "\r\n"), ("\r\n", "\r"), ("\n", "\r"), ("\r\r\n", "\n")])
def test_a_table_with_line_ends_of_two_systems_loses_nothing(ends):
    rows = [f'"Title {n}, a","2020","10.1000/{n}","one"' for n in range(8)]
    header = '"Title","Year","DOI","Abstract"'
    text = ends[0].join([header, *rows[:4], ""]) + ends[1].join([*rows[4:], ""])
    assert [record.doi for record in records(text)] == [f"10.1000/{n}" for n in range(8)]
