"""Alpha, AC1 and PABAK against independent R packages (irr, irrCAC)."""

import math

import pytest

from field_statistics.agreement_coefficients import (
    count_ratings,
    gwet_ac1,
    krippendorff_alpha,
    pabak,
)
from field_statistics.ordered_agreement import gwet_ac2, ordered_alpha, weighted_kappa
from reference_files import expected_values, input_rows

#: Relative tolerance of closed forms: ten significant digits.
CLOSE = 1e-10


@pytest.fixture(scope="module")
def expected():
    return expected_values("02_irr")


def ratings(file, by_columns=False):
    """Return one list of ratings per item; "NA" is None."""
    rows = [list(row.values()) for row in input_rows(file)]
    items = list(zip(*rows, strict=True)) if by_columns else rows
    return [[None if value in ("NA", "") else value for value in item] for item in items]


def counted(file, **options):
    items = ratings(file, **options)
    categories = sorted({value for item in items for value in item} - {None})
    return count_ratings(items, categories)


def coefficient(result):
    """irrCAC rounds the coefficient; agreement and chance have all digits."""
    return (result[0]["pa"] - result[0]["pe"]) / (1 - result[0]["pe"])


def test_alpha_equals_irr(expected):
    counts = counted("krippendorff2011", by_columns=True)
    assert krippendorff_alpha(counts, 1).value == pytest.approx(
        expected["kripp2011_nominal"], rel=CLOSE
    )


@pytest.mark.parametrize(
    ("key", "file"),
    [("vision_nominal", "irr_vision"), ("diagnoses", "irr_diagnoses")],
)
def test_alpha_equals_irrcac(expected, key, file):
    assert krippendorff_alpha(counted(file), 1, resamples=10).value == pytest.approx(
        coefficient(expected[f"kripp_{key}"]), rel=CLOSE
    )


def test_alpha_with_ratings_missing_equals_irrcac(expected):
    counts = counted("irrCAC_cac.raw4raters")
    assert krippendorff_alpha(counts, 1).value == pytest.approx(
        coefficient(expected["kripp_raw4"]), rel=CLOSE
    )


def test_bootstrap_interval_is_near_irrcacs_large_sample_one(expected):
    result = krippendorff_alpha(counted("irr_vision"), 7, resamples=400)
    error = expected["kripp_vision_nominal"][0]["coeff.se"]
    assert (result.high - result.low) / 2 == pytest.approx(1.96 * error, rel=0.15)


@pytest.mark.parametrize(
    ("key", "file"), [("vision", "irr_vision"), ("diagnoses", "irr_diagnoses")]
)
def test_ac1_equals_irrcac(expected, key, file):
    check_ac1(gwet_ac1(counted(file)), expected[f"gwet_ac1_{key}"])


def test_ac1_with_ratings_missing_equals_irrcac(expected):
    counts = counted("irrCAC_cac.raw4raters")
    check_ac1(gwet_ac1(counts), expected["gwet_ac1_raw4"])


def check_ac1(result, reference):
    assert result.value == pytest.approx(coefficient(reference), rel=CLOSE)
    low, high = (float(part) for part in reference[0]["conf.int"].strip("()").split(","))
    assert result.low == pytest.approx(low, abs=0.0006)
    assert result.high == pytest.approx(high, abs=0.0006)


@pytest.mark.parametrize("number", [1, 2])
def test_the_paradox_of_high_agreement(expected, number):
    """Feinstein and Cicchetti (1990): 85 of 100 agreed in both tables, kappa far apart."""
    table = {1: [[40, 9], [5, 46]], 2: [[80, 10], [5, 5]]}[number]
    pairs = [(one, other) for one in (0, 1) for other in (0, 1) for _ in range(table[one][other])]
    result = gwet_ac1(count_ratings(pairs, (0, 1)))
    reference = expected[f"feinstein_{number}_ac1"][0]
    assert result.value == pytest.approx(reference["coeff.val"], rel=CLOSE)
    # irrCAC divides by n for a table and by n − 1 for the same data as ratings.
    error = (result.high - result.value) / _t(len(pairs) - 1)
    assert error * math.sqrt((len(pairs) - 1) / len(pairs)) == pytest.approx(
        reference["coeff.se"], rel=1e-8
    )


def _t(freedom):
    from scipy.stats import t

    return t.ppf(0.975, freedom)


def test_pabak_equals_brennan_prediger(expected):
    reference = expected["bp_raw4"][0]
    assert pabak(reference["pa"], 5) == pytest.approx(coefficient(expected["bp_raw4"]), rel=CLOSE)


@pytest.mark.parametrize("metric", ["nominal", "ordinal", "interval"])
def test_ordered_alpha_equals_irr(expected, metric):
    counts = counted("krippendorff2011", by_columns=True)
    assert ordered_alpha(counts, 1, metric, resamples=10).value == pytest.approx(
        expected[f"kripp2011_{metric}"], rel=CLOSE
    )


@pytest.mark.parametrize(("ours", "theirs"), [("linear", "equal"), ("quadratic", "squared")])
@pytest.mark.parametrize(
    ("key", "file", "readers"), [("vision", "irr_vision", 2), ("anxiety12", "irr_anxiety", 2)]
)
def test_weighted_kappa_equals_irr(expected, ours, theirs, key, file, readers):
    items = [item[:readers] for item in ratings(file)]
    categories = sorted({value for item in items for value in item}, key=_grade)
    first, second = zip(*items, strict=True)
    found = weighted_kappa(first, second, categories, ours)
    assert found.kappa == pytest.approx(expected[f"cohen_{key}_{theirs}"][0], rel=CLOSE)


def test_ac2_equals_irrcac(expected):
    found = gwet_ac2(counted("irrCAC_cac.raw4raters"), "quadratic")
    assert found.value == pytest.approx(coefficient(expected["gwet_ac2_quadratic_raw4"]), rel=CLOSE)
    assert found.low == pytest.approx(0.685, abs=0.0006)
    assert found.high == 1


def _grade(value):
    """Return a grade as a number, so that "10" comes after "9"; words by their letters."""
    return (int(value), "") if value.isdigit() else (0, value)
