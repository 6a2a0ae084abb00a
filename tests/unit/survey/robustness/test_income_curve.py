import numpy as np
import pytest

from alianzas.survey.robustness.effects_in_rows import effects
from alianzas.survey.robustness.firm_columns import Firms, control_columns, place_kept
from alianzas.survey.robustness.income_curve import income_curves
from field_statistics.treatment_effects.estimators import estimate_effect
from field_statistics.treatment_effects.treatment_groups import Groups
from unit.survey.robustness.samples import fewer, firms_of


@pytest.mark.parametrize("scale", [None, 1.0, 40.0])
@pytest.mark.parametrize("estimand", ["ate", "att"])
@pytest.mark.parametrize("name", ["regression", "ipw", "aipw", "matching"])
def test_effects_in_rows_are_those_of_the_estimators(name, estimand, scale):
    rng = np.random.default_rng(3)
    covariates = rng.normal(size=(90, 3))
    covariates[:, 2] = (covariates[:, 2] > 0).astype(float)
    treated = (rng.random(90) < 1 / (1 + np.exp(-0.5 * covariates[:, 0]))).astype(float)
    outcomes = rng.normal(size=(4, 90)) + 0.3 * treated
    weights = rng.uniform(0.2, 3, 90)
    given, scaled = (None, None) if scale is None else (weights, scale * weights)
    found = effects(name, outcomes, Groups.of(treated, covariates, scaled), estimand)
    for row, outcome in enumerate(outcomes):
        expected = estimate_effect(name, outcome, treated, covariates, given, estimand=estimand)
        assert found.estimate[row] == pytest.approx(expected.estimate, rel=1e-9, abs=1e-12)
        assert found.error[row] == pytest.approx(expected.standard_error, rel=1e-9)
        p = expected.p
        assert p == pytest.approx(_p(found, row), rel=1e-8)


def _p(found, row):
    from scipy.special import stdtr

    return 2 * stdtr(found.df, -abs(found.estimate[row] / found.error[row]))


def test_an_effect_is_found_and_none_is_not(settings, questionnaire):
    few = fewer(settings)
    income = settings.simulation.income
    strong = income.model_copy(update={"allied": 0.3, "well_structured": 0.1})
    nothing = income.model_copy(update={"allied": 0.0, "well_structured": 0.0})
    found = income_curves(
        firms_of(settings, questionnaire, 2, income=strong), few, questionnaire, 0.95, 1
    )
    assert found["allied"].summary.verdict(0.95) == "positive"
    assert found["allied"].summary.positive == 1
    none = income_curves(
        firms_of(settings, questionnaire, 2, income=nothing), few, questionnaire, 0.95, 1
    )
    assert none["allied"].summary.verdict(0.95) == "unclear"


@pytest.mark.parametrize(
    ("status", "code"), [("allied", "few_independent"), ("independent", "few_well_structured")]
)
def test_a_group_without_firms_is_a_stated_limitation(status, code, settings, questionnaire):
    answers = firms_of(settings, questionnaire).answers
    answers = answers[answers["status"] == status].reset_index(drop=True)
    firms = Firms(answers, np.ones(len(answers), dtype=bool))
    found = income_curves(firms, fewer(settings, 19), questionnaire, 0.95, 1)
    assert found["well_structured"].limitation.code == code
    assert found["well_structured"].summary is None


def test_twelve_firms(settings, questionnaire):
    answers = firms_of(settings, questionnaire).answers.head(12)
    firms = Firms(answers, np.ones(12, dtype=bool))
    found = income_curves(firms, fewer(settings, 19), questionnaire, 0.95, 1)
    assert all(curve.limitation is not None for curve in found.values())


def test_a_single_sector_leaves_no_column(settings, questionnaire):
    answers = firms_of(settings, questionnaire).answers.assign(sector="tourism")
    columns, names = control_columns(answers, ["sector", "size"], questionnaire, 2024)
    assert names == ["size"]
    assert columns.shape == (len(answers), 1)


def test_rare_sectors_are_joined(settings, questionnaire):
    answers = firms_of(settings, questionnaire).answers.head(40).copy()
    answers["sector"] = ["commerce"] * 20 + ["services"] * 12 + ["tourism"] * 4 + ["technology"] * 4
    columns, names = control_columns(answers, ["sector"], questionnaire, 2024)
    assert names == ["sector_services", "sector_rare"]
    assert columns.sum(axis=0).tolist() == [12, 8]


def test_the_firms_kept_are_found_among_all(settings, questionnaire):
    wide = firms_of(settings, questionnaire).answers
    some = wide.drop(index=[0, 5, 149]).reset_index(drop=True)
    found = place_kept(wide, some)
    assert np.flatnonzero(~found.kept).tolist() == [0, 5, 149]
    with pytest.raises(ValueError, match="not among"):
        place_kept(some, wide)
