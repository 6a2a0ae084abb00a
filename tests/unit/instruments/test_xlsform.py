"""The XLSForm: what is asked of whom, how, and that any questionnaire gives a form that works."""

from __future__ import annotations

import io

import pandas as pd
import pytest
import yaml
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from alianzas.survey.questionnaire import Questionnaire, load_questionnaire
from alianzas.survey.responses.response_validation import validate
from field_files.survey.recognition import read_answers
from fieldwork.answering import draw, expected
from fieldwork.exports import kobo_csv
from fieldwork.forms import QUESTIONNAIRES, book_of, questionnaire_named, sheets_of
from fieldwork.xform import XForm
from human_files.errors import ConfigurationError


def rows_of(name, **changes):
    return {
        row["name"]: row
        for row in sheets_of(questionnaire_named(name), **changes).survey
        if "name" in row
    }


@pytest.mark.parametrize("name", QUESTIONNAIRES)
def test_pyxform_accepts_it_without_a_warning(name):
    assert XForm(book_of(questionnaire_named(name))).warnings == []


def test_consent_comes_first_and_ends_the_form_where_it_is_refused():
    names = [row.get("name") for row in sheets_of(questionnaire_named("shared")).survey]
    assert names[:6] == ["start", "end", "about", "consent", "refused", "section_start"]
    rows = rows_of("shared")
    assert rows["consent"]["required"] == "yes"
    assert rows["refused"]["relevant"] == "${consent} != '' and not(${consent} = 'yes')"
    assert rows["firm"]["relevant"] == "${consent} = 'yes'"
    assert rows["trust"]["relevant"] == "${consent} = 'yes' and ${status} = 'allied'"


def test_a_refusal_leaves_everything_else_empty():
    form = XForm(book_of(questionnaire_named("shared")))
    given = form.fill(lambda name, choices: "no" if name == "consent" else "1")
    assert {name for name, value in given.items() if value} == {"consent"}


def test_answers_that_no_form_accepts():
    form = XForm(book_of(questionnaire_named("shared")))
    good = {"consent": "yes", "invitation": "A1", "status": "independent", "sector": "commerce"}
    good |= {"region": "other", "employees": "12", "founded": "2001", "income_after": "10.5"}

    def fill(**changes):
        return form.fill(lambda name, choices: {**good, **changes}.get(name, ""))

    assert fill()["firm/employees"] == "12"
    for name, value in (("employees", "0"), ("employees", "250"), ("founded", "2099")):
        with pytest.raises(AssertionError, match=f"{name}: {value} breaks"):
            fill(**{name: value})
    with pytest.raises(AssertionError, match="firm/sector must be answered"):
        fill(sector="")
    with pytest.raises(AssertionError, match="benefits: none market_expansion breaks"):
        fill(status="allied", benefits="none market_expansion")


def test_a_year_is_named_where_the_study_says_which_and_money_with_its_currency():
    rows = rows_of("shared")
    hint = "label::English (en)".replace("label", "hint")
    assert (
        rows["income_before"][hint]
        == "The year 2021. Currency: Peruvian soles (PEN). A number, 0 or more."
    )
    assert rows["income_after"]["hint::Español (es)"].startswith(
        "El año 2024. Moneda: soles peruanos (PEN)."
    )
    assert rows["income_after"]["appearance"] == "thousands-sep"


def test_whole_numbers_too_long_for_tools_are_whole_all_the_same():
    row = rows_of("odd")["sales"]
    assert row["type"] == "decimal"
    assert row["constraint"] == ". >= 0 and . = int(.)"


def test_what_must_be_answered_can_be_left_with_the_code_for_no_answer():
    form = XForm(book_of(questionnaire_named("odd")))
    choices = {field.name: field.choices for field in form.fields}
    assert choices["size"] == ["s1", "s2", "s3", "99"]
    assert choices["q_1"] == ["1", "2", "3"]  # may be left empty
    assert choices["q_2"] == ["1", "2", "3", "99"]
    assert rows_of("odd")["start"]["constraint"] == "(. >= 1900 and . <= 2020) or . = 9999"


def test_the_team_adds_weights_and_nobody_is_asked_them():
    rows = rows_of("secondary")
    assert rows["factor_expansion"] == {"type": "hidden", "name": "factor_expansion"}
    assert rows["estrato"]["type"] == "hidden"


def test_a_form_in_one_language_has_no_columns_for_languages():
    form = sheets_of(questionnaire_named("short"), ("es",))
    assert form.survey[3]["label"] == "Acepto participar."
    assert "default_language" not in form.settings[0]
    assert not [key for row in [*form.survey, *form.choices] for key in row if "::" in key]


