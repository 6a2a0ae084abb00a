"""The evidence of two titles: how similar they are, and what shows that they are different."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from references.deduplication.comparable_titles import SPELT
from references.deduplication.entries import Entry

#: A title without its subtitle has at least this many letters.
_SHORTENED = 12
#: Minimum similarity (0–100) of a title and the beginning of the other that it stands for.
_SLIP = 96.0
#: Titles at least this similar (0–100) are compared word by word.
LEAST_REWORDED = 75.0
#: Words of this many letters are looked for only as whole words, not within others.
_OWN_WORDS = (3, 4)
#: Minimum similarity (0–100) of two spellings of a word ("Africa" and "Americas" are two words).
_SPELT = 75.0
#: Function words that distinguish English from languages that titles are often translated from.
_ENGLISH = frozenset({"the", "of", "and", "in", "for", "with", "on", "from", "by", "to", "an"})
_FOREIGN = frozenset(
    {"de", "del", "la", "el", "los", "las", "en", "para", "una", "y", "da", "do", "das", "dos",
     "em", "um", "uma", "na", "no", "e", "le", "les", "des", "du", "et", "der", "die", "und",
     "von", "zur", "di", "della", "il"}
)  # fmt: skip
_IDEOGRAPHS = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]")


def compare_titles(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[float | None, bool, int]:
    """Return the similarity (0–100) of the most similar versions, whether one is the beginning of the
    other, and the length of the shorter."""
    if not one or not other:
        return None, False, 0
    alike, letters = max(
        (fuzz.ratio(a, b), min(_weight(a), _weight(b))) for a in one for b in other
    )
    if alike >= 90:
        return alike, False, letters
    for a in one:
        for b in other:
            short, long = sorted((a, b), key=len)
            if len(short) == len(long) or len(short) < _SHORTENED:
                continue
            if begins(short, long) or (len(short) >= 2 * _SHORTENED and long.endswith(short)):
                return alike, True, _weight(short)
    return alike, False, letters


def _weight(title: str) -> int:
    """Return the number of letters; a Chinese or Japanese character counts as three."""
    return len(title) if title.isascii() else len(title) + 2 * len(_IDEOGRAPHS.findall(title))


def reworded(one: Entry, other: Entry) -> bool:
    """Return whether each title has a word that the other lacks, even joined to another word or
    misspelt ("in men" and "in women")."""
    left = _unmatched(one.title.words, other.title.words, other.title.versions[0])
    right = _unmatched(other.title.words, one.title.words, one.title.versions[0])
    return any(not _misspelt(word, right) for word in left) and any(
        not _misspelt(word, left) for word in right
    )


def _unmatched(words: str, others: str, whole: str) -> list[str]:
    """Return the words that are neither among ``others`` nor within the ``whole`` other title."""
    # "men" does not count as part of "women", but "co" does as part of "cooperation". Numbers are
    # compared separately: "two" may be "2" in the other title.
    known = set(others.split())
    return [
        word
        for word in words.split()
        if word not in known
        and (len(word) in _OWN_WORDS or word not in whole)
        and not (word in SPELT or word.isdigit())
    ]


def _misspelt(word: str, others: list[str]) -> bool:
    """Return whether one of the others is a misspelling of a word."""
    letters = sorted(word)
    return any(
        (word[0] == other[0] and fuzz.ratio(word, other) >= _SPELT)
        or (len(word) == len(other) > max(_OWN_WORDS) and sorted(other) == letters)
        for other in others
    )


def in_two_languages(one: str, other: str) -> bool:
    """Return whether two titles seem to be in two languages, by their function words."""
    first, second = set(one.split()), set(other.split())
    english = bool(first & _ENGLISH), bool(second & _ENGLISH)
    foreign = bool(first & _FOREIGN), bool(second & _FOREIGN)
    return (english[0] and not foreign[0] and foreign[1] and not english[1]) or (
        english[1] and not foreign[1] and foreign[0] and not english[0]
    )


def is_part(one: Entry, other: Entry) -> bool:
    """Return whether the title of one is the beginning or the end of that of the other."""
    short, long = sorted((one.title.versions[0], other.title.versions[0]), key=len)
    return len(short) < len(long) and (long.startswith(short) or long.endswith(short))


def is_main_title(one: Entry, other: Entry) -> bool:
    """Return whether the title of one is that of the other without its subtitle, to the letter."""
    short, long = sorted((one.title, other.title), key=lambda title: len(title.versions[0]))
    whole = short.versions[0]
    return len(whole) in long.heads and long.versions[0].startswith(whole)


def begins(short: str, long: str) -> bool:
    """Return whether ``long`` begins with ``short``, except for a misprint."""
    if long.startswith(short):
        return True
    return long[:4] == short[:4] and fuzz.ratio(short, long[: len(short)]) >= _SLIP


def same_numbers(one: Entry, other: Entry, shortened: bool) -> bool:
    """Return whether two titles have the same numbers, or one lacks only what it may lack."""
    first, second = one.title.numbers, other.title.numbers
    if first == second or one.title.spelt == other.title.spelt:
        return True
    # A title in one language or without its subtitle may lack numbers but has no different ones.
    few, many = sorted((first, second), key=len)
    several = len(one.title.versions) != len(other.title.versions)
    several = several or in_two_languages(one.title.words, other.title.words)
    return (shortened or several) and few in many
