"""The second study that comes with the project: Peru, in Spanish alone, drawn by the generator."""

from pathlib import Path

import pandas as pd
import pytest

from alianzas.config.study_files import load_study
from alianzas.survey.simulation.__main__ import simulate_study
from honest_results.project import load_project

STUDY = "peru-simulated"
ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def at_the_top(monkeypatch):
    monkeypatch.chdir(ROOT)


def test_it_is_there_without_being_built():
    project = load_project(ROOT)
    assert project.studies == ["ecuador"]
    assert project.languages_of(STUDY) == ["es"]


def test_its_branches_and_its_truth_are_others_than_ecuadors():
    own, other = load_study(STUDY), load_study("ecuador")
    assert (own.literature, own.synthesis) == (None, None)
    assert own.cases and own.survey and own.survey.robustness is None
    ours, theirs = own.survey.simulation, other.survey.simulation
    assert ours.drivers["contract"] > ours.drivers["planning"] == 0
    assert theirs.drivers["planning"] > theirs.drivers["contract"]
    assert ours.income.allied != theirs.income.allied


def test_its_answers_are_drawn_again(tmp_path):
    drawn = simulate_study(STUDY, tmp_path / "again.xlsx")
    committed = load_study(STUDY).survey.responses.file
    pd.testing.assert_frame_equal(
        *(pd.read_excel(file, engine="openpyxl") for file in (drawn, committed))
    )


@pytest.mark.parametrize("folder", ["config/studies", "data", "manuscript"])
def test_it_says_nothing_of_ecuador(folder):
    texts = [
        path.read_text(encoding="utf-8")
        for path in (ROOT / folder / STUDY).rglob("*")
        if path.suffix in (".yaml", ".md", ".csv", ".qmd")
    ]
    # But for the command that builds both, in the first lines of study.yaml.
    said = "\n".join(texts).replace('STUDY="ecuador peru-simulated" make paper', "")
    assert "cuador" not in said.lower().replace("ecuatorial", "")
