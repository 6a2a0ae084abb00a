from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import rankdata

from field_statistics import group_differences
from field_statistics.group_differences import RANDOM, anosim_permanova, jaccard_distances


def blocks(inside, across, sizes):
    groups = np.repeat(np.arange(len(sizes)), sizes)
    distances = np.where(groups[:, None] == groups[None, :], inside, across).astype("float64")
    np.fill_diagonal(distances, 0)
    return distances, [str(group) for group in groups]


def test_jaccard_counts_only_what_some_case_has():
    distances = jaccard_distances([[1, 1, 0, 0], [1, 0, 1, 0], [0, 0, 0, 0], [0, 0, 0, 0]])
    assert distances[0, 1] == pytest.approx(2 / 3)
    assert distances[0, 2] == 1 and distances[2, 3] == 0


def test_groups_that_are_wholly_apart():
    found = anosim_permanova(*blocks(0.1, 0.9, [4, 3, 3]), seed=1)
    assert found.r == pytest.approx(1) and found.arrangements == 4200 and found.exact
    # Two groups of three can change places without a difference.
    assert found.r_p == found.r2_p == found.smallest_p == pytest.approx(2 / 4200)


def test_groups_without_any_spread_have_no_ratio():
    found = anosim_permanova(*blocks(0.0, 1.0, [2, 2]), seed=1)
    assert np.isnan(found.f) and found.r2 == pytest.approx(1)


@pytest.mark.parametrize("groups", [["a", "a", "a"], ["a", "b", "c"]])
def test_what_cannot_be_compared_is_none(groups):
    assert anosim_permanova(np.ones((3, 3)) - np.eye(3), groups, seed=1) is None


def test_many_cases_are_drawn_at_random_from_the_seed():
    distances, groups = blocks(0.2, 0.8, [12, 12])
    one, other = (anosim_permanova(distances, groups, seed=5) for _ in range(2))
    assert one == other and not one.exact and one.arrangements == RANDOM
    assert one.r_p == pytest.approx(1 / (RANDOM + 1))


@given(st.integers(0, 2**32 - 1))
def test_neither_order_nor_names_of_the_groups_matter(seed):
    generator = np.random.default_rng(seed)
    distances = jaccard_distances(generator.integers(0, 2, size=(6, 5)))
    groups = ["a", "a", "b", "b", "b", "c"]
    order = generator.permutation(6)
    renamed = [{"a": "z", "b": "m", "c": "k"}[groups[place]] for place in order]
    one = anosim_permanova(distances, groups, 1)
    other = anosim_permanova(distances[order][:, order], renamed, 1)
    assert tuple(one) == pytest.approx(tuple(other), nan_ok=True)


def test_arrangements_in_parts_and_all_pairs_one_by_one(monkeypatch):
    rng = np.random.default_rng(8)
    distances = jaccard_distances(rng.integers(0, 2, (11, 6)))
    groups = ["a"] * 5 + ["b"] * 4 + ["c"] * 2
    whole = anosim_permanova(distances, groups, 1)
    monkeypatch.setattr(group_differences, "_HELD", 77)
    assert anosim_permanova(distances, groups, 1) == whole
    pairs = list(combinations(range(11), 2))
    squares = {pair: distances[pair] ** 2 for pair in pairs}
    within = sum(
        squares[i, j] / groups.count(groups[i]) for i, j in pairs if groups[i] == groups[j]
    )
    assert whole.r2 == pytest.approx(1 - within / (sum(squares.values()) / 11))
    ranks = rankdata([round(distances[pair], 12) for pair in pairs])
    same = np.array([groups[i] == groups[j] for i, j in pairs])
    r = (ranks[~same].mean() - ranks[same].mean()) / (len(pairs) / 2)
    assert whole.r == pytest.approx(r)
