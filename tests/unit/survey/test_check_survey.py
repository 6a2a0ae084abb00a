import shutil
from pathlib import Path

import openpyxl
import pytest

from alianzas.config.study_files import load_study
from alianzas.survey.check_survey import check_inputs, doubtful_inputs

ROOT = Path(__file__).parents[3]


@pytest.fixture
def root(tmp_path):
    for file in ("config/codebooks/questionnaire.yaml", "data/ecuador/survey/responses.xlsx"):
        target = tmp_path / file
        target.parent.mkdir(parents=True)
        shutil.copy(ROOT / file, target)
    return tmp_path


@pytest.fixture
def study():
    return load_study("ecuador", ROOT)


def test_shipped_inputs_have_no_problem(study, root):
    assert check_inputs(study, root) == []


def test_problems_of_study_and_answers_together(study, root):
    drivers = study.survey.drivers.model_copy(update={"outcome": "sucess"})
    survey = study.survey.model_copy(update={"drivers": drivers})
    (root / "data/ecuador/survey/responses.xlsx").write_bytes(b"not a workbook")
    found = check_inputs(study.model_copy(update={"survey": survey}), root)
    assert [p.file.rsplit("/", 1)[-1] for p in found] == ["survey.yaml", "responses.xlsx"]
    assert 'Did you mean "success"?' in found[0].advice


def test_a_broken_questionnaire_is_told_alone(study, root):
    path = root / "config/codebooks/questionnaire.yaml"
    path.write_text(path.read_text("utf-8").replace("\nlists:", "\nlist:"))
    found = check_inputs(study, root)
    assert found
    assert all(p.file.endswith("questionnaire.yaml") for p in found)


def test_what_cannot_be_right_is_told_and_stops_nothing(study, root):
    assert doubtful_inputs(study, root) == []
    path = root / "data/ecuador/survey/responses.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    headers = [cell.value for cell in sheet[1]]
    before, after = (headers.index(f"income/income_{year}") + 1 for year in ("before", "after"))
    row = next(
        k for k in range(20, 60) if sheet.cell(k, before).value and sheet.cell(k, after).value
    )
    sheet.cell(row, after).value = sheet.cell(row, before).value / 1000
    book.save(path)
    (told,) = doubtful_inputs(study, root)
    assert (told.row, told.column) == (row, "income/income_after")
    assert "1,000 times smaller" in told.found
    assert "survey.quality.unit_factor" in told.advice
    assert check_inputs(study, root) == []
