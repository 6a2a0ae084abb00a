"""Cells of tables with several values: names, keywords, addresses, citations."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable

from references import author_names
from references.formats import field_values
from references.record import Record

#: "Behav Ther. 2022 Mar;53(2):334-347. doi: …", as PubMed cites.
_CITATION = re.compile(r";\s*([^;:()]*?)(?:\(([^)]*)\))?:\s*([^.;,]+)(?:[.,]|$)")
#: "Revista; 24(2); 101-119", as SciELO cites.
_CITATION_SCIELO = re.compile(r";\s*([^;()]*)\(([^;()]*)\);\s*([^;]*\d[^;]*|-)$")
#: "Journal of Trust (2020) 5:2 (10-19). Date of Publication: …", as Embase cites.
_SOURCE = re.compile(
    r"(?P<journal>.+?) \((?P<year>(?:19|20)\d\d)\)(?: (?P<volume>[^\s:()]+)(?::(?P<issue>[^()]*?))?)?"
    r"(?: \((?P<pages>[^)]*)\))?\."
)
#: Where SpringerLink runs two names together: "PallipuramMohammad", but not "McDonald".
_GLUED = re.compile(
    r"(?<=[a-zß-ÿ])(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bDi)(?<!\bDel)(?<!\bLa)(?<!\bLe)(?<!\bVan)"
    r"(?<!\bVon)(?<!\bAl)(?=[A-ZÀ-ÖØ-Þ])"
)
_SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"})
_GIVEN_FIRST = frozenset({"The Lens", "OpenAlex", "SpringerLink", "JSTOR"})
#: A comma that is not within brackets: Emtree's "cyst (diagnosis, surgery), adult".
_OUTER_COMMA = re.compile(r",\s*(?![^()]*\))")
#: The authors that Embase writes before an address.
_AUTHORS_BEFORE = re.compile(r"^\([^)]*\)\s*")
#: Addresses that OpenAlex writes as Python dictionaries.
_RAW_ADDRESS = re.compile(r"'raw_affiliation_string': (['\"])(.*?)\1, '")
#: The addresses of one author in Dimensions.
_WITHIN = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)")


def listed(cell: str) -> list[str] | None:
    """Return the values of a list as Python or JSON writes it ("['a', 'b']"), None for other text."""
    if not (cell.startswith(("['", '["')) and cell.endswith("]")):
        return None
    try:
        values = ast.literal_eval(cell)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None
    return [value for value in values if isinstance(value, str) and value]


def terms(text: str, database: str) -> tuple[str, ...]:
    """Return the values of a cell, separated as ``database`` separates them."""
    values = listed(text)
    if values is not None:
        return field_values.values(values)
    if database == "OpenAlex" and "|" in text:
        return tuple(dict.fromkeys(field_values.split_values(text, "|")))
    if database == "Embase" and "(" in text and ";" not in text:
        return tuple(part for part in _OUTER_COMMA.split(text) if part)
    if ";" in text or database in ("Scopus", "The Lens", "IEEE Xplore", "Dimensions"):
        return field_values.split_values(text)
    return field_values.keywords(text) if len(text) < 1000 else (text,)


def addresses(text: str, database: str) -> tuple[str, ...]:
    """Return affiliations, each once, without the names of authors that databases add."""
    if database == "Dimensions":
        found = [
            part for inner in _WITHIN.findall(text) for part in field_values.split_values(inner)
        ]
        if found:
            return tuple(dict.fromkeys(found))
    if database == "OpenAlex" and "raw_affiliation_string" in text:
        return tuple(dict.fromkeys(field_values.values(m[2] for m in _RAW_ADDRESS.finditer(text))))
    if database == "Embase":
        # Names before an address are separated like the addresses: "(Ash A.; Bee B.) Univ X".
        parts = tuple(_AUTHORS_BEFORE.sub("", part) for part in re.split(r";\s*(?=\()", text))
        return tuple(dict.fromkeys(part.strip(" ;").rstrip(".") for part in parts if part))
    return terms(text, database)


def author_rule(database: str) -> Callable[[str], list[str]]:
    """Return how to split a cell of authors in the tables of ``database``."""
    if database == "SpringerLink":
        return lambda cell: [author_names.given_first(name) for name in _GLUED.split(cell)]
    if database in _GIVEN_FIRST:
        return lambda cell: [author_names.given_first(name) for name in _parts(cell)]
    if database == "Publish or Perish":
        return lambda cell: [author_names.initials_first(name) for name in _parts(cell, (";", ","))]
    if database in ("SciELO", "BVS"):
        return lambda cell: people(cell) if ";" in cell else _in_pairs(cell)
    if database == "PubMed":
        return lambda cell: people(cell.rstrip("."))
    return people


def _in_pairs(cell: str) -> list[str]:
    """Return names where commas are both between and within them: "Ash, Anna, Bee, Bo"."""
    parts = [part.strip() for part in cell.split(",") if part.strip()]
    return [", ".join(parts[index : index + 2]) for index in range(0, len(parts), 2)]


def _parts(cell: str, separators: tuple[str, ...] = (";", "|")) -> list[str]:
    """Return the parts of a cell between the first of the separators that it contains."""
    for separator in separators:
        if separator in cell:
            return [part.strip() for part in cell.split(separator) if part.strip()]
    return [cell] if cell else []


def people(cell: str) -> list[str]:
    """Return the names in a cell, separated by semicolons, bars, "and", or commas."""
    values = listed(cell)
    if values is not None:
        return [author_names.inverted(value.replace(";", ",")) for value in values]
    if ";" in cell or "|" in cell:
        return [author_names.inverted(part) for part in _parts(cell)]
    if " and " in cell:
        return [part.strip(" ,") for part in cell.split(" and ") if part.strip(" ,")]
    parts = [part.strip() for part in cell.rstrip(".").split(",")] if ", et al" in cell else None
    parts = parts or [part.strip() for part in cell.split(",")]
    parts = [part for part in parts if part]
    if len(parts) < 2:
        return [author_names.inverted(part) for part in parts]
    joined: list[str] = []
    for part in parts:
        if part in _SUFFIXES and joined:
            joined[-1] += f" {part}"
        else:
            joined.append(part)
    turned = [author_names.inverted(part) for part in joined]
    if "," in turned[0] and (len(turned) > 1 or "," in turned[-1]):
        return turned  # "Gao X., Ni W."
    if len(parts) == 2:
        return [cell]  # "Gao, Xin"
    if len(parts) % 2 == 0 and all(
        len(part.replace(".", "").replace(" ", "")) <= 4 for part in parts[1::2]
    ):
        return [f"{a}, {b}" for a, b in zip(parts[::2], parts[1::2], strict=True)]
    return turned


def cite(record: Record, citation: str) -> None:
    """Take volume, issue and pages from a citation as PubMed or SciELO writes it ("5(2):10-19.")."""
    match = _CITATION.search(citation) or _CITATION_SCIELO.search(citation)
    if match is not None:
        record.volume = record.volume or match[1].strip()
        record.issue = record.issue or (match[2] or "").strip()
        record.pages = record.pages or field_values.pages(match[3].strip(" -"))


def cite_embase(record: Record, source: str) -> None:
    """Take journal, year, volume, issue and pages from a citation as Embase writes it."""
    match = _SOURCE.match(source)
    if match is None:
        return
    record.journal = record.journal or match["journal"]
    record.year = record.year or int(match["year"])
    record.volume = record.volume or match["volume"] or ""
    record.issue = record.issue or (match["issue"] or "").strip()
    if not record.pages and match["pages"]:
        record.pages = field_values.pages(match["pages"])
