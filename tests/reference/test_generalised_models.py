"""Models of outcomes of any kind, and errors by the sample design, against R.

R's ``glm``, ``glm.nb`` and ``polr`` with sandwich 3.0-2 (HC0), and ``svyglm`` and ``svyolr`` of survey
4.1-1: a stratified sample with weights, a sample of clusters with weights, and a part of a sample.
"""

import numpy as np
import pytest

from field_statistics.generalised_models import fit_model
from field_statistics.survey_design import SurveyDesign
from reference_files import expected_values, input_frame

#: R's searches (polr, svyolr, glm.nb) stop earlier than those of glm.
EXACT, SEARCHED = 1e-8, 2e-5
CHILDREN = ["ell", "meals", "mobility"]
MODELS = {
    "numeric": ("api00", CHILDREN, EXACT),
    "binary": ("wide", CHILDREN, EXACT),
    "count": ("mobility", ["ell", "meals", "wide"], EXACT),
    "ordinal": ("grade", CHILDREN, SEARCHED),
}


@pytest.fixture(scope="module")
def expected():
    return expected_values("11_generalised_models")


@pytest.fixture(scope="module")
def schools():
    found = {}
    for name in ("apistrat", "apiclus1"):
        frame = input_frame(f"survey_{name}")
        frame["wide"] = (frame["sch.wide"] == "Yes").astype(float)
        frame["grade"] = np.searchsorted([550, 650, 750], frame["api00"], side="left") + 1.0
        found[name] = frame
    return found


def assert_same(model, rows, precision):
    for row in rows:
        # I(ell/20): a column in units of twenty.
        name, _, unit = row["name"].replace("I(", "").strip("()").partition("/")
        ours = model.coefficient({"Intercept": "constant"}.get(name, name))
        unit = float(unit or 1)
        assert ours.value * unit == pytest.approx(row["b"], rel=precision), name
        assert ours.error * unit == pytest.approx(row["se"], rel=precision), name


def assert_same_effects(model, rows):
    for row in rows:
        ours = model.average_effect(row["name"])
        assert ours.value == pytest.approx(row["effect"], rel=1e-7)
        # R's derivatives are by differences.
        assert ours.error == pytest.approx(row["se"], rel=1e-6)


@pytest.mark.parametrize(
    ("kind", "key", "precision"),
    [
        ("binary", "logit_hc0", EXACT),
        ("count", "poisson_hc0", EXACT),
        ("dispersed", "negbin_hc0", SEARCHED),
        ("ordinal", "polr", SEARCHED),
    ],
)
def test_units_that_count_the_same(expected, schools, kind, key, precision):
    outcome, predictors, _ = MODELS["count" if kind == "dispersed" else kind]
    frame = schools["apistrat"]
    model = fit_model(kind, frame[outcome], frame[predictors], 0.95)
    assert_same(model, expected[key], precision)
    assert model.n == 200
    assert model.residual_df is None
    if kind in ("binary", "count"):
        stem = key.removesuffix("_hc0")
        assert model.r2 == pytest.approx(expected[f"{stem}_pseudo_r2"], rel=EXACT)
        assert_same_effects(model, expected[f"{stem}_ame"])
    if kind == "binary":
        test = model.equality(predictors)
        assert (test.f, test.p) == pytest.approx(tuple(expected["logit_wald"].values()), rel=EXACT)


@pytest.mark.parametrize("design", ["strat", "clus", "part"])
@pytest.mark.parametrize("kind", MODELS)
def test_errors_by_the_sample_design(expected, schools, design, kind):
    outcome, predictors, precision = MODELS[kind]
    sample = schools["apiclus1" if design == "clus" else "apistrat"]
    survey = SurveyDesign(
        sample["pw"].to_numpy(float),
        None if design == "clus" else sample["stype"].to_numpy(),
        sample["dnum"].to_numpy() if design == "clus" else None,
    )
    inside = (sample["ell"] < 30).to_numpy() if design == "part" else np.ones(len(sample), bool)
    part = sample[inside]
    model = fit_model(kind, part[outcome], part[predictors], 0.95, survey, inside)
    assert_same(model, expected[f"{design}_{kind}"], precision)
    df = "ordinal_df" if kind == "ordinal" else "df"
    assert model.residual_df == expected[f"{design}_{df}"]
    if kind == "binary":
        assert_same_effects(model, expected[f"{design}_binary_ame"])


def test_wald_tests_by_the_sample_design(expected, schools):
    sample = schools["apistrat"]
    survey = SurveyDesign(sample["pw"].to_numpy(float), sample["stype"].to_numpy())
    model = fit_model("binary", sample["wide"], sample[CHILDREN], 0.95, survey)
    one = model.coefficient("ell")
    assert one.value / one.error == pytest.approx(expected["strat_ell"]["t"], rel=EXACT)
    assert one.p == pytest.approx(expected["strat_ell"]["p"], rel=EXACT)
