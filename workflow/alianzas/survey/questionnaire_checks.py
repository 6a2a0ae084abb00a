"""Checks of a questionnaire as a whole: names, lists, skip logic, roles, derived variables, codes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from alianzas.survey.derived_checks import derived_mistakes
from alianzas.survey.mistakes import Mistake
from alianzas.survey.role_checks import role_mistakes
from human_files.errors import ConfigurationError, Problem, did_you_mean
from human_files.language.messages import message
from human_files.settings_files import line_of

if TYPE_CHECKING:
    from alianzas.survey.questionnaire import Questionnaire
    from alianzas.survey.questions import Question

#: Columns that the import and the scoring add beside the questions.
RESERVED = ("respondent", "group")


def check_questionnaire(
    questionnaire: Questionnaire, path: Path | str, name: str | None = None
) -> None:
    """Raise ConfigurationError with every mistake of the file at ``path``, each with its line."""
    mistakes = [
        *_names(questionnaire),
        *_columns(questionnaire),
        *_references(questionnaire),
        *_constructs(questionnaire),
        *_skip_logic(questionnaire),
        *_missing_codes(questionnaire),
    ]
    if not mistakes:  # the rest relies on names that exist
        mistakes = [*derived_mistakes(questionnaire)]
    if not mistakes:
        mistakes = [*_dummies(questionnaire), *role_mistakes(questionnaire)]
    if mistakes:
        raise ConfigurationError(
            [
                Problem(
                    name or str(path),
                    one.found,
                    one.advice,
                    line_of(path, *one.place),
                    ".".join(str(part) for part in one.place) or None,
                )
                for one in mistakes
            ]
        )


def _names(questionnaire: Questionnaire) -> Iterator[Mistake]:
    """Yield names given twice, to whatever they belong, and names of columns that are added."""
    named: dict[str, str] = {}
    places = [
        *(
            (name, message('construct "{name}"', name=name), ("constructs", name))
            for name in questionnaire.constructs
        ),
        *(
            (q.id, message('question "{name}"', name=q.id), ("questions", k, "id"))
            for k, q in enumerate(questionnaire.questions)
        ),
        *(
            (name, message('derived variable "{name}"', name=name), ("derived", name))
            for name in questionnaire.derived
        ),
    ]
    for name, what, place in places:
        # Tables of the results are read by tools that do not tell capitals from small letters.
        if (other := named.setdefault(name.lower(), what)) is not what:
            found = (
                message("two questions share an id: {name}.", name=name)
                if other == what
                else message("{other} has this name too: {name}.", other=other, name=name)
            )
            advice = message("Rename one of them; `column:` says what the export calls a question.")
            yield Mistake(found, advice, place)
        if name.lower() in RESERVED:
            yield Mistake(
                message('"{name}" is the name of a column that the analysis adds.', name=name),
                message(
                    "Choose another id; `column: {name}` says what the export calls the question.",
                    name=name,
                ),
                place,
            )


def _columns(questionnaire: Questionnaire) -> Iterator[Mistake]:
    """Yield columns of the export that two questions have: the answers to one would be the other's."""
    asked: dict[str, str] = {}
    for k, question in enumerate(questionnaire.questions):
        column = question.export_column
        if (other := asked.setdefault(column.lower(), question.id)) != question.id:
            yield Mistake(
                message(
                    'the questions {other} and {id} have one column of the export: "{column}".',
                    other=other,
                    id=question.id,
                    column=column,
                ),
                message("Give each the column that holds its own answers."),
                ("questions", k, "column" if question.column else "id"),
            )


def _dummies(questionnaire: Questionnaire) -> Iterator[Mistake]:
    """Yield names that a category's columns of 0 and 1 have too: sector_other, beside a question."""
    variables = questionnaire.variables
    named = {name.lower(): name for name in variables}
    for variable in variables.values():
        if variable.kind != "category":
            continue
        for column in variable.columns:
            if (other := named.get(column.lower())) is not None:
                yield Mistake(
                    message(
                        '"{other}" is also what models call the answer of a firm to {name}.',
                        other=other,
                        name=variable.name,
                    ),
                    message("Rename one of them; `column:` says what the export calls a question."),
                    _place_of(questionnaire, other),
                )


def _place_of(questionnaire: Questionnaire, name: str) -> tuple[str | int, ...]:
    """Return where a variable is in the file."""
    for k, question in enumerate(questionnaire.questions):
        if question.id.lower() == name.lower():
            return ("questions", k, "id")
    part = "constructs" if name in questionnaire.constructs else "derived"
    return (part, name)


