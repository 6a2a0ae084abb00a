from pathlib import Path

import pytest
import yaml

from alianzas.survey.questionnaire import load_questionnaire
from human_files.errors import ConfigurationError
from human_files.settings import Text

CODEBOOK = Path(__file__).parents[3] / "config/codebooks/questionnaire.yaml"


def broken(tmp_path, change):
    content = yaml.safe_load(CODEBOOK.read_text(encoding="utf-8"))
    change(content)
    path = tmp_path / "questionnaire.yaml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return path


def test_every_construct_has_three_or_four_items_in_both_languages(questionnaire):
    for construct in questionnaire.constructs:
        assert 3 <= len(questionnaire.items(construct)) <= 4
    wordings = [q.wording for q in questionnaire.items()]
    for language in ("en", "es"):
        texts = [wording.by_language()[language] for wording in wordings]
        assert len(set(texts)) == len(texts)
    assert all(wording.en != wording.es for wording in wordings)


def test_export_column_is_section_and_id_unless_given(questionnaire):
    assert questionnaire["SC2"].export_column == "compatibility/SC2"
    assert questionnaire["consent"].export_column == "consent"


def test_skip_logic_asks_alliance_items_of_allied_firms_only(questionnaire):
    item = questionnaire["TR1"]
    assert questionnaire.is_asked(item, {"status": "allied"})
    assert not questionnaire.is_asked(item, {"status": "independent"})
    assert questionnaire.is_asked(questionnaire["employees"], {"status": "independent"})


def test_a_studys_lists_replace_the_questionnaires(questionnaire):
    assert "guayas" in questionnaire.answers(questionnaire["region"])
    assert "capital" not in questionnaire.answers(questionnaire["region"])


def test_unknown_list_of_a_study_is_named_with_the_nearest():
    with pytest.raises(ConfigurationError, match=r'no list "regions".*\n.*"region"'):
        load_questionnaire(CODEBOOK, {"regions": {"north": Text(en="North", es="Norte")}})


def test_labels_cover_constructs_items_and_answers(questionnaire):
    texts = questionnaire.label_texts()
    assert texts["survey.construct.trust"] == {"en": "Trust", "es": "Confianza"}
    assert texts["survey.answer.region.guayas"]["es"] == "Guayas"
    assert texts["survey.item.SC1"]["en"].startswith("Our partner")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda c: c["questions"].pop(2), 'asked_if names no question "status"'),
        (
            lambda c: c["questions"][20].update(construct="trsut"),
            'no `construct:` "trsut".*\\n.*"trust"',
        ),
        (lambda c: c["questions"][20].pop("construct"), "names its `construct:`"),
        (lambda c: c["questions"][3].update(list="sectr"), 'no `list:` "sectr"'),
        (lambda c: c["questions"][3].update(id="region"), "two questions share an id: region"),
        (
            lambda c: [c["questions"][k].update(column="Profile/Q") for k in (2, 3)],
            'have one column of the export: "Profile/Q"',
        ),
        (lambda c: c["sections"]["trust"].update(asked_if={"status": ["alied"]}), '"alied" is no'),
        (lambda c: c["sections"]["trust"].update(asked_if={"state": ["x"]}), 'no question "state"'),
        (lambda c: c["questions"][5].update(minimun=3), 'unknown key "minimun".*\n.*minimum'),
        (lambda c: c["lists"]["status"].pop("allied"), 'is not an answer to status|"allied"'),
        (lambda c: c["constructs"].update(luck=c["constructs"]["trust"]), "at least one item"),
    ],
)
def test_mistakes_in_the_codebook_are_named(tmp_path, change, message):
    with pytest.raises(ConfigurationError, match=message):
        load_questionnaire(broken(tmp_path, change))
