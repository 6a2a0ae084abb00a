"""Merging duplicates: one record per reference with the best value of every field."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from alianzas.language.numbers import format_value
from alianzas.literature.deduplication import Match, compare_records, group_records
from alianzas.literature.record import (
    COLUMNS,
    CONTENT,
    LISTS,
    NUMBERS,
    SEPARATOR,
    split_cell,
    whole_numbers,
)
from alianzas.literature.record_ids import record_ids
from alianzas.results.facts import Fact

if TYPE_CHECKING:
    import pandas as pd

    from alianzas.language.labels import Labels

Row = dict[str, Any]

#: Fields of which the longest value is the best: full text, full journal name, all pages.
_LONGEST = ("abstract", "journal", "pages", "url")


class Deduplicated(NamedTuple):
    """The outcome of deduplication: in = kept + merged.

    ``records`` has the columns record_id, origins, field_origins and those of a record; ``merged``
    has one row per record that went into another (record_id of that one, source, position, title,
    reason); ``apart`` the pairs that look alike but were kept apart (first, second, reason).
    """

    records: pd.DataFrame
    merged: pd.DataFrame
    apart: pd.DataFrame


def remove_duplicates(frame: pd.DataFrame) -> Deduplicated:
    """Merge the records of a frame (see :mod:`alianzas.literature.record`) that are the same.

    The order of rows plays no part: records come out sorted by id.
    """
    import pandas as pd

    frame = frame.sort_values(["source", "position"], ignore_index=True)
    matches = compare_records(frame)
    rows = _rows(frame)
    groups, refused = group_records(list(frame["doi"]), matches)
    kept = [merge([rows[place] for place in group]) for group in groups]
    columns = ["origins", "field_origins", *COLUMNS]
    records = pd.DataFrame(kept, columns=columns).astype(frame.dtypes.to_dict())
    records.insert(0, "record_id", record_ids(records))
    reasons = _reasons(matches, groups)
    merged = [
        (
            name,
            rows[place]["source"],
            rows[place]["position"],
            rows[place]["title"],
            reasons[place],
        )
        for name, group, row in zip(records["record_id"], groups, kept, strict=True)
        for place in group
        if origin(rows[place]) != origin(row)
    ]
    apart = [
        (origin(rows[match.first]), origin(rows[match.second]), match.reason)
        for match in sorted([*matches, *refused])
        if not match.same
    ]
    return Deduplicated(
        records.sort_values("record_id", ignore_index=True),
        pd.DataFrame(merged, columns=["record_id", "source", "position", "title", "reason"]),
        pd.DataFrame(apart, columns=["first", "second", "reason"]),
    )


def _rows(frame: pd.DataFrame) -> list[Row]:
    """Return the rows of a frame with a plain index, None for a missing number."""
    import pandas as pd

    plain = frame.astype("object")
    for name in NUMBERS:
        plain[name] = pd.Series(whole_numbers(frame[name]), dtype="object")
    return [{str(name): value for name, value in row.items()} for row in plain.to_dict("records")]


def origin(row: Row) -> str:
    """Return where a record was read: "<source>:<position>"."""
    return f"{row['source']}:{row['position']}"


def _reasons(matches: list[Match], groups: list[list[int]]) -> dict[int, str]:
    """Return for each record of a group why it is the same as another; the first match counts."""
    group_of = {place: number for number, group in enumerate(groups) for place in group}
    reasons: dict[int, str] = {}
    for match in matches:
        if match.same and group_of[match.first] == group_of[match.second]:
            reasons.setdefault(match.first, match.reason)
            reasons.setdefault(match.second, match.reason)
    return reasons


def merge(rows: list[Row]) -> Row:
    """Return one row for several of the same reference, with all ``origins``.

    The fullest row gives source, file, position and line, and each field for which no better rule
    is known; ``field_origins`` (JSON) tells where every field came from. A single row is itself.
    """
    rows = sorted(rows, key=lambda row: (-_filled(row), row["source"], row["position"]))
    best = dict(rows[0])
    best["origins"] = SEPARATOR.join(sorted(origin(row) for row in rows))
    best["field_origins"] = ""
    if len(rows) == 1:
        return best
    origins: dict[str, str] = {}
    for field in CONTENT:
        if field == "other":
            best[field] = _join_other([row[field] for row in rows])
            continue
        given = [row for row in rows if _given(row[field])]
        if given:
            chosen = max(given, key=lambda row: _worth(field, row[field], given))
            best[field] = chosen[field]
            origins[field] = origin(chosen)
    best["field_origins"] = json.dumps(origins, sort_keys=True)
    return best


def _given(value: Any) -> bool:
    return value is not None and value != ""


def _filled(row: Row) -> int:
    return sum(_given(row[field]) for field in CONTENT)


def _worth(field: str, value: Any, rows: list[Row]) -> tuple[int, ...]:
    """Rank a value of a field; of equals the one of the fullest row stays (max takes the first)."""
    if field in LISTS:
        return (len(split_cell(value)), len(value))
    if field == "year":  # the year most give; else the later, the printed issue's
        return (Counter(row[field] for row in rows)[value], int(value))
    if field in NUMBERS:
        return (int(value),)
    return (len(value),) if field in _LONGEST else (0,)


def _join_other(cells: list[str]) -> str:
    joined: dict[str, list[str]] = {}
    for cell in cells:
        for name, values in (json.loads(cell) if cell else {}).items():
            kept = joined.setdefault(name, [])
            kept += [value for value in values if value not in kept]
    return json.dumps(joined, ensure_ascii=False, sort_keys=True) if joined else ""


def duplicate_facts(result: Deduplicated, labels: Labels) -> list[Fact]:
    """Return how many records were merged, as a number and as a clause, and how many are left."""
    merged = len(result.merged)
    which = {0: "none", 1: "one"}.get(merged, "many")
    text = {
        language: words.format(n=format_value(merged, "count", language))
        for language, words in labels.both(f"literature.duplicates.{which}").items()
    }
    return [
        Fact("literature.duplicates.n", merged, "count"),
        Fact("literature.duplicates.phrase", which, "phrase", text=text),
        Fact("literature.unique.n", len(result.records), "count"),
    ]
