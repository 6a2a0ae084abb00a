"""Checks of derived variables: what they are made from exists, comes before, and suits the way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from alianzas.survey.mistakes import Mistake
from human_files.errors import did_you_mean
from human_files.language.messages import counted_message, either, message

if TYPE_CHECKING:
    from alianzas.survey.derived import Derived
    from alianzas.survey.questionnaire import Questionnaire
    from alianzas.survey.variables import Variable

#: Kinds that have an amount; of a binary one, 0 and 1.
_NUMERIC = ("score", "number", "count", "binary", "ordered")
_NAMING = ("any_of", "count_of")


def derived_mistakes(questionnaire: Questionnaire) -> Iterator[Mistake]:
    """Yield what is wrong with the derived variables, in order."""
    variables = questionnaire.variables
    earlier = {name for name in variables if name not in questionnaire.derived}
    several = {q.id for q in questionnaire.questions if q.type == "select_multiple"}
    for name, derived in questionnaire.derived.items():
        how = derived.operation
        place = ("derived", name, how)
        for source in derived.inputs:
            if source in earlier or (source in several and how in _NAMING):
                continue
            yield Mistake(*_unknown(name, source, questionnaire, earlier, several), place)
        if all(source in earlier | several for source in derived.inputs):
            yield from _misfits(name, derived, questionnaire, variables)
        earlier.add(name)


def _unknown(
    name: str, source: str, questionnaire: Questionnaire, earlier: set[str], several: set[str]
) -> tuple[str, str]:
    """Return why a variable cannot be made from ``source``, and what to do."""
    if source == name:
        return message('"{name}" is made from itself.', name=name), message(
            "Give what it is made from another name."
        )
    if source in questionnaire.derived:
        if name in _all_inputs(source, questionnaire):
            return (
                message(
                    '"{name}" and "{source}" are made from each other.', name=name, source=source
                ),
                message("Make one of them from the answers themselves."),
            )
        return message('"{source}" is derived only further down.', source=source), message(
            "Move `{source}:` above `{name}:`.", source=source, name=name
        )
    if source in several:
        found = message(
            '"{source}" allows several answers, so it has no single value.', source=source
        )
        return found, message("Derive a variable from it with `any_of` or `count_of` first.")
    if questionnaire.asks(source):
        kind = questionnaire[source].type
        return message(
            '"{source}" is a {kind} question, which no variable can be made from.',
            source=source,
            kind=kind,
        ), (message("Name another question, or give it another `type:`."))
    known = [*sorted(earlier), *sorted(several)]
    return message(
        'no question, construct or derived variable "{source}".', source=source
    ), did_you_mean(source, known)


def _all_inputs(name: str, questionnaire: Questionnaire) -> set[str]:
    """Return every derived variable that goes into one, directly or not."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        for source in questionnaire.derived[waiting.pop()].inputs:
            if source in questionnaire.derived and source not in found:
                found.add(source)
                waiting.append(source)
    return found


def _misfits(
    name: str, derived: Derived, questionnaire: Questionnaire, variables: dict[str, Variable]
) -> Iterator[Mistake]:
    """Yield what it is made from that does not suit the way it is made."""
    how = derived.operation
    place = ("derived", name, how)
    for source in derived.inputs:
        variable = variables.get(source)
        if how in _NAMING:
            yield from _answers_named(name, source, derived, questionnaire, variable)
        elif how == "recode" and derived.recode is not None:
            known = _codes(source, questionnaire, variable)
            if not known:
                found = message(
                    '"{source}" has numbers, and recode replaces answers.', source=source
                )
                yield Mistake(found, message("Use `groups` to cut a number into ranges."), place)
                continue
            for code in derived.recode.into:
                if code not in known:
                    found = message(
                        '"{code}" is not an answer to {source}.', code=code, source=source
                    )
                    yield Mistake(found, did_you_mean(code, known), (*place, "into", code))
            left = [code for code in known if code not in derived.recode.into]
            if left and derived.recode.otherwise is None:
                found = counted_message(
                    len(left),
                    "the answer {answers} of {source} is not recoded.",
                    "the answers {answers} of {source} are not recoded.",
                    answers=", ".join(left),
                    source=source,
                )
                found = found.replace(" is ", " are ") if len(left) > 1 else found
                advice = message("Name each under `into:`, or say `otherwise:` for the rest.")
                yield Mistake(found, advice, place)
        elif variable is not None and variable.kind not in _NUMERIC:
            found = message(
                '"{source}" is a category, and {how} needs numbers.', source=source, how=how
            )
            yield Mistake(found, message("Turn it into numbers with `recode` first."), place)


def _codes(source: str, questionnaire: Questionnaire, variable: Variable | None) -> list[str]:
    """Return the answers that a variable may have; none for numbers."""
    if questionnaire.asks(source):
        return list(questionnaire.answers(questionnaire[source]))
    return list(variable.answers) if variable is not None else []


def _answers_named(
    name: str,
    source: str,
    derived: Derived,
    questionnaire: Questionnaire,
    variable: Variable | None,
) -> Iterator[Mistake]:
    """Yield answers looked for that a question does not have, and questions without answers."""
    how = derived.operation
    named = derived.any_of or derived.count_of
    known = _codes(source, questionnaire, variable)
    place = ("derived", name, how)
    if named is None:
        return
    if not known:
        if named.answers or variable is None or variable.kind != "binary":
            found = message(
                '"{source}" has numbers, and {how} looks for answers.', source=source, how=how
            )
            yield Mistake(found, message("Cut it into `groups` first, and name the group."), place)
        return
    if not named.answers and (variable is None or variable.kind != "binary"):
        found = message("which answers of {source} count is not said.", source=source)
        yield Mistake(
            found,
            message("Add `answers:` with some of {answers}.", answers=", ".join(known)),
            place,
        )
    # Every answer must exist somewhere, and every question must have at least one of them.
    if named.answers and not set(named.answers) & set(known):
        found = message(
            "{source} has none of the answers {answers}.",
            source=source,
            answers=", ".join(named.answers),
        )
        yield Mistake(found, message("Its answers: {answers}.", answers=", ".join(known)), place)
    everywhere = {code for one in named.of for code in _codes(one, questionnaire, None)} | (
        set(variable.answers) if variable is not None else set()
    )
    if source == named.of[0]:
        for code in named.answers:
            if code not in everywhere and not any(one in questionnaire.derived for one in named.of):
                found = message(
                    '"{code}" is not an answer to {source}.', code=code, source=either(named.of)
                )
                yield Mistake(found, did_you_mean(code, everywhere), (*place, "answers"))
