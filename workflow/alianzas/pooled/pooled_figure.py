"""The forest plot of a family: every study's estimate, and their mean where there is one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from alianzas.pooled.outcome_words import Countries
from alianzas.pooled.outcomes import Outcome
from alianzas.pooled.printing import Printing
from alianzas.survey.forest_plot import ForestRow, draw_forest
from honest_results.figures import Figure
from human_files.language.current import current_languages
from human_files.language.labels import Labels
from human_files.language.numbers import format_value

if TYPE_CHECKING:
    import matplotlib.figure

#: How far the axis goes beyond the studies' own intervals, as a share of their range.
_BEYOND = 0.25


def family_figure(
    outcomes: Sequence[Outcome],
    printing: Printing,
    countries: Countries,
    labels: Labels,
    confidence: float,
) -> Figure:
    """Return the forest plot of a family.

    The axis has room for the intervals of the studies; that of a mean which goes beyond, as with two
    studies, ends in an arrow.
    """
    import pandas as pd

    rows = [row for outcome in outcomes for row in _records(outcome, printing)]
    columns = ["outcome", "row", "study", "value", "low", "high", "n", "weight"]
    data = pd.DataFrame([row for row, _ in rows], columns=columns)
    levels = [level for _, level in rows]
    name = f"pooled_{printing.family.name}"

    def lines(language: str) -> list[ForestRow]:
        called = {outcome.name: outcome.label[language] for outcome in outcomes}
        return [_line(row, called, printing, countries, labels, language) for row, _ in rows]

    def draw(language: str) -> matplotlib.figure.Figure:
        level = format_value(confidence, "percent", language)
        heads = [
            labels("pooled.figure.estimate", language).format(level=level),
            labels("pooled.column.weight", language),
            labels("pooled.column.n", language),
        ]
        axis = labels(f"pooled.axis.{printing.family.name}", language)
        shown = lines(language)
        return draw_forest(
            shown, heads, printing.family.kind, language, axis, limits=_limits(shown)
        )

    alt = {
        language: labels("pooled.figure.alt", language).format(
            name=labels(f"pooled.figure.name.{printing.family.name}", language),
            rows="; ".join(f"{row.group}, {row.name}: {row.cells[0]}" for row in lines(language)),
        )
        for language in current_languages()
    }
    return Figure(name, data, draw, alt, levels=levels)


def _records(outcome: Outcome, printing: Printing) -> list[tuple[dict[str, Any], str]]:
    """Return the rows of an outcome, each with its level: of the studies, then of their means."""
    weights = {
        effect.study: weight
        for pool in outcome.pools
        for effect, weight in zip(pool.effects, pool.found.weights, strict=True)
    }
    found: list[tuple[dict[str, Any], str]] = []
    for effect in outcome.effects:
        row: dict[str, Any] = {"outcome": outcome.name, "row": "study", "study": effect.study}
        if effect.value is not None:
            row |= {"value": printing.value(effect.value), "n": effect.n}
        if effect.low is not None and effect.high is not None:
            row["low"], row["high"] = printing.bounds(effect.low, effect.high)
        found.append((row | {"weight": weights.get(effect.study)}, effect.level))
    for pool in outcome.pools:
        low, high = printing.bounds(pool.found.low, pool.found.high)
        mean = {"value": printing.value(pool.found.value), "low": low, "high": high}
        row = {"outcome": outcome.name, "row": "mean", "study": pool.level}
        found.append((row | mean, pool.level))
    return found


def _line(
    row: dict[str, Any],
    called: dict[str, str],
    printing: Printing,
    countries: Countries,
    labels: Labels,
    language: str,
) -> ForestRow:
    """Return a row as it is drawn."""
    is_mean = row["row"] == "mean"
    name = (
        labels(f"pooled.mean.{row['study']}", language)
        if is_mean
        else countries[row["study"]][language]
    )
    value, kind, decimals = row.get("value"), printing.family.kind, printing.family.decimals
    shown = labels("pooled.lost", language)
    low = high = float("nan")
    if value is not None:
        shown = format_value(value, kind, language, decimals)
        low = high = value
    if "low" in row:
        low, high = row["low"], row["high"]
        shown += " " + printing.shown_interval((low, high), language)
    weight, n = row.get("weight"), row.get("n")
    cells = (
        shown,
        "" if weight is None else format_value(weight, "percent", language),
        "" if n is None else format_value(n, "count", language),
    )
    colour = "vermilion" if is_mean else "blue"
    return ForestRow(
        name, value, low, high, cells, called[row["outcome"]], is_main=is_mean, colour=colour
    )


def _limits(rows: Sequence[ForestRow]) -> tuple[float, float] | None:
    """Return the ends of an axis with room for all estimates and the intervals of the studies."""
    studies = [row for row in rows if not row.is_main and row.value is not None]
    shown = [bound for row in studies for bound in (row.low, row.high)]
    shown += [row.value for row in rows if row.value is not None]
    if not shown:
        return None
    lowest, highest = min(0.0, *shown), max(0.0, *shown)
    room = _BEYOND * (highest - lowest) or 1.0
    return lowest - room, highest + room
