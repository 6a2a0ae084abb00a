"""Words joined as in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from babel.lists import format_list

from human_files.language.grammar import grammar
from human_files.language.numbers import locale_of


def join_words(words: Sequence[str], language: str, either: bool = False) -> str:
    """Join words as in a sentence: "A, B, and C", in Spanish "A, B y C" or "A e Italia".

    Parameters
    ----------
    words : sequence of str
        The words.
    language : str
        Such as ``"es"``.
    either : bool, default False
        Whether one of them is meant: "A or B", in Spanish "A o B" or "A u otros".

    Returns
    -------
    str
        The list; ``""`` for no words.
    """
    if not words:
        return ""
    text = format_list([*words], style="or" if either else "standard", locale=locale_of(language))
    if len(words) == 1:
        return text
    # Only the conjunction: the words of the list are not ours to change.
    start = text.rindex(" ", 0, len(text) - len(words[-1]) - 1) + 1
    for pattern, instead in grammar(language).conjunctions:
        if pattern.match(text, start):
            return text[:start] + pattern.sub(instead, text[start:], count=1)
    return text
