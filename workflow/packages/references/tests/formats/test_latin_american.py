"""Exports of SciELO's search and of the BVS (LILACS), as their sites write them."""

import pytest

from human_files.text.content import Content
from references.formats.recognition import read_content

URL = "http://www.scielo.org.co/scielo.php?script=sci_arttext&pid=S0120-3592&lang=es"
SCIELO_BIB = f"""@article{{ASH2020,
    title = {{{{Alianzas de pequeñas empresas}}}},
    journal = {{{{Revista de confianza}}}},
    author = {{Ash, Ana María de; Bee, Bo}},
    volume = {{24}},
    year = {{2020}},
    publisher = {{scielo}},
    language = {{es; en}},
    crossref = {{10.1000/abc}},
    pages = {{10-19}},
    URL = {{{URL}}},
    }}
"""
SCIELO_CSV = f"""Result type,ID,Title,Author(s),Editor(s),\
Source,Journal,Language(s),Publisher,Publisher address,Publication year,Fulltext URL
"ScieLO Document","S0120-col","Alianzas de pequeñas empresas","Ash, Ana María de, Bee, Bo",\
"-","Revista de confianza; 24(2); 10-19",\
"Revista de confianza","Spanish, English","-","-","2020","{URL}"
"""
SCIELO_RIS = f"""TY  - JOUR
AU  - Ash, Ana María de
AU  - Bee, Bo
TI  - Alianzas de pequeñas empresas
TT  - Alliances of small firms
JO  - Revista de confianza
J2  - Rev. conf.
VL  - 24
DB  - SciELO Colombia
LA  - es
SP  - 10
EP  - 19
PY  - 2020
AB  - ABSTRACT Text.
AB  - RESUMEN Texto.
UR  - {URL}
ER  -
"""


@pytest.mark.parametrize("text", [SCIELO_BIB, SCIELO_CSV, SCIELO_RIS], ids=["bib", "csv", "ris"])
def test_one_reference_from_each_export_of_scielo(text):
    (record,) = read_content(Content("f", text.encode()))[1].records
    assert record.title == "Alianzas de pequeñas empresas"
    assert record.authors == ("Ash, Ana María de", "Bee, Bo")
    assert (record.year, record.journal, record.volume) == (2020, "Revista de confianza", "24")
    assert (record.pages, record.database, record.url) == ("10-19", "SciELO", URL)
    assert record.language.startswith("Spanish")


def test_what_scielo_writes_where_nobody_looks_for_it():
    (record,) = read_content(Content("f", SCIELO_BIB.encode()))[1].records
    assert (record.doi, record.language) == ("10.1000/abc", "Spanish; English")
    (record,) = read_content(Content("f", SCIELO_CSV.encode()))[1].records
    assert (record.issue, record.publisher, record.language) == ("2", "", "Spanish; English")
    assert "-" not in [value for values in record.other.values() for value in values]


def test_a_citation_without_volume_and_pages():
    text = SCIELO_CSV.replace("; 24(2); 10-19", "; (60); -")
    (record,) = read_content(Content("f", text.encode()))[1].records
    assert (record.volume, record.issue, record.pages) == ("", "60", "")


BVS = """Title,ID,Authors,Source,Journal,Database,Type,\
Language,Publication year,Descriptor(s),Keyword(s),Publication Country,Fulltext URL
"Alianzas/ Alianças/ Alliances","biblio-1","Ash, Ana{sign} Bee, Bo",\
"Rev. conf; 24(2): 10-19, abr. 2020. tab","Rev. conf",\
"LILACS","article","es","2020","Empresas; Redes","Alianza","CO",""
"""


@pytest.mark.parametrize("sign", [";", ","])
def test_titles_in_several_languages_and_authors_of_the_bvs(sign):
    (record,) = read_content(Content("f", BVS.format(sign=sign).encode()))[1].records
    assert (record.title, record.translated_title) == ("Alianzas", "Alianças")
    assert record.other["Title"] == ["Alianzas/ Alianças/ Alliances"]
    assert record.authors == ("Ash, Ana", "Bee, Bo")
    assert (record.volume, record.issue, record.pages) == ("24", "2", "10-19")
    assert (record.author_keywords, record.index_keywords) == (("Alianza",), ("Empresas", "Redes"))
    assert record.database == "LILACS"


def test_the_bvs_writes_some_addresses_with_one_blank():
    text = "TY  - JOUR\nTI  - T\nDB  - LILACS\nAB  - Texto.\nUR - https://x.org/lil-1\nER  -\n"
    (record,) = read_content(Content("f", text.encode()))[1].records
    assert (record.abstract, record.url) == ("Texto.", "https://x.org/lil-1")
