"""What drives success, against independent R packages (relaimpo, domir, ordinal, mice, car, boot)."""

import numpy as np
import pandas as pd
import pytest

from field_statistics.dominance import dominance_analysis
from field_statistics.equivalence import one_sided_tests
from field_statistics.model_diagnostics import variance_inflation
from field_statistics.multiplicity import adjust_p_values
from field_statistics.ordered_logit import fit_ordered_logit
from field_statistics.pooling import pool
from field_statistics.proportional_odds import proportional_odds_test
from field_statistics.regression import regress_hc3
from field_statistics.resampling import (
    acceleration,
    bca_intervals,
    correlations,
    leave_one_out_correlations,
    standardised_coefficients,
)
from reference_files import expected_values, input_frame

#: Relative tolerance of closed forms: ten significant digits.
CLOSE = 1e-10


@pytest.fixture(scope="module")
def boot():
    return expected_values("05_boot_perm")


@pytest.fixture(scope="module")
def regression():
    return expected_values("06_regression")


@pytest.fixture(scope="module")
def imputation():
    return expected_values("08_mi_mixed")


def correlation_of(frame, predictors, outcome):
    return np.corrcoef(frame[[*predictors, outcome]].to_numpy(float), rowvar=False)


def test_general_dominance_equals_relaimpo_and_domir(regression):
    swiss = input_frame("swiss", index_col=0)
    predictors = [name for name in swiss if name != "Fertility"]
    found = dominance_analysis(correlation_of(swiss, predictors, "Fertility"))
    for package in ("swiss_lmg", "domir_swiss_general"):
        expected = [regression[package][name] for name in predictors]
        assert found.general == pytest.approx(expected, rel=CLOSE)
    assert found.r2 == pytest.approx(regression["swiss_R2"], rel=CLOSE)
    first = [regression["swiss_first"][name] for name in predictors]
    last = [regression["swiss_last"][name] for name in predictors]
    assert found.conditional[:, 0] == pytest.approx(first, rel=CLOSE)
    # The least of these is a difference of nearly equal R²: two digits of it are lost.
    assert found.conditional[:, -1] == pytest.approx(last, rel=1e-9)


@pytest.mark.parametrize(
    ("file", "predictors", "outcome"),
    [
        ("mtcars", ["am", "cyl", "carb"], "mpg"),
        (
            "swiss",
            ["Agriculture", "Examination", "Education", "Catholic", "Infant.Mortality"],
            "Fertility",
        ),
    ],
)
def test_conditional_and_complete_dominance_equal_domir(regression, file, predictors, outcome):
    found = dominance_analysis(correlation_of(input_frame(file, index_col=0), predictors, outcome))
    for k, row in enumerate(regression[f"domir_{file}_conditional"]):
        expected = [row[f"include_at_{size}"] for size in range(1, len(predictors) + 1)]
        assert found.conditional[k] == pytest.approx(expected, rel=1e-9)
    for k, row in enumerate(regression[f"domir_{file}_complete"]):
        for other, name in enumerate(predictors):
            if other != k:
                assert found.complete[k, other] == row[f">_{name}"]


def slopes(rows, cuts):
    table = {row[".row"]: row for row in rows}
    names = [name for name in table if "|" not in name]
    assert len(table) == len(names) + cuts
    return table, names


def test_ordered_logit_equals_clm_on_wine(regression):
    wine = input_frame("ordinal_wine")
    design = pd.DataFrame(
        {
            "tempwarm": (wine["temp"] == "warm").astype(float),
            "contactyes": (wine["contact"] == "yes").astype(float),
        }
    )
    model = fit_ordered_logit(wine["rating"].astype(float), design, 0.95)
    table, names = slopes(regression["wine_clm"], 4)
    # clm stops its iterations at a gradient of 1e-6: eight digits are its own.
    for name in names:
        found = model.coefficient(name)
        assert found.value == pytest.approx(table[name]["Estimate"], rel=1e-8)
        assert found.error == pytest.approx(table[name]["Std. Error"], rel=1e-8)
        assert found.p == pytest.approx(table[name]["Pr(>|z|)"], rel=1e-7)
    expected = [table[f"{k}|{k + 1}"]["Estimate"] for k in range(1, 5)]
    assert model.thresholds == pytest.approx(expected, rel=1e-8)
    likelihood = regression["wine_nominal_test"][0]["logLik"]
    assert model.log_likelihood == pytest.approx(likelihood, rel=1e-12)


