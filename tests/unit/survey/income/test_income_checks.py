import re

import numpy as np
import pytest

from alianzas.survey.income import effect_tables, income_check_tables
from alianzas.survey.income.effects import agreement
from alianzas.survey.income.income_check_facts import check_facts
from alianzas.survey.income.income_check_frames import balance_frame, effects_frame, overlap_frame
from alianzas.survey.income.income_comparison import effect_of
from honest_results.tables import to_markdown

TABLES = (
    effect_tables.estimands_table,
    effect_tables.effects_table,
    effect_tables.quantiles_table,
    effect_tables.power_table,
    income_check_tables.balance_table,
    income_check_tables.sensitivity_table,
)


@pytest.fixture
def told(checked, questionnaire, labels):
    """Return the phrases of the checks by key, and all tables in both languages as one text."""

    def tell(scores, settings=None):
        found = checked(scores, settings)
        facts = {fact.key: fact for fact in check_facts(found, questionnaire, labels)}
        texts = {
            language: "\n".join(
                to_markdown(table(found, questionnaire, labels), labels, language, "observed")
                for table in TABLES
            )
            for language in ("en", "es")
        }
        return facts, texts

    return tell


def test_every_estimand_by_every_estimator(checked, scores):
    found = checked(scores)
    frame = effects_frame(found)
    counts = frame.groupby(["group", "estimand"]).size()
    assert counts[("allied", "ate")] == 7
    assert counts[("allied", "att")] == 4
    assert counts[("well_structured", "att")] == 7
    assert "other_allied" not in frame["group"].to_numpy()
    assert frame["percent"].notna().all()
    main = frame[frame["estimator"] == "regression"].set_index("group")["percent"]
    for group, value in main.items():
        assert value == pytest.approx(found.main.estimates[group].value)
    bars = overlap_frame(found, 5)
    assert bars["n"].sum() == sum(found.main.samples[g].n for g in found.overlap)
    assert bars["n"].min() >= 5


def test_verdict_of_the_other_estimators(checked, scores):
    found = checked(scores)
    said = agreement(found.effects, found.main, "allied")
    assert said.checks == 9
    again = sum(
        effect.estimate.low > 0
        for effect in found.effects
        if effect.group == "allied" and effect.estimator not in ("difference", "regression")
    )
    assert said.agree == again
    assert agreement([], found.main, "allied").how == "unknown"


def test_tables_and_facts_in_both_languages(told, scores):
    facts, tables = told(scores)
    assert "Doubly robust (AIPW)" in tables["en"]
    assert "Doblemente robusto (AIPW)" in tables["es"]
    assert "Left by a confounder as strong as: sector" in tables["en"]
    assert "consistency" in tables["en"]
    assert "intercambiabilidad" in tables["es"]
    # Decimal commas come from the language, never from the label.
    assert "0,2 desviaciones" in tables["es"]
    assert "exp(0,91 d)" in tables["es"]
    phrases = {key: fact.value for key, fact in facts.items() if key.endswith(".phrase")}
    assert "unknown" not in phrases.values()
    for fact in facts.values():
        if fact.text is not None:
            assert set(fact.text) == {"en", "es"}
            assert all(text and "{" not in text for text in fact.text.values())


@pytest.fixture
def unbound(quick):
    """Return settings without a published bound."""
    income = quick.income.model_copy(update={"claimed_bound": None})
    return quick.model_copy(update={"income": income})


def test_without_a_bound_nothing_is_said_of_one(told, scores, unbound):
    with_it, _ = told(scores)
    facts, tables = told(scores, unbound)
    on_the_bound = ("bound", ".power.claimed", ".power.needed.n", "quantile.upper.percent")
    gone = {*with_it} - {*facts}
    assert gone == {key for key in with_it if any(part in key for part in on_the_bound)}
    changed = {key for key, fact in facts.items() if with_it[key] != fact}
    assert changed == {key for key in facts if key.endswith(".power.phrase")}
    said = facts["survey.income.allied.power.phrase"].text
    assert re.fullmatch(
        r"suffice to show, with a power of 80%, a difference of at least \d+\.\d%", said["en"]
    )
    assert re.fullmatch(
        r"bastan para mostrar, con una potencia del 80\s%, una diferencia de al menos el \d+,\d\s%",
        said["es"],
    )
    for text in (tables["en"], tables["es"]):
        assert not re.search("Power for|Firms for|Potencia para|Empresas para|20.?%|None", text)
    assert "Least detectable" in tables["en"] and "Mínima detectable" in tables["es"]


