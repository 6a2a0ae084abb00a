import json

import pandas as pd
import pytest

from references.deduplication.entries import FIELDS
from references.deduplication.find_duplicates import find_duplicates
from references.deduplication.identifiers import identifiers_of
from references.deduplication.record_rows import rows_of

TITLE = "Trust in the strategic alliances of small firms"
OTHER = "Prices of hotel rooms on booking platforms"


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"pmid": "31421429"}, "pubmed:31421429"),
        ({"pubmed_id": "31421429.0"}, "pubmed:31421429"),
        ({"ids.pmid": "https://pubmed.ncbi.nlm.nih.gov/35434524"}, "pubmed:35434524"),
        ({"accession": "MEDLINE:33520598"}, "pubmed:33520598"),
        ({"pmcid": "PMC9543698"}, "pmc:9543698"),
        ({"unique-id": "ISI:000429757300002"}, "wos:000429757300002"),
        ({"ut": "WOS:000429757300002"}, "wos:000429757300002"),
        ({"eid": "2-s2.0-85109454279"}, "scopus:85109454279"),
        (
            {"url": "https://www.scopus.com/inward/record.uri?eid=2-s2.0-85109454279&doi=10.1/x"},
            "scopus:85109454279",
        ),
        ({"url": "https://arxiv.org/abs/2101.00001v3"}, "arxiv:2101.00001"),
        ({"arxivid": "2101.00001"}, "arxiv:2101.00001"),
        ({"an": "2022-96522-001"}, "accession:2022-96522-001"),
        ({"an": "12"}, ""),
        ({"pmid": "none"}, ""),
        ({"url": "https://example.org/31421429"}, ""),
    ],
)
def test_numbers_are_found_where_files_have_them(cells, expected):
    assert identifiers_of(cells, "", "", "") == expected


def test_the_fields_without_a_column_are_read_too():
    other = json.dumps({"UT": ["WOS:000429757300002"], "PMID": ["33251087"], "C2": ["999999"]})
    assert identifiers_of({}, other, "", "") == "pubmed:33251087 wos:000429757300002"
    assert identifiers_of({}, json.dumps({"C2": ["31421429"]}), "", "Scopus") == "pubmed:31421429"
    assert identifiers_of({}, "no JSON", "10.48550/arXiv.2101.00001", "") == "arxiv:2101.00001"


def found(*records, **columns):
    frame = pd.DataFrame([*records]).fillna("").assign(**columns)
    names = [f"r{place}" for place in range(len(frame))]
    return find_duplicates(rows_of(frame), names)


def test_a_shared_number_joins_records_that_have_little_else():
    thin, full = {"title": TITLE}, {"title": TITLE, "authors": "Ash, A.", "year": "2019"}
    assert len(found(thin, full).groups) == 2
    joined = found(thin, full, PMID=["31421429", "31421429"])
    assert joined.groups == [[0, 1]]
    assert "same PubMed number 31421429" in joined.reasons[0]


def test_two_pubmed_numbers_are_two_references():
    records = [{"title": TITLE, "authors": "Ash, A.", "year": "2019"}] * 2
    assert len(found(*records).groups) == 1
    outcome = found(*records, pmid=["31421429", "31421430"])
    assert len(outcome.groups) == 2
    assert "different PubMed numbers" in [*outcome.undecided, *outcome.apart][0].reason


@pytest.mark.parametrize("column", ["pmid", "ut", "eid", "doi"])
def test_one_number_on_two_titles_is_left_to_a_person(column):
    number = {"pmid": "31421429", "ut": "WOS:000429757300002", "eid": "2-s2.0-85109454279"}
    place = {"authors": "Ash, A.", "year": "2019", "journal": "Trust", "volume": "4", "pages": "9"}
    records = [{"title": TITLE, **place}, {"title": OTHER, **place}]
    outcome = found(*records, **{column: number.get(column, "10.1234/abc")})
    assert len(outcome.groups) == 2
    assert len(outcome.undecided) == 1


def test_one_number_on_a_translated_title_is_one_reference():
    place = {"authors": "Ash, A.", "year": "2019", "journal": "Trust"}
    spanish = "La confianza en las alianzas estratégicas de las pequeñas empresas"
    records = [{"title": TITLE, **place}, {"title": spanish, **place}]
    assert len(found(*records, doi="10.1234/abc").groups) == 1


def test_the_number_of_a_whole_supplement_says_nothing_about_its_abstracts():
    words = ["Bread", "Chairs", "Dairies", "Estates", "Fisheries"]
    records = [
        {"title": f"{word} and the growth of firms", "authors": f"{word}, A.", "year": "2019"}
        for word in words
    ]
    outcome = found(*records, records[0], doi="10.1234/supplement")
    assert outcome.groups == [[0, 5], [1], [2], [3], [4]]
    assert outcome.undecided == []


def test_so_says_the_number_of_a_supplement_whose_abstracts_begin_alike():
    words = ["bread and its bakers", "chairs", "dairies of the highlands", "estates", "fisheries"]
    records = [
        {"title": f"Poster session B: {word}", "authors": f"{word[:4].title()}, A.", "year": "2019"}
        for word in words
    ]
    outcome = found(*records, records[0], doi="10.1234/supplement")
    assert outcome.groups == [[0, 5], [1], [2], [3], [4]]


def test_slips_and_lost_subtitles_under_one_number_are_no_supplement():
    titles = [
        TITLE,
        TITLE[:-3],
        TITLE.replace("t", "tt"),
        TITLE.replace("s", ""),
        f"{TITLE}: notes",
    ]
    records = [{"title": title, "authors": "Ash, A.", "year": "2019"} for title in titles]
    assert len(found(*records, doi="10.1234/abc").groups) == 1


def test_identifiers_are_the_last_field():
    assert FIELDS[-1] == "identifiers"
