from datetime import datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alianzas.config.survey_settings import Exclusion, Screen
from alianzas.survey.questionnaire import load_questionnaire
from alianzas.survey.responses.account_results import account_facts, account_table
from alianzas.survey.responses.respondents import (
    REASONS,
    NobodyLeftError,
    account_for,
)
from alianzas.survey.responses.response_import import import_responses
from alianzas.survey.responses.response_validation import Received
from alianzas.survey.responses.screening import NotCheckableError

CODEBOOK = Path(__file__).parents[4] / "config/codebooks/questionnaire.yaml"
QUESTIONNAIRE = load_questionnaire(CODEBOOK)
FIRST = datetime(2025, 3, 3, 9)


def received(rows):
    """Return submissions; each row gives consented, review, invitation, hours, answered questions."""
    records = []
    for number, row in enumerate(rows, start=2):
        record = dict.fromkeys((q.id for q in QUESTIONNAIRE.questions), None)
        record |= {
            "row": number,
            "submitted": FIRST + timedelta(hours=row.get("hours", number)),
            "review": row.get("review"),
            "consented": row.get("consented", True),
            "invitation": row.get("invitation"),
            "seconds": row.get("seconds", float("nan")),
            "status": "independent",
        }
        answered = ["sector", "region", "employees", "founded", "exports", "income_before"]
        for name in [*answered, "income_after"][: row.get("answered", 7)]:
            record[name] = f"{number}"
        record["employees"] = row.get("employees", 20.0)
        record |= {item.id: row["item"] for item in QUESTIONNAIRE.items() if "item" in row}
        records.append(record)
    whole = pd.DataFrame(records)
    about = ["row", "submitted", "review", "consented", "seconds"]
    return Received(whole.drop(columns=about), whole[about], QUESTIONNAIRE, "answers.xlsx")


def test_ecuadors_account(account):
    assert account.received == 156
    assert account.kept == 150
    assert account.excluded == {
        "no_consent": 1,
        "not_approved": 1,
        "screened_out": 0,
        "duplicate_submission": 2,
        "too_many_missing": 2,
        "straight_lining": 0,
        "speeding": 0,
    }


def test_each_reason_is_found_and_the_first_counts():
    rejected = "validation_status_not_approved"
    account = account_for(
        received(
            [
                {"invitation": "A"},
                {"invitation": "B", "consented": False, "review": rejected},
                {"invitation": "C", "review": rejected, "answered": 1},
                {"invitation": "A", "hours": 1},
                {"invitation": "D", "answered": 2},
                {"invitation": "E", "employees": 300.0, "seconds": 1.0},
                {"invitation": "F", "item": 4.0, "seconds": 1.0},
                {"invitation": "G", "seconds": 1.0},
            ]
        ),
        Exclusion(
            screening=[Screen(question="employees", maximum=49)],
            longest_run=12,
            seconds_per_question=2,
        ),
    )
    assert account.excluded == dict.fromkeys(REASONS, 1)
    assert account.kept == 1
    # B was rejected too, E and F were too fast as well.
    assert account.flagged == {**dict.fromkeys(REASONS, 1), "not_approved": 2, "speeding": 3}


def test_checks_that_are_off_exclude_nobody_and_count_nothing():
    account = account_for(received([{"invitation": "A", "item": 4.0, "seconds": 1.0}]), Exclusion())
    assert account.kept == 1
    for reason in ("screened_out", "straight_lining", "speeding"):
        assert account.flagged[reason] is None


def test_rules_that_cannot_be_applied_are_refused_together():
    rules = Exclusion(
        seconds_per_question=2,
        screening=[
            Screen(question="sectr", answers=["commerce"]),
            Screen(question="sector", answers=["comerce"]),
            Screen(question="sector", minimum=2),
        ],
    )
    with pytest.raises(NotCheckableError) as caught:
        account_for(received([{"invitation": "A"}]), rules)
    told = str(caught.value)
    assert len(caught.value.problems) == 4
    for words in (
        'Did you mean "sector"',
        'Did you mean "commerce"',
        "is not a number",
        "start and end",
    ):
        assert words in told


