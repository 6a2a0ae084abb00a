"""The languages at hand: those of the study whose words are being made, and its country.

They are those of the process: one step, one command and one page at a time belong to one study.
Where nobody says so, it is English.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

_current: tuple[tuple[str, ...], str] = (("en",), "")


def current_languages() -> tuple[str, ...]:
    """Return the languages at hand, as codes of ISO 639; the study's first language first."""
    return _current[0]


def current_country() -> str:
    """Return the country at hand, which decides how numbers are written; empty without one."""
    return _current[1]


def use_languages(languages: Sequence[str], country: str = "") -> None:
    """Make words in these languages from now on.

    Parameters
    ----------
    languages : sequence of str
        Codes such as ``"es"``; the first is that of what has one language alone, such as the cells
        of CSV files.
    country : str, optional
        ISO 3166-1 code: numbers and money are written as in this country, where the language is
        spoken there.

    Raises
    ------
    ValueError
        If there is no language.
    """
    global _current
    if not languages:
        raise ValueError("words need a language")
    _current = (tuple(languages), country)


@contextmanager
def speaking(languages: Sequence[str], country: str = "") -> Iterator[None]:
    """Make words in these languages within a ``with`` block; see :func:`use_languages`."""
    global _current
    before = _current
    use_languages(languages, country)
    try:
        yield
    finally:
        _current = before


def in_first_language(text: Mapping[str, str]) -> str:
    """Return a text, given by language, in the first of the languages at hand."""
    return text[current_languages()[0]]


def in_every_language(word: str) -> dict[str, str]:
    """Return a word that is the same in all languages, such as a number, by language."""
    return dict.fromkeys(current_languages(), word)
