import pytest
from hypothesis import given
from hypothesis import strategies as st

from field_files.coding.counting import UTF8, UTF16, WAYS, Way, line_ends
from field_files.coding.positions import (
    SourceText,
    Span,
    begins_with,
    quotation,
    settle_together,
)


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


#: Words with accents in one character and in two, and with characters of two units of UTF-16.
WORDS = ("pacto", "línea", "corazo\u0301n", "a\U0001f60ab", "\U00020000\U00020001", "x")


@st.composite
def coded_texts(draw):
    """Return a text as it is stored, with passages of whole words; no word stands in it twice."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=4, max_size=40))
    numbered = [f"{word}{number}" for number, word in enumerate(words)]
    ends = draw(
        st.lists(
            st.sampled_from([" ", " ", "\n", "\r\n"]), min_size=len(words), max_size=len(words)
        )
    )
    stored = "".join(word + end for word, end in zip(numbered, ends, strict=True))
    text = stored.replace("\r\n", "\n")
    first = draw(st.lists(st.integers(0, len(words) - 3), min_size=1, max_size=6, unique=True))
    places = []
    for index in sorted(first):
        last = draw(st.integers(index + 2, len(words) - 1))
        places.append(
            (text.index(numbered[index]), text.index(numbered[last]) + len(numbered[last]))
        )
    return stored, text, places


def counted(stored, text, place, way):
    """Count up to a place in ``text`` in a way, character by character."""
    position = (3 if way.units == UTF8 else 1) if way.mark else 0
    ends = iter(line_ends(stored))
    for sign in text[:place]:
        if sign == "\n":
            position += {"one": 1, "two": 2, "stored": next(ends)}[way.lines]
        elif way.units == UTF16:
            position += len(sign.encode("utf-16-le")) // 2
        else:
            position += len(sign.encode()) if way.units == UTF8 else 1
    return position


def spans_of(stored, text, places, way, named):
    return [
        Span(
            " ".join(text[start:end].split()) if named else f"{start},{end}",
            counted(stored, text, start, way),
            counted(stored, text, end, way),
        )
        for start, end in places
    ]


PROGRAMS = st.sampled_from(["", "NVivo 14", "ATLAS.ti 24"])


@given(coded_texts(), st.sampled_from(WAYS), PROGRAMS)
def test_passages_that_names_quote_are_found_however_they_are_counted(coded, way, program):
    stored, text, places = coded
    raw = b"\xef\xbb\xbf" * way.mark + stored.encode()
    spans = spans_of(stored, text, places, way, named=True)
    found = SourceText(raw, spans, program)
    assert found.text == text
    assert [found.locate(span) for span in spans] == places


@given(coded_texts(), st.sampled_from(WAYS), PROGRAMS)
def test_passages_without_words_are_found_or_said_to_be_in_doubt(coded, way, program):
    stored, text, places = coded
    raw = b"\xef\xbb\xbf" * way.mark + stored.encode()
    spans = spans_of(stored, text, places, way, named=False)
    found = SourceText(raw, spans, program)
    if [found.locate(span) for span in spans] != places:
        assert not found.sure
        assert found.differing


LONG = "La confianza crece.\nUn pacto \U0001f60a ayuda.\nEl plan fue claro.\n" * 5


@pytest.mark.parametrize("way", [way for way in WAYS if not way.mark])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_source_that_tells_nothing_follows_the_others_of_its_project(way, line_end):
    stored = LONG.replace("\n", line_end)
    places = [
        (LONG.index(word, 50), LONG.index(word, 50) + len(word)) for word in ("pacto", "plan")
    ]
    telling = SourceText(stored.encode(), spans_of(stored, LONG, places, way, named=False), "")
    # Two whole lines without a border of words in them: any way fits that is a line longer or shorter.
    quiet = "1\n" * 40 + "\U0001f60a\n" + "1\n" * 40
    kept = quiet.replace("\n", line_end)
    spans = spans_of(kept, quiet, [(100, 103)], way, named=False)
    silent = SourceText(kept.encode(), spans, "")
    settle_together([telling, silent])
    assert silent.locate(spans[0]) == (100, 103)


def test_the_way_is_told_in_words():
    found = SourceText(LONG.encode(), spans_of(LONG, LONG, [(75, 84)], Way("two", UTF16), True), "")
    assert found.way == Way("two", UTF16)
    assert found.way.words() == "in units of UTF-16, a line end is two"


def test_passages_that_break_words_in_every_way_are_counted():
    text = "confianza " * 20
    places = [(10 * word + 2, 10 * word + 5) for word in range(0, 20, 4)]
    found = SourceText(text.encode(), [Span("", *place) for place in places], "")
    assert found.within_words() == len(places)


def test_nothing_beyond_the_text():
    found = SourceText(b"abc", [], "")
    assert found.locate(Span("", 0, 3)) == (0, 3)
    for start, end in ((0, 4), (-1, 2), (2, 2), (3, 1)):
        assert found.locate(Span("", start, end)) is None


def test_bytes_that_are_not_utf8_are_read_as_windows():
    assert SourceText("niño".encode("cp1252"), [], "").text == "niño"
