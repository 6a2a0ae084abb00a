import pytest
from hypothesis import given
from hypothesis import strategies as st

from references.comparable_text import (
    find_year,
    first_word,
    normal_doi,
    page_range,
    surname,
    title_key,
)


def test_title_key_is_the_same_for_one_title_typed_twice():
    one = title_key("R&D alliances: SMEs’ innovation — a Co‐creation view?")
    assert one == title_key("R&D Alliances. SME's innovation; a cocreation view")


def test_title_key_keeps_letters_of_every_script():
    assert title_key("Союзы 小企業!") == "союзы 小企業"


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("The role of trust", "role"),
        ("Los pequeños negocios", "pequenos"),
        ("R&D alliance", "rd"),
        ("A micro-level view", "microlevel"),
        ("«Un» – An", ""),
    ],
)
def test_first_word_skips_articles(title, word):
    assert first_word(title) == word


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1108/RIBS-12-2021-0173", "10.1108/ribs-12-2021-0173"),
        ("https://doi.org/10.1016/j.x.2015.12.009.", "10.1016/j.x.2015.12.009"),
        ("doi:10.21511/ppm.22(4).2024.24", "10.21511/ppm.22(4).2024.24"),
        ("(see 10.1016/s0001(99)00001-2)", "10.1016/s0001(99)00001-2"),
        ("http://x.org/10.3390%2fani15010003", "10.3390/ani15010003"),
        ("no identifier 10.1/x", ""),
    ],
)
def test_doi_is_bare_and_in_small_letters(text, doi):
    assert normal_doi(text) == doi


@pytest.mark.parametrize(
    ("text", "year"),
    [("2020///", 2020), ("Jan 3, 1998", 1998), ("10 15", None), ("12020", None), ("", None)],
)
def test_year_is_found(text, year):
    assert find_year(text) == year


@pytest.mark.parametrize(
    ("first", "last", "pages"),
    [
        ("880", "896", "880-896"),
        ("379--419", "", "379-419"),
        ("1 – 10", "", "1-10"),
        ("455", "455", "455"),
        ("", "12", "12"),
    ],
)
def test_pages_have_one_kind_of_dash(first, last, pages):
    assert page_range(first, last) == pages


def test_surname_is_before_the_comma_or_the_whole_name():
    assert surname("Della Corte, V.") == "Della Corte"
    assert surname("World Bank") == "World Bank"


@given(st.text())
def test_keys_do_not_change_when_made_again(text):
    assert title_key(title_key(text)) == title_key(text)
