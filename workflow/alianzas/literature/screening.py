"""Screening: the final decision on every record, from one stage or two, and the agreement in each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from alianzas.literature.screening_decisions import (
    Decisions,
    ScreeningError,
    StageDecisions,
    decide,
    frame_columns,
)
from alianzas.literature.window_check import outside_window, told
from field_statistics.agreement import Agreement
from references.ledger.names import NO_NAMES, Names
from references.screening.vocabulary import EXCLUDE, INCLUDE, NOT_RETRIEVED

if TYPE_CHECKING:
    import pandas as pd

    from alianzas.config.literature_settings import TwoPasses, Window
    from references.screening.codebook import ScreeningCodebook, ScreeningStage

__all__ = [
    "EXCLUDE",
    "INCLUDE",
    "NOT_RETRIEVED",
    "Screening",
    "ScreeningError",
    "compared_decisions",
    "screen",
]

#: Prefix of the second stage's columns; a frame without such columns had no second stage.
FULL_TEXT = "full_text_"


class Screening(NamedTuple):
    """The outcome: the agreement of the passes in each stage, and a frame.

    ``records`` has the records' columns; of the first stage decision_1, reason_1, decision_2,
    reason_2 and settled ("agreed" or "consensus"); and the final decision (include or exclude) and
    reason. With a second stage it has the same seven columns again, prefixed "full_text_" and ""
    where no report was sought; a record whose report could not be obtained has the decision
    exclude and the reason "not_retrieved".
    """

    records: pd.DataFrame
    agreement: Agreement
    full_text: Agreement | None = None


def screen(
    records: pd.DataFrame,
    settings: TwoPasses,
    codebook: ScreeningCodebook,
    window: Window,
    confidence: float = 0.95,
    root: Path | str = ".",
    full_text: TwoPasses | None = None,
    names: Names = NO_NAMES,
) -> Screening:
    """Return the final decision on each of ``records`` (columns record_id, title, year, …).

    ``settings`` names the sheets on titles and abstracts; ``full_text`` those on the reports of
    the records that they keep, where full texts were read. ``names`` say what became of the ids in
    the sheets. Raises ScreeningError with the problems
    of a stage's sheets, and for an included record whose year lies outside ``window``.
    """
    titles = dict(zip(records["record_id"], records["title"], strict=True))
    first = decide(titles, {}, settings, codebook, "title_abstract", confidence, root, names)
    last, file, second = first.final, settings.passes[0].file, None
    if full_text is not None:
        kept, excluded = (
            {name: titles[name] for name in titles if last[name].decision == decision}
            for decision in (INCLUDE, EXCLUDE)
        )
        second = decide(kept, excluded, full_text, codebook, "full_text", confidence, root, names)
        last, file = {**last, **second.final}, full_text.passes[0].file
    outside = outside_window(records, window)
    problems = [
        told(name, outside, window, last[name].file or file, last[name].row or None)
        for name in outside
        if last[name].decision == INCLUDE
    ]
    if problems:
        raise ScreeningError(problems)
    frame = _with_decisions(records, first, second, last)
    return Screening(frame, first.agreement, None if second is None else second.agreement)


class Compared(NamedTuple):
    """The passes' decisions at a stage on the records that both judged, one entry per record.

    ``settled`` counts the records of the stage on which they differed in any way.
    """

    records: list[str]
    first: list[str]
    second: list[str]
    settled: int


def compared_decisions(records: pd.DataFrame) -> dict[ScreeningStage, Compared]:
    """Return the passes' decisions by stage; ``records`` is the frame of :class:`Screening`.

    Only a review that read full texts has the second stage.
    """
    stages: dict[ScreeningStage, str] = {"title_abstract": ""}
    if FULL_TEXT + "decision" in records:
        stages["full_text"] = FULL_TEXT
    found = {}
    for stage, prefix in stages.items():
        columns = [prefix + "decision_1", prefix + "decision_2"]
        part = records[records[columns].isin([INCLUDE, EXCLUDE]).all(axis="columns")]
        found[stage] = Compared(
            list(part["record_id"]),
            list(part[columns[0]]),
            list(part[columns[1]]),
            int((records[prefix + "settled"] == "consensus").sum()),
        )
    return found


def _with_decisions(
    records: pd.DataFrame, first: StageDecisions, second: StageDecisions | None, final: Decisions
) -> pd.DataFrame:
    """Return the records with the columns described in :class:`Screening`."""
    names = list(records["record_id"])
    columns = frame_columns(first, names)
    if second is not None:
        columns |= frame_columns(second, names, FULL_TEXT)
        for part in ("decision", "reason"):
            columns[FULL_TEXT + part] = [
                getattr(second.final[name], part) if name in second.final else "" for name in names
            ]
    lost = {name for name in names if final[name].decision == NOT_RETRIEVED}
    columns["decision"] = [EXCLUDE if name in lost else final[name].decision for name in names]
    columns["reason"] = [NOT_RETRIEVED if name in lost else final[name].reason for name in names]
    return records.assign(**columns)
