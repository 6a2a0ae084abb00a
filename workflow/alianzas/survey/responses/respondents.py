"""The respondent account: received = kept + excluded, each exclusion with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from alianzas.config.survey_settings import Exclusion
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.responses.response_quality import longest_runs, questions_asked, screened_out
from alianzas.survey.responses.response_validation import Received
from field_files.survey.personal_columns import PersonalColumn
from human_files.errors import ConfigurationError, DataError, Problem, did_you_mean

if TYPE_CHECKING:
    import pandas as pd

#: Reasons in the order they are checked; a submission counts under the first that applies.
REASONS = (
    "no_consent",
    "not_approved",
    "screened_out",
    "duplicate_submission",
    "too_many_missing",
    "straight_lining",
    "speeding",
)


class NobodyLeftError(DataError):
    """Every submission was set aside."""


class NotCheckableError(ConfigurationError):
    """A rule of the study file cannot be checked against these answers."""


@dataclass(frozen=True)
class Account:
    """How many submissions were received, which were set aside and why, and which are kept.

    ``answers``: one row per firm kept, with ``respondent`` (R001 …, by time of submission) and a
    column per question that is not administrative. ``excluded``: reason → number, each submission
    under the first reason that applies. ``flagged``: reason → number to which it applies, whether
    or not an earlier reason does; None where the study file omits the check. ``first``, ``last``:
    days of the earliest and latest submission, if the export has them. ``personal``: where
    personal data was found. ``rows``: the row of each firm kept in the file.
    """

    received: int
    excluded: dict[str, int]
    answers: pd.DataFrame
    first: date | None
    last: date | None
    flagged: dict[str, int | None] = field(default_factory=dict)
    personal: Sequence[PersonalColumn] = ()
    rows: Sequence[int] = ()

    @property
    def kept(self) -> int:
        """The number of firms kept."""
        return len(self.answers)


def account_for(submissions: Received, rules: Exclusion) -> Account:
    """Return the account of ``submissions`` under the study's ``rules``.

    Raises NobodyLeftError if no submission is kept.
    """
    import pandas as pd

    frame, questionnaire = submissions.frame, submissions.questionnaire
    _check_rules(rules, submissions)
    reasons = pd.Series([None] * len(frame), index=frame.index, dtype=object)
    flagged: dict[str, int | None] = {}

    def exclude(reason: str, applies: pd.Series[bool]) -> None:
        flagged[reason] = int(applies.sum())
        reasons[reasons.isna() & applies] = reason

    read = frame["consented"] & ~frame["review"].isin(rules.not_approved)
    exclude("no_consent", ~frame["consented"])
    exclude("not_approved", frame["review"].isin(rules.not_approved))
    exclude("screened_out", read & screened_out(frame, rules))
    repeated = _is_duplicate(frame[reasons.isna()], questionnaire, rules)
    exclude("duplicate_submission", frame.index.to_series().isin(repeated))
    asked = questions_asked(frame, questionnaire)
    missing = 1 - asked["answered"] / asked["asked"]
    exclude("too_many_missing", read & (missing > rules.missing_share))
    if rules.longest_run is not None:
        exclude("straight_lining", read & (longest_runs(frame, questionnaire) > rules.longest_run))
    if rules.seconds_per_question is not None:
        pace = frame["seconds"] / asked["asked"]
        exclude("speeding", read & (pace < rules.seconds_per_question))
    if not rules.screening:
        flagged["screened_out"] = None

    excluded = {reason: int((reasons == reason).sum()) for reason in REASONS}
    kept = frame[reasons.isna()].sort_values("submitted", kind="stable")
    if kept.empty:
        counts = ", ".join(f"{reason} {n}" for reason, n in excluded.items() if n)
        raise NobodyLeftError(
            Problem(
                submissions.file,
                f"none of {len(frame)} submissions is left ({counts}).",
                "Check the consent column, and the thresholds under `survey: exclusion:`.",
            )
        )
    questions = [q.id for q in questionnaire.questions if q.id not in questionnaire.administrative]
    answers = kept[questions].reset_index(drop=True)
    answers.insert(0, "respondent", [f"R{k:03d}" for k in range(1, len(answers) + 1)])
    days = frame["submitted"].dropna().dt.date
    first, last = (days.min(), days.max()) if len(days) else (None, None)
    return Account(
        len(frame),
        excluded,
        answers,
        first,
        last,
        flagged={reason: flagged.get(reason) for reason in REASONS},
        rows=[int(row) for row in kept["row"]],
    )


def _is_duplicate(
    frame: pd.DataFrame, questionnaire: Questionnaire, rules: Exclusion
) -> pd.Index[int]:
    """Return the rows that repeat another: the same invitation or, without invitations, answers."""
    ordered = frame.sort_values("submitted", kind="stable")
    if ordered["invitation"].notna().any():
        invited = ordered[ordered["invitation"].notna()]
        return invited.index[invited["invitation"].duplicated(keep=rules.keep_duplicate)]
    columns = [q.id for q in questionnaire.questions]
    return ordered.index[ordered[columns].duplicated(keep=rules.keep_duplicate)]


def _check_rules(rules: Exclusion, submissions: Received) -> None:
    """Raise NotCheckableError for rules that the questionnaire or the file does not support."""
    ids = [question.id for question in submissions.questionnaire.questions]
    problems = []
    for place, screen in enumerate(rules.screening):
        key = f"survey.exclusion.screening.{place}"
        if screen.question not in ids:
            found = f'the questionnaire has no question "{screen.question}".'
            advice = did_you_mean(screen.question, ids)
            problems.append(Problem("config/studies", found, advice, column=key))
            continue
        question = submissions.questionnaire[screen.question]
        known = submissions.questionnaire.answers(question)
        problems += [
            Problem(
                "config/studies",
                f'"{answer}" is not an answer to {question.id}.',
                did_you_mean(answer, known) if known else "Give a minimum or a maximum.",
                column=key,
            )
            for answer in screen.answers
            if answer not in known
        ]
        if question.type not in ("rating", "integer", "decimal") and not screen.answers:
            found = f"{question.id} is not a number, so it cannot have a minimum or a maximum."
            problems.append(Problem("config/studies", found, "Name `answers:`.", column=key))
    if rules.seconds_per_question is not None and submissions.frame["seconds"].isna().all():
        found = "the answers do not say how long they took (no start and end)."
        advice = "Export these columns too, or set it to null."
        key = "survey.exclusion.seconds_per_question"
        problems.append(Problem("config/studies", found, advice, column=key))
    if problems:
        raise NotCheckableError(problems)
