import numpy as np
import pytest

from field_statistics.measurement.exploratory import (
    bartlett_sphericity,
    kaiser_meyer_olkin,
    minres,
    number_of_factors,
    parallel_analysis,
    rotate_oblique,
)

TWO = np.array([[0.8, 0], [0.7, 0], [0.6, 0], [0, 0.9], [0, 0.7], [0, 0.5]])


def implied(loadings, between=0.0):
    related = np.array([[1, between], [between, 1]])
    found = loadings @ related @ loadings.T
    np.fill_diagonal(found, 1)
    return found


def test_minimum_residual_recovers_an_exact_structure():
    found = minres(implied(TWO), 2)
    assert (found**2).sum(axis=1) == pytest.approx((TWO**2).sum(axis=1), abs=1e-6)


def test_rotation_finds_simple_structure_of_correlated_factors():
    correlation = implied(TWO, 0.4)
    loadings = minres(correlation, 2)
    rotated = rotate_oblique(loadings)
    assert np.abs(rotated) == pytest.approx(TWO[:, np.argsort(-(TWO**2).sum(axis=0))], abs=1e-4)


def test_heywood_case_has_no_loadings():
    target = np.array([[1, 0.7, 0.7], [0.7, 1, 0.3], [0.7, 0.3, 1]])
    assert minres(target, 1) is None
    assert minres(target, 3) is None
    assert minres(target, 0) is None


def test_parallel_analysis_finds_the_factors_and_none_where_there_are_none(simulated):
    random = np.random.default_rng(4)
    chance = parallel_analysis(200, 9, 300, 0.95, random)
    assert (np.diff(chance) < 0).all()
    values, _ = simulated(200, [3, 3, 3], correlation=0.3)
    observed = np.linalg.eigvalsh(np.corrcoef(values, rowvar=False))[::-1]
    assert number_of_factors(observed, chance) == 3
    noise = np.random.default_rng(7).standard_normal((200, 9))
    observed = np.linalg.eigvalsh(np.corrcoef(noise, rowvar=False))[::-1]
    assert number_of_factors(observed, chance) == 0


def test_a_later_eigenvalue_above_chance_does_not_count():
    assert number_of_factors(np.array([3, 0.9, 1.2]), np.array([1.5, 1.0, 0.8])) == 1


def test_adequacy_and_sphericity_by_hand():
    r = 0.6
    pair = np.array([[1, r], [r, 1]])
    assert kaiser_meyer_olkin(pair) == pytest.approx(0.5)  # simple and partial r are the same
    test = bartlett_sphericity(pair, 50)
    assert test.chi2 == pytest.approx(-(49 - 9 / 6) * np.log(1 - r**2))
    assert test.df == 1
