"""Words made comparable, whatever their case, accents and spacing."""

from __future__ import annotations

import unicodedata

#: Letters that Unicode does not split into a base letter and an accent.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
)


def fold(text: str) -> str:
    """Fold a text for comparison: lower case, no accents ("Gârdan" → "gardan").

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The text in compatibility form (NFKD) without combining marks; letters such as ø and ß,
        which Unicode does not decompose, become o and ss.
    """
    if text.isascii():
        return text.lower()
    # Decomposing can bring capitals back (℠ becomes "SM"), so case is folded once more.
    decomposed = unicodedata.normalize("NFKD", text.casefold()).casefold().translate(_LETTERS)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def ascii_key(text: str) -> str:
    """Return the ASCII letters and digits of ``text``, folded ("De La Garza" → "delagarza")."""
    return "".join(letter for letter in fold(text) if letter.isascii() and letter.isalnum())


def clean(text: str) -> str:
    """Return ``text`` on one line, in Unicode's composed form, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())
