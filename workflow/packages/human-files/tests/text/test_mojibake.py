"""Text encoded twice is put right; right text stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from human_files.text.mojibake import is_likely, repair_mojibake


def twice(text, codec="cp1252"):
    signs = []
    for byte in text.encode():
        try:
            signs.append(bytes([byte]).decode(codec))
        except UnicodeDecodeError:  # a byte that Windows-1252 leaves open
            signs.append(chr(byte))
    return "".join(signs)


WRONG = [
    "España y niños: “comillas” – guión",
    "ÉTUDE À L’ÉCOLE, ÑANDÚ, ESPAÑA",
    "Müller’s Straße in Łódź, Čapek",
    "5 × 3 °C ± 2 µm ≤ 4 €",
    "Стратегические альянсы",
    "中文标题 and résumé",
    "α-helix → β",
]
RIGHT = [
    "“NESTLÉ®” and CAFÉ”, MANHÔ, IRMÔ, “É” Ñ… café”… Spaß…",
    "ROMÂ® 3×² 5×¼ déjà…” «À» «Â» “Ã” Ö",
    "A–Ö, Ä–Ö, Ö–Ü, Maçã” L’AÎNÉ» É™ naïve» coöperate “Straße”–“café—”",
    "Pequeñas empresas de España",
]


@pytest.mark.parametrize("text", WRONG)
@pytest.mark.parametrize("codec", ["cp1252", "latin-1"])
def test_text_encoded_twice_is_put_right(text, codec):
    wrong = twice(text, codec)
    assert is_likely(wrong.encode())
    assert repair_mojibake(wrong)[0] == text


@pytest.mark.parametrize("text", RIGHT)
def test_right_text_is_not_touched(text):
    assert repair_mojibake(text) == (text, [])


@given(st.text(st.characters(max_codepoint=0x24F, exclude_categories=["Cs", "Cc"])))
def test_lines_stay_lines(text):
    mended, lines = repair_mojibake(f"{text}\nEspaÃ±a\n{text}")
    assert mended.count("\n") == text.count("\n") * 2 + 2
    assert text.count("\n") + 2 in lines


def test_text_that_went_through_it_twice():
    assert repair_mojibake(twice(twice("España")))[0] == "España"
