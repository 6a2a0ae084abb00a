"""Identifiers that databases give besides the DOI, each preceded by its kind.

These are the numbers of PubMed, PubMed Central, Web of Science, Scopus and arXiv, wherever a file has
them (columns of their own, fields without a place in a record, links), and the accession numbers of
other databases.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence

#: Kinds of which a reference has only one: two numbers mean two references.
UNIQUE = ("pubmed",)
#: What each kind is called.
NAMES = {
    "pubmed": "PubMed number",
    "pmc": "PubMed Central number",
    "wos": "Web of Science number",
    "scopus": "Scopus number",
    "arxiv": "arXiv number",
    "accession": "accession number",
}
#: Names of fields and columns, by kind; numbers that show their kind are found anyway.
_PUBMED = frozenset({"pmid", "pubmed_id", "pubmed id", "pubmedid", "pubmed-id", "ids.pmid"})
_ACCESSION = frozenset(
    {"an", "ut", "unique-id", "unique_id", "accession_number", "accession number", "accession"}
)
_OTHERS = frozenset(
    {"pmc", "pmcid", "ids.pmcid", "eid", "arxiv", "arxivid", "arxiv_id", "eprint", "url"}
)
#: Scopus gives the PubMed number in a field that others use for other things.
_SCOPUS_PUBMED = "c2"
FIELDS = _PUBMED | _ACCESSION | _OTHERS

_PATTERNS = (
    ("wos", re.compile(r"\b(?:WOS|ISI):\s*([A-Z0-9]{15})\b", re.IGNORECASE)),
    ("pubmed", re.compile(r"(?:\bMEDLINE:|pubmed\.ncbi\.nlm\.nih\.gov/|/pubmed/)(\d{1,8})\b")),
    ("scopus", re.compile(r"\b2-s2\.0-(\d+)\b")),
    ("pmc", re.compile(r"\bPMC(\d{3,})\b")),
    (
        "arxiv",
        re.compile(
            r"\b(?:arxiv[:./]\s*|arxiv\.org/(?:abs|pdf)/)([a-z-]*/?\d[\d.]{5,}\d)", re.IGNORECASE
        ),
    ),
)
_NUMBER = re.compile(r"(?<![\d.])(\d{1,8})(?:\.0)?(?![\d.])")
_ARXIV = re.compile(r"^\d{4}\.\d{4,5}|^[a-z-]+/\d{7}")
#: Minimum length of an accession number: shorter ones count the records of a file.
_LEAST = 6
#: A link or field without any of these need not be searched.
_SIGNS = ("wos:", "isi:", "medline:", "pubmed", "2-s2.0-", "pmc", "arxiv")


def identifiers_of(cells: Mapping[str, str], other: str, doi: str, database: str) -> str:
    """Return the identifiers of a record, "kind:number" sorted, separated by spaces.

    ``cells`` are the columns of a table named as in :data:`FIELDS`, ``other`` the fields of a
    record that have no column, as JSON.
    """
    found = set(_in_text(doi)) if "arxiv" in doi.casefold() else set()
    for name, text in cells.items():
        if text:
            found.update(_in_field(name, text))
    if other:
        for name, values in _fields(other).items():
            name = name.casefold()
            if name in FIELDS or (name == _SCOPUS_PUBMED and database == "Scopus"):
                for text in values:
                    found.update(_in_field(name, text))
    return " ".join(sorted(found))


def _fields(other: str) -> dict[str, list[str]]:
    """Return the fields in the JSON of ``other``, none if it is damaged."""
    try:
        fields = json.loads(other)
    except ValueError:
        return {}
    return fields if isinstance(fields, dict) else {}


def _in_field(name: str, text: str) -> Iterable[str]:
    """Return the identifiers in a field or column of this name."""
    known = list(_in_text(text))
    if known or name == "url":
        return known
    if name in _PUBMED or name == _SCOPUS_PUBMED:
        return [f"pubmed:{number.lstrip('0')}" for number in _NUMBER.findall(text)[:1]]
    if name in _ACCESSION and len(text) >= _LEAST and sum(map(str.isdigit, text)) >= _LEAST - 1:
        return [f"accession:{''.join(text.casefold().split())}"]
    if name.startswith(("arxiv", "eprint")) and _ARXIV.match(text.casefold()):
        return [f"arxiv:{_without_version(text.casefold())}"]
    return []


def _in_text(text: str) -> Iterable[str]:
    """Yield the identifiers in a text that show their kind."""
    lower = text.casefold()
    if any(sign in lower for sign in _SIGNS):
        for kind, pattern in _PATTERNS:
            for number in pattern.findall(text):
                number = number.lstrip("0").casefold() if kind != "wos" else number.upper()
                yield f"{kind}:{_without_version(number) if kind == 'arxiv' else number}"


def _without_version(number: str) -> str:
    """Return a number of arXiv without its version ("v2")."""
    return re.sub(r"v\d+$", "", number.strip())


def columns_with_identifiers(names: Iterable[str]) -> Sequence[str]:
    """Return those names of columns that contain identifiers."""
    return [name for name in names if name.casefold() in FIELDS]


def compare_identifiers(one: frozenset[str], other: frozenset[str]) -> str | None:
    """Return an identifier that both records have; "" if they have different numbers of a kind of
    which a reference has only one; None if nothing follows."""
    if not one or not other:
        return None
    if shared := one & other:
        return min(shared)
    for kind in UNIQUE:
        if _has(kind, one) and _has(kind, other):
            return ""
    return None


def _has(kind: str, identifiers: Iterable[str]) -> bool:
    """Return whether there is an identifier of a kind."""
    return any(item.startswith(kind + ":") for item in identifiers)


def in_words(identifier: str) -> str:
    """Return an identifier in words: "PubMed number 31421429"."""
    kind, _, number = identifier.partition(":")
    return f"{NAMES[kind]} {number.upper()}"
