"""A draft has few replicates; a study file that asks for so few is refused as ever."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pydantic import ValidationError

from alianzas.config.draft_replicates import DRAFT_NUMBERS, draft_study
from alianzas.config.study_files import load_study
from alianzas.config.survey_settings import SurveySettings
from honest_results.build.draft import Draft, draft_project, read_draft
from honest_results.project import Project, load_project
from human_files.errors import ConfigurationError

ROOT = Path(__file__).resolve().parents[3]


def at(settings, address):
    for name in address.split("."):
        settings = getattr(settings, name)
    return settings


def test_every_number_is_lowered_and_nothing_else():
    study = load_study("ecuador", ROOT)
    draft = draft_study(study)
    one, two = study.model_dump(), draft.model_dump()
    for address, number in DRAFT_NUMBERS.items():
        assert at(draft, address) == min(number, at(study, address))
        for content in (one, two):
            *path, last = address.split(".")
            for name in path:
                content = content[name]
            del content[last]
    assert one == two
    assert sum(at(draft, address) < at(study, address) for address in DRAFT_NUMBERS) >= 8


def test_what_is_lower_already_stays():
    study = load_study("ecuador", ROOT)
    address = "survey.drivers.imputations"
    drivers = study.survey.drivers.model_copy(update={"imputations": 1})
    survey = study.survey.model_copy(update={"drivers": drivers})
    assert at(draft_study(study.model_copy(update={"survey": survey})), address) == 1


def test_a_steps_settings_may_be_a_drafts_and_only_then_so_low():
    settings = draft_study(load_study("ecuador", ROOT)).model_dump(mode="json")["survey"]
    read = SurveySettings.model_validate(settings, context={"draft": True})
    assert read.model_dump(mode="json") == settings
    for context in (None, {"draft": False}):
        with pytest.raises(ValidationError) as refused:
            SurveySettings.model_validate(settings, context=context)
        places = {".".join(map(str, error["loc"])) for error in refused.value.errors()}
        assert {"robustness.permutations", "robustness.recovery.data_sets"} <= places


@pytest.mark.parametrize(
    ("setting", "lower", "least"),
    [("permutations: 500", "permutations: 10", 500), ("data_sets: 1000", "data_sets: 8", 100)],
)
def test_a_study_file_is_held_to_the_least_values(tmp_path, setting, lower, least):
    shutil.copytree(ROOT / "config", tmp_path / "config")
    file = tmp_path / "config/studies/ecuador/survey.yaml"
    text = file.read_text(encoding="utf-8")
    assert setting in text
    file.write_text(text.replace(setting, lower), encoding="utf-8")
    with pytest.raises(ConfigurationError, match=f"Allowed: {least} or more"):
        load_study("ecuador", tmp_path)


def test_a_draft_is_of_one_study_in_one_language_as_pages():
    project = load_project(ROOT)
    draft = draft_project(project, Draft(study="ecuador", language="es"))
    assert draft.rendered_by_study(ROOT) == [
        [f"results/ecuador/{document.name}.es.html" for document in project.documents]
    ]
    assert draft.engine == "pandoc"


def test_a_document_that_has_no_page_has_one_in_a_draft():
    documents = [{"name": "article", "formats": ["pdf"]}]
    project = Project.model_validate({"studies": ["peru"], "documents": documents})
    draft = draft_project(project, Draft(study="peru", language="en"))
    assert draft.rendered("peru") == ["results/peru/article.en.html"]


def test_only_snakemakes_configuration_asks_for_a_draft():
    assert read_draft({"studies": ["ecuador"]}) is None
    asked = {"draft": {"study": "ecuador", "language": "es"}}
    assert read_draft(asked) == Draft(study="ecuador", language="es")
    with pytest.raises(ValidationError):
        Project.model_validate({"studies": ["ecuador"], **asked})
