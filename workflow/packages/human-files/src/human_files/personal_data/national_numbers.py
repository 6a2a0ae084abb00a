"""Identity and phone numbers, as authorities and telephone companies write them.

Which numbers a country has, and their check digits, is known by python-stdnum; which are phone numbers
by phonenumbers, a port of Google's libphonenumber. Of the study's own country a number counts as it
stands if its check digit fits. A number of another country, or one without check digit, counts where
something besides its digits says so: the word before it ("DNI", "teléfono"), its letters, or its
usual points and hyphens.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib import import_module
from typing import Any

from human_files.personal_data.ecuador import is_cedula, is_ruc

#: The kinds of number.
TAXPAYER, PERSON, PHONE = "ruc", "cedula", "phone"
_ECUADOR = "EC"
#: What python-stdnum calls the numbers of firms and of persons.
_TAXPAYERS = (
    *("ruc", "rut", "nit", "rfc", "cuit", "cnpj", "rif", "cif", "cpj", "rnc", "nuit"),
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
#: Digits alone have to be this many: shorter ones are most often something else.
_PLAIN = 10
#: Numbers that are also known without their check digit, with the characters that they have with it.
_WHOLE = {"stdnum.pe.cui": 9}

#: What such a number looks like without its points and hyphen, where every tenth number fits otherwise:
#: a NIT of a firm begins with 8 or 9.
_BARE = {"stdnum.co.nit": re.compile(r"[89]\d{9}")}
#: In place of a country: numbers count only with a word or a form that tells them.
NO_COUNTRY = "ZZ"

#: Forms that tell a number wherever it stands: what it looks like, and whose check digits it has.
_TELLING: tuple[tuple[str, str, str, dict[str, bool]], ...] = (
    (PERSON, r"[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d", "stdnum.mx.curp", {}),
    (
        TAXPAYER,
        r"[A-ZÑ&]{3,4}-?\d{6}-?[A-Z0-9]{3}",
        "stdnum.mx.rfc",
        {"validate_check_digits": True},
    ),
    (PERSON, r"\d{3}\.\d{3}\.\d{3}-\d{2}", "stdnum.br.cpf", {}),
    (TAXPAYER, r"\d{2}\.\d{3}\.\d{3}/\d{4}-\d{2}", "stdnum.br.cnpj", {}),
    (TAXPAYER, r"\d{2}-\d{8}-\d", "stdnum.ar.cuit", {}),
    (TAXPAYER, r"\d{1,2}\.\d{3}\.\d{3}-[\dkK]", "stdnum.cl.rut", {}),
    (TAXPAYER, r"\d{3}\.\d{3}\.\d{3}-\d", "stdnum.co.nit", {}),
    (TAXPAYER, r"[VEJPG]-\d{8}-?\d", "stdnum.ve.rif", {}),
    (PERSON, r"\d{8}-?[A-HJ-NP-TV-Z]", "stdnum.es.nif", {}),
    (PERSON, r"[XYZ]-?\d{7}-?[A-HJ-NP-TV-Z]", "stdnum.es.nie", {}),
    (TAXPAYER, r"\d{10}[ -]?001", "", {}),
    (PERSON, r"\d{9}-\d", "", {}),
)
#: The words that announce a number: those of persons, and those of taxpayers. Short ones in capitals.
_PERSON_WORDS = (
    r"D\.?N\.?I\.?|C\.?U\.?R\.?P\.?|C\.?P\.?F\.?|N\.?I\.?E\.?|N\.?I\.?F\.?|C\.?U\.?I\.?L\.?|DPI|DUI|"
    r"C\.?C\.?|C\.?I\.?|T\.I\.|R\.?U\.?N\.?|RG|SSN|"
    r"(?i:c[eé]dula|documento(?: nacional)? de identidad(?:e)?|(?:carn[eé]t?|tarjeta) de identidad|"
    r"identity (?:card|number|document)|passport|pasaporte|passaporte)"
)
_TAX_WORDS = (
    r"R\.?U\.?C\.?|R\.?U\.?T\.?|N\.?I\.?T\.?|R\.?F\.?C\.?|C\.?U\.?I\.?T\.?|"
    r"C\.?N\.?P\.?J\.?|R\.?I\.?F\.?"
)
_BETWEEN = (
    r"(?:[ :=#*_\u00a0-]|\b(?i:de ciudadan[ií]a|de identidad|de extranjer[ií]a|es|is|é|del|de|no|nro|"
    r"n[uú]mero|number|n)\b\.?|[n]?[º°])"
)
_NUMBER = r"[A-Z]{0,4}-?\d(?:[./ -]?[0-9A-Z]){4,17}"
_ANNOUNCED = tuple(
    (kind, re.compile(rf"(?<![\w.])(?:{words})(?!\w){_BETWEEN}{{1,6}}({_NUMBER})(?!\w)"))
    for kind, words in ((PERSON, _PERSON_WORDS), (TAXPAYER, _TAX_WORDS))
)
_PHONE_WORDS = (
    r"tel[eé]fono?s?|telephones?|telefones?|tel|tlf|tlfn|fono|fone|cel|celular(?:es)?|m[oó]vil(?:es)?|"
    r"cell ?phone|phone|whats ?app|wsp|wpp|fax"
)
_CALLED = re.compile(
    rf"\b(?:{_PHONE_WORDS})\b[ .:;=#*_(\u00a0-]{{1,5}}"
    r"(?:(?:al|at|is|es|n[uú]mero|number|nro|no|n[º°]?|phone)\b[ .:#]{1,3}){0,2}"
    r"(\+?\(?\d(?:[ ()./-]{0,2}\d){5,13})(?!\w)",
    re.I,
)
_YEARS = re.compile(r"(?:19|20)\d\d\W{1,3}(?:19|20)\d\d")
_INTERNATIONAL = re.compile(r"(?<![\w.+])\+\d(?:[ ().-]{0,2}\d){7,14}(?!\w)")
_OF_ECUADOR = re.compile(
    r"(?<![\w.+/-])(?!\d{5}-\d{4})(?:\(?0[2-7]\)?[ .-]?\d{3}[ .-]?\d{4}"  # landlines, no ZIP code
    r"|09\d[ .-]?\d{3}[ .-]?\d{4}|09\d{2}[ .-]?\d{2}[ .-]?\d{2}[ .-]?\d{2})(?![\w/-])"
)
_MANY_DIGITS = re.compile(r"\d(?:\D{0,3}\d){5}")
#: A shorter number may be a count, and one with decimals, or a range, an interval ("CI").
_LEAST_DIGITS = 6
_DECIMALS = re.compile(r"\.\d{1,2}(?!\d)|\.\d{4}|^\d{1,5}-\d{1,5}$")


def national_numbers(text: str, country: str) -> Iterator[tuple[str, int, int]]:
    """Yield what in a text is a number of a person, firm or telephone.

    Parameters
    ----------
    text : str
        Any text.
    country : str
        ISO 3166-1 code of two letters: whose numbers count without a word that announces them.

    Yields
    ------
    tuple of (str, int, int)
        The kind, where it begins and where it ends, in characters. They may overlap: the first counts.
    """
    if not _MANY_DIGITS.search(text):
        return
    yield from _own_numbers(text, country)
    for kind, pattern, is_one in _telling():
        for match in pattern.finditer(text):
            if is_one(match[0]):
                yield kind, *match.span()
    for kind, pattern in _ANNOUNCED:
        for match in pattern.finditer(text):
            digits = sum(character.isdigit() for character in match[1])
            if digits >= _LEAST_DIGITS and not _DECIMALS.search(match[1]):
                yield kind, *match.span(1)
    yield from _phones(text, country)


def _own_numbers(text: str, country: str) -> Iterator[tuple[str, int, int]]:
    """Yield the numbers of persons and firms of the study's country."""
    modules = own_modules(country)
    for match in _CANDIDATE.finditer(text):
        for kind, is_one in modules:
            if is_one(match[0]):
                yield kind, *match.span()
                break


