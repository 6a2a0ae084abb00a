"""`alianzas survey import` outside a compendium: what needs no study works there."""

from pathlib import Path

import pytest

from alianzas.commandline.main import main
from field_files import commandline

ROOT = Path(__file__).resolve().parents[3]
ANSWERS = "Respondent ID,Email Address,Trust\n7,ana@uni.ec,4\n"


@pytest.fixture(autouse=True)
def _outside(tmp_path, monkeypatch):
    (tmp_path / "export.csv").write_text(ANSWERS)
    monkeypatch.chdir(tmp_path)


def test_it_does_what_the_package_does(capsys):
    assert main(["survey", "import", "export.csv", "--output", "answers.csv"]) == 0
    ours = capsys.readouterr().out
    assert commandline.main(["survey", "export.csv", "--output", "answers.csv"]) == 0
    assert capsys.readouterr().out == ours
    assert Path("answers.csv").read_text() == "Respondent ID,Trust\n7,4\n"


def test_a_questionnaire_is_checked_there_and_a_study_is_refused(capsys):
    questionnaire = str(ROOT / "config/codebooks/questionnaire.yaml")
    responses = str(ROOT / "data/ecuador/survey/responses.xlsx")
    command = ["survey", "import", responses, "--output", "answers.csv"]
    assert main([*command, "--questionnaire", questionnaire]) == 1
    assert "Allowed: capital, other." in capsys.readouterr().err  # the study has other regions
    assert main([*command, "--study", "ecuador"]) == 1
    assert "error: --study: needs a compendium, and" in capsys.readouterr().err
