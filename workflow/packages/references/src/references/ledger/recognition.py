"""Recognising source records in the ledger: the same record, whatever its place in its file.

A record that is read as before is recognised by its fingerprint. One that an export gives otherwise
than before (a DOI was added, pages were assigned, the source has another name) is compared with the
rows that are gone as any two records are compared that may be duplicates.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from human_files.text.folding import fold
from references.deduplication.entries import FIELDS, distinct
from references.deduplication.pairs import SAME, decide_all
from references.ledger.rows import LedgerRow, Rows

#: The fields that a row of the ledger keeps of a record.
_KEPT = ("title", "authors", "year", "journal", "volume", "issue", "pages", "doi")


class Recognised(NamedTuple):
    """Per source record (by place) the place of its row: ``direct`` if it was read as before,
    ``likely`` if it is the same publication as a row that is gone."""

    direct: dict[int, int]
    likely: dict[int, int]


def fingerprint(row: Sequence[str]) -> str:
    """Return what identifies the content of a row of :data:`FIELDS`.

    It begins with a letter: a spreadsheet program would take some digits for a number.
    """
    folded = "\x1f".join(" ".join(fold(cell).split()) for cell in row)
    return "f" + hashlib.sha256(folded.encode()).hexdigest()[:20]


def listed_row(
    number: int, record: dict[str, object], fields: Sequence[str], *, added: str
) -> LedgerRow:
    """Return the row of a source record that is listed now, without id and head."""
    by_name = dict(zip(FIELDS, fields, strict=True))
    kept = {name: " ".join(by_name[name].split()) for name in _KEPT}
    return LedgerRow(
        number=number,
        record_id="",
        source=str(record["source"]),
        database=str(record["database"]),
        accession=by_name["identifiers"],
        fingerprint=fingerprint(fields),
        head=False,
        added=added,
        gone="",
        merged_into="",
        split_from="",
        trail="",
        **kept,
    )


def recognise(sources: Sequence[str], fields: Sequence[tuple[str, ...]], rows: Rows) -> Recognised:
    """Return which row of the ledger each source record is.

    ``sources`` and ``fields`` are those of the records, in the order of their places. Nothing
    depends on the order of the records: two that cannot be told apart are one publication.
    """
    waiting: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for place in sorted(range(len(rows)), key=lambda place: -rows[place].number):
        waiting[rows[place].source, rows[place].fingerprint].append(place)
    direct: dict[int, int] = {}
    for place, (source, row) in enumerate(zip(sources, fields, strict=True)):
        found = waiting.get((source, fingerprint(row)))
        if found:
            direct[place] = found.pop()
    found_rows = {*direct.values()}
    left = [place for place in range(len(fields)) if place not in direct]
    gone = [place for place in range(len(rows)) if place not in found_rows]
    return Recognised(direct, _likely(left, gone, sources, fields, rows))


def _likely(
    left: Sequence[int],
    gone: Sequence[int],
    sources: Sequence[str],
    fields: Sequence[tuple[str, ...]],
    rows: Rows,
) -> dict[int, int]:
    """Return the best row that is gone for each record left that is the same publication.

    A row serves one record of each source: first one of its own source, then the surest.
    """
    if not left or not gone:
        return {}
    candidates = [*(fields[place] for place in left), *(_fields(rows[place]) for place in gone)]
    names = [f"{number:09}" for number in range(len(candidates))]
    entries, places = distinct(candidates, names, {*range(len(candidates))})
    where = [found[0] for found in places]
    ranked = []
    for decision in decide_all(entries):
        one, other = sorted((where[decision.first], where[decision.second]))
        if decision.verdict != SAME or one >= len(left) or other < len(left):
            continue
        place, row = left[one], gone[other - len(left)]
        strange = rows[row].source != sources[place]
        content = fields[place]
        ranked.append((strange, -decision.points, rows[row].number, content, place, row))
    found: dict[int, int] = {}
    taken: set[tuple[str, int]] = set()
    for *_, place, row in sorted(ranked):
        if place not in found and (sources[place], row) not in taken:
            found[place] = row
            taken.add((sources[place], row))
    return found


def _fields(row: LedgerRow) -> tuple[str, ...]:
    """Return what a row keeps of its record, as :data:`FIELDS`."""
    cells = {name: getattr(row, name) for name in _KEPT} | {"identifiers": row.accession}
    return tuple(cells.get(name, "") for name in FIELDS)
