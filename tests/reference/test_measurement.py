"""Measurement against independent R packages (lavaan, semTools, psych, seminr).

Precision follows the algorithm. Closed forms agree to ten digits and more. Maximum likelihood is
exact here, while lavaan stops its search at a gradient of about 1e-6: its estimates are good to
six digits, chi-squared, which is flat at the optimum, to ten.
"""

import numpy as np
import pytest

from alianzas.survey.measurement.item_statistics import scale_statistics
from field_statistics.measurement.common_method import full_collinearity, single_factor_share
from field_statistics.measurement.composites import (
    average_variance_extracted,
    composite_reliability,
    omega,
)
from field_statistics.measurement.confirmatory import fit_factors
from field_statistics.measurement.discriminant import heterotrait_monotrait
from field_statistics.measurement.exploratory import (
    bartlett_sphericity,
    eigenvalues,
    kaiser_meyer_olkin,
    minres,
)
from field_statistics.measurement.fit_indices import fit_indices
from field_statistics.measurement.incomplete_covariances import estimate_moments
from reference_files import expected_values, input_frame

#: Closed forms: ten significant digits.
CLOSE = 1e-10
#: lavaan's estimates: six digits.
SEARCHED = 2e-6

SCALES = {
    "agree": ["-A1", "A2", "A3", "A4", "A5"],
    "conscientious": ["C1", "C2", "C3", "-C4", "-C5"],
    "extraversion": ["-E1", "-E2", "E3", "E4", "E5"],
    "neuroticism": ["N1", "N2", "N3", "N4", "N5"],
    "openness": ["O1", "-O2", "O3", "O4", "-O5"],
}
FACTORS = ("visual", "textual", "speed")
HOLZINGER = [0, 0, 0, 1, 1, 1, 2, 2, 2]


@pytest.fixture(scope="module")
def expected():
    return expected_values("01_reliability")


@pytest.fixture(scope="module")
def personality():
    """The 25 items of bfi as asked; firms with gaps left out where a test needs it."""
    return input_frame("bfi", index_col=0).iloc[:, :25]


def scale(personality, name):
    items = personality[[item.lstrip("-") for item in SCALES[name]]].dropna()
    for item in SCALES[name]:
        if item.startswith("-"):
            items[item[1:]] = 7 - items[item[1:]]
    return items


@pytest.fixture(scope="module")
def holzinger():
    items = input_frame("HolzingerSwineford1939")[[f"x{k}" for k in range(1, 10)]]
    return fit_factors(estimate_moments(items.to_numpy(dtype=float)), HOLZINGER)


def square(rows):
    return np.array([[row[name] for name in FACTORS] for row in rows])


@pytest.mark.parametrize("name", SCALES)
def test_item_statistics_equal_psych(expected, personality, name):
    found = scale_statistics(scale(personality, name))
    rest, without = expected[f"item_rest_r_{name}"], expected[f"alpha_if_dropped_{name}"]
    assert found["item_rest"].to_dict() == pytest.approx(rest, rel=CLOSE)
    assert found["alpha_without"].to_dict() == pytest.approx(without, rel=CLOSE)


@pytest.mark.parametrize("name", SCALES)
def test_one_factor_models_equal_lavaan(expected, personality, name):
    values = scale(personality, name).to_numpy(dtype=float)
    model = fit_factors(estimate_moments(values), [0] * 5)
    fit, reference = fit_indices(model), expected[f"cfa_fit_{name}"]
    for ours, theirs in (("chi2", "chisq"), ("cfi", "cfi"), ("tli", "tli"), ("rmsea", "rmsea")):
        assert getattr(fit, ours) == pytest.approx(reference[theirs], rel=CLOSE)
    assert fit.df == reference["df"]
    assert fit.p == pytest.approx(reference["pvalue"], rel=1e-6, abs=1e-15)
    assert fit.srmr == pytest.approx(reference["srmr"], rel=SEARCHED)
    assert omega(model) == pytest.approx(expected[f"omega_compRelSEM_{name}"], rel=SEARCHED)
    # semTools weighs items by their variance; ours is the mean of the standardised loadings'
    # squares (see Holzinger and Swineford below). The loadings give its value too.
    weighted = (model.loadings**2).sum() / np.trace(model.moments.covariance)
    assert weighted == pytest.approx(expected[f"AVE_{name}"], rel=SEARCHED)


