"""What the models cannot be made from is told with the setting, before anything is computed."""

import pytest

from alianzas.config.model_settings import Drivers
from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.check_models import check_models
from alianzas.survey.questionnaire import load_questionnaire
from human_files.errors import ConfigurationError
from human_files.settings_files import load_model
from worlds.added_studies import STUDIES


@pytest.fixture(scope="module")
def form():
    return load_questionnaire(STUDIES / "secondary/questionnaire.yaml")


def own(name="secondary"):
    return load_model(STUDIES / name / "survey.yaml", SurveySettings)


def told(settings, form):
    with pytest.raises(ConfigurationError) as caught:
        check_models(settings, form, "config/studies/secondary/survey.yaml")
    return [(problem.column, problem.found) for problem in caught.value.problems]


def with_drivers(**changes):
    settings = own()
    plan = Drivers(**(settings.drivers.model_dump() | changes))
    return settings.model_copy(update={"drivers": plan})


def test_whole_studies_pass(form):
    check_models(own(), form, "survey.yaml")
    check_models(
        own("short"), load_questionnaire(STUDIES / "short/questionnaire.yaml"), "survey.yaml"
    )


def test_ecuador_passes(settings, questionnaire):
    check_models(settings, questionnaire, "survey.yaml")


@pytest.mark.parametrize(
    ("changes", "key", "words"),
    [
        ({"predictors": ["sector"], "controls": []}, "drivers.predictors", "without an order"),
        ({"outcome": "stratum", "further_outcomes": None}, "drivers.outcome", "without an order"),
        ({"kind": "count"}, "drivers.kind", "no count outcome"),
        ({"firms": {"exporter": ["maybe"]}}, "drivers.firms", '"maybe" is no answer'),
        ({"firms": {"nobody": ["1"]}}, "drivers.firms", 'no question "nobody"'),
        (
            {
                "outcome": "new_products",
                "count_model": "negative_binomial",
                "further_outcomes": None,
            },
            "drivers.count_model",
            "no survey weights",
        ),
    ],
)
def test_drivers(form, changes, key, words):
    ((found, said),) = told(with_drivers(**changes), form)
    assert found == key and words in said


def test_an_item_of_a_construct_is_not_a_variable_of_the_model(settings, questionnaire):
    plan = settings.drivers.model_copy(update={"predictors": ["CO1", "trust"], "comparisons": []})
    item = questionnaire.items("compatibility")[0].id
    plan = plan.model_copy(update={"predictors": [item, "trust"]})
    ((key, said),) = told(settings.model_copy(update={"drivers": plan}), questionnaire)
    assert key == "drivers.predictors" and 'an item of "compatibility"' in said


def test_income_needs_its_roles(settings, form):
    plan = settings.income.model_copy(update={"controls": ["size", "age"]})
    found = dict(told(own().model_copy(update={"income": plan, "year": None}), form))
    assert "the role income_after" in found["income"] or "the role income_before" in found["income"]
    assert "the role model" in found["income.models"]


def test_an_age_needs_a_year(form):
    settings = with_drivers(controls=["age"]).model_copy(update={"year": None})
    ((key, said),) = told(settings, form)
    assert key == "drivers.controls" and "a year that is not given" in said


def test_weights_that_nobody_gave(form):
    weighting = own().weighting.model_copy(update={"strata": "district"})
    ((key, said),) = told(own().model_copy(update={"weighting": weighting}), form)
    assert key == "weighting.strata" and '"district"' in said
