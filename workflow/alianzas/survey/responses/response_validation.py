"""Validation of an export against the questionnaire: every mistake of the file in one message."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.responses.question_columns import Columns, find_columns
from alianzas.survey.responses.submission_reader import SubmissionReader
from field_files.survey.export import Export, text_of
from field_files.survey.redcap import one_row_per_record
from human_files.errors import DataError, Problem
from human_files.language.messages import counted_message, message

if TYPE_CHECKING:
    import pandas as pd

#: How many rows with the same mistake in the same column are reported individually.
ROWS_REPORTED = 5


class InvalidAnswersError(DataError):
    """Answers contradict the questionnaire."""


class MissingColumnError(DataError):
    """Questions have no column in the export."""


@dataclass(frozen=True)
class Received:
    """Every submission of an export.

    ``frame`` has one row per submission, in the file's order, and one column per question id. The
    answers of firms without consent, and of submissions that a reviewer rejected, are not read.
    ``about``, with the same rows, says of each: ``row`` (as in Excel), ``submitted`` (datetime),
    ``review`` (the reviewer's status or None), ``seconds`` (how long it took, if known) and
    ``consented``. ``unanswered``: the code for "no answer" that was given, by place in the frame and
    question.
    """

    frame: pd.DataFrame
    about: pd.DataFrame
    questionnaire: Questionnaire
    file: str
    unanswered: Mapping[tuple[int, str], str] = field(default_factory=dict)


def validate(export: Export, questionnaire: Questionnaire, rejected: list[str]) -> Received:
    """Return the submissions of ``export`` with their answers as codes and numbers.

    ``rejected`` are the review statuses whose submissions are not read. Raises MissingColumnError
    with every missing column, or else InvalidAnswersError with every mistake in the cells.
    """
    import pandas as pd

    if export.rows_per_respondent:
        export = one_row_per_record(export)
    columns, missing = find_columns(export, questionnaire)
    if missing:
        raise MissingColumnError(missing)
    reader = SubmissionReader(export, columns, questionnaire)
    records = [reader.submission(number, cells, rejected) for number, cells in export.rows]
    problems = [*_repeated(export, columns), *reader.problems]
    if problems:
        raise InvalidAnswersError(_few_of_a_kind(sorted(problems, key=lambda p: p.row or 0)))
    about = pd.DataFrame([record for record, _ in records])
    about["submitted"] = pd.to_datetime(about["submitted"])
    about["seconds"] = about["seconds"].astype("float64")
    frame = pd.DataFrame([answers for _, answers in records])
    for question in questionnaire.questions:
        numeric = question.type in ("rating", "integer", "decimal")
        frame[question.id] = frame[question.id].astype("float64" if numeric else object)
    places = {number: place for place, (number, _) in enumerate(export.rows)}
    unanswered = {(places[row], name): code for (row, name), code in reader.unanswered.items()}
    return Received(frame, about, questionnaire, export.file, unanswered)


def _few_of_a_kind(problems: list[Problem]) -> list[Problem]:
    """Return the problems; of those with the same column and remedy only the first few."""
    kinds: dict[tuple[str | None, str], list[Problem]] = defaultdict(list)
    for problem in problems:
        kinds[problem.column, problem.advice].append(problem)
    shown = []
    for alike in kinds.values():
        few = alike[:ROWS_REPORTED]
        if others := alike[ROWS_REPORTED:]:
            more = counted_message(
                len(others),
                "The same in {n} more row, row {row}.",
                "The same in {n} more rows, up to row {row}.",
                row=others[-1].row,
            )
            few[-1] = replace(few[-1], found=f"{few[-1].found} {more}")
        shown += few
    return sorted(shown, key=lambda p: p.row or 0)


def _repeated(export: Export, columns: Columns) -> list[Problem]:
    """Return a problem for every submission whose id is missing or occurs in an earlier row."""
    problems = []
    for role in ("id", "uuid"):
        if role not in columns.roles:
            continue
        name = export.roles[role]
        rows: dict[str, list[int]] = defaultdict(list)
        for number, cells in export.rows:
            cell = cells[columns.roles[role]]
            if cell is not None:
                rows[text_of(cell)].append(number)
            elif role == "id":
                advice = message(
                    "Export the answers again, or give the submission a unique number."
                )
                problems.append(Problem(export.file, message("empty."), advice, number, name))
        for value, (first, *others) in rows.items():
            problems += [
                Problem(
                    export.file,
                    message('"{value}" is in row {n} too.', value=value, n=first),
                    message("An export holds each submission once: delete one of the two rows."),
                    number,
                    name,
                )
                for number in others
            ]
    return problems