def test_fit_of_three_factors_equals_lavaan(expected, holzinger):
    fit, reference = fit_indices(holzinger, 0.9), expected["HS_fit"]
    for ours, theirs in (
        ("chi2", "chisq"),
        ("df", "df"),
        ("cfi", "cfi"),
        ("tli", "tli"),
        ("rmsea", "rmsea"),
    ):
        assert getattr(fit, ours) == pytest.approx(reference[theirs], rel=CLOSE)
    # The tail of 1e-9 is R's to about eight digits, the interval's root to as many.
    assert fit.p == pytest.approx(reference["pvalue"], rel=1e-7)
    assert fit.rmsea_low == pytest.approx(reference["rmsea.ci.lower"], rel=1e-8)
    assert fit.rmsea_high == pytest.approx(reference["rmsea.ci.upper"], rel=1e-8)
    assert fit.srmr == pytest.approx(reference["srmr"], rel=1e-7)
    assert holzinger.loglik == pytest.approx(reference["logl"], rel=1e-12)
    moments = holzinger.moments
    baseline = 2 * (moments.loglik - moments.independent_loglik)
    assert baseline == pytest.approx(reference["baseline.chisq"], rel=1e-12)
    # AIC and BIC follow from the two: 21 parameters without the means.
    aic = 2 * holzinger.parameters - 2 * holzinger.loglik
    assert aic == pytest.approx(reference["aic"], rel=1e-12)


def test_estimates_of_three_factors_equal_lavaan(expected, holzinger):
    rows = expected["HS_params"]
    loadings = [row for row in rows if row["op"] == "=~"]
    errors = [row for row in rows if row["op"] == "~~" and row["lhs"].startswith("x")]
    standardised = [row["std.all"] for row in loadings]
    assert holzinger.standardised == pytest.approx(standardised, rel=SEARCHED)
    # lavaan fixes the first loading of a factor at 1, we fix its variance.
    marker = holzinger.loadings / holzinger.loadings[[0, 0, 0, 3, 3, 3, 6, 6, 6]]
    assert marker == pytest.approx([row["est"] for row in loadings], rel=SEARCHED)
    assert holzinger.errors == pytest.approx([row["est"] for row in errors], rel=SEARCHED)
    deviations = np.sqrt(holzinger.covariance.diagonal())
    assert deviations[9:18] == pytest.approx([row["se"] for row in errors], rel=SEARCHED)
    for one, first in ((1, 0), (2, 0), (4, 3), (5, 3), (7, 6), (8, 6)):
        both = holzinger.covariance[np.ix_([one, first], [one, first])]
        slope = np.array([1, -marker[one]]) / holzinger.loadings[first]
        assert np.sqrt(slope @ both @ slope) == pytest.approx(loadings[one]["se"], rel=SEARCHED)
    correlations = square(expected["HS_latent_cor"])
    assert holzinger.correlations == pytest.approx(correlations, rel=SEARCHED)


def test_composite_reliability_and_variance_extracted_equal_lavaan(expected, holzinger):
    # R's tapply lists the factors by name: speed, textual, visual.
    parts = [holzinger.standardised[k : k + 3] for k in (6, 3, 0)]
    found = [composite_reliability(part) for part in parts]
    assert found == pytest.approx(expected["HS_CR_from_std_loadings"], rel=SEARCHED)
    found = [average_variance_extracted(part) for part in parts]
    assert found == pytest.approx(expected["HS_AVE_from_std_loadings"], rel=SEARCHED)


