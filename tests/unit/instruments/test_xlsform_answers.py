"""Answers to our own forms, filled in through pyxform's form definition, are read without a touch."""

from __future__ import annotations

import pandas as pd
import pytest

from alianzas.instruments.form_pages import office_questions
from alianzas.survey.form_names import form_names
from alianzas.survey.responses.question_columns import find_columns
from alianzas.survey.responses.response_validation import validate
from field_files.survey.recognition import read_answers
from fieldwork.answering import draw, expected
from fieldwork.exports import write_all
from fieldwork.forms import QUESTIONNAIRES, book_of, questionnaire_named
from fieldwork.xform import XForm


@pytest.mark.parametrize("kind", ["kobo.csv", "kobo_labels.csv", "kobo.xlsx", "central.csv"])
@pytest.mark.parametrize("name", QUESTIONNAIRES)
def test_exports_of_filled_forms_are_read_as_they_were_answered(name, kind, tmp_path):
    questionnaire = questionnaire_named(name)
    form = XForm(book_of(questionnaire))
    filled = [form.fill(draw(form, questionnaire, seed)) for seed in range(60)]
    if kind == "kobo_labels.csv":  # what has no label has its name there
        assert all(field.label for field in form.fields if field.choices)
    export = read_answers(write_all(form, filled, tmp_path)[kind])
    assert find_columns(export, questionnaire)[1] == []
    received = validate(export, questionnaire, [])
    names = form_names(questionnaire)
    consent = questionnaire.consent
    assert len(received.frame) == len(filled)
    agreed = 0
    for given, (_, row) in zip(filled, received.frame.iterrows(), strict=True):
        wanted = expected(questionnaire, given)
        if consent is not None and wanted[consent.question] not in consent.agrees:
            of_team = {question.id for question in office_questions(questionnaire)}
            left = {k: v for k, v in wanted.items() if k != consent.question and k not in of_team}
            assert set(left.values()) == {None}  # the form ended there
            continue
        agreed += 1
        for question, value in wanted.items():
            read = None if pd.isna(row[question]) else row[question]
            assert read == value, (question, read, value)
    assert agreed > 10
    assert received.about["submitted"].notna().all()
    if not {"start", "end"} & set(names.values()):
        assert (received.about["seconds"] == 14 * 60).all()
