"""Who belongs to the study: questions, scores or derived variables that screen firms out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from alianzas.config.survey_settings import Exclusion, Scales, Screen
from alianzas.survey.deriving import with_derived
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.responses.response_validation import Received
from alianzas.survey.scoring import with_scores
from human_files.errors import ConfigurationError, Problem, did_you_mean
from human_files.language.messages import message

if TYPE_CHECKING:
    import pandas as pd


class NotCheckableError(ConfigurationError):
    """A rule of the study file cannot be checked against these answers."""


def screened_out(frame: pd.DataFrame, rules: Exclusion) -> pd.Series[bool]:
    """Return, per submission, whether a screening question shows that the firm does not belong.

    ``frame``: one column per question; an unanswered question screens nobody out.
    """
    import pandas as pd

    out = pd.Series(False, index=frame.index)
    for screen in rules.screening:
        given = frame[screen.question]
        if screen.answers:
            out |= given.notna() & ~given.isin(screen.answers)
        if screen.minimum is not None:
            out |= given < screen.minimum
        if screen.maximum is not None:
            out |= given > screen.maximum
    return out


def screened_variables(
    submissions: Received, rules: Exclusion, scales: Scales, eligible: pd.Series[bool]
) -> pd.DataFrame:
    """Return the answers, with scores and derived variables where a screening rule names one.

    They are made only of ``eligible`` submissions. Raises UndefinedError.
    """
    frame, questionnaire = submissions.frame, submissions.questionnaire
    if all(questionnaire.asks(screen.question) for screen in rules.screening):
        return frame
    scored = with_scores(frame, questionnaire, scales.minimum_answered)[eligible]
    rows = [int(row) for row in submissions.about.loc[eligible, "row"]]
    return with_derived(scored, questionnaire, submissions.file, rows).reindex(frame.index)


def check_rules(rules: Exclusion, submissions: Received, study_file: str) -> None:
    """Raise NotCheckableError for rules that the questionnaire or the file does not support."""
    problems = [
        Problem(study_file, found, advice, column=f"exclusion.screening.{place}")
        for place, screen in enumerate(rules.screening)
        for found, advice in _mistakes(screen, submissions.questionnaire)
    ]
    if rules.seconds_per_question is not None and submissions.about["seconds"].isna().all():
        found = message("the answers do not say how long they took (no start and end).")
        advice = message("Export these columns too, or set it to null.")
        key = "exclusion.seconds_per_question"
        problems.append(Problem(study_file, found, advice, column=key))
    if problems:
        raise NotCheckableError(problems)


def _mistakes(screen: Screen, questionnaire: Questionnaire) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a rule of screening, and what to do."""
    name = screen.question
    variable = questionnaire.variables.get(name)
    if variable is None and not questionnaire.asks(name):
        known = [*(q.id for q in questionnaire.questions), *questionnaire.variables]
        yield (
            message('the questionnaire has no question "{name}".', name=name),
            did_you_mean(name, known),
        )
        return
    if questionnaire.asks(name):
        answers = list(questionnaire.answers(questionnaire[name]))
    else:
        answers = list(variable.answers) if variable is not None else []
    for answer in screen.answers:
        if answer not in answers:
            advice = (
                did_you_mean(answer, answers)
                if answers
                else message("Give a minimum or a maximum.")
            )
            yield (
                message('"{answer}" is not an answer to {name}.', answer=answer, name=name),
                advice,
            )
    numeric = variable is not None and not variable.answers
    if not numeric and not screen.answers:
        found = message(
            "{name} is not a number, so it cannot have a minimum or a maximum.", name=name
        )
        yield found, message("Name `answers:`.")
