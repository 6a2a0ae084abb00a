"""Words joined as in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from babel.lists import format_list

from human_files.language.numbers import LOCALES

#: Words before which Spanish "y" becomes "e": those that begin with the sound i ("hijo" but not
#: "hielo").
_SOUND_I = re.compile(r"h?[ií](?![aeou])", re.IGNORECASE)


def join_words(words: Sequence[str], language: str) -> str:
    """Join words as in a sentence: "A, B, and C", in Spanish "A, B y C" or "A e Italia".

    Parameters
    ----------
    words : sequence of str
        The words.
    language : str
        ``"en"`` or ``"es"``.

    Returns
    -------
    str
        The list; ``""`` for no words.
    """
    if not words:
        return ""
    text = format_list([*words], locale=LOCALES[language])
    if language == "es" and len(words) > 1 and _SOUND_I.match(words[-1]):
        head = text.removesuffix(f" y {words[-1]}")
        return f"{head} e {words[-1]}"
    return text
