"""Which database a record comes from, by the traces that databases leave in their exports."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from references.record import Record

#: Names of databases in exports (lower case), and what they are called here; others stay as is.
_NAMES = {
    "scopus": "Scopus",
    "wos": "Web of Science",
    "isi": "Web of Science",
    "web of science": "Web of Science",
    "web of science core collection": "Web of Science",
    "nlm": "PubMed",
    "medline": "MEDLINE",
    "pubmed": "PubMed",
    "cmedm": "MEDLINE",
    "mdc": "MEDLINE",
    "psyh": "APA PsycInfo",
    "psycinfo": "APA PsycInfo",
    "apa psycinfo": "APA PsycInfo",
    "psyc": "APA PsycInfo",
    "pdh": "APA PsycArticles",
    "a9h": "Academic Search",
    "aph": "Academic Search",
    "asn": "Academic Search",
    "bth": "Business Source",
    "bsh": "Business Source",
    "bsx": "Business Source",
    "buh": "Business Source",
    "ecn": "EconLit",
    "eoh": "EconLit",
    "eric": "ERIC",
    "rzh": "CINAHL",
    "cin20": "CINAHL",
    "ccm": "CINAHL",
    "embase": "Embase",
    "excerpta medica": "Embase",
    "emed": "Embase",
    "lilacs": "LILACS",
    "inspec": "Inspec",
    "cab abstracts": "CAB Abstracts",
    "dialnet": "Dialnet",
    "redalyc": "Redalyc",
    "doaj": "DOAJ",
    "econlit": "EconLit",
    "sciencedirect": "ScienceDirect",
    "psycarticles": "APA PsycArticles",
    "business source": "Business Source",
    "academic search": "Academic Search",
    "cinahl": "CINAHL",
    "jstor": "JSTOR",
    "ieee xplore": "IEEE Xplore",
    "scielo": "SciELO",
    "lens.org": "The Lens",
    "the lens": "The Lens",
    "dimensions": "Dimensions",
    "crossref": "Crossref",
    "openalex": "OpenAlex",
    "ebscohost": "EBSCO",
    "ebsco": "EBSCO",
    "proquest": "ProQuest",
    "google scholar": "Google Scholar",
    "cnki": "CNKI",
    "bvs": "BVS",
    "cochrane library": "Cochrane Library",
}
#: Traces in identifiers and addresses; the first that is found counts.
_MARKS = (
    ("Web of Science", r"\b(?:WOS|ISI|CCC|DIIDW|KJD|RSCI):(?=[A-Z0-9])|webofscience|isiknowledge"),
    ("Zoological Record", r"ZOOREC:"),
    ("Inspec", r"INSPEC:\d"),
    ("BIOSIS", r"BIOSIS:|BCI:BCI"),
    ("CAB Abstracts", r"CABI:\d"),
    ("Food Science and Technology Abstracts", r"FSTA:"),
    ("SciELO", r"SCIELO:"),
    ("MEDLINE", r"MEDLINE:\d"),
    ("Scopus", r"scopus\.com|\b2-s2\.0-\d|SCOPUS_ID:"),
    ("The Lens", r"lens\.org"),
    ("Dimensions", r"dimensions\.ai|\bpub\.1\d{8,}"),
    ("OpenAlex", r"openalex\.org"),
    ("Embase", r"embase\.com"),
    ("ERIC", r"eric\.ed\.gov"),
    ("APA PsycInfo", r"ovid[a-z]*\.[a-z.]+/\S*D=(?:psyc|psy)"),
    ("Ovid", r"ovid[a-z]*\.(?:com|tx)"),
    ("EBSCO", r"ebsco(?:host)?\.com"),
    ("ProQuest", r"proquest\.com"),
    ("JSTOR", r"jstor\.org"),
    ("AIS eLibrary", r"aisel\.aisnet\.org"),
    ("TRID", r"trid\.trb\.org"),
    ("CAB Abstracts", r"cabdirect\.org|cabidigitallibrary"),
    ("Rayyan", r"\brayyan-\d"),
)
#: Hosts of full texts, to which other databases link as well.
_HOSTS = (
    ("SciELO", r"scielo\."),
    ("PubMed", r"pubmed\.ncbi|www\.ncbi\.nlm\.nih\.gov"),
    ("IEEE Xplore", r"ieeexplore"),
    ("ACM Digital Library", r"dl\.acm\.org"),
    ("SpringerLink", r"link\.springer\.com"),
    ("ScienceDirect", r"sciencedirect\.com"),
    ("Cochrane Library", r"cochranelibrary\.com"),
    ("Dialnet", r"dialnet\."),
    ("Redalyc", r"redalyc\.org"),
)


def _pattern(marks: Sequence[tuple[str, str]]) -> re.Pattern[str]:
    """Return one pattern of all marks, each in a group with its number."""
    parts = (f"(?P<m{number}>{pattern})" for number, (_, pattern) in enumerate(marks))
    return re.compile("|".join(parts), re.IGNORECASE)


_MARK, _HOST = _pattern(_MARKS), _pattern(_HOSTS)


@lru_cache(1_000)
def database_name(name: str) -> str:
    """Return the usual name of a database that an export gives by name or by a code.

    The national collections of SciELO ("SciELO Colombia") are one database.
    """
    if name[:7].casefold() == "scielo ":
        return "SciELO"
    return _NAMES.get(name.strip().rstrip(".").casefold(), name) if name else ""


def known_database(*names: str) -> str:
    """Return the usual name of the first of ``names`` that is a database's, or ""."""
    return next((_NAMES[key] for name in names if (key := name.strip().casefold()) in _NAMES), "")


def database_of(texts: Iterable[str] | None) -> str:
    """Return the database that identifiers or addresses of a record give away, or ""."""
    for text in texts or ():
        if text and not text.isdigit():
            # In an address the host counts, except for Ovid's, which name the database behind them.
            by_host = text.startswith("http") and text.count("/") > 2 and "ovid" not in text
            found = _marked(text.split("/", 3)[2] if by_host else text[:200])
            if found:
                return found
    return ""


@lru_cache(10_000)
def _marked(text: str) -> str:
    """Return the database that an identifier or address gives away, or ""."""
    return _found(_MARK, _MARKS, text)


@lru_cache(10_000)
def _host(address: str) -> str:
    """Return the host of full texts that an address is at, or ""."""
    return _found(_HOST, _HOSTS, address) if address else ""


def _found(pattern: re.Pattern[str], marks: Sequence[tuple[str, str]], text: str) -> str:
    """Return the name of the mark that a text contains, or ""."""
    match = pattern.search(text)
    return marks[int(match.lastgroup[1:])][0] if match is not None and match.lastgroup else ""


def fill_database(records: Sequence[Record]) -> None:
    """Fill in the database of records that do not name it from the other records of their file.

    The others must agree on one, and be at least half of the file. If no record names a database,
    links to one host of full texts, in at least half of the file, give it away.
    """
    counts = Counter(record.database for record in records)
    if not counts[""]:
        return
    known = [name for name in counts if name]
    if not known:
        hosts = Counter(_host(record.url[:60].partition("?")[0]) for record in records)
        known = [name for name in hosts if name]
        counts = hosts
    if len(known) == 1 and counts[known[0]] * 2 >= len(records):
        for record in records:
            record.database = known[0]
