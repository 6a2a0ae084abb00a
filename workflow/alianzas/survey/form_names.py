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


def letters_and_digits(name: str) -> str:
    """Return a name as LimeSurvey allows it, without the signs that join words."""
    return re.sub(r"[^A-Za-z0-9]", "", name)
