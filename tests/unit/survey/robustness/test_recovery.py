import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alianzas.survey.drivers.driver_model import fit_drivers
from alianzas.survey.limitation import Limitation
from alianzas.survey.reliability import cronbach_alpha, feldt_interval
from alianzas.survey.robustness.recovery import batch, recover
from alianzas.survey.robustness.recovery_summary import binomial_interval, judge, summarise
from alianzas.survey.robustness.recovery_worlds import (
    WORLDS,
    read_worlds,
    simulated,
    worlds,
    worlds_frame,
)
from alianzas.survey.robustness.true_values import score_moments, true_values, well_structured_share
from alianzas.survey.scores import score_scales
from alianzas.survey.scoring import recoded
from alianzas.survey.simulation.simulate import draw_firms
from field_statistics.dominance import dominance_analysis
from field_statistics.regression_bootstrap import bootstrap_regression
from field_statistics.treatment_effects.estimators import estimate_effect
from unit.survey.robustness.samples import with_robustness

KEY = ["world", "data_set", "estimator", "target"]


@pytest.fixture(scope="module")
def small(settings):
    plan = settings.robustness.recovery.model_copy(
        update={"data_sets": 100, "costly_data_sets": 2, "resamples": 200}
    )
    return with_robustness(settings, recovery=plan)


@pytest.fixture(scope="module")
def three(small, questionnaire):
    return worlds(small.simulation, small, questionnaire)


@pytest.fixture(scope="module")
def found(three, small, questionnaire):
    return recover(three, small, questionnaire, 0.95, 11, range(6))


def one(found, estimator, target, number=3, world="published"):
    rows = found[
        (found["estimator"] == estimator)
        & (found["target"] == target)
        & (found["data_set"] == number)
        & (found["world"] == world)
    ]
    assert len(rows) == 1
    return rows.iloc[0]


@given(st.integers(1, 30), st.integers(1, 500))
def test_batches_divide_the_data_sets(batches, data_sets):
    parts = [number for k in range(batches) for number in batch(k + 1, batches, data_sets)]
    assert sorted(parts) == list(range(data_sets))
    costly = [sum(one < 10 * batches for one in batch(k + 1, batches, 500)) for k in range(batches)]
    assert set(costly) == {10}


def test_the_division_into_batches_changes_nothing(found, three, small, questionnaire):
    parts = [
        recover(three, small, questionnaire, 0.95, 11, batch(number, 3, 6)) for number in (3, 1, 2)
    ]
    whole = pd.concat(parts).sort_values(KEY, ignore_index=True)
    pd.testing.assert_frame_equal(whole, found.sort_values(KEY, ignore_index=True), rtol=1e-12)


def test_a_batch_without_data_sets_changes_nothing(found, three, small, questionnaire):
    none = recover(three, small, questionnaire, 0.95, 11, batch(9, 9, 6))
    assert len(none) == 0
    assert (none.dtypes == found.dtypes).all()
    assert (pd.concat([none, found]).dtypes == found.dtypes).all()


def test_the_estimators_are_those_of_the_article(found, three, small, questionnaire):
    """The same data set, through the functions that the article's rules call."""
    rng = np.random.default_rng([11, WORLDS.index("published"), 1])
    settings = simulated(small, three["published"])
    answers = draw_firms(settings, questionnaire, rng)
    scores = score_scales(answers, questionnaire, settings)
    model = fit_drivers(scores, questionnaire, settings, 0.95)
    for target, expected in (
        ("trust", model.coefficients["trust"]),
        ("planning_vs_contract", model.comparisons["planning", "contract"]),
    ):
        row = one(found, "least_squares", target, 1)
        assert row[["estimate", "low", "high"]].tolist() == pytest.approx(
            [expected.value, expected.low, expected.high], rel=1e-9
        )
    matrix = np.corrcoef(np.roll(model.complete.to_numpy(), -1, axis=1), rowvar=False)
    general = dict(
        zip(settings.drivers.predictors, dominance_analysis(matrix).general, strict=True)
    )
    row = one(found, "dominance", "compatibility_vs_contract", 1)
    gap = general["compatibility"] - general["contract"]
    assert row["estimate"] == pytest.approx(gap, rel=1e-9)
    resampled = bootstrap_regression(model.complete, 0.95, 200, rng)
    expected = resampled.differences["compatibility", "contract"]
    row = one(found, "bootstrap", "compatibility_vs_contract", 1)
    assert [row["low"], row["high"]] == pytest.approx([expected.low, expected.high], rel=1e-8)
    complete = recoded(answers[answers["status"] == "allied"], questionnaire, "governance").dropna()
    alpha = cronbach_alpha(complete)
    row = one(found, "alpha", "governance", 1)
    assert row["estimate"] == pytest.approx(alpha, rel=1e-10)
    bounds = feldt_interval(alpha, *complete.shape, 0.95)
    assert [row["low"], row["high"]] == pytest.approx(bounds, rel=1e-9)
    growth = np.log(scores["income_after"]) - np.log(scores["income_before"])
    there = growth.notna() & (
        (scores["group"] == "well_structured") | (scores["group"] == "independent")
    )
    treated = (scores["group"] == "well_structured")[there].to_numpy(float)
    plain = estimate_effect(
        "difference", growth[there].to_numpy(), treated, np.empty((len(treated), 0))
    )
    assert one(found, "difference", "well_structured", 1)["estimate"] == pytest.approx(
        plain.estimate
    )


