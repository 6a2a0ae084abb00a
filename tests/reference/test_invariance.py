"""Measurement invariance against lavaan 0.6-14, and alignment against the method written out in R.

lavaan stops its search earlier than ours; chi-squared, which is flat at the optimum, agrees to more
digits than estimates. Alignment is a search of Nelder and Mead there.
"""

import numpy as np
import pytest

from field_statistics.measurement.alignment import align_groups
from field_statistics.measurement.invariance import measurement_invariance
from reference_files import expected_values, input_frame

#: Issue 15 asks for four digits; the searches give more.
SEARCHED = 1e-5
ESTIMATES = 1e-4
BFI = ["A2", "A3", "C1", "C2", "C3", "N1", "N2", "N3", "N4"]


def answers(name):
    if name == "HS":
        frame = input_frame("HolzingerSwineford1939")
        items, by, factor = [f"x{k}" for k in range(1, 10)], "school", [0, 0, 0, 1, 1, 1, 2, 2, 2]
    else:
        frame = input_frame("bfi", index_col=0)
        frame = frame[frame["education"].isin([1, 2, 5])].groupby("education").head(150)
        items, by, factor = BFI, "education", [0, 0, 1, 1, 1, 2, 2, 2, 2]
    # lavaan numbers groups in the order in which it meets them.
    order = frame[by].unique() if name == "HS" else sorted(frame[by].unique())
    groups = [frame.loc[frame[by] == group, items] for group in order]
    return [own.to_numpy(dtype=float) for own in groups], factor


@pytest.fixture(scope="module")
def expected():
    return expected_values("13_invariance")


@pytest.fixture(scope="module", params=["HS", "bfi"])
def found(request, expected):
    groups, factor = answers(request.param)
    mine = {key.removeprefix(f"{request.param}_"): expected[key] for key in expected}
    return measurement_invariance(groups, factor), mine


@pytest.mark.parametrize("step", ["configural", "metric", "scalar"])
def test_fit_equals_lavaan(found, step):
    ours, theirs = getattr(found[0], step), found[1][step]
    assert ours.df == theirs["df"]
    assert ours.chi2 == pytest.approx(theirs["chisq"], rel=SEARCHED)
    assert ours.cfi == pytest.approx(theirs["cfi"], rel=SEARCHED)
    assert ours.rmsea == pytest.approx(theirs["rmsea"], rel=SEARCHED, abs=1e-8)
    assert ours.p == pytest.approx(theirs["pvalue"], rel=1e-3, abs=1e-12)


def test_changes_are_those_between_the_models_of_lavaan(found):
    ours, theirs = found
    for before, after in (("configural", "metric"), ("metric", "scalar")):
        step = getattr(ours, after)
        assert step.more_df == theirs[after]["df"] - theirs[before]["df"]
        for change, index in (
            ("more_chi2", "chisq"),
            ("more_cfi", "cfi"),
            ("more_rmsea", "rmsea"),
        ):
            wanted = theirs[after][index] - theirs[before][index]
            assert getattr(step, change) == pytest.approx(wanted, abs=ESTIMATES), change


def test_means_and_spread_of_factors_equal_lavaan(found):
    ours, theirs = found
    means = ours.equal.means[1:].ravel()
    assert means == pytest.approx([row["est"] for row in theirs["means"]], abs=ESTIMATES)
    errors = ours.equal.mean_errors[1:].ravel()
    # Where answers are missing, lavaan takes the observed information, and we the expected.
    close = 2e-2 if len(ours.n) > 2 else 1e-4
    assert errors == pytest.approx([row["se"] for row in theirs["means"]], rel=close)
    variances = [row["est"] for row in theirs["variances"] if row["lhs"] == row["rhs"]]
    assert [own for matrix in ours.equal.covariances[1:] for own in np.diag(matrix)] == (
        pytest.approx(variances, abs=ESTIMATES)
    )


def test_alignment_equals_the_method_written_out(expected):
    groups, factor = answers("HS")
    aligned = align_groups(measurement_invariance(groups, factor).groups)
    for number, name in enumerate(["visual", "textual", "speed"]):
        mean, deviation = (expected[f"HS_aligned_{name}"][key] for key in ("mean", "sd"))
        assert aligned.means[1, number] == pytest.approx(mean, abs=ESTIMATES)
        assert aligned.deviations[1, number] == pytest.approx(deviation, abs=ESTIMATES)
