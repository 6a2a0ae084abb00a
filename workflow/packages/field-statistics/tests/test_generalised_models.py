"""What a model of an outcome refuses, and what it has in common with plainer ones.

That its numbers equal R's is in the reference tests of the compendium.
"""

import numpy as np
import pandas as pd
import pytest
from statsmodels.discrete.discrete_model import Logit, Poisson

from field_statistics.generalised_models import fit_model
from field_statistics.ordered_logit import fit_ordered_logit
from field_statistics.survey_design import SurveyDesign


@pytest.fixture
def data():
    rng = np.random.default_rng(3)
    design = pd.DataFrame({"trust": rng.normal(size=300), "exports": rng.integers(0, 2, 300)})
    latent = design["trust"] + 0.5 * design["exports"] + rng.logistic(size=300)
    return latent, design


def test_equals_statsmodels_by_hand(data):
    latent, design = data
    binary, count = (latent > 0).astype(float), np.floor(np.exp(latent.clip(-1, 3)))
    exog = design.assign(constant=1.0)[["constant", "trust", "exports"]].astype(float)
    for kind, outcome, theirs in (("binary", binary, Logit), ("count", count, Poisson)):
        by_hand = theirs(outcome, exog).fit(disp=0, method="newton", tol=1e-12, cov_type="HC0")
        found = fit_model(kind, outcome, design, 0.95)
        for name in design:
            ours, low, high = found.coefficient(name), *by_hand.conf_int().loc[name]
            assert ours.value == pytest.approx(by_hand.params[name], rel=1e-8)
            assert ours.interval == pytest.approx((low, high), rel=1e-8)
        effects = by_hand.get_margeff(dummy=True)
        expected = dict(zip(("trust", "exports"), effects.margeff_se, strict=True))
        if kind == "binary":
            for name, error in expected.items():
                assert found.average_effect(name).error == pytest.approx(error, rel=1e-8)


def test_an_ordered_logit_is_the_plain_one_without_a_design(data):
    latent, design = data
    outcome = latent.clip(-1, 1).round()
    plain, found = (
        fit_ordered_logit(outcome, design, 0.95),
        fit_model("ordinal", outcome, design, 0.95),
    )
    assert found.coefficient("trust") == pytest.approx(plain.coefficient("trust"))


def test_equal_weights_change_no_estimate(data):
    latent, design = data
    survey = SurveyDesign(np.full(300, 7.0))
    for kind, outcome in (("binary", (latent > 0).astype(float)), ("ordinal", latent.round())):
        plain, weighted = (fit_model(kind, outcome, design, 0.95, s) for s in (None, survey))
        assert weighted.coefficient("trust").value == pytest.approx(
            plain.coefficient("trust").value, rel=1e-9
        )


@pytest.mark.parametrize(
    ("kind", "outcome", "code"),
    [
        ("binary", lambda d: (d["trust"] > 0).astype(float), "separation"),
        ("count", lambda d: 0 * d["trust"], "no_variance"),
        ("ordinal", lambda d: (d["trust"] * 100).round().clip(-1, 1), "ordered_logit"),
    ],
)
def test_refuses_what_the_data_do_not_allow(data, kind, outcome, code):
    _, design = data
    assert fit_model(kind, outcome(design), design, 0.95).code == code


def test_refuses_what_the_design_does_not_allow(data):
    latent, design = data
    lonely = SurveyDesign(np.ones(300), np.array(["a"] * 299 + ["b"]))
    outcome = (latent > 0).astype(float)
    assert fit_model("binary", outcome, design, 0.95, lonely).code == "lonely_stratum"
    plain = SurveyDesign(np.ones(300))
    assert fit_model("dispersed", outcome, design, 0.95, plain).code == "dispersed_weights"
    twice = design.assign(again=design["trust"])
    assert fit_model("binary", outcome, twice, 0.95).code == "collinear"


def test_strata_make_errors_smaller_where_they_tell_units_apart(data):
    latent, design = data
    weights, strata = np.ones(300), np.digitize(latent, [-2, 0, 2])
    without, within = (
        fit_model("numeric", latent, design, 0.95, SurveyDesign(weights, given))
        for given in (None, strata)
    )
    assert within.coefficient("constant").error < without.coefficient("constant").error
    assert within.residual_df == without.residual_df - 3
