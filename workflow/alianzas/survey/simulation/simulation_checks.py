"""Checks that the generator's parameters and the questionnaire fit each other."""

from __future__ import annotations

from collections.abc import Iterator

from alianzas.config.simulation_settings import Draw, SurveySimulation
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.questions import Question
from human_files.errors import ConfigurationError, Problem, did_you_mean
from human_files.language.messages import message

#: What each way of drawing is for.
_SUITS = {
    "shares": ("select_one", "rating"),
    "chances": ("select_multiple",),
    "chance": ("select_one", "integer"),
    "rate": ("integer",),
    "median": ("integer", "decimal"),
    "mean": ("integer", "decimal"),
}


def check_simulation(truth: SurveySimulation, questionnaire: Questionnaire) -> None:
    """Raise ConfigurationError for codes, constructs and questions that do not exist or do not suit."""
    wrong = [*_codes(truth, questionnaire), *_variables(truth, questionnaire)]
    if set(truth.constructs) != set(questionnaire.constructs):
        names = ", ".join(questionnaire.constructs) or message("left out")
        wrong.append(message("`constructs:` must be {names}", names=names))
    _raise(wrong, message("Use the questionnaire's codes."))


def check_all_drawn(truth: SurveySimulation, questionnaire: Questionnaire, drawn: set[str]) -> None:
    """Raise ConfigurationError for questions that nothing draws: they would be left unanswered."""
    wrong = [
        message("{question} is not drawn", question=question.id)
        for question in questionnaire.questions
        if question.id not in drawn and question.id not in questionnaire.administrative
        if question.type not in ("text", "code")
    ]
    _raise(wrong, message("Say under `variables:` how it is answered."))


def _raise(wrong: list[str], advice: str) -> None:
    if wrong:
        problems = [Problem("survey: simulation:", f"{text}.", advice) for text in wrong]
        raise ConfigurationError(problems)


def _codes(truth: SurveySimulation, questionnaire: Questionnaire) -> Iterator[str]:
    """Yield codes that are no answers."""
    role, alliances = questionnaire.role, truth.alliances
    named: list[tuple[str | None, dict[str, float]]] = [
        (role("sector"), truth.firm_facts.sectors),
        (role("region"), truth.firm_facts.regions),
    ]
    if alliances is not None:
        named += [
            (role("group"), alliances.groups),
            (role("model"), alliances.models),
            ("form" if questionnaire.asks("form") else None, alliances.forms),
            (role("benefits"), alliances.benefits),
            (role("challenges"), alliances.challenges),
        ]
        if role("group") in questionnaire.derived:
            yield message("the groups are derived from other answers: leave out `alliances:`")
    for question, codes in named:
        known = [] if question is None else questionnaire.codes(question)
        yield from (
            message('"{code}" is not an answer to {question}', code=code, question=question)
            for code in codes
            if question is not None and code not in known
        )


def _variables(truth: SurveySimulation, questionnaire: Questionnaire) -> Iterator[str]:
    """Yield what is wrong with the variables, in their order."""
    known = set(truth.constructs) | {item.id for item in questionnaire.items()}
    roles = ("sector", "region", "employees", "founded", "exports", "group")
    known |= {name for role in roles if (name := questionnaire.role(role)) is not None}
    for name, draw in truth.variables.items():
        if not questionnaire.asks(name):
            ids = [question.id for question in questionnaire.questions]
            yield message(
                'the questionnaire has no question "{name}" ({advice})',
                name=name,
                advice=did_you_mean(name, ids),
            )
            continue
        yield from _draw(draw, questionnaire[name], questionnaire)
        for source in draw.by:
            other = source.partition(".")[0]
            if other not in known and other not in questionnaire.derived:
                yield message(
                    '{name} goes with "{other}", which is not drawn before it',
                    name=name,
                    other=other,
                )
        known.add(name)


def _draw(draw: Draw, question: Question, questionnaire: Questionnaire) -> Iterator[str]:
    """Yield why a question cannot be drawn in this way."""
    if question.type not in _SUITS[draw.how]:
        yield message(
            "{question} is a {type} question, which `{how}:` does not draw",
            question=question.id,
            type=question.type,
            how=draw.how,
        )
        return
    codes = questionnaire.codes(question.id)
    for code in draw.shares or draw.chances or {}:
        if code not in codes:
            yield message(
                '"{code}" is not an answer to {question}', code=code, question=question.id
            )
    if draw.chance is not None and codes and len(codes) != 2:
        yield message(
            "{question} has {n} answers: give their `shares:`", question=question.id, n=len(codes)
        )
