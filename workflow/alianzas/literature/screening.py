"""Screening: two readers' decisions about every record, their agreement, and the final decision."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from alianzas.agreement import Agreement, cohen_kappa
from alianzas.collecting import Collector
from alianzas.errors import DataError, Problem
from alianzas.literature.record_sheets import listing, match_records, require_known
from alianzas.sheets import Sheet, read_sheet

if TYPE_CHECKING:
    import pandas as pd

    from alianzas.config.literature import TwoPasses, Window
    from alianzas.config.screening import ScreeningCodebook

COLUMNS = ("record_id", "title", "decision", "reason", "note")
INCLUDE, EXCLUDE = "include", "exclude"


class ScreeningError(DataError):
    """Screening sheets that do not fit the records, the codebook or each other."""


class Decision(NamedTuple):
    """A reader's decision; ``reason`` is "" for an included record."""

    decision: str
    reason: str
    row: int


Decisions = dict[str, Decision]


class Screening(NamedTuple):
    """The outcome: agreement of the readers on include or exclude, and a frame.

    ``records`` has the records' columns and decision_1, reason_1, decision_2, reason_2, decision,
    reason and settled ("agreed" or "consensus").
    """

    records: pd.DataFrame
    agreement: Agreement


def read_decisions(
    sheet: Sheet, titles: Mapping[str, str], codebook: ScreeningCodebook, problems: list[Problem]
) -> Decisions:
    """Return the decisions of a sheet by record id; what is wrong is added to ``problems``."""
    reasons = [reason.id for reason in codebook.reasons]
    decisions: Decisions = {}
    for name, row in match_records(sheet, titles, problems, {}):
        decision = require_known(sheet, row, "decision", (INCLUDE, EXCLUDE), problems)
        reason = row.cells["reason"].lower()
        if decision == EXCLUDE:
            require_known(sheet, row, "reason", reasons, problems)
        elif decision == INCLUDE and reason:
            problems.append(
                sheet.problem(
                    f'an included record has the reason "{reason}".',
                    "Exclude the record, or delete the reason.",
                    row,
                    "reason",
                )
            )
        decisions[name] = Decision(decision or "", reason, row.number)
    return decisions


def screen(
    records: pd.DataFrame,
    settings: TwoPasses,
    codebook: ScreeningCodebook,
    window: Window,
    confidence: float = 0.95,
    root: Path | str = ".",
) -> Screening:
    """Return the final decision on each of ``records`` (columns record_id, title, year, …).

    Both passes must judge every record. Where they differ in decision or reason the consensus
    sheet decides, and only there. Raises ScreeningError with the problems of all three sheets, and
    for an included record whose year lies outside ``window``.
    """
    titles = dict(zip(records["record_id"], records["title"], strict=True))
    files = [*(entry.file for entry in settings.passes), settings.consensus.file]
    found = Collector()
    sheets = [
        found.attempt(read_sheet, Path(root) / file, COLUMNS, file, file == settings.consensus.file)
        for file in files
    ]
    problems = found.problems
    first, second, consensus = (
        {} if sheet is None else read_decisions(sheet, titles, codebook, problems)
        for sheet in sheets
    )
    for sheet, decisions in zip(sheets[:2], (first, second), strict=True):
        missing = [name for name in titles if name not in decisions]
        if sheet is not None and missing:
            lack = f"{len(missing)} records have no decision: {listing(missing)}."
            problems.append(sheet.problem(lack, "Add a row for each of them."))
    if problems:
        raise ScreeningError(problems)
    assert sheets[2] is not None
    final = _settle(first, second, consensus, sheets[2], problems)
    _check_window(records, final, settings, window, problems)
    if not problems and all(decision.decision == EXCLUDE for decision in final.values()):
        nothing = "no record is included: there is nothing to review."
        problems.append(sheets[2].problem(nothing, "Check the decisions and the criteria."))
    if problems:
        raise ScreeningError(problems)
    agreement = cohen_kappa(
        [first[name].decision for name in titles],
        [second[name].decision for name in titles],
        confidence,
    )
    return Screening(_with_decisions(records, first, second, final), agreement)


def _settle(
    first: Decisions,
    second: Decisions,
    consensus: Decisions,
    sheet: Sheet,
    problems: list[Problem],
) -> Decisions:
    """Return the agreed decisions, and the consensus where the passes differ."""
    final: Decisions = {}
    unsettled = []
    for name, one in first.items():
        if one[:2] == second[name][:2]:
            final[name] = one
            if name in consensus:
                problems.append(
                    Problem(
                        sheet.file,
                        f'both passes agree on "{name}".',
                        "Delete the row: the consensus settles disagreements only.",
                        consensus[name].row,
                        "record_id",
                    )
                )
        elif name in consensus:
            final[name] = consensus[name]
        else:
            unsettled.append(name)
    if unsettled:
        found = f"{len(unsettled)} disagreements are not settled: {listing(unsettled)}."
        problems.append(sheet.problem(found, "Add a row with the final decision for each."))
    return final


def _check_window(
    records: pd.DataFrame,
    final: Decisions,
    settings: TwoPasses,
    window: Window,
    problems: list[Problem],
) -> None:
    for name, year in zip(records["record_id"], records["year"].astype("float"), strict=True):
        included = name in final and final[name].decision == INCLUDE
        if included and not window.first <= year <= window.last:
            when = f"published in {year:.0f}" if year == year else "without a year"
            problems.append(
                Problem(
                    settings.passes[0].file,
                    f'"{name}" is included, but {when}: outside {window.first}–{window.last}.',
                    "Exclude the record in the sheets, or change `literature.window` in the study "
                    "file.",
                    column="decision",
                )
            )


def _with_decisions(
    records: pd.DataFrame, first: Decisions, second: Decisions, final: Decisions
) -> pd.DataFrame:
    frame = records.copy()
    names = list(frame["record_id"])
    frame["decision_1"] = [first[name].decision for name in names]
    frame["reason_1"] = [first[name].reason for name in names]
    frame["decision_2"] = [second[name].decision for name in names]
    frame["reason_2"] = [second[name].reason for name in names]
    frame["decision"] = [final[name].decision for name in names]
    frame["reason"] = [final[name].reason for name in names]
    frame["settled"] = [
        "agreed" if first[name][:2] == second[name][:2] else "consensus" for name in names
    ]
    return frame
