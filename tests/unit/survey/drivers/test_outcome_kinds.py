"""The model of the drivers for outcomes of every kind, on secondary data of about 1,200 firms.

The estimates are those of statsmodels on the same rows, put together here by hand.
"""

import json
import re

import numpy as np
import pandas as pd
import pytest
from statsmodels.discrete.discrete_model import Logit
from statsmodels.genmod import families
from statsmodels.genmod.generalized_linear_model import GLM

from alianzas.config.model_settings import Drivers
from alianzas.config.survey_settings import SurveySettings, Weighting
from alianzas.survey.drivers.driver_check_facts import check_facts
from alianzas.survey.drivers.driver_check_tables import (
    diagnostics_table,
    estimators_table,
    hypotheses_table,
)
from alianzas.survey.drivers.driver_checks import check_drivers
from alianzas.survey.drivers.driver_model import fit_drivers
from alianzas.survey.drivers.driver_results import drivers_facts, estimates_frame
from alianzas.survey.drivers.driver_tables import driver_tests_table, drivers_table
from alianzas.survey.drivers.further_outcomes import fit_outcomes, outcomes_facts, outcomes_table
from alianzas.survey.estimates_figure import drivers_figure
from alianzas.survey.model_words import model_words
from alianzas.survey.questionnaire import load_questionnaire
from alianzas.survey.responses.response_import import import_responses
from alianzas.survey.scores import score_scales
from alianzas.survey.statements.driver_statement import drivers_statement
from alianzas.survey.survey_setup import with_defaults
from alianzas.survey.weights.weighing import weigh
from alianzas.survey.weights.weighted_firms import with_weights
from honest_results.tables import to_markdown
from human_files.language.current import current_languages
from human_files.settings_files import load_model
from worlds.added_studies import STUDIES, add_study

NUMBERS = ["partners", "log_research", "cost_obstacle"]


class Survey:
    """The secondary study as its files say, with what a test changes in the settings."""

    def __init__(self, folder):
        add_study(folder, "secondary")
        own = load_model(STUDIES / "secondary/survey.yaml", SurveySettings)
        self.questionnaire = load_questionnaire(STUDIES / "secondary/questionnaire.yaml")
        self.settings = with_defaults(own, self.questionnaire)
        path = folder / own.responses.file
        self.answers = import_responses(path, self.questionnaire, self.settings).answers
        self.scores = score_scales(self.answers, self.questionnaire, self.settings)

    def changed(self, weighted=True, **drivers):
        plan = self.settings.drivers.model_dump() | drivers
        weighting = self.settings.weighting if weighted else Weighting()
        changes = {"drivers": Drivers(**plan), "weighting": weighting}
        return self.settings.model_copy(update=changes)

    def firms(self, settings):
        found = weigh(self.scores, self.questionnaire, settings, "survey.yaml")
        return with_weights(self.scores, pd.DataFrame({"weight": found.weights}, self.scores.index))

    def fit(self, settings, outcome=None):
        return fit_drivers(self.firms(settings), self.questionnaire, settings, 0.95, outcome)


@pytest.fixture(scope="module")
def secondary(tmp_path_factory):
    return Survey(tmp_path_factory.mktemp("secondary"))


def by_hand(survey, outcome, weights=None):
    """The rows as anyone would take them: predictors standardised, sectors as dummies."""
    frame = survey.scores
    sectors = pd.get_dummies(frame["sector"]).astype(float).where(frame["sector"].notna())
    largest = frame["sector"].value_counts().idxmax()
    columns = {name: pd.to_numeric(frame[name], errors="coerce") for name in NUMBERS}
    columns |= {"log_employees": frame["log_employees"]}
    columns |= {f"sector_{n}": sectors[n] for n in sorted(sectors) if n != largest}
    columns["exporter"] = frame["exporter"].map({"1": 1.0, "0": 0.0})
    columns["y"] = pd.to_numeric(frame[outcome], errors="coerce")
    if weights is not None:
        columns |= {"w": weights["factor"], "stratum": weights["stratum"]}
    rows = pd.DataFrame(columns, index=frame.index).dropna()
    share = rows["w"] / rows["w"].sum() if weights is not None else 1 / len(rows)
    for name in NUMBERS:
        mean = (rows[name] * share).sum()
        variance = ((rows[name] - mean) ** 2 * share).sum() * len(rows) / (len(rows) - 1)
        rows[name] = (rows[name] - mean) / np.sqrt(variance)
    names = [n for n in rows if n not in ("y", "w", "stratum")]
    design = rows[names].astype(float)
    design.insert(0, "constant", 1.0)
    return rows, design


def test_logit_of_firms_that_count_the_same_is_statsmodels(secondary):
    rows, design = by_hand(secondary, "innovated")
    theirs = Logit(rows["y"], design).fit(disp=0, tol=1e-12, cov_type="HC0")
    result = secondary.fit(secondary.changed(weighted=False))
    assert result.kind == "binary" and result.model.n == len(rows) > 1000
    effects = theirs.get_margeff(dummy=True)
    places = dict(zip(design.columns[1:], range(len(design.columns)), strict=False))
    frame = estimates_frame(result).set_index("construct")
    for name in NUMBERS:
        ours = result.coefficients[name]
        assert ours.value == pytest.approx(theirs.params[name], rel=1e-7)
        assert ours.error == pytest.approx(theirs.bse[name], rel=1e-7)
        assert frame.loc[name, "ratio"] == pytest.approx(np.exp(theirs.params[name]), rel=1e-7)
        assert frame.loc[name, "effect"] == pytest.approx(effects.margeff[places[name]], rel=1e-6)


