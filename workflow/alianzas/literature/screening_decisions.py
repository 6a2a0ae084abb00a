"""One stage of screening: two passes and a consensus, combined into one decision per record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from alianzas.literature.sheet_files import filled_rows, read_sheets
from field_statistics.agreement import Agreement, cohen_kappa
from human_files.collecting import Collector
from human_files.errors import DataError, Problem
from human_files.language.messages import counted_message, message, template
from human_files.sheet_reading import Row, Sheet
from references.ledger.names import NO_NAMES, Names
from references.screening.record_sheets import listing, require_known
from references.screening.vocabulary import ALLOWED, COLUMNS, EXCLUDE, INCLUDE, NOT_RETRIEVED

if TYPE_CHECKING:
    from alianzas.config.literature_settings import TwoPasses
    from references.screening.codebook import ScreeningCodebook, ScreeningStage

_ELSEWHERE = {
    "title_abstract": template('"{reason}" is not a reason at this stage (titles and abstracts).'),
    "full_text": template('"{reason}" is not a reason at this stage (full texts).'),
}
_KEPT = {
    INCLUDE: template('an included record has the reason "{reason}".'),
    NOT_RETRIEVED: template('a report that was not retrieved has the reason "{reason}".'),
}


class ScreeningError(DataError):
    """Screening sheets that do not match the records, the codebook or each other."""


class Decision(NamedTuple):
    """A reader's decision; ``reason`` is "" unless the record is excluded.

    ``written`` is the id in the sheet, ``file`` what the sheet is called.
    """

    decision: str
    reason: str
    row: int
    written: str = ""
    file: str = ""


Decisions = dict[str, Decision]


class StageDecisions(NamedTuple):
    """The decisions of a stage by record id: each pass's, and the final ones.

    ``agreement`` is about include or exclude, over the records that both passes decided on (for
    full texts: the reports that both had).
    """

    first: Decisions
    second: Decisions
    final: Decisions
    agreement: Agreement

    def settled(self, name: str) -> str:
        """Return how the decision on a record came about: "agreed" or "consensus"."""
        return "agreed" if _same(self.first[name], self.second[name]) else "consensus"


def decide(
    titles: Mapping[str, str],
    excluded: Mapping[str, str],
    settings: TwoPasses,
    codebook: ScreeningCodebook,
    stage: ScreeningStage,
    confidence: float = 0.95,
    root: Path | str = ".",
    names: Names = NO_NAMES,
) -> StageDecisions:
    """Return the decisions of a stage on the records with these ``titles`` (by id).

    Both passes must judge every record, and none of ``excluded``, which an earlier stage set
    aside. The consensus sheet decides where they differ in decision or reason, and only there.
    ``names`` say what became of the ids in the sheets. Raises ScreeningError with the problems of
    all three sheets, and where nothing is included.
    """
    found = Collector()
    problems = found.problems
    passes = [
        _read(
            file,
            titles,
            excluded,
            codebook,
            stage,
            found,
            root,
            names,
            file == settings.consensus.file,
        )
        for file in settings.files()
    ]
    for sheet, decisions in passes[:2]:
        problems += _missing(sheet, decisions, titles)
    if problems:
        raise ScreeningError(problems)
    (_, first), (_, second), (last, consensus) = passes
    assert last is not None
    final = _settle(first, second, consensus, last, problems)
    if not problems and all(decision.decision != INCLUDE for decision in final.values()):
        nothing = message("no record is included, so there is nothing to review.")
        problems.append(last.problem(nothing, message("Check the decisions and the criteria.")))
    both = [
        name
        for name in titles
        if NOT_RETRIEVED not in (first[name].decision, second[name].decision)
    ]
    if not problems and not both:
        nobody = message("no report was assessed in both passes.")
        problems.append(last.problem(nobody, message("Have both readers assess the same reports.")))
    if problems:
        raise ScreeningError(problems)
    agreement = cohen_kappa(
        [first[name].decision for name in both],
        [second[name].decision for name in both],
        confidence,
    )
    return StageDecisions(first, second, final, agreement)


def disagreements(
    titles: Mapping[str, str],
    excluded: Mapping[str, str],
    settings: TwoPasses,
    codebook: ScreeningCodebook,
    stage: ScreeningStage,
    root: Path | str = ".",
    names: Names = NO_NAMES,
) -> dict[str, tuple[Decision, Decision]]:
    """Return both passes' decisions on the records on which they differ, settled or not.

    The arguments are those of :func:`decide`; raises ScreeningError with the problems of the passes.
    """
    found = Collector()
    passes = [
        _read(entry.file, titles, excluded, codebook, stage, found, root, names)
        for entry in settings.passes
    ]
    for sheet, decisions in passes:
        found.problems += _missing(sheet, decisions, titles)
    if found.problems:
        raise ScreeningError(found.problems)
    (_, first), (_, second) = passes
    return {
        name: (first[name], second[name]) for name in titles if not _same(first[name], second[name])
    }


def _read(
    file: str,
    titles: Mapping[str, str],
    excluded: Mapping[str, str],
    codebook: ScreeningCodebook,
    stage: ScreeningStage,
    found: Collector,
    root: Path | str,
    names: Names,
    may_be_empty: bool = False,
) -> tuple[Sheet | None, Decisions]:
    """Return a reader's last sheet and decisions; add what is wrong to the problems of ``found``."""
    sheets = found.attempt(read_sheets, file, root, COLUMNS, may_be_empty)
    if not sheets:
        return None, {}
    return sheets[-1], read_decisions(
        sheets, titles, excluded, codebook, stage, found.problems, names
    )


