"""What is hidden, over all tables together, for firms of many kinds."""

import numpy as np
import pandas as pd
import pytest

from alianzas.survey.disclosure.plan import count_tables, plan_disclosure
from alianzas.survey.scores import score_scales
from alianzas.survey.survey_setup import with_defaults

NEEDED = "survey.contrast.benefit.knowledge_transfer.university_industry.difference"


@pytest.fixture(scope="module")
def filled(settings, questionnaire):
    return with_defaults(settings, questionnaire)


@pytest.fixture
def planned(filled, questionnaire):
    """Return what is hidden of some answers, and their tables with what each hides by itself."""

    def plan(answers, settings=filled, needed=()):
        scores = score_scales(answers, questionnaire, settings)
        known = (answers, scores, questionnaire, settings)
        return plan_disclosure(*known, needed), *count_tables(*known, needed)

    return plan


def test_tables_by_themselves_give_small_numbers_away_and_together_none(planned, account):
    hidden, tables, by_themselves = planned(account.answers)
    before = tables.unprotected(5, by_themselves)
    assert {low == high for low, high in before.values()} == {True, False}
    assert tables.unprotected(5, hidden.names) == {}


def test_the_sample_is_as_it_was_and_the_balance_hides_what_gave_it_back(planned, account):
    hidden, _, by_themselves = planned(account.answers)
    assert {name for name in hidden.names if name.startswith("sample/")} == by_themselves
    assert hidden("balance", "allied", "sector_tourism")
    assert hidden("balance", "well_structured", "sector_manufacturing")
    assert not hidden("balance", "allied", "exports")
    assert not hidden("balance", "allied", "propensity")


def test_of_a_model_with_few_firms_nothing_is_told(planned, account, questionnaire):
    hidden, *_ = planned(account.answers, needed=[NEEDED])
    for benefit in questionnaire.codes("benefits"):
        assert hidden("contrast", benefit, "other")
        assert any(
            hidden("contrast", benefit, model)
            for model in questionnaire.codes("model")
            if model != "other"
        ), "the benefit's total less the others' firms would tell"
    assert not hidden("contrast", "knowledge_transfer", "university_industry"), "it is needed"
    assert hidden("difference", "university_industry"), "it would give back four firms' growth"


def test_what_nobody_judges_by_is_given_up_first(planned, account):
    free, *_ = planned(account.answers)
    needed, *_ = planned(account.answers, needed=[NEEDED])
    key = ("contrast", "knowledge_transfer", "university_industry")
    assert not needed(*key)
    assert free.names != needed.names or not free(*key)


def test_whoever_is_left_over_in_no_model_may_be_many(planned, account):
    answers = account.answers.copy()
    inside = answers.index[answers["model"] == "bridge_alliance"][:6]
    answers.loc[inside, "model"] = "other"
    assert not planned(answers)[0]("difference", "university_industry")


def test_a_threshold_of_one_hides_nothing(planned, account, filled):
    everything = filled.model_copy(update={"small_cell": 1})
    assert planned(account.answers, everything)[0].names == frozenset()


def relabelled(answers, seed):
    """Other firms: sectors, regions, exporters and models drawn anew, some of them rare."""
    rng = np.random.default_rng(seed)
    changed = answers.copy()
    allied = changed["status"] == "allied"
    for name, rows in (("sector", None), ("region", None), ("exports", None), ("model", allied)):
        codes = answers[name].dropna().unique()
        shares = rng.dirichlet(np.full(len(codes), 0.7))
        drawn = pd.Series(rng.choice(codes, len(answers), p=shares), index=answers.index)
        changed[name] = drawn if rows is None else drawn.where(rows)
    changed["employees"] = rng.integers(1, 60, len(answers)).astype(float)
    few = rng.choice(len(answers), rng.integers(0, 7), replace=False)
    changed.iloc[few, changed.columns.get_loc("sector")] = None
    return changed


@pytest.mark.parametrize("seed", range(6))
def test_no_small_number_of_other_firms_can_be_worked_out(planned, account, filled, seed):
    settings = filled.model_copy(update={"small_cell": 3 + seed})
    answers = relabelled(account.answers, seed)
    hidden, tables, _ = planned(answers, settings)
    assert tables.unprotected(settings.small_cell, hidden.names) == {}
    small = {
        name
        for name, shown in tables.shown.items()
        if any(0 < tables.counts[cell] < settings.small_cell for cell in shown.cells)
        and tables.kinds[shown.cells[0]] != "free"
    }
    assert small <= hidden.names


def test_numbers_of_the_margins_are_hidden_where_the_samples_are(planned, account, filled):
    shares = {"commerce": 0.5, "technology": 0.02, "services": 0.2}
    margin = {"source": {"en": "Census", "es": "Censo"}, "shares": shares}
    weighting = type(filled.weighting).model_validate({"margins": {"sector": margin}})
    answers = account.answers.copy()
    rare = answers.index[answers["sector"] == "technology"][3:]
    answers.loc[rare, "sector"] = "commerce"
    settings = filled.model_copy(update={"weighting": weighting})
    hidden, *_ = planned(answers, settings)
    assert hidden("weights", "sector", "technology")
    assert hidden("sample", "sector", "survey.answer.sector.technology", "all")
    assert not hidden("weights", "sector", "commerce")
