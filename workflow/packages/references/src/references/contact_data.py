"""Addresses of authors and other personal data in references: left out as they are read, and counted.

A database gives the e-mail address of the corresponding author so that one can write to them, not so
that it is spread with every table. Names of authors are no secret.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from human_files.personal_data import find_personal_data
from human_files.personal_data.national_numbers import NO_COUNTRY
from references.record import Record

#: Fields of databases that hold nothing but how to reach an author (Web of Science, Scopus, Ovid).
_CONTACTS = frozenset(
    {"EM", "RP", "Email", "email", "Email Address", "Email Addresses", "Reprint Addresses"}
    | {"Correspondence Address", "correspondence_address1", "Correspondence-Address"}
    | {"Corresponding Author", "author-email", "Author-Email", "correspondence_address"}
)
#: In RIS the field RP says whether a reprint is there.
_REPRINT_STATUS = re.compile(r"(?:not )?in file\b|on request", re.I)
#: What introduces an address that is gone.
_INTRODUCED = re.compile(
    r"[.,;]?\s*(?:Electronic address|E-?mail(?: address)?|Correo(?: electr[oó]nico)?)?"
    r"\s*:?\s*\[email\]\.?",
    re.I,
)
#: A text without any of these holds no more than an e-mail address.
_NUMBERED = re.compile(r"\d(?:\D{0,3}\d){5}|(?:\.com|\.me)/")
_TEXTS = ("title", "translated_title", "abstract", "journal", "publisher")
_LISTS = ("authors", "author_keywords", "index_keywords", "affiliations", "cited_references")


def leave_out_contacts(records: Iterable[Record]) -> Counter[str]:
    """Take personal data out of records.

    Fields that are addresses alone are dropped, and what is found in other texts is replaced by a mark
    such as ``[phone]``; an e-mail address in an affiliation goes without a trace.

    Parameters
    ----------
    records : iterable of Record
        The records; they are changed.

    Returns
    -------
    collections.Counter
        How many were left out, by the kinds of :mod:`human_files.personal_data`; ``"contact"`` for
        fields that were dropped.
    """
    counts: Counter[str] = Counter()
    for record in records:
        for name in _TEXTS:
            text = getattr(record, name)
            if "@" in text:
                setattr(record, name, _masked(text, counts))
        for name in _LISTS:
            values = getattr(record, name)
            numbers = name == "affiliations"
            if any("@" in value or (numbers and _NUMBERED.search(value)) for value in values):
                setattr(record, name, tuple(filter(None, (_masked(v, counts) for v in values))))
        for name in _CONTACTS & record.other.keys():
            if not any(map(_REPRINT_STATUS.match, record.other[name])):
                counts["contact"] += len(record.other.pop(name))
        for name, values in record.other.items():
            if any("@" in value or _NUMBERED.search(value) for value in values):
                record.other[name] = [_masked(value, counts) for value in values]
    return counts


def _masked(text: str, counts: Counter[str]) -> str:
    """Return a text without the personal data in it, and count these."""
    found = find_personal_data(text, NO_COUNTRY, handles=False)
    for one in reversed(found):
        counts[one.kind] += 1
        text = f"{text[: one.start]}[{one.kind}]{text[one.end :]}"
    return _INTRODUCED.sub("", text) if found else text
