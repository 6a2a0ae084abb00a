import pytest

from alianzas.cases.case_quotations import (
    TRANSLATIONS,
    TranslationError,
    as_quotation,
    choose_passages,
    evidence_table,
    read_translations,
)
from honest_results.tables import to_markdown
from unit.cases.example import sentence, write_rows


def test_one_passage_for_each_code_found_in_some_case(study, codings):
    chosen = choose_passages(codings, study.profiles())
    found = codings[codings["value"] == 1]["code"].unique()
    assert sorted(chosen["code"]) == sorted(found)
    texts = study.texts()
    for row in chosen.itertuples():
        assert texts[row.source][row.start : row.end] == row.passage


def test_agreed_passages_first_and_cases_in_turn(study, codings):
    chosen = choose_passages(codings, study.profiles()).set_index("code")["case"]
    # Alpha is quoted for compatibility; a contract is in beta and gamma, trust agreed in alpha only.
    assert chosen["strategic_compatibility"] == "alpha"
    assert chosen["formal_contract"] == "beta"
    assert chosen["trust"] == "alpha"
    assert chosen["alliance_success"] == "gamma"


def test_a_code_that_no_case_shows_has_no_row(study, codings):
    without = codings.assign(value=codings["value"].where(codings["code"] != "trust", 0))
    assert "trust" not in set(choose_passages(without, study.profiles())["code"])


def write_translations(study, *rows):
    return write_rows(study.folder / "translations.csv", TRANSLATIONS, rows)


def test_a_translation_is_shown_in_its_language_only(study, codings, labels):
    path = write_translations(
        study, ["alpha", sentence("alpha", "trust"), "es", "El texto muestra confianza."]
    )
    translations = read_translations(path, study.texts())
    table = evidence_table(choose_passages(codings, study.profiles()), translations, study.codes)
    assert "«El texto muestra confianza.»" in to_markdown(table, labels, "es", "observed")
    english = to_markdown(table, labels, "en", "observed")
    assert "“In alpha the text shows trust, ‘as they say’.”" in english
    assert "confianza" not in english
    assert "translated" in english


def test_a_sheet_may_hold_languages_in_which_the_study_is_not_read(study, codings, labels):
    path = write_translations(study, ["alpha", sentence("alpha", "trust"), "pt", "Há confiança."])
    translations = read_translations(path, study.texts())
    table = evidence_table(choose_passages(codings, study.profiles()), translations, study.codes)
    english = to_markdown(table, labels, "en", "observed")
    assert "confiança" not in english and "in their own language" in english


def test_without_translations_the_note_says_so(study, codings, labels):
    table = evidence_table(choose_passages(codings, study.profiles()), {}, study.codes)
    assert "in their own language" in to_markdown(table, labels, "en", "observed")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (["alfa", "x", "en", "y"], 'unknown case "alfa".\n  Did you mean "alpha"?'),
        (["alpha", "Not there.", "en", "y"], "does not occur in alpha.md"),
        (["alpha", "", "en", "y"], "does not occur in alpha.md"),
        (["alpha", sentence("alpha", "trust"), "fr", "y"], 'unknown language "fr"'),
        (["alpha", sentence("alpha", "trust"), "en", ""], "this cell is empty"),
    ],
)
def test_a_wrong_translation_is_named(study, row, message):
    with pytest.raises(TranslationError) as caught:
        read_translations(write_translations(study, row), study.texts())
    assert message in str(caught.value)
    assert caught.value.problems[0].row == 2


def test_a_passage_translated_twice(study):
    row = ["alpha", sentence("alpha", "trust"), "en", "y"]
    with pytest.raises(TranslationError, match=r"row 3.*translated twice"):
        read_translations(write_translations(study, row, row), study.texts())


@pytest.mark.parametrize(
    ("text", "english", "spanish"),
    [
        ("plain", "“plain”", "«plain»"),
        ("«whole»", "“whole”", "«whole»"),
        ("“whole”", "“whole”", "«whole»"),
        ("he said «no» twice", "“he said ‘no’ twice”", "«he said “no” twice»"),
        ("«a» and «b»", "“‘a’ and ‘b’”", "«“a” and “b”»"),
    ],
)
def test_quotation_marks_follow_the_language(text, english, spanish):
    assert as_quotation(text, "en") == english
    assert as_quotation(text, "es") == spanish
