"""The survey's statistics against independent R packages (psych, sandwich, car)."""

import pandas as pd
import pytest
from scipy.stats import t

from alianzas.survey.income.income_comparison import as_proportion
from alianzas.survey.reliability import cronbach_alpha, feldt_interval
from field_statistics.regression import Estimate, regress_hc3
from reference_files import expected_values, input_frame

#: Relative tolerance of closed forms: ten significant digits.
CLOSE = 1e-10

SCALES = {
    "agree": ["-A1", "A2", "A3", "A4", "A5"],
    "conscientious": ["C1", "C2", "C3", "-C4", "-C5"],
    "extraversion": ["-E1", "-E2", "E3", "E4", "E5"],
    "neuroticism": ["N1", "N2", "N3", "N4", "N5"],
    "openness": ["O1", "-O2", "O3", "O4", "-O5"],
}


@pytest.fixture(scope="module")
def reliability():
    return expected_values("01_reliability")


@pytest.fixture(scope="module")
def regression():
    return expected_values("06_regression")


@pytest.mark.parametrize("scale", SCALES)
def test_alpha_and_feldt_interval_equal_psych(reliability, scale):
    items = input_frame("bfi", index_col=0)[[name.lstrip("-") for name in SCALES[scale]]].dropna()
    for name in SCALES[scale]:
        if name.startswith("-"):
            items[name[1:]] = 7 - items[name[1:]]
    assert len(items) == reliability[f"alpha_listwise_n_{scale}"]
    alpha = cronbach_alpha(items)
    assert alpha == pytest.approx(reliability[f"alpha_raw_listwise_{scale}"], rel=CLOSE)
    expected = reliability[f"alpha_ci_feldt_{scale}"]
    # psych prints the bounds; the F quantiles of R and SciPy agree to about 12 digits.
    found = feldt_interval(alpha, len(items), items.shape[1], 0.95)
    assert found == pytest.approx((expected["lower.ci"], expected["upper.ci"]), rel=CLOSE)


def test_alpha_of_attitude_equals_psych(reliability):
    items = input_frame("attitude")
    items = items[[name for name in items if items[name].dtype != object]]
    assert cronbach_alpha(items) == pytest.approx(reliability["cohen_alpha_attitude"], rel=CLOSE)


def standard_error(estimate, model):
    """Undo the interval: the error behind it."""
    return (estimate.high - estimate.value) / t.ppf(0.975, model.residual_df)


def test_hc3_errors_equal_sandwich(regression):
    schools = input_frame("sandwich_PublicSchools", index_col=0)
    design = pd.DataFrame({"income": schools["Income"], "squared": schools["Income"] ** 2})
    model = regress_hc3(schools["Expenditure"], design, 0.95)
    expected = regression["PublicSchools_se_HC3"]
    found = [standard_error(model.coefficient(name), model) for name in design]
    # Income and its square are nearly collinear: ten digits are lost to conditioning only partly.
    assert found == pytest.approx([expected["Income"], expected["I(Income^2)"]], rel=1e-8)


def test_wald_test_with_hc3_equals_car(regression):
    duncan = input_frame("car_Duncan", index_col=0)
    design = pd.DataFrame(
        {
            "income": duncan["income"],
            "education": duncan["education"],
            "prof": (duncan["type"] == "prof").astype(float),
            "wc": (duncan["type"] == "wc").astype(float),
        }
    )
    model = regress_hc3(duncan["prestige"], design, 0.95)
    difference = model.difference("income", "education")
    F, p = regression["Duncan_linhyp_HC3"]
    assert (difference.value / standard_error(difference, model)) ** 2 == pytest.approx(
        F, rel=CLOSE
    )
    assert difference.p == pytest.approx(p, rel=CLOSE)


def test_standardised_coefficients_equal_lm(regression):
    duncan = input_frame("car_Duncan", index_col=0)[["prestige", "income", "education"]]
    z = (duncan - duncan.mean()) / duncan.std()
    model = regress_hc3(z["prestige"], z[["income", "education"]], 0.95)
    expected = [row["Estimate"] for row in regression["Duncan_std_beta"][1:]]
    found = [model.coefficient(name).value for name in ("income", "education")]
    assert found == pytest.approx(expected, rel=CLOSE)


def test_log_coefficients_as_percent(regression):
    expected = regression["pct_change_b_0.18232_se_0.05"]["naive"]
    log = Estimate(0.18232, 0.18232 - 0.098, 0.18232 + 0.098, 0.01, 100)
    assert as_proportion(log).value == pytest.approx(expected, rel=CLOSE)
