"""How carefully a form was answered: eligibility, unanswered questions, runs of identical answers."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from alianzas.survey.questionnaire import Questionnaire

if TYPE_CHECKING:
    import pandas as pd


def questions_asked(frame: pd.DataFrame, questionnaire: Questionnaire) -> pd.DataFrame:
    """Return, per submission, how many questions were ``asked`` and how many were ``answered``."""
    import pandas as pd

    questions = [q for q in questionnaire.questions if q.id not in questionnaire.administrative]
    counts = []
    for answers in frame.to_dict("records"):
        asked = [q.id for q in questions if questionnaire.is_asked(q, answers)]
        counts.append((len(asked), sum(not pd.isna(answers[name]) for name in asked)))
    return pd.DataFrame(counts, index=frame.index, columns=["asked", "answered"])


def longest_runs(frame: pd.DataFrame, questionnaire: Questionnaire) -> pd.Series[int]:
    """Return, per submission, the longest run of statements with the same answer.

    This is the long string index (Meade and Craig 2012) over the answers as given, in the order of
    the form; an unanswered statement ends a run.
    """
    import pandas as pd

    items = [item.id for item in questionnaire.items()]
    runs = [
        max((len(list(run)) for value, run in groupby(row) if not pd.isna(value)), default=0)
        for row in frame[items].itertuples(index=False)
    ]
    return pd.Series(runs, index=frame.index, dtype="int64")
