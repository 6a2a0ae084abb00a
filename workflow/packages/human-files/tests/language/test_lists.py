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
        (["a y b", "c"], "a y b and c", "a y b y c"),
    ],
)
def test_words_are_joined_as_in_a_sentence(words, english, spanish):
    assert join_words(words, "en") == english
    assert join_words(words, "es") == spanish
