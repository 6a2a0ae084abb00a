"""The respondent account: received = kept + excluded, each exclusion with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from alianzas.config.survey import Exclusion
from alianzas.errors import DataError, Problem
from alianzas.results.facts import Fact
from alianzas.results.tables import Column, Table
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.validation import Received

if TYPE_CHECKING:
    import pandas as pd

#: In the order they are looked for; a submission counts under the first that applies.
REASONS = ("no_consent", "not_approved", "duplicate_submission", "too_many_missing")

#: Questions about the submission, not the firm; they end with the import.
ADMINISTRATIVE = ("consent", "invitation")


class NobodyLeftError(DataError):
    """Every submission was set aside."""


@dataclass(frozen=True)
class Account:
    """Who was received, who was set aside and why, who is kept.

    ``answers``: one row per firm kept — ``respondent`` (R001 …, by time of submission) and a column
    per question that is not administrative. ``excluded``: reason → number. ``first``, ``last``: days
    of the earliest and latest submission.
    """

    received: int
    excluded: dict[str, int]
    answers: pd.DataFrame
    first: date
    last: date

    @property
    def kept(self) -> int:
        """The number of firms kept."""
        return len(self.answers)


def account_for(submissions: Received, rules: Exclusion) -> Account:
    """Return the account of ``submissions`` under the study's ``rules``.

    Raises NobodyLeftError where nobody is kept.
    """
    import pandas as pd

    frame, questionnaire = submissions.frame, submissions.questionnaire
    reasons = pd.Series([None] * len(frame), index=frame.index, dtype=object)
    reasons[~frame["consented"]] = "no_consent"
    reasons[reasons.isna() & frame["review"].isin(rules.not_approved)] = "not_approved"
    reasons[_is_duplicate(frame[reasons.isna()], questionnaire, rules)] = "duplicate_submission"
    missing = _missing_shares(frame[reasons.isna()], questionnaire)
    reasons[missing.index[missing > rules.missing_share]] = "too_many_missing"

    excluded = {reason: int((reasons == reason).sum()) for reason in REASONS}
    kept = frame[reasons.isna()].sort_values("submitted", kind="stable")
    if kept.empty:
        counts = ", ".join(f"{reason} {n}" for reason, n in excluded.items())
        raise NobodyLeftError(
            Problem(
                submissions.file,
                f"no submission is left of {len(frame)} ({counts}).",
                "Check the consent column, and the thresholds under `survey: exclusion:`.",
            )
        )
    asked = [q.id for q in questionnaire.questions if q.id not in ADMINISTRATIVE]
    answers = kept[asked].reset_index(drop=True)
    answers.insert(0, "respondent", [f"R{k:03d}" for k in range(1, len(answers) + 1)])
    days = frame["submitted"].dt.date
    return Account(len(frame), excluded, answers, days.min(), days.max())


def _is_duplicate(
    frame: pd.DataFrame, questionnaire: Questionnaire, rules: Exclusion
) -> pd.Index[int]:
    """Return the rows that repeat another: the same invitation, or where none the same answers."""
    ordered = frame.sort_values("submitted", kind="stable")
    if ordered["invitation"].notna().any():
        invited = ordered[ordered["invitation"].notna()]
        return invited.index[invited["invitation"].duplicated(keep=rules.keep_duplicate)]
    columns = [q.id for q in questionnaire.questions]
    return ordered.index[ordered[columns].duplicated(keep=rules.keep_duplicate)]


def _missing_shares(frame: pd.DataFrame, questionnaire: Questionnaire) -> pd.Series[float]:
    """Return, per row, the share of unanswered questions of those put to the firm."""
    import pandas as pd

    questions = [q for q in questionnaire.questions if q.id not in ADMINISTRATIVE]
    shares = {}
    for index, answers in zip(frame.index, frame.to_dict("records"), strict=True):
        asked = [q.id for q in questions if questionnaire.is_asked(q, answers)]
        shares[index] = sum(pd.isna(answers[name]) for name in asked) / len(asked)
    return pd.Series(shares, dtype=float)


def account_facts(account: Account, questionnaire: Questionnaire, rules: Exclusion) -> list[Fact]:
    """Return the facts of the import."""
    from babel.dates import format_date

    from alianzas.language.numbers import LOCALES

    facts = [
        Fact("survey.received.n", account.received, "count"),
        Fact("survey.kept.n", account.kept, "count"),
        Fact("survey.kept.percent", account.kept / account.received, "percent", n=account.received),
        Fact("survey.excluded.n", sum(account.excluded.values()), "count"),
        Fact("survey.exclusion.missing_share", rules.missing_share, "percent"),
        Fact("survey.questionnaire.items.n", len(questionnaire.items()), "count"),
        Fact("survey.questionnaire.constructs.n", len(questionnaire.constructs), "count"),
    ]
    scale = questionnaire.scales[questionnaire.items()[0].scale]
    facts.append(Fact("survey.scale.points", len(scale), "count"))
    facts += [Fact(f"survey.excluded.{r}.n", n, "count") for r, n in account.excluded.items()]
    for name, day in (("first", account.first), ("last", account.last)):
        text = {
            language: format_date(day, "d MMMM y" if language == "en" else "long", locale)
            for language, locale in LOCALES.items()
        }
        facts.append(Fact(f"survey.fieldwork.{name}", day.isoformat(), "label", text=text))
    return facts


def account_table(account: Account) -> Table:
    """Return the table of received, excluded by reason, and kept submissions."""
    import pandas as pd

    rows = [("received", account.received), *account.excluded.items(), ("kept", account.kept)]
    frame = pd.DataFrame(
        {
            "step": [f"survey.account.{name}" for name, _ in rows],
            "n": [n for _, n in rows],
            "percent": [n / account.received for _, n in rows],
        }
    )
    return Table(
        "respondent_account",
        frame,
        [
            Column("step", "survey.column.step", "label"),
            Column("n", "survey.column.n", "count"),
            Column("percent", "survey.column.percent", "percent", decimals=1),
        ],
        notes=["survey.note.account"],
    )
