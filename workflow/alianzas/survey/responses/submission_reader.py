"""Reads one submission after the other, and notes what contradicts the questionnaire."""

from __future__ import annotations

from datetime import datetime

from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.questions import Question
from alianzas.survey.responses.answer_cells import (
    UnclearAnswerError,
    has_decimal_points,
    missing_code,
    understand,
)
from alianzas.survey.responses.question_columns import Columns
from field_files.survey.date_times import day_first, moment
from field_files.survey.export import Cell, Export, text_of
from field_files.survey.simplified_text import simplified
from human_files.errors import Problem
from human_files.language.messages import both, either, message

#: How tools mark that a choice was made or a form was finished.
CHOICE_MARKS = frozenset(
    {
        *("1", "true", "yes", "y", "x", "checked", "selected", "quoted"),
        *("si", "verdadero", "sim", "verdadeiro"),
    }
)

#: What LimeSurvey writes for its own "Other:", and what an answer list may call it.
_OTHER, _OTHER_CODE = "-oth-", "other"


class SubmissionReader:
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

    def _hidden(self, row: int, question: Question) -> bool:
        """Return whether the tool says that it did not show a question to a respondent."""
        if not self.export.not_asked:
            return False
        place = self.columns.questions.get(question.id)
        places = [*self.columns.choices.get(question.id, {}).values()] if place is None else [place]
        return any((row, self.export.headers[one]) in self.export.not_asked for one in places)

    def _check_skips(self, row: int, answers: dict[str, object], finished: bool) -> None:
        """Note required questions left empty, and answers that the skip logic does not ask."""
        for question in self.questionnaire.questions:
            given = answers[question.id] is not None
            asked = self.questionnaire.is_asked(question, answers)
            if asked and question.required and not given and finished:
                if not self._told(row, question) and not self._hidden(row, question):
                    self._blank(row, question)
            elif given and not asked:
                conditions = self.questionnaire.conditions(question)
                whom = both(f"{name} = {either(codes)}" for name, codes in conditions.items())
                self._problem(
                    row,
                    question,
                    message("answered, although it is asked only where {whom}.", whom=whom),
                    message("Correct one of the two answers."),
                )

    def _check_founded(self, row: int, answers: dict[str, object], submitted: object) -> None:
        """Note a firm founded after its submission."""
        year = answers.get(self.founded) if self.founded is not None else None
        if isinstance(year, float) and isinstance(submitted, datetime) and year > submitted.year:
            self._problem(
                row,
                self.questionnaire[str(self.founded)],
                message(
                    "{year} is after the submission ({submitted}).",
                    year=f"{year:g}",
                    submitted=submitted.year,
                ),
                message("Correct the year in the file."),
            )

    def _answer(self, row: int, cells: list[Cell], question: Question) -> float | str | None:
        """Return the answer to a question, or None after noting why it is unclear."""
        place = self.columns.questions.get(question.id)
        cell = None if place is None else cells[place]
        if cell == _OTHER and _OTHER_CODE in self.questionnaire.answers(question):
            cell = _OTHER_CODE
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
            words = self.questionnaire.answers(question)[code].by_language().values()
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
        advice = message(
            "Fill it in, or remove `required: true` from {question} in {file}.",
            question=question.id,
            file=file,
        )
        self._problem(row, question, message("empty, but it must be answered."), advice)

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
                        message('"{cell}" is not a date and time.', cell=cell)
                        if cell
                        else message("empty."),
                        message("Write it as 2025-03-31T09:30:00."),
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