def test_without_a_bound_too_few_firms_are_still_said(told, scores, unbound):
    facts, tables = told(scores.head(12), unbound)
    assert facts["survey.income.allied.power.phrase"].value == "unknown"
    assert "Not estimated, because there are too few" in tables["en"]


def nobody_independent(scores):
    return scores[scores["status"] == "allied"]


def nobody_allied(scores):
    return scores[scores["status"] == "independent"]


def twelve(scores):
    return scores.head(12)


def no_income(scores):
    return scores.assign(income_after=np.nan)


@pytest.mark.parametrize("change", [nobody_independent, nobody_allied, twelve, no_income])
def test_nothing_to_compare_is_said_and_gives_no_number(told, scores, change):
    facts, tables = told(change(scores))
    phrases = {key: fact for key, fact in facts.items() if key.endswith(".phrase")}
    unknown = {key for key, fact in phrases.items() if fact.value == "unknown"}
    assert {key for key in phrases if not key.endswith("quantiles.at.phrase")} == unknown
    estimates = [
        fact
        for key, fact in facts.items()
        if fact.kind == "percent" and not key.endswith((".wanted", ".trimming"))
    ]
    assert estimates
    assert all(fact.value is None and fact.interval is None for fact in estimates)
    assert "Not estimated, because there are too few" in tables["en"]
    assert "Sin estimar, porque hay muy pocas" in tables["es"]
    assert "because there are too few" in facts["survey.income.above_bound.phrase"].text["en"]


def test_a_single_sector_and_no_controls_at_all(told, scores, quick, checked):
    facts, tables = told(scores.assign(sector="commerce"))
    assert facts["survey.income.allied.ate.aipw"].value is not None
    assert "as strong as: sector" not in tables["en"]
    income = quick.income.model_copy(update={"controls": []})
    plain = quick.model_copy(update={"income": income})
    found = checked(scores, plain)
    values = {
        effect.estimate.value
        for effect in found.effects
        if effect.group == "allied" and effect.estimator != "baseline"
    }
    assert max(values) - min(values) < 1e-9
    facts, tables = told(scores, plain)
    assert facts["survey.income.allied.balance.phrase"].value == "nothing"
    assert facts["survey.income.allied.sensitivity.phrase"].value in ("alone", "unclear")
    assert set(balance_frame(found)["covariate"]) == {"propensity"}


def test_firms_told_apart_by_a_control_have_no_weights_and_no_matches(told, scores):
    apart = scores.copy()
    allied = apart["status"] == "allied"
    apart["employees"] = np.where(allied, 100, 5) + np.arange(len(apart)) % 4
    facts, tables = told(apart)
    assert facts["survey.income.allied.ate.regression"].value is not None
    for name in ("ipw", "aipw", "matching"):
        assert facts[f"survey.income.allied.ate.{name}"].value is None
    assert "tell the two groups of firms apart without error" in tables["en"]
    assert facts["survey.income.allied.balance.phrase"].value == "unknown"
    assert facts["survey.income.allied.quantiles.phrase"].value == "unknown"


def test_trimming_reaches_the_estimators(checked, scores, quick):
    income = quick.income.model_copy(update={"trimming": 0.3})
    found = checked(scores, quick.model_copy(update={"income": income}))
    effect = next(e for e in found.effects if (e.group, e.estimator) == ("allied", "ipw"))
    sample = found.main.samples["allied"]
    assert effect.n_treated + effect.n_control == sum(found.overlap["allied"].used["weighting"])
    assert effect.n_treated + effect.n_control < sample.n
    assert effect_of(sample, "ipw").n == sample.n