def test_ordered_logit_equals_clm_on_housing(regression):
    housing = input_frame("MASS_housing")
    firms = housing.loc[housing.index.repeat(housing["Freq"])].reset_index(drop=True)
    design = pd.DataFrame(
        {
            f"{column}{level}": (firms[column] == level).astype(float)
            for column, levels in {
                "Infl": ["Medium", "High"],
                "Type": ["Apartment", "Atrium", "Terrace"],
                "Cont": ["High"],
            }.items()
            for level in levels
        }
    )
    ranks = firms["Sat"].map({"Low": 1.0, "Medium": 2.0, "High": 3.0})
    model = fit_ordered_logit(ranks, design, 0.95)
    table, names = slopes(regression["housing_clm_logit"], 2)
    for name in names:
        found = model.coefficient(name)
        assert found.value == pytest.approx(table[name]["Estimate"], rel=1e-8)
        assert found.error == pytest.approx(table[name]["Std. Error"], rel=1e-8)
    thresholds = [table["Low|Medium"]["Estimate"], table["Medium|High"]["Estimate"]]
    assert model.thresholds == pytest.approx(thresholds, rel=1e-8)
    # polr stops earlier: its coefficients agree to six digits, its deviance to all.
    for row in regression["housing_polr_logit"][:6]:
        assert model.coefficient(row[".row"]).value == pytest.approx(row["Value"], rel=1e-6)
    assert -2 * model.log_likelihood == pytest.approx(regression["housing_polr_dev"][0], rel=1e-12)


def test_proportional_odds_equal_the_nominal_test_of_ordinal(regression):
    wine = input_frame("ordinal_wine")
    design = pd.DataFrame(
        {
            "temp": (wine["temp"] == "warm").astype(float),
            "contact": (wine["contact"] == "yes").astype(float),
        }
    )
    found = proportional_odds_test(wine["rating"].to_numpy(int) - 1, design)
    housing = input_frame("MASS_housing")
    firms = housing.loc[housing.index.repeat(housing["Freq"])].reset_index(drop=True)
    dummies = pd.get_dummies(firms[["Infl", "Type", "Cont"]], dtype=float)
    dummies = dummies.drop(columns=["Infl_Low", "Type_Tower", "Cont_Low"])
    terms = {
        name: [column for column in dummies if column.startswith(name)]
        for name in ("Infl", "Type", "Cont")
    }
    ranks = firms["Sat"].map({"Low": 0, "Medium": 1, "High": 2}).to_numpy(int)
    found |= proportional_odds_test(ranks, dummies, terms)
    rows = [*regression["wine_nominal_test"][1:], *regression["housing_clm_nominal_test"][1:]]
    for row in rows:
        ours = found[row["_row"]]
        assert ours.df == row["Df"]
        # clm's likelihood of the wider model is good to about eight digits (nobody rated a cold
        # wine 5: its slope grows for ever, and clm stops on the way).
        assert ours.statistic == pytest.approx(row["LRT"], abs=2e-6)
        assert ours.p == pytest.approx(row["Pr(>Chi)"], abs=1e-6)


def test_rubin_and_barnard_rubin_equal_mice(imputation):
    # The estimates and errors of each data set, as printed by R, and how mice pooled them.
    sets = np.array(imputation["nhanes_per_imp"])
    for k, expected in enumerate(imputation["nhanes_pool_detail"]):
        found = pool(sets[:, k, 0], sets[:, k, 1] ** 2, expected["dfcom"])
        names = {"estimate": "value", "ubar": "within", "b": "between", "t": "total"}
        names |= {"df": "df", "riv": "riv", "lambda": "proportion", "fmi": "fmi"}
        for theirs, ours in names.items():
            assert getattr(found, ours) == pytest.approx(expected[theirs], rel=CLOSE)
        summary = imputation["nhanes_pooled"][k]
        estimate = found.estimate(0.95, 25)
        assert estimate.error == pytest.approx(summary["std.error"], rel=CLOSE)
        assert estimate.p == pytest.approx(summary["p.value"], rel=CLOSE)


def test_pooling_from_the_imputed_data_equals_mice(imputation):
    sets = input_frame("mice_nhanes_5imputed_long")
    found = []
    for _, complete in sets.groupby(".imp"):
        design = np.column_stack([np.ones(len(complete)), complete["age"], complete["chl"]])
        inverse = np.linalg.inv(design.T @ design)
        b = inverse @ design.T @ complete["bmi"]
        residuals = complete["bmi"] - design @ b
        variance = residuals @ residuals / (len(complete) - 3)
        found.append((b[1], variance * inverse[1, 1]))
    pooled = pool(*zip(*found, strict=True), 22)
    expected = imputation["nhanes_pool_detail"][1]
    assert pooled.value == pytest.approx(expected["estimate"], rel=CLOSE)
    assert pooled.df == pytest.approx(expected["df"], rel=1e-9)


