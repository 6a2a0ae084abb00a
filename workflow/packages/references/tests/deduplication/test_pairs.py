"""Decisions on pairs as databases make them; none is taken from a labelled set."""

from dataclasses import replace

import pytest

from references.deduplication.entries import FIELDS, read_entry
from references.deduplication.explanations import explain
from references.deduplication.pairs import decide, decide_all
from references.record import Record

BASE = Record(
    title="Are alliances a panacea for small firms? The achievement of competitive priorities",
    authors=("Hung, Shih-Chang", "Lin, Mei"),
    year=2015,
    journal="Journal of Small Business Management",
    volume="53",
    issue="2",
    pages="388-403",
)


def entry(record):
    cells = {
        name: "; ".join(value) if isinstance(value, tuple) else str(value or "")
        for name in FIELDS
        for value in [getattr(record, name, "")]
    }
    return read_entry(tuple(cells[name] for name in FIELDS))


def decision(one, other):
    entries = [entry(one), entry(other)]
    found = decide(entries, 0, 1)
    back = decide(entries[::-1], 0, 1)
    assert (found.verdict, found.points) == (back.verdict, back.points)
    assert [d.verdict for d in decide_all(entries)] in ([], [found.verdict])
    return found


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"title": BASE.title.upper(), "authors": ("HUNG, S.", "LIN, M.")},
        {"journal": "J. Small Bus. Manag.", "pages": "388-403", "issue": ""},
        {"title": BASE.title.split("?")[0], "authors": ("Hung, S.",)},
        {"title": "[¿Son las alianzas una panacea para las pequeñas empresas?]"},
        {"title": f"{BASE.title} [Sind Allianzen ein Allheilmittel?]", "pages": "388"},
        {"year": 2016},
        {"volume": "", "issue": "", "pages": "1-16"},
        {"pages": "", "volume": "", "issue": ""},
        {"title": BASE.title.replace("priorities", "prioritise"), "doi": "10.1111/jsbm.1"},
        {"authors": ("Hung, S. C.", "Lin, M.", "Wu, C.")},
        {"document_type": "conference paper"},
    ],
)
def test_one_reference_in_two_databases_is_the_same(changes):
    assert decision(BASE, replace(BASE, **changes)).verdict == "same"


@pytest.mark.parametrize(
    "changes",
    [
        {"title": f"Erratum to: {BASE.title}", "pages": "601"},
        {"title": f"{BASE.title}: a reply", "pages": "404-406", "authors": ("Ash, A.",)},
        {"title": f"{BASE.title}, part 2", "pages": "404-420"},
        {"title": BASE.title.replace("small", "large"), "volume": "54", "pages": "12-30"},
        {"journal": "SSRN Electronic Journal", "volume": "", "issue": "", "pages": ""},
        {"journal": "Conference on Entrepreneurship", "volume": "3", "pages": "S42", "year": 2014},
        {"authors": ("Emami, A.",), "journal": "Technovation", "volume": "9", "pages": "1-20"},
        {"year": 2009, "volume": "47", "pages": "10-20"},
        {"doi": "10.9999/b", "volume": "54", "pages": "12-30"},
    ],
)
def test_what_looks_alike_is_kept_apart(changes):
    one = replace(BASE, doi="10.1111/a") if "doi" in changes else BASE
    assert decision(one, replace(BASE, **changes)).verdict == "different"


def test_parts_with_pages_unknown_are_not_joined():
    parts = [replace(BASE, title=f"{BASE.title}. {n}", pages="") for n in ("Part I", "Part II")]
    assert decision(*parts).verdict == "different"


@pytest.mark.parametrize(
    "changes",
    [
        {"pages": "99-104"},
        {"journal": "", "volume": "", "issue": "", "pages": "", "year": 2016},
    ],
)
def test_what_the_evidence_does_not_settle_is_left_to_a_person(changes):
    assert decision(BASE, replace(BASE, **changes)).verdict == "maybe"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("10.1016/s0140-6736(05)12345-6", "10.1016/S0140673605123456"),
        ("10.1111/jsbm.1", "https://doi.org/10.1111/jsbm.1"),
        ("10.1111/jsbm.1", "10.1111/jsbm.1/full"),
    ],
)
def test_one_doi_decides_whatever_its_spelling(one, other):
    bare = Record(title="Are alliances a panacea?", doi=other)
    assert decision(replace(BASE, doi=one), bare).verdict == "same"


def test_a_doi_copied_to_another_reference_does_not_merge_them():
    other = Record(title="On bread", authors=("Dee, D.",), year=1999, doi="10.1234/a")
    assert decision(replace(BASE, doi="10.1234/a"), other).verdict == "different"


def test_abstracts_under_the_doi_of_their_supplement_stay_apart():
    one = Record(title="Trust in teams of nurses", authors=("Ash, A.",), year=2019, pages="S1")
    two = Record(title="Costs of care at home", authors=("Bo, B.",), year=2019, pages="S9")
    supplement = "10.1111/jgs.12000"
    assert decision(replace(one, doi=supplement), replace(two, doi=supplement)).verdict != "same"


def test_columns_of_one_name_are_told_by_their_issue():
    one = Record(title="Editorial", authors=("Ash, A.",), year=2019, journal="Chest", volume="3")
    assert decision(replace(one, issue="1"), replace(one, issue="2")).verdict != "same"


def test_every_decision_shows_why():
    other = replace(BASE, journal="Technovation", pages="99-104", doi="10.9999/b")
    one = replace(BASE, doi="10.1111/a")
    words = explain(decision(one, other), entry(one), entry(other))
    for part in (
        "titles 100% alike, 2 of 2 authors, year 2015, volume 53, issue 2; but",
        "different DOIs 10.1111/a and 10.9999/b",
        '"Journal of Small Business Management" and "Technovation"',
        "pages 388-403 and 99-104",
        "points; the same from 13, maybe from 9",
    ):
        assert part in words
