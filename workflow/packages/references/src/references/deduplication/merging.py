"""Merging duplicates: one record per reference with the best value of every field."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from references.deduplication.find_duplicates import find_duplicates
from references.deduplication.record_ids import record_ids
from references.deduplication.record_rows import rows_of
from references.deduplication.undecided_pairs import Verdicts, read_verdicts, undecided_frame
from references.record import COLUMNS, CONTENT, LISTS, NUMBERS, SEPARATOR, split_cell, whole_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pandas as pd

Row = dict[str, Any]

#: Fields of which the longest value is the best: full text, full journal name, all pages.
_LONGEST = ("abstract", "journal", "pages", "url")
#: Abstracts less alike (0–100) than this are two texts, not one shortened: both are kept.
_OTHER_ABSTRACT = 60.0
NOBODY = Verdicts(set(), set())


class Deduplicated(NamedTuple):
    """The outcome of deduplication: in = kept + merged.

    ``records`` has the columns record_id, origins, field_origins and those of a record; ``merged``
    has one row per record that went into another (record_id of that one, source, position, title,
    reason); ``apart`` the pairs that look alike but were kept apart (first, second, reason);
    ``undecided`` is the sheet of pairs for a person to decide (see
    :mod:`references.deduplication.undecided_pairs`).
    """

    records: pd.DataFrame
    merged: pd.DataFrame
    apart: pd.DataFrame
    undecided: pd.DataFrame


def remove_duplicates(
    frame: pd.DataFrame, verdicts: Path | str | None = None, file: str | None = None
) -> Deduplicated:
    """Merge the records of a frame (see :mod:`references.record`) that are the same.

    ``verdicts`` is a sheet with what a person decided about pairs, which messages call ``file``
    (default: its path). The order of rows plays no part:
    records come out sorted by id. Raises the errors of
    :func:`~references.deduplication.undecided_pairs.read_verdicts`.
    """
    import pandas as pd

    frame = frame.sort_values(["source", "position"], ignore_index=True)
    rows = _rows(frame)
    names = [origin(row) for row in rows]
    by_hand = NOBODY
    if verdicts is not None:
        by_hand = read_verdicts(verdicts, names, frame["title"].tolist(), file)
    found = find_duplicates(rows_of(frame), names, by_hand.same, by_hand.different)
    kept = [merge([rows[place] for place in group]) for group in found.groups]
    columns = ["origins", "field_origins", *COLUMNS]
    records = pd.DataFrame(kept, columns=columns).astype(frame.dtypes.to_dict())
    records.insert(0, "record_id", record_ids(records))
    merged = [
        (name, rows[place]["source"], rows[place]["position"], rows[place]["title"], reason)
        for name, group, row in zip(records["record_id"], found.groups, kept, strict=True)
        for place in group
        if names[place] != origin(row)
        for reason in [found.reasons[place]]
    ]
    apart = [(names[pair.first], names[pair.second], pair.reason) for pair in found.apart]
    shown = {name: frame[name].tolist() for name in frame.columns}
    return Deduplicated(
        records.sort_values("record_id", ignore_index=True),
        pd.DataFrame(merged, columns=["record_id", "source", "position", "title", "reason"]),
        pd.DataFrame(apart, columns=["first", "second", "reason"]),
        undecided_frame(found.undecided, shown, names),
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


def merge(rows: list[Row]) -> Row:
    """Return one row for several of the same reference, with all ``origins``.

    A second DOI, and an abstract that is another text, are kept in ``other``.

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
            continue
        given = [row for row in rows if _given(row[field])]
        if given:
            chosen = max(given, key=lambda row: _worth(field, row[field], given))
            best[field] = chosen[field]
            origins[field] = origin(chosen)
    spare = {
        "alternative_doi": [row["doi"] for row in rows if row["doi"] not in ("", best["doi"])],
        "alternative_abstract": _other_abstracts([row["abstract"] for row in rows]),
    }
    best["other"] = _join_other([*(row["other"] for row in rows), json.dumps(spare)])
    best["field_origins"] = json.dumps(origins, sort_keys=True)
    return best


def _other_abstracts(abstracts: Sequence[str]) -> list[str]:
    """Return the abstracts that are neither the longest nor a shortened form of one kept."""
    from rapidfuzz import fuzz

    kept: list[str] = []
    for abstract in sorted(filter(None, abstracts), key=lambda text: (-len(text), text)):
        alike = (fuzz.ratio(abstract, known[: len(abstract)]) for known in kept)
        if all(score < _OTHER_ABSTRACT for score in alike):
            kept.append(abstract)
    return kept[1:]


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
    if field == "title":  # no capitals throughout, no lost letters, no brackets of a translation
        return (not value.isupper(), "\ufffd" not in value, not value.startswith("["))
    return (len(value),) if field in _LONGEST else (0,)


def _join_other(cells: list[str]) -> str:
    joined: dict[str, list[str]] = {}
    for cell in cells:
        for name, values in (json.loads(cell) if cell else {}).items():
            if not values:
                continue
            kept = joined.setdefault(name, [])
            kept += [value for value in values if value not in kept]
    return json.dumps(joined, ensure_ascii=False, sort_keys=True) if joined else ""
