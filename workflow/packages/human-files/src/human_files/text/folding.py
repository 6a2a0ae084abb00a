"""Words made comparable: the same letters however they are spelt."""

from __future__ import annotations

import unicodedata

#: Letters that Unicode does not split into a base letter and an accent.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
)


def fold(text: str) -> str:
    """Return ``text`` in lower case and without accents ("Gârdan" → "gardan")."""
    if text.isascii():
        return text.lower()
    # Decomposing can bring capitals back (the sign ℠ is "SM"), so case goes last as well.
    decomposed = unicodedata.normalize("NFKD", text.casefold()).casefold().translate(_LETTERS)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def ascii_key(text: str) -> str:
    """Return the ASCII letters and digits of ``text``, folded ("De La Garza" → "delagarza")."""
    return "".join(sign for sign in fold(text) if sign.isascii() and sign.isalnum())


def clean(text: str) -> str:
    """Return ``text`` on one line, in Unicode's composed form, with single blanks."""
    return " ".join(unicodedata.normalize("NFC", text).split())
