"""By what a firm can be recognised: sector, region, size, age, exports; and its group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.questionnaire import ALLIED, INDEPENDENT, Questionnaire

if TYPE_CHECKING:
    import pandas as pd

#: Employees: micro firms, small firms in two bands, larger ones (bands of the Andean Community).
SIZE_BANDS = (0, 9, 19, 49, float("inf"))
#: Years since foundation.
AGE_BANDS = (-1, 4, 9, 19, float("inf"))


def characteristics(
    frame: pd.DataFrame, questionnaire: Questionnaire, settings: SurveySettings
) -> dict[str, tuple[pd.Series[str], list[str]]]:
    """Return, by characteristic, each firm's category (a label key) and all categories in order.

    ``frame`` has every variable of the questionnaire. What is not asked is left out.
    """
    import pandas as pd

    role = questionnaire.role

    def answered(name: str) -> tuple[pd.Series[str], list[str]]:
        keys = {code: questionnaire.answer_key(name, code) for code in questionnaire.codes(name)}
        if not keys:  # yes or no, answered 1 or 0
            yes_no = frame[name].map({1.0: "survey.yes", 0.0: "survey.no"}).astype(object)
            return yes_no, ["survey.yes", "survey.no"]
        return frame[name].map(keys, na_action="ignore"), list(keys.values())

    def banded(
        values: pd.Series[float], bands: tuple[float, ...], name: str
    ) -> tuple[pd.Series[str], list[str]]:
        labels = [f"survey.{name}_band.{k}" for k in range(1, len(bands))]
        return pd.cut(values, bands, labels=labels).astype(object), labels

    found = {}
    for name in ("sector", "region"):
        if (question := role(name)) is not None:
            found[name] = answered(question)
    if (employees := role("employees")) is not None:
        found["size"] = banded(frame[employees], SIZE_BANDS, "size")
    if (age := ages(frame, questionnaire, settings)) is not None:
        found["age"] = banded(age, AGE_BANDS, "age")
    if (exports := role("exports")) is not None:
        found["exports"] = answered(exports)
    return found


def ages(
    frame: pd.DataFrame, questionnaire: Questionnaire, settings: SurveySettings
) -> pd.Series[float] | None:
    """Return the firms' ages in years, or None where the study does not know them."""
    founded, year = questionnaire.role("founded"), settings.reference_year
    return None if founded is None or year is None else year - frame[founded]


def group_columns(
    frame: pd.DataFrame, questionnaire: Questionnaire
) -> dict[str, tuple[pd.Series[bool], dict[str, str] | None]]:
    """Return who is in each group, and its name unless allied or independent; ``all`` last."""
    import pandas as pd

    group = questionnaire.group
    if group is None:
        return {"all": (pd.Series(True, index=frame.index), None)}
    given = frame[group.question]
    answers = questionnaire.variable(group.question).answers
    base = set(answers) == {ALLIED, INDEPENDENT}
    ordered = [*list(answers)[1:], group.reference]
    found: dict[str, tuple[pd.Series[bool], dict[str, str] | None]] = {
        code: (given == code, None if base else answers[code].by_language()) for code in ordered
    }
    return found | {"all": (given.notna(), None)}
