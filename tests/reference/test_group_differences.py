"""ANOSIM and PERMANOVA against published examples and an independent analysis of variance."""

import numpy as np
import pytest
from scipy.stats import f_oneway

from field_statistics.group_differences import anosim_permanova

#: The example in the documentation of scikit-bio (skbio.stats.distance.anosim and permanova).
DISTANCES = np.array([[0, 1, 1, 4], [1, 0, 3, 2], [1, 3, 0, 3], [4, 2, 3, 0]], dtype="float64")
GROUPS = ["one", "one", "two", "two"]


def test_statistics_equal_scikit_bio():
    found = anosim_permanova(DISTANCES, GROUPS, 1)
    assert found.r == pytest.approx(0.25, rel=1e-12)
    assert found.f == pytest.approx(2.0, rel=1e-12)
    # Six arrangements, two of each partition: scikit-bio's random p of 0.67 is 2/3.
    assert (found.arrangements, found.exact) == (6, True)
    assert found.r_p == pytest.approx(2 / 3) and found.r2_p == pytest.approx(2 / 3)
    assert found.smallest_p == pytest.approx(1 / 3)


def test_pseudo_f_of_distances_on_a_line_is_that_of_the_analysis_of_variance():
    generator = np.random.default_rng(20260129)
    values = generator.normal(size=30)
    groups = ["a"] * 8 + ["b"] * 10 + ["c"] * 12
    found = anosim_permanova(np.abs(values[:, None] - values[None, :]), groups, 1)
    parts = [values[:8], values[8:18], values[18:]]
    assert found.f == pytest.approx(f_oneway(*parts).statistic, rel=1e-10)
    assert found.r2_p == pytest.approx(f_oneway(*parts).pvalue, abs=0.02)
