import pytest

from human_files.language.lists import join_words


@pytest.mark.parametrize(
    ("words", "english", "spanish"),
    [
        ([], "", ""),
        (["Perú"], "Perú", "Perú"),
        (["a", "b"], "a and b", "a y b"),
        (["a", "b", "c"], "a, b, and c", "a, b y c"),
        (["a", "ingresos"], "a and ingresos", "a e ingresos"),
        (["a", "historia"], "a and historia", "a e historia"),
        (["a", "hielo"], "a and hielo", "a y hielo"),
        (["a", "«ítems»"], "a and «ítems»", "a e «ítems»"),
        (["a", "iónico"], "a and iónico", "a y iónico"),
        (["a y b", "c"], "a y b and c", "a y b y c"),
        (["b", "a y incluso"], "b and a y incluso", "b y a y incluso"),
    ],
)
def test_words_are_joined_as_in_a_sentence(words, english, spanish):
    assert join_words(words, "en") == english
    assert join_words(words, "es") == spanish


@pytest.mark.parametrize(
    ("words", "english", "spanish"),
    [
        (["a", "b"], "a or b", "a o b"),
        (["a", "b", "otros"], "a, b, or otros", "a, b u otros"),
        (["7", "8"], "7 or 8", "7 u 8"),
        (["10", "11"], "10 or 11", "10 u 11"),
        (["100", "110"], "100 or 110", "100 o 110"),
        (["plata", "El Oro"], "plata or El Oro", "plata o El Oro"),
        (["oro"], "oro", "oro"),
    ],
)
def test_one_of_several_words(words, english, spanish):
    assert join_words(words, "en", either=True) == english
    assert join_words(words, "es", either=True) == spanish
