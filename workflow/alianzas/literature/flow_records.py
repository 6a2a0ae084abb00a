"""The records behind each box of the flow, as the article lists them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from alianzas.literature.flow_boxes import BOXES, box_records
from alianzas.literature.included_studies import cite
from honest_results.figures import RecordList
from human_files.language.current import current_languages
from human_files.language.numbers import format_value

if TYPE_CHECKING:
    import pandas as pd

    from alianzas.config.literature_settings import BibliographicSource
    from human_files.language.labels import Labels
    from references.screening.codebook import ScreeningCodebook

#: How many records of a box are listed; the rest are only counted.
MOST_LISTED = 1000
#: The boxes that exist only where full texts were sought.
_OF_FULL_TEXT = frozenset(box for box, _, sought, _ in BOXES if sought)

Rows = Sequence[Mapping[Any, Any]]


def flow_lists(
    flow: pd.DataFrame,
    screened: pd.DataFrame,
    codebook: ScreeningCodebook,
    sources: Sequence[BibliographicSource],
    labels: Labels,
) -> dict[str, list[RecordList]]:
    """Return, per language, one list for each box of the flow, or for each line in it.

    ``flow`` is the frame of :func:`alianzas.literature.flow.trace_records`; ``screened`` gives
    authors and year by record_id. The ``part`` of a list is its box.
    """
    known = {row["record_id"]: row for row in screened.to_dict("records")}
    rows: dict[tuple[str, str], list[Mapping[Any, Any]]] = {}
    for row in box_records(flow).to_dict("records"):
        rows.setdefault((row["box"], row["item"]), []).append(row)
    staged = bool(flow["sought"].any())
    lists: dict[str, list[RecordList]] = {}
    for language in current_languages():
        names = {source.name: source.database.words(language) for source in sources}
        items = names | {r.id: r.label.words(language) for r in codebook.reasons}
        for fate in ("rejected", "duplicate"):
            items[fate] = labels(f"literature.figure.flow.{fate}", language)
        lists[language] = []
        for box, *_ in BOXES:
            if box in _OF_FULL_TEXT and not staged:
                continue
            parts = [item for item in items if (box, item) in rows] or [""]
            total = sum(len(rows.get((box, item), ())) for item in parts)
            title = _counted(labels(f"literature.figure.flow.{box}", language), total, language)
            lists[language] += [
                RecordList(
                    _counted(items[item], len(rows[box, item]), language) if item else title,
                    _entries(rows.get((box, item), ()), known, names, labels, language),
                    box,
                    title,
                )
                for item in parts
            ]
    return lists


def _counted(heading: str, number: int, language: str) -> str:
    """Return a heading with a number in brackets."""
    return f"{heading} ({format_value(number, 'count', language)})"


def _entries(
    rows: Rows,
    known: Mapping[str, Mapping[Any, Any]],
    names: Mapping[str, str],
    labels: Labels,
    language: str,
) -> list[str]:
    """Return the records of a box as text; a removed record also has its place in its file."""
    entries = []
    for row in rows[:MOST_LISTED]:
        record = known.get(row["record_id"])
        place = labels("literature.flow.place", language).format(
            source=names[row["source"]], position=row["position"]
        )
        if record is None:
            entries.append(place)
            continue
        year = record["year"]
        dated = None if year != year else int(year)
        entry = f"{cite(record['authors'], dated, record['title'], language)}. {row['title']}"
        in_file = row["box"] == "removed"
        entries.append(f"{entry} ({place})" if in_file else entry)
    if len(rows) > MOST_LISTED:
        more = format_value(len(rows) - MOST_LISTED, "count", language)
        entries.append(labels("literature.flow.more", language).format(n=more))
    return entries
