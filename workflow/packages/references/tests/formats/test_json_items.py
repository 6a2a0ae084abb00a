"""JSON of open indexes and of programs: fields beyond those of CSL-JSON, and damage."""

import json
from pathlib import Path

import pytest
from damaged_files import cut, flipped, is_told, lost

from human_files.text.content import Content
from references.formats.recognition import read_content
from references.importing import recover_source

LAYOUTS = Path(__file__).parent / "layouts"
#: Files, and the key under which the list of items stands.
LISTS = {
    "openalex.json": "results",
    "better_bibtex.json": "items",
    "eppi.json": "References",
    "lens.json": "data",
    "pop.json": "",
    "zotero.json": "",
}


def reading(items):
    return read_content(Content("f", json.dumps(items).encode()))[1]


def record_in(name):
    (record,) = read_content(Content.load(LAYOUTS / name))[1].records
    return record


def test_fields_of_openalex():
    record = record_in("openalex.json")
    assert record.authors == ("Ash, Anna", "Bee, Bo")
    assert record.abstract == "The use of The firms"
    assert record.affiliations == ("Dept, Quito, Ecuador", "Univ X")
    assert record.countries == ("Ecuador", "Peru")
    assert (record.times_cited, record.language, record.issn) == (3, "English", "1234-567X")
    assert record.cited_references == ("https://openalex.org/W2", "https://openalex.org/W3")
    assert record.author_keywords == ("Trust",)
    assert "Business" in record.other["concepts"][0]


def test_fields_of_the_lens():
    record = record_in("lens.json")
    assert record.affiliations == ("Univ Quito, Quito, Ecuador", "Univ X")
    assert record.countries == ("Ecuador", "Peru")
    assert (record.author_keywords, record.index_keywords) == (("Trust",), ("Firms",))
    assert (record.times_cited, record.document_type) == (3, "article")
    assert record.other["lens_id"] == ["000-111-222-333-444"]


def test_fields_of_semantic_scholar():
    paper = {
        "paperId": "5c",
        "externalIds": {"DOI": "10.1000/ABC"},
        "title": "Alliances",
        "venue": "Journal of Trust",
        "year": 2020,
        "citationCount": 3,
        "publicationTypes": ["JournalArticle", "Review"],
        "journal": {"name": "Journal of Trust", "pages": "10-19", "volume": "5"},
        "authors": [{"authorId": "1", "name": "Anna M. Ash"}],
    }
    (record,) = reading({"total": 1, "offset": 0, "data": [paper]}).records
    assert record.authors == ("Ash, Anna M.",)
    assert (record.journal, record.volume, record.pages) == ("Journal of Trust", "5", "10-19")
    assert (record.year, record.doi, record.times_cited) == (2020, "10.1000/abc", 3)
    assert (record.document_type, record.database) == ("review", "Semantic Scholar")


def test_editors_and_automatic_tags_of_zotero_are_apart():
    record = record_in("better_bibtex.json")
    assert record.authors == ("Ash, Anna", "Bee, Bo")
    assert (record.author_keywords, record.index_keywords) == (("Trust",), ("Firms",))
    assert "Itor" in record.other["editors"][0]


def test_addresses_and_references_of_crossref_are_not_lost():
    work = {
        "DOI": "10.1000/abc",
        "title": ["Alliances"],
        "author": [
            {"family": "Ash", "given": "A", "affiliation": [{"name": "Univ Quito, Ecuador"}]}
        ],
        "reference": [
            {"key": "1", "unstructured": "Cee 2001"},
            {"key": "2", "author": "Dee", "year": "2002", "DOI": "10.9999/dee"},
        ],
    }
    for items in ({"message": {"items": [work]}}, {"status": "ok", "message": work}):
        (record,) = reading(items).records
        assert (record.title, record.countries) == ("Alliances", ("Ecuador",))
        assert record.cited_references == ("Cee 2001", "Dee, 2002, 10.9999/dee")


def test_publish_or_perish_writes_nought_for_nothing():
    item = {
        "title": "Alliances …",
        "authors": ["NHA Bakar", "..."],
        "volume": 0,
        "startpage": 0,
        "year": 0,
        "cites": 0,
        "related_url": "https://scholar.google.com/x",
    }
    (record,) = reading([item]).records
    assert (record.volume, record.pages, record.year, record.times_cited) == ("", "", None, 0)
    assert (record.authors, record.database) == (("Bakar, NHA",), "Google Scholar")


@pytest.mark.parametrize("value", ["x", 1, None, [], ["x"], [1], {"a": 1}, [{"a": 1}], [[1]]])
@pytest.mark.parametrize("name", LISTS)
def test_no_value_of_another_kind_breaks_the_reading(name, value):
    items = json.loads((LAYOUTS / name).read_text(encoding="utf-8-sig"))
    (item,) = items.get(LISTS[name], [items]) if isinstance(items, dict) else items
    for key in item:
        if key not in ("title", "Title", "DOI"):
            (record,) = reading([{**item, key: value}]).records
            assert record.title == "Alliances of small firms"


@pytest.mark.parametrize("name", LISTS)
def test_damage_is_never_silent(name, tmp_path):
    content = json.loads((LAYOUTS / name).read_text(encoding="utf-8-sig"))
    key = LISTS[name]
    (item,) = content.get(key, [content]) if isinstance(content, dict) else content
    text = json.dumps(item)
    items = [
        json.loads(text.replace("Alliances", f"Alliances {n}").replace("/abc", f"/abc{n}"))
        for n in range(4)
    ]
    raw = json.dumps({"meta": {"count": 4}, key: items} if key else items).encode()
    (tmp_path / "f").write_bytes(raw)
    whole = recover_source("s", tmp_path / "f")
    assert whole.found == 4
    for end, found in cut(raw, tmp_path / "f", name):
        complete = sum(f"/abc{n}".encode() in raw[:end] for n in range(4)) - 1
        assert whole.found - lost(whole, found) >= complete
    for found in flipped(raw, tmp_path / "f", name, 100, first=3):  # the first signs tell JSON
        assert lost(whole, found) <= 1
        assert is_told(whole, found)
