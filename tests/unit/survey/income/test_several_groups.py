"""Several groups of firms, none of them in alliances, each against the reference."""

import json
import re

import numpy as np
import pandas as pd
import pytest

from alianzas.survey.income import effect_tables, income_check_tables
from alianzas.survey.income.contrast_results import contrast_facts
from alianzas.survey.income.group_contrasts import contrasts
from alianzas.survey.income.income_check_facts import check_facts
from alianzas.survey.income.income_checks import check_income
from alianzas.survey.income.income_comparison import estimate_income
from alianzas.survey.income.income_results import income_facts, income_table
from alianzas.survey.income.samples import gather
from alianzas.survey.model_words import model_words
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.statements.income_statement import income_statement
from alianzas.survey.survey_setup import with_defaults
from field_statistics.multiplicity import adjust_p_values
from field_statistics.regression import regress_hc3
from honest_results.tables import to_markdown
from human_files.language.current import current_languages

FACTS = ("sector", "region", "employees", "founded", "exports", "income_before", "income_after")


@pytest.fixture(scope="module")
def form(questionnaire):
    whole = questionnaire.model_dump(by_alias=True)
    whole["lists"]["network"] = {
        "none": {"en": "No network", "es": "Sin red"},
        "local": {"en": "Local network", "es": "Red local"},
        "abroad": {"en": "Network abroad", "es": "Red externa"},
    }
    whole["roles"] = {"group": {"question": "network", "reference": "none"}, "model": None}
    whole["questions"] = [q for q in whole["questions"] if q["id"] in FACTS]
    words = {"en": "Which network?", "es": "¿Qué red?"}
    own = {"id": "network", "section": "firm", "type": "select_one", "list": "network"}
    whole["questions"].append(own | {"wording": words, "label": words})
    whole |= {"constructs": {}, "derived": {}, "sections": {"firm": {}, "income": {}}}
    return Questionnaire.model_validate(whole)


@pytest.fixture(scope="module")
def study(settings, form):
    plan = settings.income.model_copy(update={"models": [], "controls": None, "replicates": 200})
    changes = {"drivers": None, "well_structured": None, "income": plan}
    return with_defaults(settings.model_copy(update=changes), form)


@pytest.fixture(scope="module")
def firms():
    rng = np.random.default_rng(2)
    n = 300
    network = rng.choice(["none", "local", "abroad"], n, p=[0.4, 0.35, 0.25])
    employees = np.rint(np.exp(2.5 + 0.6 * rng.normal(size=n))).clip(2)
    before = np.exp(11 + 0.8 * np.log(employees) + 0.4 * rng.normal(size=n))
    growth = 0.05 + 0.1 * (network == "local") + 0.2 * rng.normal(size=n)
    frame = {
        "sector": rng.choice(["commerce", "services", "tourism"], n),
        "region": rng.choice(["azuay", "manabi"], n),
        "employees": employees,
        "founded": rng.integers(1990, 2018, n).astype(float),
        "exports": rng.choice(["yes", "no"], n),
        "income_before": before,
        "income_after": before * np.exp(growth),
    }
    return pd.DataFrame(frame | {"network": network, "group": network})


def test_each_group_is_a_regression_against_the_reference(firms, form, study):
    model = estimate_income(firms, form, study, 0.95)
    assert list(model.groups) == ["allied", "group_local", "group_abroad"]
    own = firms[firms["network"].isin(["none", "local"])]
    sectors = pd.get_dummies(own["sector"]).astype(float)
    design = sectors.drop(columns=own["sector"].value_counts().idxmax()).assign(
        size=np.log(own["employees"]),
        age=np.log1p(study.income.last_year - own["founded"]),
        exports=(own["exports"] == "yes").astype(float),
        local=(own["network"] == "local").astype(float),
    )
    growth = np.log(own["income_after"] / own["income_before"])
    theirs = regress_hc3(growth, design, 0.95).coefficient("local")
    assert model.logs["group_local"].value == pytest.approx(theirs.value)
    assert model.logs["group_local"].error == pytest.approx(theirs.error)
    p = {name: model.logs[name].p for name in ("group_local", "group_abroad")}
    assert dict(model.holm) == pytest.approx(adjust_p_values(p, "holm"))


def test_all_that_is_said_names_the_groups(firms, form, study, labels):
    words = model_words(labels, form, study)
    model = estimate_income(firms, form, study, 0.95)
    checks = check_income(model, study, 1)
    found = contrasts(gather(firms, form, study), study, 0.95)
    assert list(found) == ["groups"]
    statement = income_statement(model, study.income, form, words)
    facts = [
        *income_facts(model, study.income, form, words),
        *check_facts(checks, form, words),
        *contrast_facts(found, form, words, 0.95),
        statement,
    ]
    keys = {fact.key for fact in facts}
    assert {"survey.income.group_local.percent", "survey.income.groups_alike.p"} <= keys
    assert not any("well_structured" in key for key in keys)
    assert "it grew more in the group “Local network”" in statement.text["en"]
    tables = [income_table(model, study.income, form, words)]
    tables += [
        make(checks, form, words)
        for make in (
            effect_tables.estimands_table,
            effect_tables.effects_table,
            effect_tables.quantiles_table,
            effect_tables.power_table,
            income_check_tables.balance_table,
            income_check_tables.sensitivity_table,
        )
    ]
    every = json.dumps([fact.text for fact in facts], ensure_ascii=False)
    for table in tables:
        for language in current_languages():
            every += to_markdown(table, words.with_texts(table.labels), language, "observed")
    assert not re.search(r"allied|aliad|allian|alianza|independent|\{[a-z_]+\}", every)
