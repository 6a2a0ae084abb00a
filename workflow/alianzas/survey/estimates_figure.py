"""Estimates with their intervals: the coefficients of the drivers, the income differences."""

from __future__ import annotations

import math
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alianzas.config.survey_settings import Income
from alianzas.survey.income.samples import group_label
from alianzas.survey.questionnaire import Questionnaire
from honest_results.figures import Figure
from human_files.language.labels import LANGUAGES, Labels
from human_files.language.numbers import format_interval, format_value

if TYPE_CHECKING:
    import matplotlib.figure
    import pandas as pd
    from matplotlib.axes import Axes


@dataclass(frozen=True)
class _Row:
    """One line of the plot; ``value`` is None where nothing was estimated."""

    label: dict[str, str]
    value: float | None
    low: float
    high: float

    def text(self, kind: str, labels: Labels, language: str, decimals: int | None) -> str:
        """Return the value and its interval as text."""
        if self.value is None:
            return labels("survey.not_estimated", language)
        bounds = format_interval((self.low, self.high), kind, language, decimals)
        return f"{format_value(self.value, kind, language, decimals)} {bounds}"


def _rows(frame: pd.DataFrame, value: str, texts: list[dict[str, str]]) -> list[_Row]:
    """Return the lines of the plot from a frame and the labels of its rows."""
    rows = []
    for text, row in zip(texts, frame.to_dict("records"), strict=True):
        known = row[value] == row[value]
        rows.append(_Row(text, row[value] if known else None, row["low"], row["high"]))
    return rows


def _alt(
    rows: list[_Row],
    key: str,
    labels: Labels,
    kind: str,
    confidence: float,
    decimals: int | None,
) -> dict[str, str]:
    """Return the alt text: every estimate with its interval."""
    alt = {}
    for language in LANGUAGES:
        listed = "; ".join(
            f"{row.label[language]}: {row.text(kind, labels, language, decimals)}" for row in rows
        )
        level = format_value(confidence, "percent", language)
        alt[language] = labels(key, language).format(rows=listed, level=level)
    return alt


def drivers_figure(
    estimates: pd.DataFrame, questionnaire: Questionnaire, labels: Labels, confidence: float
) -> Figure:
    """Return the plot of standardised coefficients, the largest at the top.

    ``estimates``: construct, beta, low, high (missing where not estimated).
    """
    ordered = estimates.sort_values("beta", ascending=False, kind="stable").reset_index(drop=True)
    names = [questionnaire.constructs[name].label.both() for name in ordered["construct"]]
    rows = _rows(ordered, "beta", names)
    alt = _alt(rows, "survey.figure.drivers.alt", labels, "coefficient", confidence, None)

    def draw(language: str) -> matplotlib.figure.Figure:
        return _draw(
            rows, "coefficient", labels, language, "survey.figure.drivers.axis", None, None
        )

    return Figure("drivers", ordered, draw, alt)


def income_figure(
    estimates: pd.DataFrame,
    plan: Income,
    questionnaire: Questionnaire,
    labels: Labels,
    confidence: float,
) -> Figure:
    """Return the forest plot of income differences with the published bound as a line.

    ``estimates``: group, percent, low, high as proportions (missing where not estimated).
    """
    words = labels.with_texts(questionnaire.label_texts())
    names = [dict(words.both(group_label(group))) for group in estimates["group"]]
    rows = _rows(estimates, "percent", names)
    alt = _alt(rows, "survey.figure.income.alt", labels, "percent", confidence, 1)
    for language in LANGUAGES:
        bound = format_value(plan.claimed_bound, "percent", language)
        alt[language] = f"{alt[language]} {labels('survey.figure.income.bound', language)} {bound}."

    def draw(language: str) -> matplotlib.figure.Figure:
        bound = plan.claimed_bound
        return _draw(rows, "percent", labels, language, "survey.figure.income.axis", bound, 1)

    return Figure("income", estimates, draw, alt)


def _draw(
    rows: list[_Row],
    kind: str,
    labels: Labels,
    language: str,
    axis: str,
    bound: float | None,
    decimals: int | None,
) -> matplotlib.figure.Figure:
    """Draw the estimates as points with intervals, zero and the bound as lines."""
    from matplotlib.ticker import MaxNLocator

    from honest_results.figure_style import PALETTE, format_axis, new_figure

    figure, axes = new_figure("full", 2.4 + 0.85 * len(rows) + (0.6 if bound else 0))
    places = range(len(rows))
    for place, row in zip(places, rows, strict=True):
        if row.value is not None:
            axes.plot([row.low, row.high], [place, place], color=PALETTE["blue"], linewidth=1.4)
            axes.plot(row.value, place, "o", color=PALETTE["blue"], markersize=5)
        axes.annotate(
            row.text(kind, labels, language, decimals),
            (1.02, place),
            xycoords=("axes fraction", "data"),
            va="center",
            fontsize=7.5,
            annotation_clip=False,
        )
    axes.axvline(0, color=PALETTE["ink"], linewidth=0.7, zorder=1)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_yticks(list(places), [textwrap.fill(row.label[language], 30) for row in rows])
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    if bound is not None:
        axes.axvline(
            bound, color=PALETTE["vermilion"], linewidth=1, linestyle=(0, (4, 2)), zorder=1
        )
        shown = format_value(bound, "percent", language)
        axes.annotate(
            f"{labels('survey.figure.income.bound', language)} {shown}",
            (bound, 1.01),
            xycoords=("data", "axes fraction"),
            ha="center",
            va="bottom",
            fontsize=7.5,
            color=PALETTE["vermilion"],
        )
    axes.grid(axis="x")
    axes.margins(x=0.06)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=8, steps=[1, 2, 5, 10]))
    format_axis(axes, "x", kind, language, _tick_decimals(axes, kind))
    axes.set_xlabel(labels(axis, language))
    return figure


def _tick_decimals(axes: Axes, kind: str) -> int:
    """Return the number of decimals that distinguish neighbouring ticks."""
    ticks = axes.get_xticks()
    step = float(ticks[1] - ticks[0]) * (100 if kind == "percent" else 1)
    return max(0, -math.floor(math.log10(step) + 1e-9))
