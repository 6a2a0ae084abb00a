"""Finding personal data in a text, and putting marks in its place.

Contact data and places look alike everywhere (:mod:`human_files.personal_data.contact_patterns`);
numbers of persons, firms and telephones are a country's
(:mod:`human_files.personal_data.national_numbers`). People's names cannot be distinguished from other
words: only those that a word introduces ("Entrevistada: Ana Paz") are found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from human_files.language.current import current_country
from human_files.personal_data.contact_patterns import plain_patterns, telling_addresses
from human_files.personal_data.national_numbers import national_numbers

#: The kinds. What was taken for one is not taken for another as well.
KINDS = (
    *("email", "account", "ip", "coordinates", "device", "birth_date", "name"),
    *("ruc", "cedula", "phone"),
)
#: Whose numbers are looked for where no study is at hand.
_DEFAULT_COUNTRY = "EC"


class Found(NamedTuple):
    """Personal data in a text.

    Parameters
    ----------
    kind : str
        One of :data:`KINDS`: ``"email"``, ``"account"`` (in a social network), ``"ip"``,
        ``"coordinates"``, ``"device"``, ``"birth_date"``, ``"name"``, ``"ruc"`` (a taxpayer),
        ``"cedula"`` (an identity card), ``"phone"``.
    start, end : int
        Where it begins and ends, in characters from 0; the end is exclusive.
    """

    kind: str
    start: int
    end: int


#: Numbers that are told by what they are: web addresses, DOIs, and the identifiers of publications.
_IDENTIFIERS = re.compile(
    r"https?://\S+|\bdoi\.org/\S+|\b10\.\d{4,9}/\S+"
    r"|\b(?:e?-?ISSN|ISBN(?:-1[03])?|PMID|PMCID|arXiv|WOS|UT|EID|OCLC|ERIC|NCT|ORCID(?: iD)?)"
    r"\b\W{0,3}[\dXx][\dXx.-]*"
    r"|\b97[89][- ]?(?:\d[- ]?){9}\d\b|\b\d{4}-\d{4}-\d{4}-\d{3}[\dX]\b|\b2-s2\.0-\d+|\bWOS:\w+"
    r"|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"
    r"|\b\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}[\d:.+Z-]*"
)
#: A quantity as programs write it: nobody's number has so many digits after a point, or an exponent.
_QUANTITY = re.compile(
    r"(?<!\w)(?<!\d\.)[-+]?\d*[.,](?:\d{8,}(?:e[-+]?\d+)?|\d+e[-+]?\d+)(?!\w|\.\d)", re.I
)
#: Nothing is found in a text without any of these.
_SIGN = re.compile(r"[@＠:°º]|\d\D{0,3}\d\D{0,3}\d\D{0,3}\d|\.(?:com|me)/|rroba| at |[\[(]at[\])]")


def find_personal_data(
    text: str, country: str | None = None, *, handles: bool = True
) -> list[Found]:
    """Find what identifies or reaches a person in a text.

    E-mail and IP addresses, accounts in social networks, coordinates, devices, dates of birth,
    names that a word introduces, phone and identity numbers. Web addresses, DOIs and other
    identifiers of publications are passed over.

    Parameters
    ----------
    text : str
        Any text.
    country : str, optional
        ISO 3166-1 code of the country whose numbers count without a word that announces them; by
        default that of the study at hand, and Ecuador without one.
    handles : bool
        Whether @name is an account; in a manuscript it is a citation.

    Returns
    -------
    list of Found
        What was found, in the order of the text, without overlaps.

    References
    ----------
    Servicio de Rentas Internas (Ecuador), *Registro Único de Contribuyentes*: the check digits of
    identity numbers.
    """
    if not _SIGN.search(text):
        return []
    country = (current_country() if country is None else country) or _DEFAULT_COUNTRY
    found: list[Found] = []
    taken: list[tuple[int, int]] = []

    def take(candidates: Iterator[tuple[str, int, int]]) -> None:
        """Keep what does not overlap anything taken before."""
        for kind, start, end in candidates:
            if not any(start < last and first < end for first, last in taken):
                found.append(Found(kind, start, end))
                taken.append((start, end))

    take(telling_addresses(text, handles=handles))
    taken += [match.span() for match in _IDENTIFIERS.finditer(text)]
    take(plain_patterns(text))
    taken += [match.span() for match in _QUANTITY.finditer(text)]
    take(national_numbers(text, country))
    return sorted(found, key=lambda one: one.start)


def without_personal_data(text: str, country: str | None = None, *, handles: bool = True) -> str:
    """Replace the personal data in a text by a mark such as ``[email]``.

    Parameters
    ----------
    text : str
        Any text.
    country, handles
        As for :func:`find_personal_data`.

    Returns
    -------
    str
        The text with a mark in place of each item that :func:`find_personal_data` finds.
    """
    for found in reversed(find_personal_data(text, country, handles=handles)):
        text = f"{text[: found.start]}[{found.kind}]{text[found.end :]}"
    return text
