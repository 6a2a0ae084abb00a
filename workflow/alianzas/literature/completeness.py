"""How complete the records of a file are, field by field, and what that means for a review."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from alianzas.literature.record import Record

#: From this share missing on, what a field serves for is in doubt.
NOTEWORTHY = 0.2
#: The fields of the audit in order: how scholars call them, the fields of a record of which one is
#: enough, and what suffers where they are missing.
_FIELDS = (
    ("Title", ("title",), "records cannot be screened"),
    ("Authors", ("authors",), "duplicates are harder to find"),
    ("Year", ("year",), "records cannot be placed in the review's window"),
    ("Journal or book", ("journal",), "sources cannot be counted"),
    ("Abstract", ("abstract",), "screening rests on titles"),
    ("DOI", ("doi",), "duplicates are found by title only"),
    ("Author keywords", ("author_keywords",), "no network of keywords"),
    ("Index keywords", ("index_keywords",), ""),
    ("Document type", ("document_type",), "types cannot be told apart"),
    ("Language", ("language",), "languages cannot be counted"),
    ("Volume", ("volume",), ""),
    ("Issue", ("issue",), ""),
    ("Pages or article number", ("pages", "article_number"), ""),
    ("ISSN", ("issn",), ""),
    ("Affiliations", ("affiliations",), "no analysis of institutions"),
    ("Countries", ("countries",), "no map of countries"),
    ("Times cited", ("times_cited",), "no ranking by citations"),
    ("Cited references", ("cited_references",), "no co-citation analysis"),
    ("Source database", ("database",), ""),
)


class FieldAudit(NamedTuple):
    """One field: how scholars call it, how many records lack it, the share, what suffers.

    ``grade`` is complete, nearly complete (under 5 % missing), gaps (under 20 %), large gaps or
    absent; ``consequence`` is "" where less than 20 % are missing.
    """

    field: str
    missing: int
    share: float
    grade: str
    consequence: str


def audit(records: Sequence[Record]) -> list[FieldAudit]:
    """Return the audit of the fields of records, in the order of a reference."""
    total = len(records)
    result = []
    for name, fields, consequence in _FIELDS:
        missing = sum(all(_empty(getattr(record, field)) for field in fields) for record in records)
        share = missing / total if total else 0.0
        suffers = consequence if share >= NOTEWORTHY else ""
        result.append(FieldAudit(name, missing, share, _grade(missing, total), suffers))
    return result


def _empty(value: object) -> bool:
    return value is None or value in ("", (), "other")


def _grade(missing: int, total: int) -> str:
    if missing == 0:
        return "complete"
    if missing == total:
        return "absent"
    share = missing / total
    return "nearly complete" if share < 0.05 else "gaps" if share < NOTEWORTHY else "large gaps"
