"""The flow of records from the files to the included studies (PRISMA 2020; SPAR-4-SLR).

Every box of the flow is a list of records, so its numbers cannot disagree with the data.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from alianzas.literature.screening import EXCLUDE, FULL_TEXT, INCLUDE, NOT_RETRIEVED
from human_files.errors import Problem, ResultError
from human_files.language.messages import counted_message, message, template
from references.record import split_cell
from references.screening.record_sheets import listing

if TYPE_CHECKING:
    import pandas as pd

#: What may become of a record; two of the fates exist only where full texts were sought.
REJECTED, DUPLICATE, EXCLUDED = "rejected", "duplicate", "excluded"
EXCLUDED_FULL_TEXT, INCLUDED = "excluded_full_text", "included"
FATES = (REJECTED, DUPLICATE, EXCLUDED, NOT_RETRIEVED, EXCLUDED_FULL_TEXT, INCLUDED)
#: The fates of records whose reports were sought.
_SOUGHT = (NOT_RETRIEVED, EXCLUDED_FULL_TEXT, INCLUDED)


class FlowContradictionError(ResultError):
    """The flow counts records twice or loses them."""


class FullTextCounts(NamedTuple):
    """The numbers of the full-text stage; ``excluded_for`` by reason, in the codebook's order."""

    sought: int
    not_retrieved: int
    assessed: int
    excluded: int
    excluded_for: dict[str, int]


class FlowCounts(NamedTuple):
    """The numbers of the flow; ``excluded_for`` by reason, in the codebook's order.

    ``excluded`` counts exclusions at the first stage; ``full_text`` is None where no report was
    sought.
    """

    identified: int
    rejected: int
    duplicates: int
    screened: int
    excluded: int
    excluded_for: dict[str, int]
    included: int
    full_text: FullTextCounts | None = None


def trace_records(
    identified: pd.DataFrame, rejected: pd.DataFrame, merged: pd.DataFrame, screened: pd.DataFrame
) -> pd.DataFrame:
    """Return what became of every record: source, position, title, fate, reason, record_id, sought.

    ``identified`` are the usable records as read (with title), ``rejected`` the others (each
    source, position), ``merged`` the duplicates (source, position, record_id), ``screened`` the
    rest as :func:`alianzas.literature.screening.screen` returns them. ``sought`` tells whether the
    report was sought. Raises FlowContradictionError for a record with no fate or with two.
    """
    import pandas as pd

    parts = [(rejected, REJECTED), (merged, DUPLICATE), *_fates(screened)]
    frames = [
        pd.DataFrame(
            {
                "source": part["source"],
                "position": part["position"].astype("int64"),
                "fate": fate,
                "reason": part.get("reason", ""),
                "record_id": "" if fate == REJECTED else part["record_id"],
            }
        )
        for part, fate in parts
        if len(part)
    ]
    frame = pd.concat(frames, ignore_index=True)
    found = [*_places(identified), *_places(rejected)]
    _reconcile(found, _places(frame))
    frame["sought"] = frame["fate"].isin(_SOUGHT) if _has_full_text(screened) else False
    titles = dict(zip(_places(identified), identified["title"], strict=True))
    frame.insert(2, "title", [titles.get(place, "") for place in _places(frame)])
    return frame.sort_values(["source", "position"], ignore_index=True)


def _has_full_text(screened: pd.DataFrame) -> bool:
    return FULL_TEXT + "decision" in screened


def _fates(screened: pd.DataFrame) -> list[tuple[pd.DataFrame, str]]:
    """Return the screened records by fate; a record with contradictory decisions has none."""
    final = screened["decision"]
    if not _has_full_text(screened):
        return [(screened[final == EXCLUDE], EXCLUDED), (screened[final == INCLUDE], INCLUDED)]
    read = screened[FULL_TEXT + "decision"]
    return [
        (screened[(final == EXCLUDE) & (read == "")], EXCLUDED),
        (screened[(final == EXCLUDE) & (read == NOT_RETRIEVED)], NOT_RETRIEVED),
        (screened[(final == EXCLUDE) & (read == EXCLUDE)], EXCLUDED_FULL_TEXT),
        (screened[(final == INCLUDE) & (read == INCLUDE)], INCLUDED),
    ]


def _places(frame: pd.DataFrame) -> list[str]:
    """Return the source and position of each record, as in ``scopus:12``."""
    return [f"{s}:{p}" for s, p in zip(frame["source"], frame["position"], strict=True)]


#: What is told of records whose fates do not add up: of one, of several.
_TWICE = (
    template("{n} record is counted twice: {places}."),
    template("{n} records are counted twice: {places}."),
)
_LOST = (
    template("{n} record is neither excluded nor included: {places}."),
    template("{n} records are neither excluded nor included: {places}."),
)
_UNKNOWN = (
    template("{n} record is in no bibliographic file: {places}."),
    template("{n} records are in no bibliographic file: {places}."),
)
_STRANGE = (
    template("{n} record has no known fate: {names}."),
    template("{n} records have no known fate: {names}."),
)
_MISPLACED = (
    template("{n} record has a fate of another stage: {names}."),
    template("{n} records have a fate of another stage: {names}."),
)


