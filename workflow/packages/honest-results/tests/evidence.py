"""Facts as tests of the ledger need them."""

from __future__ import annotations

from typing import Any

from human_files.language.numbers import format_interval, format_value

BOTH = {"en": "Because.", "es": "Porque sí."}


def fact(
    value: Any,
    level: str = "observed",
    kind: str | None = None,
    interval: tuple[float | None, float | None] | None = None,
    file: str = "data/study/answers.csv",
) -> dict[str, Any]:
    """Return a fact as merge_facts gives it."""
    kind = kind or ("phrase" if isinstance(value, str) else "number")
    entry: dict[str, Any] = {
        "value": value,
        "kind": kind,
        "level": level,
        "rule": "fit_drivers",
        "script": "workflow/scripts/survey/fit_drivers.py",
        "sources": [{"file": file, "level": level, "sha256": "0" * 64}],
        "text": {language: format_value(value, kind, language) for language in ("en", "es")},
    }
    if interval is not None:
        entry["interval"] = list(interval)
        entry["confidence"] = 0.95
        entry["interval_text"] = {
            language: format_interval(interval, kind, language) for language in ("en", "es")
        }
    return entry
