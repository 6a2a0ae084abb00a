"""The columns of a survey export: the questions, the marks of choices, and the tool's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from alianzas.data_schemas.columns import Column, field_of, seen
from alianzas.data_schemas.sheet_columns import said
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.questions import Question
from alianzas.survey.responses.answer_cells import UnclearAnswerError, understand
from alianzas.survey.responses.question_columns import find_columns
from field_files.survey.export import Cell, Export, text_of

_TYPES = {"integer": "integer", "decimal": "number"}


def answer_fields(export: Export, questionnaire: Questionnaire) -> list[dict[str, Any]]:
    """Return a field for each column of an export, in its order.

    Parameters
    ----------
    export : Export
        The export as it was read; its headers are those of the file.
    questionnaire : Questionnaire
        What was asked.

    Returns
    -------
    list of dict
        Field descriptors (Table Schema): of a question its wording, type, codes with labels and
        limits; of the tool's own columns what their cells are.
    """
    columns, _ = find_columns(export, questionnaire)
    known = {
        place: _of_question(questionnaire[name], questionnaire, export)
        for name, place in columns.questions.items()
    }
    marks = {
        place: _of_choice(questionnaire[name], code, questionnaire)
        for name, places in columns.choices.items()
        for code, place in places.items()
    }
    return [*_fields(export, {**marks, **known})]


def _fields(export: Export, known: Mapping[int, Column]) -> Iterator[dict[str, Any]]:
    own = {*export.metadata}
    for place, header in enumerate(export.headers):
        cells = [cells[place] for _, cells in export.rows]
        if place in known:
            yield field_of(header, known[place], cells, export.decimal_comma)
        else:
            title = (
                f"Column of {export.format}" if header in own else "Not part of the questionnaire"
            )
            yield seen(header, title, cells)


def _of_question(question: Question, questionnaire: Questionnaire, export: Export) -> Column:
    """Return what the questionnaire says of a question's column."""
    missing = [text_of(code) for code in questionnaire.missing_codes(question)]
    labels = {code: said(text) for code, text in questionnaire.answers(question).items()}
    title = said(question.label or question.wording)
    words = [said(question.wording)] if question.label else []
    words += _condition(question, questionnaire)
    if missing:
        words.append(f"No answer: {', '.join(missing)}.")
    shape = None
    if question.type == "select_multiple":
        one = "|".join(re.escape(code) for code in labels)
        shape = rf"^(?:{one})(?: (?:{one}))*$"
        words.append(f"Codes: {'; '.join(f'{code} = {label}' for code, label in labels.items())}.")
        several = export.column(export.headers[_place(question, questionnaire, export)])
        if any(isinstance(cell, str) and not re.match(shape, cell) for cell in several):
            shape = None  # labels, or parted otherwise: the reader takes these too
        labels = {}
    return Column(
        title,
        " ".join(words),
        _TYPES.get(question.type, "string"),
        codes=labels,
        shape=shape,
        minimum=question.minimum,
        maximum=question.maximum,
        missing=missing,
        own_missing=question.missing is not None,
        accepts=lambda cell: _is_understood(cell, question, questionnaire, export.decimal_comma),
    )


def _place(question: Question, questionnaire: Questionnaire, export: Export) -> int:
    return find_columns(export, questionnaire)[0].questions[question.id]


def _of_choice(question: Question, code: str, questionnaire: Questionnaire) -> Column:
    """Return what is known of a column that marks whether a choice was made."""
    label = said(questionnaire.answers(question)[code])
    return Column(
        f"{said(question.label or question.wording)} – {label}",
        " ".join(_condition(question, questionnaire)),
        codes={"1": "chosen", "0": "not chosen"},
        accepts=lambda cell: True,  # tools mark a choice in many ways
    )


def _condition(question: Question, questionnaire: Questionnaire) -> list[str]:
    """Return whom a question is put to, where not everybody, as a sentence in a list."""
    conditions = questionnaire.conditions(question)
    if not conditions:
        return []
    whom = " and ".join(f"{name} is {' or '.join(codes)}" for name, codes in conditions.items())
    return [f"Asked where {whom}."]


def _is_understood(
    cell: Cell, question: Question, questionnaire: Questionnaire, comma: bool
) -> bool:
    """Say whether the import understands a cell as an answer."""
    try:
        return understand(cell, question, questionnaire, None, comma) is not None
    except UnclearAnswerError:
        return False
