"""The survey weights as a choice of the specification curves."""

import dataclasses

import numpy as np
import pandas as pd
import pytest
from statsmodels.regression.linear_model import OLS, WLS
from statsmodels.stats.weightstats import DescrStatsW

from alianzas.survey.questionnaire import ALLIED, INDEPENDENT
from alianzas.survey.robustness.driver_curve import driver_curves
from alianzas.survey.robustness.firm_columns import Firms, control_columns
from alianzas.survey.robustness.income_curve import income_curves
from alianzas.survey.robustness.widest_exclusion import weighted
from alianzas.survey.scores import score_scales
from alianzas.survey.weights.weighing import weigh
from field_statistics.treatment_effects.estimators import estimate_effect
from unit.survey.robustness.samples import firms_of, with_robustness

PAIR = ("compatibility", "contract")
MARGIN = {
    "margins": {
        "sector": {
            "source": {"en": "Census", "es": "Censo"},
            "shares": {"commerce": 0.2, "services": 0.3, "manufacturing": 0.3, "tourism": 0.2},
        }
    }
}


def weighing_settings(settings, **weighting):
    plan = type(settings.weighting).model_validate(weighting)
    return settings.model_copy(update={"weighting": plan})


@pytest.fixture(scope="module")
def few(settings):
    """The quickest choices that hold every way in which weights enter."""
    chosen = settings.robustness
    drivers = chosen.drivers.model_copy(
        update={"outcome": ["mean", "item"], "missing": ["answered"], "controls": [["size"]]}
    )
    income = chosen.income.model_copy(
        update={"outcome": ["growth"], "missing": ["complete"], "controls": [["size", "exports"]]}
    )
    return with_robustness(settings, permutations=39, drivers=drivers, income=income)


@pytest.fixture(scope="module")
def firms(settings, questionnaire):
    """Firms with raked weights, five of them set aside by the study."""
    drawn = firms_of(settings, questionnaire, seed=3)
    drawn.kept[:5] = False
    plan = weighing_settings(settings, **MARGIN)
    found = weigh(drawn.answers[drawn.kept], questionnaire, plan, "study.yaml")
    return weighted(drawn, found.weights, questionnaire, plan, "study.yaml")


def rows(curve, **options):
    frame = curve.frame
    for choice, option in options.items():
        frame = frame[frame[choice] == option]
    return frame


def one(curve, **options):
    found = rows(curve, **options)
    assert len(found) == 1
    return found.iloc[0]


@pytest.fixture(scope="module")
def curves(firms, few, questionnaire):
    return driver_curves(firms, few, questionnaire, 0.95, 7)


@pytest.mark.parametrize("exclusion", ["study", "all_paces", "influential"])
@pytest.mark.parametrize("target", [PAIR, ("planning",)])
def test_weighted_drivers_are_those_of_weighted_least_squares(
    target, exclusion, curves, firms, settings, questionnaire
):
    wide = exclusion == "all_paces"
    scores = score_scales(firms.answers, questionnaire, settings)
    names = [settings.drivers.outcome, *settings.drivers.predictors]
    held, _ = control_columns(scores, ["size"], questionnaire, settings.income.last_year)
    scores = scores.assign(size=held[:, 0], weight=firms.wide_weights if wide else firms.weights)
    there = (scores["status"] == ALLIED) & (firms.kept | wide)
    data = scores.loc[there, [*names, "size", "weight"]].dropna().astype(float)
    if exclusion == "influential":
        root = np.sqrt(data["weight"])
        design = data[[*names[1:], "size"]].assign(constant=1.0)
        fitted = OLS(root * data[names[0]], design.mul(root, axis=0)).fit()
        data = data[fitted.get_influence().cooks_distance[0] <= 4 / len(data)]
    weights = (data["weight"] / data["weight"].mean()).to_numpy()
    standard = pd.DataFrame(
        {
            name: (data[name] - DescrStatsW(data[name], weights).mean)
            / DescrStatsW(data[name], weights, ddof=1).std
            for name in names
        }
    )
    design = standard[names[1:]].assign(size=data["size"], constant=1.0)
    fitted = WLS(standard[names[0]], design, weights).fit(cov_type="HC3", use_t=True)
    contrast = [(name == target[0]) * 1.0 - (name in target[1:]) for name in design.columns]
    expected = fitted.t_test(np.array(contrast))
    found = one(
        curves[target],
        outcome="mean",
        weights="weighted",
        exclusion=exclusion,
        estimator="least_squares",
    )
    assert found["estimate"] == pytest.approx(float(expected.effect[0]), rel=1e-9)
    assert found["p"] == pytest.approx(float(expected.pvalue), rel=1e-7)
    assert (found["low"], found["high"]) == pytest.approx(tuple(expected.conf_int()[0]), rel=1e-8)
    assert found["n"] == len(data)


