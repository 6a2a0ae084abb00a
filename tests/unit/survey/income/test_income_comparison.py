import math

import numpy as np
import pytest

from alianzas.survey.income.income_comparison import bound_relation, estimate_income
from alianzas.survey.income.income_results import income_facts, income_frame, income_table
from alianzas.survey.weights.weighted_firms import WEIGHT
from field_statistics.regression import Estimate
from honest_results.tables import to_markdown


@pytest.fixture
def told(settings, questionnaire, labels):
    """Return the facts of scores by key, and the table in both languages."""

    def tell(scores):
        result = estimate_income(scores, questionnaire, settings, 0.95)
        facts = {f.key: f for f in income_facts(result, settings.income, questionnaire, labels)}
        table = income_table(result, settings.income, questionnaire, labels)
        words = labels.with_texts(questionnaire.label_texts() | dict(table.labels))
        return facts, {lang: to_markdown(table, words, lang, "observed") for lang in ("en", "es")}

    return tell


def sentence(facts, group="allied"):
    phrase = facts[f"survey.income.{group}.phrase"].text
    return (
        f"The income growth of allied firms {phrase['en']} that of independent firms.",
        f"El crecimiento de los ingresos de las aliadas {phrase['es']} el de las independientes.",
    )


def truth(settings, **changes):
    return settings.simulation.income.model_copy(update=changes)


def test_without_controls_it_is_the_ratio_of_geometric_means(scores, settings, questionnaire):
    income = settings.income.model_copy(update={"controls": []})
    result = estimate_income(
        scores, questionnaire, settings.model_copy(update={"income": income}), 0.95
    )
    growth = np.log(scores["income_after"] / scores["income_before"])
    difference = (
        growth[scores["status"] == "allied"].mean()
        - growth[scores["status"] == "independent"].mean()
    )
    assert result.estimates["allied"].value == pytest.approx(math.expm1(difference), rel=1e-9)
    known = growth.notna()
    assert result.firms["allied"] == (known & (scores["status"] == "allied")).sum()
    assert result.left_out == (~known).sum()


def test_firms_in_the_model_and_left_out_add_up(scores, settings, questionnaire):
    result = estimate_income(scores, questionnaire, settings, 0.95)
    assert result.n + result.left_out == len(scores)
    parts = result.firms["well_structured"] + result.firms["other_allied"]
    assert parts <= result.firms["allied"]


def test_currency_and_inflation_shared_by_all_change_nothing(scores, settings, questionnaire):
    inflated = scores.assign(
        income_before=scores["income_before"] * 7, income_after=scores["income_after"] * 9
    )
    numbers = ["percent", "low", "high", "p"]
    first = income_frame(estimate_income(scores, questionnaire, settings, 0.95))[numbers]
    second = income_frame(estimate_income(inflated, questionnaire, settings, 0.95))[numbers]
    assert np.allclose(first, second, rtol=1e-8)


def test_no_difference_is_said_in_words(draw, settings, told):
    facts, _ = told(draw(seed=2, income=truth(settings, allied=0.0, well_structured=0.0)))
    assert sentence(facts) == (
        "The income growth of allied firms does not differ clearly from that of independent firms.",
        "El crecimiento de los ingresos de las aliadas no muestra una diferencia clara con el de "
        "las independientes.",
    )


def test_reversed_difference_is_said_in_words(draw, settings, told):
    facts, _ = told(draw(seed=2, income=truth(settings, allied=-0.3, well_structured=0.0)))
    assert sentence(facts) == (
        "The income growth of allied firms is lower than that of independent firms.",
        "El crecimiento de los ingresos de las aliadas es menor que el de las independientes.",
    )
    assert facts["survey.income.allied.bound.phrase"].text == {
        "en": "lies below",
        "es": "no alcanza",
    }


