"""The LimeSurvey twin: codes that LimeSurvey takes, and responses that we read back."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from alianzas.instruments.limesurvey import limesurvey
from alianzas.survey.form_names import form_names, limesurvey_names
from alianzas.survey.responses.question_columns import find_columns
from alianzas.survey.responses.response_validation import validate
from field_files.survey.recognition import read_answers, read_file
from fieldwork.answering import draw, expected
from fieldwork.forms import QUESTIONNAIRES, TITLE, book_of, hints_of, questionnaire_named
from fieldwork.limesurvey_export import full_answers, structure
from fieldwork.xform import XForm


def structure_of(name, languages=("en", "es")):
    hints = hints_of(questionnaire_named(name), languages)
    return limesurvey(hints.form, {language: TITLE[language] for language in languages}, hints)


@pytest.mark.parametrize("name", QUESTIONNAIRES)
def test_codes_are_those_that_limesurvey_takes_and_languages_match(name):
    rows = structure(structure_of(name))
    assert set(rows[0]) >= {"class", "type/scale", "name", "relevance", "text", "language"}
    shapes = {}
    seen = set()
    for row in rows:
        if row["class"] in ("Q", "SQ"):
            assert re.fullmatch(r"[A-Za-z][A-Za-z0-9]{0,19}", row["name"]), row
        if row["class"] == "A":
            assert re.fullmatch(r"[A-Za-z0-9]{1,5}", row["name"]), row
        if row["class"] == "Q":
            assert (row["language"], row["name"].lower()) not in seen
            seen.add((row["language"], row["name"].lower()))
        if row["class"] in ("G", "Q", "SQ", "A"):
            code = "" if row["class"] == "G" else row["name"]
            shape = (row["class"], row["type/scale"], code, row["relevance"])
            shapes.setdefault(row["language"], []).append(shape)
            assert row["text"] or row["class"] == "G"
    assert shapes["en"] == shapes["es"]


@pytest.mark.parametrize("name", QUESTIONNAIRES)
def test_every_condition_names_a_question_and_an_answer_of_the_survey(name):
    rows = [row for row in structure(structure_of(name)) if row["language"] == "en"]
    answers: dict[str, set[str]] = {}
    question = ""
    for row in rows:
        if row["class"] == "Q":
            question = row["name"]
            answers[question] = set()
        if row["class"] == "SQ":
            answers[f"{question}_{row['name']}"] = {"Y"}
        if row["class"] == "A":
            for known in [k for k in answers if k == question or k.startswith(f"{question}_")]:
                answers[known].add(row["name"])
    for row in rows:
        for field, value in re.findall(r'(\w+)\.NAOK == "(\w+)"', row["relevance"]):
            assert value in answers[field], row["relevance"]


def test_consent_is_the_first_group_and_opens_the_others():
    groups = [r for r in structure(structure_of("shared")) if r["class"] == "G"][:12]
    assert groups[0]["relevance"] == ""
    assert {g["relevance"].split(" and ")[0] for g in groups[1:]} == {'(consent.NAOK == "yes")'}
    assert groups[3]["relevance"] == '(consent.NAOK == "yes") and (status.NAOK == "A1")'


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", QUESTIONNAIRES)
def test_full_answers_are_read_as_they_were_given(name, language, tmp_path):
    questionnaire = questionnaire_named(name)
    form, names = XForm(book_of(questionnaire)), form_names(questionnaire)
    filled = []
    for seed in range(40):
        given = form.fill(draw(form, questionnaire, seed))
        by_name = {path.rsplit("/", 1)[-1]: value for path, value in given.items()}
        several = {q.id for q in questionnaire.questions if q.type == "select_multiple"}
        own = {question: by_name[name] for question, name in names.items()}
        # What stands for no answer is no choice there.
        filled.append({q: "" if q in several and v == "99" else v for q, v in own.items()})
    told = [one for one in filled if all(one[q] or q != "coop" for q in one)]
    path = tmp_path / "results-survey123456.csv"
    path.write_bytes(full_answers(structure_of(name), questionnaire, told, language))
    export = read_answers(path)
    assert export.format == "LimeSurvey"
    assert find_columns(export, questionnaire)[1] == []
    frame = validate(export, questionnaire, []).frame
    agreed = 0
    for given, (_, row) in zip(told, frame.iterrows(), strict=True):
        wanted = expected(questionnaire, {names[q]: value for q, value in given.items()})
        consent = questionnaire.consent
        if consent is None or wanted[consent.question] in consent.agrees:
            agreed += 1
            assert {k: None if pd.isna(v) else v for k, v in row.items()} == wanted
    assert agreed > 5


def test_the_structure_is_not_taken_for_answers(tmp_path):
    path = tmp_path / "limesurvey.txt"
    path.write_bytes(structure_of("shared"))
    assert read_file(path).no_answers == "a survey's structure"


def test_codes_that_become_the_same_are_told_apart():
    codes = limesurvey_names(questionnaire_named("shared"))
    assert codes["income_before"] == "incomebefore"
    assert len({code.lower() for code in codes.values()}) == len(codes)


@pytest.mark.parametrize("spaces", range(4))
def test_the_bytes_from_which_the_import_guesses_the_encoding_end_with_a_letter(spaces):
    hints = hints_of(questionnaire_named("shared"), ("es",))
    titles = {"es": "x" * spaces + "á" * 1000}
    limesurvey(hints.form, titles, hints)[:1000].decode()
