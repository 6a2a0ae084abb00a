"""Personal data in text: what identifies a person or a one-person firm, and where it is.

Identity numbers of Ecuador are distinguished from other numbers by their check digits: the cédula
by modulo 10, the RUC of companies and of public bodies by modulo 11 (Servicio de Rentas Internas);
those of other countries as :mod:`human_files.national_numbers` says.
People's names cannot be distinguished from other words and are not looked for.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from human_files.language.current import current_country
from human_files.national_numbers import national_numbers

#: The kinds in the order in which they are searched for: what was taken for one kind is not taken
#: for a later one as well.
KINDS = ("email", "ip", "coordinates", "ruc", "cedula", "phone")


class Found(NamedTuple):
    """Personal data in a text.

    Parameters
    ----------
    kind : str
        One of ``"email"``, ``"ip"``, ``"coordinates"``, ``"ruc"``, ``"cedula"``, ``"phone"``.
    start, end : int
        Where it begins and ends, in characters from 0; the end is exclusive.
    """

    kind: str
    start: int
    end: int


def _weighted(digits: str, weights: str) -> int:
    """Return the sum of the digits times their weights."""
    return sum(int(digit) * int(weight) for digit, weight in zip(digits, weights, strict=False))


def _province(number: str) -> bool:
    """Return whether a number begins with the code of a province, or 30 (citizens abroad)."""
    return 1 <= int(number[:2]) <= 24 or number[:2] == "30"


def is_cedula(number: str) -> bool:
    """Return whether ``number`` is that of an identity card: province, third digit, modulo 10."""
    if not re.fullmatch(r"\d{10}", number) or not _province(number) or int(number[2]) > 5:
        return False
    total = 0
    for place, digit in enumerate(number[:9]):
        product = int(digit) * (2 - place % 2)
        total += product - 9 if product > 9 else product
    return (10 - total % 10) % 10 == int(number[9])


def is_ruc(number: str) -> bool:
    """Return whether ``number`` is a taxpayer's number, of thirteen digits.

    The third digit distinguishes natural persons (0–5: a cédula and three digits), public bodies (6)
    and companies (9); the last two have a check digit modulo 11.
    """
    if not re.fullmatch(r"\d{13}", number) or not _province(number):
        return False
    if int(number[2]) < 6:
        return is_cedula(number[:10]) and number[10:] != "000"
    if number[2] == "6":
        check, weights, branch = number[8], "32765432", number[9:]
    elif number[2] == "9":
        check, weights, branch = number[9], "432765432", number[10:]
    else:
        return False
    rest = _weighted(number, weights) % 11
    return (11 - rest) % 11 == int(check) and int(branch) > 0


def _is_ip(text: str) -> bool:
    """Return whether a text is an IP address."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _is_place(text: str) -> bool:
    """Return whether two numbers can be a latitude and a longitude."""
    latitude, longitude = (float(part) for part in re.findall(r"-?\d+\.\d+", text)[:2])
    return abs(latitude) <= 90 and abs(longitude) <= 180


def _always(_text: str) -> bool:
    """Accept whatever the pattern matches."""
    return True


_PATTERNS: dict[str, tuple[re.Pattern[str], Callable[[str], bool]]] = {
    "email": (re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}"), _always),
    "ip": (
        re.compile(
            r"(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7})(?![\w:])"
            r"(?!\.\d)"
        ),
        _is_ip,
    ),
    "coordinates": (
        re.compile(r"(?<![\w.])-?\d{1,2}\.\d{4,}°?\s*[,;\s]\s*-?\d{1,3}\.\d{4,}(?![\d])"),
        _is_place,
    ),
    "ruc": (re.compile(r"(?<![\w.])\d{10}[ -]?\d{3}(?!\w)"), lambda text: is_ruc(_digits(text))),
    "cedula": (re.compile(r"(?<![\w.])\d{9}-?\d(?!\w)"), lambda text: is_cedula(_digits(text))),
    "phone": (
        re.compile(
            r"(?<![\w.+])(?:\+\d(?:[ ().-]{0,2}\d){7,14}"  # +593 99 123 4567
            r"|\(?0[2-7]\)?[ .-]?\d{3}[ .-]?\d{4}"  # landlines of Ecuador
            r"|09\d[ .-]?\d{3}[ .-]?\d{4}|09\d{2}[ .-]?\d{2}[ .-]?\d{2}[ .-]?\d{2})(?!\w)"
        ),
        _always,
    ),
}


def _digits(text: str) -> str:
    """Return the digits of a text."""
    return re.sub(r"\D", "", text)


#: The kinds that are the same in all countries; the country whose other kinds are known here; and phone
#: numbers as they are written for abroad.
_EVERYWHERE, _ECUADOR = KINDS[:3], "EC"
_INTERNATIONAL = re.compile(r"(?<![\w.+])\+\d(?:[ ().-]{0,2}\d){7,14}(?!\w)")

#: Addresses of web pages and DOIs contain digits that may look like any number.
_ADDRESS = re.compile(r"https?://\S+|\b10\.\d{4,9}/\S+")


def find_personal_data(text: str, country: str | None = None) -> list[Found]:
    """Find e-mail and IP addresses, coordinates, phone and identity numbers in a text.

    Phone and identity numbers are those of a country, and phone numbers in international form.
    Web addresses and DOIs are passed over.

    Parameters
    ----------
    text : str
        Any text.
    country : str, optional
        ISO 3166-1 code of the country whose numbers are looked for; by default that of the study at
        hand, and Ecuador without one.

    Returns
    -------
    list of Found
        What was found, in the order of the text, without overlaps.

    References
    ----------
    Servicio de Rentas Internas (Ecuador), *Registro Único de Contribuyentes*: the check digits of
    identity numbers.
    """
    taken = [match.span() for match in _ADDRESS.finditer(text)]
    found: list[Found] = []
    for one in _candidates(text, current_country() if country is None else country):
        if not any(one.start < end and start < one.end for start, end in taken):
            found.append(one)
            taken.append((one.start, one.end))
    return sorted(found, key=lambda f: f.start)


def _candidates(text: str, country: str) -> Iterator[Found]:
    """Yield what may be personal data, kind by kind; what overlaps an earlier one is none."""
    is_of_ecuador = country in ("", _ECUADOR)
    for kind in KINDS if is_of_ecuador else _EVERYWHERE:
        yield from _by_pattern(text, kind)
    if not is_of_ecuador:
        yield from (Found(*one) for one in national_numbers(text, country))
        yield from (Found("phone", *one.span()) for one in _INTERNATIONAL.finditer(text))


def _by_pattern(text: str, kind: str) -> Iterator[Found]:
    """Yield what one of our own patterns finds."""
    pattern, is_one = _PATTERNS[kind]
    for match in pattern.finditer(text):
        if is_one(match[0]):
            yield Found(kind, *match.span())


def without_personal_data(text: str, country: str | None = None) -> str:
    """Replace the personal data in a text by a mark such as ``[email]``.

    Parameters
    ----------
    text : str
        Any text.
    country : str, optional
        As for :func:`find_personal_data`.

    Returns
    -------
    str
        The text with a mark in place of each item that :func:`find_personal_data` finds.
    """
    for found in reversed(find_personal_data(text, country)):
        text = f"{text[: found.start]}[{found.kind}]{text[found.end :]}"
    return text
