import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alianzas.agreement import cohen_kappa
from alianzas.cases.agreement import (
    agreement_facts,
    agreement_table,
    compare_coders,
    measure_agreement,
)

CODES = {"trust": "condition", "governance": "condition", "success": "outcome"}
values = st.lists(st.tuples(*[st.integers(0, 1)] * (2 * len(CODES))), min_size=2, max_size=8)


#: Each example measures a whole study, in about a tenth of a second.
quick = settings(deadline=None, max_examples=25)


def frame(rows, names=("a", "b"), codes=CODES):
    """Return judgements: ``rows`` holds per case the values of both coders, code by code."""
    return pd.DataFrame(
        [
            {
                "coder": names[coder],
                "case": f"case-{number}",
                "dimension": dimension,
                "code": code,
                "value": row[2 * place + coder],
            }
            for coder in (0, 1)
            for number, row in enumerate(rows)
            for place, (code, dimension) in enumerate(codes.items())
        ]
    )


def test_agreement_by_hand():
    # trust: 1/1 1/0 0/0 0/0 · governance: always the same · success: 1/1 1/1 0/1 0/0
    rows = [(1, 1, 1, 1, 1, 1), (1, 0, 0, 0, 1, 1), (0, 0, 1, 1, 0, 1), (0, 0, 0, 0, 0, 0)]
    found = measure_agreement(frame(rows), 0.95)
    assert list(found["level"]) == ["code"] * 3 + ["dimension"] * 2 + ["all"]
    trust = found.iloc[0]
    assert trust["n"] == 4
    assert trust["base_rate"] == pytest.approx(3 / 8)
    assert trust["percent"] == pytest.approx(0.75)
    assert trust["kappa"] == pytest.approx(0.5)
    everything = found.iloc[-1]
    assert everything["n"] == 12
    assert everything["percent"] == pytest.approx(10 / 12)
    first = [1, 1, 0, 0, 1, 0, 1, 0, 1, 1, 0, 0]
    second = [1, 0, 0, 0, 1, 0, 1, 0, 1, 1, 1, 0]
    assert everything["kappa"] == pytest.approx(cohen_kappa(first, second).kappa)


def test_no_interval_where_the_coders_always_agree():
    found = measure_agreement(frame([(1, 1, 0, 0, 1, 1), (0, 0, 1, 1, 0, 0)]), 0.95)
    assert (found["kappa"] == 1).all()
    assert found[["kappa_low", "kappa_high"]].isna().all(axis=None)


def test_no_kappa_where_both_coders_say_the_same_of_every_case():
    found = measure_agreement(frame([(1, 1, 0, 1, 1, 1), (1, 1, 1, 1, 0, 0)]), 0.95)
    assert pd.isna(found.loc[0, "kappa"]) and found.loc[0, "percent"] == 1


@quick
@given(values)
def test_agreement_does_not_depend_on_the_order_of_the_coders(rows):
    one = measure_agreement(frame(rows), 0.95)
    swapped = [tuple(row[place ^ 1] for place in range(len(row))) for row in rows]
    pd.testing.assert_frame_equal(one, measure_agreement(frame(swapped, ("b", "a")), 0.95))


@quick
@given(values, st.permutations(["x", "y", "z"]))
def test_agreement_depends_neither_on_the_names_of_codes_nor_on_the_order_of_cases(rows, names):
    numbers = ["n", "base_rate", "percent", "kappa", "kappa_low", "kappa_high"]
    renamed = dict(zip(names, CODES.values(), strict=True))
    one = measure_agreement(frame(rows), 0.95)[numbers]
    other = measure_agreement(frame(rows[::-1], codes=renamed), 0.95)[numbers]
    pd.testing.assert_frame_equal(one, other)


@quick
@given(values)
def test_percent_lies_between_the_codes_percents_and_intervals_hold_kappa(rows):
    found = measure_agreement(frame(rows), 0.95)
    by_code = found[found["level"] == "code"]["percent"]
    assert by_code.min() - 1e-12 <= found["percent"].iloc[-1] <= by_code.max() + 1e-12
    known = found.dropna(subset=["kappa_low"])
    assert (known["kappa_low"] <= known["kappa"]).all()
    assert (known["kappa"] <= known["kappa_high"]).all()


def test_only_two_coders_are_compared():
    judgements = frame([(1, 1, 1, 1, 1, 1)])
    with pytest.raises(ValueError, match="two coders"):
        compare_coders(judgements[judgements["coder"] == "a"])


def test_facts_and_table_of_the_example(study, codes, labels):
    found = measure_agreement(study.judgements(), 0.9)
    facts = {fact.key: fact for fact in agreement_facts(found, codes, labels, 0.9)}
    n = 3 * len(codes.judged)
    assert facts["cases.agreement.n"].value == n
    assert facts["cases.agreement.percent"].value == pytest.approx((n - 2) / n)
    assert facts["cases.agreement.kappa"].confidence == 0.9
    assert facts["cases.agreement.kappa"].interval is not None
    assert facts["cases.agreement.benefit.percent"].value == 1
    assert facts["cases.agreement.trust.percent"].value == pytest.approx(2 / 3)
    assert facts["cases.agreement.lowest.codes"].text == {
        "en": "trust and cultural fit",
        "es": "confianza y afinidad cultural",
    }
    assert facts["cases.agreement.strength"].value == "almost_perfect"
    assert "cases.agreement.rigorous_planning.kappa" not in facts
    assert "cases.agreement.rigorous_planning.percent" in facts

    table = agreement_table(found, codes, 0.9)
    rows = table.frame[["panel", "item"]].values.tolist()
    assert rows[0] == ["condition", "condition.strategic_compatibility"]
    assert ["condition", "cases.total.dimension"] in rows
    assert ["outcome", "cases.total.dimension"] not in rows
    assert rows[-1] == ["cases.all_codes", "cases.total.all"]
    panels = [panel for panel, _ in rows]
    assert panels == sorted(panels, key=panels.index), "each panel stands in one block"
