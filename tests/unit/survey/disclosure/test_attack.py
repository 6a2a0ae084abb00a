"""The attack gets numbers back where each table hides by itself, and none where all hide together."""

import json

import numpy as np
import pytest

from alianzas.survey.disclosure.attack import attack
from alianzas.survey.disclosure.attack_left_over import growth_left_over
from alianzas.survey.disclosure.hidden import Hidden
from alianzas.survey.disclosure.plan import count_tables, plan_disclosure
from alianzas.survey.income import effect_tables, income_check_tables
from alianzas.survey.income.income_check_facts import check_facts
from alianzas.survey.income.income_checks import check_income, withhold
from alianzas.survey.income.income_comparison import estimate_income
from alianzas.survey.sample_profile import sample_facts, sample_table
from alianzas.survey.scores import score_facts, score_scales
from alianzas.survey.survey_setup import with_defaults
from honest_results.provenance import Source
from unit.survey.disclosure.test_plan import relabelled


@pytest.fixture(scope="module")
def filled(settings, questionnaire):
    income = settings.income.model_copy(update={"replicates": 50})
    return with_defaults(settings.model_copy(update={"income": income}), questionnaire)


@pytest.fixture
def publish(tmp_path, filled, questionnaire, labels):
    """Write what a study publishes of answers, without what is hidden, and return the folder."""

    def publish(answers, hidden, settings=filled):
        scores = score_scales(answers, questionnaire, settings)
        model = estimate_income(scores, questionnaire, settings, 0.95)
        checks = withhold(check_income(model, settings, 1), hidden, settings.small_cell)
        tables = [
            sample_table(answers, questionnaire, settings, hidden),
            *(
                table(checks, questionnaire, labels)
                for table in (
                    effect_tables.estimands_table,
                    effect_tables.effects_table,
                    income_check_tables.balance_table,
                )
            ),
        ]
        for table in tables:
            table.write(
                tmp_path / "tables",
                labels=labels,
                languages=["en"],
                rule="rule",
                script="script",
                sources=[Source("data/a.csv", "observed")],
            )
        facts = [
            *sample_facts(answers, questionnaire, settings, labels, "USD", 0.95, hidden),
            *score_facts(scores, questionnaire, settings, labels),
            *check_facts(checks, questionnaire, labels),
        ]
        told = {fact.key: {"value": fact.value, "missing": fact.missing} for fact in facts}
        content = json.dumps({"facts": told}, default=lambda value: np.asarray(value).item())
        (tmp_path / "facts.json").write_text(content, encoding="utf-8")
        return tmp_path

    return publish


def by_themselves(answers, questionnaire, settings):
    """Return what each table and fact hides where none knows of the others."""
    scores = score_scales(answers, questionnaire, settings)
    tables, hidden = count_tables(answers, scores, questionnaire, settings)
    few = {
        name
        for name, shown in tables.shown.items()
        if name.startswith("contrast/")
        and any(0 < tables.counts[cell] < settings.small_cell for cell in shown.cells)
    }
    return Hidden(hidden | few)


def test_tables_that_hide_by_themselves_give_back(publish, account, filled, questionnaire):
    folder = publish(account.answers, by_themselves(account.answers, questionnaire, filled))
    hidden, implied = attack(folder)
    found = {one.name: one for one in hidden}
    tourism = found["sector / answer.sector.tourism / allied"]
    assert (tourism.low, tourism.high) == (6, 7)
    benefits = [one for one in hidden if one.name.startswith("benefit") and one.is_recovered]
    assert len(benefits) == 4, "what the four firms in no model name"
    small = [one for one in implied if one.is_recovered and 0 < one.low < 5]
    assert len(small) == 3, "well-structured alliances by sector"
    left, _ = growth_left_over(folder)
    assert left == 4


def test_all_together_give_nothing_back(publish, account, filled, questionnaire):
    scores = score_scales(account.answers, questionnaire, filled)
    plan = plan_disclosure(account.answers, scores, questionnaire, filled)
    folder = publish(account.answers, plan)
    hidden, implied = attack(folder)
    assert len(hidden) > 20
    assert not [one.name for one in hidden if one.is_recovered]
    assert not [one.name for one in implied if one.is_recovered and 0 < one.low < 5]
    assert growth_left_over(folder) is None


@pytest.mark.parametrize("seed", range(3))
def test_nor_do_those_of_other_firms(publish, account, filled, questionnaire, seed):
    settings = filled.model_copy(update={"small_cell": 4 + 2 * seed})
    answers = relabelled(account.answers, 100 + seed)
    scores = score_scales(answers, questionnaire, settings)
    tables, _ = count_tables(answers, scores, questionnaire, settings)
    folder = publish(answers, plan_disclosure(answers, scores, questionnaire, settings), settings)
    hidden, implied = attack(folder)
    small = tables.small(settings.small_cell)
    names = {
        " / ".join(part.removeprefix("survey.") for part in name.split("/")[1:])
        for name, shown in tables.shown.items()
        if name.startswith("sample/") and shown.cells[0] in small
    }
    looked_at = [one for one in hidden if one.name in names]
    assert len(looked_at) == len(names) > 0
    assert [one for one in looked_at if one.is_narrowed(settings.small_cell)] == []
    few = [one for one in implied if one.is_recovered and 0 < one.low < settings.small_cell]
    assert few == []


def test_a_number_that_slips_through_is_found(publish, account, filled, questionnaire):
    """The attack is no test that cannot fail: one cell too many, and it works the others out."""
    scores = score_scales(account.answers, questionnaire, filled)
    plan = plan_disclosure(account.answers, scores, questionnaire, filled)
    shown = "sample/region/survey.answer.region.el_oro/allied"
    folder = publish(account.answers, Hidden(plan.names - {shown}))
    hidden, _ = attack(folder)
    found = {one.name for one in hidden if one.is_recovered}
    assert found == {"region / answer.region.el_oro / independent"}