@pytest.mark.parametrize(("keep", "expected"), [("last", "3"), ("first", "2")])
def test_which_of_two_submissions_stays_goes_by_time(keep, expected):
    rows = [{"invitation": "A", "hours": 1}, {"invitation": "A", "hours": 5}]
    account = account_for(received(rows), Exclusion(keep_duplicate=keep))
    assert account.answers["sector"].tolist() == [expected]


def test_without_invitations_the_same_answers_are_a_repeat():
    submissions = received([{"hours": 1}, {"hours": 2}, {"hours": 3}])
    frame = submissions.frame
    frame.loc[1, ["sector", "region"]] = frame.loc[0, ["sector", "region"]]
    for name in ("employees", "founded", "exports", "income_before", "income_after"):
        frame.loc[1, name] = frame.loc[0, name]
    assert account_for(submissions, Exclusion()).excluded["duplicate_submission"] == 1


def test_missing_share_counts_questions_put_to_the_firm():
    # An independent firm is asked eight questions here: two missing are a quarter, three are more.
    rows = [{"invitation": "A", "answered": 5}, {"invitation": "B", "answered": 4}]
    account = account_for(received(rows), Exclusion(missing_share=0.25))
    assert account.answers["sector"].tolist() == ["2"]
    assert account_for(received(rows), Exclusion(missing_share=0.5)).kept == 2


def test_nobody_left_is_one_message():
    with pytest.raises(NobodyLeftError, match=r"none of 2 submissions is left \(no_consent 2"):
        account_for(received([{"consented": False}, {"consented": False}]), Exclusion())


def test_invitation_and_consent_end_with_the_import(account):
    assert {"consent", "invitation", "review", "row"}.isdisjoint(account.answers.columns)
    assert account.answers["respondent"].tolist()[:2] == ["R001", "R002"]


submission = st.fixed_dictionaries(
    {
        "consented": st.booleans(),
        "review": st.sampled_from([None, "validation_status_not_approved", "on_hold"]),
        "invitation": st.sampled_from([None, "A", "B", "C", "D"]),
        "hours": st.integers(0, 50),
        "answered": st.integers(0, 7),
    }
)


@given(rows=st.lists(submission, min_size=1, max_size=12), share=st.floats(0, 1))
def test_received_is_kept_plus_excluded(rows, share):
    try:
        account = account_for(received(rows), Exclusion(missing_share=share))
    except NobodyLeftError:
        return
    assert account.received == len(rows) == account.kept + sum(account.excluded.values())
    assert account.excluded["no_consent"] == sum(not row["consented"] for row in rows)
    table = account_table(account, QUESTIONNAIRE).frame
    assert table["n"].iloc[0] == table["n"].iloc[1:].sum()


@given(rows=st.lists(submission, min_size=1, max_size=12))
def test_a_lower_threshold_never_keeps_more(rows):
    kept = []
    for share in (0.0, 0.4, 1.0):
        try:
            kept.append(account_for(received(rows), Exclusion(missing_share=share)).kept)
        except NobodyLeftError:
            kept.append(0)
    assert kept == sorted(kept)


def test_facts_balance_and_date_the_fieldwork(account, questionnaire, settings, labels):
    facts = {f.key: f for f in account_facts(account, questionnaire, settings.exclusion, labels)}
    reasons = [facts[f"survey.excluded.{reason}.n"].value for reason in REASONS]
    assert facts["survey.received.n"].value == facts["survey.kept.n"].value + sum(reasons)
    assert facts["survey.fieldwork.first"].text == {
        "en": "3 March 2025",
        "es": "3 de marzo de 2025",
    }
    assert facts["survey.scale.points"].value == 5


def test_a_kept_answer_is_the_one_in_the_file(sheet, questionnaire, settings):
    row = sheet.row_of("independent")
    sheet.put(row, "firm/employees", 47)
    account = import_responses(sheet.write(), questionnaire, settings)
    place = sheet.column("income/income_before")
    match = account.answers["income_before"] == sheet.cells[row - 1][place]
    assert 47 in account.answers.loc[match, "employees"].tolist()