def test_several_languages_each_have_their_columns_and_the_first_is_the_default():
    book = load_workbook(io.BytesIO(book_of(questionnaire_named("short"), ("es", "en"))))
    header = [cell.value for cell in book["survey"][1]]
    assert header[2:6] == [
        *("label::Español (es)", "label::English (en)"),
        *("hint::Español (es)", "hint::English (en)"),
    ]
    settings = dict(zip(*book["settings"].values, strict=True))
    assert settings["default_language"] == "Español (es)"


def test_the_same_questionnaire_gives_the_same_bytes_and_another_one_another_version(tmp_path):
    questionnaire = questionnaire_named("short")
    assert book_of(questionnaire) == book_of(questionnaire_named("short"))
    content = yaml.safe_load(QUESTIONNAIRES["short"].read_text("utf-8"))
    content["questions"][1]["wording"]["es"] += "?"
    path = tmp_path / "questionnaire.yaml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")
    first, second = (sheets_of(q).settings[0] for q in (questionnaire, load_questionnaire(path)))
    assert first["version"] != second["version"]
    assert {**first, "version": ""} == {**second, "version": ""}


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp")),
    min_size=1,
    max_size=30,
).filter(lambda text: text.strip())
TEXTS = st.builds(lambda en, es: {"en": en, "es": es}, WORDS, WORDS)
CODES = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_]{0,8}", fullmatch=True)
IDENTIFIERS = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
TYPES = ("rating", "select_one", "select_multiple", "integer", "decimal", "code", "text")


@st.composite
def questionnaires(draw):
    """Draw a questionnaire: any names, wordings, kinds, skip logic, codes for no answer."""
    lists = draw(
        st.dictionaries(
            IDENTIFIERS,
            st.dictionaries(CODES, TEXTS, min_size=2, max_size=4),
            min_size=1,
            max_size=3,
        )
    )
    scales = draw(
        st.dictionaries(
            IDENTIFIERS,
            st.dictionaries(st.integers(0, 11), TEXTS, min_size=2, max_size=5),
            min_size=1,
            max_size=2,
        )
    )
    sections = draw(st.lists(IDENTIFIERS, max_size=3, unique=True))
    names = draw(st.lists(CODES, min_size=2, max_size=8, unique_by=str.lower))
    questions: list[dict[str, object]] = []
    columns: set[str] = set()
    for name in names:
        kind = draw(st.sampled_from(TYPES))
        question = {
            "id": name,
            "type": kind,
            "wording": draw(TEXTS),
            "required": draw(st.booleans()),
        }
        if kind == "rating":
            question["scale"] = draw(st.sampled_from(sorted(scales)))
        if kind.startswith("select"):
            question["list"] = draw(st.sampled_from(sorted(lists)))
        if kind in ("integer", "decimal"):
            low, high = sorted(draw(st.lists(st.integers(-5, 10**10), min_size=2, max_size=2)))
            question |= {"minimum": low} if draw(st.booleans()) else {}
            question |= {"maximum": high} if draw(st.booleans()) else {}
        if sections and draw(st.booleans()):
            question["section"] = draw(st.sampled_from(sections))
        column = draw(st.one_of(st.none(), WORDS, CODES))
        if column is not None and column not in columns:  # two questions have no column in common
            question["column"] = column
            columns.add(column)
        question["missing"] = draw(st.sampled_from([[], [-9], ["NS/NC"], ["ns"]]))
        questions.append(question)
    asked = {}
    for section in sections:
        opening = draw(st.sampled_from(questions))
        own = opening.get("list"), opening.get("scale")
        answers = sorted(map(str, lists[own[0]] if own[0] else scales.get(own[1], {})))
        asked[section] = {"asked_if": {opening["id"]: answers[:2]} if answers else {}}
    return {"lists": lists, "scales": scales, "sections": asked, "questions": questions}


@pytest.mark.slow
@given(content=questionnaires())
@hypothesis_settings(max_examples=30)
def test_any_questionnaire_gives_a_form_that_pyxform_accepts_and_we_read_back(
    content, tmp_path_factory
):
    path = tmp_path_factory.mktemp("any") / "questionnaire.yaml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")
    try:
        questionnaire: Questionnaire = load_questionnaire(path)
    except ConfigurationError:
        return
    form = XForm(book_of(questionnaire))
    names = [field.name.lower() for field in form.fields if field.kind != "note"]
    assert len(names) == len(set(names))
    asked = [f for f in form.fields if not f.is_of_the_tool and f.kind != "note"]
    assert len(asked) == len(questionnaire.questions)
    filled = [form.fill(draw(form, questionnaire, seed)) for seed in range(3)]
    export = path.with_name("export.csv")
    export.write_bytes(kobo_csv(form, filled))
    frame = validate(read_answers(export), questionnaire, []).frame
    read = [
        {name: None if pd.isna(value) else value for name, value in row.items()}
        for row in frame.to_dict("records")
    ]
    assert read == [expected(questionnaire, given) for given in filled]
