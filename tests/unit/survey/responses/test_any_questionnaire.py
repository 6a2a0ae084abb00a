"""Answers to questionnaires other than the base one: plain tables, SPSS, codes for no answer."""

import csv

import pandas as pd
import pytest
import yaml
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from openpyxl import Workbook

from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.alliance_profile import alliances_facts
from alianzas.survey.deriving import UndefinedError
from alianzas.survey.quality.quality_facts import quality_facts
from alianzas.survey.questionnaire import load_questionnaire
from alianzas.survey.questionnaire_tables import data_dictionary_table, item_wordings_table
from alianzas.survey.responses.account_results import account_facts, account_table
from alianzas.survey.responses.answer_schema import check_records, scores_schema
from alianzas.survey.responses.respondents import NobodyLeftError
from alianzas.survey.responses.response_import import import_responses
from alianzas.survey.responses.response_validation import InvalidAnswersError
from alianzas.survey.responses.screening import NotCheckableError
from alianzas.survey.sample_profile import sample_facts, sample_table
from alianzas.survey.scores import group_codes, score_facts, score_scales
from labels import load_labels

LABELS = load_labels()


def words(text):
    return {"en": text, "es": text}


def question(name, kind, **more):
    return {"id": name, "type": kind, "wording": words(f"Question {name}")} | more


LISTS = {
    "yes_no": {"yes": words("Yes"), "no": words("No")},
    "firm": {c: words(c) for c in ("family", "cooperative", "state")},
}


def form(tmp_path, *questions, **parts):
    """Return a questionnaire of these questions."""
    content = {"lists": LISTS, "questions": list(questions)} | parts
    path = tmp_path / "questionnaire.yaml"
    path.write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), "utf-8")
    return load_questionnaire(path)


def table(tmp_path, header, rows, name="answers.csv"):
    """Write a plain table."""
    path = tmp_path / name
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def plan(**parts):
    """Return the settings of a survey without any analysis."""
    responses = {"file": "answers.csv"}
    return SurveySettings.model_validate({"provenance": "observed", "responses": responses} | parts)


def everything(account, questionnaire, settings):
    """Make every fact and table that needs no scale, and return the facts by key."""
    scores = score_scales(account.answers, questionnaire, settings)
    check_records(scores, scores_schema(questionnaire, group_codes(questionnaire, settings)))
    sample_table(account.answers, questionnaire, settings)
    data_dictionary_table(questionnaire, LABELS)
    item_wordings_table(questionnaire, LABELS)
    account_table(account, questionnaire)
    facts = [
        *account_facts(account, questionnaire, settings.exclusion, LABELS),
        *quality_facts(account.answers, questionnaire, settings, LABELS),
        *score_facts(scores, questionnaire, settings, LABELS),
        *alliances_facts(account.answers, scores, questionnaire, settings, LABELS),
        *sample_facts(account.answers, questionnaire, settings, LABELS, "USD", 0.95),
    ]
    return {fact.key: fact for fact in facts}


def test_a_plain_table_without_dates_names_no_day(tmp_path):
    questionnaire = form(tmp_path, question("size", "integer"))
    path = table(tmp_path, ["size"], [[1], [2]])
    account = import_responses(path, questionnaire, plan())
    facts = everything(account, questionnaire, plan())
    assert facts["survey.fieldwork.state"].value == "unknown"
    assert facts["survey.fieldwork.first"].text["es"] == "un día que no consta"
    assert not [key for key in facts if key.startswith(("survey.scales", "survey.allied"))]
    assert facts["survey.quality.phrase"].text["en"] == "No answer is impossible."
    assert "survey.quality.scales.phrase" not in facts
    assert "no_consent" not in " ".join(account_table(account, questionnaire).frame["step"])


