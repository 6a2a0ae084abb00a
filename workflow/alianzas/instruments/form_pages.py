"""A questionnaire as a form: consent first, then pages, then what the office adds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from alianzas.survey.form_names import RESERVED, form_names, free_name
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.questions import Question
from human_files.settings import Text

#: Roles of what no respondent is asked, and the roles that are asked of them anyway.
_OFFICE, _ASKED = ("weight", "stratum"), ("group", "sector", "region", "employees", "model")


@dataclass(frozen=True)
class Page:
    """Questions that stand together.

    ``name``: what the form calls the page, "" where its questions stand by themselves; ``title``: its
    title, if it has one; ``number``: its place among the sections, None for questions of no section;
    ``asked_if``: the skip logic, question → the answers that open the page.
    """

    name: str
    title: Text | None
    number: int | None
    asked_if: Mapping[str, Sequence[str]]
    questions: Sequence[Question]

    @property
    def is_scale(self) -> bool:
        """Whether all questions are rated on one scale."""
        return is_scale(self.questions)


@dataclass(frozen=True)
class Form:
    """The questionnaire in the order it is asked, and every name in it.

    ``consent``: the question of consent, or None; ``office``: what the team adds (weights, strata);
    ``names``: the questions' names by id.
    """

    questionnaire: Questionnaire
    consent: Question | None
    pages: Sequence[Page]
    office: Sequence[Question]
    names: Mapping[str, str]

    @property
    def questions(self) -> list[Question]:
        """The questions of the pages, in order."""
        return [question for page in self.pages for question in page.questions]

    def taken(self) -> set[str]:
        """Return the names that are used, in small letters."""
        pages = {page.name.lower() for page in self.pages}
        return {*RESERVED, *(name.lower() for name in self.names.values()), *pages}


def form_of(questionnaire: Questionnaire) -> Form:
    """Return the form of a questionnaire."""
    names = form_names(questionnaire)
    consent = questionnaire.consent
    first = questionnaire[consent.question] if consent is not None else None
    office = office_questions(questionnaire)
    apart = {q.id for q in office} | ({first.id} if first is not None else set())
    asked = [q for q in questionnaire.questions if q.id not in apart]
    return Form(questionnaire, first, list(_pages(asked, questionnaire, names)), office, names)


def office_questions(questionnaire: Questionnaire) -> list[Question]:
    """Return the questions that the office answers: weight and stratum, unless firms are asked them."""
    asked = {questionnaire.role(role) for role in _ASKED}
    asked |= {name for section in questionnaire.sections.values() for name in section.asked_if}
    office = {questionnaire.role(role) for role in _OFFICE} - asked
    return [question for question in questionnaire.questions if question.id in office]


def _pages(
    questions: Sequence[Question], questionnaire: Questionnaire, names: Mapping[str, str]
) -> Iterator[Page]:
    """Yield a page per section, and for what is in none one per run of ratings or other questions."""
    taken = {*RESERVED, "start", "end", *(name.lower() for name in names.values())}
    number = 0
    for section, run in groupby(questions, key=lambda question: question.section):
        if section is None:
            for scale, part in groupby(run, key=_scale):
                own = list(part)
                name = free_name("statements", taken) if scale and len(own) > 1 else ""
                taken.add(name)
                yield Page(name, None, None, {}, own)
            continue
        number += 1
        settings = questionnaire.sections[section]
        name = free_name(section if section not in taken else f"section_{section}", taken)
        taken.add(name)
        yield Page(name, settings.label, number, settings.asked_if, list(run))


def _scale(question: Question) -> str | None:
    """Return the scale that a question is rated on, or None."""
    return question.scale if question.type == "rating" else None


def is_scale(questions: Sequence[Question]) -> bool:
    """Return whether several questions are all rated on one scale."""
    return len(questions) > 1 and len({_scale(q) for q in questions} - {None}) == 1 == len(
        {_scale(q) for q in questions}
    )
