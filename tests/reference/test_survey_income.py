"""What alliances do to income, against independent R packages (MatchIt, sandwich, stats)."""

import numpy as np
import pandas as pd
import pytest

from alianzas.config.study_files import load_study
from alianzas.survey.income.balance import standardised_difference
from alianzas.survey.income.group_contrasts import STRUCTURE, contrast_groups
from alianzas.survey.income.samples import gather
from alianzas.survey.income.sensitivity import (
    adjusted,
    bound_by,
    classical,
    e_value,
    e_values,
    group_r2,
    partial_r2,
    robustness_value,
    selection,
)
from alianzas.survey.questionnaire import load_questionnaire
from alianzas.survey.responses.response_import import import_responses
from alianzas.survey.scores import score_scales
from field_statistics.raking import rake
from field_statistics.regression import regress_hc3
from field_statistics.treatment_effects.estimators import estimate_effect
from field_statistics.treatment_effects.inverse_propensity import (
    aipw_influence,
    balancing_weights,
    effective_n,
)
from field_statistics.treatment_effects.least_squares import least_squares
from field_statistics.treatment_effects.propensity import fit_propensity, with_constant
from reference_files import ROOT, expected_values, input_frame

#: Relative tolerance of closed forms: ten significant digits.
CLOSE = 1e-10
#: Where R's glm stops before the maximum: see stopped_as_glm.
GLM = 1e-6


@pytest.fixture(scope="module")
def causal():
    return expected_values("07_causal_survey")


@pytest.fixture(scope="module")
def lalonde():
    """Outcome, treatment and covariates of the job training study, coded as R codes them."""
    frame = input_frame("MatchIt_lalonde", index_col=0)
    race = {name: (frame["race"] == name).astype(float) for name in ("hispan", "white")}
    plain = frame[["age", "educ"]].assign(**race)
    covariates = plain.join(frame[["married", "nodegree", "re74", "re75"]])
    return (
        frame["re78"].to_numpy(float),
        frame["treat"].to_numpy(float),
        covariates.to_numpy(float),
    )


def test_difference_and_regression(causal, lalonde):
    assert estimate_effect("difference", *lalonde).estimate == pytest.approx(
        causal["lalonde_raw_diff"], rel=CLOSE
    )
    found, expected = estimate_effect("regression", *lalonde), causal["lalonde_ols_treat"]
    assert (found.estimate, found.standard_error, found.p) == pytest.approx(
        (expected["Estimate"], expected["Std. Error"], expected["Pr(>|t|)"]), rel=CLOSE
    )
    interacted = estimate_effect("regression_interacted", *lalonde)
    assert interacted.estimate == pytest.approx(causal["lalonde_ra_ate"], rel=CLOSE)


def stopped_as_glm(treated, covariates):
    """Return R's own propensities: glm stops when the deviance settles, at eight digits of them."""
    design, score, before = with_constant(covariates), (treated + 0.5) / 2, np.inf
    while True:
        linear, weight = np.log(score / (1 - score)), score * (1 - score)
        working = linear + (treated - score) / weight
        root = np.sqrt(weight)
        coefficients = np.linalg.lstsq(design * root[:, None], working * root, rcond=None)[0]
        score = 1 / (1 + np.exp(-design @ coefficients))
        deviance = -2 * np.log(np.where(treated == 1, score, 1 - score)).sum()
        if abs(deviance - before) / (abs(deviance) + 0.1) < 1e-8:
            return coefficients, score
        before = deviance


def test_propensity(causal, lalonde):
    _, treated, covariates = lalonde
    coefficients, score = stopped_as_glm(treated, covariates)
    expected = list(causal["lalonde_ps_coef"].values())
    assert coefficients == pytest.approx(expected, rel=CLOSE)
    assert score == pytest.approx(input_frame("lalonde_ps")["ps"].to_numpy(), rel=CLOSE)
    found = fit_propensity(treated, covariates)
    assert found.coefficients == pytest.approx(expected, rel=GLM)
    assert found.score == pytest.approx(score, rel=GLM)
    # Ours is the maximum itself: the score equations hold to rounding.
    residual = with_constant(covariates / covariates.std(axis=0)).T @ (treated - found.score)
    assert np.abs(residual).max() < 1e-9


def test_weighting(causal, lalonde):
    outcome, treated, covariates = lalonde
    score = stopped_as_glm(treated, covariates)[1]
    for estimand, key in (("ate", "lalonde_ipw_ate_hajek"), ("att", "lalonde_ipw_att")):
        weights = balancing_weights(treated, score, estimand)
        means = [np.average(outcome[treated == t], weights=weights[treated == t]) for t in (0, 1)]
        assert means[1] - means[0] == pytest.approx(causal[key], rel=CLOSE)
        found = estimate_effect("ipw", *lalonde, estimand=estimand)
        assert found.estimate == pytest.approx(causal[key], rel=GLM)


