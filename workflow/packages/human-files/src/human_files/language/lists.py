"""Enumerations as they stand in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from babel.lists import format_list

from human_files.language.numbers import LOCALES

#: Words before which Spanish "y" becomes "e": they begin with the sound i ("hijo", not "hielo").
_SOUND_I = re.compile(r"h?[ií](?![aeou])", re.IGNORECASE)


def join_words(words: Sequence[str], language: str) -> str:
    """Return "A, B, and C", in Spanish "A, B y C" (or "A e Italia"); "" for no words."""
    if not words:
        return ""
    text = format_list([*words], locale=LOCALES[language])
    if language == "es" and len(words) > 1 and _SOUND_I.match(words[-1]):
        head = text.removesuffix(f" y {words[-1]}")
        return f"{head} e {words[-1]}"
    return text
