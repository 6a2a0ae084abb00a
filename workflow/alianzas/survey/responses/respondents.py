"""The respondent account: received = kept + excluded, each exclusion with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from alianzas.config.survey_settings import Exclusion, Scales
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.responses.response_quality import longest_runs, questions_asked
from alianzas.survey.responses.response_validation import Received
from alianzas.survey.responses.screening import check_rules, screened_out, screened_variables
from field_files.survey.personal_columns import PersonalColumn
from human_files.errors import DataError, Problem
from human_files.language.messages import message

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


@dataclass(frozen=True)
class Account:
    """How many submissions were received, which were set aside and why, and which are kept.

    ``answers``: one row per firm kept, with ``respondent`` (R001 …, by time of submission) and a
    column per question that is not administrative. ``excluded``: reason → number, each submission
    under the first reason that applies. ``flagged``: reason → number to which it applies, whether
    or not an earlier reason does; None where the study file omits the check. ``first``, ``last``:
    days of the earliest and latest submission, if the export has them. ``personal``: where
    personal data was found. ``rows``: the row of each firm kept in the file. ``unanswered``: question
    → code for "no answer" → number of the firms kept that gave it.
    """

    received: int
    excluded: dict[str, int]
    answers: pd.DataFrame
    first: date | None
    last: date | None
    flagged: dict[str, int | None] = field(default_factory=dict)
    personal: Sequence[PersonalColumn] = ()
    rows: Sequence[int] = ()
    unanswered: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @property
    def kept(self) -> int:
        """The number of firms kept."""
        return len(self.answers)


def account_for(
    submissions: Received,
    rules: Exclusion,
    scales: Scales | None = None,
    study_file: str = "config/studies",
) -> Account:
    """Return the account of ``submissions`` under the study's ``rules``.

    ``scales`` says how scores come about, for rules on a score or a derived variable; ``study_file``
    is what messages call the file of the rules. Raises NobodyLeftError if no submission is kept.
    """
    import pandas as pd

    frame, questionnaire = submissions.frame, submissions.questionnaire
    about = submissions.about
    check_rules(rules, submissions, study_file)
    reasons = pd.Series([None] * len(frame), index=frame.index, dtype=object)
    flagged: dict[str, int | None] = {}

    def exclude(reason: str, applies: pd.Series[bool]) -> None:
        flagged[reason] = int(applies.sum())
        reasons[reasons.isna() & applies] = reason

    read = about["consented"] & ~about["review"].isin(rules.not_approved)
    exclude("no_consent", ~about["consented"])
    exclude("not_approved", about["review"].isin(rules.not_approved))
    known = screened_variables(submissions, rules, scales or Scales(), reasons.isna())
    exclude("screened_out", read & screened_out(known, rules))
    repeated = _is_duplicate(frame[reasons.isna()], about["submitted"], questionnaire, rules)
    exclude("duplicate_submission", frame.index.to_series().isin(repeated))
    asked = questions_asked(frame, questionnaire)
    missing = 1 - asked["answered"] / asked["asked"]
    exclude("too_many_missing", read & (missing > rules.missing_share))
    if rules.longest_run is not None:
        exclude("straight_lining", read & (longest_runs(frame, questionnaire) > rules.longest_run))
    if rules.seconds_per_question is not None:
        pace = about["seconds"] / asked["asked"]
        exclude("speeding", read & (pace < rules.seconds_per_question))
    if not rules.screening:
        flagged["screened_out"] = None

    excluded = {reason: int((reasons == reason).sum()) for reason in REASONS}
    order = about.loc[reasons.isna(), "submitted"].sort_values(kind="stable").index
    kept = frame.loc[order]
    if kept.empty:
        advice = (
            message("Check the thresholds under `exclusion:` in {file}.", file=study_file)
            if questionnaire.consent is None
            else message(
                "Check the consent column, and the thresholds under `exclusion:` in {file}.",
                file=study_file,
            )
        )
        counts = ", ".join(f"{reason} {n}" for reason, n in excluded.items() if n)
        raise NobodyLeftError(
            Problem(
                submissions.file,
                message("none of {n} submissions is left ({counts}).", n=len(frame), counts=counts),
                advice,
            )
        )
    questions = [q.id for q in questionnaire.questions if q.id not in questionnaire.administrative]
    answers = kept[questions].reset_index(drop=True)
    answers.insert(0, "respondent", [f"R{k:03d}" for k in range(1, len(answers) + 1)])
    days = about["submitted"].dropna().dt.date
    first, last = (days.min(), days.max()) if len(days) else (None, None)
    return Account(
        len(frame),
        excluded,
        answers,
        first,
        last,
        flagged={reason: flagged.get(reason) for reason in REASONS},
        rows=[int(row) for row in about.loc[order, "row"]],
        unanswered=_unanswered(submissions, set(order)),
    )


def _unanswered(submissions: Received, kept: set[int]) -> dict[str, dict[str, int]]:
    """Return how many of the firms kept gave each code for "no answer", by question."""
    counts: dict[str, Counter[str]] = {}
    for (place, question), code in submissions.unanswered.items():
        if place in kept and question not in submissions.questionnaire.administrative:
            counts.setdefault(question, Counter())[code] += 1
    asked = [question.id for question in submissions.questionnaire.questions]
    return {name: dict(sorted(counts[name].items())) for name in asked if name in counts}


def _is_duplicate(
    frame: pd.DataFrame,
    submitted: pd.Series[Any],
    questionnaire: Questionnaire,
    rules: Exclusion,
) -> pd.Index[int]:
    """Return the rows that repeat another: the same invitation or, without invitations, answers.

    In a table with neither an invitation nor dates of submission, firms with the same answers are
    different firms: nothing says that one of them answered twice.
    """
    invitation = questionnaire.role("invitation")
    if rules.keep_duplicate == "all" or (invitation is None and submitted.isna().all()):
        return frame.index[:0]
    ordered = frame.loc[submitted[frame.index].sort_values(kind="stable").index]
    if invitation is not None and ordered[invitation].notna().any():
        invited = ordered[ordered[invitation].notna()]
        return invited.index[invited[invitation].duplicated(keep=rules.keep_duplicate)]
    columns = [q.id for q in questionnaire.questions]
    return ordered.index[ordered[columns].duplicated(keep=rules.keep_duplicate)]
