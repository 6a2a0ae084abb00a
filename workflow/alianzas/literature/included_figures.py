"""The figure of the included studies by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alianzas.literature.screening import INCLUDE
from honest_results.figures import Figure
from human_files.language.current import current_languages
from human_files.language.numbers import format_value

if TYPE_CHECKING:
    import matplotlib.figure
    import pandas as pd

    from alianzas.config.literature_settings import Window
    from human_files.language.labels import Labels

#: Up to how many years each has its label and its count.
_LABELLED = 18
#: Share of the axis that the label of the recent window needs.
_WIDE = 0.35


def years_figure(records: pd.DataFrame, window: Window, focus: Window, labels: Labels) -> Figure:
    """Return included studies by year over the review window, with the focus window marked.

    The data have one row per year of the window: year, n, focus (0/1).
    """
    import pandas as pd

    included = records[records["decision"] == INCLUDE]["year"].astype("int64")
    years = list(range(window.first, window.last + 1))
    data = pd.DataFrame(
        {
            "year": years,
            "n": [int((included == year).sum()) for year in years],
            "focus": [int(focus.first <= year <= focus.last) for year in years],
        }
    )
    alt = {
        language: labels("literature.figure.years.alt", language).format(
            first=focus.first,
            last=focus.last,
            counts="; ".join(
                f"{y}: {n}" for y, n in zip(data["year"], data["n"], strict=True) if n
            ),
        )
        for language in current_languages()
    }
    return Figure("years", data, lambda language: _draw_years(data, focus, labels, language), alt)


def _draw_years(
    data: pd.DataFrame, focus: Window, labels: Labels, language: str
) -> matplotlib.figure.Figure:
    """Draw one bar per year with its count, and mark the focus window."""
    from matplotlib.ticker import MaxNLocator

    from honest_results.figure_style import PALETTE, new_figure

    figure, axes = new_figure("full", 7.0)
    colours = [PALETTE["blue"] if recent else PALETTE["sky"] for recent in data["focus"]]
    axes.bar(data["year"], data["n"], width=0.72, color=colours)
    few = len(data) <= _LABELLED
    for year, n in zip(data["year"], data["n"], strict=True):
        if n or few:
            count = format_value(n, "count", language)
            axes.text(year, n + 0.12, count, ha="center", va="bottom", fontsize=8 if few else 6.5)
    top = float(data["n"].max())
    level = top * 1.16 + 0.4
    inside = data[data["focus"] == 1]["year"]
    if len(inside):
        left, right = inside.min() - 0.42, inside.max() + 0.42
        axes.annotate(
            "",
            xy=(left, level),
            xytext=(right, level),
            arrowprops={"arrowstyle": "|-|,widthA=0.25,widthB=0.25", "linewidth": 0.8}
            | {"color": PALETTE["ink"], "shrinkA": 0, "shrinkB": 0},
        )
        # On the mark of a wide window; above the mark of one too narrow for the label.
        wide = (right - left) / len(data) > _WIDE
        axes.text(
            (left + right) / 2 if wide else right,
            level if wide else level * 1.03,
            labels("literature.figure.years.focus", language).format(
                first=focus.first, last=focus.last
            ),
            ha="center" if wide else "right",
            va="center" if wide else "bottom",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 2.5} if wide else None,
        )
    axes.set_ylim(0, level * 1.08)
    axes.set_xlim(data["year"].min() - 0.6, data["year"].max() + 0.6)
    # In a long window only every second year is labelled, or every fifth, tenth …
    step = next(step for step in (1, 2, 5, 10, 20, 50) if len(data) <= step * _LABELLED)
    axes.set_xticks([year for year in data["year"] if step == 1 or year % step == 0])
    ticks = MaxNLocator(nbins=6, integer=True).tick_values(0, top)
    axes.set_yticks([tick for tick in ticks if tick <= top])
    axes.set_ylabel(labels("literature.figure.studies", language))
    axes.grid(axis="y")
    axes.tick_params(axis="x", length=0)
    return figure
