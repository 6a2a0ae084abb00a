from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alianzas.survey.robustness import driver_curve, income_curve
from alianzas.survey.robustness.specifications import named_controls, options_of, plan

WORDS = st.lists(st.sampled_from("abcdef"), min_size=1, max_size=4, unique=True)


@given(st.dictionaries(st.sampled_from(["x", "y", "z"]), WORDS, min_size=1))
def test_all_combinations_are_accounted_for(choices):
    def rule(options):
        return "twins" if len(set(options.values())) < len(options) else None

    found = plan(choices, rule)
    assert len(found.made) + sum(found.impossible.values()) == prod(map(len, choices.values()))
    assert len(set(found.made)) == len(found.made)
    assert all(rule(dict(made.options)) is None for made in found.made)


@pytest.mark.parametrize("curve", [driver_curve, income_curve])
def test_every_combination_ruled_out_is_named(curve, settings, labels):
    part = "drivers" if curve is driver_curve else "income"
    options = options_of(getattr(settings.robustness, part))
    found = plan(options, curve.possible)
    assert len(found.made) == found.combinations - sum(found.impossible.values())
    assert found.combinations == prod(map(len, options.values()))
    assert found.impossible
    for reason in found.impossible:
        assert f"survey.impossible.{reason}" in labels
    for choice, names in options.items():
        assert f"survey.choice.{choice}" in labels
        if choice != "controls":
            assert all(f"survey.option.{name}" in labels for name in names)


def test_idle_options_are_left_out():
    found = plan({"x": ["a", "b"], "y": ["c"]}, lambda options: None, [("x", "b")])
    assert [made["x"] for made in found.made] == ["a"]
    assert found.idle == [("x", "b")]


def test_sets_of_controls_have_names():
    assert named_controls([["size", "age"], []]) == {"size+age": ["size", "age"], "none": []}
