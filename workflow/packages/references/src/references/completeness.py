"""How complete records are, field by field, and what that means for a review."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from references.record import Record

#: From this share of missing values on, whatever a field is needed for is in doubt.
NOTEWORTHY = 0.2
#: The fields of the audit in order, each with the fields of a record of which one is enough.
FIELDS = {
    **{name: (name,) for name in ("title", "authors", "year", "journal", "abstract", "doi")},
    **{
        name: (name,) for name in ("author_keywords", "index_keywords", "document_type", "language")
    },
    **{name: (name,) for name in ("volume", "issue")},
    "pages": ("pages", "article_number"),
    **{name: (name,) for name in ("issn", "affiliations", "countries", "times_cited")},
    **{name: (name,) for name in ("cited_references", "database")},
}
#: Fields without which some part of a review suffers.
_NEEDED = frozenset(FIELDS) - {"index_keywords", "volume", "issue", "pages", "issn", "database"}
GRADES = ("complete", "nearly", "gaps", "large", "absent")


class FieldAudit(NamedTuple):
    """How complete one field is.

    Parameters
    ----------
    field : str
        The name of the field.
    missing : int
        How many records lack it.
    share : float
        Their share of all records (0–1).
    grade : str
        ``"complete"``, ``"nearly"`` (less than 5 % missing), ``"gaps"`` (less than 20 %),
        ``"large"`` or ``"absent"``.
    suffers : str
        The field again where 20 % or more are missing and some part of a review depends on it,
        else ``""``.
    """

    field: str
    missing: int
    share: float
    grade: str
    suffers: str


def audit_completeness(records: Sequence[Record]) -> list[FieldAudit]:
    """Count the missing values of every field of some records.

    Parameters
    ----------
    records : sequence of Record
        The records, such as those of one database.

    Returns
    -------
    list of FieldAudit
        One entry per field, in the order of a reference: title, authors, year, …
    """
    total = len(records)
    result = []
    for name, fields in FIELDS.items():
        missing = sum(all(_empty(getattr(record, field)) for field in fields) for record in records)
        share = missing / total if total else 0.0
        suffers = name if share >= NOTEWORTHY and name in _NEEDED else ""
        result.append(FieldAudit(name, missing, share, _grade(missing, total), suffers))
    return result


def _empty(value: object) -> bool:
    """Return whether a field says nothing; the document type "other" does not."""
    return value is None or value in ("", (), "other")


def _grade(missing: int, total: int) -> str:
    """Return the grade of a field that so many of all records lack."""
    if missing == 0:
        return "complete"
    if missing == total:
        return "absent"
    share = missing / total
    return "nearly" if share < 0.05 else "gaps" if share < NOTEWORTHY else "large"
