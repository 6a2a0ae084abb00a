import pytest

from alianzas.survey.drivers.driver_model import fit_drivers
from alianzas.survey.income.income_comparison import estimate_income
from alianzas.survey.robustness.leave_out import LeftOut, leave_out
from alianzas.survey.robustness.leave_out_results import leave_out_facts, leave_out_table
from field_statistics.regression import Estimate


@pytest.fixture(scope="module")
def scores(scores):
    """All firms in three sectors and two regions, as each group left out takes its own estimates."""
    sector = scores["sector"].where(scores["sector"].isin(["commerce", "tourism"]), "services")
    region = scores["region"].where(scores["region"] == "guayas", "pichincha")
    return scores.assign(sector=sector, region=region)


@pytest.fixture(scope="module")
def found(scores, settings, questionnaire):
    return {
        (one.factor, one.target): one for one in leave_out(scores, questionnaire, settings, 0.95)
    }


def test_each_finding_is_that_of_the_firms_left(found, scores, settings, questionnaire):
    rest = scores[scores["sector"] != "tourism"]
    drivers = fit_drivers(rest, questionnaire, settings, 0.95).comparisons["planning", "contract"]
    assert drivers is not None
    assert found["sector", "planning_vs_contract"].without["tourism"] == drivers
    income = estimate_income(rest, questionnaire, settings, 0.95).estimates["well_structured"]
    assert income is not None
    assert found["sector", "well_structured"].without["tourism"] == income
    assert set(found["region", "allied"].without) == set(scores["region"])


def test_a_single_sector_is_a_stated_limitation(scores, settings, questionnaire, labels):
    alone = leave_out(scores.assign(sector="tourism"), questionnaire, settings, 0.95)
    facts = {f.key: f for f in leave_out_facts(alone, questionnaire, labels)}
    key = "survey.robustness.drivers.compatibility_vs_contract.without_sector"
    assert "because all firms belong to one sector" in facts[f"{key}.phrase"].text["en"]
    assert "porque todas las empresas son de un solo sector" in facts[f"{key}.phrase"].text["es"]
    assert facts[f"{key}.lowest"].value is None
    assert (
        len(leave_out_table(alone, questionnaire, labels).frame) == 1 + scores["region"].nunique()
    )


def test_twelve_firms(scores, settings, questionnaire, labels):
    few = leave_out(scores.head(12), questionnaire, settings, 0.95)
    assert all(one.limitation is not None for one in few)
    facts = leave_out_facts(few, questionnaire, labels)
    assert all(fact.value in (None, "unknown") for fact in facts if fact.kind != "count")
    assert all(fact.value == 0 for fact in facts if fact.key.endswith(".lost.n"))


UP, DOWN, OPEN = (Estimate(value=v, low=v - 1, high=v + 1, p=0.5, n=90) for v in (2.0, -2.0, -0.1))


@pytest.mark.parametrize(
    ("whole", "without", "english"),
    [
        (UP, {"tourism": UP, "commerce": UP}, "is the same whichever sector is left out"),
        (OPEN, {"tourism": OPEN, "commerce": OPEN}, "is the same whichever sector is left out"),
        (UP, {"tourism": OPEN, "commerce": UP}, "is left open when tourism is left out"),
        (UP, {"tourism": DOWN, "commerce": UP}, "becomes the opposite when tourism is left out"),
        (OPEN, {"tourism": UP, "commerce": OPEN}, "becomes clear when tourism is left out"),
        (UP, {"tourism": None, "commerce": UP}, "cannot be given when tourism is left out"),
        (
            UP,
            {"tourism": None, "commerce": OPEN},
            "is left open when commerce is left out and cannot be given when tourism is left out",
        ),
        (UP, {"tourism": DOWN, "commerce": OPEN}, "changes when tourism or commerce is left out"),
    ],
)
def test_what_becomes_of_a_verdict_is_said(questionnaire, labels, whole, without, english):
    found = [LeftOut("sector", "well_structured", whole, without, 2)]
    facts = {fact.key: fact for fact in leave_out_facts(found, questionnaire, labels)}
    key = "survey.robustness.income.well_structured.without_sector.phrase"
    assert facts[key].text["en"] == english
    assert "{" not in facts[key].text["es"]