def test_microsoft_forms_times_are_read_and_missing_ones_do_not_matter(tmp_path):
    questionnaire = form(tmp_path, question("size", "integer"))
    book = Workbook()
    book.active.append(["ID", "Hora de inicio", "Hora de finalización", "Question size"])
    book.active.append([1, None, None, 4])
    book.active.append([2, None, None, 5])
    book.save(tmp_path / "forms.xlsx")
    account = import_responses(tmp_path / "forms.xlsx", questionnaire, plan())
    assert account.kept == 2
    assert everything(account, questionnaire, plan())["survey.fieldwork.state"].value == "unknown"


@pytest.mark.parametrize(
    "name",
    [
        "weight",
        "row",
        "index",
        "status",
        "size",
        "age",
        "submitted",
        "review",
        "seconds",
        "consented",
        "const",
        "term",
        "level_0",
        "values",
        "growth",
        "allied",
    ],
)
def test_a_question_may_have_any_name(tmp_path, name):
    questionnaire = form(
        tmp_path,
        question(name, "integer"),
        question("kind", "select_one", list="firm"),
        roles={"group": {"question": "kind", "reference": "state"}},
    )
    rows = [[k, ("family", "state", "cooperative")[k % 3]] for k in range(30)]
    path = table(tmp_path, [name, "kind"], rows)
    account = import_responses(path, questionnaire, plan())
    assert account.answers[name].tolist() == [float(k) for k in range(30)]
    facts = everything(account, questionnaire, plan())
    assert facts["survey.groups.family.n"].value == 10


def test_several_groups_have_a_column_each_and_are_compared_with_the_reference(tmp_path):
    questionnaire = form(
        tmp_path,
        question("kind", "select_one", list="firm"),
        question("sector", "select_one", list="yes_no"),
        roles={"group": {"question": "kind", "reference": "state"}},
    )
    rows = [[("family", "family", "cooperative", "state", "")[k % 5], "yes"] for k in range(50)]
    account = import_responses(
        table(tmp_path, ["kind", "sector"], rows),
        questionnaire,
        plan(exclusion={"missing_share": 0.6}),
    )
    facts = everything(account, questionnaire, plan())
    assert facts["survey.allied.n"].value == 30
    assert facts["survey.independent.n"].value == 10
    frame = sample_table(account.answers, questionnaire, plan()).frame
    assert frame.iloc[-1][["family_n", "cooperative_n", "state_n", "all_n"]].tolist() == [
        20,
        10,
        10,
        40,
    ]


def test_consent_is_whatever_the_questionnaire_says(tmp_path):
    questionnaire = form(
        tmp_path,
        question("acepta", "select_one", list="firm"),
        question("size", "integer", required=True),
        roles={"consent": {"question": "acepta", "agrees": ["family", "state"]}},
    )
    rows = [["family", 1], ["cooperative", "private"], ["state", 2], ["", "private"]]
    account = import_responses(table(tmp_path, ["acepta", "size"], rows), questionnaire, plan())
    assert account.excluded["no_consent"] == 2
    assert account.answers["size"].tolist() == [1, 2]
    assert "acepta" not in account.answers


MISSING = [99, "NS/NC", "N/A"]


def test_codes_for_no_answer_are_missing_and_counted_apart(tmp_path):
    questionnaire = form(
        tmp_path,
        question("mood", "rating"),
        question("size", "integer", maximum=50, required=True),
        question("money", "decimal", missing=[-1]),
        question("kind", "select_one", list="firm"),
        question("several", "select_multiple", list="firm"),
        scales={"agreement": {k: words(str(k)) for k in range(1, 6)}},
        missing=MISSING,
    )
    rows = [
        ["ns / nc", "99", "99", "family", "family state"],
        ["5", "n/a", "-1", "NS/NC", "99"],
        ["99", "12", "1.5", "state", "NS/NC"],
    ]
    header = ["mood", "size", "money", "kind", "several"]
    account = import_responses(
        table(tmp_path, header, rows), questionnaire, plan(exclusion={"missing_share": 1})
    )
    assert account.answers["money"].tolist()[0] == 99
    assert account.unanswered == {
        "mood": {"99": 1, "NS/NC": 1},
        "size": {"99": 1, "N/A": 1},
        "money": {"-1": 1},
        "kind": {"NS/NC": 1},
        "several": {"99": 1, "NS/NC": 1},
    }
    facts = everything(account, questionnaire, plan())
    assert facts["survey.missing_codes.answers.n"].value == 8
    told = data_dictionary_table(questionnaire, LABELS)
    assert told.labels["survey.dictionary.answers.money"]["en"].endswith("no answer: -1")
    assert told.labels["survey.dictionary.answers.mood"]["es"].endswith("99, NS/NC, N/A")


