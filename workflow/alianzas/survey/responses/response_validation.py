"""Validation of an export against the questionnaire: every mistake of the file in one message."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from alianzas.survey.questionnaire import Question, Questionnaire
from alianzas.survey.responses.answer_cells import (
    UnclearAnswerError,
    has_decimal_points,
    missing_code,
    understand,
)
from alianzas.survey.responses.question_columns import Columns, find_columns
from field_files.survey.date_times import day_first, moment
from field_files.survey.export import Cell, Export, text_of
from field_files.survey.redcap import one_row_per_record
from field_files.survey.simplified_text import simplified
from human_files.errors import DataError, Problem

if TYPE_CHECKING:
    import pandas as pd

#: How many rows with the same mistake in the same column are reported individually.
ROWS_REPORTED = 5
#: How tools mark that a choice was made or a form was finished.
CHOICE_MARKS = frozenset(
    {"1", "true", "yes", "y", "si", "x", "checked", "selected", "quoted", "verdadero"}
)


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
    reader = _Reader(export, columns, questionnaire)
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
            more = (
                f"{few[-1].found} The same in {len(others)} more rows, up to row {others[-1].row}."
            )
            few[-1] = replace(few[-1], found=more)
        shown += few
    return sorted(shown, key=lambda p: p.row or 0)


class _Reader:
    """Reads submissions and collects problems."""

    def __init__(self, export: Export, columns: Columns, questionnaire: Questionnaire) -> None:
        self.export, self.columns, self.questionnaire = export, columns, questionnaire
        self.problems: list[Problem] = []
        self.unanswered: dict[tuple[int, str], str] = {}
        self.points = {name for name in columns.questions if self._has_points(name)}
        self.consent, self.founded = questionnaire.consent, questionnaire.role("founded")
        times = [c for r in ("submitted", "end", "start") for c in self._cells(r) if c is not None]
        self.day_first = day_first(times, export.decimal_comma)

    def _has_points(self, name: str) -> bool:
        """Return whether a column of numbers surely writes decimals with a point."""
        if self.questionnaire[name].type not in ("integer", "decimal"):
            return False
        place = self.columns.questions[name]
        return has_decimal_points(cells[place] for _, cells in self.export.rows)

    def _cells(self, role: str) -> list[Cell]:
        """Return every cell of the column with a role, or none."""
        place = self.columns.roles.get(role)
        return [] if place is None else [cells[place] for _, cells in self.export.rows]

    def submission(
        self, row: int, cells: list[Cell], rejected: list[str]
    ) -> tuple[dict[str, object], dict[str, object]]:
        """Return one submission as rows of ``about`` and of ``frame`` of :class:`Received`."""
        answers: dict[str, object] = dict.fromkeys(q.id for q in self.questionnaire.questions)
        finished = self._is_finished(cells)
        consented = self._consented(row, cells, answers, finished)
        review = self._metadata(cells, "review")
        record: dict[str, object] = {
            "row": row,
            "submitted": self._moment(row, cells),
            "review": None if review is None else text_of(review),
            "seconds": self._seconds(cells),
            "consented": consented,
        }
        if consented and record["review"] not in rejected:
            before = len(self.problems)
            for question in self.questionnaire.questions:
                if self.consent is None or question.id != self.consent.question:
                    answers[question.id] = self._answer(row, cells, question)
            # A misread status would only cause follow-up complaints about skip logic.
            if len(self.problems) == before:
                self._check_skips(row, answers, finished)
                self._check_founded(row, answers, record["submitted"])
        return record, answers

    def _consented(
        self, row: int, cells: list[Cell], answers: dict[str, object], finished: bool
    ) -> bool:
        """Return whether the respondent agrees to take part; where it is not asked, everybody does."""
        if self.consent is None:
            return True
        question = self.questionnaire[self.consent.question]
        agreed = self._answer(row, cells, question)
        answers[question.id] = agreed
        if agreed is None and question.required and finished and not self._told(row, question):
            self._blank(row, question)
        return agreed in self.consent.agrees

    def _told(self, row: int, question: Question) -> bool:
        """Return whether a code says that there is no answer."""
        return (row, question.id) in self.unanswered

    def _check_skips(self, row: int, answers: dict[str, object], finished: bool) -> None:
        """Note required questions left empty, and answers that the skip logic does not ask."""
        for question in self.questionnaire.questions:
            given = answers[question.id] is not None
            asked = self.questionnaire.is_asked(question, answers)
            if asked and question.required and not given and finished:
                if not self._told(row, question):
                    self._blank(row, question)
            elif given and not asked:
                conditions = self.questionnaire.conditions(question)
                whom = " and ".join(f"{n} = {' or '.join(v)}" for n, v in conditions.items())
                self._problem(
                    row,
                    question,
                    f"answered, although it is asked only where {whom}.",
                    "Correct one of the two answers.",
                )

    def _check_founded(self, row: int, answers: dict[str, object], submitted: object) -> None:
        """Note a firm founded after its submission."""
        year = answers.get(self.founded) if self.founded is not None else None
        if isinstance(year, float) and isinstance(submitted, datetime) and year > submitted.year:
            self._problem(
                row,
                self.questionnaire[str(self.founded)],
                f"{year:g} is after the submission ({submitted.year}).",
                "Correct the year in the file.",
            )

    def _answer(self, row: int, cells: list[Cell], question: Question) -> float | str | None:
        """Return the answer to a question, or None after noting why it is unclear."""
        place = self.columns.questions.get(question.id)
        cell = None if place is None else cells[place]
        if place is None:  # the export has only choice columns
            cell = self._chosen(cells, question)
        label = None
        if place is not None and cell is not None:
            labels = self.export.value_labels.get(self.export.headers[place], {})
            label = labels.get(text_of(cell))
        if place is not None and cell is None:
            header = self.export.headers[place]
            if (row, header) in self.export.user_missing:
                self.unanswered[row, question.id] = self.export.user_missing[row, header]
        code = missing_code(cell, question, self.questionnaire, label)
        if code is not None:
            self.unanswered[row, question.id] = code
            return None
        try:
            comma, point = self.export.decimal_comma, question.id in self.points
            return understand(cell, question, self.questionnaire, label, comma, point)
        except UnclearAnswerError as unclear:
            self._problem(row, question, unclear.found, unclear.advice)
            return None

    def _chosen(self, cells: list[Cell], question: Question) -> Cell:
        """Return the choices marked in a question's columns by 1, yes, or their wording."""
        chosen = []
        told: Cell = None  # a code for "no answer" in the columns of the choices
        for code, place in self.columns.choices[question.id].items():
            cell = cells[place]
            if cell is None:
                continue
            labels = self.export.value_labels.get(self.export.headers[place], {})
            plain = simplified(labels.get(text_of(cell), text_of(cell)))
            words = self.questionnaire.answers(question)[code].both().values()
            own = {simplified(code), *map(simplified, words)}
            if simplified(text_of(cell)) in CHOICE_MARKS or plain in CHOICE_MARKS | own:
                chosen.append(code)
            elif missing_code(cell, question, self.questionnaire, labels.get(text_of(cell))):
                told = cell
        return " ".join(chosen) or told

    def _is_finished(self, cells: list[Cell]) -> bool:
        """Return whether the respondent reached the end, as far as the tool says."""
        if "finished" in self.columns.roles:
            return simplified(text_of(self._metadata(cells, "finished"))) in CHOICE_MARKS
        if self.export.format == "LimeSurvey":  # it has no submission time before the last page
            return self._metadata(cells, "submitted") is not None
        return True

    def _seconds(self, cells: list[Cell]) -> float | None:
        """Return how long the respondent took, from the tool's duration or from start to end."""
        try:
            return float(str(self._metadata(cells, "duration")))
        except ValueError:
            start, end = (
                moment(self._metadata(cells, role), self.day_first) for role in ("start", "end")
            )
        return None if start is None or end is None else (end - start).total_seconds()

    def _blank(self, row: int, question: Question) -> None:
        """Note that a required question is empty."""
        file = self.questionnaire.file
        advice = f"Fill it in, or remove `required: true` from {question.id} in {file}."
        self._problem(row, question, "empty, but it must be answered.", advice)

    def _metadata(self, cells: list[Cell], role: str) -> Cell:
        """Return the cell of the column with a role, or None."""
        place = self.columns.roles.get(role)
        return None if place is None else cells[place]

    def _moment(self, row: int, cells: list[Cell]) -> datetime | None:
        """Return when the form was submitted or, failing that, ended or started."""
        for role in ("submitted", "end", "start"):
            cell = self._metadata(cells, role)
            found = None if cell is None else moment(cell, self.day_first)
            if found is not None:
                return found
            if role == "submitted" and (cell is not None or role in self.export.needs):
                self.problems.append(
                    Problem(
                        self.export.file,
                        f'"{cell}" is not a date and time.' if cell else "empty.",
                        "Write it as 2025-03-31T09:30:00.",
                        row,
                        self.export.roles[role],
                    )
                )
                return None
        return None

    def _problem(self, row: int, question: Question, found: str, advice: str) -> None:
        place = self.columns.questions.get(question.id)
        column = question.export_column if place is None else self.export.headers[place]
        self.problems.append(Problem(self.export.file, found, advice, row, column))


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
                advice = "Export the answers again, or give the submission a unique number."
                problems.append(Problem(export.file, "empty.", advice, number, name))
        for value, (first, *others) in rows.items():
            problems += [
                Problem(
                    export.file,
                    f'"{value}" is in row {first} too.',
                    "An export holds each submission once: delete one of the two rows.",
                    number,
                    name,
                )
                for number in others
            ]
    return problems
