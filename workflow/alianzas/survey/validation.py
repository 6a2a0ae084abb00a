"""Validation of an export against the questionnaire: every mistake of the file in one message."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from alianzas.errors import DataError, Problem
from alianzas.survey.cells import CODEBOOK, UnclearAnswerError, understand
from alianzas.survey.columns import Columns, find_columns
from alianzas.survey.questionnaire import YES, Question, Questionnaire
from alianzas.survey.reading import Cell, Export

if TYPE_CHECKING:
    import pandas as pd


class InvalidAnswersError(DataError):
    """Answers that contradict the questionnaire."""


class MissingColumnError(DataError):
    """Questions without a column."""


@dataclass(frozen=True)
class Received:
    """Every submission of an export.

    ``frame`` has one row per submission, in the file's order: ``row`` (as in Excel), ``submitted``
    (datetime), ``review`` (the reviewer's status or None), ``consented`` and one column per question
    id. Answers of firms without consent, and of submissions a reviewer rejected, are not read.
    """

    frame: pd.DataFrame
    questionnaire: Questionnaire
    file: str


def validate(export: Export, questionnaire: Questionnaire, rejected: list[str]) -> Received:
    """Return the submissions of ``export`` with understood answers.

    ``rejected`` are the review statuses whose submissions are not read. Raises MissingColumnError
    with every column missing, or else InvalidAnswersError with every mistake in the cells.
    """
    import pandas as pd

    columns, missing = find_columns(export, questionnaire)
    if missing:
        raise MissingColumnError(missing)
    reader = _Reader(export, columns, questionnaire)
    records = [reader.submission(number, cells, rejected) for number, cells in export.rows]
    problems = [*_repeated(export, columns), *reader.problems]
    if problems:
        raise InvalidAnswersError(sorted(problems, key=lambda p: p.row or 0))
    frame = pd.DataFrame(records)
    for question in questionnaire.questions:
        numeric = question.type in ("rating", "integer", "decimal")
        frame[question.id] = frame[question.id].astype("float64" if numeric else object)
    return Received(frame, questionnaire, export.file)


class _Reader:
    """Reads submissions and gathers the problems met."""

    def __init__(self, export: Export, columns: Columns, questionnaire: Questionnaire) -> None:
        self.export, self.columns, self.questionnaire = export, columns, questionnaire
        self.problems: list[Problem] = []

    def submission(self, row: int, cells: list[Cell], rejected: list[str]) -> dict[str, object]:
        consent = self.questionnaire["consent"]
        agreed = self._answer(row, cells, consent)
        if agreed is None and consent.required:
            self._blank(row, consent)
        review = self._metadata(cells, "_validation_status")
        record: dict[str, object] = {
            "row": row,
            "submitted": self._moment(row, cells),
            "review": None if review is None else str(review),
            "consented": agreed == YES,
        }
        answers: dict[str, object] = dict.fromkeys(q.id for q in self.questionnaire.questions)
        answers["consent"] = agreed
        if agreed == YES and record["review"] not in rejected:
            before = len(self.problems)
            for question in self.questionnaire.questions:
                if question.id != "consent":
                    answers[question.id] = self._answer(row, cells, question)
            # A misread status would only raise follow-up complaints about skip logic.
            if len(self.problems) == before:
                self._check_skips(row, answers)
                self._check_founded(row, answers, record["submitted"])
        return record | answers

    def _check_skips(self, row: int, answers: dict[str, object]) -> None:
        for question in self.questionnaire.questions:
            given = answers[question.id] is not None
            asked = self.questionnaire.is_asked(question, answers)
            if asked and question.required and not given:
                self._blank(row, question)
            elif given and not asked:
                conditions = self.questionnaire.sections[question.section].asked_if
                whom = " and ".join(f"{n} = {' or '.join(v)}" for n, v in conditions.items())
                self._problem(
                    row,
                    question,
                    f"answered, although it is asked only where {whom}.",
                    "Correct one of the two answers.",
                )

    def _check_founded(self, row: int, answers: dict[str, object], submitted: object) -> None:
        year = answers["founded"]
        if isinstance(year, float) and isinstance(submitted, datetime) and year > submitted.year:
            self._problem(
                row,
                self.questionnaire["founded"],
                f"{year:g} lies after the submission ({submitted.year}).",
                "Correct the year in the file.",
            )

    def _answer(self, row: int, cells: list[Cell], question: Question) -> float | str | None:
        place = self.columns.questions.get(question.id)
        cell = None if place is None else cells[place]
        if place is None:  # an export with choice columns only
            marks = self.columns.choices[question.id]
            chosen = [code for code, k in marks.items() if str(cells[k]) in ("1", "1.0", "True")]
            cell = " ".join(chosen) or None
        try:
            return understand(cell, question, self.questionnaire)
        except UnclearAnswerError as unclear:
            self._problem(row, question, unclear.found, unclear.advice)
            return None

    def _blank(self, row: int, question: Question) -> None:
        advice = f"Fill it in, or remove `required: true` from {question.id} in {CODEBOOK}."
        self._problem(row, question, "empty, but it must be answered.", advice)

    def _metadata(self, cells: list[Cell], name: str) -> Cell:
        place = self.columns.metadata.get(name)
        return None if place is None else cells[place]

    def _moment(self, row: int, cells: list[Cell]) -> datetime | None:
        cell = self._metadata(cells, "_submission_time")
        if isinstance(cell, datetime):
            return cell.replace(tzinfo=None)
        try:
            return datetime.fromisoformat(str(cell)).replace(tzinfo=None)
        except ValueError:
            self.problems.append(
                Problem(
                    self.export.file,
                    f'"{cell}" is not a moment in time.' if cell else "empty.",
                    "Write it as 2025-03-31T09:30:00.",
                    row,
                    "_submission_time",
                )
            )
            return None

    def _problem(self, row: int, question: Question, found: str, advice: str) -> None:
        place = self.columns.questions.get(question.id)
        column = question.export_column if place is None else self.export.headers[place]
        self.problems.append(Problem(self.export.file, found, advice, row, column))


def _repeated(export: Export, columns: Columns) -> list[Problem]:
    """Return a problem for every submission whose id stands in an earlier row, or is missing."""
    problems = []
    for name in ("_id", "_uuid"):
        if name not in columns.metadata:
            continue
        rows: dict[str, list[int]] = defaultdict(list)
        for number, cells in export.rows:
            cell = cells[columns.metadata[name]]
            if cell is not None:
                rows[str(cell)].append(number)
            elif name == "_id":
                advice = "Export the answers again, or give the submission a number of its own."
                problems.append(Problem(export.file, "empty.", advice, number, name))
        for value, (first, *others) in rows.items():
            problems += [
                Problem(
                    export.file,
                    f'"{value}" stands in row {first} too.',
                    "An export holds each submission once: delete one of the two rows.",
                    number,
                    name,
                )
                for number in others
            ]
    return problems
