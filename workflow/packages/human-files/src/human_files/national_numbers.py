"""Identity and phone numbers of a country, as its authorities and telephone companies write them.

Which numbers a country has, and their check digits, is known by python-stdnum; which are phone numbers
by phonenumbers, a port of Google's libphonenumber. Numbers without check digit, which any amount could
be, are not looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

#: The kinds of number, as :mod:`human_files.personal_data` names them.
TAXPAYER, PERSON, PHONE = "ruc", "cedula", "phone"
#: What python-stdnum calls the numbers of firms and of persons.
_TAXPAYERS = (
    "ruc",
    "rut",
    "nit",
    "rfc",
    "cuit",
    "cnpj",
    "rif",
    "cif",
    "cpj",
    "rnc",
    "nuit",
    "gstin",
)
_PERSONS = (
    *("cui", "cpf", "curp", "ci", "nif", "nie", "dni", "cedula", "cc", "ni", "ssn", "itin"),
    *("nir", "codicefiscale", "idnr", "pesel", "aadhaar", "pan", "cr"),
)
#: Numbers that any number of as many digits can be.
_WITHOUT_CHECK = frozenset({"stdnum.ar.dni"})
#: Letters, digits and single signs between them.
_CANDIDATE = re.compile(r"(?<![\w.])[0-9A-Z](?:[./-]?[0-9A-Z]){7,19}(?![\w])")
_MANY_DIGITS = re.compile(r"\d(?:\D{0,3}\d){5}")
#: Digits alone have to be this many: shorter ones are most often something else.
_PLAIN = 10
#: Numbers that are also known without their check digit, with the characters that they have with it.
_WHOLE = {"stdnum.pe.cui": 9}


def national_numbers(text: str, country: str) -> Iterator[tuple[str, int, int]]:
    """Yield what in a text is a number of a person, firm or telephone in a country.

    Parameters
    ----------
    text : str
        Any text.
    country : str
        ISO 3166-1 code of two letters.

    Yields
    ------
    tuple of (str, int, int)
        The kind, where it begins and where it ends, in characters.
    """
    if not _MANY_DIGITS.search(text):
        return
    for match in _CANDIDATE.finditer(text):
        for kind, module in _modules(country):
            if _is_one(match[0], module):
                yield kind, *match.span()
                break
    from phonenumbers import Leniency, PhoneNumberMatcher

    for found in PhoneNumberMatcher(text, country, leniency=Leniency.VALID):
        yield PHONE, found.start, found.end


def _is_one(words: str, module: Any) -> bool:
    """Return whether words are such a number, written as it is written."""
    if not module.is_valid(words):
        return False
    compact: str = module.compact(words)
    if len(compact) < _WHOLE.get(module.__name__, 0):
        return False
    written = {f"{compact[:-1]}-{compact[-1]}"}
    if hasattr(module, "format"):
        form = module.format(compact)
        written |= {form, form.replace(".", "")}
    if not compact.isdigit() or len(compact) >= _PLAIN:
        written.add(compact)
    return words in written


@lru_cache
def _modules(country: str) -> list[tuple[str, Any]]:
    """Return the kinds of number that a country has, those of firms first."""
    from stdnum.util import get_cc_module

    found: list[tuple[str, Any]] = []
    for kind, names in ((TAXPAYER, _TAXPAYERS), (PERSON, _PERSONS)):
        for name in names:
            module: Any = get_cc_module(country.lower(), name)
            if module is not None and module.__name__ not in _WITHOUT_CHECK:
                found.append((kind, module))
    return found
