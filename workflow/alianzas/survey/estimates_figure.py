"""The main estimates as forest plots: the coefficients of the drivers, the income differences."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from alianzas.config.model_settings import Income
from alianzas.survey.forest_plot import ForestRow, draw_forest
from alianzas.survey.income.samples import group_label
from alianzas.survey.model_words import table_texts
from alianzas.survey.questionnaire import Questionnaire
from honest_results.figures import Figure
from human_files.language.current import current_languages
from human_files.language.labels import Labels
from human_files.language.numbers import format_interval, format_value

if TYPE_CHECKING:
    import matplotlib.figure
    import pandas as pd

#: A row of a frame of estimates.
Record = dict[Hashable, Any]


def forest_row(
    record: Record,
    value: str,
    kind: str,
    labels: Labels,
    language: str,
    decimals: int | None,
    name: str,
    **look: Any,
) -> ForestRow:
    """Return a line of a forest plot: estimate and interval, p, and n.

    ``record`` has ``value``, low, high, p and n, missing where not estimated; ``look`` are the other
    fields of :class:`ForestRow`.
    """
    p = known(record, "p")
    n = known(record, "n")
    cells = (
        estimate_text(record, value, kind, labels, language, decimals),
        "" if p is None else format_value(p, "p_value", language).removeprefix("= "),
        "" if n is None else format_value(int(n), "count", language),
    )
    return ForestRow(name, known(record, value), record["low"], record["high"], cells, **look)


def forest_heads(key: str, labels: Labels, language: str, confidence: float) -> list[str]:
    """Return the heads of the three columns; ``key`` is the label of the estimate's."""
    level = format_value(confidence, "percent", language)
    others = (labels(f"survey.column.{name}", language) for name in ("p", "n"))
    return [labels(key, language).format(level=level), *others]


def known(record: Record, name: str) -> float | None:
    """Return a number of a row, None where it is missing."""
    value = record[name]
    return float(value) if value == value else None


def estimate_text(
    record: Record, value: str, kind: str, labels: Labels, language: str, decimals: int | None
) -> str:
    """Return an estimate and its interval as text."""
    if known(record, value) is None:
        return labels("survey.not_estimated", language)
    bounds = format_interval((record["low"], record["high"]), kind, language, decimals)
    return f"{format_value(record[value], kind, language, decimals)} {bounds}"


def drivers_figure(
    estimates: pd.DataFrame, questionnaire: Questionnaire, labels: Labels, confidence: float
) -> Figure:
    """Return the plot of standardised coefficients, the largest at the top.

    ``estimates``: construct, beta, low, high, p, n (missing where not estimated).
    """
    ordered = estimates.sort_values("beta", ascending=False, kind="stable").reset_index(drop=True)
    records = ordered.to_dict("records")

    def rows(language: str) -> list[ForestRow]:
        names = [
            questionnaire.variables[name].label.words(language) for name in ordered["construct"]
        ]
        made = [
            forest_row(record, "beta", "coefficient", labels, language, None, name)
            for record, name in zip(records, names, strict=True)
        ]
        if "ratio" not in ordered:
            return made
        # Drawn on the scale of logs, on which intervals are even; told as ratios.
        return [
            replace(row, cells=(_ratio_text(record, labels, language), *row.cells[1:]))
            for row, record in zip(made, records, strict=True)
        ]

    def draw(language: str) -> matplotlib.figure.Figure:
        heads = forest_heads("survey.figure.drivers.estimate", labels, language, confidence)
        axis = labels("survey.figure.drivers.axis", language)
        return draw_forest(rows(language), heads, "coefficient", language, axis)

    alt = {
        language: _alt("survey.figure.drivers.alt", rows(language), labels, language, confidence)
        for language in current_languages()
    }
    return Figure("drivers", ordered, draw, alt)


def _ratio_text(record: Record, labels: Labels, language: str) -> str:
    """Return a ratio and its interval as text."""
    told: Record = {
        "ratio": record["ratio"],
        "low": record["ratio_low"],
        "high": record["ratio_high"],
    }
    return estimate_text(told, "ratio", "number", labels, language, None)


def income_figure(
    estimates: pd.DataFrame,
    plan: Income,
    questionnaire: Questionnaire,
    labels: Labels,
    confidence: float,
) -> Figure:
    """Return the forest plot of income differences, with the published bound (if any) as a line.

    ``estimates``: group, n, percent, low, high as proportions, p (missing where not estimated).
    """
    words = labels.with_texts(table_texts(questionnaire))
    records = estimates.to_dict("records")

    def rows(language: str) -> list[ForestRow]:
        names = [words(group_label(group), language) for group in estimates["group"]]
        return [
            forest_row(record, "percent", "percent", labels, language, 1, name)
            for record, name in zip(records, names, strict=True)
        ]

    def draw(language: str) -> matplotlib.figure.Figure:
        heads = forest_heads("survey.figure.income.estimate", labels, language, confidence)
        axis = labels("survey.figure.income.axis", language)
        bound = marked_bound(plan.claimed_bound, labels, language)
        return draw_forest(rows(language), heads, "percent", language, axis, bound)

    alt = {}
    for language in current_languages():
        said = _alt("survey.figure.income.alt", rows(language), labels, language, confidence)
        bound = marked_bound(plan.claimed_bound, labels, language)
        alt[language] = said if bound is None else f"{said} {bound[1]}."
    return Figure("income", estimates, draw, alt)


def marked_bound(bound: float | None, labels: Labels, language: str) -> tuple[float, str] | None:
    """Return the published bound and its name with its value, as :func:`draw_forest` marks it.

    None where the study names no bound.
    """
    if bound is None:
        return None
    shown = format_value(bound, "percent", language)
    return bound, f"{labels('survey.figure.income.bound', language)} {shown}"


def _alt(
    key: str, rows: Sequence[ForestRow], labels: Labels, language: str, confidence: float
) -> str:
    """Return the alt text: every estimate with its interval."""
    listed = "; ".join(f"{row.name}: {row.cells[0]}" for row in rows)
    level = format_value(confidence, "percent", language)
    return labels(key, language).format(rows=listed, level=level)
