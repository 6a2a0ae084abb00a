"""The rows behind a result: those whose columns hold the words of its key, if they are as many.

``literature.excluded.not_alliances.n`` is 17, and 17 rows of ``flow_boxes`` have "excluded" in one
column and "not_alliances" in another: these are they. Where no rows are that many, nothing is claimed
but what the rule has read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from honest_results.tracing.built_results import Built, read_rows
from honest_results.tracing.upstream import Step

#: Columns that say which record a row is, and those that say where it stands in a raw file.
_IDS = ("record_id", "respondent", "case")
_POSITION = ("source", "position")


@dataclass(frozen=True)
class Rows:
    """Rows of records: what their columns have in common, how many they are, and which.

    ``where`` is empty for all rows that a rule reads.
    """

    record: str
    where: tuple[tuple[str, str], ...]
    count: int
    names: tuple[str, ...]


def rows_behind(
    key: str, fact: Mapping[str, Any], steps: Sequence[Step], built: Built
) -> list[Rows]:
    """Return the rows that a fact counts; where that cannot be told, those that its rule reads.

    ``steps`` is the way upstream, the fact's own rule first. Empty where no records name their rows.
    """
    if not steps:
        return []
    own = [item.name for item in steps[0].flow.outputs if item.kind == "record"]
    read = [reading.item.name for reading in steps[0].reads if reading.item.kind == "record"]
    segments = [part.replace("-", "_") for part in key.split(".")]
    best: Rows | None = None
    for name in [*own, *read]:
        rows = _table(name, built)
        if rows is None:
            continue
        where = _where(segments, rows)
        chosen = [row for row in rows if all(str(row[c]) == v for c, v in where)]
        count = len({_name(row) for row in chosen})
        if where and _is_count(fact, count) and (best is None or len(where) > len(best.where)):
            best = _rows(name, where, chosen)
    if best is not None:
        return [best]
    if fact.get("kind") in ("phrase", "label", "year"):
        return []
    return [
        _rows(name, (), rows) for name in read for rows in [_table(name, built)] if rows is not None
    ]


def rows_read(steps: Sequence[Step], built: Built) -> list[Rows]:
    """Return all rows that the first of ``steps`` reads, where their records name them."""
    read = [r.item.name for r in steps[0].reads if r.item.kind == "record"] if steps else []
    tables = [(name, _table(name, built)) for name in read]
    return [_rows(name, (), rows) for name, rows in tables if rows is not None]


def _table(name: str, built: Built) -> list[dict[str, Any]] | None:
    """Return the rows of records that name them, texts alone; None of others."""
    from pyarrow import types
    from pyarrow.parquet import read_schema

    files = built.record_files(name)
    if not files:
        return None
    schema = read_schema(files[0])
    names = [column for column in _IDS if column in schema.names]
    if not names and not all(column in schema.names for column in _POSITION):
        return None
    texts = [f.name for f in schema if types.is_string(f.type) or types.is_large_string(f.type)]
    columns = list(dict.fromkeys([*names, *(c for c in _POSITION if c in schema.names), *texts]))
    rows: list[dict[str, Any]] = []
    for path in files:
        rows += read_rows(path, columns)
    return rows


def _where(
    segments: Sequence[str], rows: Sequence[Mapping[str, Any]]
) -> tuple[tuple[str, str], ...]:
    """Return which columns hold a word of the key, each with the word; identities do not count."""
    found: dict[str, str] = {}
    for column in rows[0] if rows else ():
        if column in (*_IDS, "title", "abstract"):
            continue
        values = {str(row[column]) for row in rows}
        word = next((each for each in reversed(segments) if each in values), None)
        if word is not None and word not in found.values():
            found[column] = word
    return tuple(found.items())


def _is_count(fact: Mapping[str, Any], count: int) -> bool:
    """Say whether a fact is this count, or this count's share of its n."""
    value, n = fact["value"], fact.get("n")
    if not count or not isinstance(value, int | float):
        return False
    if fact["kind"] == "count":
        return bool(value == count)
    return bool(fact["kind"] == "percent" and n and abs(value * n - count) < 1e-6)


def _rows(name: str, where: tuple[tuple[str, str], ...], rows: Sequence[Mapping[str, Any]]) -> Rows:
    names = tuple(dict.fromkeys(_names(rows)))
    return Rows(name, where, len(names) if where else len(rows), names)


def _names(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for row in rows:
        yield _name(row)


def _name(row: Mapping[str, Any]) -> str:
    """Return what a person calls a row: its record, and where that stands in its raw file."""
    ids = next((str(row[column]) for column in _IDS if row.get(column) is not None), "")
    if all(row.get(column) is not None for column in _POSITION):
        place = f"{row['source']}:{row['position']}"
        return f"{ids} ({place})" if ids else place
    return ids
