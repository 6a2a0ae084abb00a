"""Contrasts of shares equal the published examples, and mirror each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from field_statistics.proportion_contrasts import (
    ShareContrast,
    contrast_contrasts,
    contrast_paired_shares,
    contrast_shares,
    exact_p_value,
    smallest_p_value,
)


def test_two_shares_as_newcombe():
    """56 of 70 and 48 of 80, as in Newcombe (1998a), table II, and R's propint."""
    assert contrast_shares(56, 70, 48, 80) == pytest.approx((0.2, 0.05243147, 0.3338727), abs=1e-7)


def test_a_difference_of_differences_as_newcombe():
    """The Bristol Antenatal Care Study, Newcombe (2001), as R's propint gives it."""
    found = contrast_contrasts(contrast_shares(17, 65, 17, 75), contrast_shares(18, 72, 16, 65))
    assert found == pytest.approx((0.03102564, -0.1686752, 0.2343009), abs=1e-6)


def test_paired_shares_as_published():
    """59, 6, 16, 80: Fagerland, Lydersen and Laake (2017), chapter 8, and R's contingencytables."""
    found = contrast_paired_shares(59, 6, 16, 80)
    assert found == pytest.approx((-0.0621, -0.1186, -0.0046), abs=0.00006)


def test_the_exact_p_of_the_lady_tasting_tea():
    """Fisher (1935): all eight cups told, 1 in 70, on both sides 2 in 70."""
    assert exact_p_value(4, 4, 0, 4) == pytest.approx(2 / 70)
    assert smallest_p_value(6, 4) == pytest.approx(1 / 210)


@pytest.mark.parametrize("counts", [(1, 0, 0, 3), (4, 3, 0, 3), (-1, 3, 0, 3), (0, 3, 4, 3)])
def test_what_is_no_share_is_refused(counts):
    with pytest.raises(ValueError, match="not a share"):
        contrast_shares(*counts)


def test_paired_counts_need_units():
    with pytest.raises(ValueError, match="not a share"):
        contrast_paired_shares(0, 0, 0, 0)


count = st.integers(0, 12)


@given(count, count, count, count)
def test_paired_shares_turned_round_are_mirrored(both, first, second, neither):
    if both + first + second + neither == 0:
        return
    there = contrast_paired_shares(both, first, second, neither)
    back = contrast_paired_shares(both, second, first, neither)
    assert back == pytest.approx((-there.difference, -there.high, -there.low), abs=1e-12)
    assert -1 - 1e-9 <= there.low <= there.difference <= there.high <= 1 + 1e-9


@given(st.integers(1, 12), st.integers(1, 12), st.data())
def test_groups_turned_round_are_mirrored(units, others, data):
    ours, theirs = data.draw(st.integers(0, units)), data.draw(st.integers(0, others))
    there = contrast_shares(ours, units, theirs, others)
    back = contrast_shares(theirs, others, ours, units)
    assert back == pytest.approx((-there.difference, -there.high, -there.low), abs=1e-9)
    assert there.low - 1e-9 <= there.difference <= there.high + 1e-9


def test_a_difference_from_itself_is_none():
    one = ShareContrast(0.4, 0.1, 0.6)
    found = contrast_contrasts(one, one)
    assert found.difference == 0 and found.low == -found.high
