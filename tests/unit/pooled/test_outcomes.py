"""What is pooled, and what never is."""

import itertools

import pytest

from alianzas.pooled.outcomes import pool_outcomes
from field_statistics.meta_analysis import combine_studies
from honest_results.provenance import LEVELS


def test_estimates_of_one_provenance_made_alike_are_pooled(effect):
    [outcome] = pool_outcomes([effect("one", 0.2), effect("two", 0.4, 0.2)], 0.95)
    [pool] = outcome.pools
    wanted = combine_studies([0.2, 0.4], [0.1**2, 0.2**2], 0.95, widen=True)
    assert (outcome.state, pool.level) == ("pooled", "simulated")
    assert pool.found == wanted
    assert pool.without == {}
    assert outcome.alone == []


@pytest.mark.parametrize(("one", "two"), [*itertools.permutations(LEVELS, 2)])
def test_two_provenances_are_never_pooled(effect, one, two):
    [outcome] = pool_outcomes([effect("one", level=one), effect("two", level=two)], 0.95)
    assert outcome.pools == []
    assert outcome.state == "levels"
    assert [own.study for own in outcome.alone] == ["one", "two"]


def test_each_provenance_has_a_mean_of_its_own(effect):
    effects = [
        effect("one", 0.1, level="observed"),
        effect("two", 0.2, level="simulated"),
        effect("three", 0.3, level="observed"),
        effect("four", 0.4, level="simulated"),
    ]
    [outcome] = pool_outcomes(effects, 0.95)
    assert outcome.state == "levels"
    assert [(pool.level, round(pool.found.value, 6)) for pool in outcome.pools] == [
        ("observed", 0.2),
        ("simulated", 0.3),
    ]
    for pool in outcome.pools:
        assert {effect.level for effect in pool.effects} == {pool.level}


def test_a_source_below_the_others_makes_the_estimate_of_its_level(effect):
    mixed = effect("one", level="observed")
    sources = (*mixed.sources, *effect("x", level="simulated").sources)
    [outcome] = pool_outcomes(
        [effect("one", sources=sources), effect("two", level="observed")], 0.95
    )
    assert outcome.pools == []


def test_what_was_made_in_other_ways_is_not_pooled(effect):
    [outcome] = pool_outcomes([effect("one", how="a"), effect("two", how="b")], 0.95)
    assert (outcome.state, outcome.pools) == ("ways", [])


def test_an_estimate_of_a_single_study_is_shown_and_not_pooled(effect):
    [outcome] = pool_outcomes([effect("one")], 0.95)
    assert (outcome.state, outcome.pools) == ("single", [])
    [outcome] = pool_outcomes([effect("one"), effect("two", None, None)], 0.95)
    assert (outcome.state, outcome.pools) == ("single", [])


@pytest.mark.parametrize("error", [None, 0.0])
def test_an_estimate_without_error_is_not_pooled(effect, error):
    [outcome] = pool_outcomes([effect("one", 1.0, error), effect("two")], 0.95)
    assert (outcome.state, outcome.pools) == ("errors", [])


def test_three_studies_are_left_out_one_by_one(effect):
    effects = [
        effect(name, value)
        for name, value in zip(("one", "two", "three"), (0.1, 0.2, 0.6), strict=True)
    ]
    [outcome] = pool_outcomes(effects, 0.95)
    [pool] = outcome.pools
    assert {name: round(own.value, 6) for name, own in pool.without.items()} == {
        "one": 0.4,
        "two": 0.35,
        "three": 0.15,
    }


def test_scales_that_differ_become_one(effect):
    scales = {"family": "outcome", "outcome": "success"}
    five = effect("one", 3.0, 0.2, scale=(1.0, 5.0), **scales)
    seven = effect("two", 5.5, 0.3, scale=(1.0, 7.0), **scales)
    [outcome] = pool_outcomes([five, seven], 0.95)
    assert [own.value for own in outcome.effects] == pytest.approx([0.5, 0.75])
    assert [own.error for own in outcome.effects] == pytest.approx([0.05, 0.05])
    [outcome] = pool_outcomes([five, effect("two", 4.0, 0.2, scale=(1.0, 5.0), **scales)], 0.95)
    assert [own.value for own in outcome.effects] == [3.0, 4.0]


def test_growth_over_periods_of_other_length_is_per_year(effect):
    of_income = {"family": "income", "outcome": "allied"}
    three = effect("one", 0.3, 0.06, scale=(0.0, 3.0), **of_income)
    two = effect("two", 0.1, 0.02, scale=(0.0, 2.0), **of_income)
    [outcome] = pool_outcomes([three, two], 0.95)
    assert [own.value for own in outcome.effects] == pytest.approx([0.1, 0.05])
    assert [own.error for own in outcome.effects] == pytest.approx([0.02, 0.01])
