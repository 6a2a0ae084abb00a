import pytest
from hypothesis import given
from hypothesis import strategies as st

from field_files.coding.positions import SourceText, Span, begins_with, quotation


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Oh, that was great...", "Oh, that was great"),
        ("two  lines\nof words…", "two lines of words"),
        ("", None),
        ("12,408", None),
        ("(1,0),(2,0)", None),
        ("Quotation 6:1", None),
        ("short", None),
    ],
)
def test_what_a_name_quotes(name, words):
    assert quotation(name) == words


def test_a_name_begins_a_passage_whatever_its_blanks():
    assert begins_with("We never\n signed anything", "We never signed…")
    assert not begins_with("We never signed", "They never signed")


@given(
    st.text(alphabet="ab ñ😊\n", min_size=1, max_size=60),
    st.booleans(),
    st.booleans(),
    st.data(),
)
def test_every_way_of_counting_finds_the_place_again(text, windows, units, data):
    """Names are absent, so the way is given by the program: line ends as one, or as stored."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    raw = text.replace("\n", "\r\n") if windows else text
    program = "ATLAS.ti" if units else "NVivo"

    def counted(place):
        return place if units else len((text[:place]).replace("\n", "\r\n" if windows else "\n"))

    span = Span("", counted(start), counted(end))
    found = SourceText(raw.encode(), [span], program)
    assert found.text == text
    assert found.locate(span) == (start, end)


def test_nothing_beyond_the_text():
    found = SourceText(b"abc", [], "")
    assert found.locate(Span("", 0, 3)) == (0, 3)
    for start, end in ((0, 4), (-1, 2), (2, 2), (3, 1)):
        assert found.locate(Span("", start, end)) is None


def test_bytes_that_are_not_utf8_are_read_as_windows():
    assert SourceText("niño".encode("cp1252"), [], "").text == "niño"
