"""Cases contrast successes with the others; what cannot be compared says why."""

from __future__ import annotations

import math
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alianzas.cases.case_codes import load_case_codes
from alianzas.cases.case_contrasts import contrast_facts
from labels import load_labels

ROOT = Path(__file__).parents[3]
CODES = load_case_codes(ROOT / "config/codebooks/case_codes.yaml")
LABELS = load_labels("common", "cases")
MODELS = CODES.ids("model")
PAIR = "cases.contrast.compatibility_vs_contract"
COMPATIBILITY, CONTRACT = "strategic_compatibility", "formal_contract"


def coded(success, models=None, **present):
    """Return codings: ``success`` and each code of ``present`` are 0/1 by case, others are absent."""
    models = models or [MODELS[i % len(MODELS)] for i in range(len(success))]
    present = {CODES.outcome: success, **present}
    return pd.DataFrame(
        [
            {
                "case": f"case{i:02}",
                "model": models[i],
                "code": code,
                "value": present.get(code, [0] * len(success))[i],
            }
            for i in range(len(success))
            for code in CODES.judged
        ]
    )


def facts(*arguments, **present):
    found = contrast_facts(coded(*arguments, **present), CODES, 0.95, LABELS)
    return {fact.key: fact for fact in found}


TEN = [1] * 6 + [0] * 4


def test_a_condition_of_all_cases_tells_nothing_whatever_the_successes_have():
    """Compatibility in all ten; contract in five of six successes and in no other case."""
    contract = [1, 1, 1, 1, 1, 0, 0, 0, 0, 0]
    found = facts(TEN, **{COMPATIBILITY: [1] * 10, CONTRACT: contract})
    constant = found["cases.contrast.strategic_compatibility.difference"]
    assert (constant.value, constant.missing) == (None, "constant")
    assert found[f"{PAIR}.difference"].missing == "constant"
    assert found[f"{PAIR}.phrase"].value == "constant"
    contract = found["cases.contrast.formal_contract.difference"]
    assert contract.value == pytest.approx(5 / 6) and contract.interval[0] > 0
    assert found["cases.contrast.formal_contract.p"].value == pytest.approx(0.0476, abs=5e-5)


def test_the_contrast_follows_the_cases():
    one, none = TEN, [0] * 4 + [1] * 6
    for compatibility, contract, phrase in (
        (one, none, "first"),
        (none, one, "second"),
        (one, one, "unclear"),
    ):
        found = facts(TEN, **{COMPATIBILITY: compatibility, CONTRACT: contract})
        assert found[f"{PAIR}.phrase"].value == phrase
        low, high = found[f"{PAIR}.difference"].interval
        assert {"first": low > 0, "second": high < 0, "unclear": low <= 0 <= high}[phrase]


@pytest.mark.parametrize("success", [[1] * 10, [0] * 10])
def test_without_the_other_outcome_nothing_is_compared(success):
    found = facts(success, **{COMPATIBILITY: TEN, CONTRACT: TEN[::-1]})
    for key in (
        "compatibility_vs_contract.difference",
        "trust.difference",
        "trust.p",
        "smallest_p",
    ):
        fact = found[f"cases.contrast.{key}"]
        assert (fact.value, fact.missing) == (None, "one_outcome"), key
    assert found[f"{PAIR}.phrase"].value == "one_outcome"


def test_a_model_is_set_against_the_others():
    models = [MODELS[0]] * 5 + [MODELS[1]] * 5
    found = facts(TEN, models, market_expansion=[1] * 5 + [0] * 5)
    benefit = "cases.contrast.benefit.market_expansion"
    assert found[f"{benefit}.{MODELS[0]}.difference"].value == 1
    assert found[f"{benefit}.{MODELS[1]}.difference"].value == -1
    assert found[f"{benefit}.{MODELS[2]}.difference"].missing == "constant"  # no such case
    assert found[f"cases.contrast.success.{MODELS[0]}.difference"].value == pytest.approx(0.8)


def test_the_smallest_p_says_what_so_few_can_bear():
    assert facts(TEN)["cases.contrast.smallest_p"].value == pytest.approx(1 / 210)


bits = st.lists(st.integers(0, 1), min_size=8, max_size=8)


@given(bits, bits, bits)
def test_success_and_failure_turned_round_mirror_the_contrast(success, one, other):
    there = facts(success, **{COMPATIBILITY: one, CONTRACT: other})
    back = facts([1 - value for value in success], **{COMPATIBILITY: one, CONTRACT: other})
    for key in (f"{PAIR}.difference", "cases.contrast.strategic_compatibility.difference"):
        assert there[key].missing == back[key].missing
        if there[key].value is not None:
            assert there[key].value == pytest.approx(-back[key].value)
            low, high = there[key].interval
            assert back[key].interval == pytest.approx((-high, -low))
        else:
            assert all(math.isnan(bound) for bound in there[key].interval)


@given(bits, bits, bits)
def test_the_two_conditions_turned_round_mirror_the_phrase(success, one, other):
    turned = {"first": "second", "second": "first"}
    there = facts(success, **{COMPATIBILITY: one, CONTRACT: other})[f"{PAIR}.phrase"].value
    back = facts(success, **{COMPATIBILITY: other, CONTRACT: one})[f"{PAIR}.phrase"].value
    assert back == turned.get(there, there)
