"""Agreement of two readers."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from field_statistics.agreement import clustered_kappa, cohen_kappa, landis_koch

# A textbook table: 20 both yes, 5 yes/no, 10 no/yes, 15 both no.
FIRST = ["yes"] * 25 + ["no"] * 25
SECOND = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15

readings = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1)


def test_textbook_table_gives_percent_and_kappa():
    agreement = cohen_kappa(FIRST, SECOND)
    assert agreement.n == 50
    assert agreement.percent == pytest.approx(0.7)
    assert agreement.kappa == pytest.approx(0.4)
    assert agreement.low < 0.4 < agreement.high


def test_higher_confidence_gives_wider_interval():
    narrow, wide = cohen_kappa(FIRST, SECOND, 0.8), cohen_kappa(FIRST, SECOND, 0.99)
    assert wide.low < narrow.low < narrow.high < wide.high


def test_kappa_is_undefined_where_only_one_category_is_used():
    agreement = cohen_kappa(["yes"] * 8, ["yes"] * 8)
    assert agreement == (8, 1.0, None, None, None)
    assert agreement.interval is None


def test_kappa_is_zero_where_one_reader_uses_one_category():
    agreement = cohen_kappa(["yes", "yes", "yes"], ["yes", "no", "yes"])
    assert agreement.kappa == pytest.approx(0)
    assert agreement.interval is None


def test_full_agreement_has_no_error():
    agreement = cohen_kappa(["a", "b", "b"], ["a", "b", "b"])
    assert (agreement.kappa, agreement.low, agreement.high) == (1.0, 1.0, 1.0)


@pytest.mark.parametrize(
    ("first", "second", "confidence", "words"),
    [
        (["a"], ["a", "b"], 0.95, "1 and 2 items"),
        ([], [], 0.95, "no items"),
        (["a"], ["a"], 1.0, "confidence"),
    ],
)
def test_impossible_input_is_refused(first, second, confidence, words):
    with pytest.raises(ValueError, match=words):
        cohen_kappa(first, second, confidence)


@given(readings)
def test_kappa_does_not_depend_on_who_is_first(pairs):
    first, second = zip(*pairs, strict=True)
    forward, backward = cohen_kappa(first, second), cohen_kappa(second, first)
    assert forward.percent == backward.percent
    for one, other in zip(forward[2:], backward[2:], strict=True):
        assert one == (None if other is None else pytest.approx(other, abs=1e-12))


@given(readings, st.randoms())
def test_kappa_does_not_depend_on_the_order_of_items(pairs, random):
    shuffled = list(pairs)
    random.shuffle(shuffled)
    expected = cohen_kappa(*zip(*shuffled, strict=True))
    for one, other in zip(cohen_kappa(*zip(*pairs, strict=True)), expected, strict=True):
        assert one == (None if other is None else pytest.approx(other, abs=1e-12))


@given(readings)
def test_kappa_and_interval_stay_in_range(pairs):
    agreement = cohen_kappa(*zip(*pairs, strict=True))
    if agreement.low is not None:
        assert -1 <= agreement.low <= agreement.kappa <= agreement.high <= 1 + 1e-12


def test_clusters_of_one_decision_pool_to_the_same_kappa():
    plain = cohen_kappa(FIRST, SECOND)
    clustered = clustered_kappa([Counter([pair]) for pair in zip(FIRST, SECOND, strict=True)])
    assert clustered[:3] == plain[:3]
    # Jackknife and large-sample error estimate the same thing.
    assert clustered.low == pytest.approx(plain.low, abs=0.02)
    assert clustered.high == pytest.approx(plain.high, abs=0.02)


def test_decisions_that_go_together_widen_the_interval():
    pairs = list(zip(FIRST, SECOND, strict=True))
    apart = clustered_kappa([Counter([pair]) for pair in pairs * 4])
    together = clustered_kappa([Counter([pair] * 4) for pair in pairs])
    assert together.kappa == apart.kappa
    assert together.high - together.low > 1.8 * (apart.high - apart.low)


def test_jackknife_interval_by_hand():
    clusters = [Counter({(1, 1): 3, (0, 0): 2}), Counter({(1, 0): 1, (0, 0): 4})]
    clusters.append(Counter({(1, 1): 1, (0, 1): 1, (0, 0): 3}))
    # Leaving out one cluster: a, b, c, d of the 2 × 2 table (both, first, second, neither).
    kappas = [
        2 * (a * d - b * c) / ((a + b) * (b + d) + (a + c) * (c + d))
        for a, b, c, d in ((1, 1, 1, 7), (4, 0, 1, 5), (3, 1, 0, 6))
    ]
    mean = sum(kappas) / 3
    error = (2 / 3 * sum((kappa - mean) ** 2 for kappa in kappas)) ** 0.5
    agreement = clustered_kappa(clusters)
    assert agreement.kappa - agreement.low == pytest.approx(1.9599639845400545 * error)


def test_one_cluster_has_no_interval():
    agreement = clustered_kappa([Counter({(1, 1): 3, (0, 0): 2, (1, 0): 1})])
    assert agreement.kappa is not None
    assert agreement.interval is None


@pytest.mark.parametrize(
    ("kappa", "word"),
    [
        (-0.2, "poor"),
        (-0.001, "poor"),
        (0.0, "slight"),
        (0.204, "slight"),
        (0.3, "fair"),
        (0.41, "moderate"),
        (0.605, "moderate"),
        (0.7, "substantial"),
        (0.9, "almost_perfect"),
        (1.0, "almost_perfect"),
    ],
)
def test_strength_follows_landis_and_koch(kappa, word):
    assert landis_koch(kappa) == word
