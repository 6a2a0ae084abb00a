"""Alpha, AC1 and PABAK: what holds for any ratings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from field_statistics.agreement_coefficients import (
    Coefficient,
    count_ratings,
    gwet_ac1,
    krippendorff_alpha,
    pabak,
)

pairs = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=2, max_size=30)


def counts(items):
    return count_ratings(items, (True, False))


def test_ratings_are_counted_and_missing_ones_left_out():
    assert counts([(True, True), (True, False), (None, True)]).tolist() == [[2, 0], [1, 1], [1, 0]]
    with pytest.raises(ValueError, match="unknown category 'no'"):
        counts([("no", True)])


@given(pairs)
def test_values_and_intervals_are_in_order(items):
    for result in (krippendorff_alpha(counts(items), 1, resamples=50), gwet_ac1(counts(items))):
        if result.value is not None:
            assert -1 <= result.value <= 1
            assert result.low <= result.high


@given(pairs, st.randoms())
def test_the_order_of_readers_and_items_plays_no_part(items, random):
    turned = [(other, one) for one, other in items]
    random.shuffle(turned)
    for function in (lambda c: krippendorff_alpha(c, 1, resamples=5), gwet_ac1):
        first, second = function(counts(items)).value, function(counts(turned)).value
        assert first == (None if second is None else pytest.approx(second, abs=1e-12))


def test_full_agreement():
    items = [(True, True)] * 9 + [(False, False)]
    assert krippendorff_alpha(counts(items), 1) == Coefficient(1, 1, 1)
    assert gwet_ac1(counts(items)) == pytest.approx((1, 1, 1))
    assert krippendorff_alpha(counts([(True, True)] * 5), 1) == Coefficient(None)
    assert gwet_ac1(counts([(True, True)] * 5)).value == 1


def test_one_rating_per_item_tells_nothing():
    items = [(True, None), (False, None)]
    assert krippendorff_alpha(counts(items), 1).value is None
    assert gwet_ac1(counts(items)).value is None


def test_clusters_of_one_item_change_nothing_and_larger_ones_widen():
    items = [(True, True), (True, False), (False, False), (True, True), (False, True)] * 6
    alone = gwet_ac1(counts(items))
    assert gwet_ac1(counts(items), clusters=range(30)) == pytest.approx(alone)
    doubled = gwet_ac1(counts([pair for pair in items for _ in (1, 2)]))
    honest = gwet_ac1(
        counts([pair for pair in items for _ in (1, 2)]), clusters=[n // 2 for n in range(60)]
    )
    assert doubled.high - doubled.low < honest.high - honest.low
    assert honest == pytest.approx(alone)


def test_the_bootstrap_is_repeatable_and_goes_by_clusters():
    items = [(True, True), (True, False), (False, False)] * 5
    names = [n // 3 for n in range(15)]
    first = krippendorff_alpha(counts(items), 4, clusters=names)
    assert first == krippendorff_alpha(counts(items), 4, clusters=names)
    assert first.low == pytest.approx(first.high)  # every cluster is like every other
    with pytest.raises(ValueError, match="15 items, but clusters for 2"):
        krippendorff_alpha(counts(items), 4, clusters=[1, 2])


def test_one_cluster_has_no_interval():
    items = [(True, True), (True, False)]
    assert gwet_ac1(counts(items), clusters="aa").interval is None
    assert krippendorff_alpha(counts(items), 1, clusters="aa").interval is None


def test_ac1_needs_two_categories():
    with pytest.raises(ValueError, match="two categories"):
        gwet_ac1(count_ratings([("a", "a")], ["a"]))


def test_pabak():
    assert pabak(0.85) == pytest.approx(0.7)
    assert pabak(0.5) == 0
    assert pabak(0.25, 4) == 0
