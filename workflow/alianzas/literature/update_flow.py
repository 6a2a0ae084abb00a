"""The flow of an update: which records are new since the previous version of the review (PRISMA 2020).

A source record that the ledger lists after the last day of the previous version was found by the
update. Where its publication had an id before, it is a duplicate; the studies that were included under
such ids are those of the previous version.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from alianzas.literature.flow import DUPLICATE, INCLUDED, REJECTED

if TYPE_CHECKING:
    import pandas as pd

    from references.ledger.rows import Rows

#: Where a record was read: the name of its source, and its number in the file.
Place = tuple[str, int]


class UpdateFlow(NamedTuple):
    """The flow of the records that an update found, and the ids of those included before."""

    flow: pd.DataFrame
    previous: list[str]


def listed_on(frame: pd.DataFrame, rows: Rows) -> dict[Place, str]:
    """Return the day (ISO 8601) on which each record of a frame was listed, by where it was read."""
    from references.deduplication.record_rows import rows_of
    from references.ledger.recognition import recognise

    sources = [str(source) for source in frame["source"]]
    found = recognise(sources, rows_of(frame), rows)
    days = {**found.likely, **found.direct}
    return {
        (source, int(position)): rows[days[place]].added
        for place, (source, position) in enumerate(zip(sources, frame["position"], strict=True))
        if place in days
    }


def since(flow: pd.DataFrame, days: Mapping[Place, str], rows: Rows, until: date) -> UpdateFlow:
    """Return the part of a flow that lies after ``until``, the last day of the previous version.

    ``flow`` is the frame of :func:`alianzas.literature.flow.trace_records`, ``days`` are those of
    :func:`listed_on`; a record that is not listed is new. A rejected record, which no ledger lists,
    belongs to the update if its whole source does.
    """
    last = until.isoformat()
    born: dict[str, str] = {}
    for row in rows:
        born[row.record_id] = min(row.added, born.get(row.record_id, row.added))
    is_old = flow["record_id"].map(lambda name: born.get(name, "9") <= last)
    previous = flow.loc[(flow["fate"] == INCLUDED) & is_old, "record_id"].tolist()
    old_sources = {source for (source, _), day in days.items() if day <= last}
    places = list(zip(flow["source"], flow["position"].astype(int), strict=True))
    is_new = [
        (place[0] not in old_sources) if fate == REJECTED else days.get(place, "9") > last
        for place, fate in zip(places, flow["fate"], strict=True)
    ]
    part = flow[is_new].copy()
    again = is_old[is_new] & (part["fate"] != REJECTED)
    part.loc[again, ["fate", "reason"]] = [DUPLICATE, ""]
    part.loc[again, "sought"] = False
    return UpdateFlow(part, previous)
