"""Words made comparable: titles, names and identifiers as two databases may spell them."""

from __future__ import annotations

import re
import unicodedata

#: Letters that Unicode does not split into a base letter and an accent.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
)
_ARTICLES = frozenset({"a", "an", "the", "el", "la", "los", "las", "un", "una"})
_DOI = re.compile(r"10\.\d{4,9}/\S+")
#: A year alone, or the beginning of a date of eight digits.
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]\d\d|20\d\d)(?=(?:[01]\d[0-3]\d)?(?!\d))")


def fold(text: str) -> str:
    """Return ``text`` in lower case and without accents ("Gârdan" → "gardan")."""
    if text.isascii():
        return text.lower()
    # Decomposing can bring capitals back (the sign ℠ is "SM"), so case goes last as well.
    decomposed = unicodedata.normalize("NFKD", text.casefold()).casefold().translate(_LETTERS)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def ascii_key(text: str) -> str:
    """Return the ASCII letters and digits of ``text``, folded ("De La Garza" → "delagarza")."""
    return "".join(sign for sign in fold(text) if sign.isascii() and sign.isalnum())


def title_key(title: str) -> str:
    """Return the words of a title, folded, without punctuation: equal for one title typed twice.

    Letters of every script are kept. Hyphens and apostrophes vanish, other signs part words.
    """
    joined = re.sub(r"[-‐‑‒'’`´]", "", fold(title))
    return " ".join(re.sub(r"[\W_]+", " ", joined).split())


def first_word(title: str) -> str:
    """Return the first word of a title that is no article, as :func:`ascii_key` ("" if none)."""
    keys = [ascii_key(word) for word in title.split()]
    return next((key for key in keys if key and key not in _ARTICLES), "")


def surname(author: str) -> str:
    """Return the surname of "Surname, Given", or the whole name of an organisation."""
    return author.partition(",")[0].strip()


def clean(text: str) -> str:
    """Return ``text`` on one line, in Unicode's composed form, with single blanks."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def normal_doi(text: str) -> str:
    """Return the DOI in ``text`` (bare, as a URL or after "doi:") in lower case, or ""."""
    match = _DOI.search(text.replace("%2F", "/").replace("%2f", "/"))
    if match is None:
        return ""
    doi = match.group().lower().rstrip(".,;:\"'>")
    # A closing bracket belongs to the DOI only if it was opened in it: 10.1016/s0001(99)00001-2
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