def test_large_difference_lies_above_the_published_bound(draw, settings, told):
    facts, _ = told(draw(seed=2, income=truth(settings, allied=0.6, well_structured=0.0)))
    assert sentence(facts)[0] == (
        "The income growth of allied firms is higher than that of independent firms."
    )
    assert facts["survey.income.allied.bound.phrase"].text == {"en": "lies above", "es": "supera"}


def test_without_a_bound_no_fact_names_one(scores, settings, questionnaire, labels, told):
    result = estimate_income(scores, questionnaire, settings, 0.95)
    plan = settings.income.model_copy(update={"claimed_bound": None})
    facts = {fact.key: fact for fact in income_facts(result, plan, questionnaire, labels)}
    with_it, _ = told(scores)
    gone = {f"survey.income.{group}.bound.phrase" for group in result.estimates}
    assert {*with_it} - {*facts} == {"survey.income.claim.bound", *gone}
    assert all(with_it[key] == fact for key, fact in facts.items())


@pytest.mark.parametrize(
    ("low", "high", "where"),
    [(0.01, 0.19, "below"), (0.1, 0.2, "includes"), (0.2, 0.3, "includes"), (0.21, 0.3, "above")],
)
def test_interval_against_the_bound(low, high, where):
    assert bound_relation(Estimate((low + high) / 2, low, high, 0.01, 100), 0.2) == where


def test_no_estimate_has_no_place_against_the_bound():
    assert bound_relation(None, 0.2) == "unknown"


def nobody_independent(scores):
    return scores[scores["status"] == "allied"]


def nobody_allied(scores):
    return scores[scores["status"] == "independent"]


def twelve(scores):
    return scores.head(12)


def no_income(scores):
    return scores.assign(income_after=np.nan)


def zero_income(scores):
    return scores.assign(income_before=0.0)


@pytest.mark.parametrize(
    ("change", "english", "spanish"),
    [
        (
            nobody_independent,
            "too few independent firms to compare with (0;",
            "independientes con las",
        ),
        (nobody_allied, "too few allied firms (0;", "hay muy pocas empresas aliadas (0;"),
        (twelve, "there are too few", "hay muy pocas"),
        (no_income, "too few independent firms", "muy pocas empresas independientes"),
        (zero_income, "too few independent firms", "muy pocas empresas independientes"),
    ],
)
def test_what_cannot_be_estimated_is_said_and_gives_no_number(
    scores, told, change, english, spanish
):
    facts, table = told(change(scores))
    basis = facts["survey.income.basis.phrase"].text
    assert basis["en"].startswith("could not be made, because")
    assert english in basis["en"]
    assert spanish in basis["es"]
    for group in ("allied", "well_structured", "other_allied"):
        assert facts[f"survey.income.{group}.percent"].value is None
        assert facts[f"survey.income.{group}.percent"].interval is None
        assert facts[f"survey.income.{group}.p"].value is None
        assert facts[f"survey.income.{group}.phrase"].value == "unknown"
    assert sentence(facts) == (
        "The income growth of allied firms could not be compared with that of independent firms.",
        "El crecimiento de los ingresos de las aliadas no pudo compararse con el de las "
        "independientes.",
    )
    assert english in table["en"]
    assert spanish in table["es"]


def test_too_few_well_structured_alliances_stop_only_their_own_estimate(scores, told):
    structured = scores.index[scores["group"] == "well_structured"]
    facts, table = told(scores.drop(structured[5:]))
    assert facts["survey.income.well_structured.percent"].value is None
    assert facts["survey.income.other_allied.percent"].value is not None
    assert facts["survey.income.allied.percent"].value is not None
    assert "too few well-structured alliances (at least" in table["en"]


def test_a_single_sector_is_not_held_constant_and_the_table_says_so(scores, told):
    facts, table = told(scores.assign(sector="commerce"))
    assert facts["survey.income.allied.percent"].value is not None
    assert facts["survey.income.controls.phrase"].text == {
        "en": "size, age, and exports",
        "es": "tamaño, edad y exportaciones",
    }
    assert "all firms are alike or nobody answered: sector." in table["en"]
    assert "ninguna respondió: sector." in table["es"]


