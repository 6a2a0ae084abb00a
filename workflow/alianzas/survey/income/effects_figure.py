"""The effects as forest plots: those of every estimator, and differences of the quantiles."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, Any

from alianzas.survey.estimates_figure import forest_heads, forest_row, marked_bound
from alianzas.survey.forest_plot import ForestRow, draw_forest
from alianzas.survey.income.income_figure_parts import alt_text, empty_figure
from alianzas.survey.income.income_table_words import estimand_title
from honest_results.figures import Figure
from human_files.language.labels import Labels
from human_files.language.numbers import format_value

if TYPE_CHECKING:
    import matplotlib.figure
    import pandas as pd


def effects_figure(
    effects: pd.DataFrame, bound: float | None, labels: Labels, confidence: float
) -> Figure:
    """Return a forest plot of every estimand by every estimator, with the published bound, if any.

    ``effects``: group, estimand, estimator, percent, low, high, p, n_treated, n_control (missing where
    not estimated).
    """
    records = effects.assign(n=effects["n_treated"] + effects["n_control"]).to_dict("records")

    def rows(language: str) -> list[ForestRow]:
        return [
            _row(
                record,
                labels(f"survey.estimator.{record['estimator']}", language),
                labels,
                language,
                is_main=record["estimator"] == "regression",
                colour="grey" if record["estimator"] == "difference" else "blue",
            )
            for record in records
        ]

    return _forest(
        "income_effects", "survey.figure.forest.alt", effects, rows, bound, labels, confidence
    )


def quantiles_figure(
    quantiles: pd.DataFrame, bound: float | None, labels: Labels, confidence: float
) -> Figure:
    """Return the differences in quantiles of growth with intervals and the published bound, if any.

    ``quantiles``: group, estimand, quantile, percent, low, high, p, n (missing where not estimated).
    """
    records = quantiles.to_dict("records")

    def rows(language: str) -> list[ForestRow]:
        what = labels("survey.figure.quantiles.axis", language)
        shares = [format_value(record["quantile"], "percent", language) for record in records]
        return [
            _row(record, f"{what}: {share}", labels, language)
            for record, share in zip(records, shares, strict=True)
        ]

    name, alt = "income_quantiles", "survey.figure.quantiles.alt"
    return _forest(name, alt, quantiles, rows, bound, labels, confidence)


def _row(
    record: dict[Hashable, Any], name: str, labels: Labels, language: str, **look: Any
) -> ForestRow:
    title = estimand_title(record["group"], record["estimand"], labels)[language]
    return forest_row(record, "percent", "percent", labels, language, 1, name, group=title, **look)


def _forest(
    id: str,
    alt: str,
    data: pd.DataFrame,
    rows: Callable[[str], Sequence[ForestRow]],
    bound: float | None,
    labels: Labels,
    confidence: float,
) -> Figure:
    """Return a forest plot of income differences under the names of their estimands."""

    def listed(language: str) -> list[str]:
        return [f"{row.group}, {row.name}: {row.cells[0]}" for row in rows(language)]

    def draw(language: str) -> matplotlib.figure.Figure:
        if not data["percent"].notna().any():
            return empty_figure(labels, language)
        heads = forest_heads("survey.figure.income.estimate", labels, language, confidence)
        axis = labels("survey.figure.income.axis", language)
        marked = marked_bound(bound, labels, language)
        return draw_forest(rows(language), heads, "percent", language, axis, marked)

    return Figure(id, data, draw, alt_text(alt, labels, listed, confidence))
