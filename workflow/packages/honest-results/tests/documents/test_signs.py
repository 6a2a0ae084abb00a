"""Which signs the fonts of the PDF lack is asked of Typst itself."""

from __future__ import annotations

import pytest

from honest_results.documents.signs import unprintable


@pytest.mark.parametrize(
    "words", ["Ñandú, «cédula» – “x” × 2 ≥ 1", "plain", "łódź Ğ ş ạ", "α β Σ", ""]
)
def test_what_latin_countries_write_is_there(words: str) -> None:
    assert unprintable(words) == []


def test_what_is_not_there_is_named_sign_by_sign() -> None:
    assert unprintable("Alianzas 中文 y 😀") == ["中", "文", "😀"]


def test_what_is_not_drawn_needs_no_font() -> None:
    assert unprintable("a\u00a0b\u200bc\u2028d\u00ade\n") == []