def test_truth_is_what_very_many_firms_show(three, small, questionnaire):
    truth = three["published"]
    missing = truth.missing.model_copy(update={"items": 0.0})
    many = truth.model_copy(update={"firms": 60_000, "missing": missing})
    settings = simulated(small, many)
    answers = draw_firms(settings, questionnaire, np.random.default_rng(2))
    scores = score_scales(answers, questionnaire, settings)
    model = fit_drivers(scores, questionnaire, settings, 0.95)
    expected = true_values(truth, settings, questionnaire)
    for name, estimate in model.coefficients.items():
        # Within four standard errors: all six at once in all but 4 of 10,000 runs.
        assert abs(estimate.value - expected.coefficients[name]) < 4 * estimate.error
    allied = answers[answers["status"] == "allied"]
    for name in questionnaire.constructs:
        alpha = cronbach_alpha(recoded(allied, questionnaire, name))
        assert alpha == pytest.approx(expected.alpha[name], abs=0.01)
    share = (scores.loc[allied.index, "group"] == "well_structured").mean()
    assert share == pytest.approx(well_structured_share(truth, settings, questionnaire), abs=0.01)
    assert expected.effects["well_structured"] == pytest.approx(0.12)


def test_the_series_gives_the_moments_of_integration(three, small, questionnaire):
    """Two answers to one scale, against the integral over the trait (Gauss and Hermite)."""
    truth = three["published"]
    names, covariance, _ = score_moments(truth, small, questionnaire)
    how = truth.constructs["trust"]
    nodes, weights = np.polynomial.hermite_e.hermegauss(80)
    weights = weights / weights.sum()
    from scipy.special import ndtr

    spread = how.spread * np.sqrt(1 - how.loading**2)
    cuts = np.array([1.5, 2.5, 3.5, 4.5])
    centre = how.mean + how.spread * how.loading * nodes
    expected = 1 + ndtr((centre[:, None] - cuts) / spread).sum(axis=1)
    between = weights @ expected**2 - (weights @ expected) ** 2
    chances = np.diff(ndtr(np.concatenate([[-np.inf], (cuts - how.mean) / how.spread, [np.inf]])))
    points = np.arange(1, 6)
    variance = chances @ points**2 - (chances @ points) ** 2
    k = len(questionnaire.items("trust"))
    place = names.index("trust")
    assert covariance[place, place] == pytest.approx((variance + (k - 1) * between) / k, rel=1e-6)


def test_worlds_differ_in_effects_alone(three, small):
    assert set(three["null"].drivers.values()) == {0.0}
    published, reversed_ = three["published"].drivers, three["reversed"].drivers
    assert published["compatibility"] > published["contract"]
    assert reversed_["compatibility"] < reversed_["contract"]
    assert three["reversed"].income.allied < 0 < three["published"].income.allied
    assert three["null"].constructs == small.simulation.constructs
    assert read_worlds(worlds_frame(three)) == three


def test_worlds_that_contradict_themselves_are_a_stated_limitation(small, questionnaire):
    close = small.simulation.model_copy(update={"correlation": 0.9, "pairs": []})
    plan = small.robustness.recovery.model_copy(update={"larger": 0.6})
    found = worlds(close, with_robustness(small, recovery=plan), questionnaire)
    assert found.code == "contradictory_world"
    assert read_worlds(worlds_frame(found)).code == "contradictory_world"
    few = Limitation("few_allied", {"n": 3, "needed": 10}, ["survey.the.trust"])
    assert read_worlds(worlds_frame(few)) == few


def test_summary_of_known_numbers(three, small, questionnaire):
    truths = {w: true_values(t, small, questionnaire) for w, t in three.items()}
    truth = truths["null"]
    rng = np.random.default_rng(1)
    values = rng.normal(0.1, 1, size=1000)
    frame = pd.DataFrame(
        {
            "world": "null",
            "data_set": range(1000),
            "estimator": "least_squares",
            "target": "trust",
            "estimate": values,
            "low": values - 1.96,
            "high": values + 1.96,
        }
    )
    row = summarise(frame.sample(frac=1, random_state=1), {"null": truth}, 0.95, 0.99).iloc[0]
    assert row["truth"] == 0
    assert row["bias"] == pytest.approx(values.mean())
    assert row["bias_error"] == pytest.approx(values.std(ddof=1) / np.sqrt(1000))
    assert row["rmse"] == pytest.approx(np.sqrt((values**2).mean()))
    assert row["coverage"] == (np.abs(values) <= 1.96).mean()
    assert row["rejection"] == pytest.approx(1 - row["coverage"])
    assert row["coverage_verdict"] == row["rejection_verdict"] == "within"


def test_rates_are_judged_by_their_binomial_interval():
    from scipy.stats import binomtest

    for hits, n in ((0, 30), (18, 25), (950, 1000), (30, 30)):
        expected = binomtest(hits, n).proportion_ci(0.99, "exact")
        found = binomial_interval(hits, n, 0.99)
        assert found == pytest.approx((expected.low, expected.high), rel=1e-9, abs=1e-12)
    assert judge(950, 1000, 0.95, 0.99) == "within"
    assert judge(900, 1000, 0.95, 0.99) == "low"
    assert judge(990, 1000, 0.95, 0.99) == "high"
