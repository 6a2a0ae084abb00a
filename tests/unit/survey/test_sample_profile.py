import numpy as np
import pandas as pd
import pytest

from alianzas.survey.alliance_profile import alliances_facts
from alianzas.survey.sample_profile import sample_facts, sample_table
from honest_results.tables import to_markdown


def showing_all(settings):
    return settings.model_copy(update={"small_cell": 1})


def test_each_characteristic_counts_every_firm_once(account, questionnaire, settings):
    frame = sample_table(account.answers, questionnaire, showing_all(settings)).frame
    sums = frame.groupby("characteristic")[["allied_n", "independent_n", "all_n"]].sum()
    assert (sums["all_n"] == account.kept).all()
    assert (sums["allied_n"] + sums["independent_n"] == sums["all_n"]).all()
    shares = frame.groupby("characteristic")["all_percent"].sum()
    assert np.allclose(shares, 1)


def test_unanswered_questions_have_a_row(account, questionnaire, settings, labels):
    answers = account.answers.copy()
    answers.loc[:4, "employees"] = np.nan
    table = sample_table(answers, questionnaire, settings)
    row = table.frame[table.frame["category"] == "survey.not_answered"]
    assert row["all_n"].tolist() == [5]
    text = to_markdown(table, labels.with_texts(table.labels), "es", "observed")
    assert "Sin respuesta" in text
    assert "**Personas ocupadas**" in text


def test_small_numbers_are_shown_neither_as_number_nor_as_share(
    account, questionnaire, settings, labels
):
    shown = sample_table(account.answers, questionnaire, settings)
    full = sample_table(account.answers, questionnaire, showing_all(settings)).frame
    hidden = 0
    for group in ("allied", "independent", "all"):
        small = (full[f"{group}_n"] > 0) & (full[f"{group}_n"] < 5)
        small &= full["category"] != "survey.firms"
        assert shown.frame.loc[small, [f"{group}_n", f"{group}_percent"]].isna().all().all()
        hidden += small.sum()
    assert hidden > 0
    for language in ("en", "es"):
        text = to_markdown(shown, labels.with_texts(shown.labels), language, "observed")
        assert "| (s) |" in text and "×" not in text
        assert "5" in text.split("::: {.table-note}")[1]


def test_few_are_counted_in_no_fact(account, questionnaire, settings, labels):
    answers = account.answers.copy()
    answers["exports"] = "no"
    answers.loc[:2, "exports"] = "yes"
    facts = {f.key: f for f in sample_facts(answers, questionnaire, settings, labels, "USD", 0.95)}
    assert facts["survey.profile.exporters.n"].value is None
    assert facts["survey.profile.exporters.percent"].value is None


def test_no_independent_firm_gives_dashes_not_a_division(account, questionnaire, settings, labels):
    allied = account.answers[account.answers["status"] == "allied"]
    table = sample_table(allied, questionnaire, settings)
    assert table.frame["independent_percent"].isna().all()
    assert "—" in to_markdown(table, labels.with_texts(table.labels), "en", "observed")


def test_facts_count_what_allied_firms_named(account, questionnaire, settings, labels):
    facts = {
        f.key: f
        for f in sample_facts(account.answers, questionnaire, settings, labels, "USD", 0.95)
    }
    allied = account.answers[account.answers["status"] == "allied"]
    named = allied["benefits"].str.contains("market_expansion").sum()
    assert facts["survey.benefits.market_expansion.n"].value == named
    assert facts["survey.models.bridge_alliance.percent"].value == (
        (allied["model"] == "bridge_alliance").mean()
    )
    assert facts["survey.profile.income_before.median"].unit == "USD"
    largest = account.answers["region"].value_counts().max()
    assert facts["survey.profile.largest_region.percent"].value == largest / account.kept


def test_nobody_allied_names_no_benefit(account, questionnaire, settings, labels):
    independent = account.answers[account.answers["status"] == "independent"]
    facts = {
        f.key: f for f in sample_facts(independent, questionnaire, settings, labels, "USD", 0.95)
    }
    assert facts["survey.benefits.market_expansion.percent"].value is None
    assert facts["survey.benefits.market_expansion.n"].value == 0


def test_models_are_contrasted_in_the_benefits_their_firms_name(
    account, questionnaire, settings, labels
):
    found = sample_facts(account.answers, questionnaire, settings, labels, "USD", 0.95)
    facts = {fact.key: fact for fact in found}
    allied = account.answers[account.answers["status"] == "allied"]
    given = allied[["model", "benefits"]].dropna()
    has = given["benefits"].str.contains("market_expansion")
    model = given["model"] == "bridge_alliance"
    fact = facts["survey.contrast.benefit.market_expansion.bridge_alliance.difference"]
    assert np.isclose(fact.value, has[model].mean() - has[~model].mean())
    assert fact.interval[0] < fact.value < fact.interval[1] and fact.n == len(given)


def test_a_contrast_is_not_published_where_a_count_is_not(account, questionnaire, settings, labels):
    answers = account.answers.copy()
    answers.loc[answers["status"] == "allied", "benefits"] = "none"
    bridge = answers.index[answers["model"] == "bridge_alliance"]
    answers.loc[bridge[:2], "benefits"] = "market_expansion"
    facts = {f.key: f for f in sample_facts(answers, questionnaire, settings, labels, "USD", 0.95)}
    stem = "survey.contrast.benefit"
    few = facts[f"{stem}.market_expansion.bridge_alliance.difference"]
    assert (few.value, few.missing) == (None, "few")
    constant = facts[f"{stem}.knowledge_transfer.bridge_alliance.difference"]
    assert (constant.value, constant.missing) == (None, "constant")


def told_of_alliances(answers, scores, questionnaire, settings, labels):
    (told,) = alliances_facts(answers, scores, questionnaire, settings, labels)
    return told.text


@pytest.mark.parametrize(
    ("well", "others", "en", "es"),
    [
        (3, 9, "by fewer than 5 of 12.", "menos de 5 de 12."),
        (9, 3, "by all of the 12 but fewer than 5.", "todas las 12 salvo menos de 5."),
        (6, 6, "by 6 of 12.", "bien estructurada 6 de 12."),
        (0, 12, "by none of them.", "Ninguna cumple"),
        (12, 0, "by all 12.", "bien estructurada las 12."),
    ],
)
def test_few_well_structured_alliances_are_not_counted(
    account, questionnaire, settings, labels, well, others, en, es
):
    allied = account.answers[account.answers["status"] == "allied"].head(12).assign(model="cluster")
    group = pd.DataFrame({"group": ["well_structured"] * well + ["other"] * others})
    told = told_of_alliances(allied, group, questionnaire, settings, labels)
    assert en in told["en"]
    assert es in told["es"]


def test_models_that_few_name_are_not_listed(account, questionnaire, settings, labels):
    allied = account.answers[account.answers["status"] == "allied"].head(4)
    group = pd.DataFrame({"group": ["other"] * 4})
    told = told_of_alliances(allied, group, questionnaire, settings, labels)
    assert told["en"].startswith("No model of collaboration is named by 5 firms or more")
    assert "puente" not in told["es"]
