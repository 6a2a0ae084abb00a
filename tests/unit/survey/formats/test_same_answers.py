"""The committed answers, written as each tool would export them, come back the same."""

import csv

import openpyxl
import pandas as pd
import pyreadstat
import pytest

from alianzas.survey.responses.response_validation import validate
from field_files.survey.recognition import read_answers


@pytest.fixture(scope="module")
def expected(questionnaire, committed_cells, tmp_path_factory):
    """Return forty submissions of the committed export as codes, one column per question."""
    book = openpyxl.Workbook()
    for row in committed_cells:
        book.active.append(row)
    path = tmp_path_factory.mktemp("committed") / "responses.xlsx"
    book.save(path)
    received = validate(read_answers(path), questionnaire, [])
    frame = received.about.join(received.frame)
    frame = frame[frame["consented"]].head(40).reset_index(drop=True)
    return frame.drop(columns=["row", "review", "seconds", "consented"])


def labels_of(question, questionnaire, language):
    return {c: t.by_language()[language] for c, t in questionnaire.answers(question).items()}


def printed(value, decimal="."):
    if value is None or value != value:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value).replace(".", decimal)
    return str(value)


def as_label(value, labels, joint=", "):
    if value is None or value != value:
        return ""
    if isinstance(value, float):
        return labels[str(int(value))]
    return joint.join(labels[code] for code in value.split())


def rows_of(frame, questionnaire, write):
    return [
        [write(question, row[question.id]) for question in questionnaire.questions]
        for row in frame.to_dict("records")
    ]


def write_csv(path, rows, delimiter=",", encoding="utf-8", quoting=csv.QUOTE_MINIMAL):
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter, quoting=quoting).writerows(rows)
    return path


def coded(questionnaire):
    return lambda question, value: printed(value)


def labelled(questionnaire, language, joint=", ", decimal="."):
    def write(question, value):
        labels = labels_of(question, questionnaire, language)
        return as_label(value, labels, joint) if labels else printed(value, decimal)

    return write


def google_forms(frame, questionnaire, path):
    head = ["Marca temporal", *(q.wording.es for q in questionnaire.questions)]
    rows = rows_of(frame, questionnaire, labelled(questionnaire, "es", ", ", ","))
    times = frame["submitted"].dt.strftime("%d/%m/%Y %H:%M:%S")
    return write_csv(path, [head, *([t, *row] for t, row in zip(times, rows, strict=True))])


def qualtrics(frame, questionnaire, path):
    names = ["StartDate", "EndDate", "IPAddress", "Finished", "RecordedDate", "ResponseId"]
    head = names + [f"Q{k}" for k, _ in enumerate(questionnaire.questions, 1)]
    texts = names + [f"¿Qué opina? - {q.wording.es}" for q in questionnaire.questions]
    ids = [f'{{"ImportId":"{name}"}}' for name in head]
    times = frame["submitted"].dt.strftime("%Y-%m-%d %H:%M:%S")
    rows = [
        [t, t, "192.168.1.7", "True", t, f"R_{k}", *row]
        for k, (t, row) in enumerate(
            zip(
                times,
                rows_of(frame, questionnaire, labelled(questionnaire, "en", ",")),
                strict=True,
            )
        )
    ]
    return write_csv(path, [head, texts, ids, *rows], encoding="utf-8-sig")


def limesurvey(frame, questionnaire, path):
    head = ["Response ID", "Date submitted", "Last page", "Start language"]
    head += [q.wording.es for q in questionnaire.questions]
    times = frame["submitted"].dt.strftime("%Y-%m-%d %H:%M:%S")
    rows = rows_of(frame, questionnaire, labelled(questionnaire, "es"))
    body = [[k, t, 3, "es", *row] for k, (t, row) in enumerate(zip(times, rows, strict=True))]
    return write_csv(path, [head, *body], quoting=csv.QUOTE_ALL, encoding="utf-8-sig")


def surveymonkey(frame, questionnaire, path):
    """One column per choice, the choice's words in the second row; Windows-1252."""
    first, second, columns = ["Respondent ID", "End Date"], ["", ""], []
    for question in questionnaire.questions:
        labels = labels_of(question, questionnaire, "es")
        if question.type == "select_multiple":
            first += [question.wording.es, *[""] * (len(labels) - 1)]
            second += labels.values()
            columns += [(question, code) for code in labels]
        else:
            first.append(question.wording.es)
            second.append("Response")
            columns.append((question, None))
    write = labelled(questionnaire, "es")
    body = []
    for number, row in enumerate(frame.to_dict("records"), 3292765271):
        cells = [number, row["submitted"].strftime("%m/%d/%Y %I:%M:%S %p")]
        for question, code in columns:
            value = row[question.id]
            if code is None:
                cells.append(write(question, value))
            else:
                chosen = isinstance(value, str) and code in value.split()
                cells.append(labels_of(question, questionnaire, "es")[code] if chosen else "")
        body.append(cells)
    return write_csv(path, [first, second, *body], encoding="cp1252")


