"""Merging duplicates: one record per reference with the best value of every field."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from references.comparable_text import title_key
from references.deduplication.find_duplicates import find_duplicates
from references.deduplication.record_ids import record_ids
from references.deduplication.record_rows import rows_of
from references.deduplication.undecided_pairs import NOBODY, read_verdicts, undecided_frame
from references.ledger.assigning import assign
from references.record import COLUMNS, CONTENT, LISTS, NUMBERS, SEPARATOR, split_cell, whole_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pandas as pd

    from references.ledger.rows import LedgerRow, Rows

Row = dict[str, Any]

#: Fields whose longest value is the best: complete abstract, full journal name, all pages.
_LONGEST = ("abstract", "journal", "pages", "url")
#: Abstracts less similar (0–100) than this are different texts, not one shortened: both are kept.
_OTHER_ABSTRACT = 60.0


class Deduplicated(NamedTuple):
    """The outcome of deduplication: records read = kept + merged into others.

    Parameters
    ----------
    records : pandas.DataFrame
        One row per reference: record_id (such as "ash-2020-trust"), origins, field_origins, and the
        columns of a record.
    merged : pandas.DataFrame
        One row per record that was merged into another: record_id of that one, source, position,
        title, reason.
    apart : pandas.DataFrame
        Pairs that look alike but were kept apart: first, second, reason.
    undecided : pandas.DataFrame
        The sheet of pairs for a person to decide: first, second, verdict (empty), reason, and both
        records field by field; below them the pairs of ``versions`` that nobody has decided. See
        :func:`write_undecided`.
    versions : pandas.DataFrame
        Pairs of records that report one study, such as a preprint and its article: first and second
        (each a record_id), relation, reason.
    ledger : list of LedgerRow
        The ledger of record ids with these records in it; see :mod:`references.ledger`.
    """

    records: pd.DataFrame
    merged: pd.DataFrame
    apart: pd.DataFrame
    undecided: pd.DataFrame
    versions: pd.DataFrame
    ledger: list[LedgerRow]


def remove_duplicates(
    frame: pd.DataFrame,
    verdicts: Path | str | None = None,
    file: str | None = None,
    ledger: Rows = (),
    today: str = "",
) -> Deduplicated:
    """Merge the records of a frame that describe the same reference.

    Every field of two records is compared, and the agreements and disagreements are weighed against
    each other [1]_; only pairs that share a key and are neighbours by title are compared [2]_. Of
    each field the best value is kept, with its origin. The order of the rows does not matter.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row per record, as :func:`records_frame` returns it.
    verdicts : pathlib.Path or str, optional
        The sheet of undecided pairs of an earlier run, in which somebody filled in the column
        ``verdict``: ``same``, ``different``, or ``version`` for two reports of one study.
    file : str, optional
        What messages call that sheet; its path if not given.
    ledger : sequence of LedgerRow
        The ledger of an earlier run: records that are listed there keep their ids.
    today : str
        The day (ISO 8601) under which the ledger that is returned lists new records.

    Returns
    -------
    Deduplicated
        The merged records, sorted by record_id, and an account of every decision.

    Raises
    ------
    SheetError
        If ``verdicts`` is not such a sheet.
    UndecidedSheetError
        If it names unknown records, does not match the records any more, or contradicts itself.

    References
    ----------
    .. [1] I. P. Fellegi and A. B. Sunter (1969). A theory for record linkage. *Journal of the
       American Statistical Association*, 64(328), 1183-1210.
    .. [2] M. A. Hernández and S. J. Stolfo (1995). The merge/purge problem for large databases.
       *Proceedings of the 1995 ACM SIGMOD International Conference*, 127-138.
    """
    import pandas as pd

    frame = frame.sort_values(["source", "position"], ignore_index=True)
    rows = _rows(frame)
    names = [origin(row) for row in rows]
    fields = rows_of(frame)
    by_hand = NOBODY
    if verdicts is not None:
        by_hand = read_verdicts(
            verdicts,
            names,
            frame["title"].tolist(),
            file,
            {name: frame[name].tolist() for name in frame.columns},
            {(row.source, title_key(row.title)) for row in ledger},
        )
    found = find_duplicates(fields, names, *by_hand)
    kept = [merge([rows[place] for place in group]) for group in found.groups]
    columns = ["origins", "field_origins", *COLUMNS]
    records = pd.DataFrame(kept, columns=columns).astype(frame.dtypes.to_dict())
    places = {name: place for place, name in enumerate(names)}

    def mint(groups: Sequence[int], taken: set[str]) -> list[str]:
        return record_ids(records.iloc[[*groups]], taken)

    heads = [places[_title_origin(row)] for row in kept]
    ids, listed = assign(ledger, rows, fields, found.groups, heads, mint, today)
    records.insert(0, "record_id", ids)
    merged = [
        (name, rows[place]["source"], rows[place]["position"], rows[place]["title"], reason)
        for name, group, row in zip(records["record_id"], found.groups, kept, strict=True)
        for place in group
        if names[place] != origin(row)
        for reason in [found.reasons[place]]
    ]
    apart = [(names[pair.first], names[pair.second], pair.reason) for pair in found.apart]
    record_of = {
        place: name
        for name, group in zip(records["record_id"], found.groups, strict=True)
        for place in group
    }
    versions = [
        (record_of[pair.first], record_of[pair.second], pair.relation, pair.reason)
        for pair in found.versions
    ]
    shown = {name: frame[name].tolist() for name in frame.columns}
    open_versions = [pair for pair in found.versions if pair[:2] not in by_hand.versions]
    return Deduplicated(
        records.sort_values("record_id", ignore_index=True),
        pd.DataFrame(merged, columns=["record_id", "source", "position", "title", "reason"]),
        pd.DataFrame(apart, columns=["first", "second", "reason"]),
        undecided_frame(found.undecided, shown, names, open_versions),
        pd.DataFrame(versions, columns=["first", "second", "relation", "reason"]),
        listed,
    )


def _title_origin(row: Row) -> str:
    """Return the origin of the title of a merged record."""
    origins: dict[str, str] = json.loads(row["field_origins"]) if row["field_origins"] else {}
    return origins.get("title", origin(row))


def _rows(frame: pd.DataFrame) -> list[Row]:
    """Return the rows of a frame, None for a missing number."""
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

    The most complete row provides source, file, position and line, and each field for which there is
    no better rule; ``field_origins`` (JSON) says where every field came from. A second DOI, and an
    abstract that is a different text, are kept in ``other``. A single row stays as it is.
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
    """Return the abstracts other than the longest that are not shortened forms of one kept."""
    from rapidfuzz import fuzz

    kept: list[str] = []
    for abstract in sorted(filter(None, abstracts), key=lambda text: (-len(text), text)):
        alike = (fuzz.ratio(abstract, known[: len(abstract)]) for known in kept)
        if all(score < _OTHER_ABSTRACT for score in alike):
            kept.append(abstract)
    return kept[1:]


def _given(value: Any) -> bool:
    """Return whether a field has a value."""
    return value is not None and value != ""


def _filled(row: Row) -> int:
    """Return how many fields of a row have a value."""
    return sum(_given(row[field]) for field in CONTENT)


def _worth(field: str, value: Any, rows: list[Row]) -> tuple[int, ...]:
    """Rank a value of a field; of equals that of the most complete row wins (max takes the first)."""
    if field in LISTS:
        return (len(split_cell(value)), len(value))
    if field == "year":  # that of most records; else the later, which is that of the printed issue
        return (Counter(row[field] for row in rows)[value], int(value))
    if field in NUMBERS:
        return (int(value),)
    if field == "title":  # not all in capitals, no lost letters, no brackets of a translation
        return (not value.isupper(), "\ufffd" not in value, not value.startswith("["))
    return (len(value),) if field in _LONGEST else (0,)


def _join_other(cells: list[str]) -> str:
    """Return the fields of several cells of JSON as one."""
    joined: dict[str, list[str]] = {}
    for cell in cells:
        for name, values in (json.loads(cell) if cell else {}).items():
            if not values:
                continue
            kept = joined.setdefault(name, [])
            kept += [value for value in values if value not in kept]
    return json.dumps(joined, ensure_ascii=False, sort_keys=True) if joined else ""
