import pytest
from hypothesis import given
from hypothesis import strategies as st
from synthetic_records import synthetic_records

from references.deduplication.blocking import NEIGHBOURS, candidate_pairs
from references.deduplication.entries import FIELDS, distinct
from references.deduplication.find_duplicates import find_duplicates
from references.deduplication.record_rows import rows_of


def row(**cells):
    return tuple(str(cells.get(field, "")) for field in FIELDS)


TITLE = "Trust in the strategic alliances of small firms"
THIN = row(title=TITLE, authors="Ash, A.", year=2019)
ONE = row(title=TITLE, authors="Ash, A.", year=2019, journal="Trust", volume=4, pages="10-31")
TWO = row(title=TITLE, authors="Ash, A.", year=2019, journal="Bread", volume=7, pages="88-99")


def names_of(found, names):
    return [[names[place] for place in group] for group in found.groups]


def test_a_record_like_two_references_joins_one_and_the_rest_is_left_to_a_person():
    found = find_duplicates([THIN, ONE, TWO], ["thin", "one", "two"])
    assert len(found.groups) == 2
    assert len(found.undecided) == 1
    assert {"one", "two"} not in [set(group) for group in names_of(found, ["thin", "one", "two"])]


def test_of_two_that_a_thin_record_is_like_it_joins_that_with_more_copies():
    article = {"title": TITLE, "authors": "Ash, A.", "year": 2019, "journal": "Trust", "volume": 4}
    preprint = row(title=TITLE, authors="Ash, A.", year=2019, journal="SSRN", doi="10.2139/ssrn.1")
    rows = [row(**article, pages=pages) for pages in ("10-31", "10", "10-1")] + [preprint, THIN]
    for names in (["a", "b", "c", "d", "e"], ["e", "d", "c", "b", "a"]):
        groups = [set(group) for group in find_duplicates(rows, names).groups]
        assert {0, 1, 2, 4} in groups


def test_a_record_with_few_fields_joins_all_that_nothing_tells_from_it():
    rows = [row(title=TITLE, doi="10.1234/a"), row(title=TITLE, authors="Ash, A.", year=2019)]
    assert len(find_duplicates(rows, ["a", "b"]).groups) == 2
    full = row(title=TITLE, authors="Ash, A.", year=2019, journal="Trust", doi="10.1234/a")
    assert len(find_duplicates([*rows, full], ["a", "b", "c"]).groups) == 1


def test_a_person_overrules_the_evidence():
    names = ["a", "b", "c"]
    found = find_duplicates([ONE, ONE, TWO], names, same={(0, 2)}, different={(0, 1)})
    assert names_of(found, names) == [["a", "c"], ["b"]]
    assert found.reasons[2] == "decided by hand"


def test_equal_records_are_one_unless_they_say_too_little():
    headline = row(title="Editorial")
    found = find_duplicates([ONE, ONE, headline, headline], ["a", "b", "c", "d"])
    assert found.groups == [[0, 1], [2], [3]]
    assert found.reasons[1] == "the records are identical"


def test_no_block_is_quadratic():
    same_author = [
        row(title=f"Alliances of firms {n:05}", authors="Ash, A.", year=2019) for n in range(3_000)
    ]
    entries, _ = distinct(same_author, [str(n) for n in range(3_000)])
    assert len(candidate_pairs(entries)) <= 8 * NEIGHBOURS * len(entries)


@pytest.mark.slow
def test_a_corpus_with_known_duplicates_and_pairs_that_grow_with_it():
    pairs = []
    for references in (300, 1_200):
        frame, truth = synthetic_records(references, seed=7)
        found = find_duplicates(rows_of(frame), frame["ID"].tolist())
        wrong = sum(len({truth[place] for place in group}) > 1 for group in found.groups)
        assert wrong == 0
        assert len(found.groups) <= references * 1.01
        entries, _ = distinct(rows_of(frame), frame["ID"].tolist())
        pairs.append(len(candidate_pairs(entries)) / len(frame))
    assert pairs[1] < 2 * pairs[0]


def test_a_title_of_many_years_is_that_of_a_report_and_asks_nobody():
    yearly = [
        row(title="Report of the chamber on small firms", authors="Chamber", year=2001 + n)
        for n in range(30)
    ]
    found = find_duplicates(yearly, [f"{n:02}" for n in range(30)])
    assert len(found.groups) == 30
    assert found.undecided == found.apart == []


words = st.sampled_from(["", TITLE, TITLE.upper(), f"{TITLE} II", "On bread", "Editorial", "?"])
some = st.builds(
    row,
    title=words,
    authors=st.sampled_from(["", "Ash, A.", "Ash, Anna; Bo, B.", "Cruz, C."]),
    year=st.sampled_from(["", "2019", "2020", "n.d."]),
    journal=st.sampled_from(["", "Trust", "J. Trust", "Bread"]),
    volume=st.sampled_from(["", "4", "7"]),
    pages=st.sampled_from(["", "10-31", "e10", "xii"]),
    doi=st.sampled_from(["", "10.1234/a", "10.1234/b"]) | st.text(max_size=4),
)


@given(st.lists(some, max_size=12), st.randoms())
def test_every_row_is_in_one_group_and_their_order_plays_no_part(rows, random):
    names = [f"r{number:02}" for number in range(len(rows))]
    found = find_duplicates(rows, names)
    assert sorted(place for group in found.groups for place in group) == [*range(len(rows))]
    assert all(found.reasons.get(place) for g in found.groups if len(g) > 1 for place in g)
    order = random.sample(range(len(rows)), len(rows))
    again = find_duplicates([rows[place] for place in order], [names[place] for place in order])
    shuffled = [names[place] for place in order]
    assert names_of(again, shuffled) == names_of(found, names)
    assert [(shuffled[p.first], shuffled[p.second], p.reason) for p in again.undecided] == [
        (names[p.first], names[p.second], p.reason) for p in found.undecided
    ]
