import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from field_statistics.disclosure_attack import DisclosureAttack, share_pairs, standardised_pairs


def test_only_whole_numbers_count():
    attack = DisclosureAttack()
    attack.equation({"a": 2, "b": 2}, 6)
    attack.equation({"a": 3, "b": -1}, 1)
    assert attack.interval("a") == (1, 1)


def test_what_nothing_bounds_has_no_end():
    attack = DisclosureAttack()
    attack.unknown("a", least=2)
    assert attack.interval("a") == (2, math.inf)


def test_what_contradicts_itself_is_refused():
    attack = DisclosureAttack()
    attack.equation({"a": 1}, 3)
    attack.between("a", 4, 5)
    with pytest.raises(ArithmeticError):
        attack.interval("a")


def spread(share):
    return share * (1 - share)


@given(st.integers(4, 40), st.integers(4, 40), st.data(), st.sampled_from(["both", "first"]))
def test_a_standardised_difference_gives_its_counts_back(first, second, data, of):
    a, b = data.draw(st.integers(1, first - 1)), data.draw(st.integers(1, second - 1))
    ours, theirs = a / first, b / second
    variance = (spread(ours) + spread(theirs)) / 2 if of == "both" else spread(ours)
    found = standardised_pairs((ours - theirs) / math.sqrt(variance), (first, second), of)
    assert (a, b) in found
    assert set(found) <= set(
        standardised_pairs((ours - theirs) / math.sqrt(variance), (first, second), of, 0.005)
    )


@given(st.integers(1, 40), st.integers(1, 40), st.data())
def test_a_difference_of_shares_gives_its_counts_back(first, second, data):
    a, b = data.draw(st.integers(0, first)), data.draw(st.integers(0, second))
    found = share_pairs(a / first - b / second, (first, second))
    assert (a, b) in found
    assert all(abs(x / first - y / second - a / first + b / second) < 1e-8 for x, y in found)
