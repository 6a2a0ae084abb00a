import math

import numpy as np
import pytest
from statsmodels.stats.power import TTestIndPower

from alianzas.survey.income.power import examine_power, power_of
from alianzas.survey.income.samples import Sample
from alianzas.survey.limitation import Limitation


def drawn(n_treated=40, n_control=60, seed=1, k=0):
    rng = np.random.default_rng(seed)
    n = n_treated + n_control
    treated = np.r_[np.ones(n_treated), np.zeros(n_control)]
    covariates = rng.normal(size=(n, k))
    outcome = rng.normal(0, 0.2, n)
    return Sample(
        "allied", outcome, treated, covariates, np.ones(n), ["size"] * k, list(range(n)), []
    )


def test_without_controls_it_is_the_power_of_the_t_test():
    found = examine_power(drawn(), 0.2, 0.8, 0.95)
    test = TTestIndPower()
    ratio = 60 / 40
    detectable = test.solve_power(None, 40, 0.05, 0.8, ratio) * found.spread
    assert found.detectable == pytest.approx(math.expm1(detectable), rel=1e-5)
    effect = math.log1p(0.2) / found.spread
    assert found.claimed == pytest.approx(test.power(effect, 40, 0.05, ratio=ratio), rel=1e-6)
    needed = test.solve_power(effect, None, 0.05, 0.8, ratio) * (1 + ratio)
    assert found.needed == math.ceil(needed)


def test_controls_tied_to_the_group_cost_power():
    plain, sample = drawn(k=1), drawn(k=1)
    sample.covariates[:, 0] = sample.treated + 0.3 * sample.covariates[:, 0]
    first, second = (examine_power(s, 0.2, 0.8, 0.95) for s in (plain, sample))
    assert second.detectable > 1.5 * first.detectable
    assert second.needed > first.needed


def test_no_effect_has_the_power_of_a_false_alarm():
    assert power_of(0.0, 1.0, 50, 0.05) == pytest.approx(0.05, abs=1e-9)
    assert power_of(100.0, 1.0, 50, 0.05) == 1.0
    assert power_of(-3.0, 1.0, 50, 0.05) == pytest.approx(power_of(3.0, 1.0, 50, 0.05))


def test_the_smallest_claim_needs_more_firms_than_there_are():
    assert examine_power(drawn(), 1e-6, 0.8, 0.95).needed is None


def test_without_a_claimed_effect_the_detectable_one_is_the_same():
    found, claimed = (examine_power(drawn(), effect, 0.8, 0.95) for effect in (None, 0.2))
    assert (found.claimed, found.needed) == (None, None)
    assert found.detectable == claimed.detectable and found.spread == claimed.spread


def test_no_variance_is_no_power():
    sample = drawn()
    sample.outcome[:] = 1.0
    assert isinstance(examine_power(sample, 0.2, 0.8, 0.95), Limitation)
