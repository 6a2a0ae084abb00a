"""Finding the export's column for each question: by name, with or without groups, or by wording."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from alianzas.survey.form_names import form_names
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.questions import Question
from alianzas.survey.responses.limesurvey_columns import limesurvey_columns
from field_files.survey.export import Export
from field_files.survey.limesurvey import NAME as LIMESURVEY
from field_files.survey.simplified_text import simplified
from human_files.errors import Problem, nearest
from human_files.language.messages import message
from human_files.settings import Text

#: How tools combine a question and one of its choices: Kobo, REDCap, LimeSurvey, SPSS.
_JOINTS = ("{stem}/{code}", "{stem}___{code}", "{stem}[{code}]", "{stem}_{code}", "{stem}.{code}")


@dataclass(frozen=True)
class Columns:
    """Where the answers are: positions in a row.

    ``choices`` holds, for a select_multiple question, the columns that mark a choice, by code;
    ``roles`` holds the tool's metadata columns by role.
    """

    questions: dict[str, int]
    choices: dict[str, dict[str, int]]
    roles: dict[str, int]


def find_columns(export: Export, questionnaire: Questionnaire) -> tuple[Columns, list[Problem]]:
    """Return the columns found, and a problem for each one missing.

    A question is found by its export column, by the last part of that name (an export without
    groups), or by its wording in any language, in the header or in the file's description of the
    column.
    """
    positions = {header: k for k, header in enumerate(export.headers) if header}
    words: dict[str, int] = {}
    for header, k in positions.items():
        for text in _texts(header, export):
            words.setdefault(simplified(text), k)
    found: dict[str, int] = {}
    choices: dict[str, dict[str, int]] = {}
    problems = []
    names = form_names(questionnaire)
    coded, parts = (
        limesurvey_columns(positions, questionnaire) if export.format == LIMESURVEY else ({}, {})
    )
    for question in questionnaire.questions:
        place = _place(question, names[question.id], positions, words)
        if place is None:
            place = coded.get(question.id)
        if question.type == "select_multiple":
            named = _choice_columns(question, questionnaire, export, positions)
            choices[question.id] = parts.get(question.id, {}) | named
            if place in choices[question.id].values():  # the first of the choices is not the list
                place = None
        if place is not None:
            found[question.id] = place
        elif not choices.get(question.id):
            problems.append(_missing(export, question.export_column))
    # What a question claims is no metadata, unless the tool cannot do without it.
    claimed = {*found.values(), *(k for places in choices.values() for k in places.values())}
    roles = {
        role: positions[header]
        for role, header in export.roles.items()
        if positions[header] not in claimed or role in export.needs
    }
    problems += [_missing(export, name) for role, name in export.needs.items() if role not in roles]
    return Columns(found, choices, roles), problems


def _texts(header: str, export: Export) -> Iterator[str]:
    """Yield the texts by which a column may be known, the most specific first.

    Items of a matrix appear as "stem [item]", "[item] stem" or "stem - item".
    """
    yield header
    yield header.rsplit("/", 1)[-1]
    for text in (export.wording.get(header, ""), header):
        if text:
            yield text
            yield from re.findall(r"\[([^\]]+)\]", text)
            yield re.split(r"\s*-\s*(?=\S)", text)[-1]


def _place(
    question: Question, form_name: str, positions: Mapping[str, int], words: Mapping[str, int]
) -> int | None:
    """Return the position of a question's column: by exact name, by similar name, by wording.

    ``form_name`` is what our own forms call the question.
    """
    column = question.export_column
    exact = [column, column.rsplit("/", 1)[-1], question.id, form_name]
    for name in exact:
        if name in positions:
            return positions[name]
    # The same question under another group, e.g. after the form was regrouped; names in different
    # case, as in REDCap and Stata; an ODK Central column "group-question".
    for name in dict.fromkeys(exact[1:]):
        for header, place in positions.items():
            last = header.rsplit("/", 1)[-1]
            if name in (last, last.rsplit("-", 1)[-1]):
                return place
    for header, place in positions.items():
        if header.lower() in {column.lower(), *(name.lower() for name in exact[1:])}:
            return place
    for text in question.wording.by_language().values():
        if simplified(text) in words:
            return words[simplified(text)]
    return None


def _choice_columns(
    question: Question,
    questionnaire: Questionnaire,
    export: Export,
    positions: Mapping[str, int],
) -> dict[str, int]:
    """Return the column of each code, found by name or by the wordings of question and choice."""
    answers = questionnaire.answers(question)
    stems = (question.export_column, question.export_column.rsplit("/", 1)[-1], question.id)
    lower = {header.lower(): place for header, place in positions.items()}
    found: dict[str, int] = {}
    for code in answers:
        for stem in stems:
            for joint in _JOINTS:
                place = lower.get(joint.format(stem=stem, code=code).lower())
                if place is not None:
                    found.setdefault(code, place)
    if found:
        return found
    asked = {simplified(text) for text in question.wording.by_language().values()}
    for header, place in positions.items():
        for text in (header, export.wording.get(header, "")):
            for one, other in _halves(text):
                for stem, choice in ((one, other), (other, one)):
                    named = _named(choice, answers)
                    if simplified(stem) in asked and named is not None:
                        found.setdefault(named, place)
    return found


def _halves(text: str) -> Iterator[tuple[str, str]]:
    """Yield the ways in which a header splits into the texts of question and choice."""
    if match := re.fullmatch(r"(.*?)\s*\[([^\]]+)\]\s*(.*)", text):
        yield (match[1] or match[3]), match[2]
    for joint in re.finditer(r"\s*[-/]\s*", text):
        yield text[: joint.start()], text[joint.end() :]


def _named(text: str, answers: Mapping[str, Text]) -> str | None:
    """Return the code of an answer named by its code or its label."""
    wanted = simplified(text)
    for code, label in answers.items():
        if wanted in {
            simplified(code),
            *(simplified(words) for words in label.by_language().values()),
        }:
            return code
    return None


def _missing(export: Export, column: str) -> Problem:
    """Return a problem for a missing column, naming the most similar one."""
    like = nearest(column, [header for header in export.headers if header])
    advice = message('Did you mean the column "{name}"?', name=like) + " " if like else ""
    advice += message("Restore the column's name, or export the answers again.")
    return Problem(export.file, message("this column is missing."), advice, 1, column)
