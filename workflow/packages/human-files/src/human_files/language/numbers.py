"""Numbers as readers of each language expect them, by the CLDR data of Babel.

Kinds: ``count`` 1,234 · ``percent`` (of a proportion: 0.42 → 42%) · ``number``, ``coefficient``
0.42 · ``p_value`` with its relation (``= 0.012``, ``< 0.001``) · ``money`` · ``year``, not grouped ·
``text``.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.numbers import (
    format_currency,
    format_decimal,
    format_percent,
    get_currency_symbol,
    get_decimal_symbol,
)

from human_files.language.current import current_country
from human_files.language.grammar import grammar

#: Decimals that are shown unless others are asked for.
DECIMALS = {"count": 0, "percent": 0, "number": 2, "coefficient": 2, "p_value": 3, "money": 0}

MINUS = "\u2212"
DASH = "—"


def locale_of(language: str) -> Locale:
    """Return the CLDR locale of a language in the country at hand, where it is spoken there.

    Elsewhere it is that of the language's own country (see :mod:`human_files.language.grammar`).
    """
    return _locale(language, current_country(), grammar(language).country)


@lru_cache
def _locale(language: str, *countries: str) -> Locale:
    for country in countries:
        try:
            return Locale(language, country or None)
        except UnknownLocaleError:
            continue
    return Locale(language)


def _pattern(decimals: int, grouping: bool = True) -> str:
    """Return the CLDR pattern of a number with this many decimals."""
    head = "#,##0" if grouping else "0"
    return head + ("." + "0" * decimals if decimals else "")


def _missing(value: object) -> bool:
    """Return whether a value is missing: None, or not a finite number."""
    return value is None or (isinstance(value, float) and not math.isfinite(value))


def format_value(
    value: object,
    kind: str,
    language: str,
    decimals: int | None = None,
    unit: str | None = None,
) -> str:
    """Write a value as readers of a language expect it.

    Parameters
    ----------
    value : object
        The value; a proportion (0–1) for ``percent``.
    kind : str
        ``"count"``, ``"percent"``, ``"number"``, ``"coefficient"``, ``"p_value"``, ``"money"``,
        ``"year"``, or ``"text"``, ``"label"`` and ``"phrase"``, which are left as they are.
    language : str
        Such as ``"es"``.
    decimals : int, optional
        Number of decimals; that of the kind if not given.
    unit : str, optional
        ISO code of the currency of a ``money`` value (default: ``"USD"``).

    Returns
    -------
    str
        The text, with a true minus sign and no-break spaces; an em dash for a missing value. A
        p-value comes with its relation: ``"= 0.012"`` or ``"< 0.001"``.

    Raises
    ------
    ValueError
        For an unknown kind.
    """
    if _missing(value):
        return DASH
    if kind in ("text", "label", "phrase"):
        return str(value)
    locale = locale_of(language)
    if kind == "year":
        return str(int(value))  # type: ignore[call-overload]
    if kind not in DECIMALS:
        raise ValueError(f"unknown kind of number: {kind!r}")
    number = float(value)  # type: ignore[arg-type]
    places = DECIMALS[kind] if decimals is None else decimals
    if kind == "p_value":
        smallest = 10.0**-places
        relation, shown = ("<", smallest) if number < smallest else ("=", number)
        return f"{relation} {format_decimal(shown, _pattern(places), locale)}"
    if kind == "percent":
        text = format_percent(number, _percent_pattern(places, language), locale)
    elif kind == "money":
        text = _money(number, places, unit or "USD", locale)
    else:
        text = format_decimal(number, _pattern(places), locale)
    return _tidy_minus(text)


def _percent_pattern(places: int, language: str) -> str:
    """Return the pattern of a percentage; Spanish puts a space before the sign."""
    return _pattern(places) + ("\u00a0%" if grammar(language).space_before_percent else "%")


def _money(number: float, places: int, unit: str, locale: Locale) -> str:
    """Return an amount with the sign of its currency, where that tells which currency it is.

    A dollar sign alone is that of some thirty currencies, so the ISO code stands in its place.
    """
    if get_currency_symbol(unit, locale) in ("$", unit):
        return f"{unit}\u00a0{format_decimal(number, _pattern(places), locale)}"
    usual = str(locale.currency_formats["standard"].pattern).partition(";")[0]
    pattern = re.sub("[#0][#,.0]*", _pattern(places), usual)
    return str(format_currency(number, unit, pattern, locale, currency_digits=False))


def _tidy_minus(text: str) -> str:
    """Return a number with a true minus sign, and without one where it rounds to zero."""
    if text.startswith("-") and not any(digit in text for digit in "123456789"):
        return text[1:]
    return text.replace("-", MINUS)


def interval_separator(language: str) -> str:
    """Return what stands between two numbers of a list: no comma beside a decimal comma."""
    return "; " if get_decimal_symbol(locale_of(language)) == "," else ", "


def format_interval(
    interval: tuple[float, float] | None,
    kind: str,
    language: str,
    decimals: int | None = None,
    unit: str | None = None,
) -> str:
    """Write an interval: "[0.12, 0.40]", in Spanish "[0,12; 0,40]".

    Parameters
    ----------
    interval : tuple of float, optional
        Lower and upper bound, shape (2,).
    kind, language, decimals, unit
        As in :func:`format_value`.

    Returns
    -------
    str
        The interval; an em dash where it or a bound is missing.
    """
    if interval is None or any(_missing(bound) for bound in interval):
        return DASH
    separator = interval_separator(language)
    low, high = (format_value(bound, kind, language, decimals, unit) for bound in interval)
    return f"[{low}{separator}{high}]"
