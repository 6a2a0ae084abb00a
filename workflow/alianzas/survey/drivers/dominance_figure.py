"""Dominance weights as bars: what each driver contributes to the explained variance."""

from __future__ import annotations

import textwrap
from collections.abc import Hashable
from typing import TYPE_CHECKING, Any

from alianzas.survey.questionnaire import Questionnaire
from honest_results.figures import Figure
from human_files.language.current import current_languages
from human_files.language.labels import Labels
from human_files.language.numbers import format_interval, format_value

if TYPE_CHECKING:
    import matplotlib.figure
    import pandas as pd


def dominance_figure(
    weights: pd.DataFrame, questionnaire: Questionnaire, labels: Labels, confidence: float
) -> Figure:
    """Return bars of general dominance with intervals, and marks for the gains alone and last.

    ``weights``: construct, weight, low, high, alone, last in the order drawn (missing where not
    estimated).
    """
    rows = weights.to_dict("records")

    def said(row: dict[Hashable, Any], language: str) -> str:
        if row["weight"] != row["weight"]:
            return labels("survey.not_estimated", language)
        interval = format_interval((row["low"], row["high"]), "coefficient", language, 3)
        return f"{format_value(row['weight'], 'coefficient', language, 3)} {interval}"

    def name(row: dict[Hashable, Any], language: str) -> str:
        return questionnaire.variables[row["construct"]].label.words(language)

    alt = {}
    for language in current_languages():
        listed = "; ".join(f"{name(row, language)}: {said(row, language)}" for row in rows)
        level = format_value(confidence, "percent", language)
        alt[language] = labels("survey.figure.dominance.alt", language).format(
            rows=listed, level=level
        )

    def draw(language: str) -> matplotlib.figure.Figure:
        from matplotlib.ticker import MaxNLocator

        from honest_results.figure_style import PALETTE, format_axis, new_figure

        figure, axes = new_figure("full", 3.0 + 0.85 * len(rows))
        places = range(len(rows))
        axes.barh(list(places), weights["weight"], height=0.5, color=PALETTE["sky"])
        for place, row in zip(places, rows, strict=True):
            axes.plot([row["low"], row["high"]], [place, place], color=PALETTE["ink"], linewidth=1)
            axes.annotate(
                said(row, language),
                (1.02, place),
                xycoords=("axes fraction", "data"),
                va="center",
                fontsize=7.5,
                annotation_clip=False,
            )
        for column, mark, colour in (("alone", "^", "vermilion"), ("last", "D", "blue")):
            axes.plot(
                weights[column],
                list(places),
                mark,
                color=PALETTE[colour],
                markersize=4.5,
                label=labels(f"survey.column.{column}", language),
            )
        axes.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=2, borderaxespad=0.2)
        axes.set_ylim(len(rows) - 0.4, -0.6)
        axes.set_yticks(list(places), [textwrap.fill(name(row, language), 30) for row in rows])
        axes.tick_params(axis="y", length=0)
        axes.set_xlim(left=0)
        axes.grid(axis="x")
        axes.xaxis.set_major_locator(MaxNLocator(nbins=8, steps=[1, 2, 5, 10]))
        format_axis(axes, "x", "coefficient", language, 2)
        axes.set_xlabel(labels("survey.figure.dominance.axis", language))
        return figure

    return Figure("dominance", weights, draw, alt)
