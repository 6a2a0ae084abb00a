"""What alliances do to income, against independent R packages (MatchIt, sandwich, stats)."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from alianzas.survey.income.estimators import estimate_effect, least_squares
from alianzas.survey.income.propensity import fit_propensity, with_constant
from alianzas.survey.income.weighting import aipw_influence, balancing_weights

SHARED = Path(__file__).parents[2].parent / "shared" / "reference-values"
pytestmark = pytest.mark.skipif(
    not SHARED.exists(), reason="the reference values in ../shared are not here"
)
#: Relative tolerance of closed forms: ten significant digits.
CLOSE = 1e-10
#: Where R's glm stops before the maximum: see stopped_as_glm.
GLM = 1e-6


def reference(name):
    return json.loads((SHARED / f"refs_{name}.json").read_text(encoding="utf-8"))


def data(name, **options):
    return pd.read_csv(SHARED / "data" / f"{name}.csv", **options)


@pytest.fixture(scope="module")
def causal():
    return reference("07_causal_survey")


@pytest.fixture(scope="module")
def lalonde():
    """Outcome, treatment and covariates of the job training study, coded as R codes them."""
    frame = data("MatchIt_lalonde", index_col=0)
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
    assert score == pytest.approx(data("lalonde_ps")["ps"].to_numpy(), rel=CLOSE)
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
