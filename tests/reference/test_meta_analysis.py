"""Random-effects meta-analysis against metafor 3.8-1, and its likelihood against a search of R's own.

metafor stops its search where the variance changes by less than 1e-5 (``04_meta``) or 1e-11
(``12_meta_analysis``): six digits are compared, ten of what needs no search.
"""

import pytest

from field_statistics.meta_analysis import combine_studies, leave_one_out
from reference_files import expected_values, input_frame

SIX = 1e-6
#: What follows from the variance of a search that stopped at 1e-5.
STOPPED = 2e-5
NAMES = {
    "value": "b",
    "error": "se",
    "p": "p",
    "low": "ci.lb",
    "high": "ci.ub",
    "predicted_low": "pi.lb",
    "predicted_high": "pi.ub",
    "tau2": "tau2",
    "h2": "H2",
    "q": "QE",
    "q_p": "QEp",
}
SETS = ["k2", "k3", "k5", "k10", "k20", "k40", "none", "two_alike", "two_apart", "huge", "unequal"]


@pytest.fixture(scope="module")
def expected():
    return expected_values("12_meta_analysis")


@pytest.fixture(scope="module")
def studies():
    frame = input_frame("meta_analysis_sets")
    return {name: (list(own["yi"]), list(own["vi"])) for name, own in frame.groupby("set")}


def compared(found, reference, tolerance):
    for ours, theirs in NAMES.items():
        if theirs in reference:
            assert getattr(found, ours) == pytest.approx(
                reference[theirs], rel=tolerance, abs=1e-12
            ), ours
    if "I2" in reference:
        assert 100 * found.i2 == pytest.approx(reference["I2"], rel=tolerance, abs=1e-9)


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize(("widen", "test"), [(False, "knha"), (True, "adhoc")])
def test_equals_metafor(expected, studies, name, widen, test):
    compared(combine_studies(*studies[name], widen=widen), expected[f"{name}_{test}"], SIX)


@pytest.mark.parametrize("name", SETS)
def test_weights_and_the_interval_of_the_variance_equal_metafor(expected, studies, name):
    found = combine_studies(*studies[name])
    assert [100 * one for one in found.weights] == pytest.approx(
        expected[f"{name}_weights"], rel=SIX
    )
    _, low, high = expected[f"{name}_tau2_ci"]
    assert (found.tau2_low, found.tau2_high) == pytest.approx((low, high), rel=SIX, abs=1e-12)


@pytest.mark.parametrize("name", SETS)
def test_the_variance_is_where_the_likelihood_of_a_search_of_its_own_is_highest(
    expected, studies, name
):
    # A search by golden sections finds a flat summit to half of its digits.
    found = combine_studies(*studies[name]).tau2
    assert found == pytest.approx(expected[f"{name}_optimize"], rel=1e-6, abs=1e-9)


def test_studies_left_out_one_by_one_equal_metafor(expected, studies):
    for found, row in zip(leave_one_out(*studies["k5"]), expected["left_k5"], strict=True):
        compared(found, {**row, "QE": row["Q"]}, SIX)


def test_the_published_example_of_tuberculosis_vaccines():
    frame, published = input_frame("metafor_bcg_logRR"), expected_values("04_meta")
    effects, variances = list(frame["yi"]), list(frame["vi"])
    found = combine_studies(effects, variances)
    compared(found, published["bcg_REML_HKSJ"], STOPPED)
    tau2 = published["bcg_REML"]
    assert (found.tau2, 100 * found.i2) == pytest.approx((tau2["tau2"], tau2["I2"]), rel=STOPPED)
    left = [one.value for one in leave_one_out(effects, variances)]
    assert left == pytest.approx(published["loo_b"], rel=STOPPED)
    # As its documentation prints it.
    assert (round(found.tau2, 4), round(found.value, 4)) == (0.3132, -0.7145)


@pytest.mark.parametrize(
    ("data", "name"),
    [("metafor_mcdaniel1994_z", "mcdaniel_REML_z"), ("metafor_normand1999", "normand_smd_REML")],
)
def test_published_correlations_and_mean_differences(data, name):
    frame, published = input_frame(data).dropna(subset=["yi", "vi"]), expected_values("04_meta")
    found = combine_studies(list(frame["yi"]), list(frame["vi"]))
    wanted = {"b": "value", "tau2": "tau2"}
    for theirs, ours in wanted.items():
        assert getattr(found, ours) == pytest.approx(published[name][theirs], rel=STOPPED)
