"""The shipped questionnaire and study, the committed export to break, firms of known truth."""

from pathlib import Path

import numpy as np
import openpyxl
import pytest

from alianzas.config.study_files import load_study
from alianzas.survey.findings.hypotheses import hypotheses
from alianzas.survey.findings.hypothesis_words import words_of_hypotheses
from alianzas.survey.model_words import model_words
from alianzas.survey.questionnaire import load_questionnaire
from alianzas.survey.responses.response_import import import_responses
from alianzas.survey.scores import score_scales
from alianzas.survey.simulation.simulate import draw_firms
from labels import load_labels

ROOT = Path(__file__).parents[3]
CODEBOOK = ROOT / "config/codebooks/questionnaire.yaml"
LABELS = (
    "common",
    "survey",
    "survey_measurement",
    "survey_income",
    "survey_robustness",
    "respondents",
    "survey_statements",
    "survey_general",
)
RESPONSES = ROOT / "data/ecuador/survey/responses.xlsx"


@pytest.fixture(scope="session")
def settings():
    return load_study("ecuador", ROOT).survey


@pytest.fixture(scope="session")
def questionnaire(settings):
    return load_questionnaire(CODEBOOK, settings.lists)


@pytest.fixture(scope="session")
def labels(questionnaire, settings):
    words = model_words(load_labels(*LABELS), questionnaire, settings)
    return words_of_hypotheses(words, questionnaire, settings)


@pytest.fixture(scope="session")
def tests_of_findings(settings):
    return hypotheses(settings)


@pytest.fixture(scope="session")
def account(settings, questionnaire):
    return import_responses(RESPONSES, questionnaire, settings)


@pytest.fixture(scope="session")
def scores(account, settings, questionnaire):
    return score_scales(account.answers, questionnaire, settings)


@pytest.fixture(scope="session")
def committed_cells():
    book = openpyxl.load_workbook(RESPONSES, read_only=True)
    return [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]


class Sheet:
    """The committed export as cells to break, and a way to write them."""

    def __init__(self, cells, folder):
        self.cells = [list(row) for row in cells]
        self.path = folder / "responses.xlsx"

    @property
    def headers(self):
        return self.cells[0]

    def column(self, name):
        return self.headers.index(name)

    def row_of(self, status, consent="yes"):
        """Return the Excel number of a row that is kept."""
        status_at, consent_at = self.column("firm/status"), self.column("consent")
        review_at = self.column("_validation_status")
        for number, row in enumerate(self.cells, start=1):
            if (row[status_at], row[consent_at], row[review_at]) == (status, consent, None):
                return number
        raise LookupError(status)

    def put(self, row, name, value):
        self.cells[row - 1][self.column(name)] = value
        return self

    def drop(self, name):
        place = self.column(name)
        for row in self.cells:
            del row[place]
        return self

    def write(self):
        book = openpyxl.Workbook()
        for row in self.cells:
            book.active.append(row)
        book.save(self.path)
        return self.path


@pytest.fixture
def sheet(committed_cells, tmp_path):
    return Sheet(committed_cells, tmp_path)


@pytest.fixture(scope="session")
def draw(settings, questionnaire):
    """Return scores of firms drawn with some of the true parameters replaced."""

    def make(seed=1, **changes):
        truth = settings.simulation.model_copy(update=changes)
        changed = settings.model_copy(update={"simulation": truth})
        answers = draw_firms(changed, questionnaire, np.random.default_rng(seed))
        return score_scales(answers, questionnaire, changed)

    return make