def test_a_control_nobody_answered_is_not_held_constant(scores, told):
    facts, table = told(scores.assign(employees=np.nan))
    assert "size" not in facts["survey.income.controls.phrase"].value
    assert facts["survey.income.allied.percent"].value is not None
    assert "nobody answered: size." in table["en"]


def test_a_firm_alone_in_its_sector_does_not_stop_the_model(scores, told):
    alone = scores.copy()
    alone["sector"] = alone["sector"].replace("technology", "commerce")
    alone.loc[alone.index[0], "sector"] = "technology"
    facts, table = told(alone)
    assert facts["survey.income.allied.p"].value is not None
    assert "counted with the largest sector: Technology (" in table["en"]
    assert "el sector más grande: Tecnología (" in table["es"]


def test_small_sectors_are_taken_together(scores, told):
    small = scores.copy()
    known = small["income_before"].notna() & small["income_after"].notna()
    rows = small.index[known & (small["sector"] == "commerce")]
    small["sector"] = small["sector"].replace({"technology": "commerce", "tourism": "commerce"})
    small.loc[rows[:3], "sector"] = "technology"
    small.loc[rows[3:6], "sector"] = "tourism"
    _, table = told(small)
    assert "are taken together" in table["en"]
    assert "Technology and Tourism (Allied firms" in table["en"]


def test_firms_of_unknown_structure_stay_out_of_the_comparison_by_structure_only(
    scores, settings, questionnaire
):
    unknown = scores.copy()
    rows = unknown.index[unknown["group"] == "other_allied"][:10]
    unknown.loc[rows, "group"] = None
    before, after = (
        estimate_income(frame, questionnaire, settings, 0.95) for frame in (scores, unknown)
    )
    for group in ("allied", "well_structured", "bridge_alliance"):
        assert after.estimates[group] == before.estimates[group]
    known = before.firms["other_allied"] - after.firms["other_allied"]
    assert after.estimates["other_allied"].n == before.estimates["other_allied"].n - known
    assert known > 5


def test_models_of_collaboration_are_corrected_for_their_number(
    scores, settings, told, questionnaire
):
    result = estimate_income(scores, questionnaire, settings, 0.95)
    raw = sorted(result.estimates[name].p for name in settings.income.models)
    expected = np.maximum.accumulate([min(1, p * k) for p, k in zip(raw, (3, 2, 1), strict=True)])
    assert sorted(result.holm.values()) == pytest.approx(list(expected))
    facts, table = told(scores)
    said = facts["survey.income.models.phrase"].text
    assert said["en"].startswith("bridge alliance: ")
    assert said["es"].count(";") == 2 + 3
    assert "corrected for the 3 models" in table["en"]


def test_a_model_with_few_firms_is_not_estimated_and_not_counted(scores, settings, told):
    rows = scores.index[scores["model"] == "university_industry"]
    few = scores.drop(rows[4:])
    facts, table = told(few)
    assert (
        "university–industry partnership: not estimated"
        in facts["survey.income.models.phrase"].text["en"]
    )
    assert "muy pocas empresas en el modelo «Vinculación universidad–empresa»" in table["es"]
    assert "corrected for the 2 models" in table["en"]
    assert facts["survey.income.university_industry.percent"].value is None


def test_weights_shift_the_estimates(scores, settings, questionnaire):
    weighted = scores.assign(**{WEIGHT: 1.0})
    plain, ones = (
        estimate_income(frame, questionnaire, settings, 0.95) for frame in (scores, weighted)
    )
    assert plain.estimates == ones.estimates
    weighted.loc[weighted["exports"] == "yes", WEIGHT] = 5.0
    shifted = estimate_income(weighted, questionnaire, settings, 0.95).estimates["allied"]
    assert abs(shifted.value - plain.estimates["allied"].value) > 1e-4
