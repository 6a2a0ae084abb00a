from alianzas.survey.responses.question_columns import find_columns
from field_files.survey import kobo
from field_files.survey.grid import Grid
from field_files.survey.simplified_text import simplified


def headers_of(sheet):
    return [str(header) for header in sheet.headers]


def find(headers, questionnaire):
    grid = Grid("answers.xlsx", [(1, headers), (2, [None] * len(headers))])
    return find_columns(kobo.read(grid), questionnaire)


def test_all_columns_of_the_committed_export(sheet, questionnaire):
    columns, problems = find(headers_of(sheet), questionnaire)
    assert problems == []
    assert set(columns.questions) == {q.id for q in questionnaire.questions}
    assert sheet.headers[columns.questions["SC3"]] == "compatibility/SC3"
    assert set(columns.choices["benefits"]) == set(questionnaire.answers(questionnaire["benefits"]))


def test_without_groups_and_under_other_groups(sheet, questionnaire):
    full, _ = find(headers_of(sheet), questionnaire)
    bare = [h if h.count("/") == 0 else h.split("/", 1)[1] for h in headers_of(sheet)]
    assert find(bare, questionnaire) == (full, [])
    regrouped = [
        "part_b/" + h.rsplit("/", 1)[1] if h.startswith("trust/") else h for h in headers_of(sheet)
    ]
    assert find(regrouped, questionnaire) == (full, [])


def test_labels_as_headers_in_either_language(sheet, questionnaire):
    full, _ = find(headers_of(sheet), questionnaire)
    for language in ("en", "es"):
        headers = headers_of(sheet)
        for question in questionnaire.questions:
            headers[full.questions[question.id]] = question.wording.by_language()[language].upper()
        columns, problems = find(headers, questionnaire)
        assert problems == []
        assert columns.questions == full.questions


def test_every_missing_column_is_named_with_the_nearest(sheet, questionnaire):
    headers = headers_of(sheet)
    headers[headers.index("compatibility/SC2")] = "compatibility/SC_2"
    headers[headers.index("_submission_time")] = "time"
    _, problems = find(headers, questionnaire)
    assert [p.column for p in problems] == ["compatibility/SC2", "_submission_time"]
    assert 'Did you mean the column "compatibility/SC_2"?' in problems[0].advice


def test_choice_columns_alone_are_enough(sheet, questionnaire):
    headers = [h for h in headers_of(sheet) if h != "alliance/benefits"]
    columns, problems = find(headers, questionnaire)
    assert problems == []
    assert "benefits" not in columns.questions
    assert len(columns.choices["benefits"]) == 5


def test_simplified_ignores_case_accents_and_signs():
    assert simplified("¿Qué  modelo…?") == simplified("que modelo") == "que modelo"
