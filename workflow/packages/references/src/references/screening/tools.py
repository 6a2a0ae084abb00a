"""What the screening tools have in common: their names, and how a record is marked for them.

A tool keeps the fields of a record but gives it a key of its own, so the record's id is written in
the notes as well: ``ALIANZAS-RECORD: ash-2020-trust``.
"""

from __future__ import annotations

import re

RAYYAN, ASREVIEW = "rayyan", "asreview"
TOOLS = (RAYYAN, ASREVIEW)
#: The stages of screening, as in the model of the codebook, which is slow to import.
STAGES = ("title_abstract", "full_text")
#: The column of a record's id in tables. ASReview reserves "record_id" for numbers of its own.
ID_COLUMN = "alianzas_id"

_MARK = re.compile(r"ALIANZAS-RECORD:\s*([a-z0-9-]+)")


def mark(record_id: str) -> str:
    """Return the note that carries a record's id."""
    return f"ALIANZAS-RECORD: {record_id}"


def marked_id(notes: str) -> str:
    """Return the record id in notes, or ""."""
    found = _MARK.search(notes)
    return found[1] if found else ""
