import numpy as np
import pandas as pd
import pytest

from alianzas.survey.roles import Roles
from alianzas.survey.scores import check_constructs, score_facts, score_scales
from alianzas.survey.scoring import recoded
from human_files.errors import ConfigurationError


@pytest.fixture
def two(account):
    """Two allied firms whose answers are set by each test."""
    frame = account.answers[account.answers["status"] == "allied"].head(2).reset_index(drop=True)
    return frame.copy()


def set_items(frame, questionnaire, construct, values):
    for item in questionnaire.items(construct):
        frame[item.id] = values


def test_reversed_items_are_turned_round(two, questionnaire):
    two[["CF1", "CF2", "CF3"]] = [[5.0, 4.0, 1.0], [1.0, 2.0, 5.0]]
    assert recoded(two, questionnaire, "cultural_fit").to_numpy().tolist() == [[5, 4, 5], [1, 2, 1]]


def test_score_is_the_mean_of_the_answers_given(two, questionnaire, settings):
    two[["SC1", "SC2", "SC3", "SC4"]] = [[5.0, 4.0, 4.0, np.nan], [5.0, 4.0, np.nan, np.nan]]
    scores = score_scales(two, questionnaire, settings)["compatibility"]
    assert scores[0] == pytest.approx(13 / 3)
    assert np.isnan(scores[1])


def test_two_of_three_answers_are_enough_one_is_not(two, questionnaire, settings):
    two[["TR1", "TR2", "TR3"]] = [[5.0, 4.0, np.nan], [5.0, np.nan, np.nan]]
    scores = score_scales(two, questionnaire, settings)["trust"]
    assert scores[0] == 4.5
    assert np.isnan(scores[1])


@pytest.mark.parametrize(
    ("compatibility", "planning", "group"),
    [
        (4.0, 4.0, "well_structured"),
        (5.0, 4.0, "well_structured"),
        (4.0, 3.0, "other_allied"),
        (3.0, np.nan, "other_allied"),
        (5.0, np.nan, None),
        (np.nan, np.nan, None),
    ],
)
def test_well_structured_needs_every_scale(
    two, questionnaire, settings, compatibility, planning, group
):
    set_items(two, questionnaire, "compatibility", compatibility)
    set_items(two, questionnaire, "planning", planning)
    assert score_scales(two, questionnaire, settings)["group"].tolist() == [group, group]


def test_independent_firms_are_their_own_group(scores):
    independent = scores[scores["status"] == "independent"]
    assert set(independent["group"]) == {"independent"}
    assert independent["success"].isna().all()


def test_groups_and_facts_add_up(scores, questionnaire, settings, labels):
    facts = {f.key: f for f in score_facts(scores, questionnaire, settings, labels)}
    assert facts["survey.allied.n"].value + facts["survey.independent.n"].value == len(scores)
    assert facts["survey.well_structured.n"].value == (scores["group"] == "well_structured").sum()
    assert facts["survey.well_structured.scales.phrase"].text == {
        "en": "strategic compatibility and rigorous planning",
        "es": "la compatibilidad estratégica y la planificación rigurosa",
    }
    assert facts["survey.scales.trust.mean"].value == pytest.approx(scores["trust"].mean())


def test_nobody_allied_gives_no_share(scores, questionnaire, settings, labels):
    independent = scores[scores["status"] == "independent"]
    facts = {f.key: f for f in score_facts(independent, questionnaire, settings, labels)}
    assert facts["survey.well_structured.percent"].value is None
    assert facts["survey.scales.trust.mean"].value is None


def test_construct_only_the_study_file_knows(account, questionnaire, settings):
    drivers = settings.drivers.model_copy(update={"predictors": ["trsut"]})
    wrong = settings.model_copy(update={"drivers": drivers})
    with pytest.raises(ConfigurationError, match=r'no variable "trsut"(.|\n)*Did you mean "trust"'):
        score_scales(account.answers, questionnaire, wrong)


def test_scores_have_no_items_left(scores, questionnaire):
    assert not {item.id for item in questionnaire.items()} & set(scores.columns)
    assert isinstance(scores, pd.DataFrame)


def test_a_question_in_a_model_needs_a_name_for_sentences(questionnaire, settings):
    drivers = settings.drivers.model_copy(update={"outcome": "employees"})
    wrong = settings.model_copy(update={"drivers": drivers})
    with pytest.raises(ConfigurationError, match=r'"employees" is in a model(.|\n)*`in_text:`'):
        check_constructs(wrong, questionnaire)


def test_without_groups_every_firm_has_an_alliance_to_judge(questionnaire, settings, account):
    form = questionnaire.model_copy(update={"roles": Roles(group=None)})
    allied = account.answers[account.answers["status"] == "allied"].reset_index(drop=True)
    alone = score_scales(allied, form, settings)
    together = score_scales(account.answers, questionnaire, settings)
    with_groups = together.loc[together["status"] == "allied", "group"]
    assert alone["group"].tolist() == with_groups.tolist()
    plain = settings.model_copy(update={"well_structured": None})
    assert "group" not in score_scales(allied, form, plain)
    assert set(score_scales(account.answers, questionnaire, plain)["group"]) == {
        "allied",
        "independent",
    }
