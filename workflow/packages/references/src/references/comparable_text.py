"""Titles, names and identifiers made comparable, since databases spell them differently."""

from __future__ import annotations

import re

from human_files.text.folding import ascii_key, fold

_ARTICLES = frozenset({"a", "an", "the", "el", "la", "los", "las", "un", "una"})
_DOI = re.compile(r"10\.\d{4,9}/\S+")
#: A year alone, or the beginning of a date of eight digits.
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]\d\d|20\d\d)(?=(?:[01]\d[0-3]\d)?(?!\d))")


def title_key(title: str) -> str:
    """Return the words of a title, folded, without punctuation: the same for one title typed twice.

    Letters of every script are kept. Hyphens and apostrophes are dropped, other punctuation
    separates words.
    """
    joined = re.sub(r"[-‐‑‒'’`´]", "", fold(title))
    return " ".join(re.sub(r"[\W_]+", " ", joined).split())


def first_word(title: str) -> str:
    """Return the first word of a title that is not an article, as :func:`ascii_key` ("" if none)."""
    keys = [ascii_key(word) for word in title.split()]
    return next((key for key in keys if key and key not in _ARTICLES), "")


def surname(author: str) -> str:
    """Return the surname of "Surname, Given", or the whole name of an organisation."""
    return author.partition(",")[0].strip()


def normal_doi(text: str) -> str:
    """Return the DOI in ``text`` (bare, as a URL or after "doi:") in lower case, or ""."""
    match = _DOI.search(text.replace("%2F", "/").replace("%2f", "/"))
    if match is None:
        return ""
    doi = match.group().lower().rstrip(".,;:\"'>")
    # A closing bracket is part of the DOI only if it was opened in it: 10.1016/s0001(99)00001-2
    while doi.endswith(")") and doi.count("(") < doi.count(")"):
        doi = doi[:-1].rstrip(".,;")
    return doi


def find_year(text: str) -> int | None:
    """Return the first year between 1500 and 2099 in ``text``, or None."""
    if len(text) == 4 and text.isdigit() and "1500" <= text <= "2099":
        return int(text)
    match = _YEAR.search(text)
    return int(match.group()) if match else None


def page_range(first: str, last: str = "") -> str:
    """Return "880-896" from its ends, or from one text with any kind of dash."""
    text = f"{first}-{last}" if first and last and first != last else first or last
    return re.sub(r"\s*[-‐‑‒–—−]+\s*", "-", text.strip())
