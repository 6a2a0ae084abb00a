"""Words compared whatever their case, accents and punctuation."""

from __future__ import annotations

import unicodedata


def simplified(text: str) -> str:
    """Return ``text`` for comparison: no case, accents, punctuation or repeated blanks."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = (sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign))
    return " ".join("".join(kept).split())


def listed(words: str) -> list[str]:
    """Return the words of a list written as one text, with blanks between them."""
    return words.split()
