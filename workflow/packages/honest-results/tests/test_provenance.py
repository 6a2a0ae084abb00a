import pytest
from hypothesis import given
from hypothesis import strategies as st

from honest_results.provenance import (
    LEVELS,
    Source,
    composed,
    declared,
    entry_sources,
    level_of,
    merge_sources,
    weakest,
)
from human_files.errors import ResultError

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


def test_a_composed_value_has_the_weakest_of_its_parts_and_of_no_others():
    facts = {
        "a": {"sources": [{"file": "a.csv", "level": "observed"}]},
        "b": {"sources": [["b.csv", "illustrative"]]},
        "c": {"sources": [["c.csv", "simulated"]]},
    }
    found = composed([facts["a"], facts["b"]])
    assert found == (Source("a.csv", "observed"), Source("b.csv", "illustrative"))
    assert weakest(level for _, level in found) == "illustrative"


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda: declared(None, "table x"), "table x: does not say which raw files"),
        (lambda: declared([Source("a", "guessed")], "table x"), 'table x: a: has the level "guess'),
        (lambda: level_of({}, "a.n"), "a.n: has no level of provenance"),
        (lambda: level_of({"level": ""}, "a.n"), 'a.n: has the level ""'),
        (lambda: entry_sources({"level": "observed"}, "a.n"), "a.n: does not say"),
        (lambda: composed([{"value": 1}]), "a part of a value: does not say"),
    ],
)
def test_what_is_undeclared_is_refused(ask, words):
    with pytest.raises(ResultError, match=words):
        ask()
