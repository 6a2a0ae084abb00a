import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alianzas.cases.case_texts import CaseTextError, find_passage, nearest_sentence, read_texts

TEXT = "The firm (in Loja) grew.\nIt had no plan; «we had\n  trust», she says. It ended."


@pytest.mark.parametrize(
    "passage",
    ["It had no plan", "«we had trust»", "(in Loja)", "grew. It had", TEXT, "  It   ended. "],
)
def test_a_passage_is_found_whatever_its_line_breaks(passage):
    start, end = find_passage(TEXT, passage)
    assert TEXT[start:end].split() == passage.split()


@pytest.mark.parametrize(
    "passage", ["it had no plan", "we had faith", "plan, we", "", "   ", "...."]
)
def test_a_passage_that_is_not_word_for_word_is_not_found(passage):
    assert find_passage(TEXT, passage) is None


@given(st.lists(st.text("abñ(.*)«» ", min_size=1, max_size=8), min_size=1, max_size=12), st.data())
def test_any_stretch_of_words_is_found_in_its_text(parts, data):
    text = "\n".join(parts)
    words = text.split()
    if not words:
        return
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    start, end = find_passage(text, " ".join(words[first:last]))
    assert text[start:end].split() == words[first:last]


def test_the_nearest_sentence_helps_to_mend_a_passage():
    assert nearest_sentence(TEXT, "It had any plan") == "It had no plan"
    assert nearest_sentence(TEXT, "zzz qqq") is None


def write(folder, **texts):
    paths = []
    for name, text in texts.items():
        path = folder / name.replace("_dot_", ".")
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


def test_texts_come_composed_and_in_the_order_of_the_cases(tmp_path):
    decomposed = unicodedata.normalize("NFD", "Año de maíz")
    files = write(tmp_path, a_dot_md=decomposed, b_dot_md="B", _dot_DS_Store="x")
    texts = read_texts(files, ["b", "a"], "texts")
    assert list(texts) == ["b.md", "a.md"]
    assert texts["a.md"] == "Año de maíz"


def test_a_missing_and_a_stray_text_are_both_named(tmp_path):
    files = write(tmp_path, alpha_dot_md="A", betta_dot_md="B")
    with pytest.raises(CaseTextError) as caught:
        read_texts(files, ["alpha", "beta"], "data/x/texts")
    message = str(caught.value)
    assert "betta.md: belongs to no case" in message
    assert 'Did you mean "beta.md"' in message
    assert "data/x/texts/beta.md: does not exist" in message


def test_an_empty_text_is_refused_with_the_other_problems(tmp_path):
    files = write(tmp_path, a_dot_md="  \n", c_dot_md="C")
    with pytest.raises(CaseTextError) as caught:
        read_texts(files, ["a", "b"], "texts")
    message = str(caught.value)
    assert "a.md: is empty" in message
    assert "c.md: belongs to no case" in message
    assert "b.md: does not exist" in message
