"""Sentences made of labels: placeholders filled, parts joined, in every language.

A part is a text by language, a whole number, or a number with two decimals. What a sentence counts is
worded by its number: "none of the 4 cases", "3 of the 4 cases", "all 4 cases".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from human_files.language.current import current_languages
from human_files.language.grammar import grammar
from human_files.language.labels import Labels
from human_files.language.lists import join_words
from human_files.language.numbers import format_value
from human_files.language.sentences import filled, how_many, spelled

Texts = dict[str, str]


def sentence(key: str, labels: Labels, **parts: object) -> Texts:
    """Return the label ``key`` in every language with its placeholders filled."""
    return {
        language: filled(
            labels(key, language),
            language,
            **{name: _shown(part, language) for name, part in parts.items()},
        )
        for language in current_languages()
    }


def _shown(part: object, language: str) -> str:
    """Return a part of a sentence as text: a text by language, a count, or a number."""
    if isinstance(part, Mapping):
        return str(part[language])
    return format_value(part, "count" if isinstance(part, int) else "number", language)


def join_sentences(sentences: Sequence[Mapping[str, str]]) -> Texts:
    """Return the sentences joined, in every language; those without words are left out."""
    return {
        language: " ".join(one[language] for one in sentences if one[language])
        for language in current_languages()
    }


def join_parts(parts: Sequence[Mapping[str, str]]) -> Texts:
    """Return parts of a sentence enumerated: "A, B, and C".

    Where a part holds a list itself the parts stay apart: "A and B, and C"; "A and B; C; and D".
    """
    return {
        language: _joined([part[language] for part in parts], language)
        for language in current_languages()
    }


def _joined(words: Sequence[str], language: str) -> str:
    """Return words enumerated in one language."""
    # Words in a label that make a list of such labels hard to read: "trust and communication and fit".
    signs = grammar(language).listed
    if len(words) < 2 or not any(sign in word for word in words for sign in signs):
        return join_words(words, language)
    sign = ", " if len(words) == 2 else "; "
    conjunction = join_words(["…", words[-1]], language).split()[1]
    return f"{sign.join(words[:-1])}{sign}{conjunction} {words[-1]}"


def capital(text: Mapping[str, str]) -> Texts:
    """Return a text with a capital first letter, in every language."""
    return {language: words[:1].upper() + words[1:] for language, words in text.items()}


def number_form(count: int, of: int) -> str:
    """Return the form of a label that says how many of a number have something.

    "only" and "not_the_only" where there is one alone, else "none", "one", "all" or "some".
    """
    if of == 1:
        return "only" if count else "not_the_only"
    return how_many(count, of)


def number_of(key: str, labels: Labels, count: int, **parts: object) -> Texts:
    """Return the label ``key``.one or ``key``.many, which names a number of things."""
    return sentence(f"{key}.{'one' if count == 1 else 'many'}", labels, n=count, **parts)


def printed(value: float | None, kind: str, decimals: int | None = None) -> Texts:
    """Return a value of a kind of fact (count, percent, coefficient …) as text, by language."""
    return {
        language: format_value(value, kind, language, decimals) for language in current_languages()
    }


def number_words(count: int, feminine: bool = False) -> Texts:
    """Return a whole number as running text has it, by language: in words up to ten."""
    return {language: spelled(count, language, feminine) for language in current_languages()}


def share(count: int, of: int) -> float | None:
    """Return a proportion; None of nothing."""
    return count / of if of else None
