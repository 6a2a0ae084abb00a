"""What is known of a country before its study begins: name, adjective, money, regions.

Names of countries and money are those of CLDR, through Babel. What Babel does not have is in
``config/countries``: adjectives, the wider region, and the first-level regions (CLDR's subdivisions).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.core import UnknownLocaleError
from babel.languages import get_official_languages

from alianzas.inputs.countries import currencies
from human_files.errors import nearest
from human_files.language.grammar import grammar, known_languages
from human_files.text.folding import fold

#: The files, from the top of the compendium.
ADJECTIVES, REGIONS = "config/countries/adjectives.csv", "config/countries/regions.csv"
#: A list of more regions than this is none that a firm would choose from.
MOST_REGIONS = 60
#: Codes of CLDR that are no countries.
_NO_COUNTRY = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
_ENGLISH = "en"


def country_names(language: str) -> dict[str, str]:
    """Return the name of every country in a language, by ISO code; none where CLDR lacks it."""
    try:
        territories = Locale(language).territories
    except UnknownLocaleError:
        return {}
    names = {
        code: str(name)
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY
    }
    return names | dict(grammar(language).countries)


def find_country(words: str, root: Path) -> str | None:
    """Return the ISO code of a country that is given by its code or name, in any language here."""
    codes = country_names(_ENGLISH)
    code = words.strip().upper()
    if code in codes:
        return code
    return _codes_by_name(root).get(fold(words.strip()))


def similar_country(words: str, root: Path) -> str | None:
    """Return the code of the country whose name is most like ``words``, if one is."""
    names = _codes_by_name(root)
    name = nearest(fold(words.strip()), names)
    return None if name is None else names[name]


def _codes_by_name(root: Path) -> dict[str, str]:
    """Return the code of each country by its folded names; the full one before a shorter."""
    names: dict[str, str] = {}
    for language in dict.fromkeys([_ENGLISH, *known_languages(root)]):
        for code, name in country_names(language).items():
            names.setdefault(fold(name), code)
    return names


def country_name(code: str, language: str) -> str | None:
    """Return a country's name in a language, if CLDR has it."""
    return country_names(language).get(code)


def country_languages(code: str, root: Path) -> list[str]:
    """Return the official languages of a country that the compendium has; English without any."""
    known = known_languages(root)
    found = [language for language in get_official_languages(code) if language in known]
    return found or [_ENGLISH]


def currency_of(code: str) -> str | None:
    """Return the ISO code of the country's money, the first where it has several."""
    return next(iter(currencies(code)), None)


def adjective(code: str, language: str, root: Path) -> str | None:
    """Return the adjective for the country's firms, if it is known in that language."""
    return _adjectives(root).get(code, {}).get(language) or None


def wider_region(code: str, language: str, root: Path) -> str | None:
    """Return the wider region in which the country lies, such as Latin America, if it is known."""
    number = _adjectives(root).get(code, {}).get("region")
    try:
        name: str | None = Locale(language).territories.get(number or "")
    except UnknownLocaleError:
        return None
    return name


def regions(code: str, languages: Sequence[str], root: Path) -> dict[str, dict[str, str]]:
    """Return the first-level regions of a country: their names by language, by code of an answer.

    They are in alphabetical order of the first language. A name is the country's own where the language
    is spoken there, else the English one. Empty where the regions are not known, or too many to choose
    from.
    """
    spoken = get_official_languages(code)
    found: dict[str, dict[str, str]] = {}
    for row in _rows(root / REGIONS):
        if row["country"] == code:
            names = {one: (one in spoken and row["own_name"]) or row["name"] for one in languages}
            found.setdefault(answer_code(names[languages[0]]), names)
    ordered = sorted(found.items(), key=lambda one: fold(one[1][languages[0]]))
    return dict(ordered) if 1 < len(found) <= MOST_REGIONS else {}


def answer_code(name: str) -> str:
    """Return the code of an answer with this label: ``"Áncash"`` → ``"ancash"``."""
    word = re.sub(r"[^a-z0-9]+", "_", fold(name)).strip("_")
    return word if word[:1].isalpha() else f"region_{word}".rstrip("_")


def _adjectives(root: Path) -> dict[str, dict[str, str]]:
    return {row["country"]: row for row in _rows(root / ADJECTIVES)}


@lru_cache(maxsize=4)
def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]
