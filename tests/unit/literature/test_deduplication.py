import pandas as pd
import pytest

from alianzas.literature.deduplication import Match, compare_records, group_records

TITLE = "Are alliances a panacea for small firms? The achievement of competitive priorities"


def frame(*rows):
    return pd.DataFrame(rows, columns=["title", "authors", "year", "doi"])


def decide(one, other):
    found = compare_records(frame(one, other))
    return found[0] if found else None


BASE = (TITLE, "Hung, S. C.; Lin, M.", 2015, "")


@pytest.mark.parametrize(
    "other",
    [
        BASE,
        (TITLE.upper() + ".", "HUNG, S.", 2015, "10.1080/1"),
        (TITLE.replace("small firms", "small-firms"), "Hung, Shih", 2016, ""),
        (TITLE, "Húng, S. C.", None, ""),
        (TITLE, "", 2014, ""),
    ],
)
def test_one_reference_typed_twice_is_the_same(other):
    assert decide(BASE, other).same


@pytest.mark.parametrize(
    "other",
    [
        (TITLE, "Hung, S. C.", 2018, ""),
        (TITLE, "Emami, A.", 2015, ""),
        ("Are alliances a panacea for large firms in the telecommunications industry?", *BASE[1:]),
        ("", *BASE[1:]),
    ],
)
def test_other_years_authors_and_titles_are_not_confused(other):
    assert decide(BASE, other) is None


def test_same_doi_is_the_same_even_with_a_shortened_or_translated_title():
    one = (TITLE, "Hung, S. C.", 2015, "10.1080/1")
    assert decide(one, (TITLE[:60], "", None, "10.1080/1")).same
    match = decide(one, ("¿Son las alianzas una panacea?", "Hung, S.", 2015, "10.1080/1"))
    assert (match.same, match.reason) == (True, "same DOI 10.1080/1")


def test_a_doi_copied_to_another_reference_does_not_merge_them():
    match = decide((*BASE[:3], "10.1080/1"), ("On bread", "Dee, D.", 1999, "10.1080/1"))
    assert not match.same
    assert "titles only" in match.reason


def test_numbered_parts_and_other_dois_are_kept_apart_and_said_so():
    one, two = ((f"{TITLE}, part {n}", *BASE[1:]) for n in ("i", "ii"))
    assert "numbered differently" in decide(one, two).reason
    match = decide((*BASE[:3], "10.1080/1"), (*BASE[:3], "10.2139/ssrn.9"))
    assert not match.same
    assert "different DOIs 10.1080/1 and 10.2139/ssrn.9" in match.reason


def test_every_decision_shows_why():
    assert decide(BASE, (TITLE, "Hung, S.", 2016, "")).reason == (
        "titles 100% alike, year 2015 and 2016, first author hung"
    )


def test_chains_of_matches_make_one_group():
    matches = [Match(0, 3, True, "", 99), Match(2, 3, True, "", 96)]
    assert group_records([""] * 5, matches) == ([[0, 2, 3], [1], [4]], [])


def test_a_chain_never_joins_two_dois():
    matches = [Match(0, 1, True, "x", 96), Match(1, 2, True, "y", 98)]
    groups, refused = group_records(["10.1/a", "", "10.1/b"], matches)
    assert groups == [[0], [1, 2]]
    assert [(match.first, match.second, match.same) for match in refused] == [(0, 1, False)]


def test_a_chain_never_joins_what_was_told_apart():
    matches = [Match(0, 1, True, "", 99), Match(1, 2, True, "", 99), Match(0, 2, False, "", 97)]
    groups, _ = group_records(["", "", ""], matches)
    assert groups == [[0, 1], [2]]
