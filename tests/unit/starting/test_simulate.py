"""Pretend data: enough for every check, marked, and gone without a trace when they are taken away."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml

from alianzas.commandline import input_checks
from alianzas.commandline.main import main
from alianzas.config.study_files import load_study
from alianzas.inputs.pretend_data import doubtful_pretend
from alianzas.starting.new_study import NewStudy, begin
from alianzas.starting.simulating import remove, simulate
from honest_results.project import settings_place
from human_files.errors import ConfigurationError, DataError
from human_files.language.current import speaking

ALL = ("literature", "cases", "survey", "synthesis")


def new(root: Path, languages: tuple[str, ...] = ("es",), branches: tuple[str, ...] = ALL) -> None:
    begin(NewStudy("peru", "PE", languages, branches), root, date(2026, 3, 2))


def state(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


@pytest.mark.slow
@pytest.mark.parametrize("languages", [("es",), ("pt",), ("en", "es")])
def test_a_study_on_pretend_data_passes_the_check(root: Path, languages: tuple[str, ...]) -> None:
    new(root, languages)
    simulate("peru", [], root)
    with speaking(languages, "PE"):
        study = load_study("peru", root)
        problems = input_checks.study_problems(study, root, with_facts=False)
        assert [*map(str, problems)] == []
        assert input_checks.study_doubts(study, root) == []


def test_everything_is_marked(root: Path) -> None:
    new(root)
    files = simulate("peru", [], root).files
    levels = load_study("peru", root).sources()
    assert {*levels.values()} == {"simulated"}
    assert all(file.startswith("data/peru/pretend/") for file in levels)
    listed = json.loads((root / "data/peru/datapackage.json").read_text(encoding="utf-8"))
    assert {one["provenance"] for one in listed["resources"]} == {"simulated"}
    assert len(files) > 20
    records = (root / "data/peru/pretend/literature/records.ris").read_text(encoding="utf-8")
    assert records.count("TI  - Registro ficticio") == records.count("TY  -") == 40
    assert "DO  - " not in records
    cases = (root / "data/peru/pretend/cases/cases.csv").read_text(encoding="utf-8")
    assert cases.count("Empresa ficticia") == 8
    text = (root / "data/peru/pretend/cases/texts/pretend-1.md").read_text(encoding="utf-8")
    assert text.startswith("> **Caso ficticio.")
    study = load_study("peru", root)
    assert study.literature is not None
    assert study.literature.readers.first.startswith("Nadie leyó nada")


def test_the_files_of_the_study_say_what_they_said(root: Path) -> None:
    new(root)
    before = state(root)
    simulate("peru", [], root)
    changed = [name for name, content in before.items() if (root / name).read_bytes() != content]
    assert changed == ["data/peru/datapackage.json"]
    own = load_study("peru", root, with_pretend=False)
    assert {*own.sources().values()} == {"observed"}
    assert load_study("peru", root).set_aside == own.sources()


def test_a_setting_is_traced_to_where_it_is_said(root: Path) -> None:
    new(root)
    own = "config/studies/peru/survey.yaml"
    assert settings_place("peru", "survey.provenance", root) == (own, "provenance")
    simulate("peru", ["survey"], root)
    file = "config/studies/peru/pretend.yaml"
    assert settings_place("peru", "survey.provenance", root) == (file, "survey.provenance")
    assert settings_place("peru", "survey.income.base_year", root) == (own, "income.base_year")
    literature = "config/studies/peru/literature.yaml"
    assert settings_place("peru", "literature.window", root) == (literature, "window")


def test_it_is_taken_away_byte_for_byte(root: Path) -> None:
    new(root)
    before = state(root)
    outcome = simulate("peru", [], root)
    assert sorted(remove("peru", [], root)) == sorted(outcome.files)
    assert state(root) == before
    assert not (root / "data/peru/pretend").exists()
    assert remove("peru", [], root) == []


def test_it_is_the_same_every_time(root: Path) -> None:
    new(root)
    simulate("peru", [], root)
    first = state(root)
    remove("peru", [], root)
    simulate("peru", [], root)
    assert state(root) == first


def test_branches_come_and_go_one_by_one(root: Path) -> None:
    new(root)
    before = state(root)
    assert simulate("peru", ["survey"], root).branches == ["survey"]
    one = state(root)
    assert simulate("peru", [], root).branches == ["literature", "cases"]
    assert simulate("peru", [], root).branches == []
    remove("peru", ["literature", "cases"], root)
    assert state(root) == one
    remove("peru", ["survey"], root)
    assert state(root) == before


def test_a_branch_with_its_data_is_left_alone(root: Path) -> None:
    new(root, branches=("literature", "survey"))
    simulate("peru", ["survey"], root)
    shutil.copy(
        root / "data/peru/pretend/survey/responses.xlsx", root / "data/peru/survey/responses.xlsx"
    )
    remove("peru", [], root)
    outcome = simulate("peru", [], root)
    assert (outcome.branches, outcome.complete) == (["literature"], ["survey"])
    assert load_study("peru", root).sources()["data/peru/survey/responses.xlsx"] == "observed"


def test_nothing_of_others_is_overwritten(root: Path) -> None:
    new(root)
    mine = root / "data/peru/pretend/survey/responses.xlsx"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine", encoding="utf-8")
    before = state(root)
    with pytest.raises(DataError, match=r"responses\.xlsx: lies where pretend data are written"):
        simulate("peru", [], root)
    assert state(root) == before


def test_what_somebody_changed_is_not_removed(root: Path) -> None:
    new(root)
    simulate("peru", [], root)
    sheet = root / "data/peru/pretend/literature/screening-1.csv"
    sheet.write_text(sheet.read_text(encoding="utf-8") + "mine\n", encoding="utf-8")
    before = state(root)
    with pytest.raises(DataError, match=r"screening-1\.csv: was changed since it was written"):
        remove("peru", [], root)
    assert state(root) == before


def test_data_that_have_come_are_told(root: Path) -> None:
    new(root)
    simulate("peru", [], root)
    study = load_study("peru", root)
    assert doubtful_pretend(study, root) == []
    (root / "data/peru/survey/responses.xlsx").write_bytes(b"x")
    (told,) = map(str, doubtful_pretend(study, root))
    assert "data/peru/survey/responses.xlsx is there, and 2 pretend files" in told
    assert "alianzas simulate peru survey --remove" in told


def test_any_questionnaire_is_answered(root: Path) -> None:
    new(root, branches=("survey",))
    labels = {"label": "Growth", "in_text": "growth", "with_article": "growth"}
    form = {
        "lists": {"size": {"a": "A", "b": "B", "c": "C"}, "yes": {"no": "No", "yes": "Yes"}},
        "questions": [
            {"id": "size", "type": "select_one", "list": "size", "wording": "Size?"},
            {"id": "several", "type": "select_multiple", "list": "size", "wording": "Which?"},
            {"id": "agrees", "type": "select_one", "list": "yes", "wording": "Yes?"},
            {"id": "age", "type": "integer", "minimum": 18, "maximum": 99, "wording": "Age?"},
            {"id": "sales", "type": "decimal", "minimum": 0, "wording": "Sales?", **labels},
            {"id": "patents", "type": "integer", "minimum": 0, "wording": "Patents?", **labels},
            {"id": "flag", "type": "integer", "minimum": 0, "maximum": 1, "wording": "Flag?"},
            {"id": "why", "type": "text", "wording": "Why?"},
        ],
    }
    folder = root / "config/studies/peru"
    (folder / "questionnaire.yaml").write_text(yaml.safe_dump(form), encoding="utf-8")
    survey = yaml.safe_load((folder / "survey.yaml").read_text(encoding="utf-8"))
    kept = {key: survey[key] for key in ("provenance", "responses")}
    (folder / "survey.yaml").write_text(yaml.safe_dump(kept), encoding="utf-8")
    simulate("peru", [], root)
    from alianzas.survey.check_survey import check_inputs

    assert [*map(str, check_inputs(load_study("peru", root), root))] == []


def test_a_branch_that_there_is_not_is_told(root: Path) -> None:
    new(root, branches=("survey",))
    with pytest.raises(ConfigurationError, match='has no branch "cases" with data'):
        simulate("peru", ["cases"], root)


def test_the_command_says_what_it_did(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new(root, branches=("survey",))
    assert main(["simulate", "peru"]) == 0
    assert "Pretend data for survey: 3 files in data/peru/pretend/." in capsys.readouterr().out
    assert main(["simulate", "peru"]) == 0
    assert "Nothing to be made up." in capsys.readouterr().out
    assert main(["simulate", "peru", "--remove"]) == 0
    assert "3 files of pretend data were removed." in capsys.readouterr().out
