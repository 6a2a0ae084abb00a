"""Countries of affiliations, by the names that databases and authors use."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

#: Names that Babel's English, Spanish and Portuguese lack, with the territory codes they mean.
_OTHER_NAMES = {
    "usa": "US",
    "u.s.a": "US",
    "us": "US",
    "united states of america": "US",
    "uk": "GB",
    "u.k": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "north ireland": "GB",
    "northern ireland": "GB",
    "great britain": "GB",
    "peoples r china": "CN",
    "p.r. china": "CN",
    "p. r. china": "CN",
    "pr china": "CN",
    "people's republic of china": "CN",
    "mainland china": "CN",
    "hong kong": "HK",
    "macao": "MO",
    "macau": "MO",
    "viet nam": "VN",
    "russian federation": "RU",
    "south korea": "KR",
    "republic of korea": "KR",
    "korea": "KR",
    "north korea": "KP",
    "iran, islamic republic of": "IR",
    "islamic republic of iran": "IR",
    "czech republic": "CZ",
    "turkey": "TR",
    "turkiye": "TR",
    "the netherlands": "NL",
    "holland": "NL",
    "bosnia": "BA",
    "bosnia & herceg": "BA",
    "macedonia": "MK",
    "u arab emirates": "AE",
    "uae": "AE",
    "trinidad tobago": "TT",
    "brunei darussalam": "BN",
    "dem rep congo": "CD",
    "cote ivoire": "CI",
    "ivory coast": "CI",
    "papua n guinea": "PG",
    "dominican rep": "DO",
    "cent afr republ": "CF",
    "palestine": "PS",
    "swaziland": "SZ",
    "syrian arab republic": "SY",
    "lao people's democratic republic": "LA",
    "brasil": "BR",
    "méxico": "MX",
    "españa": "ES",
    "deutschland": "DE",
    "italia": "IT",
    "republic of ireland": "IE",
    "tanzania, united republic of": "TZ",
    "venezuela, bolivarian republic of": "VE",
    "bolivia, plurinational state of": "BO",
    "moldova, republic of": "MD",
    "democratic republic congo": "CD",
    "virgin islands (u.s.)": "VI",
}
_POSTAL_CODE = re.compile(r"^.*\d\S* +")
_CODE_BEFORE_USA = re.compile(r"^(?:[A-Z]{2} )?(?:\d[\d-]* )?USA$")


def countries(affiliations: Iterable[str]) -> tuple[str, ...]:
    """Return the countries at the end of affiliations, each once, in the order of mention.

    Names are Babel's English ones. An affiliation without a known country contributes none.
    """
    found: dict[str, None] = {}
    for text in affiliations:
        if "@" in text:
            text = _without_email(text)
        name = _at_end(text.rpartition(",")[2])
        if name:
            found[name] = None
    return tuple(found)


def _without_email(text: str) -> str:
    """Return an affiliation without the e-mail address that PubMed or Embase write at its end."""
    before, _, last = text.rstrip().rpartition(" ")
    if "@" not in last:
        return text
    for label in ("Electronic address:", "Email:", "email:"):
        before = before.removesuffix(label).rstrip()
    return before.rstrip(",;. ")


def country(name: str) -> str:
    """Return the English name of a country given by name or two-letter code, or ""."""
    return _at_end(name)


@cache
def _at_end(text: str) -> str:
    """Return the country that a text names, alone or after a postal code, or ""."""
    words = text.strip(" .;]")
    if _CODE_BEFORE_USA.match(words):
        words = "USA"
    codes, english = _territories()
    code = codes.get(words.casefold()) or (words if len(words) == 2 and words in english else "")
    if not code:  # "Quito 170143 Ecuador": the country follows the postal code
        code = codes.get(_POSTAL_CODE.sub("", words).casefold(), "")
    return english.get(code, "")


@cache
def _territories() -> tuple[dict[str, str], dict[str, str]]:
    """Return the code of each known name (folded), and the English name of each code."""
    from babel import Locale

    english = {
        code: name
        for code, name in Locale("en").territories.items()
        if len(code) == 2 and code.isalpha() and code not in ("EU", "EZ", "UN", "QO", "XA", "XB")
    }
    english["HK"], english["MO"], english["MM"] = "Hong Kong", "Macao", "Myanmar"
    english["PS"] = "Palestine"
    codes = {name.casefold(): code for code, name in english.items()}
    for language in ("es", "pt"):
        for code, name in Locale(language).territories.items():
            if code in english:
                codes.setdefault(name.casefold(), code)
    codes.update(_OTHER_NAMES)
    return codes, english
