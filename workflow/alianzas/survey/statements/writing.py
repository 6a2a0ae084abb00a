"""How statements are put together: clauses from labels, in every language, and paragraphs of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from human_files.language.labels import LANGUAGES, Labels
from human_files.language.lists import join_words
from human_files.language.numbers import format_interval, format_value
from human_files.language.sentences import filled, how_many, lowered, sentence, spelled

#: Words in every language.
Words = Mapping[str, str]
#: Decimals of proportions of income.
TENTHS = 1


def say(key: str, labels: Labels, **fields: Words) -> Words:
    """Return the label ``key`` in every language, its named fields filled."""
    return {
        language: filled(
            labels(key, language),
            language,
            **{name: words[language] for name, words in fields.items()},
        )
        for language in LANGUAGES
    }


def shown(value: float | None, kind: str, decimals: int | None = None) -> Words:
    """Return a number in every language."""
    return {language: format_value(value, kind, language, decimals) for language in LANGUAGES}


def between(low: float, high: float, kind: str, decimals: int | None = None) -> Words:
    """Return an interval in every language."""
    return {k: format_interval((low, high), kind, k, decimals) for k in LANGUAGES}


def in_words(number: int, feminine: bool = False) -> Words:
    """Return a whole number in words, as long as it is small."""
    return {language: spelled(number, language, feminine) for language in LANGUAGES}


def inside(label: Words) -> Words:
    """Return a label, in every language, as it stands inside a sentence."""
    return {language: lowered(label[language]) for language in LANGUAGES}


def listed(words: Sequence[Words], either: bool = False) -> Words:
    """Return words enumerated: "a, b, and c", with ``either`` "a, b, or c"."""
    return {
        language: join_words([one[language] for one in words], language, either)
        for language in LANGUAGES
    }


def joined(clauses: Sequence[Words], by: str = "; ") -> Words:
    """Return clauses one after the other."""
    return {language: by.join(one[language] for one in clauses) for language in LANGUAGES}


def counted(some: int, of: int, stem: str, labels: Labels, noun: Words, feminine: bool) -> Words:
    """Return how many of how many: "all seven scales", "six of the seven scales".

    ``stem``: of the labels ``.all``, ``.both``, ``.some``, ``.none`` and ``.neither``.
    """
    how = {"none": "none", "all": "all"}.get(how_many(some, of), "some")
    if of == 2:
        how = {"all": "both", "none": "neither"}.get(how, how)
    return say(
        f"{stem}.{how}",
        labels,
        some=in_words(some, feminine),
        of=in_words(of, feminine),
        noun=noun,
    )


def paragraph(clauses: Iterable[Words]) -> Words:
    """Return clauses as sentences, each with a capital and a full stop."""
    made = list(clauses)
    return {language: " ".join(sentence(one[language]) for one in made) for language in LANGUAGES}
