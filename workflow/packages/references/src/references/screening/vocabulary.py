"""The words of screening sheets: their columns, and what may be decided of a record."""

from __future__ import annotations

COLUMNS = ("record_id", "title", "decision", "reason", "note")
INCLUDE, EXCLUDE, NOT_RETRIEVED = "include", "exclude", "not_retrieved"
#: What may be decided at each stage: only of a full text can it be said that nobody could get it.
ALLOWED = {
    "title_abstract": (INCLUDE, EXCLUDE),
    "full_text": (INCLUDE, EXCLUDE, NOT_RETRIEVED),
}
