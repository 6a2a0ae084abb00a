"""The figure of saturation: codes found case by case, and how many of them are new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from honest_results.figure_style import PALETTE, new_figure
from honest_results.figures import Figure
from human_files.language.current import current_languages
from human_files.language.labels import Labels
from human_files.language.numbers import format_value

if TYPE_CHECKING:
    import matplotlib.figure
    import pandas as pd

#: Up to how many cases each has a tick.
_TICKS = 20
_KEY = "cases.figure.saturation"


def saturation_figure(curve: pd.DataFrame, base: int, labels: Labels, confidence: float) -> Figure:
    """Return the figure ``case_saturation`` of a curve (see saturation.Saturation) with its unit.

    ``base`` is the number of first cases that the alt text reports on.
    """
    return Figure(
        id="case_saturation",
        data=curve,
        draw=lambda language: _draw(curve, labels, confidence, language),
        alt={
            language: _describe(curve, base, labels, confidence, language)
            for language in current_languages()
        },
    )


def _draw(
    curve: pd.DataFrame, labels: Labels, confidence: float, language: str
) -> matplotlib.figure.Figure:
    """Draw the curve with its expected course and band, and the new codes as bars."""
    from matplotlib.ticker import MaxNLocator

    figure, axes = new_figure("full", 6.6)
    share = format_value(confidence, "percent", language)
    axes.fill_between(
        curve["position"],
        curve["low"],
        curve["high"],
        color=PALETTE["light"],
        label=labels(f"{_KEY}.band", language).format(confidence=share),
    )
    axes.plot(
        curve["position"],
        curve["expected"],
        color=PALETTE["grey"],
        lw=1,
        ls="--",
        label=labels(f"{_KEY}.expected", language),
    )
    axes.bar(
        curve["position"],
        curve["new"],
        width=0.5,
        color=PALETTE["sky"],
        label=labels(f"{_KEY}.new", language),
    )
    axes.plot(
        curve["position"],
        curve["total"],
        color=PALETTE["blue"],
        lw=1.4,
        marker="o",
        ms=4,
        label=labels(f"{_KEY}.total", language),
    )
    top = 1.08 * max(curve["high"].max(), curve["total"].max(), 1)
    for position, new in zip(curve["position"], curve["new"], strict=True):
        inside = new > 0.12 * top  # above a high bar the number would meet the curve
        axes.annotate(
            str(new),
            (position, new / 2 if inside else new),
            (0, 0 if inside else 2),
            textcoords="offset points",
            ha="center",
            va="center" if inside else "bottom",
            size=7,
        )
    axes.set_xlabel(labels(f"{_KEY}.x.{curve['unit'].iloc[0]}", language))
    axes.set_ylabel(labels(f"{_KEY}.y", language))
    axes.set_ylim(0, top)
    if len(curve) <= _TICKS:
        axes.set_xticks(curve["position"])
    else:
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    handles, names = axes.get_legend_handles_labels()
    order = [names.index(labels(f"{_KEY}.{name}", language)) for name in ("total", "new")]
    order += [place for place in range(len(names)) if place not in order]
    figure.legend(
        [handles[place] for place in order],
        [names[place] for place in order],
        loc="outside upper left",
        ncols=4,
    )
    return figure


def _describe(
    curve: pd.DataFrame, base: int, labels: Labels, confidence: float, language: str
) -> str:
    """Return the alt text: codes after the first cases, after all, and new in the last."""
    base = min(base, len(curve))
    return labels("cases.alt.saturation", language).format(
        n=len(curve),
        unit=labels(f"cases.saturation.unit.{curve['unit'].iloc[0]}", language),
        confidence=format_value(confidence, "percent", language),
        base=base,
        first=curve["total"].iloc[base - 1],
        total=curve["total"].iloc[-1],
        last=curve["new"].iloc[-1],
    )
