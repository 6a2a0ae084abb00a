"""Words compared whatever their case, accents and punctuation."""

from __future__ import annotations

from human_files.text.folding import fold


def simplified(text: str) -> str:
    """Return ``text`` for comparison: folded, with single spaces in place of punctuation."""
    return " ".join("".join(char if char.isalnum() else " " for char in fold(text)).split())


def listed(words: str) -> list[str]:
    """Return the words of a list that is written as one text, with spaces between them."""
    return words.split()