def _reconcile(found: Sequence[str], traced: Sequence[str]) -> None:
    """Raise FlowContradictionError unless every record found has exactly one fate."""
    twice = sorted(place for place, count in Counter(traced).items() if count > 1)
    lost = sorted(set(found) - set(traced))
    unknown = sorted(set(traced) - set(found))
    problems = [
        _contradiction(counted_message(len(places), *sentences, places=listing(places)))
        for places, sentences in (
            (twice, _TWICE),
            (lost, _LOST),
            (unknown, _UNKNOWN),
        )
        if places
    ]
    if problems:
        raise FlowContradictionError(problems)


def _contradiction(found: str) -> Problem:
    """Return a problem with the advice to rebuild."""
    advice = message("Rebuild the literature branch (make clean, then make paper).")
    return Problem(message("flow of records"), found, advice)


def count_flow(
    flow: pd.DataFrame, reasons: Sequence[str], full_text_reasons: Sequence[str] = ()
) -> FlowCounts:
    """Return the numbers of the flow (frame of :func:`trace_records`), reconciled.

    The reasons are the codebook's for each stage; each has a count, even if it is 0. Raises
    FlowContradictionError where the boxes do not add up, naming the records: excluded for a reason
    that is not in the codebook, without a known fate, or with a full-text fate although no report
    was sought.
    """
    problems = [
        *_unexplained(flow, EXCLUDED, reasons),
        *_unexplained(flow, EXCLUDED_FULL_TEXT, full_text_reasons),
    ]
    fates = Counter(flow["fate"])
    strangers = flow[~flow["fate"].isin(FATES)]
    read = flow["fate"].isin([NOT_RETRIEVED, EXCLUDED_FULL_TEXT])
    staged = bool(flow["sought"].any())
    misplaced = flow[flow["fate"].isin(_SOUGHT) != flow["sought"]] if staged else flow[read]
    for records, sentences in (
        (strangers, _STRANGE),
        (misplaced, _MISPLACED),
    ):
        if len(records):
            problems.append(
                _contradiction(counted_message(len(records), *sentences, names=_named(records)))
            )
    if problems:
        raise FlowContradictionError(problems)
    full_text = None
    if staged:
        excluded = fates[EXCLUDED_FULL_TEXT]
        full_text = FullTextCounts(
            sought=fates[NOT_RETRIEVED] + excluded + fates[INCLUDED],
            not_retrieved=fates[NOT_RETRIEVED],
            assessed=excluded + fates[INCLUDED],
            excluded=excluded,
            excluded_for=_by_reason(flow, EXCLUDED_FULL_TEXT, full_text_reasons),
        )
    return FlowCounts(
        identified=len(flow),
        rejected=fates[REJECTED],
        duplicates=fates[DUPLICATE],
        screened=len(flow) - fates[REJECTED] - fates[DUPLICATE],
        excluded=fates[EXCLUDED],
        excluded_for=_by_reason(flow, EXCLUDED, reasons),
        included=fates[INCLUDED],
        full_text=full_text,
    )


def _unexplained(flow: pd.DataFrame, fate: str, reasons: Iterable[str]) -> list[Problem]:
    """Return a problem for records excluded for a reason that is not among ``reasons``."""
    records = flow[(flow["fate"] == fate) & ~flow["reason"].isin([*reasons])]
    if not len(records):
        return []
    found = counted_message(
        len(records),
        "{n} record is excluded for a reason that the codebook does not give here: {names}.",
        "{n} records are excluded for a reason that the codebook does not give here: {names}.",
        names=_named(records),
    )
    return [_contradiction(found)]


def _named(records: pd.DataFrame) -> str:
    """Return the first records with their fate and reason, for a message."""
    return listing([f"{row.record_id} ({row.fate}, {row.reason})" for row in records.itertuples()])


def _by_reason(flow: pd.DataFrame, fate: str, reasons: Iterable[str]) -> dict[str, int]:
    """Return the number of records of a fate for each reason."""
    counts = Counter(flow.loc[flow["fate"] == fate, "reason"])
    return {reason: counts[reason] for reason in reasons}


def count_sources(flow: pd.DataFrame, sources: Sequence[str]) -> pd.DataFrame:
    """Return one row per source with the numbers of its records at each step; each row adds up.

    The columns are source, identified, rejected, duplicates, screened, excluded, then (where full
    texts were sought) sought, not_retrieved, assessed, excluded_full_text, and included. A
    duplicate counts for the file whose copy was merged into another.
    """
    import pandas as pd

    staged = bool(flow["sought"].any())
    rows = []
    for source in sources:
        part = flow[flow["source"] == source]
        given = sorted({*part["reason"]})
        counts = count_flow(part, given, given)
        row: dict[str, object] = {"source": source, **counts._asdict()}
        del row["excluded_for"], row["full_text"], row["included"]
        if staged:
            read = counts.full_text or FullTextCounts(0, 0, 0, 0, {})
            row |= {
                "sought": read.sought,
                "not_retrieved": read.not_retrieved,
                "assessed": read.assessed,
                "excluded_full_text": read.excluded,
            }
        rows.append({**row, "included": counts.included})
    return pd.DataFrame(rows)


def origins_of(records: pd.DataFrame, source: str) -> int:
    """Return how many of ``records`` (column origins) are in the file of ``source``."""
    return len(from_source(records, source))


def from_source(records: pd.DataFrame, source: str) -> pd.DataFrame:
    """Return those of ``records`` (column origins) that are in the file of ``source``."""
    return records[
        [
            any(origin.rpartition(":")[0] == source for origin in split_cell(origins))
            for origins in records["origins"]
        ]
    ]
