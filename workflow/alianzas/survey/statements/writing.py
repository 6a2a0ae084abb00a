"""How statements are put together: clauses from labels, in every language, and paragraphs of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from alianzas.sentences import Texts, number_words, sentence
from human_files.language.current import current_languages
from human_files.language.labels import Labels
from human_files.language.lists import join_words
from human_files.language.numbers import format_interval
from human_files.language.sentences import how_many, lowered
from human_files.language.sentences import sentence as as_sentence

#: Words in every language.
Words = Mapping[str, str]
#: Decimals of proportions of income.
TENTHS = 1


def between(low: float, high: float, kind: str, decimals: int | None = None) -> Texts:
    """Return an interval in every language."""
    return {k: format_interval((low, high), kind, k, decimals) for k in current_languages()}


def inside(label: Words) -> Texts:
    """Return a label, in every language, as it stands inside a sentence."""
    return {language: lowered(label[language]) for language in current_languages()}


def listed(words: Sequence[Words], either: bool = False) -> Texts:
    """Return words enumerated: "a, b, and c", with ``either`` "a, b, or c"."""
    return {
        language: join_words([one[language] for one in words], language, either)
        for language in current_languages()
    }


def joined(clauses: Sequence[Words], by: str = "; ") -> Texts:
    """Return clauses one after the other."""
    return {language: by.join(one[language] for one in clauses) for language in current_languages()}


def counted(some: int, of: int, stem: str, labels: Labels, noun: Words, feminine: bool) -> Texts:
    """Return how many of how many: "all seven scales", "six of the seven scales".

    ``stem``: of the labels ``.all``, ``.both``, ``.some``, ``.none`` and ``.neither``.
    """
    how = {"none": "none", "all": "all"}.get(how_many(some, of), "some")
    if of == 2:
        how = {"all": "both", "none": "neither"}.get(how, how)
    return sentence(
        f"{stem}.{how}",
        labels,
        some=number_words(some, feminine),
        of=number_words(of, feminine),
        noun=noun,
    )


def paragraph(clauses: Iterable[Words]) -> Texts:
    """Return clauses as sentences, each with a capital and a full stop."""
    made = list(clauses)
    return {
        language: " ".join(as_sentence(one[language]) for one in made)
        for language in current_languages()
    }
