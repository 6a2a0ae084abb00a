"""The contract of answers and scores: what the questionnaire does not allow does not pass."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from alianzas.survey.responses.answer_schema import (
    ContractError,
    answers_schema,
    check_records,
    scores_schema,
)
from alianzas.survey.scores import group_codes


def _refusals(frame: pd.DataFrame, schema: object) -> list[str]:
    with pytest.raises(ContractError) as caught:
        check_records(frame, schema)  # type: ignore[arg-type]
    return [f"{p.column}: {p.found}" for p in caught.value.problems]


def test_the_study_keeps_to_its_questionnaire(account, scores, questionnaire, settings) -> None:
    check_records(account.answers, answers_schema(questionnaire))
    check_records(scores, scores_schema(questionnaire, group_codes(questionnaire, settings)))


def _set(column: str, value: object, row: int = 0) -> Callable[[pd.DataFrame], None]:
    def change(frame: pd.DataFrame) -> None:
        frame.loc[row, column] = value

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_set("SC1", 6.0), "SC1: firm R001: 6.0 is outside the points of the scale."),
        (_set("SC1", 2.5), "SC1: firm R001: 2.5 is not a whole number."),
        (_set("sector", "mining"), "sector: firm R001: the answer is not in the list."),
        (
            _set("employees", -1.0),
            "employees: firm R001: -1.0 is below the smallest number allowed.",
        ),
        (_set("benefits", "wealth"), "benefits: firm R001: the answer is not in the list."),
        (_set("respondent", "R002"), "respondent: firm R002: the firm has two rows."),
        (_set("respondent", "Rosa"), "respondent: firm Rosa: this is not a firm's number."),
        (
            lambda f: f.insert(1, "phone", "x"),
            'None: there is a column "phone" that is not a question.',
        ),
        (lambda f: f.pop("region"), 'None: there is no column "region".'),
    ],
    ids=lambda value: value.split(":")[0] if isinstance(value, str) else "",
)
def test_each_contradiction_is_named(change, said, account, questionnaire) -> None:
    answers = account.answers.sort_values("status", ignore_index=True)  # allied firms first
    answers["respondent"] = [f"R{k:03d}" for k in range(1, len(answers) + 1)]
    change(answers)
    assert said in _refusals(answers, answers_schema(questionnaire))


def test_an_answer_to_a_question_that_is_not_asked(account, questionnaire) -> None:
    answers = account.answers.sort_values("status", ignore_index=True, ascending=False)
    answers["respondent"] = [f"R{k:03d}" for k in range(1, len(answers) + 1)]
    assert answers.loc[0, "status"] == "independent"
    answers.loc[0, "SC1"] = 4.0
    found = _refusals(answers, answers_schema(questionnaire))
    assert found == ["SC1: firm R001: answered, although it is not asked of this firm."]


def test_scores_lie_on_the_scale_and_groups_are_known(scores, questionnaire, settings) -> None:
    changed = scores.copy()
    changed.loc[0, "trust"] = 5.2
    changed.loc[1, "group"] = "friends"
    found = _refusals(changed, scores_schema(questionnaire, group_codes(questionnaire, settings)))
    assert [line.split(":")[0] for line in found] == ["trust", "group"]


# The fixtures are only read. Each example validates a whole frame.
@hypothesis_settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_any_rating_off_the_scale_is_found(data, account, questionnaire) -> None:
    item = data.draw(st.sampled_from([q.id for q in questionnaire.items()]))
    allied = account.answers.index[account.answers["status"] == "allied"]
    row = data.draw(st.sampled_from(list(allied)))
    value = data.draw(st.one_of(st.floats(5.01, 1e6), st.floats(-1e6, 0.99)))
    answers = account.answers.copy()
    answers.loc[row, item] = value
    found = _refusals(answers, answers_schema(questionnaire))
    assert all(line.startswith(f"{item}: firm {answers.loc[row, 'respondent']}:") for line in found)
