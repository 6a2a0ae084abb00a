"""Comparing journal names without a list of journals: abbreviations, acronyms, parallel titles.

Abbreviated words are matched as ISO 4 forms them: the beginning of the word ("Psychol." for
"Psychology") or a contraction with its first and last letters ("Natl" for "National").
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from math import fsum

from human_files.text.folding import fold
from references.deduplication.comparable_titles import close_gaps

_SMALL = frozenset(
    {"of", "the", "and", "for", "in", "on", "a", "an", "to", "at", "with", "de", "la", "le", "les",
     "des", "du", "et", "en", "y", "e", "el", "los", "las", "del", "da", "do", "dos", "das", "der",
     "die", "und", "fur", "i", "d", "l", "di", "della", "delle", "van", "het", "voor"}
)  # fmt: skip
_PARTS = re.compile(r"\s*(?:[=:;(\[/]|\. (?=\w)| - |, )\s*")
_ELISION = re.compile(r"\b[dl]['’](?=\w)")
_LETTER_LAST = re.compile(r"(?:series|section|part|ser|sect|sec|pt)?\s*([a-h])$")
#: Words of the titles of proceedings that do not identify the event.
_EVENT = frozenset(
    {"proceedings", "proc", "annual", "international", "conference", "conf", "congress", "meeting",
     "symposium", "workshop", "acm", "ieee"}
)  # fmt: skip
#: Those of them that are not part of the name of the event itself.
_VOLUME = frozenset({"proceedings", "proc", "annual"})


@lru_cache(maxsize=100_000)
def journal_words(name: str) -> tuple[str, ...]:
    """Return the significant words of a journal's name, folded."""
    text = _ELISION.sub("", close_gaps(fold(html.unescape(name)))).replace("'", "")
    found = re.sub(r"[\W_]+", " ", text).split()
    return tuple(word for word in found if word not in _SMALL)


@lru_cache(maxsize=200_000)
def same_journal(one: str, other: str) -> float | None:
    """Return 1 for the same journal, 0 for different ones, a value between where it is unclear.

    None if one of the names is missing.
    """
    first, second = journal_words(one), journal_words(other)
    if not first or not second:
        return None
    if first == second:
        return 1.0
    if _section(one) != _section(other):
        return 0.0
    if _abbreviates(first, second):
        return 1.0
    parts_one, parts_other = _parts(one, first), _parts(other, second)
    if any(_abbreviates(p, q) for p in parts_one for q in parts_other):
        return 1.0
    if _named_by_acronym(first, second) or _named_by_acronym(second, first):
        return 1.0
    shared = _shared(first, second)
    if shared >= 0.75:
        return 0.7
    return 0.3 if shared >= 0.5 else 0.0


def _parts(name: str, whole: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return the words of a name and of its parts: title, subtitle, title in another language."""
    parts = [journal_words(part) for part in _PARTS.split(name)]
    # A part that is one common word ("Cancer" of "Cancer: a journal") may still be the whole name.
    return [whole, *(part for part in parts if len(part) > 1)] + [
        part for part in parts[:1] if len(part) == 1 and len(part[0]) > 2
    ]


def _section(name: str) -> str:
    """Return the letter of a journal's section ("Part B"), or ""."""
    match = _LETTER_LAST.search(fold(name).strip(" ."))
    if match is None or " " not in name.strip():
        return ""
    start = match.start(1)
    return match[1] if fold(name).strip(" .")[start - 1] in " -." else ""


def _abbreviates(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether the words of one match those of the other, or it is the other's acronym."""
    if len(one) == len(other):
        return all(_word_matches(a, b) for a, b in zip(one, other, strict=True))
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) == 1 and len(shorter[0]) >= 3 and _is_acronym(shorter[0], longer)


def _word_matches(a: str, b: str) -> bool:
    """Return whether two words are the same, one is short for the other, or one is misspelt."""
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    if short[0] != long[0]:
        return False
    if long.startswith(short):
        return True
    # "Natl" for "National", "Dtsch" for "Deutsche": the letters in order.
    if len(short) >= 3 and len(short) < len(long):
        letters = iter(long)
        return all(letter in letters for letter in short)
    return len(short) > 5 and sum(x != y for x, y in zip(a, b, strict=False)) <= 1


def _is_acronym(word: str, longer: tuple[str, ...]) -> bool:
    """Return whether ``word`` is made from the beginnings of all the words ("amcis", "jpen")."""
    if len(longer) < 2 or word[:1] != longer[0][:1]:
        return False
    ends = {0}
    for part in longer:
        ends = {
            end + size
            for end in ends
            for size in range(1, min(3, len(part)) + 1)
            if word.startswith(part[:size], end)
        }
    return len(word) in ends


def _named_by_acronym(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether one is the acronym of the other, apart from a year, a number and the like."""
    specific = [word for word in one if word not in _EVENT and not word[0].isdigit()]
    return (
        len(specific) == 1
        and len(specific[0]) >= 3
        and (
            _is_acronym(specific[0], other)
            or _is_acronym(specific[0], tuple(w for w in other if w not in _EVENT))
            or _is_acronym(specific[0], _event_name(other))
        )
    )


def _event_name(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of an event's name, without "Proceedings of the 25th" before it."""
    return tuple(word for word in words if word not in _VOLUME and not word[0].isdigit())


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Return the share of the shorter name's words that the other has, shortened or not."""
    shorter, longer = sorted((one, other), key=len)
    found = [word for word in shorter if any(_word_matches(word, known) for known in longer)]
    weight = fsum(0.3 if word in _EVENT else 1.0 for word in shorter)
    return fsum(0.3 if word in _EVENT else 1.0 for word in found) / weight
