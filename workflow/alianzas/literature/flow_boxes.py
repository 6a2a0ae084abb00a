"""The boxes of the flow, each as the list of the records it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alianzas.literature.flow import DUPLICATE, EXCLUDED, EXCLUDED_FULL_TEXT, INCLUDED, REJECTED
from alianzas.literature.screening import NOT_RETRIEVED

if TYPE_CHECKING:
    import pandas as pd

#: The boxes in the order of PRISMA 2020 (Page et al., 2021) and what each counts: fates, whether
#: only sought reports count, and the column that divides the box into items.
BOXES: tuple[tuple[str, tuple[str, ...], bool, str], ...] = (
    (
        "identified",
        (REJECTED, DUPLICATE, EXCLUDED, NOT_RETRIEVED, EXCLUDED_FULL_TEXT, INCLUDED),
        False,
        "source",
    ),
    ("removed", (REJECTED, DUPLICATE), False, "fate"),
    ("screened", (EXCLUDED, NOT_RETRIEVED, EXCLUDED_FULL_TEXT, INCLUDED), False, ""),
    ("excluded", (EXCLUDED,), False, "reason"),
    ("sought", (NOT_RETRIEVED, EXCLUDED_FULL_TEXT, INCLUDED), True, ""),
    ("not_retrieved", (NOT_RETRIEVED,), True, ""),
    ("assessed", (EXCLUDED_FULL_TEXT, INCLUDED), True, ""),
    ("excluded_full_text", (EXCLUDED_FULL_TEXT,), True, "reason"),
    ("included", (INCLUDED,), False, "source"),
)


def box_records(flow: pd.DataFrame) -> pd.DataFrame:
    """Return one row per box and record in it: box, item, source, position, record_id, title.

    ``flow`` is the frame of :func:`alianzas.literature.flow.trace_records`. ``item`` is the line of
    the box that counts the record (a source, a fate, a reason; "" where a box has one number).
    Boxes are in order, and records in the order of the files; a box without records has no rows,
    nor have the boxes of reports where none was sought. A duplicate has the record_id of the
    record it was merged into, a rejected record has none.
    """
    import pandas as pd

    parts = []
    for box, fates, sought, divided in BOXES:
        part = flow[flow["fate"].isin(fates)]
        if sought:
            part = part[part["sought"]]
        columns = part[["source", "position", "record_id", "title"]]
        parts.append(columns.assign(box=box, item=part[divided] if divided else ""))
    order = ["box", "item", "source", "position", "record_id", "title"]
    return pd.concat(parts, ignore_index=True)[order]