def _phones(text: str, country: str) -> Iterator[tuple[str, int, int]]:
    """Yield phone numbers: of the study's country, for abroad, and those that are announced."""
    from phonenumbers import Leniency, PhoneNumberMatcher

    if country == _ECUADOR:
        yield from ((PHONE, *match.span()) for match in _OF_ECUADOR.finditer(text))
    else:
        for found in PhoneNumberMatcher(text, country, leniency=Leniency.VALID):
            yield PHONE, found.start, found.end
    yield from ((PHONE, *match.span()) for match in _INTERNATIONAL.finditer(text))
    for match in _CALLED.finditer(text):
        if not _YEARS.fullmatch(match[1]):
            yield PHONE, *match.span(1)


@lru_cache
def _telling() -> list[tuple[str, re.Pattern[str], Callable[[str], bool]]]:
    """Return the forms that tell a number in any country."""
    found: list[tuple[str, re.Pattern[str], Callable[[str], bool]]] = []
    for kind, form, name, options in _TELLING:
        pattern = re.compile(rf"(?<![\w.-]){form}(?![\w-])")
        found.append((kind, pattern, _validator(name, options) if name else _ecuadors[kind]))
    return found


def _validator(name: str, options: dict[str, bool]) -> Callable[[str], bool]:
    """Return what checks the digits of a number as a module of python-stdnum does."""
    module: Any = import_module(name)
    return lambda text: bool(module.is_valid(text, **options))


