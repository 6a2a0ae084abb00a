"""The columns of our own LimeSurvey form: codes without underscores, statements in brackets."""

from __future__ import annotations

import re
from collections.abc import Mapping

from alianzas.survey.form_names import limesurvey_choices, limesurvey_names
from alianzas.survey.questionnaire import Questionnaire

_PART = re.compile(r"\w+\[(\w+)\]")


def limesurvey_columns(
    positions: Mapping[str, int], questionnaire: Questionnaire
) -> tuple[dict[str, int], dict[str, dict[str, int]]]:
    """Return the column of each question, and of each choice of those with several answers.

    ``positions``: header → position, with question codes as headings.
    """
    columns = {header.lower(): place for header, place in positions.items()}
    parts = {
        match[1].lower(): place
        for header, place in positions.items()
        if (match := _PART.fullmatch(header)) is not None
    }
    codes = limesurvey_names(questionnaire)
    places: dict[str, int] = {}
    choices: dict[str, dict[str, int]] = {}
    for question in questionnaire.questions:
        code = codes[question.id].lower()
        if question.type == "select_multiple":
            named = limesurvey_choices(questionnaire.answers(question))
            choices[question.id] = {
                choice: columns[f"{code}[{part.lower()}]"]
                for choice, part in named.items()
                if f"{code}[{part.lower()}]" in columns
            }
            continue
        place = columns.get(code, parts.get(code))
        if place is not None:
            places[question.id] = place
    return places, choices
