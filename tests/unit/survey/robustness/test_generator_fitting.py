import numpy as np
import pytest

from alianzas.survey.phrases import limitation_text
from alianzas.survey.robustness.generator_fitting import fitted_parameters
from alianzas.survey.robustness.recovery_worlds import simulated, worlds
from alianzas.survey.robustness.true_values import true_values
from alianzas.survey.scores import construct_texts, score_scales
from alianzas.survey.simulation.simulate import draw_firms


def fitted(settings, questionnaire, answers):
    scores = score_scales(answers, questionnaire, settings)
    return fitted_parameters(answers, scores, settings, questionnaire)


def test_parameters_are_found_again(settings, questionnaire):
    many = settings.simulation.model_copy(update={"firms": 4000})
    answers = draw_firms(simulated(settings, many), questionnaire, np.random.default_rng(3))
    found = fitted(settings, questionnaire, answers)
    assert found.firms == 4000
    assert found.alliances.share == pytest.approx(many.alliances.share, abs=1e-9)
    assert found.alliances.by_exports == pytest.approx(many.alliances.by_exports, abs=0.3)
    assert found.income.noise == pytest.approx(many.income.noise, abs=0.03)
    assert found.missing.items == pytest.approx(many.missing.items, abs=0.005)
    truth, again = (true_values(one, settings, questionnaire) for one in (many, found))
    for name in questionnaire.constructs:
        # Answers have few points: what is fitted to them shows again in their reliability.
        assert again.alpha[name] == pytest.approx(truth.alpha[name], abs=0.02)


def test_the_committed_answers_give_three_worlds(settings, questionnaire, account):
    found = worlds(fitted(settings, questionnaire, account.answers), settings, questionnaire)
    assert list(found) == ["null", "published", "reversed"]
    rng = np.random.default_rng(1)
    drawn = draw_firms(simulated(settings, found["null"]), questionnaire, rng)
    assert len(drawn) == account.kept


@pytest.mark.parametrize("breaks", ["twelve", "independent", "flat", "no_income"])
def test_answers_that_say_too_little_are_a_stated_limitation(
    breaks, settings, questionnaire, account, labels
):
    answers = account.answers
    if breaks == "twelve":
        answers = answers.head(12)
    elif breaks == "independent":
        answers = answers[answers["status"] == "independent"]
    elif breaks == "flat":
        items = [item.id for item in questionnaire.items("trust")]
        answers = answers.assign(**dict.fromkeys(items, 3.0))
    else:
        answers = answers.assign(income_before=np.nan)
    found = fitted(settings, questionnaire, answers.reset_index(drop=True))
    codes = {"independent": "few_allied", "no_income": "no_incomes"}
    assert found.code == codes.get(breaks, "no_fitted_world")
    words = limitation_text(found, labels.with_texts(construct_texts(questionnaire)))
    assert "None" not in words["en"]
