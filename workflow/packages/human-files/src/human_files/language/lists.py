"""Words joined as in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from babel.lists import format_list

from human_files.language.numbers import LOCALES

#: Words before which Spanish "y" becomes "e": those that begin with the sound i ("hijo" but not
#: "hielo").
_BEFORE_I = re.compile(r"(?<!\w)y (?=[«“‘(]?h?[iíIÍ](?![aeouáéóú]))")
#: And those before which "o" becomes "u": with the sound o, also of numbers (ocho, ochenta, once).
_BEFORE_O = re.compile(r"(?<!\w)o (?=[«“‘(]?(?:[hH]?[oóOÓ]|8|11(?!\d)))")


def before_sound_i(text: str) -> str:
    """Return a Spanish text with "e" for "y" before words that begin with the sound i."""
    return _BEFORE_I.sub("e ", text)


def before_sound_o(text: str) -> str:
    """Return a Spanish text with "u" for "o" before words that begin with the sound o."""
    return _BEFORE_O.sub("u ", text)


def join_words(words: Sequence[str], language: str, either: bool = False) -> str:
    """Join words as in a sentence: "A, B, and C", in Spanish "A, B y C" or "A e Italia".

    Parameters
    ----------
    words : sequence of str
        The words.
    language : str
        ``"en"`` or ``"es"``.
    either : bool, default False
        Whether one of them is meant: "A or B", in Spanish "A o B" or "A u otros".

    Returns
    -------
    str
        The list; ``""`` for no words.
    """
    if not words:
        return ""
    text = format_list([*words], style="or" if either else "standard", locale=LOCALES[language])
    if language != "es" or len(words) == 1:
        return text
    # Only the conjunction: the words of the list are not ours to change.
    start = len(text) - len(words[-1]) - 2
    conjunction = text[start]
    if _BEFORE_I.match(text, start):
        conjunction = "e"
    elif _BEFORE_O.match(text, start):
        conjunction = "u"
    return text[:start] + conjunction + text[start + 1 :]
