"""Text made plain in one pass over a whole file."""

import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from human_files.text.content import Content
from references.formats.plain_values import _DECOMPOSED, cleaner, tidy_text


def test_every_sign_that_composing_can_change_is_known_by_its_bytes():
    points = (chr(p) for p in range(0x80, sys.maxunicode + 1) if not 0xD800 <= p < 0xE000)
    changing = {
        sign
        for sign in points
        if unicodedata.combining(sign) or unicodedata.normalize("NFC", sign) != sign
    }
    for point in range(0x80, sys.maxunicode + 1):  # what follows another and joins it
        parts = unicodedata.decomposition(chr(point)).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            changing.add(chr(int(parts[1], 16)))
    unknown = [
        sign for sign in changing if not sign.isascii() and not _DECOMPOSED.search(sign.encode())
    ]
    assert unknown == []


@given(st.text(st.characters(exclude_characters="\x00\r\n\ufeff", exclude_categories=["Cs"])))
def test_the_whole_at_once_is_as_each_value_by_itself(text):
    content = Content("f", f"x{text}\n{text}y".encode())
    lines = tidy_text(content).split("\n")
    first, second = content.text.split("\n")
    assert " ".join(lines[0].split()) == " ".join(cleaner(first)(first).split())
    assert " ".join(lines[1].split()) == " ".join(cleaner(second)(second).split())