def _digits(text: str) -> str:
    """Return the digits of a text."""
    return re.sub(r"\D", "", text)


_ecuadors: dict[str, Callable[[str], bool]] = {
    PERSON: lambda text: is_cedula(_digits(text)),
    TAXPAYER: lambda text: is_ruc(_digits(text)),
}


@lru_cache
def own_modules(country: str) -> list[tuple[str, Callable[[str], bool]]]:
    """Return the kinds of number that a country has, those of firms first, and what checks each.

    Words count only as they are written: with the usual points and hyphens, or as digits alone.
    """
    if country == _ECUADOR:
        return [(kind, _of_ecuador(kind)) for kind in (TAXPAYER, PERSON)]
    from stdnum.util import get_cc_module

    found: list[tuple[str, Callable[[str], bool]]] = []
    for kind, names in ((TAXPAYER, _TAXPAYERS), (PERSON, _PERSONS)):
        for name in names:
            module: Any = get_cc_module(country.lower(), name)
            if module is not None and module.__name__ not in _WITHOUT_CHECK:
                found.append((kind, _as_written(module)))
    return found


def _of_ecuador(kind: str) -> Callable[[str], bool]:
    """Return what checks a number of Ecuador, written with one hyphen or none."""
    form = re.compile(r"\d{10}-?\d{3}" if kind == TAXPAYER else r"\d{9}-?\d")
    return lambda text: form.fullmatch(text) is not None and _ecuadors[kind](text)


def _as_written(module: Any) -> Callable[[str], bool]:
    """Return what tells whether words are such a number, written as it is written."""

    def is_one(words: str) -> bool:
        if not module.is_valid(words):
            return False
        compact: str = module.compact(words)
        if len(compact) < _WHOLE.get(module.__name__, 0):
            return False
        written = {f"{compact[:-1]}-{compact[-1]}"}
        if hasattr(module, "format"):
            form = module.format(compact)
            written |= {form, form.replace(".", "")}
        bare = _BARE.get(module.__name__)
        if bare is not None and words.isdigit() and not bare.fullmatch(words):
            return False
        if not compact.isdigit() or len(compact) >= _PLAIN:
            written.add(compact)
        return words in written

    return is_one
