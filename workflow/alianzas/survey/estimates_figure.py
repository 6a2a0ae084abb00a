"""Forest plots: the coefficients of the drivers and the income differences, with their numbers."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
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


#: Size of the numbers in points, and the space before each column of them.
_SIZE, _SPACE = 7.5, 9.0


@dataclass(frozen=True)
class _Row:
    """One line of the plot; ``value`` is None where nothing was estimated."""

    label: dict[str, str]
    value: float | None
    low: float
    high: float
    p: float | None
    n: float | None

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
        p, n = (row[name] if row[name] == row[name] else None for name in ("p", "n"))
        found = row[value] if known else None
        rows.append(_Row(text, found, row["low"], row["high"], p if known else None, n))
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

    ``estimates``: construct, beta, low, high, p, n (missing where not estimated).
    """
    ordered = estimates.sort_values("beta", ascending=False, kind="stable").reset_index(drop=True)
    names = [questionnaire.constructs[name].label.both() for name in ordered["construct"]]
    rows = _rows(ordered, "beta", names)
    alt = _alt(rows, "survey.figure.drivers.alt", labels, "coefficient", confidence, None)

    def draw(language: str) -> matplotlib.figure.Figure:
        level = format_value(confidence, "percent", language)
        head = labels("survey.figure.drivers.estimate", language).format(level=level)
        axis = labels("survey.figure.drivers.axis", language)
        return _draw(rows, "coefficient", labels, language, axis, head, None, None)

    return Figure("drivers", ordered, draw, alt)


def income_figure(
    estimates: pd.DataFrame,
    plan: Income,
    questionnaire: Questionnaire,
    labels: Labels,
    confidence: float,
) -> Figure:
    """Return the forest plot of income differences with the published bound as a line.

    ``estimates``: group, n, percent, low, high as proportions, p (missing where not estimated).
    """
    words = labels.with_texts(questionnaire.label_texts())
    names = [dict(words.both(group_label(group))) for group in estimates["group"]]
    rows = _rows(estimates, "percent", names)
    alt = _alt(rows, "survey.figure.income.alt", labels, "percent", confidence, 1)
    for language in LANGUAGES:
        bound = format_value(plan.claimed_bound, "percent", language)
        alt[language] = f"{alt[language]} {labels('survey.figure.income.bound', language)} {bound}."

    def draw(language: str) -> matplotlib.figure.Figure:
        level = format_value(confidence, "percent", language)
        head = labels("survey.figure.income.estimate", language).format(level=level)
        axis = labels("survey.figure.income.axis", language)
        return _draw(rows, "percent", labels, language, axis, head, plan.claimed_bound, 1)

    return Figure("income", estimates, draw, alt)


def _draw(
    rows: list[_Row],
    kind: str,
    labels: Labels,
    language: str,
    axis: str,
    head: str,
    bound: float | None,
    decimals: int | None,
) -> matplotlib.figure.Figure:
    """Draw the estimates as points with intervals, zero and the bound as lines, numbers beside."""
    from matplotlib.ticker import MaxNLocator

    from honest_results.figure_style import PALETTE, format_axis, new_figure

    figure, axes = new_figure("full", 2.8 + 0.75 * len(rows) + (0.5 if bound is not None else 0))
    places = range(len(rows))
    for place, row in zip(places, rows, strict=True):
        if row.value is not None:
            axes.plot([row.low, row.high], [place, place], color=PALETTE["blue"], linewidth=1.4)
            axes.plot(row.value, place, "o", color=PALETTE["blue"], markersize=5)
    heads = [head, *(labels(f"survey.column.{name}", language) for name in ("p", "n"))]
    cells = [
        [
            row.text(kind, labels, language, decimals),
            "" if row.p is None else format_value(row.p, "p_value", language).removeprefix("= "),
            "" if row.n is None else format_value(int(row.n), "count", language),
        ]
        for row in rows
    ]
    _write_beside(axes, heads, cells)
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
            (bound, 1),
            (0, 15),  # over the heads of the numbers, which may come near
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            ha="center",
            va="bottom",
            fontsize=7.5,
            color=PALETTE["vermilion"],
        )
    axes.grid(axis="x")
    axes.margins(x=0.06)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=8, steps=[1, 2, 5, 10]))
    format_axis(axes, "x", kind, language, _tick_decimals(axes, kind))
    axes.set_xlabel(axis)
    return figure


def _write_beside(axes: Axes, heads: Sequence[str], cells: Sequence[Sequence[str]]) -> None:
    """Write columns of text to the right of the axes, one row for each place from 0, with heads."""
    from honest_results.figure_style import text_width

    edge = 0.0
    for column, head in enumerate(heads):
        texts = [row[column] for row in cells]
        widest = max(
            text_width(head, _SIZE, "bold"), *(text_width(t, _SIZE) for t in texts if t), 0.0
        )
        edge += _SPACE + widest / 2.54 * 72
        for place, text in enumerate([head, *texts]):
            axes.annotate(
                text,
                (1, 1) if place == 0 else (1, place - 1),
                (edge, 4 if place == 0 else 0),
                xycoords="axes fraction" if place == 0 else ("axes fraction", "data"),
                textcoords="offset points",
                ha="right",
                va="bottom" if place == 0 else "center",
                fontsize=_SIZE,
                fontweight="bold" if place == 0 else "normal",
                annotation_clip=False,
            )


def _tick_decimals(axes: Axes, kind: str) -> int:
    """Return the number of decimals that distinguish neighbouring ticks."""
    ticks = axes.get_xticks()
    step = float(ticks[1] - ticks[0]) * (100 if kind == "percent" else 1)
    return max(0, -math.floor(math.log10(step) + 1e-9))
