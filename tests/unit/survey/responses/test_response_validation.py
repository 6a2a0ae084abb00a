import pytest

from alianzas.survey.responses.response_validation import (
    InvalidAnswersError,
    MissingColumnError,
    validate,
)
from field_files.survey.recognition import read_answers

REJECTED = ["validation_status_not_approved"]


def check(sheet, questionnaire):
    return validate(read_answers(sheet.write()), questionnaire, REJECTED)


def problems(sheet, questionnaire):
    with pytest.raises(InvalidAnswersError) as caught:
        check(sheet, questionnaire)
    return caught.value.problems


def test_the_committed_export_is_valid(sheet, questionnaire):
    received = check(sheet, questionnaire)
    assert len(received.frame) == 156
    assert received.about["consented"].sum() == 155
    assert received.frame["SC1"].dtype == "float64"


def test_every_problem_at_once_with_row_and_column(sheet, questionnaire):
    row = sheet.row_of("allied")
    sheet.put(row, "compatibility/SC2", 7)
    sheet.put(row, "firm/employees", "doce")
    sheet.put(row + 1, "income/income_before", "1000,5").put(row + 1, "firm/sector", "comerce")
    found = problems(sheet, questionnaire)
    assert [(p.row, p.column) for p in found] == [
        (row, "firm/employees"),
        (row, "compatibility/SC2"),
        (row + 1, "firm/sector"),
        (row + 1, "income/income_before"),
    ]
    assert found[1].file.endswith("responses.xlsx")
    assert "7 is outside the 5-point scale (1–5)" in str(found[1])


def test_missing_item_column(sheet, questionnaire):
    with pytest.raises(
        MissingColumnError, match='column "compatibility/SC2": this column is missing'
    ):
        check(sheet.drop("compatibility/SC2"), questionnaire)


def test_repeated_ids_name_both_rows(sheet, questionnaire):
    first = sheet.cells[4][sheet.column("_id")]
    sheet.put(9, "_id", first)
    (found,) = problems(sheet, questionnaire)
    assert (found.row, found.column) == (9, "_id")
    assert "is in row 5 too" in found.found


def test_id_without_value(sheet, questionnaire):
    (found,) = problems(sheet.put(9, "_id", None), questionnaire)
    assert (found.row, found.column, found.found) == (9, "_id", "empty.")


def test_required_answer_left_out(sheet, questionnaire):
    row = sheet.row_of("allied")
    (found,) = problems(sheet.put(row, "firm/sector", None), questionnaire)
    assert (found.row, found.column) == (row, "firm/sector")
    assert "must be answered" in found.found


def test_blank_consent_is_a_mistake_not_a_yes(sheet, questionnaire):
    row = sheet.row_of("independent")
    (found,) = problems(sheet.put(row, "consent", None), questionnaire)
    assert (found.row, found.column) == (row, "consent")


def test_answer_to_a_question_not_asked(sheet, questionnaire):
    row = sheet.row_of("independent")
    (found,) = problems(sheet.put(row, "trust/TR1", "4"), questionnaire)
    assert (found.row, found.column) == (row, "trust/TR1")
    assert "only where status = allied" in found.found


def test_founded_after_the_submission(sheet, questionnaire):
    row = sheet.row_of("independent")
    (found,) = problems(sheet.put(row, "firm/founded", 2031), questionnaire)
    assert "2031 is after the submission (2025)" in found.found


def test_submission_time_that_is_none(sheet, questionnaire):
    (found,) = problems(sheet.put(7, "_submission_time", "yesterday"), questionnaire)
    assert (found.row, found.column) == (7, "_submission_time")


def test_answers_without_consent_are_not_read(sheet, questionnaire):
    row = sheet.row_of("allied")
    sheet.put(row, "consent", "no").put(row, "compatibility/SC2", "private words")
    received = check(sheet, questionnaire)
    refused = received.about["row"] == row
    assert not received.about.loc[refused, "consented"].any()
    assert received.frame.loc[refused].iloc[0][["status", "sector", "invitation"]].isna().all()


def test_rejected_submissions_are_not_read(sheet, questionnaire):
    row = sheet.row_of("allied")
    sheet.put(row, "_validation_status", REJECTED[0]).put(row, "firm/employees", "many")
    received = check(sheet, questionnaire)
    assert received.frame.loc[received.about["row"] == row, "employees"].isna().all()


def test_choice_columns_stand_in_for_the_list(sheet, questionnaire):
    expected = check(sheet, questionnaire).frame["benefits"]
    found = check(sheet.drop("alliance/benefits"), questionnaire).frame["benefits"]
    assert found.tolist() == expected.tolist()


def test_an_export_with_spanish_labels_gives_the_same_answers(sheet, questionnaire):
    expected = check(sheet, questionnaire).frame
    for question in questionnaire.questions:
        answers = questionnaire.answers(question)
        if not answers:
            continue
        place = sheet.column(question.export_column)
        for row in sheet.cells[1:]:
            if row[place] is not None:
                row[place] = " ".join(answers[code].es for code in str(row[place]).split())
    for name in ("benefits", "challenges"):
        for code in questionnaire.answers(questionnaire[name]):
            sheet.drop(f"alliance/{name}/{code}")
    assert check(sheet, questionnaire).frame.equals(expected)


def test_what_limesurvey_did_not_show_is_not_missing(tmp_path, questionnaire):
    """A required question that was asked by the form's rules, but hidden, is no mistake."""
    names = [question.id for question in questionnaire.questions]
    given = dict.fromkeys(names, "N/A")
    given |= {
        "consent": "yes",
        "status": "allied",
        "sector": "N/A",
        "region": "pichincha",
        "employees": "12",
        "founded": "2008",
        "exports": "no",
        "model": "-oth-",
        "income_before": "1125",
        "income_after": "1680",
    }
    own = {"id": "1", "submitdate": "2025-03-01 10:00:00", "lastpage": "9", "seed": "7"}
    row = {**own, **given}
    path = tmp_path / "t.csv"
    lines = (",".join(f'"{cell}"' for cell in cells) for cells in (row, row.values()))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    received = validate(read_answers(path), questionnaire, REJECTED)
    assert received.frame.loc[0, "sector"] is None
    assert received.frame.loc[0, "model"] == "other"
    assert not received.unanswered
