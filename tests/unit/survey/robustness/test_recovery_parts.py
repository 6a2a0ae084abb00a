"""What data of known truth cannot be drawn for is said, and nothing else is tried in its place."""

import pytest

from alianzas.config.survey_settings import SurveySettings, Weighting
from alianzas.survey.questionnaire import load_questionnaire
from alianzas.survey.robustness.recovery_parts import drivers_not_covered, incomes_not_covered
from alianzas.survey.robustness.recovery_worlds import worlds
from human_files.settings_files import load_model
from worlds.added_studies import STUDIES


def test_the_shipped_study_is_covered(settings, questionnaire):
    assert drivers_not_covered(settings, questionnaire) is None
    assert incomes_not_covered(settings.simulation, settings, questionnaire) is None


@pytest.mark.parametrize(
    "changes", [{"controls": ["size"]}, {"standardised": False}, {"kind": "ordinal"}]
)
def test_other_models_are_not(settings, questionnaire, changes):
    plan = settings.drivers.model_copy(update=changes)
    other = settings.model_copy(update={"drivers": plan})
    assert drivers_not_covered(other, questionnaire).code == "recovery_of_plain"


def test_nor_are_weighted_ones(settings, questionnaire):
    weighted = settings.model_copy(update={"weighting": Weighting(column="employees")})
    assert drivers_not_covered(weighted, questionnaire).code == "recovery_of_plain"


def test_nor_are_variables_that_are_no_constructs():
    settings = load_model(STUDIES / "secondary/survey.yaml", SurveySettings)
    form = load_questionnaire(STUDIES / "secondary/questionnaire.yaml")
    found = drivers_not_covered(settings, form)
    assert found.code == "recovery_not_covered"
    assert next(iter(found.names)) == "survey.the.innovated"


def test_a_study_without_either_has_no_worlds(settings, questionnaire):
    plan = settings.drivers.model_copy(update={"controls": ["size"]})
    neither = settings.model_copy(update={"drivers": plan, "income": None})
    assert worlds(settings.simulation, neither, questionnaire).code == "recovery_of_plain"


def test_without_comparisons_the_reversed_world_is_the_opposite(settings, questionnaire):
    plan = settings.drivers.model_copy(update={"comparisons": []})
    found = worlds(
        settings.simulation, settings.model_copy(update={"drivers": plan}), questionnaire
    )
    ours, theirs = (found[name].drivers for name in ("published", "reversed"))
    assert all(ours[name] == -theirs[name] > 0 for name in ours)
