"""The flow of records from the files to the included studies (PRISMA 2020; SPAR-4-SLR).

Every box of the flow is a list of records, so its numbers cannot disagree with the data.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from alianzas.errors import Problem, ResultError
from alianzas.literature.record import split_cell
from alianzas.literature.record_sheets import listing
from alianzas.literature.screening import EXCLUDE, INCLUDE

if TYPE_CHECKING:
    import pandas as pd

#: What may become of a record.
REJECTED, DUPLICATE, EXCLUDED, INCLUDED = "rejected", "duplicate", "excluded", "included"


class FlowContradictionError(ResultError):
    """Records that the flow counts twice or loses."""


class FlowCounts(NamedTuple):
    """The numbers of the flow; ``excluded_for`` by reason, in the codebook's order."""

    identified: int
    rejected: int
    duplicates: int
    screened: int
    excluded: int
    excluded_for: dict[str, int]
    included: int


def trace_records(
    identified: pd.DataFrame, rejected: pd.DataFrame, merged: pd.DataFrame, screened: pd.DataFrame
) -> pd.DataFrame:
    """Return what became of every record: source, position, fate, reason, record_id.

    ``identified`` are the usable records as read, ``rejected`` the others (each source, position),
    ``merged`` the duplicates (source, position, record_id), ``screened`` the rest with decision and
    reason. Raises FlowContradictionError for a record with no fate or with two.
    """
    import pandas as pd

    fates = [
        *_fates(rejected, REJECTED, ""),
        *_fates(merged, DUPLICATE, "record_id"),
        *_fates(screened[screened["decision"] == EXCLUDE], EXCLUDED, "record_id"),
        *_fates(screened[screened["decision"] == INCLUDE], INCLUDED, "record_id"),
    ]
    frame = pd.DataFrame(fates, columns=["source", "position", "fate", "reason", "record_id"])
    found = [*_places(identified), *_places(rejected)]
    _reconcile(found, _places(frame))
    return frame.sort_values(["source", "position"], ignore_index=True)


def _places(frame: pd.DataFrame) -> list[str]:
    return [f"{s}:{p}" for s, p in zip(frame["source"], frame["position"], strict=True)]


def _fates(frame: pd.DataFrame, fate: str, named: str) -> list[tuple[str, int, str, str, str]]:
    reasons = frame["reason"] if "reason" in frame else [""] * len(frame)
    names = frame[named] if named else [""] * len(frame)
    return [
        (source, int(position), fate, reason, name)
        for source, position, reason, name in zip(
            frame["source"], frame["position"], reasons, names, strict=True
        )
    ]


def _reconcile(found: Sequence[str], traced: Sequence[str]) -> None:
    """Stop unless every record that was found has exactly one fate."""
    problems = []
    twice = sorted({place for place in traced if traced.count(place) > 1})
    lost = sorted(set(found) - set(traced))
    unknown = sorted(set(traced) - set(found))
    for places, what in (
        (twice, "are counted twice"),
        (lost, "are neither excluded nor included"),
        (unknown, "are in no bibliographic file"),
    ):
        if places:
            problems.append(
                Problem(
                    "flow of records",
                    f"{len(places)} records {what}: {listing(places)}.",
                    "Rebuild the literature branch (make clean, then make paper).",
                )
            )
    if problems:
        raise FlowContradictionError(problems)


def count_flow(flow: pd.DataFrame, reasons: Sequence[str]) -> FlowCounts:
    """Return the numbers of the flow (frame of :func:`trace_records`), reconciled.

    ``reasons`` are the codebook's; each has its count, 0 too. Raises FlowContradictionError where
    the boxes do not add up, as for an excluded record whose reason is not in the codebook.
    """
    fates = flow["fate"].value_counts()
    excluded = flow[flow["fate"] == EXCLUDED]
    by_reason = excluded["reason"].value_counts()
    counts = FlowCounts(
        identified=len(flow),
        rejected=int(fates.get(REJECTED, 0)),
        duplicates=int(fates.get(DUPLICATE, 0)),
        screened=len(excluded) + int(fates.get(INCLUDED, 0)),
        excluded=len(excluded),
        excluded_for={reason: int(by_reason.get(reason, 0)) for reason in reasons},
        included=int(fates.get(INCLUDED, 0)),
    )
    total = counts.rejected + counts.duplicates + counts.screened
    if total != counts.identified or sum(counts.excluded_for.values()) != counts.excluded:
        unexplained = excluded[~excluded["reason"].isin(list(reasons))]["record_id"]
        raise FlowContradictionError(
            Problem(
                "flow of records",
                f"{counts.identified} records were identified, but {total} are accounted for; "
                f"{counts.excluded} were excluded, {sum(counts.excluded_for.values())} for a reason "
                f"of the codebook ({listing(list(unexplained)) or 'no record to name'}).",
                "Rebuild the literature branch (make clean, then make paper).",
            )
        )
    return counts


def count_sources(flow: pd.DataFrame, sources: Sequence[str]) -> pd.DataFrame:
    """Return one row per source: identified, rejected, duplicates, screened, excluded, included.

    A duplicate counts for the file whose copy was merged into another's; each row adds up.
    """
    import pandas as pd

    rows = []
    for source in sources:
        counts = count_flow(flow[flow["source"] == source], sorted(set(flow["reason"])))
        row = counts._asdict()
        del row["excluded_for"]
        rows.append({"source": source, **row})
    return pd.DataFrame(rows)


def origins_of(records: pd.DataFrame, source: str) -> int:
    """Return how many of ``records`` (column origins) stand in the file of ``source``."""
    return sum(
        any(origin.rpartition(":")[0] == source for origin in split_cell(origins))
        for origins in records["origins"]
    )
