"""Scores of constructs: the mean of a firm's answers, reversed items recoded."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from alianzas.survey.deriving import with_derived
from alianzas.survey.questionnaire import Questionnaire

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd


def recoded(answers: pd.DataFrame, questionnaire: Questionnaire, construct: str) -> pd.DataFrame:
    """Return the answers to the construct's items, with reversed items recoded (1 ↔ 5)."""
    items = questionnaire.items(construct)
    frame = answers[[item.id for item in items]].astype(float).copy()
    for item in items:
        if item.reverse:
            frame[item.id] = sum(questionnaire.points(item)) - frame[item.id]
    return frame


def with_scores(
    answers: pd.DataFrame, questionnaire: Questionnaire, minimum_answered: float
) -> pd.DataFrame:
    """Return ``answers`` with a column per construct: the mean of the items, reversed ones recoded.

    A score is missing where less than the share ``minimum_answered`` of its items is answered.
    """
    scores = answers.copy()
    for construct in questionnaire.constructs:
        given = recoded(answers, questionnaire, construct)
        needed = math.ceil(minimum_answered * given.shape[1] - 1e-9)
        enough = given.notna().sum(axis=1) >= needed
        scores[construct] = given.mean(axis=1).where(enough)
    return scores


def variables_frame(
    answers: pd.DataFrame,
    questionnaire: Questionnaire,
    minimum_answered: float,
    file: str = "records/answers",
    rows: Sequence[int] | None = None,
) -> pd.DataFrame:
    """Return ``answers`` with every variable of the questionnaire: scores and derived ones too.

    Items keep their answers as given; reversed ones are not recoded. ``rows`` are the firms' rows in
    ``file``, for messages. Raises UndefinedError.
    """
    scored = with_scores(answers, questionnaire, minimum_answered)
    return with_derived(scored, questionnaire, file, rows)