def test_spss_missing_values_are_counted_with_their_label(tmp_path):
    pyreadstat = pytest.importorskip("pyreadstat")
    frame = pd.DataFrame({"size": [3.0, 98.0, 5.0], "mood": [1.0, 2.0, 9.0]})
    pyreadstat.write_sav(
        frame,
        tmp_path / "answers.sav",
        missing_ranges={"size": [98], "mood": [9]},
        variable_value_labels={"size": {98: "No sabe"}},
    )
    questionnaire = form(
        tmp_path,
        question("size", "integer"),
        question("mood", "rating"),
        scales={"agreement": {1: words("low"), 2: words("high")}},
    )
    account = import_responses(
        tmp_path / "answers.sav", questionnaire, plan(exclusion={"missing_share": 1})
    )
    assert account.unanswered == {"size": {"No sabe": 1}, "mood": {"9": 1}}
    assert everything(account, questionnaire, plan())["survey.missing_codes.answers.n"].value == 2


def test_numbers_with_three_decimals_are_no_thousands_beside_others(tmp_path):
    questionnaire = form(tmp_path, question("weight", "decimal"))
    path = table(tmp_path, ["weight"], [["38.977"], ["9.35"], ["0.5"]])
    assert import_responses(path, questionnaire, plan()).answers["weight"].tolist() == [
        38.977,
        9.35,
        0.5,
    ]
    path = table(tmp_path, ["weight"], [["38.977"], ["12.500"]])
    with pytest.raises(InvalidAnswersError, match="thousands separators"):
        import_responses(path, questionnaire, plan())


def test_firms_of_a_table_with_the_same_answers_are_different_firms(tmp_path):
    questionnaire = form(tmp_path, question("innovates", "select_one", list="yes_no"))
    rows = [["yes"], ["yes"], ["no"]]
    plain = import_responses(table(tmp_path, ["innovates"], rows), questionnaire, plan())
    assert plain.kept == 3
    dated = [[f"2025-03-0{k}T10:00:00", *row] for k, row in enumerate(rows, 1)]
    path = table(tmp_path, ["submitted", "innovates"], dated)
    assert import_responses(path, questionnaire, plan()).excluded["duplicate_submission"] == 1
    kept = import_responses(path, questionnaire, plan(exclusion={"keep_duplicate": "all"}))
    assert kept.kept == 3


def test_screening_by_a_derived_variable(tmp_path):
    questionnaire = form(
        tmp_path,
        question("before", "decimal"),
        question("after", "decimal"),
        derived={"change": {"label": words("Change"), "difference": ["after", "before"]}},
    )
    path = table(tmp_path, ["before", "after"], [[1, 5], [5, 1], [2, 2]])
    rules = {"screening": [{"question": "change", "minimum": 0}]}
    account = import_responses(path, questionnaire, plan(exclusion=rules))
    assert account.excluded["screened_out"] == 1
    rules = {"screening": [{"question": "chanje", "minimum": 0}]}
    with pytest.raises(NotCheckableError, match=r'no question "chanje".*\n.*"change"'):
        import_responses(path, questionnaire, plan(exclusion=rules))


