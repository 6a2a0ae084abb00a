"""Agreement against independent R packages (irr, psych, vcd)."""

from collections import Counter

import pytest

from field_statistics.agreement import cohen_kappa, kappa_of_counts
from field_statistics.agreement_coefficients import count_ratings
from field_statistics.agreement_several import fleiss_kappa, light_kappa
from reference_files import expected_values, input_rows

#: Relative tolerance: ten significant digits.
CLOSE = 1e-10


@pytest.fixture(scope="module")
def expected():
    return expected_values("02_irr")


def columns(file, first, second):
    rows = input_rows(file)
    return [row[first] for row in rows], [row[second] for row in rows]


@pytest.mark.parametrize(
    ("key", "file", "first", "second"),
    [
        ("cohen_vision_unweighted", "irr_vision", "r.eye", "l.eye"),
        ("cohen_diagnoses_2_3", "irr_diagnoses", "rater2", "rater3"),
        ("cohen_anxiety12_unweighted", "irr_anxiety", "rater1", "rater2"),
    ],
)
def test_kappa_equals_irr(expected, key, file, first, second):
    assert cohen_kappa(*columns(file, first, second)).kappa == pytest.approx(
        expected[key][0], rel=CLOSE
    )


def test_interval_equals_psych_and_vcd(expected):
    agreement = cohen_kappa(*columns("irr_vision", "r.eye", "l.eye"))
    psych = expected["psych_cohen_kappa_vision_ci"][0]
    assert agreement.kappa == pytest.approx(psych["estimate"], rel=CLOSE)
    assert agreement.interval == pytest.approx((psych["lower"], psych["upper"]), rel=CLOSE)
    vcd = expected["vcd_Kappa_vision_ci"][0]
    assert agreement.interval == pytest.approx((vcd["lwr"], vcd["upr"]), rel=CLOSE)


def test_standard_error_equals_vcd_on_an_asymmetric_table(expected):
    table = expected["SexualFun_table"]
    counts = Counter(
        {
            (row[".row"], column): value
            for row in table
            for column, value in row.items()
            if not column.startswith((".", "_"))
        }
    )
    agreement = kappa_of_counts(counts)
    value = expected["vcd_Kappa_SexualFun"][0]
    assert agreement.kappa == pytest.approx(value["value"], rel=CLOSE)
    reach = 1.9599639845400542 * value["ASE"]
    assert agreement.high - agreement.kappa == pytest.approx(reach, rel=CLOSE)


@pytest.mark.parametrize(
    ("key", "cells"),
    [("feinstein_1_kappa", (40, 5, 9, 46)), ("feinstein_2_kappa", (80, 5, 10, 5))],
)
def test_kappa_of_the_prevalence_paradox_equals_psych(expected, key, cells):
    counts = Counter(dict(zip([(0, 0), (1, 0), (0, 1), (1, 1)], cells, strict=True)))
    assert kappa_of_counts(counts).kappa == pytest.approx(expected[key], rel=CLOSE)


def readers(file):
    return list(zip(*(row.values() for row in input_rows(file)), strict=True))


def test_light_equals_irr(expected):
    raters = readers("irr_diagnoses")
    found = light_kappa(raters, range(len(raters[0])))
    assert found.kappa == pytest.approx(expected["light_diagnoses"], rel=CLOSE)


def test_fleiss_equals_irr(expected):
    items = list(zip(*readers("irr_diagnoses"), strict=True))
    categories = sorted({value for item in items for value in item})
    found = fleiss_kappa(count_ratings(items, categories))
    assert found == pytest.approx(expected["fleiss_diagnoses"][0], rel=CLOSE)


def test_fleiss_of_one_category_against_the_others_equals_irr(expected):
    items = list(zip(*readers("irr_diagnoses"), strict=True))
    for detail in expected["fleiss_detail"]:
        ratings = [[value == detail[".row"] for value in item] for item in items]
        found = fleiss_kappa(count_ratings(ratings, (False, True)))
        assert found == pytest.approx(detail["Kappa"], abs=0.0005)  # irr prints three digits


@pytest.mark.parametrize("number", [1, 2])
def test_case_coding_of_feinstein_and_cicchetti_equals_psych_and_irrcac(expected, number):
    """Their two tables (1990) as a code that two coders judge in a hundred cases."""
    import pandas as pd

    from alianzas.cases.coder_agreement import measure_agreement

    table = {1: [[40, 9], [5, 46]], 2: [[80, 10], [5, 5]]}[number]
    pairs = [(one, other) for one in (0, 1) for other in (0, 1) for _ in range(table[one][other])]
    frame = pd.DataFrame(
        [
            {"coder": coder, "case": str(case), "dimension": "d", "code": "x", "value": pair[coder]}
            for coder in (0, 1)
            for case, pair in enumerate(pairs)
        ]
    )
    found = measure_agreement(frame, 0.95, 1).iloc[0]
    assert found["n"] == len(pairs)
    assert found["kappa"] == pytest.approx(expected[f"feinstein_{number}_kappa"], rel=CLOSE)
    ac1 = expected[f"feinstein_{number}_ac1"][0]["coeff.val"]
    assert found["ac1"] == pytest.approx(ac1, rel=CLOSE)
