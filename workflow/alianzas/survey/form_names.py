"""What the questions are called in forms for fieldwork, whose tools allow fewer names than we do.

The forms give these names, and the import finds the columns of their exports by them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alianzas.survey.questionnaire import Questionnaire

#: Names that forms and servers use for themselves.
RESERVED = frozenset({"meta", "data", "instanceid", "instancename"})
#: Characters of the code of a question, or of one of its parts, in LimeSurvey.
LONGEST_CODE = 20
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def form_names(questionnaire: Questionnaire) -> dict[str, str]:
    """Return the name of each question in an XLSForm, by id.

    It is that of the export column, without its section, where that is a name that forms allow and no
    other question has it; else the question's id; else the id with ``q_`` before it.
    """
    wanted = {q.id: q.export_column.rsplit("/", 1)[-1] for q in questionnaire.questions}
    ids = {q.id.lower() for q in questionnaire.questions}
    taken: set[str] = set(RESERVED)
    names: dict[str, str] = {}
    for question in questionnaire.questions:
        column, own = wanted[question.id], question.id
        if column.lower() in ids and column.lower() != own.lower():
            column = own  # it is another question's
        named = next((n for n in (column, own, f"q_{own}") if is_free(n, taken)), None)
        names[question.id] = named or free_name(f"q_{own}", taken)
        taken.add(names[question.id].lower())
    return names


def is_free(name: str, taken: Iterable[str]) -> bool:
    """Return whether forms allow a name and it is not among those ``taken`` (in small letters)."""
    return bool(_NAME.fullmatch(name)) and name.lower() not in taken


def free_name(wanted: str, taken: set[str]) -> str:
    """Return ``wanted`` or, where it is ``taken``, that with the first number that makes it free."""
    name, number = wanted, 2
    while name.lower() in taken:
        name, number = f"{wanted}_{number}", number + 1
    return name


def limesurvey_names(questionnaire: Questionnaire) -> dict[str, str]:
    """Return the code of each question in LimeSurvey: up to 20 letters and digits, a letter first."""
    taken: set[str] = set()
    return {q: limesurvey_code(name, taken) for q, name in form_names(questionnaire).items()}


def limesurvey_choices(codes: Iterable[str]) -> dict[str, str]:
    """Return the code of each choice of a question with several answers in LimeSurvey."""
    taken: set[str] = set()
    return {code: limesurvey_code(code, taken) for code in codes}


def limesurvey_code(name: str, taken: set[str], longest: int = LONGEST_CODE) -> str:
    """Return the code that LimeSurvey allows for a name, and add it to those ``taken``."""
    stem = re.sub(r"[^A-Za-z0-9]", "", name)
    if not stem[:1].isalpha():
        stem = f"q{stem}"
    code, number = stem[:longest], 2
    while code.lower() in taken:
        ending = str(number)
        code, number = stem[: longest - len(ending)] + ending, number + 1
    taken.add(code.lower())
    return code
