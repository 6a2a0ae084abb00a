"""Robust maximum likelihood, SRMR and omega against lavaan 0.6-14.

lavaan stops its search earlier than ours: its scaling factors and standard errors are good to five
or six digits. The published output of its tutorial (87.132, factor 0.979) is among them.
"""

import numpy as np
import pytest

from field_statistics.measurement.composites import omega
from field_statistics.measurement.confirmatory import fit_factors
from field_statistics.measurement.fit_indices import fit_indices, scaled_fit
from field_statistics.measurement.incomplete_covariances import estimate_moments
from field_statistics.measurement.robust import robust_statistics
from reference_files import expected_values, input_frame

SEARCHED = 2e-6
#: Standard errors at lavaan's estimates.
ERRORS = 2e-5
NEUROTICISM = ["N1", "N2", "N3", "N4", "N5"]
FEW = ["A2", "A3", "A4", "A5", "C1", "C2", "C3", *NEUROTICISM]


def answers(name):
    if name == "HS":
        items = input_frame("HolzingerSwineford1939")[[f"x{k}" for k in range(1, 10)]]
        return items.to_numpy(dtype=float), [0, 0, 0, 1, 1, 1, 2, 2, 2]
    personality = input_frame("bfi", index_col=0)
    if name == "few":
        return personality[FEW].head(140).to_numpy(dtype=float), [0] * 4 + [1] * 3 + [2] * 5
    return personality[NEUROTICISM].to_numpy(dtype=float), [0] * 5


@pytest.fixture(scope="module")
def expected():
    return expected_values("10_robust_fit")


@pytest.fixture(scope="module", params=["HS", "few", "one"])
def fitted(request):
    values, factor = answers(request.param)
    model = fit_factors(estimate_moments(values), factor)
    return request.param, model, robust_statistics(model, values)


def test_scaled_fit_equals_lavaan(expected, fitted):
    name, model, robust = fitted
    fit, reference = scaled_fit(model, robust, 0.9), expected[f"{name}_fit"]
    for ours, theirs in (
        ("scaling", "chisq.scaling.factor"),
        ("chi2", "chisq.scaled"),
        ("cfi", "cfi.scaled"),
        ("tli", "tli.scaled"),
        ("rmsea", "rmsea.scaled"),
        ("rmsea_low", "rmsea.ci.lower.scaled"),
        ("rmsea_high", "rmsea.ci.upper.scaled"),
    ):
        assert getattr(fit, ours) == pytest.approx(reference[theirs], rel=SEARCHED), ours
    assert fit.p == pytest.approx(reference["pvalue.scaled"], rel=1e-4, abs=1e-15)
    baseline = reference["baseline.chisq.scaling.factor"]
    assert robust.baseline_scaling == pytest.approx(baseline, rel=SEARCHED)


def test_published_tutorial_output(fitted):
    name, model, robust = fitted
    if name == "HS":
        fit = scaled_fit(model, robust)
        assert (round(fit.chi2, 3), round(fit.scaling, 3)) == (87.132, 0.979)


def test_sandwich_errors_equal_lavaan(expected, fitted):
    name, model, robust = fitted
    standardised = [row["se"] for row in expected[f"{name}_std"]]
    assert model.standardised_errors(robust.covariance) == pytest.approx(standardised, rel=ERRORS)
    rows = [row for row in expected[f"{name}_params"] if row["op"] == "=~"]
    errors = np.sqrt(robust.covariance.diagonal())[: len(rows)]
    assert errors == pytest.approx([row["se"] for row in rows], rel=ERRORS)


def test_which_srmr(expected, fitted):
    """Ours is Bentler's without means; lavaan's default counts the means where answers are missing."""
    name, model, _ = fitted
    reference, ours = expected[f"{name}_fit"], fit_indices(model).srmr
    assert ours == pytest.approx(reference["srmr_bentler_nomean"], rel=SEARCHED)
    if name == "HS":
        assert ours == pytest.approx(expected["HS_srmr"]["srmr"], rel=SEARCHED)
    assert abs(ours - reference["crmr"]) > 1e-6


def test_which_omega(expected):
    """Ours divides by the observed variance of the sum, as compRelSEM does, not by the implied one."""
    values = input_frame("bfi", index_col=0)[NEUROTICISM].dropna().to_numpy(dtype=float)
    found = omega(fit_factors(estimate_moments(values), [0] * 5))
    assert found == pytest.approx(expected["omega_observed"], rel=SEARCHED)
    assert abs(found - expected["omega_implied"]) > 0.01


def test_an_exact_model_has_errors_but_nothing_to_scale():
    values = answers("one")[0][:200, :3]
    model = fit_factors(estimate_moments(values), [0, 0, 0])
    robust = robust_statistics(model, values)
    assert robust.scaling is None
    assert scaled_fit(model, robust) is None
    assert (model.standardised_errors(robust.covariance) > 0).all()