def test_doubly_robust(causal, lalonde):
    outcome, treated, covariates = lalonde
    estimate, error = causal["lalonde_aipw_ate_se"]
    assert estimate_effect("aipw", *lalonde).estimate == pytest.approx(estimate, rel=GLM)
    design, ones = with_constant(covariates), np.ones(len(outcome))
    predictions = np.array(
        [
            design @ least_squares(outcome[own], design[own], ones[own], power=0.0).coefficients
            for own in (treated == 0, treated == 1)
        ]
    )
    score = stopped_as_glm(treated, covariates)[1]
    again, influence = aipw_influence(outcome, treated, score, predictions, ones, "ate")
    assert again == pytest.approx(estimate, rel=CLOSE)
    assert influence.std(ddof=1) / np.sqrt(len(outcome)) == pytest.approx(error, rel=CLOSE)


def test_standardised_differences_before_matching(causal, lalonde):
    _, treated, covariates = lalonde
    score = stopped_as_glm(treated, covariates)[1]
    black = 1 - covariates[:, 2] - covariates[:, 3]
    names = ["age", "educ", "racehispan", "racewhite", "married", "nodegree", "re74", "re75"]
    columns = dict(zip(names, covariates.T, strict=True)) | {"distance": score, "raceblack": black}
    for row in causal["lalonde_smd_before_after"]:
        values = columns[row["_row"]]
        found = standardised_difference(values, treated, np.ones(len(treated)), "att")
        assert found == pytest.approx(row["V1"], rel=CLOSE), row["_row"]


@pytest.fixture(scope="module")
def darfur():
    """The study of attitudes in Darfur as sensemakr's example fits it: outcome, design, columns."""
    frame = input_frame("sensemakr_darfur")
    names = ["directlyharmed", "age", "farmer_dar", "herder_dar", "pastvoted", "hhsize_darfur"]
    plain = frame[[*names, "female"]].astype(float)
    villages = pd.get_dummies(frame["village"], drop_first=True, dtype=float)
    design = with_constant(plain.join(villages).to_numpy())
    return frame["peacefactor"].to_numpy(float), design, plain.columns.get_loc("female") + 1


def test_robustness_value(causal, darfur):
    found, _ = classical(*darfur[:2], 1)
    expected = causal["darfur_stats"][0]
    assert (found.estimate, found.error, found.df) == pytest.approx(
        (expected["estimate"], expected["se"], expected["dof"]), rel=CLOSE
    )
    values = (
        partial_r2(found.t, found.df),
        robustness_value(found.t, found.df),
        robustness_value(found.t, found.df, alpha=0.05),
    )
    expected = tuple(expected[key] for key in ("r2yd.x", "rv_q", "rv_qa"))
    assert values == pytest.approx(expected, rel=CLOSE)
    assert partial_r2(4.18445, 783) == pytest.approx(causal["partial_r2"], rel=CLOSE)
    value = robustness_value(4.18445, 783, alpha=0.05)
    assert [value] * 2 == pytest.approx(causal["rv_direct_t4_df100"], rel=CLOSE)


@pytest.mark.slow
def test_bounds_by_an_observed_covariate(causal, darfur):
    outcome, design, female = darfur
    found, _ = classical(outcome, design, 1)
    treatment = group_r2(design[:, 1], np.delete(design, 1, axis=1), [female - 1])
    with_outcome = group_r2(outcome, design, [female])
    for times, row in enumerate(causal["darfur_bounds"], start=1):
        bound = bound_by(found, treatment, with_outcome, times)
        values = (bound.with_treatment, bound.with_outcome, bound.estimate, bound.error)
        keys = ("r2dz.x", "r2yz.dx", "adjusted_estimate", "adjusted_se")
        assert values == pytest.approx([row[key] for key in keys], rel=CLOSE)
        interval = (row["adjusted_lower_CI"], row["adjusted_upper_CI"])
        assert (bound.low, bound.high) == pytest.approx(interval, rel=CLOSE)
    estimate, error = adjusted(found, 0.05, 0.05)
    assert estimate == pytest.approx(causal["adjusted_estimate"]["directlyharmed"], rel=CLOSE)
    assert estimate / error == pytest.approx(causal["adjusted_t"]["directlyharmed"], rel=CLOSE)