@pytest.mark.parametrize("estimator", ["regression", "ipw", "aipw", "matching"])
def test_weighted_incomes_are_those_of_the_estimators(
    estimator, firms, few, settings, questionnaire
):
    curve = income_curves(firms, few, questionnaire, 0.95, 7)[ALLIED]
    scores = score_scales(firms.answers, questionnaire, settings)
    growth = np.log(scores["income_after"] / scores["income_before"]).to_numpy(float)
    held, _ = control_columns(scores, ["size", "exports"], questionnaire, settings.income.last_year)
    there = scores["status"].isin([ALLIED, INDEPENDENT]).to_numpy() & firms.kept
    there &= ~np.isnan(np.column_stack([growth, held])).any(axis=1)
    expected = estimate_effect(
        estimator,
        growth[there],
        (scores["status"] == ALLIED).to_numpy(float)[there],
        held[there],
        firms.weights[there],
        estimand="att",
    )
    found = one(curve, weights="weighted", exclusion="study", estimator=estimator)
    assert found["estimate"] == pytest.approx(expected.estimate, rel=1e-9)
    assert (found["low"], found["high"]) == pytest.approx((expected.low, expected.high), rel=1e-8)
    plain = one(curve, weights="unweighted", exclusion="study", estimator=estimator)
    assert abs(plain["estimate"] - found["estimate"]) > 1e-4


@pytest.mark.parametrize("factor", [1e-3, 7.0, 1e5])
def test_the_scale_of_the_weights_changes_nothing(factor, curves, firms, few, questionnaire):
    scaled = dataclasses.replace(
        firms, weights=factor * firms.weights, wide_weights=factor * firms.wide_weights
    )
    again = driver_curves(scaled, few, questionnaire, 0.95, 7)
    income = [income_curves(each, few, questionnaire, 0.95, 7) for each in (firms, scaled)]
    for before, after in ((curves, again), income):
        for target, curve in before.items():
            numbers = ["estimate", "low", "high", "p", "n"]
            assert after[target].frame[numbers].to_numpy(float) == pytest.approx(
                curve.frame[numbers].to_numpy(float), rel=1e-6, abs=1e-9
            )
            assert after[target].summary.p_median == curve.summary.p_median
            assert after[target].summary.p_stouffer == curve.summary.p_stouffer


def test_weights_leave_the_specifications_without_them_as_they_were(
    curves, firms, few, questionnaire
):
    bare = Firms(firms.answers, firms.kept)
    plain = driver_curves(bare, few, questionnaire, 0.95, 7)[PAIR]
    assert plain.plan.idle == [("weights", "weighted")]
    assert set(plain.frame["weights"]) == {"unweighted"}
    numbers = ["estimate", "low", "high", "p", "n"]
    expected = rows(curves[PAIR], weights="unweighted")[numbers].to_numpy()
    assert (plain.frame[numbers].to_numpy() == expected).all()


def test_estimators_without_errors_for_unequal_weights_are_ruled_out_by_name(curves):
    plan = curves[PAIR].plan
    assert plan.impossible["errors_of_alike"] > 0
    made = {spec["estimator"] for spec in plan.made if spec["weights"] == "weighted"}
    assert made == {"least_squares"}


@pytest.mark.slow
def test_under_the_null_weights_do_not_make_the_joint_tests_liberal(settings, questionnaire, few):
    """Twenty data sets without a relation and weights that go with size, which is held constant:
    below 0.05 in five of them at most, as it would be once in 380 times if the test were exact."""
    none = dict.fromkeys(settings.simulation.drivers, 0.0)
    found = []
    drivers = few.robustness.drivers.model_copy(
        update={"outcome": ["mean"], "weights": ["weighted"], "exclusion": ["study"]}
    )
    few = with_robustness(few, permutations=99, drivers=drivers)
    for seed in range(20):
        drawn = firms_of(settings, questionnaire, seed=seed, drivers=none)
        weights = drawn.answers["employees"].to_numpy(float) ** 1.5
        drawn = dataclasses.replace(drawn, weights=weights, wide_weights=weights)
        summary = driver_curves(drawn, few, questionnaire, 0.95, seed)[PAIR].summary
        found.append([summary.p_median, summary.p_stouffer])
    assert ((np.array(found) < 0.05).sum(axis=0) <= 5).all()


def test_equal_weights_are_no_choice(settings, questionnaire):
    firms = firms_of(settings, questionnaire)
    alike = np.full(len(firms.kept), 2.0)
    assert weighted(firms, alike, questionnaire, settings, "study.yaml") is firms


def test_a_firm_set_aside_without_a_weight_counts_for_nothing(settings, questionnaire, few):
    firms = firms_of(settings, questionnaire)
    firms.kept[:3] = False
    plan = weighing_settings(settings, column="employees")
    answers = firms.answers.copy()
    answers.loc[0, "employees"] = np.nan
    firms = Firms(answers, firms.kept)
    own = answers["employees"].to_numpy(float)[firms.kept]
    found = weighted(firms, own / own.mean(), questionnaire, plan, "study.yaml")
    assert found.wide_weights[0] == 0
    assert (found.wide_weights[1:] > 0).all()
    assert (found.weights[:3] == 0).all()
    drivers = few.robustness.drivers.model_copy(update={"controls": [[]]})
    curve = driver_curves(found, with_robustness(few, drivers=drivers), questionnaire, 0.95, 1)[
        PAIR
    ]
    counts = {
        choice: one(
            curve, outcome="mean", exclusion="all_paces", weights=choice, estimator="least_squares"
        )["n"]
        for choice in ("weighted", "unweighted")
    }
    first = answers.loc[0, "status"] == ALLIED
    assert counts["unweighted"] - counts["weighted"] == int(first)
