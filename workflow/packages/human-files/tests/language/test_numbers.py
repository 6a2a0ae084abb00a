import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from human_files.language import format_interval, format_value

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("value", "kind", "options", "english", "spanish"),
    [
        (1234567, "count", {}, "1,234,567", "1.234.567"),
        (0.42, "percent", {}, "42%", f"42{NBSP}%"),
        (0.4235, "percent", {"decimals": 1}, "42.4%", f"42,4{NBSP}%"),
        (-0.42, "coefficient", {}, "−0.42", "−0,42"),
        (-0.001, "coefficient", {}, "0.00", "0,00"),
        (0.00001, "p_value", {}, "< 0.001", "< 0,001"),
        (0.0123, "p_value", {}, "= 0.012", "= 0,012"),
        (12345.6, "money", {"unit": "USD"}, f"USD{NBSP}12,346", f"USD{NBSP}12.346"),
        (2014, "year", {}, "2014", "2014"),
        (None, "count", {}, "—", "—"),
        (math.nan, "number", {}, "—", "—"),
        (math.inf, "number", {}, "—", "—"),
        ("same", "text", {}, "same", "same"),
    ],
)
def test_every_kind_in_both_languages(value, kind, options, english, spanish):
    assert format_value(value, kind, "en", **options) == english
    assert format_value(value, kind, "es", **options) == spanish


def test_an_unknown_kind_is_a_fault():
    with pytest.raises(ValueError, match="unknown kind"):
        format_value(1, "ratio", "en")


def test_the_spanish_interval_is_not_read_as_four_numbers():
    assert format_interval((0.12, 0.4), "coefficient", "en") == "[0.12, 0.40]"
    assert format_interval((0.12, 0.4), "coefficient", "es") == "[0,12; 0,40]"
    assert format_interval((0.12, math.nan), "coefficient", "es") == "—"


@given(st.floats(-1e9, 1e9), st.integers(0, 4))
def test_what_is_printed_reads_back_within_rounding(value, decimals):
    for language, decimal, group in (("en", ".", ","), ("es", ",", ".")):
        text = format_value(value, "number", language, decimals)
        number = float(text.replace(group, "").replace(decimal, ".").replace("−", "-"))
        assert number == pytest.approx(value, abs=0.5001 * 10**-decimals)
