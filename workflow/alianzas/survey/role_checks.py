"""Checks of the roles: who plays one exists, suits it, and plays no other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from alianzas.survey.mistakes import Mistake
from alianzas.survey.roles import A_NUMBER, KIND_NAMES, OF_THE_SUBMISSION, SUITABLE, Roles
from human_files.errors import did_you_mean
from human_files.language.messages import either, message

if TYPE_CHECKING:
    from alianzas.survey.questionnaire import Questionnaire

#: Roles that a question of another type than a variable's plays.
_TYPES = {
    "benefits": ("select_multiple",),
    "challenges": ("select_multiple",),
    "consent": ("select_one",),
    "stratum": ("select_one", "integer", "code"),
    "invitation": ("code", "integer", "text"),
}


def role_mistakes(questionnaire: Questionnaire) -> Iterator[Mistake]:
    """Yield what is wrong with the roles that the questionnaire gives, or that names suggest."""
    played: dict[str, str] = {}
    for role in Roles.model_fields:
        question = questionnaire.role(role)
        if question is None:
            continue
        given = role in questionnaire.roles.model_fields_set
        place: tuple[str | int, ...] = (
            ("roles", role) if given else _question(questionnaire, question)
        )
        if question in played:
            yield Mistake(
                message(
                    '"{question}" plays two roles: {other} and {role}.',
                    question=question,
                    other=played[question],
                    role=role,
                ),
                message(
                    "Give each its own question, or write `{role}: null` if the study has none.",
                    role=role,
                ),
                place,
            )
            continue
        played[question] = role
        wrong = _unsuited(role, question, questionnaire)
        if wrong is not None:
            yield Mistake(*wrong, place)
            continue
        yield from _answers(role, question, given, questionnaire, place)


def _question(questionnaire: Questionnaire, name: str) -> tuple[str | int, ...]:
    """Return where a question is in the file."""
    ids = [question.id for question in questionnaire.questions]
    return ("questions", ids.index(name)) if name in ids else ("derived", name)


def _unsuited(role: str, name: str, questionnaire: Questionnaire) -> tuple[str, str] | None:
    """Return why a question cannot play a role and what to do, or None if it can."""
    derivable = role not in OF_THE_SUBMISSION
    known = [q.id for q in questionnaire.questions]
    known += list(questionnaire.derived) if derivable else []
    if name not in known:
        if name in questionnaire.derived:
            return message('"{name}" is a derived variable.', name=name), message(
                "Name a question of the form."
            )
        if name in questionnaire.constructs:
            return message('"{name}" is a construct.', name=name), message(
                "Name a question, or derive a variable from it."
            )
        return message('no question "{name}".', name=name), did_you_mean(name, known)
    if role in _TYPES:
        kind = questionnaire[name].type if questionnaire.asks(name) else "derived"
        if role == "stratum" and kind == "derived":
            return None
        if kind not in _TYPES[role]:
            wanted = either(_TYPES[role])
            return message(
                '{role} is "{name}", which is {kind}, not {wanted}.',
                role=role,
                name=name,
                kind=kind,
                wanted=wanted,
            ), message("Name another question.")
        return None
    variable = questionnaire.variables.get(name)
    if variable is None or variable.kind not in SUITABLE[role]:
        what = questionnaire[name].type if variable is None else variable.kind
        wanted = message(KIND_NAMES.get(role, A_NUMBER))
        return (
            message(
                '{role} is "{name}" ({what}), but it needs {wanted}.',
                role=role,
                name=name,
                what=what,
                wanted=wanted,
            ),
            message("Name another question, or derive a variable that suits."),
        )
    if role in ("sector", "region", "group", "model") and not variable.answers:
        return message(
            '{role} is "{name}", which has no answers to choose from.', role=role, name=name
        ), message("Name another question.")
    return None


def _answers(
    role: str,
    name: str,
    given: bool,
    questionnaire: Questionnaire,
    place: tuple[str | int, ...],
) -> Iterator[Mistake]:
    """Yield answers that a role names and the question does not have."""
    consent, group = questionnaire.consent, questionnaire.group
    if role == "consent" and consent is not None:
        known = list(questionnaire.answers(questionnaire[name]))
        for code in consent.agrees:
            if code not in known:
                advice = did_you_mean(code, known)
                if not given:
                    advice = message(
                        "Say which answers agree: `roles: consent: {{question: {name}, agrees: "
                        "[{code}]}}`; or `consent: null` if it is another question.",
                        name=name,
                        code=known[0],
                    )
                yield Mistake(
                    message('consent: "{code}" is not an answer to {name}.', code=code, name=name),
                    advice,
                    place,
                )
        if not set(known) - set(consent.agrees):
            found = message("consent: every answer to {name} agrees.", name=name)
            yield Mistake(found, message("Leave out the answers that refuse."), place)
    if role == "group" and group is not None:
        known = list(questionnaire.variables[name].answers)
        if group.reference not in known:
            advice = did_you_mean(group.reference, known)
            if not given:
                advice = message(
                    "Say who is compared with whom: `roles: group: {{question: {name}, reference: "
                    "{code}}}`; or `group: null` if it does not tell groups of firms.",
                    name=name,
                    code=known[-1],
                )
            found = message(
                'the reference "{reference}" is not an answer to {name}.',
                reference=group.reference,
                name=name,
            )
            yield Mistake(found, advice, place)