def test_e_value(causal):
    expected = expected_values("09_pls_evalue_oster")
    assert e_value(3.9) == pytest.approx(causal["evalue_rr3.9"], rel=CLOSE)
    assert e_value(1 / 3.9) == pytest.approx(causal["evalue_rr3.9"], rel=CLOSE)
    assert e_value(1.8) == pytest.approx(causal["evalue_ci1.8"], rel=CLOSE)
    assert e_value(np.sqrt(2)) == pytest.approx(causal["evalue_or2_common"], rel=CLOSE)
    assert e_values(0.5, 0.25, 1)[0] == pytest.approx(causal["evalue_smd0.5"], rel=CLOSE)
    for name, arguments in (("EV_MD", (0.5, 0.25, 1)), ("EV_OLS", (0.12, 0.04, 0.6))):
        row = expected[name][1]
        assert e_values(*arguments) == pytest.approx((row["point"], row["lower"]), rel=CLOSE)


def test_proportional_selection():
    expected = expected_values("09_pls_evalue_oster")
    cars = input_frame("mtcars")
    found = selection(
        *(cars[k].to_numpy(float) for k in ("mpg", "wt")), cars[["hp", "qsec"]].values
    )
    values = {row["Name"]: row["Value"] for row in expected["oster_delta"]}
    assert (found.raw, found.held, found.raw_r2, found.held_r2) == pytest.approx(
        [
            values[f"{which} {what}"]
            for what in ("Coefficient", "R-square")
            for which in ("Uncontrolled", "Controlled")
        ],
        rel=CLOSE,
    )
    # robomit prints both results with six decimals.
    assert found.delta(0.0, 0.95) == pytest.approx(values["delta*"], abs=5e-7)
    beta = {row["Name"]: row["Value"] for row in expected["oster_beta"]}
    assert found.beta(1.0, 0.95) == pytest.approx(beta["beta*"], abs=5e-7)
    # One and the same relation: delta for the effect under equal selection is one.
    assert found.delta(found.beta(1.0, 0.95), 0.95) == pytest.approx(1, rel=CLOSE)


def test_raking(causal):
    schools = input_frame("survey_apiclus1")
    margins = {
        "stype": {"E": 4421, "H": 755, "M": 1018},
        "sch.wide": {"No": 1072, "Yes": 5122},
    }
    found = rake(schools["pw"].to_numpy(float), schools, margins)
    assert found.converged
    weights = found.weights / found.weights.sum() * 6194
    # R's rake stops at 1e-9.
    expected = input_frame("apiclus1_rake_weights")["w"].to_numpy()
    assert weights == pytest.approx(expected, rel=1e-8)
    mean = np.average(schools["api00"], weights=weights)
    assert mean == pytest.approx(causal["api_clus_rake_mean"]["api00"], rel=1e-8)
    total = (weights * schools["enroll"]).sum()
    assert total == pytest.approx(causal["api_clus_rake_total_enroll"]["enroll"], rel=1e-8)
    assert effective_n(weights) == pytest.approx(causal["kish_neff_rake"], rel=1e-8)


def test_one_margin_is_poststratification(causal):
    schools = input_frame("survey_apiclus1")
    found = rake(
        schools["pw"].to_numpy(float), schools, {"stype": {"E": 4421, "H": 755, "M": 1018}}
    )
    mean = np.average(schools["api00"], weights=found.weights)
    assert mean == pytest.approx(causal["api_clus_poststrat_mean"]["api00"], rel=CLOSE)


def test_two_kinds_of_alliance_directly():
    """Well-structured against other alliances in one model with the independent firms, HC3.

    R 4.2.2, on the shipped answers with all six sectors: ``lm(growth ~ well_structured + other_allied +
    sector + size + age + exports)``, the covariance as (X'X)⁻¹ X' diag(e²/(1 − h)²) X (X'X)⁻¹.
    """
    settings = load_study("ecuador", ROOT).survey
    questionnaire = load_questionnaire(ROOT / "config/codebooks/questionnaire.yaml", settings.lists)
    answers = import_responses(ROOT / settings.responses.file, questionnaire, settings).answers
    firms = gather(score_scales(answers, questionnaire, settings), questionnaire, settings)
    groups = pd.DataFrame({name: firms.members[name].astype(float) for name in STRUCTURE})
    sectors = pd.get_dummies(firms.controls["sector"], drop_first=True).astype(float)
    design = groups.join(sectors).join(firms.controls.drop(columns="sector"))[firms.complete]
    model = regress_hc3(firms.growth[firms.complete], design, 0.95)
    found, test = model.difference(*STRUCTURE), model.equality(STRUCTURE)
    assert (found.value, found.error) == pytest.approx(
        (0.088592415747758, 0.045965756451069), rel=CLOSE
    )
    assert (test.f, test.df, test.residual_df, test.p) == pytest.approx(
        (3.71470444287004, 1, 130, 0.0561165530974789), rel=CLOSE
    )
    # The study's own rule joins the sector that has too few firms, which frees a degree of freedom.
    ours = contrast_groups(firms, STRUCTURE, settings, 0.95)
    assert ours.residual_df == 131
    assert ours.log.p == pytest.approx(0.0550, abs=5e-5)
