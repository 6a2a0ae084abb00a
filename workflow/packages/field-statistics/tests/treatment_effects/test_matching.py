"""Matching against the same thing written out: every pair compared, every weight in a table."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from field_statistics.not_estimable import NotEstimable
from field_statistics.treatment_effects import nearest_neighbours
from field_statistics.treatment_effects.matching import CALIPER, match_nearest
from field_statistics.treatment_effects.propensity import with_constant
from field_statistics.treatment_effects.treatment_groups import Groups


def drawn(seed, n=60, lattice=False):
    """Firms with covariates, many of them twins if these stand on a lattice."""
    rng = np.random.default_rng(seed)
    covariates = rng.normal(size=(n, 3))
    covariates[:, 2] = (covariates[:, 2] > 0).astype(float)
    if lattice:
        covariates = np.round(covariates)
    chance = 1 / (1 + np.exp(-0.5 * covariates[:, 0]))
    treated = (rng.random(n) < chance).astype(float)
    treated[:4] = [0, 1, 0, 1]
    return Groups.of(treated, covariates, rng.uniform(0.5, 2, n)), rng.normal(size=(3, n))


def tables(groups, estimand, caliper=CALIPER):
    """Return who stands for whom and who is alike, n × n each, by comparing every pair."""
    spread = np.atleast_2d(np.cov(groups.covariates, rowvar=False))
    inverse = np.linalg.pinv(spread, rcond=1e-10, hermitian=True)
    gap = groups.covariates[:, None] - groups.covariates
    distance = np.einsum("ijk,kl,ijl->ij", gap, inverse, gap)
    same = groups.treated[:, None] == groups.treated
    logit = groups.propensity.logit
    near = np.abs(logit[:, None] - logit) <= caliper * logit.std(ddof=1)
    asked = (groups.treated == 1) | (estimand == "ate")
    found = []
    for allowed in (~same & near & asked[:, None], same & ~np.eye(len(same), dtype=bool)):
        far = np.where(allowed, distance, np.inf)
        least = far.min(axis=1, keepdims=True)
        nearest = allowed & (far <= least + 1e-9 * (1 + least))
        found.append(nearest / np.maximum(nearest.sum(axis=1, keepdims=True), 1))
    return found


def plain_effect(groups, outcome, estimand):
    """Return the effect and its variance as Abadie and Imbens write them."""
    stand_in, alike = tables(groups, estimand)
    asked = stand_in.any(axis=1)
    focus = groups.weights * asked / (groups.weights * asked).sum()
    other = stand_in @ outcome
    taken = focus @ stand_in
    for arm in (0, 1):
        donors, rows = (groups.treated == arm) & (taken > 0), (groups.treated != arm) & asked
        if rows.any():
            root = np.sqrt(taken[donors])[:, None]
            design = with_constant(groups.covariates[donors])
            known = outcome[donors] * root[:, 0]
            slopes = np.linalg.lstsq(design * root, known, rcond=None)[0]
            gap = groups.covariates - stand_in @ groups.covariates
            other[rows] += gap[rows] @ slopes[1:]
    effects = np.where(groups.treated == 1, 1, -1) * (outcome - other)
    estimate = focus @ effects
    spread = (outcome - alike @ outcome) ** 2 / (1 + (alike**2).sum(axis=1))
    parts = taken**2 + 2 * focus * taken - focus**2 @ stand_in**2
    return estimate, focus**2 @ (effects - estimate) ** 2 + parts @ spread


@pytest.fixture(params=["tree", "all compared"])
def either_way(request, monkeypatch):
    """Find the nearest by the tree as well, which few firms have no need of."""
    if request.param == "tree":
        monkeypatch.setattr(nearest_neighbours, "_FEW", 0)
        monkeypatch.setattr(nearest_neighbours, "_FIRST", 2)
        monkeypatch.setattr(nearest_neighbours, "_HELD", 50)


@pytest.mark.usefixtures("either_way")
@pytest.mark.parametrize("lattice", [False, True])
@pytest.mark.parametrize("estimand", ["ate", "att"])
@pytest.mark.parametrize("seed", range(6))
def test_neighbours_and_effects_are_those_of_all_pairs(seed, estimand, lattice):
    groups, outcomes = drawn(seed, lattice=lattice)
    matched = groups.matched(estimand)
    stand_in, alike = tables(groups, estimand)
    assert (matched.asked == stand_in.any(axis=1)).all()
    values = np.eye(len(alike))
    rows = matched.pairing.other.means(values).T[matched.asked]
    assert rows == pytest.approx(stand_in[matched.asked], abs=1e-12)
    assert pytest.approx(alike, abs=1e-12) == matched.pairing.own.means(values).T
    focus = groups.weights * matched.asked
    assert matched.uses == pytest.approx(focus + focus @ stand_in)
    assert (matched.used == (matched.asked | (stand_in.sum(axis=0) > 0))).all()
    together = matched.effect(outcomes)
    for row, outcome in enumerate(outcomes):
        expected = plain_effect(groups, outcome, estimand)
        assert matched.effect(outcome) == pytest.approx(expected, rel=1e-9)
        assert [part[row] for part in together] == pytest.approx(expected, rel=1e-9)


@given(st.lists(st.integers(0, 2), min_size=6, max_size=30), st.integers(0, 99))
def test_what_all_give_is_what_all_get(cells, seed):
    rng = np.random.default_rng(seed)
    treated = (np.arange(len(cells)) % 2).astype(float)
    covariates = np.array(cells, dtype=float)[:, None]
    found = match_nearest(treated, covariates, np.ones(len(cells)), None)
    parts, values = rng.random((2, len(cells)))
    for near in (found.other, found.own):
        # Sums over all pairs, taken from either side.
        assert near.given(parts) @ values == pytest.approx(parts * near.count @ near.means(values))


def test_matches_are_the_nearest_and_ties_share():
    treated = np.array([1.0, 1, 0, 0, 0])
    covariates = np.array([[0.0], [10], [1], [1], [8]])
    found = match_nearest(treated, covariates, np.ones(5), None).other.means(np.eye(5)).T
    assert found[0] == pytest.approx([0, 0, 0.5, 0.5, 0])
    assert found[1] == pytest.approx([0, 0, 0, 0, 1])


def test_without_covariates_all_of_the_other_group_stand_in():
    treated = np.array([1.0, 1, 0, 0, 0])
    groups = Groups.of(treated, np.empty((5, 0)))
    found = groups.matched("ate").pairing
    assert found.other.means(np.arange(5.0)) == pytest.approx([3, 3, 0.5, 0.5, 0.5])
    assert found.own.means(np.arange(5.0)) == pytest.approx([1, 0, 3.5, 3, 2.5])


def test_a_caliper_leaves_firms_without_a_match_aside():
    rng = np.random.default_rng(3)
    covariates = rng.normal(size=(60, 1))
    treated = (covariates[:, 0] + rng.normal(size=60) > 0).astype(float)
    covariates[0], treated[0] = 6.0, 1.0
    groups = Groups.of(treated, covariates)
    matched = groups.matched("att")
    assert not matched.asked[0]
    assert not matched.used[0]
    assert match_nearest(treated, covariates, np.ones(60), None).asked_for("att").asked[0]


def test_nobody_within_the_caliper_is_a_limitation():
    rng = np.random.default_rng(5)
    treated = (np.arange(40) % 2).astype(float)
    groups = Groups.of(treated, rng.normal(size=(40, 2)))
    narrow = match_nearest(
        treated, groups.covariates, groups.weights, groups.propensity, caliper=0.0
    )
    assert narrow.asked_for("att") == NotEstimable("no_match")
