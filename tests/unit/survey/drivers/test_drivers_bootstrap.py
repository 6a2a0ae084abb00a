import time
from dataclasses import replace

import numpy as np
import pytest

from alianzas.survey.drivers.driver_model import fit_drivers
from alianzas.survey.limitation import Limitation
from field_statistics.regression_bootstrap import RegressionBootstrap, bootstrap_regression


@pytest.fixture(scope="module")
def model(scores, settings, questionnaire):
    return fit_drivers(scores, questionnaire, settings, 0.95)


def run(model, replicates=2000, seed=1):
    return bootstrap_regression(model.complete, 0.95, replicates, np.random.default_rng(seed))


def test_estimates_are_those_of_the_model_and_intervals_hold_them(model):
    found = run(model)
    for name, estimate in found.coefficients.items():
        assert estimate.value == pytest.approx(model.coefficients[name].value, rel=1e-9)
        assert estimate.low < estimate.value < estimate.high
    pair = ("compatibility", "contract")
    assert found.differences[pair].value == pytest.approx(model.comparisons[pair].value, rel=1e-9)
    assert found.dominance.r2 == pytest.approx(model.model.r2, rel=1e-9)
    assert sum(w.value for w in found.weights.values()) == pytest.approx(model.model.r2, rel=1e-9)


def test_intervals_are_like_those_of_hc3(model):
    """Both estimate the same sampling error: their widths differ by a fifth at most, or so."""
    for name, estimate in run(model).coefficients.items():
        other = model.coefficients[name]
        ratio = (estimate.high - estimate.low) / (other.high - other.low)
        assert 0.7 < ratio < 1.2


def test_turning_a_pair_round_turns_its_interval(model):
    found = run(model)
    for differences in (found.differences, found.weight_differences):
        one = differences["compatibility", "contract"]
        other = differences["contract", "compatibility"]
        assert one.value == pytest.approx(-other.value)
        assert one.interval == pytest.approx((-other.high, -other.low), rel=1e-6)
    shares = found.reproduced
    assert shares["trust", "planning"] + shares["planning", "trust"] == pytest.approx(1)


def test_the_same_seed_gives_the_same_bits(model):
    def intervals(seed):
        return [estimate.interval for estimate in run(model, 500, seed).coefficients.values()]

    assert intervals(1) == intervals(1)
    assert intervals(1) != intervals(2)


def test_replicates_beyond_one_block_are_all_used(model):
    assert run(model, 4500).replicates == 4500


def test_ten_thousand_replicates_of_model_and_dominance_take_seconds(model):
    start = time.process_time()
    assert isinstance(run(model, 10_000), RegressionBootstrap)
    assert time.process_time() - start < 5


def test_a_score_that_one_firm_alone_varies_on_is_a_limitation(model):
    rare = model.complete.copy()
    rare["trust"] = 3.0
    rare.iloc[0, rare.columns.get_loc("trust")] = 4.0
    assert run(replace(model, complete=rare)) == Limitation("bootstrap")


def test_a_score_that_two_firms_vary_on_is_a_limitation_too(model):
    """Some 13 of 100 resamples draw neither of the two."""
    rare = model.complete.copy()
    rare["trust"] = 3.0
    rare.iloc[:2, rare.columns.get_loc("trust")] = 4.0
    assert run(replace(model, complete=rare)) == Limitation("bootstrap")
