"""A number at its cut has reached it, however it is rounded; one below has not."""

from fractions import Fraction

import numpy as np
import pytest

from qca.calibration import calibrate_crisp
from qca.cuts import is_at, more_in, more_out, reaches
from qca.fit import necessity, sufficiency
from qca.necessity_analysis import NecessityCuts, passes
from qca.truth_table import Cuts, build_truth_table, in_no_corner


def drawn(seed, cases):
    """Two sets of tenths, exact and as floats."""
    generator = np.random.default_rng(seed)
    tenths = generator.integers(0, 11, size=(2, cases))
    exact = [[Fraction(int(one), 10) for one in row] for row in tenths]
    return exact, np.array([[int(one) / 10 for one in row] for row in tenths])


def ratio(above, below):
    return sum(above) / sum(below) if sum(below) else None


@pytest.mark.parametrize("cut", ["0.5", "0.6", "0.75", "0.8", "0.85", "0.9"])
def test_every_fit_is_judged_as_exact_arithmetic_judges_it(cut):
    at_the_cut = missed_by_rounding = 0
    for seed in range(3000):
        (x, y), floats = drawn(seed, 2 + seed % 5)
        shared = [min(pair) for pair in zip(x, y, strict=True)]
        torn = [min(one, 1 - other) for one, other in zip(shared, y, strict=True)]
        for exact, found in (
            (ratio(shared, x), sufficiency(*floats).consistency),
            (
                ratio([sum(shared) - sum(torn)], [sum(x) - sum(torn)]),
                sufficiency(*floats).pri,
            ),
            (ratio(shared, y), sufficiency(*floats).coverage),
            (
                ratio([1 - one for one in x], [1 - one for one in shared]),
                necessity(*floats).relevance,
            ),
        ):
            if exact is None:
                assert not reaches(found, float(cut))
                continue
            assert reaches(found, float(cut)) == (exact >= Fraction(cut)), (seed, exact)
            at_the_cut += exact == Fraction(cut)
            missed_by_rounding += exact == Fraction(cut) and found < float(cut)
    assert at_the_cut > 10
    assert missed_by_rounding or cut == "0.5"


def rounded(sides):
    """A set whose consistency is exactly four fifths, and held as a little less."""
    x, y = np.array(sides, dtype="float64").T
    fit = sufficiency(x, y).consistency
    assert fit != 0.8 and fit == pytest.approx(0.8)
    return x, y


def test_a_row_and_a_condition_at_their_cuts_pass():
    x, y = rounded([(0.7, 0.1), (0.8, 0.9), (1.0, 1.0), (0.5, 0.5)])
    assert sufficiency(x, y).consistency < 0.8
    for cut, status in ((0.8, "positive"), (0.801, "contradictory")):
        table = build_truth_table(np.c_[x], y, list("abcd"), ["x"], Cuts(consistency=cut))
        assert table.rows[1].status == status
    fit = necessity(y, x)
    assert passes(fit, NecessityCuts(0.8, 0, 0))
    assert not passes(fit, NecessityCuts(0.801, 0, 0))


def test_half_is_neither_in_nor_out():
    degrees = [0.5, 0.1 + 0.4, 1 - 0.5, 0.3 + 0.2, 0.49, 0.51, 0.5 + 1e-12, 0.5 - 1e-12]
    at = [True, True, True, True, False, False, True, True]
    assert is_at(degrees, 0.5).tolist() == at
    assert in_no_corner(np.array(degrees)).tolist() == at
    assert more_in(degrees).nonzero()[0].tolist() == [5]
    assert more_out(degrees).nonzero()[0].tolist() == [4]


@pytest.mark.parametrize(
    ("value", "inside"), [(0.3, 1.0), (0.1 + 0.2, 1.0), (0.7 - 0.4, 1.0), (0.2999, 0.0)]
)
def test_a_value_at_the_threshold_of_a_crisp_set_is_in_it(value, inside):
    assert calibrate_crisp(np.array([value]), 0.3).tolist() == [inside]
    assert calibrate_crisp(np.array([3.0]), 0.1 + 2.9).tolist() == [1.0]
    assert calibrate_crisp(np.array([1e9 * value]), 1e9 * 0.3).tolist() == [inside]


def test_what_cannot_be_computed_reaches_nothing():
    assert not reaches(float("nan"), 0.0)
