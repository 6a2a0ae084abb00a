"""Finding the export's column for each question: by name, with or without groups, or by wording."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from alianzas.errors import Problem, nearest
from alianzas.survey.questionnaire import Question, Questionnaire
from alianzas.survey.reading import Export

#: Columns of the server that the import needs, and those it uses where they are there.
NEEDED = ("_id", "_submission_time")
OPTIONAL = ("_uuid", "_validation_status")


def simplified(text: str) -> str:
    """Return ``text`` for comparison: no case, accents, punctuation or repeated blanks."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = (sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign))
    return " ".join("".join(kept).split())


@dataclass(frozen=True)
class Columns:
    """Where the answers stand: positions in a row.

    ``choices`` holds, for a select_multiple question, the 0/1 columns by code.
    """

    questions: dict[str, int]
    choices: dict[str, dict[str, int]]
    metadata: dict[str, int]


def find_columns(export: Export, questionnaire: Questionnaire) -> tuple[Columns, list[Problem]]:
    """Return the columns found and a problem for each one missing.

    A question is found by its export column, by its last part (an export without groups), or by
    its wording in either language (an export with labels as headers).
    """
    positions = {header: k for k, header in enumerate(export.headers) if header}
    words: dict[str, int] = {}
    for header, k in positions.items():
        words.setdefault(simplified(header.rsplit("/", 1)[-1]), k)
        words.setdefault(simplified(header), k)
    found: dict[str, int] = {}
    choices: dict[str, dict[str, int]] = {}
    problems = []
    for question in questionnaire.questions:
        place = _place(question, positions, words)
        if question.type == "select_multiple":
            choices[question.id] = _choice_columns(question, questionnaire, positions)
        if place is not None:
            found[question.id] = place
        elif not choices.get(question.id):
            problems.append(_missing(export, question.export_column))
    metadata = {name: positions[name] for name in (*NEEDED, *OPTIONAL) if name in positions}
    problems += [_missing(export, name) for name in NEEDED if name not in metadata]
    return Columns(found, choices, metadata), problems


def _place(question: Question, positions: dict[str, int], words: dict[str, int]) -> int | None:
    column = question.export_column
    exact = [column, column.rsplit("/", 1)[-1], question.id]
    for name in exact:
        if name in positions:
            return positions[name]
    # The same question under another group, e.g. after the form was regrouped.
    for header, place in positions.items():
        if header.rsplit("/", 1)[-1] in exact[1:]:
            return place
    for text in question.wording.both().values():
        if simplified(text) in words:
            return words[simplified(text)]
    return None


def _choice_columns(
    question: Question, questionnaire: Questionnaire, positions: dict[str, int]
) -> dict[str, int]:
    stems = (question.export_column, question.export_column.rsplit("/", 1)[-1], question.id)
    return {
        code: positions[f"{stem}/{code}"]
        for code in questionnaire.answers(question)
        for stem in stems
        if f"{stem}/{code}" in positions
    }


def _missing(export: Export, column: str) -> Problem:
    like = nearest(column, [header for header in export.headers if header])
    advice = f'Did you mean the column "{like}"? ' if like else ""
    advice += "Give the column its name back, or export the answers again."
    return Problem(export.file, "this column is missing.", advice, 1, column)