def test_htmt_equals_semtools_and_seminr(expected, holzinger):
    found = heterotrait_monotrait(holzinger.moments.correlation, HOLZINGER)
    np.fill_diagonal(found, 1)
    assert found == pytest.approx(square(expected["HS_HTMT"]), rel=CLOSE)
    assert not np.allclose(found, square(expected["HS_HTMT2"]), rtol=0.01)  # the geometric one
    mobile = input_frame("seminr_mobi")
    names = ("Image", "Expectation", "Value", "Satisfaction")
    sizes = {"IMAG": 5, "CUEX": 3, "PERV": 2, "CUSA": 3}
    items = [f"{stem}{k}" for stem, size in sizes.items() for k in range(1, size + 1)]
    factor = np.repeat(range(4), list(sizes.values()))
    found = heterotrait_monotrait(np.corrcoef(mobile[items], rowvar=False), factor)
    reference = expected_values("09_pls_evalue_oster")
    for k, row in enumerate(reference["mobi_pls_htmt"]):
        for j, name in enumerate(names[:k]):
            assert found[k, j] == pytest.approx(row[name], rel=CLOSE)


def test_exploratory_statistics_equal_psych(expected, personality):
    complete = personality.dropna().to_numpy(dtype=float)
    assert len(complete) == expected["bfi25_n"]
    correlation = np.corrcoef(complete, rowvar=False)
    assert kaiser_meyer_olkin(correlation) == pytest.approx(expected["KMO_bfi25"], rel=CLOSE)
    test = bartlett_sphericity(correlation, len(complete))
    assert [test.chi2, test.df] == pytest.approx(expected["bartlett_bfi25"], rel=CLOSE)
    assert eigenvalues(correlation) == pytest.approx(expected["eigen_bfi25"], rel=CLOSE)
    share = single_factor_share(correlation)
    assert share == pytest.approx(expected["harman_first_pc_share"], rel=CLOSE)


def test_minimum_residual_loadings_equal_psych(expected, personality):
    from statsmodels.multivariate.factor_rotation import rotate_factors

    correlation = np.corrcoef(personality.dropna().to_numpy(dtype=float), rowvar=False)
    one = (minres(correlation, 1) ** 2).sum() / 25
    assert one == pytest.approx(expected["harman_first_minres_factor_share"], rel=1e-6)
    # psych's search stops earlier than ours: communalities agree to five digits.
    loadings = minres(correlation, 5)
    communality = (loadings**2).sum(axis=1)
    reference = list(expected["fa5_minres_varimax_communality"].values())
    assert communality == pytest.approx(reference, rel=1e-5)
    # R's varimax rotates rows of unit length (Kaiser), statsmodels' as they are; R stops at a gain
    # of 1e-5, which moves little between factors.
    lengths = np.sqrt(communality)[:, None]
    rotated = rotate_factors(loadings / lengths, "varimax")[0] * lengths
    sums = sorted((rotated**2).sum(axis=0), reverse=True)
    assert sums == pytest.approx(list(expected["fa5_minres_varimax_SSload"].values()), rel=2e-3)


@pytest.mark.parametrize("name", SCALES)
def test_omega_of_minimum_residual_loadings_equals_psych(expected, personality, name):
    correlation = np.corrcoef(scale(personality, name).to_numpy(dtype=float), rowvar=False)
    found = composite_reliability(minres(correlation, 1)[:, 0])
    assert found == pytest.approx(expected[f"omega_total_1factor_minres_{name}"], rel=1e-5)


def test_inflation_equals_car():
    reference = expected_values("06_regression")
    duncan = input_frame("car_Duncan", index_col=0)
    design = duncan[["income", "education"]].assign(
        prof=(duncan["type"] == "prof").astype(float), wc=(duncan["type"] == "wc").astype(float)
    )
    found = full_collinearity(design)
    for row in reference["Duncan_vif"][:2]:
        assert found[row[".row"]] == pytest.approx(row["GVIF"], rel=CLOSE)
