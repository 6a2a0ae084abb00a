"""Roles, variables and derived variables of questionnaires other than the base one."""

import math

import numpy as np
import pandas as pd
import pytest
import yaml

from alianzas.survey.deriving import UndefinedError, with_derived
from alianzas.survey.questionnaire import load_questionnaire
from alianzas.survey.variables import coded
from human_files.errors import ConfigurationError


def words(text):
    return {"en": text, "es": text}


def question(name, kind, **more):
    return {"id": name, "type": kind, "wording": words(f"Question {name}")} | more


BASE = {
    "scales": {"agreement": {k: words(f"point {k}") for k in range(1, 6)}},
    "lists": {
        "yes_no": {"yes": words("Yes"), "no": words("No")},
        "branch": {c: words(c) for c in ("trade", "food", "software")},
        "aid": {c: words(c) for c in ("grant", "loan", "none")},
    },
    "questions": [
        question("sales", "decimal"),
        question("assets", "decimal"),
        question("staff", "integer", minimum=0),
        question("branch", "select_one", list="branch"),
        question("patent", "select_one", list="yes_no"),
        question("brand", "select_one", list="yes_no"),
        question("aid", "select_multiple", list="aid"),
        question("mood", "rating"),
        question("remarks", "text"),
    ],
}


@pytest.fixture
def form(tmp_path):
    """Return a function that loads the base form with some parts replaced."""

    def load(**parts):
        path = tmp_path / "questionnaire.yaml"
        content = yaml.safe_load(yaml.safe_dump(BASE | parts, sort_keys=False))
        path.write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), "utf-8")
        return load_questionnaire(path)

    return load


def derived(form, frame, **how):
    """Return the values of one derived variable ``x``."""
    questionnaire = form(derived={"x": {"label": words("X")} | how})
    return with_derived(pd.DataFrame(frame), questionnaire)["x"].tolist()


def test_nothing_is_compulsory(form):
    questionnaire = form()
    assert questionnaire.consent is None and questionnaire.group is None
    assert questionnaire.administrative == ()
    assert questionnaire.role("sector") is None and questionnaire.role("weight") is None
    assert questionnaire["sales"].export_column == "sales"


def test_kinds_follow_the_type_and_texts_name_no_variable(form):
    kinds = {name: v.kind for name, v in form().variables.items()}
    assert kinds == {
        "sales": "number",
        "assets": "number",
        "staff": "number",
        "branch": "category",
        "patent": "binary",
        "brand": "binary",
        "mood": "ordered",
    }


def test_a_question_of_the_roles_name_plays_it_unless_it_does_not_suit(form):
    more = [question("sector", "select_one", list="branch"), question("employees", "text")]
    questionnaire = form(questions=BASE["questions"] + more)
    assert questionnaire.role("sector") == "sector"
    assert questionnaire.role("employees") is None
    assert form(questions=BASE["questions"] + more, roles={"sector": None}).role("sector") is None


def test_codes_of_answers_become_numbers_with_the_reference_first(form):
    variables = form(
        questions=[
            question("branch", "select_one", list="branch", reference="food"),
            question("patent", "select_one", list="yes_no"),
        ],
        roles={"group": {"question": "patent", "reference": "yes"}},
    ).variables
    frame = pd.DataFrame({"branch": ["food", "trade", None], "patent": ["yes", "no", None]})
    dummies = coded(variables["branch"], frame)
    assert list(dummies) == ["branch_trade", "branch_software"]
    np.testing.assert_equal(dummies.to_numpy(), [[0, 0], [1, 0], [np.nan, np.nan]])
    # The group's reference is 0, although "no" would be.
    np.testing.assert_equal(coded(variables["patent"], frame)["patent"].to_numpy(), [0, 1, np.nan])


def test_no_is_the_reference_of_yes_and_no(form):
    frame = pd.DataFrame({"patent": ["yes", "no"]})
    assert coded(form().variables["patent"], frame)["patent"].tolist() == [1, 0]


NUMBERS = {"sales": [10.0, np.nan, 8.0], "assets": [5.0, 2.0, 4.0]}


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ({"sum": ["sales", "assets"]}, [15, math.nan, 12]),
        ({"sum": ["sales", "assets"], "least_answered": 1}, [15, 2, 12]),
        ({"mean": ["sales", "assets"]}, [7.5, math.nan, 6]),
        ({"ratio": ["sales", "assets"]}, [2, math.nan, 2]),
        ({"difference": ["sales", "assets"]}, [5, math.nan, 4]),
        ({"log": "assets"}, [math.log(5), math.log(2), math.log(4)]),
        ({"log": {"of": "assets", "plus": 1}}, [math.log(6), math.log(3), math.log(5)]),
    ],
)
def test_numbers_are_derived(form, how, expected):
    assert derived(form, NUMBERS, **how) == pytest.approx(expected, nan_ok=True)


def test_groups_begin_at_their_cut_points(form):
    labels = {name: words(name) for name in ("micro", "small", "larger")}
    found = derived(
        form,
        {"staff": [0, 9, 10, 49, 50, np.nan]},
        groups={"of": "staff", "cuts": [10, 50]},
        answers=labels,
    )
    assert found[:5] == ["micro", "micro", "small", "small", "larger"] and pd.isna(found[5])