@pytest.mark.parametrize(
    ("outcome", "family"), [("innovated", "Binomial"), ("new_products", "Poisson")]
)
def test_with_weights_and_strata_it_is_linearisation_by_hand(secondary, outcome, family):
    settings = secondary.settings
    drawn = secondary.scores[["factor", "stratum"]]
    rows, design = by_hand(secondary, outcome, drawn)
    link = getattr(families, family)()
    theirs = GLM(rows["y"], design, family=link, freq_weights=rows["w"]).fit(tol=1e-12)
    scores = design.mul((rows["y"] - theirs.fittedvalues) * rows["w"], axis=0)
    # The firms outside the model are of the sample, too: they count zero in their strata.
    whole = scores.reindex(secondary.scores.index, fill_value=0.0)
    meat = sum(
        len(part) / (len(part) - 1) * (part - part.mean()).T @ (part - part.mean())
        for _, part in whole.groupby(secondary.scores["stratum"])
    )
    slope = theirs.fittedvalues * (1 - theirs.fittedvalues if family == "Binomial" else 1)
    bread = np.linalg.inv(design.T @ design.mul(slope * rows["w"], axis=0))
    errors = pd.Series(np.sqrt(np.diag(bread @ meat.to_numpy() @ bread)), design.columns)
    result = secondary.fit(settings, None if outcome == "innovated" else outcome)
    for name in NUMBERS:
        assert result.coefficients[name].value == pytest.approx(theirs.params[name], rel=1e-7)
        assert result.coefficients[name].error == pytest.approx(errors[name], rel=1e-6)
    assert result.model.residual_df == len(rows) - 3 + 1 - design.shape[1]


KINDS = {
    "binary": {"outcome": "innovated"},
    "count": {"outcome": "new_products", "further_outcomes": None},
    "dispersed": {
        "outcome": "new_products",
        "count_model": "negative_binomial",
        "further_outcomes": None,
    },
    "ordinal": {
        "outcome": "cost_obstacle",
        "predictors": ["partners", "log_research"],
        "further_outcomes": None,
    },
    "numeric": {"outcome": "log_sales", "further_outcomes": None},
    "raw": {"outcome": "log_sales", "standardised": False, "further_outcomes": None},
    "one": {"predictors": ["exporter"], "controls": [], "further_outcomes": None},
    "pair": {
        "comparisons": [{"first": "partners", "second": "log_research"}],
        "controls": [],
        "further_outcomes": None,
    },
}


@pytest.mark.parametrize("weighted", [True, False])
@pytest.mark.parametrize("kind", KINDS)
def test_all_that_is_said_of_a_model_suits_its_kind(secondary, labels, kind, weighted):
    if kind == "dispersed" and weighted:
        pytest.skip("a negative binomial model takes no weights")
    settings = secondary.changed(weighted, replicates=200, **KINDS[kind])
    form = secondary.questionnaire
    words = model_words(labels, form, settings)
    firms = secondary.firms(settings)
    checks = check_drivers(firms, secondary.answers, form, settings, 0.95, 1)
    result = checks.main
    assert result.model is not None, result.limitation
    said = drivers_statement(result, form, result.frame.outcome, words).text
    facts = [*drivers_facts(result, form, words), *check_facts(checks, form, words)]
    tables = [
        drivers_table(result, form, words),
        driver_tests_table(result, form, words),
        hypotheses_table(checks, form, words),
        estimators_table(checks, form, words),
        diagnostics_table(checks, form, words),
    ]
    figure = drivers_figure(estimates_frame(result), form, words, 0.95)
    every = json.dumps([said, figure.alt, [f.text for f in facts]], ensure_ascii=False)
    for table in tables:
        for language in current_languages():
            every += to_markdown(table, words.with_texts(table.labels), language, "observed")
    for word in ("allied", "aliad", "alliance", "alianza", "success", "éxito"):
        assert word not in every, every[max(0, every.index(word) - 80) :][:200]
    assert not re.search(r"\{[a-z_]+\}", every)
    ratio = {"binary": "odds ratio", "count": "rate ratio", "ordinal": "odds ratio"}
    clear = any(c and (c.low > 0 or c.high < 0) for c in result.coefficients.values())
    if clear:
        wanted = ratio.get(result.kind, "β =" if kind == "numeric" else "b =")
        assert wanted in said["en"]
    else:
        assert "none of the" in said["en"]
    assert ("sample design" in every) == weighted
    drawn = figure.draw("es")
    drawn.canvas.draw()


def test_further_outcomes_each_by_its_kind(secondary, labels):
    settings, form = secondary.settings, secondary.questionnaire
    words = model_words(labels, form, settings)
    found = fit_outcomes(secondary.firms(settings), form, settings, 0.95)
    facts = {fact.key: fact for fact in outcomes_facts(found, words)}
    assert facts["survey.outcomes.new_products.kind"].value == "count"
    assert facts["survey.outcomes.log_sales.kind"].value == "numeric"
    alone = secondary.fit(settings, "log_sales").coefficients["partners"]
    assert facts["survey.outcomes.log_sales.partners.beta"].value == alone.value
    p_values = [
        secondary.fit(settings, outcome).coefficients["partners"].p
        for outcome in (None, "new_products", "log_sales")
    ]
    # Holm's first step: the smallest of three p-values times three.
    corrected = [
        facts[f"survey.outcomes.{name}.partners.p_holm"].value
        for name in ("new_products", "log_sales")
    ]
    assert all(new >= old for new, old in zip(corrected, p_values[1:], strict=True))
    table = outcomes_table(found, form, words)
    text = to_markdown(table, words.with_texts(table.labels), "en", "observed")
    assert "New products (rate ratios)" in text and "Sales (log) (standardized" in text