def test_a_log_of_zero_is_told_at_the_import_with_the_row_of_the_file(tmp_path):
    questionnaire = form(
        tmp_path,
        question("sales", "decimal"),
        derived={"log_sales": {"label": words("Log"), "log": "sales"}},
    )
    path = table(tmp_path, ["sales"], [[3], [0], [7]])
    with pytest.raises(UndefinedError, match=r"row 3, column .sales.*no logarithm(.|\n)*missing"):
        import_responses(path, questionnaire, plan())


def test_sections_open_by_points_of_a_scale_and_by_one_of_several_answers(tmp_path):
    questionnaire = form(
        tmp_path,
        question("mood", "rating"),
        question("several", "select_multiple", list="firm"),
        question("why", "text", section="unhappy"),
        question("how", "integer", section="families"),
        scales={"agreement": {k: words(str(k)) for k in range(1, 6)}},
        sections={
            "unhappy": {"asked_if": {"mood": ["1", "2"]}},
            "families": {"asked_if": {"several": ["family"]}},
        },
    )
    header = ["mood", "several", "unhappy/why", "families/how"]
    rows = [["1", "family state", "rain", "4"], ["5", "state", "", ""]]
    account = import_responses(table(tmp_path, header, rows), questionnaire, plan())
    assert account.kept == 2
    path = table(tmp_path, header, [["5", "state", "rain", "4"]])
    with pytest.raises(InvalidAnswersError) as caught:
        import_responses(path, questionnaire, plan())
    assert len(caught.value.problems) == 2


CELLS = {
    "consents": ["acepto", "no", ""],
    "mood": ["1", "3", "5", "99", "ns/nc", ""],
    "kind": ["family", "state", "NS/NC", ""],
    "size": ["1", "20", "700", "-9", ""],
}


@given(
    # A row without any cell is no submission: a spreadsheet leaves such rows.
    rows=st.lists(
        st.tuples(*map(st.sampled_from, CELLS.values())).filter(any), min_size=1, max_size=25
    ),
    dated=st.booleans(),
    share=st.sampled_from([0.0, 0.4, 1.0]),
    largest=st.sampled_from([10, 1000]),
    keep=st.sampled_from(["first", "last", "all"]),
)
@hypothesis_settings(max_examples=60, deadline=None)
def test_submissions_in_are_kept_or_set_aside(tmp_path_factory, rows, dated, share, largest, keep):
    folder = tmp_path_factory.mktemp("answers")
    questionnaire = form(
        folder,
        question("consents", "select_one", list="consent"),
        question("mood", "rating"),
        question("kind", "select_one", list="firm"),
        question("size", "integer", minimum=0, missing=[-9]),
        scales={"agreement": {k: words(str(k)) for k in range(1, 6)}},
        lists=LISTS | {"consent": {"acepto": words("Acepto"), "no": words("No")}},
        missing=[99, "NS/NC"],
        roles={
            "consent": {"question": "consents", "agrees": ["acepto"]},
            "group": {"question": "kind", "reference": "state"},
        },
        derived={
            "log_size": {"label": words("Log"), "log": {"of": "size", "plus": 1}},
        },
    )
    header = ["submitted"] * dated + list(CELLS)
    days = ([f"2025-03-{k % 28 + 1:02}T10:00:00"] * dated for k in range(len(rows)))
    path = table(folder, header, [[*day, *row] for day, row in zip(days, rows, strict=True)])
    screening = [{"question": "log_size", "maximum": largest}]
    settings = plan(
        exclusion={"missing_share": share, "keep_duplicate": keep, "screening": screening}
    )
    try:
        account = import_responses(path, questionnaire, settings)
    except NobodyLeftError:
        return
    assert account.received == len(rows)
    assert account.received == account.kept + sum(account.excluded.values())
    assert account.excluded["no_consent"] == sum(row[0] != "acepto" for row in rows)
    asked = account.answers[["mood", "kind", "size"]]
    told = sum(n for codes in account.unanswered.values() for n in codes.values())
    assert told <= int(asked.isna().to_numpy().sum())
    everything(account, questionnaire, settings)
