"""One small file per format: recognised from content, every field in its place."""

import json

import pytest

from human_files.errors import DataError
from human_files.text.content import Content
from references.formats.recognition import UnknownFormatError, read_content

TITLE = "Alliances of small firms"
WOS = """FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Ash, A
   Bee, B
AF Ash, Anna
   Bee, Bo
TI Alliances of
   small firms
SO JOURNAL OF TRUST
DE Trust; Alliance
ID SMES; R&D
AB Text.
C1 [Ash, Anna] Univ Quito, Quito, Ecuador.
   [Bee, Bo] Univ X, Storrs, CT 06269 USA.
CR Cee C, 2001, J TRUST, V1, P1
   Dee D, 2002, J TRUST, V2, P2
TC 7
SN 1234-567X
PY 2020
VL 5
IS 2
BP 10
EP 19
DI 10.1000/ABC
UT WOS:000123
ER

EF
"""
NBIB = """
PMID- 123
OWN - NLM
TI  - Alliances of
      small firms
FAU - Ash, Anna
AU  - Ash A
FAU - Bee, Bo
AU  - Bee B
DP  - 2020 Mar
JT  - Journal of trust
PG  - 10-9
LA  - eng
PT  - Journal Article
PT  - Review
MH  - *Trust
OT  - Alliance
AID - 10.1000/abc [doi]
SO  - J Trust. 2020.
"""
ENW = f"""%0 Journal Article
%T {TITLE}
%A Ash, Anna
%A Bee, Bo
%J Journal of Trust
%D 2020
%V 5
%P 10-19
%R 10.1000/abc
%K Trust
Alliance
%@ 1234-567X
"""
XML = """<?xml version="1.0" encoding="UTF-8"?><xml><records><record>
<ref-type name="Journal Article">17</ref-type>
<contributors><authors><author><style face="normal">Ash, Anna</style></author><author>Bee, Bo</author>
</authors></contributors><titles><title><style>Alliances of </style><style>small firms</style></title>
<secondary-title>Journal of Trust</secondary-title></titles><dates><year>2020</year></dates>
<electronic-resource-num>10.1000/abc</electronic-resource-num></record></records></xml>
"""
CSL = json.dumps(
    [
        {
            "id": "x",
            "type": "article-journal",
            "title": TITLE,
            "author": [{"family": "Ash", "given": "Anna"}, {"family": "Bee", "given": "Bo"}],
            "issued": {"date-parts": [[2020, 3]]},
            "DOI": "10.1000/abc",
        }
    ],
    indent=1,
)
EMBASE = f"""EMBASE

RECORD 1

TITLE
{TITLE}
AUTHOR NAMES
Ash A.
Bee B.
SOURCE TITLE
Journal of Trust
PUBLICATION YEAR
2020
DOI
10.1000/abc
"""
EMBASE_ROWS = f'''"TITLE","{TITLE}"
"AUTHOR NAMES","Ash A.","Bee B."
"PUBLICATION YEAR","2020"
"DOI","10.1000/abc"
'''
SCOPUS_OLD = f"""Authors,Author(s) ID,Title,Year,Source title,DOI,EID
"Ash A., Bee B.","1;2;","{TITLE}",2020,"Journal of Trust","10.1000/abc","2-s2.0-1"
"""
SCOPUS_NEW = f"""\ufeff"Authors","Author full names","Author(s) ID","Title","Year","DOI","Source","EID"
"Ash A.; Bee B.","Ash, Anna (1); Bee, Bo (2)","1; 2","{TITLE}","2020","10.1000/abc","Scopus","x"
"""
PUBMED = f"""PMID,Title,Authors,Citation,Journal/Book,Publication Year,Create Date,DOI
1,"{TITLE}","Ash A, Bee B.","J Trust. 2020 Mar;5(2):10-19. doi: 1.",J Trust,2020,x,10.1000/abc
"""
DIMENSIONS = f"""\ufeff"About the data: Exported on Sep 30, 2026. Criteria: ""x"" in title, abstract"
Rank,Publication ID,DOI,Title,Source title,PubYear,Authors,Times cited,Dimensions URL
1,pub.1000000001,10.1000/abc,{TITLE},Journal of Trust,2020,"Ash, Anna; Bee, Bo",3,https://app.dimensions.ai/x
"""
LENS = f"""Lens ID,Title,Publication Year,Author/s,DOI
1-2-3,{TITLE},2020,Anna Ash; Bo Bee,10.1000/abc
"""
OPENALEX = f"""id,display_name,authorships.author.display_name,publication_year,doi
https://openalex.org/W1,{TITLE},Anna Ash|Bo Bee,2020,https://doi.org/10.1000/abc
"""
ZOTERO = f"""Key,Item Type,Publication Year,Author,Title,Publication Title,DOI,Library Catalog
K,journalArticle,2020,"Ash, Anna; Bee, Bo",{TITLE},Journal of Trust,10.1000/abc,Scopus
"""
RAYYAN = f"""key,title,year,journal,authors,location,notes,doi
rayyan-1,{TITLE},2020,J,"Ash, Anna and Bee, Bo",,,10.1000/abc
"""
SPANISH = f"""Título;Autores;Año;Revista;DOI;Resumen
{TITLE};Ash, Anna | Bee, Bo;2020;Revista de administración;10.1000/abc;Año y más
"""
SCIELO = f"""FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Ash, A
   Bee, B
TI {TITLE}
X1 Alianzas de pequeñas empresas
X4 Resumen en español
X5 Confianza; Alianza
SO Revista
PY 2020
DI 10.1000/abc
UT SCIELO:S1234
ER

EF
"""
FULL_WOS = (
    "Publication Type;Authors;Author Full Names;Article Title;Source Title;Publication Year;DOI;"
    f"UT (Unique WOS ID)\nJ;Ash, A| Bee, B;Ash, Anna| Bee, Bo;{TITLE};J TRUST;2020;"
    "10.1000/abc;WOS:1\n"
).translate({ord(";"): "\t", ord("|"): ";"})
FILES = {
    "wos": (WOS, "Web of Science tagged text", "Web of Science"),
    "scielo": (SCIELO, "Web of Science tagged text", "SciELO"),
    "nbib": (NBIB, "MEDLINE text (nbib)", "PubMed"),
    "enw": (ENW, "EndNote tagged text", ""),
    "xml": (XML, "EndNote XML", ""),
    "csl": (CSL, "CSL-JSON", ""),
    "embase": (EMBASE, "Embase text", "Embase"),
    "embase rows": (EMBASE_ROWS, "Embase text", "Embase"),
    "scopus old": (SCOPUS_OLD, "table (CSV)", "Scopus"),
    "scopus new": (SCOPUS_NEW, "table (CSV)", "Scopus"),
    "pubmed": (PUBMED, "table (CSV)", "PubMed"),
    "dimensions": (DIMENSIONS, "table (CSV)", "Dimensions"),
    "lens": (LENS, "table (CSV)", "The Lens"),
    "openalex": (OPENALEX, "table (CSV)", "OpenAlex"),
    "zotero": (ZOTERO, "table (CSV)", "Scopus"),
    "rayyan": (RAYYAN, "table (CSV)", "Rayyan"),
    "spanish": (SPANISH, "table (CSV)", ""),
    "wos full names": (FULL_WOS, "table (CSV)", "Web of Science"),
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("name", FILES)
def test_every_format_gives_the_same_reference(name, encoding):
    text, format_name, database = FILES[name]
    raw = text.replace("\n", "\r\n").lstrip("\ufeff").encode(encoding)
    found_format, reading = read_content(Content("any name", raw))
    (record,) = reading.records
    assert found_format == format_name
    assert not (reading.broken or reading.cut or reading.repaired)
    assert (record.title, record.year, record.doi) == (TITLE, 2020, "10.1000/abc")
    assert [author[:4] for author in record.authors] == ["Ash,", "Bee,"]
    assert record.database == database


def test_web_of_science_fills_every_field():
    (record,) = read_content(Content("f", WOS.encode()))[1].records
    assert record.authors == ("Ash, Anna", "Bee, Bo")
    assert record.author_keywords == ("Trust", "Alliance")
    assert record.index_keywords == ("SMES", "R&D")
    assert record.affiliations == ("Univ Quito, Quito, Ecuador", "Univ X, Storrs, CT 06269 USA")
    assert record.countries == ("Ecuador", "United States")
    assert len(record.cited_references) == 2
    assert (record.times_cited, record.issn, record.pages) == (7, "1234-567X", "10-19")
    assert record.document_type == "article"
    assert record.other["UT"] == ["WOS:000123"]


def test_the_translated_title_and_texts_of_scielo_are_kept():
    (record,) = read_content(Content("f", SCIELO.encode()))[1].records
    assert record.translated_title == "Alianzas de pequeñas empresas"
    assert record.abstract == "Resumen en español"
    assert record.author_keywords == ("Confianza", "Alianza")


def test_pubmed_s_citation_gives_volume_issue_and_pages():
    (record,) = read_content(Content("f", PUBMED.encode()))[1].records
    assert (record.volume, record.issue, record.pages) == ("5", "2", "10-19")


@pytest.mark.parametrize("text", [WOS, NBIB, ENW + "\n", SCIELO])
def test_concatenated_downloads_are_one_list(text):
    _, reading = read_content(Content("f", (text + "\n" + text).encode()))
    assert [record.title for record in reading.records] == [TITLE, TITLE]


def table(rows):
    lines = [
        f'"Title {n}, a","A., B.","{2000 + n}","text\nin two lines","10.1000/{n}"'
        for n in range(rows)
    ]
    return "\n".join(["Title,Authors,Year,Abstract,DOI", *lines, ""])


@pytest.mark.parametrize("wrong", ['"Title 2, a', 'Title 2, a"', '"Title 2", a"'])
def test_a_lost_quotation_mark_costs_one_row(wrong):
    text = table(6).replace('"Title 2, a"', wrong)
    _, reading = read_content(Content("f", text.encode()))
    kept = {record.title for record in reading.records}
    assert kept >= {f"Title {n}, a" for n in (0, 1, 3, 4, 5)}
    assert len(reading.records) + len(reading.broken) == 6


def test_a_table_cut_off_names_its_last_record():
    _, reading = read_content(Content("f", table(4)[:-25].encode()))
    assert len(reading.records) == 3
    assert reading.cut.name == "Title 3, a"


def test_unmapped_columns_are_kept():
    text = "Title,DOI,My column\nA,10.1000/x,mine\n"
    assert read_content(Content("f", text.encode()))[1].records[0].other == {"My column": ["mine"]}


def test_a_damaged_item_of_json_costs_one_item():
    items = [{"id": f"k{n}", "title": f"T{n}", "DOI": f"10.1000/{n}"} for n in range(4)]
    text = json.dumps(items).replace('"T1"', '"T1')
    _, reading = read_content(Content("f", text.encode()))
    assert {record.title for record in reading.records} >= {"T0", "T2", "T3"}
    assert len(reading.broken) == 1


def test_a_damaged_record_of_xml_costs_one_record():
    record = XML[XML.index("<record>") : XML.index("</records>")]
    text = XML.replace(record, record + record.replace("</year>", "</yaer>") + record)
    _, reading = read_content(Content("f", text.encode()))
    assert (len(reading.records), len(reading.broken)) == (2, 1)
    assert reading.broken[0].record.title == TITLE


def test_a_workbook_reads_like_its_table(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    for line in FULL_WOS.strip().split("\n"):
        book.active.append(line.split("\t"))
    book.save(tmp_path / "savedrecs.xls")
    content = Content.load(tmp_path / "savedrecs.xls")
    name, reading = read_content(content)
    assert name == "Excel workbook"
    assert reading.records[0].authors == ("Ash, Anna", "Bee, Bo")
    with pytest.raises(DataError, match="damaged workbook"):
        read_content(Content("f", content.raw[:300]))


def test_an_unknown_format_is_said_with_what_is_known():
    with pytest.raises(UnknownFormatError, match="RIS"):
        read_content(Content("f", b"hello, world\n1,2\n"))
    assert issubclass(UnknownFormatError, DataError)
