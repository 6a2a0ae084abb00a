import pytest
from hypothesis import given
from hypothesis import strategies as st

from honest_results.provenance import LEVELS, Source, merge_sources, weakest

levels = st.sampled_from(LEVELS)


@given(st.lists(levels, min_size=1))
def test_the_weakest_of_all_decides(found):
    result = weakest(found)
    assert result in found
    assert all(LEVELS.index(result) >= LEVELS.index(level) for level in found)


def test_nothing_raw_behind_a_result_is_observed():
    assert weakest([]) == "observed"


def test_an_unknown_level_is_refused():
    with pytest.raises(ValueError, match=r"^not a level of provenance: 'guessed'"):
        weakest(["guessed"])


@given(st.lists(st.tuples(st.sampled_from("abc"), levels)))
def test_a_merge_never_makes_a_source_stronger(pairs):
    merged = dict(merge_sources([Source(*pair) for pair in pairs]))
    assert set(merged) == {file for file, _ in pairs}
    for file, level in pairs:
        assert LEVELS.index(merged[file]) >= LEVELS.index(level)


def test_a_merge_is_in_the_order_of_files_whatever_the_order_of_groups():
    """So that facts.json is the same whichever rule ran first."""
    first = [Source("data/c.csv", "observed"), Source("data/a.csv", "simulated")]
    second = [Source("data/b.csv", "observed"), Source("data/a.csv", "observed")]
    expected = [
        Source("data/a.csv", "simulated"),
        Source("data/b.csv", "observed"),
        Source("data/c.csv", "observed"),
    ]
    assert merge_sources(first, second) == merge_sources(second, first) == expected