def test_pooling_of_a_scalar_equals_mice(imputation):
    expected = imputation["rubin_textbook_scalar"]
    found = pool([10.2, 9.8, 10.5, 10.1, 9.9], [0.8, 0.9, 0.85, 0.8, 0.95], 147)
    for theirs, ours in {
        "qbar": "value",
        "ubar": "within",
        "b": "between",
        "t": "total",
        "df": "df",
        "r": "riv",
        "fmi": "fmi",
    }.items():
        assert getattr(found, ours) == pytest.approx(expected[theirs], rel=CLOSE)


def test_complete_cases_equal_lm(imputation):
    complete = input_frame("mice_nhanes", index_col=0).dropna(subset=["age", "bmi", "chl"])
    model = regress_hc3(complete["bmi"], complete[["age", "chl"]], 0.95)
    for row in imputation["nhanes_cc"][1:]:
        assert model.coefficient(row[".row"]).value == pytest.approx(row["Estimate"], rel=CLOSE)


@pytest.mark.parametrize(("method", "ours"), [("BH1995_holm", "holm"), ("BH1995_BH", "bh")])
def test_multiplicity_equals_p_adjust(boot, method, ours):
    found = adjust_p_values(dict(enumerate(boot["BH1995_p"])), ours)
    assert list(found.values()) == pytest.approx(boot[method], rel=1e-12)


def test_equivalence_equals_the_tests_on_sleep(boot):
    first = np.array([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0])
    second = np.array([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])
    parts = first.var(ddof=1) / 10, second.var(ddof=1) / 10
    df = sum(parts) ** 2 / sum(part**2 / 9 for part in parts)
    difference = first.mean() - second.mean()
    found = one_sided_tests(difference, np.sqrt(sum(parts)), df, -3, 3)
    expected = boot["sleep_tost_welch_bound3"]
    assert found == pytest.approx((expected["p_low"], expected["p_upp"]), rel=CLOSE)
    error = (first - second).std(ddof=1) / np.sqrt(10)
    found = one_sided_tests(difference, error, 9, -3, 3)
    assert found == pytest.approx(tuple(boot["sleep_tost_paired_bound3"]), rel=CLOSE)


def test_variance_inflation_equals_car(regression):
    duncan = input_frame("car_Duncan", index_col=0)
    design = duncan[["income", "education"]].assign(
        prof=(duncan["type"] == "prof").astype(float), wc=(duncan["type"] == "wc").astype(float)
    )
    found = variance_inflation(design)
    expected = {row["_row"]: row["GVIF"] for row in regression["Duncan_vif"]}
    for name in ("income", "education"):
        assert found[name] == pytest.approx(expected[name], rel=CLOSE)


def test_bootstrap_with_the_same_draws_equals_r(boot):
    """The correlation of the law schools, resampled with the very indices that R drew."""
    law = input_frame("bootstrap_law")[["LSAT", "GPA"]].to_numpy(float)
    drawn = input_frame("law_boot_indices_1999x15").to_numpy(int) - 1
    weights = np.stack([np.bincount(row, minlength=15) for row in drawn]).astype(float)
    # With one predictor the standardised coefficient is the correlation.
    replicates = standardised_coefficients(correlations(law, weights))
    jackknife = standardised_coefficients(leave_one_out_correlations(law))
    estimate = standardised_coefficients(correlations(law, np.ones((1, 15))))[0]
    assert estimate == pytest.approx([boot["law_cor"]], rel=1e-12)
    assert replicates.std(ddof=1) == pytest.approx(boot["law_fixed_boot_se"], rel=CLOSE)
    bias = replicates.mean() - estimate[0]
    assert bias == pytest.approx(boot["law_fixed_boot_bias"], rel=CLOSE)
    error = np.sqrt(14 / 15 * ((jackknife - jackknife.mean()) ** 2).sum())
    assert error == pytest.approx(boot["law_jackknife_se"], rel=CLOSE)
    assert acceleration(jackknife) == pytest.approx([boot["law_bca_acceleration_jack"]], rel=CLOSE)
    found = bca_intervals(replicates, estimate, jackknife, 0.95)[0]
    assert found == pytest.approx(boot["law_fixed_bca_type7"], rel=CLOSE)