def _missing(sheet: Sheet | None, decisions: Decisions, titles: Mapping[str, str]) -> list[Problem]:
    """Return a problem if a sheet has no decision on some records."""
    missing = [name for name in titles if name not in decisions]
    if sheet is None or not missing:
        return []
    lack = counted_message(
        len(missing),
        "{n} record has no decision: {names}.",
        "{n} records have no decision: {names}.",
        names=listing(missing),
    )
    advice = message(
        "Add a row for each of them; `alianzas literature screening-sheet --new` writes a sheet of "
        "what has no decision yet."
    )
    return [sheet.problem(lack, advice)]


def read_decisions(
    sheets: Sequence[Sheet],
    titles: Mapping[str, str],
    excluded: Mapping[str, str],
    codebook: ScreeningCodebook,
    stage: ScreeningStage,
    problems: list[Problem],
    names: Names = NO_NAMES,
) -> Decisions:
    """Return a reader's decisions by record id; what is wrong is added to ``problems``.

    Where ids were merged, the decisions on each of them count for the one that stands for them; two
    that differ are a problem, for the reader to settle.
    """
    decisions: Decisions = {}
    for name, sheet, row in filled_rows(sheets, titles, problems, excluded, names, _is_blank):
        decision = require_known(sheet, row, "decision", ALLOWED[stage], problems)
        reason = row.cells["reason"].lower()
        if decision == EXCLUDE:
            _check_reason(sheet, row, codebook, stage, problems)
        elif decision is not None and reason:
            problems.append(
                sheet.problem(
                    message(_KEPT[decision], reason=reason),
                    message("Exclude the record, or delete the reason."),
                    row,
                    "reason",
                )
            )
        given = Decision(decision or "", reason, row.number, row.cells["record_id"], sheet.file)
        earlier = decisions.setdefault(name, given)
        if decision and not _same(earlier, given):
            problems.append(_conflict(sheet, name, row, earlier, given))
    return decisions


def _is_blank(row: Row) -> bool:
    """Return whether nobody has filled in a row."""
    return not (row.cells["decision"] or row.cells["reason"])


