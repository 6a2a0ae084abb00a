"""The figure of the parallel analysis: eigenvalues of the items against those of unrelated ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from honest_results.figures import Figure
from human_files.language.current import current_languages
from human_files.language.labels import Labels
from human_files.language.numbers import format_value

if TYPE_CHECKING:
    import matplotlib.figure
    import pandas as pd


def parallel_figure(eigenvalues: pd.DataFrame, labels: Labels) -> Figure:
    """Return the plot of ``eigenvalues`` (number, observed, chance); no rows: nothing explored."""
    alt = {}
    above = int((eigenvalues["observed"] > eigenvalues["chance"]).cumprod().sum())
    for language in current_languages():
        if eigenvalues.empty:
            alt[language] = labels("survey.figure.parallel.empty", language)
            continue
        first = eigenvalues["observed"].iloc[0]
        alt[language] = labels("survey.figure.parallel.alt", language).format(
            items=format_value(len(eigenvalues), "count", language),
            factors=format_value(above, "count", language),
            first=format_value(float(first), "number", language),
        )

    def draw(language: str) -> matplotlib.figure.Figure:
        return _draw(eigenvalues, labels, language)

    return Figure("parallel_analysis", eigenvalues, draw, alt)


def _draw(eigenvalues: pd.DataFrame, labels: Labels, language: str) -> matplotlib.figure.Figure:
    """Draw the observed eigenvalues and those of chance over their number."""
    from matplotlib.ticker import MaxNLocator

    from honest_results.figure_style import PALETTE, format_axis, new_figure

    figure, axes = new_figure("full", 6.5)
    if eigenvalues.empty:
        axes.set_axis_off()
        words = labels("survey.figure.parallel.empty", language)
        axes.text(0.5, 0.5, words, ha="center", va="center", transform=axes.transAxes)
        return figure
    for column, colour, sign in (("observed", "blue", "o"), ("chance", "vermilion", "s")):
        axes.plot(
            eigenvalues["number"],
            eigenvalues[column],
            color=PALETTE[colour],
            marker=sign,
            markersize=3.5,
            linewidth=1.2,
            linestyle="-" if column == "observed" else (0, (4, 2)),
            label=labels(f"survey.figure.parallel.{column}", language),
        )
    axes.legend(loc="upper right")
    axes.grid(axis="y")
    axes.set_ylim(bottom=0)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=12, integer=True, min_n_ticks=1))
    format_axis(axes, "y", "number", language, 0)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    axes.set_xlabel(labels("survey.figure.parallel.axis", language))
    axes.set_ylabel(labels("survey.figure.parallel.value", language))
    return figure