def _references(questionnaire: Questionnaire) -> Iterator[Mistake]:
    """Yield sections, constructs, lists and scales that do not exist, and references likewise."""
    for k, q in enumerate(questionnaire.questions):
        for key, name, known in (
            ("section", q.section, questionnaire.sections),
            ("construct", q.construct_id, questionnaire.constructs),
            ("list", q.list, questionnaire.lists),
            ("scale", q.scale if q.type == "rating" else None, questionnaire.scales),
        ):
            if name is not None and name not in known:
                advice = (
                    did_you_mean(name, known)
                    if known
                    else message("Add it under `{key}:`.", key=f"{key}s")
                )
                found = message(
                    '{question}: there is no `{key}:` "{name}".', question=q.id, key=key, name=name
                )
                yield Mistake(found, advice, ("questions", k, key))
        answers = questionnaire.lists.get(q.list or "", {})
        if answers and len(answers) < 2:
            advice = message("Give at least two answers, or leave the question out.")
            yield Mistake(
                message("{name}: there is only one answer.", name=q.id), advice, ("questions", k)
            )
        if q.reference is not None and q.list in questionnaire.lists and q.reference not in answers:
            yield Mistake(
                message(
                    '{name}: "{reference}" is not an answer to it.',
                    name=q.id,
                    reference=q.reference,
                ),
                did_you_mean(q.reference, answers),
                ("questions", k, "reference"),
            )
        if q.kind == "binary" and answers and len(answers) != 2:
            advice = message(
                "Remove `kind:`, or derive a variable with two answers (`recode`, `any_of`)."
            )
            found = message(
                "{name}: a binary question has two answers, this one has {n}.",
                name=q.id,
                n=len(answers),
            )
            yield Mistake(found, advice, ("questions", k, "kind"))


def _constructs(questionnaire: Questionnaire) -> Iterator[Mistake]:
    """Yield constructs without items, and those whose items have several scales."""
    for name in questionnaire.constructs:
        items = questionnaire.items(name)
        place = ("constructs", name)
        if not items:
            advice = message(
                "Add `construct: {name}` to its items, or remove the construct.", name=name
            )
            yield Mistake(
                message('construct "{name}" needs at least one item.', name=name), advice, place
            )
        if len({item.scale for item in items}) > 1:
            advice = message("Use one scale for all of them; a score is the mean of their points.")
            yield Mistake(
                message('the items of "{name}" use different scales.', name=name), advice, place
            )


def _skip_logic(questionnaire: Questionnaire) -> Iterator[Mistake]:
    """Yield sections opened by questions or answers that do not exist."""
    ids = [q.id for q in questionnaire.questions]
    for name, section in questionnaire.sections.items():
        for question, opening in section.asked_if.items():
            place = ("sections", name, "asked_if", question)
            if question not in ids:
                found = message(
                    'section "{name}": asked_if names no question "{question}".',
                    name=name,
                    question=question,
                )
                yield Mistake(found, did_you_mean(question, ids), place)
                continue
            known = _known(questionnaire[question], questionnaire)
            for answer in opening:
                if answer not in known:
                    found = message(
                        'section "{name}": "{answer}" is not an answer to {question}.',
                        name=name,
                        answer=answer,
                        question=question,
                    )
                    yield Mistake(found, did_you_mean(answer, known), place)


def _missing_codes(questionnaire: Questionnaire) -> Iterator[Mistake]:
    """Yield codes for "no answer" that are an answer too: which is meant must be said."""
    for k, question in enumerate(questionnaire.questions):
        known = _known(question, questionnaire)
        low, high = question.minimum, question.maximum
        own = question.missing is not None
        place = ("questions", k, "missing") if own else ("questions", k)
        for code in questionnaire.missing_codes(question):
            if str(code) in known:
                found = message(
                    '{question}: "{code}" means no answer, but it is an answer to choose.',
                    question=question.id,
                    code=code,
                )
                advice = message(
                    "Remove it from the answers, or write `missing: []` for {question}.",
                    question=question.id,
                )
                yield Mistake(found, advice, place)
            elif (
                (
                    question.type in ("integer", "decimal")
                    and not own
                    and isinstance(code, int | float)
                )
                and (low is None or code >= low)
                and (high is None or code <= high)
            ):
                yield Mistake(
                    message(
                        "{question}: {code} means no answer, but it is within the range of "
                        "this question too.",
                        question=question.id,
                        code=code,
                    ),
                    message(
                        "Say what it is here: `missing: [{code}]` if no answer, `missing: []` "
                        "if a number; or give the range with `minimum:` and `maximum:`.",
                        code=code,
                    ),
                    place,
                )


def _known(question: Question, questionnaire: Questionnaire) -> list[str]:
    """Return the codes of the answers to a question; none where its list or scale does not exist."""
    if question.type == "rating":
        return [str(point) for point in questionnaire.scales.get(question.scale, {})]
    return list(questionnaire.lists.get(question.list or "", {}))
