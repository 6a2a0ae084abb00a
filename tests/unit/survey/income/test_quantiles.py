import dataclasses

import numpy as np
import pytest

from alianzas.survey.income.quantiles import _propensities, quantile_effects, weighted_quantiles
from alianzas.survey.income.samples import Sample
from field_statistics.treatment_effects.propensity import fit_propensity


def drawn(seed=1, n=400, shift=0.2, stretch=1.0, covariates=True):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(n, 2 if covariates else 0))
    chance = 1 / (1 + np.exp(-x.sum(axis=1)))
    treated = (rng.random(n) < chance).astype(float)
    noise = rng.normal(0, 0.2, n)
    outcome = 0.1 * x.sum(axis=1) + np.where(treated == 1, shift + stretch * noise, noise)
    columns = ["size", "age"][: x.shape[1]]
    return Sample("allied", outcome, treated, x, np.ones(n), columns, list(range(n)), [])


def effects(sample, shares=(0.25, 0.5, 0.75), estimand="ate", seed=1):
    return quantile_effects(sample, estimand, shares, 500, 0.95, seed)


def test_weighted_quantiles_count_a_firm_as_often_as_its_weight():
    values, weights = np.array([3.0, 1, 2]), np.array([[1.0, 2, 3], [1, 1, 1]])
    repeated = np.repeat(values, [1, 2, 3])
    found = weighted_quantiles(values, weights, [0.3, 0.5, 0.9])
    expected = np.quantile(repeated, [0.3, 0.5, 0.9], method="inverted_cdf")
    assert found[0] == pytest.approx(expected)
    assert found[1] == pytest.approx([1, 2, 3])


def test_without_controls_it_is_the_difference_of_quantiles():
    sample = drawn(covariates=False)
    for effect in effects(sample):
        ours, theirs = (
            np.quantile(
                sample.outcome[sample.treated == arm], effect.quantile, method="inverted_cdf"
            )
            for arm in (1, 0)
        )
        assert effect.estimate.value == pytest.approx(np.expm1(ours - theirs))


@pytest.mark.parametrize("estimand", ["ate", "att"])
def test_a_shift_is_found_at_every_quantile(estimand):
    for effect in effects(drawn(n=3000), estimand=estimand):
        assert effect.estimate.low < np.expm1(0.2) < effect.estimate.high
        assert effect.estimate.p < 0.01


def test_a_stretch_is_no_effect_at_the_median_and_opposite_ones_at_the_ends():
    low, middle, high = effects(drawn(n=4000, shift=0.0, stretch=3.0))
    assert low.estimate.high < 0 < high.estimate.low
    assert middle.estimate.low < 0 < middle.estimate.high


def test_quantiles_with_few_firms_beyond_are_not_estimated():
    found = effects(drawn(n=60), shares=(0.01, 0.5, 0.99))
    assert [effect.estimate is None for effect in found] == [True, False, True]
    assert found[0].limitation.code == "few_beyond"


def test_separated_groups_give_no_quantile():
    sample = drawn(n=60)
    apart = np.where(sample.treated == 1, 9.0, -9.0)[:, None]
    for effect in effects(dataclasses.replace(sample, covariates=apart, columns=["size"])):
        assert effect.estimate is None
        assert effect.limitation.code == "separation"


def test_replicates_at_once_are_the_single_fits():
    sample = drawn(n=120)
    weights = np.random.default_rng(4).exponential(size=(3, 120))
    found = _propensities(sample, weights)
    for k in range(3):
        single = fit_propensity(sample.treated, sample.covariates, weights[k])
        assert found[k] == pytest.approx(single.score, abs=1e-8)


def test_same_seed_same_interval():
    first, second, other = (effects(drawn(), seed=seed) for seed in (1, 1, 2))
    assert first == second != other
