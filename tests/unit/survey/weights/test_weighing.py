import numpy as np
import pytest

from alianzas.config.survey_settings import SurveySettings, Weighting
from alianzas.survey.check_models import check_models
from alianzas.survey.weights.weighing import UnknownMarginError, WeightError, weigh
from alianzas.survey.weights.weight_results import choice_fact, weight_facts, weights_table
from honest_results.tables import to_markdown
from human_files.errors import ConfigurationError

FILE = "config/studies/peru.yaml"
SECTORS = {
    "source": {"en": "Census of firms 2024.", "es": "Censo de empresas 2024."},
    "shares": {"commerce": 0.5, "services": 0.2, "manufacturing": 0.1, "agrifood": 0.1},
}


@pytest.fixture
def weighed(account, questionnaire, settings):
    def weighed(answers=None, **plan):
        changed = settings.model_copy(update={"weighting": Weighting.model_validate(plan)})
        used = account.answers if answers is None else answers
        return weigh(used, questionnaire, changed, FILE), changed.weighting

    return weighed


def told(found, plan, questionnaire, labels):
    facts = {fact.key: fact for fact in weight_facts(found, plan, questionnaire, labels)}
    table = weights_table(found, plan, questionnaire, labels)
    return facts["survey.weights.phrase"].text, {
        language: to_markdown(table, labels, language, "observed") for language in ("en", "es")
    }


def test_without_weights_every_firm_counts_the_same_and_it_is_said(
    weighed, questionnaire, labels, account
):
    found, plan = weighed()
    assert (found.weights == 1).all()
    assert found.effective == pytest.approx(len(account.answers))
    text, table = told(found, plan, questionnaire, labels)
    assert text["en"].startswith("Every firm counts the same: the study file gives neither")
    assert "Cada empresa cuenta lo mismo" in table["es"]


def test_margins_are_met_and_their_source_named(weighed, questionnaire, labels):
    found, plan = weighed(margins={"sector": SECTORS})
    assert found.kind == "raked"
    assert np.allclose(found.margins["weighted"], found.margins["official"])
    assert found.margins["official"].sum() == pytest.approx(1)
    text, table = told(found, plan, questionnaire, labels)
    assert "raked to official margins (Main sector of activity)" in text["en"]
    assert "Official shares: Census of firms 2024." in table["en"]
    assert "Comercio" in table["es"]


def test_the_table_is_shown_only_where_something_is_weighted(weighed, questionnaire, labels):
    for plan, state in (({}, "missing"), ({"margins": {"sector": SECTORS}}, "shown")):
        found, weighting = weighed(**plan)
        facts = {fact.key: fact for fact in weight_facts(found, weighting, questionnaire, labels)}
        assert facts["survey.weights.state"].value == state


def test_design_weights_are_those_of_the_column(weighed, account, settings):
    answers = account.answers.assign(employees=np.arange(1.0, len(account.answers) + 1))
    found, _ = weighed(answers, column="employees")
    assert found.kind == "design"
    assert found.weights.mean() == pytest.approx(1)
    assert found.weights[9] == pytest.approx(10 * found.weights[0])
    both, _ = weighed(answers, column="employees", margins={"sector": SECTORS})
    assert both.kind == "design_raked"


def test_margins_out_of_reach_are_admitted(weighed, questionnaire, labels):
    shares = {"commerce": 0.01, "tourism": 0.99}
    found, plan = weighed(margins={"sector": SECTORS | {"shares": shares}}, largest=1.5)
    text, _ = told(found, plan, questionnaire, labels)
    assert text["en"].endswith("could not be met with weights of at most 1.50 times the mean.")
    assert text["es"].endswith("con ponderadores de a lo sumo 1,50 veces la media.")


def test_questions_and_answers_that_nobody_has(weighed):
    with pytest.raises(UnknownMarginError) as raised:
        weighed(column="wieght", margins={"sectro": SECTORS})
    assert len(raised.value.problems) == 2
    assert 'Did you mean "sector"?' in str(raised.value)
    shares = {"commerce": 0.5, "mining": 0.5}
    with pytest.raises(UnknownMarginError, match='no firm answered "mining" to "sector"'):
        weighed(margins={"sector": SECTORS | {"shares": shares}})


def test_missing_design_weight(weighed, account):
    answers = account.answers.assign(employees=1.0)
    answers.loc[answers.index[:3], "employees"] = np.nan
    with pytest.raises(WeightError, match="3 firms have no weight above zero"):
        weighed(answers, column="employees")


@pytest.mark.parametrize(
    ("drivers", "income", "said"),
    [
        (
            ["unweighted", "weighted"],
            ["weighted", "unweighted"],
            "The specifications are made with",
        ),
        (["weighted"], ["weighted"], "The specifications count firms by their survey weights."),
        (["unweighted"], ["unweighted", "weighted"], "specifications count all firms alike"),
    ],
)
def test_what_the_choices_make_of_the_weights(drivers, income, said, weighed, settings, labels):
    robustness = settings.robustness
    robustness = robustness.model_copy(
        update={
            "drivers": robustness.drivers.model_copy(update={"weights": drivers}),
            "income": robustness.income.model_copy(update={"weights": income}),
        }
    )
    found, _ = weighed(margins={"sector": SECTORS})
    text = choice_fact(found, robustness, labels).text
    assert said in text["en"]
    assert ("comparison of incomes" in text["en"]) == (set(drivers) != set(income))
    assert ("comparación de ingresos" in text["es"]) == (set(drivers) != set(income))
    alike = choice_fact(weighed()[0], robustness, labels).text
    assert "not among these choices" in alike["en"]
    assert "no están entre estas decisiones" in alike["es"]


@pytest.mark.parametrize("curve", ["drivers", "income"])
def test_weights_alone_need_weights(curve, settings, questionnaire):
    given = settings.model_dump()
    given["robustness"][curve]["weights"] = ["weighted"]
    with pytest.raises(ConfigurationError, match=f"robustness.{curve}.weights"):
        check_models(SurveySettings.model_validate(given), questionnaire, "survey.yaml")
    given["weighting"] = {"column": "employees"}
    check_models(SurveySettings.model_validate(given), questionnaire, "survey.yaml")
