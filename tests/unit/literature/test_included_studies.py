import pytest

from alianzas.literature.included_studies import (
    cite,
    cite_authors,
    count_codes,
    cross_codes,
    group_studies,
    top_counts,
)
from alianzas.literature.study_coding import code_studies
from unit.literature.conftest import IDS


@pytest.fixture
def studies(screened, passes, codebook, write_coding, tmp_path):
    write_coding()
    return group_studies(code_studies(screened, passes, codebook, root=tmp_path).codes, codebook)


def test_a_heading_has_the_studies_of_its_codes_once(studies):
    assert studies["theory", "resources"] == [IDS[0], IDS[3]]
    assert studies["theory", "not_stated"] == [IDS[1]]
    assert studies["method", "case_study"] == []


def test_codes_are_counted_most_frequent_first_without_the_silent_ones(studies, codebook):
    counts = count_codes(studies, codebook.by_id["decisions"])
    assert [(count.code.id, count.n) for count in counts] == [("alliance", 2), ("network", 1)]


def test_ties_are_all_on_top_and_nothing_is_where_nothing_is_used(studies, codebook):
    tied = top_counts(count_codes(studies, codebook.by_id["outcomes"]))
    assert [count.code.id for count in tied] == ["performance", "innovation"]
    empty = {key: [] for key in studies}
    assert top_counts(count_codes(empty, codebook.by_id["outcomes"])) == []


def test_pairs_hold_the_used_codes_and_their_empty_cells(studies, codebook):
    pairs = cross_codes(studies, codebook.by_id["theory"], codebook.by_id["outcomes"])
    assert [code.id for code in pairs.columns] == ["performance", "innovation"]
    assert pairs.n["resource_view", "performance"] == 1
    assert pairs.n["capabilities", "performance"] == 0
    assert pairs.empty == 3


@pytest.mark.parametrize(
    ("authors", "english", "spanish"),
    [
        ("Ash, A.", "Ash (2020)", "Ash (2020)"),
        ("Ash, A.; Bo, B.", "Ash and Bo (2020)", "Ash y Bo (2020)"),
        ("Ash, A.; Ibarra, I.", "Ash and Ibarra (2020)", "Ash e Ibarra (2020)"),
        ("De La Garza, J.; B, B.; C, C.", "De La Garza et al. (2020)", "De La Garza et al. (2020)"),
        ("", "Title (2020)", "Title (2020)"),
    ],
)
def test_citations_follow_the_language(authors, english, spanish):
    assert cite(authors, 2020, "Title", "en") == english
    assert cite(authors, 2020, "Title", "es") == spanish


def test_a_reference_without_year():
    assert cite("Ash, A.", None, "Title", "es") == "Ash (s. f.)"
    assert cite_authors("", "en", "Title") == "Title"