def redcap(frame, questionnaire, path):
    head, columns = ["record_id", "form_timestamp"], []
    for question in questionnaire.questions:
        codes = list(questionnaire.answers(question)) if question.type == "select_multiple" else []
        head += [f"{question.id.lower()}___{c}" for c in codes] or [question.id.lower()]
        columns += [(question, c) for c in codes] or [(question, None)]
    head.append("form_complete")
    body = []
    for number, row in enumerate(frame.to_dict("records"), 1):
        cells = [number, row["submitted"].isoformat(sep=" ")]
        for question, code in columns:
            value = row[question.id]
            known = isinstance(value, str)
            cells.append(printed(value) if code is None else int(known and code in value.split()))
        body.append([*cells, 2])
    return write_csv(path, [head, *body])


def surveycto(frame, questionnaire, path):
    head = ["SubmissionDate", *(q.id for q in questionnaire.questions), "KEY"]
    times = frame["submitted"].dt.strftime("%b %d, %Y %I:%M:%S %p")
    rows = rows_of(frame, questionnaire, coded(questionnaire))
    body = [[t, *row, f"uuid:{k}"] for k, (t, row) in enumerate(zip(times, rows, strict=True))]
    return write_csv(path, [head, *body], quoting=csv.QUOTE_ALL)


def plain_excel_spanish(frame, questionnaire, path):
    head = ["submitted", *(q.id for q in questionnaire.questions)]
    times = frame["submitted"].astype(str)
    rows = rows_of(frame, questionnaire, labelled(questionnaire, "es", "; ", ","))
    body = [[t, *row] for t, row in zip(times, rows, strict=True)]
    return write_csv(path, [head, *body], delimiter=";", encoding="cp1252")


def plain_xlsx(frame, questionnaire, path):
    book = openpyxl.Workbook()
    book.active.append(["submitted", *(q.id for q in questionnaire.questions)])
    for row in frame.to_dict("records"):
        cells = [row[q.id] if row[q.id] == row[q.id] else None for q in questionnaire.questions]
        book.active.append([row["submitted"].to_pydatetime(), *cells])
    book.save(path)
    return path


def coded_numbers(frame, questionnaire):
    """Return the answers as SPSS and Stata hold them: numbers, whose labels tell the choice.

    The scale is coded backwards: only the labels tell.
    """
    result, labels = pd.DataFrame({"submitted": frame["submitted"].astype(str)}), {}
    for question in questionnaire.questions:
        answers = labels_of(question, questionnaire, "es")
        if question.type in ("rating", "select_one"):
            codes = {code: k for k, code in enumerate(reversed(answers), 1)}
            keys = frame[question.id].map(
                lambda v: str(int(v)) if isinstance(v, float) else v, na_action="ignore"
            )
            result[question.id] = keys.map(codes).astype(float)
            labels[question.id] = {codes[code]: text for code, text in answers.items()}
        else:
            values = frame[question.id]
            result[question.id] = values if values.dtype == float else values.fillna("").astype(str)
    return result, labels


def spss(frame, questionnaire, path):
    result, labels = coded_numbers(frame, questionnaire)
    pyreadstat.write_sav(result, str(path), variable_value_labels=labels)
    return path


def stata(frame, questionnaire, path):
    result, labels = coded_numbers(frame, questionnaire)
    pyreadstat.write_dta(result, str(path), variable_value_labels=labels)
    return path


TOOLS = [
    (google_forms, "Google Forms"),
    (qualtrics, "Qualtrics"),
    (limesurvey, "LimeSurvey"),
    (surveymonkey, "SurveyMonkey"),
    (redcap, "REDCap"),
    (surveycto, "SurveyCTO"),
    (plain_excel_spanish, "plain CSV"),
    (plain_xlsx, "plain XLSX"),
    (spss, "SPSS"),
    (stata, "Stata"),
]


@pytest.mark.parametrize(("write", "name"), TOOLS, ids=[name for _, name in TOOLS])
def test_the_same_answers_come_back(write, name, expected, questionnaire, tmp_path):
    export = read_answers(write(expected, questionnaire, tmp_path / "export"))
    assert export.format == name
    received = validate(export, questionnaire, [])
    found = received.about.join(received.frame)
    for question in questionnaire.questions:
        pd.testing.assert_series_equal(
            found[question.id], expected[question.id], check_names=False, obj=question.id
        )
    if name not in ("SPSS", "Stata"):
        assert found["submitted"].dt.floor("min").tolist() == (
            expected["submitted"].dt.floor("min").tolist()
        )
