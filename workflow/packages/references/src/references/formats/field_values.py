"""What all readers do with values: languages, identifiers, lists, pages, notes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import unquote

from references.comparable_text import normal_doi, page_range
from references.formats.plain_values import one_line

_ISSN = re.compile(r"(?<![\dXx-])(\d{4})[-‐–]?(\d{3}[\dXx])(?![\dXx-])")
_ISBN = re.compile(r"97[89][- ]?\d")
_CITED = re.compile(
    r"(?:cited[ -]?by|times cited)(?: count)?(?: in [^:\n]{0,60})?"
    r"(?: \(since \d{4}\))?[ :]*(\d+)",
    re.IGNORECASE,
)
_REFERENCES = re.compile(r"\s*(?:cited )?references:\s*", re.IGNORECASE)
_DOI_IN_URL = re.compile(r"\b10\.\d{4,9}/[^\s&?#\"<>]+")
_BARE_DOI = re.compile(r"10\.\d{4,9}/[\w.()/:;<>-]*\w", re.ASCII)
_URL_TAIL = re.compile(r"/(?:full|abstract|pdf|epdf|html|meta|summary|fulltext)/?$", re.IGNORECASE)
_PAGES_WORD = re.compile(r"^(?:pp?|pages?|págs?)\b\.?:? *", re.IGNORECASE)

#: So many characters may stand beside a DOI or year: "doi: https://doi.org/", a month and a day.
_BESIDE = 22
#: Words beside a DOI that are no part of its address.
_WORDS = re.compile(r"(?!https?\b|crossref\b)\b[^\W\d_]{4,}")
#: Values that programs write into empty cells.
EMPTY = frozenset({"NA", "N/A", "nan", "NaN", "None", "NULL", "null", "-"}) | {
    "[No abstract available]"
}

#: Languages: codes (ISO 639-2, and 639-1 where databases use them), names, and those of BibLaTeX.
_LANGUAGES = {
    "eng": "English",
    "en": "English",
    "spa": "Spanish",
    "es": "Spanish",
    "por": "Portuguese",
    "pt": "Portuguese",
    "fre": "French",
    "fra": "French",
    "fr": "French",
    "ger": "German",
    "deu": "German",
    "de": "German",
    "ita": "Italian",
    "it": "Italian",
    "chi": "Chinese",
    "zho": "Chinese",
    "zh": "Chinese",
    "rus": "Russian",
    "ru": "Russian",
    "jpn": "Japanese",
    "ja": "Japanese",
    "kor": "Korean",
    "ko": "Korean",
    "pol": "Polish",
    "pl": "Polish",
    "tur": "Turkish",
    "tr": "Turkish",
    "dut": "Dutch",
    "nld": "Dutch",
    "nl": "Dutch",
    "ara": "Arabic",
    "per": "Persian",
    "cat": "Catalan",
    "ca": "Catalan",
    "english": "English",
    "american": "English",
    "british": "English",
    "ngerman": "German",
    "brazilian": "Portuguese",
    "spanish": "Spanish",
    "portuguese": "Portuguese",
    "french": "French",
    "german": "German",
    "italian": "Italian",
    "中文": "Chinese",
    "英文": "English",
    "español": "Spanish",
    "inglés": "English",
    "portugués": "Portuguese",
    "spanish, castilian": "Spanish",
    "spanish; castilian": "Spanish",
}


@lru_cache(1_000)
def language(value: str) -> str:
    """Return the English name of a language given by code or name; several, joined by "; "."""
    known = _LANGUAGES.get(value.casefold())
    if known is None and (";" in value or ", " in value):
        names = [language(part.strip()) for part in value.replace(";", ",").split(",")]
        return "; ".join(dict.fromkeys(name for name in names if name))
    if known is None and len(value) == 5 and value[2] in "-_":  # en-US
        known = _LANGUAGES.get(value[:2].casefold())
    return known or value


def values(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the values of a list field: on one line, none empty, none with a semicolon.

    The semicolon separates values in a cell, so within a value it becomes a comma.
    """
    return tuple(
        [
            line.replace(";", ",") if ";" in line else line
            for text in texts
            if (line := one_line(text))
        ]
    )


def split_values(text: str, separator: str = ";") -> tuple[str, ...]:
    """Return the values in a text that lists them."""
    parts = [part for given in one_line(text).split(separator) if (part := given.strip())]
    if separator != ";" and ";" in text:
        parts = [part.replace(";", ",") for part in parts]
    return tuple(parts)


def keywords(text: str) -> tuple[str, ...]:
    """Return keywords separated by semicolons, or by commas where there is no semicolon."""
    return split_values(text, ";" if ";" in text else ",")


@lru_cache(10_000)
def issn(text: str) -> str:
    """Return the first ISSN in ``text`` as "1234-567X", or "" (also for an ISBN)."""
    if len(text) == 8 and text.isdigit():
        return f"{text[:4]}-{text[4:]}"
    match = _ISSN.search(text) if not _ISBN.match(text) else None
    return f"{match[1]}-{match[2].upper()}" if match is not None else ""


@lru_cache(10_000)
def more_than_issn(text: str) -> bool:
    """Return whether ``text`` has more than one ISSN in it: a second one, or an ISBN."""
    return len(text) > 9 and len(re.sub(r"[^\dXx]", "", text)) > 8


def doi(text: str) -> str:
    """Return the DOI in a field meant for it, in lower case and without anything around it."""
    if "10." not in text:
        return ""
    return text.lower() if _BARE_DOI.fullmatch(text) else normal_doi(text)


def doi_in_url(url: str) -> str:
    """Return the DOI in a web address, or ""."""
    if "10." not in url:
        return ""
    match = _DOI_IN_URL.search(unquote(url))
    return normal_doi(_URL_TAIL.sub("", match.group())) if match is not None else ""


def keep_rest(other: dict[str, list[str]], name: str, text: str, found: object) -> None:
    """Keep a text under its name where nothing was found in it, or it says more than that."""
    if not text:
        return
    beside = text.casefold().replace(str(found).casefold(), "", 1) if found else text
    is_doi = isinstance(found, str) and found.startswith("10.")
    if not found or len(beside) > _BESIDE or (is_doi and _WORDS.search(beside)):
        other.setdefault(name, []).append(text)


def pages(first: str, last: str = "") -> str:
    """Return "880-896" from first and last page, which may say "pp.", or from a range."""
    if last and first.isdigit() and last.isdigit():
        return f"{first}-{last}" if first != last else first
    if not last and first.replace("-", "", 1).isdigit():
        return first
    return page_range(_PAGES_WORD.sub("", first), _PAGES_WORD.sub("", last))


def whole_number(text: str) -> int | None:
    """Return the number that ``text`` is ("12", "1,204", "3.0"), or None."""
    plain = text.strip().replace(",", "").removesuffix(".0")
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 10 else None


def cited_in_note(note: str) -> int | None:
    """Return how often a record is cited, if a note says so ("Cited By :12"), or None."""
    match = _CITED.search(note)
    return int(match[1]) if match is not None and len(match[1]) < 10 else None


def references_in_note(note: str) -> tuple[str, ...] | None:
    """Return the cited references that Scopus writes into a note, or None.

    Each is on a line of its own; where all are on one line, semicolons separate them.
    """
    match = _REFERENCES.match(note)
    if match is None:
        return None
    listed = note[match.end() :]
    lines = listed.split("\n") if "\n" in listed else listed.split("; ")
    return tuple(
        [
            reference if ";" not in reference else reference.replace(";", ",")
            for line in lines
            if (reference := line.strip("; \t"))
        ]
    )
