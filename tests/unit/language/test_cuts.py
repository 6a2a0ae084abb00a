"""A number beside a cut shows on which side it lies."""

import numpy as np
import pytest

from human_files.language.cuts import decimals_beside, decimals_of, exceeds, reaches
from human_files.language.numbers import format_value


@pytest.mark.parametrize(
    ("cut", "kind", "decimals"), [(0.7, "coefficient", 2), (0.15, "percent", 0)]
)
def test_what_is_printed_is_on_the_side_that_is_meant(cut, kind, decimals):
    random = np.random.default_rng(1)
    for distance in random.choice([-1, 1], 300) * 10.0 ** random.uniform(-8, -0.9, 300):
        value = cut + distance
        places = decimals_beside(value, cut, decimals, percent=kind == "percent")
        shown = format_value(value, kind, "en", places).rstrip("%")
        against = format_value(cut, kind, "en", decimals_of(cut, decimals, kind == "percent"))
        assert (float(shown) > float(against.rstrip("%"))) == (distance > 0)
        assert reaches(value, cut) == exceeds(value, cut) == (distance > 0)


def test_rounding_errors_reach_a_cut_and_do_not_exceed_it():
    for value in (0.1 + 0.2, 0.3 - 1e-12):
        assert reaches(value, 0.3)
        assert not exceeds(value, 0.3)
        assert decimals_beside(value, 0.3, 2) == 2
    assert not reaches(float("nan"), 0.3)


def test_thresholds_are_printed_as_they_are():
    assert [decimals_of(cut, 2) for cut in (0.95, 0.945, 1.0)] == [2, 3, 2]
    assert decimals_of(0.125, 0, percent=True) == 1
