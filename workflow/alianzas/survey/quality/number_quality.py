"""Numbers that cannot be right: money in another unit, growth beyond the possible, years out of order.

Nothing is changed or left out: what is found is named, and conclusions that rest on it are held back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.questionnaire import Questionnaire

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

#: Factor by which neighbouring incomes, in order of size, never differ if all have one unit.
_GAP = 10.0
#: Robust standard deviations beyond which a value is far from the others (Iglewicz and Hoaglin, 1993).
_FAR = 3.5


@dataclass(frozen=True)
class Doubt:
    """An answer, or several, that cannot be right.

    ``kind``: unit (money about 100 or 1000 times too small or large), growth, negative, heaped, founded
    or age. ``place``: the row of the answers' frame; None where it concerns many. ``factor``: how many
    times larger (or, below 1, smaller) than it is set against; ``against``: the other number.
    """

    kind: str
    question: str
    place: int | None
    value: float
    against: float | None = None
    factor: float | None = None
    firms: int = 1


def doubts(
    answers: pd.DataFrame, questionnaire: Questionnaire, settings: SurveySettings
) -> list[Doubt]:
    """Return every doubtful number, by question and by row; none of what is not asked."""
    incomes = incomes_asked(questionnaire)
    found = [
        *_negative(answers, incomes),
        *(_growth(answers, incomes, settings) if len(incomes) == 2 else []),
        *_units(answers, incomes, settings),
        *_heaped(answers, incomes, settings),
        *_years(answers, questionnaire, settings),
    ]
    # One answer is named once, for the first reason.
    seen: set[tuple[str, int]] = set()
    kept = []
    for doubt in found:
        key = None if doubt.place is None else (doubt.question, doubt.place)
        if key is None or key not in seen:
            kept.append(doubt)
            seen |= {key} if key else set()
    return kept


def incomes_asked(questionnaire: Questionnaire) -> list[str]:
    """Return the questions on income of the base year and of the last year, as far as asked."""
    known = [questionnaire.role(name) for name in ("income_before", "income_after")]
    return [name for name in known if name is not None and questionnaire.asks(name)]


def _negative(answers: pd.DataFrame, incomes: list[str]) -> list[Doubt]:
    """Return incomes of zero or less."""
    return [
        Doubt("negative", name, int(place), float(value))
        for name in incomes
        for place, value in enumerate(answers[name])
        if value <= 0
    ]


def _growth(answers: pd.DataFrame, incomes: list[str], settings: SurveySettings) -> list[Doubt]:
    """Return incomes that differ from the firm's other year by more than is possible.

    Of the two, the one farther from the bulk of its year is named.
    """
    import numpy as np

    before, after = (_positive(answers[name]) for name in incomes)
    ratio = np.log(after / before)
    if np.isnan(ratio).all():
        return []
    distance = [np.abs(np.log(one / np.nanmedian(one))) for one in (before, after)]
    limit = np.log(settings.quality.largest_change)
    found = []
    for place in np.flatnonzero(np.abs(ratio) > limit):
        odd = int(distance[1][place] >= distance[0][place])
        own, other = (before, after) if odd == 0 else (after, before)
        factor = float(own[place] / other[place])
        kind = "unit" if max(factor, 1 / factor) >= settings.quality.unit_factor else "growth"
        found.append(
            Doubt(kind, incomes[odd], int(place), float(own[place]), float(other[place]), factor)
        )
    return found


def _units(answers: pd.DataFrame, incomes: list[str], settings: SurveySettings) -> list[Doubt]:
    """Return incomes that lie a unit's factor away from the bulk of their year."""
    import numpy as np

    found = []
    for name in incomes:
        values = _positive(answers[name])
        logs = np.log(values)
        known = logs[~np.isnan(logs)]
        if len(known) < 3:
            continue
        middle = float(np.median(_largest_cluster(known)))
        spread = 1.4826 * float(np.median(np.abs(_largest_cluster(known) - middle)))
        far = np.maximum(np.log(settings.quality.unit_factor), _FAR * spread)
        apart = ~np.isin(logs, _largest_cluster(known)) & ~np.isnan(logs)
        odd = (np.abs(logs - middle) >= far) | apart
        found += [
            Doubt(
                "unit",
                name,
                int(place),
                float(values[place]),
                float(np.exp(middle)),
                float(values[place] / np.exp(middle)),
            )
            for place in np.flatnonzero(odd)
        ]
    return found


def _largest_cluster(logs: NDArray[Any]) -> NDArray[Any]:
    """Return the largest group of values without an empty stretch of a factor of ten between them."""
    import numpy as np

    ordered = np.sort(logs)
    breaks = np.flatnonzero(np.diff(ordered) >= np.log(_GAP)) + 1
    groups = np.split(ordered, breaks)
    return max(groups, key=len)


def _positive(column: pd.Series[float]) -> NDArray[Any]:
    """Return the numbers above zero, NaN in place of the others."""
    import numpy as np

    values = column.to_numpy(dtype=float)
    return np.where(values > 0, values, np.nan)


def _heaped(answers: pd.DataFrame, incomes: list[str], settings: SurveySettings) -> list[Doubt]:
    """Return incomes that too many firms share."""
    found = []
    for name in incomes:
        known = answers[name].dropna()
        if len(known) < settings.minimum.per_group:
            continue
        counts = known.value_counts()
        if counts.iloc[0] > settings.quality.heaped * len(known):
            found.append(
                Doubt("heaped", name, None, float(counts.index[0]), firms=int(counts.iloc[0]))
            )
    return found


def _years(
    answers: pd.DataFrame, questionnaire: Questionnaire, settings: SurveySettings
) -> list[Doubt]:
    """Return years of foundation after an income that the firm reports, or too long ago."""
    founded, last = questionnaire.role("founded"), settings.reference_year
    if founded is None or last is None or not questionnaire.asks(founded):
        return []
    incomes, income = incomes_asked(questionnaire), settings.income
    found = []
    for place, year in enumerate(answers[founded]):
        first: float | None = None
        if income is not None and len(incomes) == 2:
            before, after = (answers[name].iloc[place] for name in incomes)
            first = income.base_year if before > 0 else income.last_year if after > 0 else None
        if first is not None and year > first:
            found.append(Doubt("founded", founded, place, float(year), float(first)))
        elif last - year > settings.quality.oldest:
            oldest = float(settings.quality.oldest)
            found.append(Doubt("age", founded, place, float(year), oldest))
    return found
