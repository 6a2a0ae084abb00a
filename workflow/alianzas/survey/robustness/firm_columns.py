"""The firms under each choice of exclusion, and the columns from which specifications are built."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from alianzas.survey.controls import control_values, is_category
from alianzas.survey.questionnaire import Questionnaire

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

#: Answers of fewer firms are merged.
_RARE = 5


@dataclass(frozen=True)
class Firms:
    """The firms under the widest choice: their ``answers``, and which of them the study ``kept``.

    ``answers``: one row per firm (numbered from 0), one column per question. ``weights``: survey
    weights of the firms kept, and ``wide_weights`` of all firms; zero where a firm has none, None
    where all count equally.
    """

    answers: pd.DataFrame
    kept: NDArray[np.bool_]
    weights: Array | None = None
    wide_weights: Array | None = None

    def weigh(self, choice: str, wide: bool, rows: NDArray[np.int_]) -> Array:
        """Return the weights of these rows under a choice; of all firms if ``wide``."""
        import numpy as np

        weights = self.wide_weights if wide else self.weights
        if choice == "unweighted" or weights is None:
            return np.ones(len(rows))
        return weights[rows]


def place_kept(wide: pd.DataFrame, answers: pd.DataFrame) -> Firms:
    """Return the firms of ``wide``, with those of ``answers`` marked as kept.

    Both are answers by time of submission, and ``answers`` must be a subset of ``wide``. Raises
    ValueError otherwise.
    """
    import numpy as np

    wide = wide.reset_index(drop=True)
    questions = [name for name in answers.columns if name != "respondent"]
    rows = [tuple(row) for row in _comparable(wide[questions])]
    kept = np.zeros(len(wide), dtype=bool)
    place = 0
    for row in _comparable(answers[questions]):
        while place < len(rows) and rows[place] != tuple(row):
            place += 1
        if place == len(rows):
            raise ValueError("the answers kept are not among those received")
        kept[place] = True
        place += 1
    return Firms(wide, kept)


def _comparable(frame: pd.DataFrame) -> list[list[str]]:
    """Return rows as texts, so that equal answers are equal whatever their type."""
    text = frame.astype(object).where(frame.notna(), "")
    return [
        [f"{float(v):.12g}" if isinstance(v, (int, float)) else str(v) for v in row]
        for row in text.to_numpy().tolist()
    ]


def scale_scores(items: Array, minimum_answered: float) -> Array:
    """Return the scores of one scale, … × items → …, by the same rule as the study's scores."""
    return mean_answer(items, math.ceil(minimum_answered * items.shape[-1] - 1e-9))


def mean_answer(items: Array, needed: int) -> Array:
    """Return the means of answered items, … × items → …; NaN with fewer than ``needed``."""
    import numpy as np

    there = ~np.isnan(items)
    count = there.sum(axis=-1)
    total = np.where(there, items, 0).sum(axis=-1)
    found: Array = np.where(count >= needed, total / np.maximum(count, 1), np.nan)
    return found


def control_columns(
    frame: pd.DataFrame, names: Sequence[str], questionnaire: Questionnaire, year: int | None
) -> tuple[Array, list[str]]:
    """Return the control variables, n × columns, NaN where unknown, and the columns' names.

    ``frame``: one row per firm with a column per variable; ``year``: from which ages are counted.
    Answers without an order are 0/1; the most frequent is the reference, and those of few firms are
    merged. Controls that do not vary are left out.
    """
    import numpy as np

    columns: dict[str, Array] = {}
    for name, values in control_values(names, frame, questionnaire, year).items():
        if is_category(name, questionnaire):
            columns |= _answers(name, _text(values))
        else:
            columns[name] = values.to_numpy(float)
    varied = {}
    for name, column in columns.items():
        known = column[~np.isnan(column)]
        if len(known) and np.ptp(known) > 0:
            varied[name] = column
    if not varied:
        return np.empty((len(frame), 0)), []
    return np.column_stack(list(varied.values())), list(varied)


def _text(answers: pd.Series[Any]) -> NDArray[Any]:
    """Return answers as text, empty where unknown."""
    return answers.astype(object).where(answers.notna(), "").to_numpy(object)


def _answers(control: str, given: NDArray[Any]) -> dict[str, Array]:
    """Return 0/1 columns of the answers, without the most frequent."""
    import numpy as np

    known = given != ""
    names, place, counts = np.unique(
        given[known].astype(str), return_inverse=True, return_counts=True
    )
    largest_first = np.argsort(-counts, kind="stable")
    common = [k for k in largest_first if counts[k] >= _RARE]
    rare = [k for k in largest_first if counts[k] < _RARE]
    groups = {f"{control}_{names[k]}": [k] for k in sorted(common[1:])}
    if common and counts[rare].sum() >= _RARE:
        groups[f"{control}_rare"] = rare
    found = {}
    for name, members in groups.items():
        column = np.full(len(given), np.nan)
        column[known] = np.isin(np.arange(len(names)), members)[place]
        found[name] = column
    return found