def _conflict(sheet: Sheet, name: str, row: Row, earlier: Decision, given: Decision) -> Problem:
    """Return the problem of a record with two decisions, made in two sheets or before a merge."""
    fields = {
        "name": name,
        "file": earlier.file,
        "n": earlier.row,
        "first": _said(earlier),
        "second": _said(given),
    }
    if earlier.written == given.written:
        found = message('on "{name}", row {n} of {file} says {first}, this one {second}.', **fields)
        return sheet.problem(found, message("Correct one of the two rows."), row, "decision")
    found = message(
        '"{one}" and "{other}" are one record now ("{name}"); row {n} of {file} says {first}, this '
        "one {second}.",
        one=earlier.written,
        other=given.written,
        **fields,
    )
    advice = message("Decide again, and write the same into both rows; keep both.")
    return sheet.problem(found, advice, row, "decision")


def _said(given: Decision) -> str:
    """Return a decision as words of a sheet."""
    return f"{given.decision} ({given.reason})" if given.reason else given.decision


def _check_reason(
    sheet: Sheet,
    row: Row,
    codebook: ScreeningCodebook,
    stage: ScreeningStage,
    problems: list[Problem],
) -> None:
    """Add a problem for a reason that is unknown or belongs to the other stage."""
    here = codebook.reasons_at(stage)
    elsewhere = {reason.id for reason in codebook.reasons} - {*here}
    reason = row.cells["reason"].lower()
    if reason in elsewhere:
        problems.append(
            sheet.problem(
                message(_ELSEWHERE[stage], reason=reason),
                message("Allowed here: {words}.", words=", ".join(here)),
                row,
                "reason",
            )
        )
    else:
        labels = {
            words: reason.id
            for reason in codebook.reasons
            if reason.id in here
            for words in reason.label.by_language().values()
        }
        require_known(sheet, row, "reason", here, problems, labels)


def _settle(
    first: Decisions,
    second: Decisions,
    consensus: Decisions,
    sheet: Sheet,
    problems: list[Problem],
) -> Decisions:
    """Return the agreed decisions, and the consensus where the passes differ."""
    final: Decisions = {}
    unsettled: list[str] = []
    for name, one in first.items():
        if _same(one, second[name]):
            final[name] = one
            settled = consensus.get(name)
            if settled is not None and not (
                settled.written != name and _same(settled, one)
            ):  # a row on a merged record that says what both passes now say is left alone
                problems.append(
                    Problem(
                        settled.file or sheet.file,
                        message('both passes agree on "{name}".', name=name),
                        message("Delete the row: the consensus settles disagreements only."),
                        consensus[name].row,
                        "record_id",
                    )
                )
        elif name in consensus:
            final[name] = consensus[name]
        else:
            unsettled.append(name)
    if unsettled:
        found = counted_message(
            len(unsettled),
            "{n} disagreement is not settled: {names}.",
            "{n} disagreements are not settled: {names}.",
            names=listing(unsettled),
        )
        advice = message(
            "Add a row with the final decision for each; `alianzas literature consensus-sheet` "
            "writes a sheet of them."
        )
        problems.append(sheet.problem(found, advice))
    return final


def _same(one: Decision, other: Decision) -> bool:
    return (one.decision, one.reason) == (other.decision, other.reason)


def frame_columns(
    decisions: StageDecisions, names: Sequence[str], prefix: str = ""
) -> dict[str, list[str]]:
    """Return a stage as columns over records: decision_1, reason_1, decision_2, reason_2, settled.

    Records that were not part of the stage have "" in each.
    """
    columns: dict[str, list[str]] = {}
    for number, given in ((1, decisions.first), (2, decisions.second)):
        columns[f"{prefix}decision_{number}"] = [_cell(given, name, 0) for name in names]
        columns[f"{prefix}reason_{number}"] = [_cell(given, name, 1) for name in names]
    columns[f"{prefix}settled"] = [
        decisions.settled(name) if name in decisions.final else "" for name in names
    ]
    return columns


def _cell(decisions: Decisions, name: str, part: int) -> str:
    """Return a record's decision (part 0) or reason (part 1), "" where it has none."""
    return str(decisions[name][part]) if name in decisions else ""
