"""What cannot be right is named and held back; what is clean raises no alarm."""

import math

import numpy as np
import pandas as pd
import pytest

from alianzas.survey.quality.number_quality import doubts
from alianzas.survey.quality.quality_facts import quality_facts
from alianzas.survey.quality.quality_messages import quality_problems
from alianzas.survey.quality.scale_quality import contradictions, doubtful_scales
from alianzas.survey.simulation.simulate import draw_firms

INCOMES = ("income_before", "income_after")


def reverse(answers, questionnaire, item):
    """Return the answers with one item turned round."""
    changed = answers.copy()
    changed[item] = sum(questionnaire.points(questionnaire[item])) - changed[item]
    return changed


def in_thousands(answers, share, columns, random, factor=1000.0):
    """Return the answers with a share of the firms' incomes in another unit, and whose they are."""
    who = random.permutation(len(answers))[: math.ceil(share * len(answers))]
    changed = answers.copy()
    for column in columns:
        changed.loc[changed.index[who], column] /= factor
    return changed, set(who.tolist())


@pytest.fixture(scope="module")
def drawn(settings, questionnaire):
    """Return the answers of a seed, for the study's number of firms or another."""

    def make(seed, firms=150):
        truth = settings.simulation.model_copy(update={"firms": firms})
        changed = settings.model_copy(update={"simulation": truth})
        return draw_firms(changed, questionnaire, np.random.default_rng(seed))

    return make


def value_of(facts, key):
    return next(fact for fact in facts if fact.key == f"survey.quality.{key}")


def test_shipped_answers_are_clean(account, questionnaire, settings, labels):
    assert quality_problems(account, questionnaire, settings, "study.yaml") == []
    facts = quality_facts(account.answers, questionnaire, settings, labels)
    assert {f.value for f in facts if f.kind == "phrase"} == {"clean"}


def test_clean_answers_raise_no_alarm(drawn, questionnaire, settings):
    """None of 40 seeds at the study's size; at 40 firms at most one (none in 200)."""
    alarms = dict.fromkeys((150, 40), 0)
    for firms in alarms:
        for seed in range(40):
            answers = drawn(seed, firms)
            found = [
                *contradictions(answers, questionnaire, settings),
                *doubts(answers, questionnaire, settings),
            ]
            alarms[firms] += bool(found)
    assert alarms[150] == 0
    assert alarms[40] <= 1


def test_hardly_any_answers_contradict_no_scale(account, questionnaire, settings):
    """An item turned round among twelve firms may be chance."""
    answers = reverse(account.answers, questionnaire, "CF3")
    allied = answers[answers["status"] == "allied"]
    assert doubtful_scales(allied.head(12), questionnaire, settings) == []
    assert doubtful_scales(allied.head(40), questionnaire, settings) == ["cultural_fit"]


def test_one_reversed_item_in_any_scale_is_named(account, questionnaire, settings):
    for item in questionnaire.items():
        answers = reverse(account.answers, questionnaire, item.id)
        found = contradictions(answers, questionnaire, settings)
        assert found[0].item == item.id
        assert doubtful_scales(answers, questionnaire, settings) == [item.construct_id]


@pytest.mark.parametrize("factor", [1000.0, 0.001, 100.0, 0.01])
@pytest.mark.parametrize("columns", [INCOMES[:1], INCOMES[1:], INCOMES])
def test_money_in_another_unit_is_named(drawn, questionnaire, settings, columns, factor):
    for seed in range(5):
        random = np.random.default_rng(seed)
        answers, who = in_thousands(drawn(seed), 0.05, columns, random, factor)
        named = {doubt.place for doubt in doubts(answers, questionnaire, settings)}
        known = {k for k in who if answers[list(columns)].iloc[k].notna().any()}
        assert named
        assert named <= who
        if factor in (1000.0, 0.001):
            assert named == known


def test_messages_name_row_value_and_what_to_do(account, questionnaire, settings):
    answers = reverse(account.answers, questionnaire, "CF3")
    answers.loc[3, "income_after"] = answers.loc[3, "income_before"] / 1000
    answers.loc[5, "income_before"] = -5.0
    changed = type(account)(**{**vars(account), "answers": answers})
    told = [str(p) for p in quality_problems(changed, questionnaire, settings, "study.yaml")]
    scale = next(text for text in told if "CF3" in text)
    assert "rest of its scale" in scale
    assert "remove `reverse: true` from CF3" in scale
    money = next(text for text in told if "another unit" in text)
    assert f"row {account.rows[3]}" in money
    assert "(R004)" in money
    assert "1,000 times smaller" in money
    assert any("-5 is no income above zero" in text and "(R006)" in text for text in told)


def test_impossible_years_and_fillers(account, questionnaire, settings):
    answers = account.answers.copy()
    answers.loc[0, ["founded", "income_before"]] = [2023.0, 90_000.0]
    answers.loc[1, "founded"] = 1700.0
    answers.loc[answers.index[:60], "income_after"] = 100_000.0
    kinds = {doubt.kind for doubt in doubts(answers, questionnaire, settings)}
    assert {"founded", "age", "heaped"} <= kinds


def test_facts_hold_back_and_say_why(account, questionnaire, settings, labels):
    answers = reverse(account.answers, questionnaire, "TR1")
    answers, _ = in_thousands(answers, 0.1, INCOMES[1:], np.random.default_rng(1))
    facts = quality_facts(answers, questionnaire, settings, labels)
    for key in ("phrase", "scales.phrase", "income.phrase", "scale.trust.phrase"):
        assert value_of(facts, key).value == "doubtful"
    assert value_of(facts, "scale.success.phrase").value == "clean"
    assert "TR1" in value_of(facts, "scales.phrase").text["es"]
    assert "(15 ingresos en otra unidad)" in value_of(facts, "phrase").text["es"]


@pytest.mark.parametrize("firms", [0, 1, 3])
def test_hardly_any_firms(account, questionnaire, settings, labels, firms):
    answers = account.answers.head(firms)
    assert quality_facts(answers, questionnaire, settings, labels)
    none = answers.assign(income_before=np.nan, income_after=np.nan)
    assert doubts(pd.DataFrame(none), questionnaire, settings) == []
