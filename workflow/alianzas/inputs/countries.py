"""The countries whose names may be left over in a study: their names, and the money they pay in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from babel import Locale
from babel.numbers import get_territory_currencies

from honest_results.project import study_file, study_names
from human_files.errors import UserError
from human_files.language.grammar import known_languages
from human_files.settings_files import read_yaml

_LOCALES = tuple(Locale(language) for language in ("en", *known_languages()))
#: Every study begins as a copy of this one, which it may have removed since.
_FIRST = {
    "code": "EC",
    "name": {"en": "Ecuador", "es": "Ecuador"},
    "adjective": {"en": "Ecuadorian", "es": "ecuatorianas"},
}
#: What a Spanish adjective is declined by, longest first.
_ENDINGS = ("as", "os", "es", "a", "o")


@dataclass(frozen=True)
class Named:
    """A country, by its code, with what names it: a pattern of its names and adjectives."""

    code: str
    name: str
    pattern: re.Pattern[str]


def other_countries(own: str, root: Path) -> list[Named]:
    """Return the countries of the compendium's studies other than the one with the code ``own``."""
    known = {_FIRST["code"]: _FIRST}
    for study in study_names(root):
        try:
            content = read_yaml(root / study_file(study))
        except UserError:
            continue  # told where that study is checked
        country = content.get("country") if isinstance(content, Mapping) else None
        if isinstance(country, Mapping) and isinstance(country.get("code"), str):
            known.setdefault(country["code"], dict(country))
    return [named(country) for code, country in sorted(known.items()) if code != own]


def named(country: Mapping[str, object]) -> Named:
    """Return how a country is named, by what its study says and by the Unicode consortium's names."""
    code = str(country["code"])
    names = {word for word in (territory(code, locale) for locale in _LOCALES) if word}
    names |= {*_texts(country.get("name"))}
    stems = {_stem(word) for word in _texts(country.get("adjective"))}
    parts = [re.escape(name) for name in sorted(names)]
    parts += [rf"{re.escape(stem)}(?:s|[ao]s?|es?)?" for stem in sorted(stems) if len(stem) > 3]
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)
    return Named(code, territory(code, _LOCALES[0]) or min(names, default=code), pattern)


def territory(code: str, locale: Locale = _LOCALES[0]) -> str | None:
    """Return the name of the country with a code; None where there is none."""
    name: str | None = locale.territories.get(code)
    return name


def code_of(name: str) -> str | None:
    """Return the code of the country with this name, in a language of the compendium."""
    wanted = name.strip().casefold()
    for locale in _LOCALES:
        territories: Mapping[str, str] = locale.territories
        for code, word in territories.items():
            if len(code) == 2 and code.isalpha() and word.casefold() == wanted:
                return code
    return None


def currencies(code: str) -> list[str]:
    """Return the codes of the money that a country pays in."""
    found: list[str] = get_territory_currencies(code)
    return found


def _texts(words: object) -> Iterable[str]:
    """Return the words of a text in all its languages."""
    if isinstance(words, Mapping):
        return [str(word) for word in words.values() if word]
    return [words] if isinstance(words, str) and words else []


def _stem(adjective: str) -> str:
    """Return what all forms of an adjective have in common."""
    ending = next((ending for ending in _ENDINGS if adjective.endswith(ending)), "")
    return adjective[: len(adjective) - len(ending)]
