import pytest
from hypothesis import given
from hypothesis import strategies as st

from field_statistics.agreement import cohen_kappa
from field_statistics.agreement_coefficients import count_ratings, krippendorff_alpha
from field_statistics.agreement_several import fleiss_kappa, light_kappa

#: Fleiss (1971), as in Landis and Koch's worked example: ten patients of fourteen physicians.
COUNTS = [
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
]
ratings = st.lists(st.tuples(*[st.sampled_from("abc")] * 3), min_size=2, max_size=12)


def test_fleiss_by_hand():
    import numpy as np

    assert fleiss_kappa(np.array(COUNTS, dtype="float64")) == pytest.approx(0.210, abs=0.0005)


def test_one_category_is_no_kappa():
    assert fleiss_kappa(count_ratings([("a", "a")] * 3, "ab")) is None
    assert light_kappa(["aa", "aa", "ab"], [1, 2]).kappa is None


def test_unlike_numbers_of_ratings():
    with pytest.raises(ValueError, match="same number of ratings"):
        fleiss_kappa(count_ratings([("a", "b"), ("a", None)], "ab"))


def test_one_reader_is_too_few():
    with pytest.raises(ValueError, match="two readers or more"):
        light_kappa(["ab"], [1, 2])


def test_of_two_readers_it_is_cohen_s():
    first, second = "aabbab", "abbbab"
    found = light_kappa([first, second], range(6))
    assert found.kappa == pytest.approx(cohen_kappa(first, second).kappa)
    assert found.low < found.kappa < found.high


@given(ratings, st.permutations(range(3)), st.permutations("xyz"))
def test_neither_the_order_of_readers_nor_the_names_of_categories_matter(items, order, names):
    renamed = dict(zip("abc", names, strict=True))
    readers = list(zip(*items, strict=True))
    turned = [[renamed[value] for value in readers[place]] for place in order]
    one, other = (light_kappa(who, range(len(items))) for who in (readers, turned))
    for name in ("percent", "kappa", "low", "high"):
        assert getattr(one, name) == pytest.approx(getattr(other, name), nan_ok=True)
    counts = count_ratings(items, "abc")
    assert fleiss_kappa(counts) == pytest.approx(
        fleiss_kappa(count_ratings(list(zip(*turned, strict=True)), names))
    )


@given(ratings, st.lists(st.integers(1, 4), min_size=12, max_size=12))
def test_weights_are_items_of_the_same_ratings(items, many):
    many = many[: len(items)]
    counts = count_ratings(items, "abc")
    repeated = count_ratings(
        [item for item, n in zip(items, many, strict=True) for _ in range(n)], "abc"
    )
    clusters = [place for place, n in enumerate(many) for _ in range(n)]
    weighted = krippendorff_alpha(counts, 1, clusters=range(len(items)), weights=many, resamples=50)
    assert weighted == pytest.approx(
        krippendorff_alpha(repeated, 1, clusters=clusters, resamples=50)
    )
