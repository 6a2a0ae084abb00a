import pytest
from hypothesis import given
from hypothesis import strategies as st

from human_files.text.folding import ascii_key, clean, fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Gârdan", "gardan"),
        ("Ābeltiņa", "abeltina"),
        ("Øster-ŁÓDŹ", "oster-lodz"),
        ("Groß", "gross"),
    ],
)
def test_fold_drops_case_and_accents(text, folded):
    assert fold(text) == folded


def test_ascii_key_keeps_letters_and_digits_only():
    assert ascii_key("De La Garza, 2nd") == "delagarza2nd"


@given(st.text())
def test_what_is_made_again_does_not_change(text):
    assert clean(clean(text)) == clean(text)
    assert ascii_key(text).isascii()
