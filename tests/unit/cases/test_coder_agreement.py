import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alianzas.cases.coder_agreement import (
    agreement_facts,
    agreement_table,
    compare_coders,
    measure_agreement,
)
from field_statistics.agreement import cohen_kappa

NUMBERS = [
    "n",
    "base_rate",
    "percent",
    "kappa",
    "kappa_low",
    "kappa_high",
    "fleiss",
    "alpha",
    "alpha_ci_low",
    "alpha_ci_high",
    "ac1",
    "ac1_ci_low",
    "ac1_ci_high",
]
CODES = {"trust": "condition", "governance": "condition", "success": "outcome"}
SEED = 5

#: Each example measures a whole study, in about a tenth of a second.
#: Each example draws bootstrap intervals of several coefficients.
quick = settings(max_examples=20)


@st.composite
def studies(draw, coders=None):
    """Draw per case the values of every coder, code by code, and how many coders there are."""
    number = coders or draw(st.integers(2, 4))
    row = st.tuples(*[st.integers(0, 1)] * (number * len(CODES)))
    return draw(st.lists(row, min_size=2, max_size=7)), number


def frame(rows, coders=2, codes=CODES, names="abcd"):
    """Return judgements: ``rows`` holds per case the values of all coders, code by code."""
    return pd.DataFrame(
        [
            {
                "coder": names[coder],
                "case": f"case-{number}",
                "dimension": dimension,
                "code": code,
                "value": row[coders * place + coder],
            }
            for coder in range(coders)
            for number, row in enumerate(rows)
            for place, (code, dimension) in enumerate(codes.items())
        ]
    )


def measure(rows, coders=2, **options):
    return measure_agreement(frame(rows, coders, **options), 0.95, SEED)


def test_agreement_by_hand():
    # trust: 1/1 1/0 0/0 0/0 · governance: always the same · success: 1/1 1/1 0/1 0/0
    rows = [(1, 1, 1, 1, 1, 1), (1, 0, 0, 0, 1, 1), (0, 0, 1, 1, 0, 1), (0, 0, 0, 0, 0, 0)]
    found = measure(rows)
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
    found = measure([(1, 1, 0, 0, 1, 1), (0, 0, 1, 1, 0, 0)])
    assert (found["kappa"] == 1).all()
    assert found[["kappa_low", "kappa_high"]].isna().all(axis=None)


def test_no_kappa_where_both_coders_say_the_same_of_every_case():
    found = measure([(1, 1, 0, 1, 1, 1), (1, 1, 1, 1, 0, 0)])
    assert pd.isna(found.loc[0, "kappa"]) and found.loc[0, "percent"] == 1


@quick
@given(studies(), st.data())
def test_agreement_does_not_depend_on_the_order_of_the_coders(study, data):
    rows, coders = study
    order = data.draw(st.permutations(range(coders)))
    turned = [
        tuple(row[coders * place + coder] for place in range(len(CODES)) for coder in order)
        for row in rows
    ]
    pd.testing.assert_frame_equal(measure(rows, coders), measure(turned, coders, names="dcba"))


@quick
@given(studies(), st.permutations(["x", "y", "z"]))
def test_agreement_depends_neither_on_the_names_of_codes_nor_on_the_order_of_cases(study, names):
    rows, coders = study
    renamed = dict(zip(names, CODES.values(), strict=True))
    one, other = measure(rows, coders), measure(rows[::-1], coders, codes=renamed)
    numbers = [name for name in NUMBERS if not name.startswith("alpha_ci")]
    pd.testing.assert_frame_equal(one[numbers], other[numbers])
    # The order of cases decides which of them a seed draws, so only names leave α's interval alone.
    pd.testing.assert_frame_equal(one[NUMBERS], measure(rows, coders, codes=renamed)[NUMBERS])


@quick
@given(studies())
def test_percent_lies_between_the_codes_percents_and_intervals_hold_kappa(study):
    found = measure(*study)
    by_code = found[found["level"] == "code"]["percent"]
    assert by_code.min() - 1e-12 <= found["percent"].iloc[-1] <= by_code.max() + 1e-12
    for name, interval in (("kappa", "kappa"), ("ac1", "ac1_ci")):
        known = found.dropna(subset=[f"{interval}_low"])
        assert (known[f"{interval}_low"] <= known[name]).all()
        assert (known[name] <= known[f"{interval}_high"]).all()


@quick
@given(studies(coders=2))
def test_of_two_coders_the_coefficients_stand_as_they_must(study):
    """For two coders α is Scott's pi made larger, and both fall short of 1 by the same chance."""
    found = measure(*study)
    assert found["fleiss"].isna().all()
    for row in found.itertuples():
        if row.alpha == row.alpha:
            n, p = 2 * row.n, row.base_rate
            chance = p**2 + (1 - p) ** 2
            scott = (row.percent - chance) / (1 - chance)
            assert row.alpha == pytest.approx(1 - (1 - scott) * (n - 1) / n)


def test_three_coders_by_light_and_fleiss():
    rows = [(1, 1, 1, 1, 0, 1, 1, 1, 0), (1, 0, 1, 0, 0, 0, 0, 1, 0), (0, 0, 0, 1, 1, 1, 1, 1, 1)]
    found = measure(rows, 3).iloc[-1]
    values = [[row[3 * place + coder] for row in rows for place in range(3)] for coder in range(3)]
    pairs = [(0, 1), (0, 2), (1, 2)]
    kappas = [cohen_kappa(values[one], values[other]).kappa for one, other in pairs]
    assert found["kappa"] == pytest.approx(sum(kappas) / 3)
    shares = [sum(column) / 3 for column in zip(*values, strict=True)]
    agreed = sum((3 * s * (3 * s - 1) + (3 - 3 * s) * (2 - 3 * s)) / 6 for s in shares) / 9
    p = sum(shares) / 9
    chance = p**2 + (1 - p) ** 2
    assert found["percent"] == pytest.approx(agreed)
    assert found["fleiss"] == pytest.approx((agreed - chance) / (1 - chance))


def test_one_coder_cannot_be_compared():
    judgements = frame([(1, 1, 1, 1, 1, 1)])
    with pytest.raises(ValueError, match="two coders or more"):
        compare_coders(judgements[judgements["coder"] == "a"])


def test_a_judgement_that_a_coder_lacks():
    with pytest.raises(ValueError, match="b did not judge what the others did"):
        compare_coders(frame([(1, 1, 1, 1, 1, 1)]).iloc[:-1])


def test_the_table_names_the_kappa_of_more_than_two_coders(codes, labels, study):
    third = study.judgements()
    third = third[third["coder"] == "coder-1"].assign(coder="coder-3")
    found = measure_agreement(pd.concat([study.judgements(), third]), 0.9, SEED)
    table = agreement_table(found, codes, 0.9)
    columns = [column.label for column in table.columns]
    assert "cases.column.light" in columns and "cases.column.fleiss" in columns
    facts = {fact.key: fact for fact in agreement_facts(found, codes, labels, 0.9)}
    assert facts["cases.agreement.kappa.kind"].value == "light"


def test_facts_and_table_of_the_example(study, codes, labels):
    found = measure_agreement(study.judgements(), 0.9, SEED)
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