def test_recode_gives_answers_or_numbers(form):
    frame = {"branch": ["trade", "software", None]}
    recode = {"of": "branch", "into": {"software": "modern"}, "otherwise": "classic"}
    labels = {"classic": words("Classic"), "modern": words("Modern")}
    found = derived(form, frame, recode=recode, answers=labels)
    assert found[:2] == ["classic", "modern"] and found[2] is None
    points = {"of": "mood", "into": {1: 0, 2: 0, 3: 0.5, 4: 1, 5: 1}}
    assert derived(form, {"mood": [1.0, 3.0, 5.0]}, recode=points) == [0, 0.5, 1]


def test_answers_are_looked_for_and_counted(form):
    frame = {
        "patent": ["yes", "no", "no", None],
        "brand": ["yes", "no", None, "yes"],
        "aid": ["grant loan", "none", "loan", None],
    }
    assert derived(form, frame, count_of={"of": ["patent", "brand"]})[:2] == [2, 0]
    enough = derived(form, frame, any_of={"of": ["patent", "brand"]}, least_answered=1)
    assert enough == ["yes", "no", "no", "yes"]
    assert derived(form, frame, any_of={"of": ["aid"], "answers": ["loan"]})[:3] == [
        "yes",
        "no",
        "yes",
    ]
    assert derived(form, frame, any_of={"of": ["patent", "brand"]})[2:] == [None, None]


def test_a_log_of_zero_is_told_with_its_row_and_what_to_do(form):
    frame = pd.DataFrame({"respondent": ["R001", "R002"], "sales": [3.0, 0.0]})
    questionnaire = form(derived={"log_sales": {"label": words("Log"), "log": "sales"}})
    with pytest.raises(UndefinedError, match=r"row 7.*R002: sales is 0.*\n.*plus: 1.*missing"):
        with_derived(frame, questionnaire, "data/survey.csv", rows=[4, 7])
    quiet = {"label": words("Log"), "log": "sales", "undefined": "missing"}
    values = with_derived(frame, form(derived={"log_sales": quiet}))["log_sales"]
    assert pd.isna(values[1]) and values[0] == pytest.approx(math.log(3))


LABEL = {"label": words("X")}


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"roles": {"sector": "brunch"}}, 'line .*roles.sector": no question "brunch".*\n.*branch'),
        ({"roles": {"sector": "sales"}}, r"sector is .sales. \(number\).*answers to choose"),
        ({"roles": {"sector": "branch", "region": "branch"}}, "plays two roles: sector and region"),
        (
            {"roles": {"group": {"question": "patent", "reference": "nope"}}},
            '"nope" is not an answer to patent.*\n.*no',
        ),
        (
            {"roles": {"consent": {"question": "patent", "agrees": ["ja"]}}},
            '"ja" is not an answer to patent',
        ),
        ({"roles": {"consent": {"question": "patent", "agrees": ["yes", "no"]}}}, "every answer"),
        ({"roles": {"sektor": "branch"}}, 'unknown key "sektor"'),
        ({"derived": {"x": LABEL | {"log": "salse"}}}, 'derived variable "salse".*\n.*"sales"'),
        ({"derived": {"x": LABEL | {"log": "x"}}}, '"x" is made from itself'),
        (
            {"derived": {"x": LABEL | {"log": "y"}, "y": LABEL | {"log": "x"}}},
            '"x" and "y" are made from each other',
        ),
        (
            {"derived": {"x": LABEL | {"log": "y"}, "y": LABEL | {"log": "sales"}}},
            '"y" is derived only further down.*\n.*above `x:`',
        ),
        ({"derived": {"x": LABEL | {"log": "aid"}}}, "allows several answers.*\n.*any_of"),
        ({"derived": {"x": LABEL | {"log": "branch"}}}, '"branch" is a category.*\n.*recode'),
        ({"derived": {"x": LABEL | {"log": "remarks"}}}, "is a text question"),
        ({"derived": {"x": LABEL}}, "give one of sum, mean"),
        (
            {"derived": {"x": LABEL | {"log": "sales", "sum": ["sales", "assets"]}}},
            "given: sum, log",
        ),
        ({"derived": {"sales": LABEL | {"log": "assets"}}}, 'question "sales" has this name too'),
        (
            {"derived": {"x": LABEL | {"recode": {"of": "branch", "into": {"trade": 1}}}}},
            "answers food, software of branch are not recoded.*\n.*otherwise",
        ),
        (
            {"derived": {"x": LABEL | {"groups": {"of": "staff", "cuts": [5]}}}},
            "1 cuts make 2 groups",
        ),
        ({"derived": {"x": LABEL | {"count_of": {"of": ["aid"]}}}}, "which answers of aid count"),
        ({"missing": ["yes"]}, '"yes" means no answer, but it is an answer'),
        ({"missing": [99]}, "99 means no answer, but it is within the range"),
        (
            {"questions": [question("group", "integer")]},
            "column that the analysis adds.*\n.*column",
        ),
        (
            {"questions": [question("status", "select_one", list="branch")]},
            'reference "independent" is not an answer to status.*\n.*roles: group:',
        ),
        (
            {
                "questions": [
                    question("branch", "select_one", list="branch"),
                    question("branch_food", "integer"),
                ]
            },
            '"branch_food" is also what models call',
        ),
        ({"questions": [question("a", "integer"), question("A", "integer")]}, "this name too: A"),
        ({"roles": {"consent": {"question": "patent", "agrees": [True]}}}, "quotation marks"),
    ],
)
def test_mistakes_are_told_in_plain_words(form, parts, message):
    with pytest.raises(ConfigurationError, match=message):
        form(**parts)
