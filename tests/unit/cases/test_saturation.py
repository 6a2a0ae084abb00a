import itertools

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alianzas.cases.saturation import codes_by_unit, measure_saturation, saturation_facts
from alianzas.config.case_settings import SaturationSettings
from unit.prose import faults

sets = st.lists(st.sets(st.sampled_from("abcdef")), min_size=1, max_size=6)


def measure(units, **options):
    units = units if isinstance(units, dict) else dict(zip("ABCDEFGHIJ", units, strict=False))
    return measure_saturation(units, "case", SaturationSettings(**options), 0.95, 7)


def test_by_hand():
    """Guest, Namey and Chen (2020): base of four, runs of two."""
    found = measure([{"a", "b"}, {"b", "c"}, {"d"}, set(), {"e"}, set(), {"a"}, {"b"}])
    assert list(found.curve["new"]) == [2, 1, 1, 0, 1, 0, 0, 0]
    assert list(found.curve["total"]) == [2, 3, 4, 4, 5, 5, 5, 5]
    assert found.base == 4
    assert list(found.runs) == [1 / 4, 0, 0]
    assert found.reached == 7


@pytest.mark.parametrize(("threshold", "reached"), [(0.3, 6), (0.25, 6), (0.2, 7), (0, 7)])
def test_the_threshold_decides(threshold, reached):
    units = [{"a", "b"}, {"b", "c"}, {"d"}, set(), {"e"}, set(), {"a"}, {"b"}]
    assert measure(units, threshold=threshold).reached == reached


def test_too_few_to_judge(labels):
    found = measure([{"a"}, {"b"}, {"c"}, {"d"}, {"e"}])
    assert (list(found.runs), found.reached) == ([], None)
    facts = {fact.key: fact.value for fact in saturation_facts(found, "from_the_cases", labels)}
    assert facts["cases.saturation.verdict"] == "unknown"
    assert "cases.saturation.after" not in facts


def test_not_reached(labels):
    found = measure([{letter} for letter in "abcdefgh"])
    facts = {fact.key: fact for fact in saturation_facts(found, "from_the_cases", labels)}
    assert facts["cases.saturation.verdict"].value == "not_reached"
    assert facts["cases.saturation.verdict"].text["es"] == (
        "No se alcanza la saturación de códigos."
    )
    assert facts["cases.saturation.last_run"].value == 0.5


def test_a_book_made_beforehand_gets_no_verdict(labels):
    found = measure([{"a", "b"}, {"b", "c"}, {"d"}, set(), {"e"}, set(), {"a"}, {"b"}])
    facts = {fact.key: fact for fact in saturation_facts(found, "beforehand", labels)}
    verdict = facts["cases.saturation.verdict"]
    assert verdict.value == "closed" and "cases.saturation.after" not in facts
    assert "no code was met for the first time in the last 2" in verdict.text["en"]
    assert "aturation" not in verdict.text["en"]
    assert facts["cases.saturation.made"].value == "beforehand"
    opened = {fact.key: fact for fact in saturation_facts(found, "from_the_cases", labels)}
    assert opened["cases.saturation.verdict"].value == "reached"
    assert "reached after 7 cases" in opened["cases.saturation.verdict"].text["en"]


def test_new_codes_after_it_undo_saturation():
    quiet = [{"a", "b"}, {"b", "c"}, {"d"}, set(), set(), set()]
    assert measure(quiet).reached == 6
    assert measure([*quiet, {"e"}, {"f"}]).reached is None


@settings(max_examples=25)  # every order of the units
@given(sets)
def test_the_expected_curve_is_the_mean_over_all_orders(units):
    found = measure(units)
    orders = list(itertools.permutations(units))
    for size in range(1, len(units) + 1):
        mean = sum(len(set().union(*order[:size])) for order in orders) / len(orders)
        assert found.curve["expected"].iloc[size - 1] == pytest.approx(mean)


@settings(max_examples=25)  # every order of the units
@given(sets)
def test_the_curve_rises_to_all_codes_and_the_band_closes_there(units):
    curve = measure(units).curve
    everything = len(set().union(*units))
    assert curve["total"].is_monotonic_increasing
    assert curve[["total", "expected", "low", "high"]].iloc[-1].tolist() == pytest.approx(
        [everything] * 4
    )
    assert (curve["low"] <= curve["high"]).all()


def test_the_unit_is_the_case_where_each_has_one_text(codings, study):
    texts = pd.DataFrame({"case": list(study.texts()), "source": list(study.texts())})
    texts["case"] = texts["source"].str.removesuffix(".md")
    unit, units = codes_by_unit(codings, study.judgements(), texts)
    assert unit == "case"
    assert units["gamma"] >= {"strategic_compatibility", "formal_contract", "alliance_success"}


def test_the_unit_is_the_text_where_a_case_has_several(codings, study):
    marks = study.judgements()
    texts = pd.DataFrame(
        {
            "case": ["alpha", "alpha", "beta", "gamma"],
            "source": ["alpha.md", "alpha.more.md", "beta.md", "gamma.md"],
        }
    )
    extra = marks[(marks["case"] == "alpha") & (marks["value"] == 1)].head(1)
    unsettled = extra.assign(code="governance", source="alpha.more.md")
    marks = pd.concat([marks, extra.assign(source="alpha.more.md"), unsettled])
    unit, units = codes_by_unit(codings, marks, texts)
    assert unit == "text"
    # A passage of a code that is settled as absent does not count.
    assert units["alpha.more.md"] == {extra["code"].iloc[0]}


@pytest.mark.parametrize("made", ["beforehand", "from_the_cases"])
@pytest.mark.parametrize("unit", ["case", "text"])
@pytest.mark.parametrize("run", [1, 2])
@pytest.mark.parametrize("n", [1, 3, 8])
def test_the_verdict_is_prose(labels, n, run, unit, made):
    for last in (set(), {"y"}, {"x", "y"}):
        units = {f"u{place}": {"a", "b"} for place in range(n - 1)} | {"end": last}
        rules = SaturationSettings(base=1, run=run)
        found = measure_saturation(units, unit, rules, 0.95, 1)
        (verdict,) = (
            fact
            for fact in saturation_facts(found, made, labels)
            if fact.key == "cases.saturation.verdict"
        )
        for language, text in verdict.text.items():
            assert not faults(text, language)
