"""Words in titles that name a country: its names in English and Spanish, and adjectives."""

from __future__ import annotations

import re
from functools import cache

from human_files.language.grammar import grammar
from human_files.text.folding import fold

#: Codes that are not countries, and names that are also common words.
_NO_COUNTRY = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "AQ"})
_AMBIGUOUS = frozenset({"jersey", "reunion", "chad", "niger", "guinea", "georgia", "jordan"})
#: Names in addition to Babel's, and adjectives that differ from the name, folded.
_OTHER: dict[str, tuple[str, ...]] = {
    "AE": ("emirati", "uae"),
    "AT": ("austrian", "austriaca", "austriaco"),
    "BE": ("belgian", "belga"),
    "BR": ("brazilian", "brasilena", "brasileno", "brasil"),
    "CH": ("swiss", "suiza", "suizo"),
    "CN": ("chinese",),
    "CZ": ("czech republic", "czech"),
    "DE": ("german", "alemana", "aleman", "alemanas"),
    "DK": ("danish", "danesa", "danes"),
    "EC": ("ecuadorian", "ecuatoriana", "ecuatoriano", "ecuatorianas"),
    "ES": ("spanish", "espanola", "espanol", "espanolas"),
    "FI": ("finnish", "finlandesa"),
    "FR": ("french", "francesa", "frances"),
    "GB": ("uk", "great britain", "british", "england", "scotland", "scottish",
           "wales", "welsh", "northern ireland"),
    "GH": ("ghanaian",),
    "GR": ("greek", "griega", "griego"),
    "HK": ("hong kong",),
    "HU": ("hungarian", "hungara"),
    "ID": ("indonesian", "indonesia"),
    "IE": ("irish", "irlandesa"),
    "IL": ("israeli",),
    "IN": ("indian",),
    "IR": ("iranian", "irani"),
    "IT": ("italian", "italiana", "italiano", "italianas"),
    "JO": ("jordanian",),
    "JP": ("japanese", "japonesa"),
    "KR": ("south korea", "korea", "korean", "coreana"),
    "LA": ("laos", "lao"),
    "LT": ("lithuanian",),
    "MX": ("mexican", "mexicana", "mexicano", "mexicanas"),
    "MY": ("malaysian", "malasia"),
    "NL": ("dutch", "the netherlands", "holandesa"),
    "NO": ("norwegian", "noruega"),
    "NZ": ("new zealand",),
    "PE": ("peruvian", "peruana", "peruano"),
    "PH": ("philippine", "filipino", "filipina"),
    "PK": ("pakistani",),
    "PL": ("polish", "polaca", "polaco"),
    "PT": ("portuguese", "portuguesa"),
    "RO": ("romanian", "rumana", "rumano"),
    "RS": ("serbian",),
    "RU": ("russian", "rusa"),
    "SA": ("saudi",),
    "SE": ("swedish", "sueca", "sueco"),
    "SI": ("slovenian",),
    "SK": ("slovak",),
    "TH": ("thai",),
    "TR": ("turkey", "turkish", "turquia", "turca"),
    "TW": ("taiwanese",),
    "UA": ("ukrainian",),
    "US": ("usa", "u.s.", "united states of america", "estadounidense"),
    "VE": ("venezuelan", "venezolana"),
    "VN": ("viet nam", "vietnamese", "vietnamita"),
    "ZA": ("south african", "sudafricana"),
    "TN": ("tunisian", "tunecina"),
    "KE": ("kenyan",),
    "NG": ("nigerian",),
    "TZ": ("tanzanian",),
    "UG": ("ugandan",),
    "ET": ("ethiopian",),
    "EG": ("egyptian", "egipcia"),
    "MA": ("moroccan", "marroqui"),
    "CO": ("colombian", "colombiana", "colombiano"),
    "CL": ("chilean", "chilena", "chileno"),
    "AR": ("argentine", "argentinian", "argentina", "argentino"),
    "UY": ("uruguayan", "uruguaya"),
    "AU": ("australian",),
    "CA": ("canadian", "canadiense"),
    "SG": ("singaporean",),
    "BD": ("bangladeshi",),
    "LK": ("sri lankan",),
    "KZ": ("kazakh",),
    "ZW": ("zimbabwean",),
    "ZM": ("zambian",),
    "MM": ("myanmar",),
    "PS": ("palestine", "palestinian"),
}  # fmt: skip


#: The languages in which titles name countries; of two names that are alike the last counts.
_READ = ("pt", "es", "en")


@cache
def country_names(language: str) -> dict[str, str]:
    """Return the printed name of every country by two-letter code, from CLDR through Babel."""
    from babel import Locale

    names = {
        code: name
        for code, name in Locale(language).territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY
    }
    return names | dict(grammar(language).countries)


@cache
def _by_word() -> dict[str, str]:
    """Return the country code of every name and adjective, folded."""
    words = {
        fold(name): code
        for language in _READ
        for code, name in country_names(language).items()
        if fold(name) not in _AMBIGUOUS
    }
    return words | {word: code for code, others in _OTHER.items() for word in others}


@cache
def _pattern() -> re.Pattern[str]:
    """Return a pattern that matches any of these words as a whole word, longest first."""
    longest_first = sorted(_by_word(), key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def countries_in(title: str) -> list[str]:
    """Return the codes of the countries named in a title, each once, in order."""
    found = (_by_word()[match.group()] for match in _pattern().finditer(fold(title)))
    return list(dict.fromkeys(found))


@cache
def code_of(name: str) -> str:
    """Return the code of a country by its name, in one of the languages that are read, or ""."""
    folded = fold(name)
    for language in _READ:
        for code, known in country_names(language).items():
            if fold(known) == folded:
                return code
    return _by_word().get(folded, "")


@cache
def codes_by_number() -> dict[str, str]:
    """Return two-letter codes by ISO 3166 number ("218": "EC")."""
    from babel.core import get_global

    return {
        number: codes[0]
        for number, codes in get_global("territory_aliases").items()
        if number.isdecimal() and len(codes) == 1 and len(codes[0]) == 2
    }
