"""Weighted kappa, AC2 and alpha for ordered categories: published values, and what always holds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa, to_table

from field_statistics.agreement import cohen_kappa
from field_statistics.agreement_coefficients import (
    Coefficient,
    count_ratings,
    gwet_ac1,
    gwet_weighted,
    krippendorff_alpha,
)
from field_statistics.ordered_agreement import (
    WEIGHTS,
    agreement_weights,
    gwet_ac2,
    ordered_alpha,
    weighted_kappa,
)

#: Krippendorff (2011), section C: four observers, twelve units; "." is missing.
OBSERVERS = ("1233 21412 . . .", "1233 22412 5 . 3", ". 333 23422 5 1 .", "1233 24412 5 1 .")
UNITS = list(zip(*(row.replace(" ", "") for row in OBSERVERS), strict=True))
RATINGS = [[None if sign == "." else int(sign) for sign in unit] for unit in UNITS]

ordered = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=25)


def counts(items, categories=range(4)):
    return count_ratings(items, list(categories))


@pytest.mark.parametrize(
    ("metric", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)]
)
def test_alpha_of_krippendorffs_example(metric, published):
    """Krippendorff (2011), Computing Krippendorff's alpha-reliability, sections C to E."""
    found = ordered_alpha(counts(RATINGS, range(1, 6)), 1, metric, resamples=50)
    assert round(found.value, 3) == published
    assert found.low <= found.value <= found.high


def test_weights_of_gwet():
    """irrCAC, vignette "Computing weighted agreement coefficients" (Gwet, 2019), three categories."""
    assert agreement_weights(3, "linear").tolist()[0] == [1, 0.5, 0]
    assert agreement_weights(3, "ordinal")[0] == pytest.approx([1, 2 / 3, 0])
    assert agreement_weights(3, "quadratic").tolist()[0] == [1, 0.75, 0]


def test_weighted_kappa_by_hand():
    """Two categories apart in one of four pairs, one apart in another."""
    first, second = [1, 1, 2, 3], [1, 3, 3, 3]
    # Linear: agreed (1 + 0 + 0.5 + 1) / 4; by chance the weights under the margins.
    chance = (2 * 1 * 1 + 2 * 3 * 0 + 1 * 1 * 0.5 + 1 * 3 * 0.5 + 0 + 1 * 3 * 1) / 16
    found = weighted_kappa(first, second, [1, 2, 3], "linear")
    assert found.kappa == pytest.approx((0.625 - chance) / (1 - chance))
    assert found.percent == 0.5


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("kind", ["linear", "quadratic"])
@given(ordered)
def test_weighted_kappa_equals_statsmodels(kind, items):
    first, second = zip(*items, strict=True)
    found = weighted_kappa(first, second, range(4), kind)
    if found.kappa is None or found.low is None or found.percent == 1:
        return
    table = to_table(np.array(items), bins=np.arange(5) - 0.5)[0]
    theirs = cohens_kappa(table, wt=kind)
    assert found.kappa == pytest.approx(float(theirs.kappa), abs=1e-9)
    # Where the error is zero, rounding leaves theirs the root of something tiny, or negative.
    if found.high < 1 and theirs.std_kappa > 1e-6:
        assert found.high - found.kappa == pytest.approx(1.959964 * theirs.std_kappa, abs=1e-6)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=2, max_size=25))
def test_two_categories_have_no_order(items):
    two = count_ratings(items, [False, True])
    first, second = zip(*items, strict=True)
    plain = cohen_kappa(first, second)
    for kind in WEIGHTS:
        assert gwet_ac2(two, kind) == gwet_ac1(two)
        found = weighted_kappa(first, second, [False, True], kind)
        assert found.kappa == (None if plain.kappa is None else pytest.approx(plain.kappa))
    alpha = krippendorff_alpha(two, 1, resamples=5).value
    for metric in ("nominal", "ordinal", "interval"):
        found = ordered_alpha(two, 1, metric, resamples=5).value
        assert found == (None if alpha is None else pytest.approx(alpha))


@given(ordered)
def test_turning_the_order_round_changes_nothing(items):
    turned = [(3 - one, 3 - other) for one, other in items]
    for kind in WEIGHTS:
        one, other = gwet_ac2(counts(items), kind).value, gwet_ac2(counts(turned), kind).value
        assert one == pytest.approx(other)
    one = ordered_alpha(counts(items), 1, resamples=5).value
    other = ordered_alpha(counts(turned), 1, resamples=5).value
    assert one == (None if other is None else pytest.approx(other))


@given(ordered)
def test_weights_of_identity_are_ac1(items):
    assert gwet_weighted(counts(items), np.eye(4), 0.95, None) == gwet_ac1(counts(items))


def test_near_misses_count_less_than_far_ones():
    near = [(0, 1), (2, 3), (1, 1), (2, 2), (3, 3), (0, 0)]
    far = [(0, 3), (3, 0), (1, 1), (2, 2), (3, 3), (0, 0)]
    for kind in WEIGHTS:
        assert gwet_ac2(counts(near), kind).value > gwet_ac2(counts(far), kind).value
        one, other = (
            weighted_kappa(*zip(*pairs, strict=True), range(4), kind) for pairs in (near, far)
        )
        assert one.kappa > other.kappa
    assert ordered_alpha(counts(near), 1).value > ordered_alpha(counts(far), 1).value


def test_the_numbers_of_categories_matter_to_the_interval_metric_alone():
    items = [(0, 1), (1, 2), (2, 3), (0, 0), (3, 3)]
    stretched = [0, 1, 2, 30]
    one = ordered_alpha(counts(items), 1, "interval", stretched).value
    assert one != pytest.approx(ordered_alpha(counts(items), 1, "interval").value)
    ordinal = ordered_alpha(counts(items), 1, "ordinal").value
    assert ordered_alpha(counts(items), 1, "ordinal", stretched).value == ordinal


def test_what_is_undefined():
    same = counts([(1, 1)] * 4)
    assert ordered_alpha(same, 1) == Coefficient(None)
    assert ordered_alpha(counts([(1, None), (2, None)]), 1) == Coefficient(None)
    assert weighted_kappa([1, 1], [1, 1], range(4)).kappa is None
    assert weighted_kappa([1, 1], [1, 2], range(4)).interval is None
    assert weighted_kappa([0, 1, 3], [0, 1, 3], range(4)) == (3, 1, 1, 1, 1)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: agreement_weights(1), "two categories or more"),
        (
            lambda: agreement_weights(3, "cubic"),
            "weights are linear, quadratic, ordinal, not 'cubic'",
        ),
        (lambda: weighted_kappa([1], [1, 2], [1, 2]), "judged 1 and 2 items"),
        (lambda: weighted_kappa([], [], [1, 2]), "no items"),
        (lambda: weighted_kappa([1], [3], [1, 2]), "unknown category 3"),
        (lambda: weighted_kappa([1], [2], [1, 2], confidence=1), "not between 0 and 1"),
        (lambda: ordered_alpha(counts([(1, 1)]), 1, "ratio"), "metrics are"),
        (lambda: ordered_alpha(counts([(1, 1)]), 1, values=[1, 2]), "4 categories, but 2 values"),
    ],
)
def test_mistakes_are_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
