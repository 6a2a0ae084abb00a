"""The card of a number in the HTML document: full value, interval, n, rule, script, raw files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from babel.numbers import format_decimal, format_scientific

from honest_results.documents.design_places import Place
from honest_results.provenance import SIGNS, level_of
from human_files.language.labels import Labels
from human_files.language.messages import message
from human_files.language.numbers import MINUS, format_value, interval_separator, locale_of

#: Hexadecimal digits of a file's hash that a card shows; facts.json has all of them.
_SHORT = 12


def card_id(key: str) -> str:
    """Return the id of a fact's card in the page."""
    return f"card-{key}"


def full_value(value: float | int | str | None, language: str) -> str:
    """Return ``value`` with all its digits (at most 15 decimals), as ``language`` writes numbers."""
    if value is None or isinstance(value, str):
        return value or "—"
    locale = locale_of(language)
    size = abs(value)
    if size and not 1e-6 <= size < 1e15:
        digits = max(len(f"{value!r}".split("e")[0].strip("-")) - 2, 0)
        text = format_scientific(value, format="0." + "#" * digits + "E0", locale=locale)
    else:
        text = format_decimal(value, "#,##0." + "#" * 15, locale)
    return text.replace("-", MINUS)


def card(
    key: str,
    fact: Mapping[str, Any],
    labels: Labels,
    language: str,
    place: Place | None = None,
) -> str:
    """Return the HTML of the card of ``fact``, an entry of ``facts.json``.

    ``place`` is where a design value stands.
    """

    def word(name: str) -> str:
        return labels(f"manuscript.card.{name}", language)

    rows: list[tuple[str, str]] = []
    if fact["kind"] in ("phrase", "label"):
        rows.append((word("text"), _code(str(fact["value"]))))
    else:
        year = fact["kind"] == "year"
        value = str(fact["value"]) if year else full_value(fact["value"], language)
        unit = f" {fact['unit']}" if fact.get("unit") else ""
        rows.append((word("value"), escape(value + unit)))
    if fact.get("interval"):
        share = format_value(fact.get("confidence", 0.95), "percent", language)
        separator = interval_separator(language)
        bounds = separator.join(full_value(bound, language) for bound in fact["interval"])
        rows.append((word("interval").format(level=share), escape(f"[{bounds}]")))
    if fact.get("n") is not None:
        rows.append((word("n"), escape(format_value(fact["n"], "count", language))))
    if place is not None:
        rows += _design(fact, place, word)
        rows += [(word("script"), _code(fact["script"]))]
        return _laid_out(key, fact, "design", rows, language)
    level = level_of(fact, message("the fact {key}", key=key))
    mark = f'<span class="mark {level}">{SIGNS[level]}</span> ' if level in SIGNS else ""
    meaning = labels(f"manuscript.meaning.{level}", language)
    name = labels(f"manuscript.level.{level}", language)
    data = f"{mark}{escape(name)}: {escape(meaning)}" if fact["sources"] else word("no_data")
    rows.append((word("provenance"), data))
    rows.append((word("rule"), _code(fact["rule"])))
    rows.append((word("script"), _code(fact["script"])))
    if fact["sources"]:
        rows.append((word("sources"), _files(fact["sources"])))
    return _laid_out(key, fact, level, rows, language)


def _design(
    fact: Mapping[str, Any], place: Place, word: Callable[[str], str]
) -> list[tuple[str, str]]:
    """Return the rows of a design value: the setting, where it stands, who is quoted."""
    where = _code(place.file)
    if place.line is not None:
        where += ", " + escape(word("line").format(line=place.line))
    if place.is_default:
        where += ": " + escape(word("default"))
    elif place.written is not None:
        where += ": " + _code(place.written)
    rows = [(word("setting"), _code(place.setting)), (word("stands"), where)]
    quoted = fact["design"].get("quoted")
    if quoted is None:
        return [*rows, (word("provenance"), escape(word("design")))]
    return [*rows, (word("quoted"), _code(quoted)), (word("provenance"), escape(word("quotation")))]


def _laid_out(
    key: str, fact: Mapping[str, Any], kind: str, rows: list[tuple[str, str]], language: str
) -> str:
    """Return a card with its rows; ``kind`` is the level, or design."""
    terms = "".join(f"<dt>{escape(term)}</dt><dd>{value}</dd>" for term, value in rows)
    text = escape(str(fact["text"][language]))
    return (
        f'<div class="card {kind}" id="{card_id(key)}">'
        f"<h3>{text} <code>{escape(key)}</code></h3><dl>{terms}</dl></div>"
    )


def _code(text: str) -> str:
    """Return words as code."""
    return f"<code>{escape(text)}</code>"


def _files(sources: list[Mapping[str, str]]) -> str:
    """Return a list of raw files with the beginning of their hashes."""
    items = (
        f"<li><code>{escape(source['file'])}</code> <code>{source['sha256'][:_SHORT]}</code></li>"
        for source in sources
    )
    return f"<ul>{''.join(items)}</ul>"
