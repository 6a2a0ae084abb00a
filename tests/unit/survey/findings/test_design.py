"""The power of the design for the smallest differences that matter."""

import math

import numpy as np
import pytest
from statsmodels.stats.power import TTestIndPower

from alianzas.survey.drivers.driver_model import fit_drivers
from alianzas.survey.findings.design import Planned, plan_contrast, plan_sample
from alianzas.survey.findings.design_results import design_facts, design_table
from alianzas.survey.income.group_contrasts import STRUCTURE, contrast_groups
from alianzas.survey.income.income_comparison import estimate_income
from alianzas.survey.income.samples import gather


@pytest.fixture
def planned(settings, questionnaire):
    def of(scores, chosen=None):
        used = chosen or settings
        structure = contrast_groups(gather(scores, questionnaire, used), STRUCTURE, used, 0.95)
        income = estimate_income(scores, questionnaire, used, 0.95)
        return plan_sample(
            fit_drivers(scores, questionnaire, used, 0.95), income, structure, used, 0.95
        )

    return of


@pytest.fixture
def told(planned, settings, labels):
    def of(scores, chosen=None):
        used = chosen or settings
        found = planned(scores, used)
        return {f.key: f for f in design_facts(found, used, labels)}

    return of


@pytest.mark.parametrize("d", [0.3, 0.5, 0.8])
def test_two_groups_as_statsmodels_has_them(d):
    """Equal groups with a known spread, where the textbook gives power and number of units."""
    n = 100
    error = math.sqrt(2 / (n / 2))
    power, needed = plan_contrast(error, n, n - 2, d, 0.8, 0.05)
    assert power == pytest.approx(TTestIndPower().power(d, n / 2, 0.05), rel=1e-6)
    each = TTestIndPower().solve_power(d, power=0.8, alpha=0.05)
    assert needed == math.ceil(2 * each - 1e-9)


def test_a_difference_of_no_size_needs_more_than_any_survey_has():
    assert plan_contrast(0.1, 100, 90, 1e-9, 0.8, 0.05)[1] is None


def test_what_was_found_does_not_matter(scores, planned):
    """The power is that for a set difference: growth of all allied firms may be shifted."""
    shifted = scores["income_after"].where(
        scores["status"] != "allied", scores["income_after"] * 1.5
    )
    ours, theirs = planned(scores), planned(scores.assign(income_after=shifted))
    for name in ("compatibility", "planning", "allied", "well_structured"):
        assert ours[name].power == pytest.approx(theirs[name].power)
        assert ours[name].needed == theirs[name].needed


def test_short_power_is_a_fault_of_the_design_and_said(told, scores):
    facts = told(scores)
    phrase = facts["survey.design.phrase"]
    assert phrase.value == "low"
    assert "compatibility and contract (37%), planning and contract (28%)" in phrase.text["en"]
    assert "compatibilidad y contrato (37" in phrase.text["es"]
    assert facts["survey.design.compatibility.needed.n"].value > 89


def test_enough(told, scores, settings):
    large = settings.model_copy(
        update={
            "drivers": settings.drivers.model_copy(update={"smallest_difference": 1.5}),
            "income": settings.income.model_copy(update={"smallest_difference": 0.8}),
        }
    )
    assert told(scores, large)["survey.design.phrase"].value == "enough"


def test_nothing_estimated(told, planned, scores, settings, labels):
    facts = told(scores.head(12))
    assert facts["survey.design.phrase"].value == "unknown"
    assert facts["survey.design.allied.power"].missing == "not_estimated"
    found = planned(scores.head(12))
    assert not any(isinstance(one, Planned) for one in found.values())
    frame = design_table(found, settings, labels).frame
    assert frame["power"].isna().all()


def test_more_firms_more_power(draw, planned):
    few, many = (planned(draw(seed=1, firms=n)) for n in (150, 600))
    assert all(many[name].power > few[name].power for name in few)
    assert np.isfinite([one.needed for one in many.values()]).all()
