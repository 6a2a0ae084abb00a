"""Submissions: the simulated firms' answers as they arrive, with what a real field phase adds.

Refusals, repeated and unfinished submissions, and those that a reviewer rejects: each exercises a
rule of the import, and only the import decides which submissions are kept.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from alianzas.config.simulation_settings import Fieldwork
from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.simulation.simulate import draw_firms, parameters
from alianzas.survey.simulation.simulation_checks import check_all_drawn
from human_files.errors import ConfigurationError, Problem
from human_files.language.messages import message

if TYPE_CHECKING:
    import numpy as np

#: Characters of an invitation code, without those that are easily misread.
_CODE_CHARACTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
#: An unfinished submission stops after this share of the questions put to the firm.
_FINISHED_SHARE = 0.4


@dataclass
class Submission:
    """One row of the export: the answers by question id and what the server records."""

    answers: dict[str, Any]
    start: datetime
    end: datetime
    status: str = ""
    number: int = 0
    uuid: str = ""


def draw_submissions(settings: SurveySettings, questionnaire: Questionnaire) -> list[Submission]:
    """Return every submission in the order the server received it, from the study's parameters."""
    import numpy as np
    import pandas as pd

    truth = parameters(settings)
    rng = np.random.default_rng(truth.seed)
    extra = truth.extras
    frame = draw_firms(settings, questionnaire, rng)
    check_all_drawn(truth, questionnaire, {str(name) for name in frame})
    firms = [
        {str(name): None if pd.isna(value) else value for name, value in row.items()}
        for row in frame.to_dict("records")
    ]
    if extra.refused and questionnaire.consent is None:
        raise ConfigurationError(
            Problem(
                "survey: simulation:",
                message("`extras: refused:` needs a question of consent."),
                message("Remove it, or ask for consent."),
            )
        )
    if extra.unfinished + extra.not_approved + extra.duplicates > len(firms):
        raise ValueError(message("more extra submissions than firms"))
    codes = _invitations(len(firms) + extra.refused + extra.unfinished + extra.not_approved, rng)
    kept = [_heading(questionnaire, codes.pop(), True) | answers for answers in firms]
    submissions = [_at(answers, truth.fieldwork, rng) for answers in kept]
    for index in rng.choice(len(firms), size=extra.duplicates, replace=False):
        submissions.append(_earlier(submissions[index], questionnaire, rng))
    for index in rng.choice(len(firms), size=extra.unfinished, replace=False):
        answers = _unfinished(kept[index], questionnaire) | _invited(questionnaire, codes.pop())
        submissions.append(_at(answers, truth.fieldwork, rng))
    for index in rng.choice(len(firms), size=extra.not_approved, replace=False):
        answers = kept[index] | _invited(questionnaire, codes.pop())
        rejected = _at(answers, truth.fieldwork, rng)
        rejected.status = settings.exclusion.not_approved[0]
        submissions.append(rejected)
    submissions += [
        _at(_heading(questionnaire, codes.pop(), False), truth.fieldwork, rng)
        for _ in range(extra.refused)
    ]

    submissions.sort(key=lambda submission: submission.end)
    number = 481_200_000
    for submission in submissions:
        number += int(rng.integers(1, 60))
        submission.number = number
        submission.uuid = str(uuid.UUID(bytes=rng.bytes(16), version=4))
    return submissions


def _invited(questionnaire: Questionnaire, code: str) -> dict[str, Any]:
    """Return the answer to the question of the invitation, if it is asked."""
    question = questionnaire.role("invitation")
    return {} if question is None else {question: code}


def _heading(questionnaire: Questionnaire, code: str, agrees: bool) -> dict[str, Any]:
    """Return what is answered first: consent and the code of the invitation, as far as asked."""
    consent = questionnaire.consent
    answers: dict[str, Any] = {}
    if consent is not None:
        refusals = [c for c in questionnaire.codes(consent.question) if c not in consent.agrees]
        answers = {consent.question: consent.agrees[0] if agrees else refusals[0]}
    return answers | _invited(questionnaire, code)


def _invitations(n: int, rng: np.random.Generator) -> list[str]:
    """Return ``n`` different invitation codes of six characters."""
    codes: dict[str, None] = {}
    while len(codes) < n:
        codes["".join(_CODE_CHARACTERS[k] for k in rng.integers(len(_CODE_CHARACTERS), size=6))] = (
            None
        )
    return list(codes)


def _at(answers: dict[str, Any], fieldwork: Fieldwork, rng: np.random.Generator) -> Submission:
    """Return the answers as a submission at some time in the field phase, during office hours."""
    zone = datetime.strptime(fieldwork.utc_offset, "%z").tzinfo
    day = fieldwork.first_day + timedelta(days=int(rng.integers(fieldwork.days)))
    opening = datetime.combine(day, time(8), tzinfo=zone)
    start = opening + timedelta(milliseconds=int(rng.integers(10 * 3_600_000)))
    asked = sum(value is not None for value in answers.values())
    duration = 20 + asked * rng.uniform(9, 25)
    return Submission(answers, start, start + timedelta(milliseconds=int(duration * 1000)))


def _earlier(
    later: Submission, questionnaire: Questionnaire, rng: np.random.Generator
) -> Submission:
    """Return an earlier attempt by the same firm, with one answer that it later corrected.

    Without an invitation nothing but the same answers tells that it is the same firm.
    """
    answers = dict(later.answers)
    given = [q for q in questionnaire.questions if q.type == "rating" and answers.get(q.id)]
    if given and questionnaire.role("invitation") is not None:
        item = given[int(rng.integers(len(given)))]
        low, high = questionnaire.points(item)
        answers[item.id] = high + low - answers[item.id]
    ago = timedelta(minutes=int(rng.integers(30, 180)))
    return Submission(answers, later.start - ago, later.end - ago)


def _unfinished(answers: dict[str, Any], questionnaire: Questionnaire) -> dict[str, Any]:
    """Return the answers up to where the firm gave up; required ones come early in the form."""
    asked = [q for q in questionnaire.questions if questionnaire.is_asked(q, answers)]
    reached = {q.id for q in asked[: max(1, round(_FINISHED_SHARE * len(asked)))]}
    required = {q.id for q in asked if q.required}
    return {name: answers[name] for name in answers if name in reached | required}
