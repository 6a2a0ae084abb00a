"""The effects as figures: a forest plot of every estimator, and differences of the quantiles."""

from __future__ import annotations

import textwrap
from collections.abc import Hashable
from typing import TYPE_CHECKING, Any

from alianzas.survey.income.income_figure_parts import alt_text, empty_figure, panels_of, said
from alianzas.survey.income.income_table_words import estimand_title
from honest_results.figures import Figure
from human_files.language.labels import Labels
from human_files.language.numbers import format_value

if TYPE_CHECKING:
    import matplotlib.figure
    import pandas as pd
    from matplotlib.axes import Axes


def effects_figure(
    effects: pd.DataFrame, bound: float, labels: Labels, confidence: float
) -> Figure:
    """Return a forest plot of every estimand by every estimator, with the published bound.

    ``effects``: group, estimand, estimator, percent, low, high (missing where not estimated).
    """
    rows = effects.to_dict("records")

    def listed(language: str) -> list[str]:
        return [
            f"{estimand_title(row['group'], row['estimand'], labels)[language]}, "
            f"{labels('survey.estimator.' + row['estimator'], language)}: "
            f"{said(row, labels, language)}"
            for row in rows
        ]

    alt = alt_text("survey.figure.forest.alt", labels, listed, confidence)

    def draw(language: str) -> matplotlib.figure.Figure:
        return _draw_effects(rows, bound, labels, language)

    return Figure("income_effects", effects, draw, alt)


def _draw_effects(
    rows: list[dict[Hashable, Any]], bound: float, labels: Labels, language: str
) -> matplotlib.figure.Figure:
    """Draw the estimates under a heading per estimand."""
    from honest_results.figure_style import PALETTE, format_axis, new_figure

    places: list[float] = []
    heads: list[tuple[float, str]] = []
    place, previous = 0.0, None
    for row in rows:
        title = estimand_title(row["group"], row["estimand"], labels)[language]
        if title != previous:
            place += 0.5 if previous else 0.0
            heads.append((place, title))
            place, previous = place + 1, title
        places.append(place)
        place += 1
    figure, axes = new_figure("full", 1.8 + 0.4 * place)
    for where, row in zip(places, rows, strict=True):
        main = row["estimator"] == "regression"
        colour = PALETTE["blue"] if row["estimator"] != "difference" else PALETTE["grey"]
        if row["percent"] == row["percent"]:
            axes.plot([row["low"], row["high"]], [where, where], color=colour, linewidth=1.2)
            axes.plot(row["percent"], where, "D" if main else "o", color=colour, markersize=4)
        axes.annotate(
            said(row, labels, language),
            (1.02, where),
            xycoords=("axes fraction", "data"),
            va="center",
            fontsize=7,
            annotation_clip=False,
        )
    for where, title in heads:
        axes.annotate(
            title,
            (-0.01, where),
            xycoords=("axes fraction", "data"),
            ha="right",
            va="center",
            fontsize=7.5,
            fontweight="bold",
            annotation_clip=False,
        )
    _mark_zero_and_bound(axes, bound, labels, language)
    axes.set_ylim(place, -0.8)
    names = [labels(f"survey.estimator.{row['estimator']}", language) for row in rows]
    axes.set_yticks(places, names, fontsize=7)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x")
    format_axis(axes, "x", "percent", language, 0)
    axes.set_xlabel(textwrap.fill(labels("survey.figure.income.axis", language), 40))
    return figure


def _mark_zero_and_bound(axes: Axes, bound: float, labels: Labels, language: str) -> None:
    """Draw vertical lines at zero and at the published bound."""
    from honest_results.figure_style import PALETTE

    axes.axvline(0, color=PALETTE["ink"], linewidth=0.7, zorder=1)
    dashes = (0, (4, 2))
    axes.axvline(bound, color=PALETTE["vermilion"], linewidth=1, linestyle=dashes, zorder=1)
    shown = format_value(bound, "percent", language)
    axes.annotate(
        f"{labels('survey.figure.income.bound', language)} {shown}",
        (bound, 1.005),
        xycoords=("data", "axes fraction"),
        ha="center",
        va="bottom",
        fontsize=7.5,
        color=PALETTE["vermilion"],
    )


def quantiles_figure(
    quantiles: pd.DataFrame, bound: float, labels: Labels, confidence: float
) -> Figure:
    """Return the differences in quantiles of growth with intervals and the published bound.

    ``quantiles``: group, estimand, quantile, percent, low, high (missing where not estimated).
    """
    rows = quantiles.to_dict("records")

    def listed(language: str) -> list[str]:
        return [
            f"{estimand_title(row['group'], row['estimand'], labels)[language]}, "
            f"{format_value(row['quantile'], 'percent', language)}: {said(row, labels, language)}"
            for row in rows
        ]

    def draw(language: str) -> matplotlib.figure.Figure:
        return _draw_quantiles(quantiles, bound, labels, language)

    alt = alt_text("survey.figure.quantiles.alt", labels, listed, confidence)
    return Figure("income_quantiles", quantiles, draw, alt)


def _draw_quantiles(
    quantiles: pd.DataFrame, bound: float, labels: Labels, language: str
) -> matplotlib.figure.Figure:
    """Draw one panel per group with the difference at each quantile."""
    from honest_results.figure_style import PALETTE, format_axis

    if not quantiles["percent"].notna().any():
        return empty_figure(labels, language)
    pairs = list(quantiles[["group", "estimand"]].drop_duplicates().itertuples(index=False))
    titles = [estimand_title(group, estimand, labels)[language] for group, estimand in pairs]
    figure, panels = panels_of(titles, 7.0)
    shares = sorted(set(quantiles["quantile"]))
    for panel, (group, _) in zip(panels, pairs, strict=True):
        part = quantiles[(quantiles["group"] == group) & quantiles["percent"].notna()]
        panel.errorbar(
            part["quantile"],
            part["percent"],
            yerr=[part["percent"] - part["low"], part["high"] - part["percent"]],
            fmt="o",
            color=PALETTE["blue"],
            markersize=4.5,
            linewidth=1.3,
        )
        panel.axhline(0, color=PALETTE["ink"], linewidth=0.7, zorder=1)
        dashes = (0, (4, 2))
        line = panel.axhline(
            bound, color=PALETTE["vermilion"], linewidth=1, linestyle=dashes, zorder=1
        )
        panel.set_xlim(0, 1)
        panel.set_xticks(shares)
        panel.grid(axis="y")
        format_axis(panel, "x", "percent", language, 0)
        panel.set_xlabel(labels("survey.figure.quantiles.axis", language))
    shown = format_value(bound, "percent", language)
    name = f"{labels('survey.figure.income.bound', language)} {shown}"
    figure.legend([line], [name], loc="outside upper right", labelcolor=PALETTE["vermilion"])
    format_axis(panels[0], "y", "percent", language, 0)
    panels[0].set_ylabel(textwrap.fill(labels("survey.figure.income.axis", language), 34))
    return figure
