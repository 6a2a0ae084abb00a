"""The words of screening sheets: their columns, and the possible decisions on a record."""

from __future__ import annotations

COLUMNS = ("record_id", "title", "decision", "reason", "note")
INCLUDE, EXCLUDE, NOT_RETRIEVED = "include", "exclude", "not_retrieved"
#: The possible decisions at each stage: only a full text can turn out not to be available.
ALLOWED = {
    "title_abstract": (INCLUDE, EXCLUDE),
    "full_text": (INCLUDE, EXCLUDE, NOT_RETRIEVED),
}
