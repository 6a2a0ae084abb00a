"""The joint display as a figure: propositions × strands, a mark for each direction, and the fit."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from alianzas.synthesis.joint_display import Row
from alianzas.synthesis.proposition_list import numbered
from honest_results.figures import Figure
from human_files.language.current import current_languages

if TYPE_CHECKING:
    import matplotlib.figure
    import pandas as pd
    from matplotlib.axes import Axes

    from human_files.language.labels import Labels

#: Marker and colour of each direction; the shape alone distinguishes them.
_MARKS = {
    "supports": ("^", "blue"),
    "contradicts": ("v", "vermilion"),
    "unclear": ("D", "grey"),
    "mentions": ("o", "sky"),
    "silent": ("_", "grey"),
}


def joint_display_figure(rows: Sequence[Row], labels: Labels) -> Figure:
    """Return the figure; its data have one row per proposition and strand with the direction."""
    return Figure(
        "joint_display",
        _data(rows),
        lambda language: _draw(rows, labels, language),
        _alt(rows, labels),
    )


def _data(rows: Sequence[Row]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(
        [
            {
                "proposition": row.proposition.id,
                "strand": name,
                "direction": row.evidence[name].direction,
                "provenance": row.evidence[name].level or "",
                "fit": row.fit,
            }
            for row in rows
            for name in row.evidence
        ]
    )


def _alt(rows: Sequence[Row], labels: Labels) -> dict[str, str]:
    """Return the alt text: the direction of every strand and the fit of every proposition."""
    alt = {}
    for language in current_languages():
        parts = []
        for row in rows:
            strands = "; ".join(
                f"{labels(f'synthesis.column.{name}', language)}: "
                f"{labels(f'synthesis.direction.{row.evidence[name].direction}', language)}"
                f"{'' if row.evidence[name].counts else labels('synthesis.not_counting', language)}"
                for name in row.evidence
            )
            verdict = labels(f"synthesis.fit.{row.fit}", language)
            parts.append(f"{row.proposition.text.words(language)} — {strands}. {verdict}.")
        alt[language] = labels("synthesis.figure.alt", language) + " " + " ".join(parts)
    return alt


def _draw(rows: Sequence[Row], labels: Labels, language: str) -> matplotlib.figure.Figure:
    """Draw the marks of the strands, and the fit in the last column."""
    from honest_results.figure_style import new_figure

    figure, axes = new_figure("full", 2.6 + 1.15 * len(rows))
    strands = [*rows[0].evidence]
    for y, row in enumerate(rows):
        for x, name in enumerate(strands):
            _mark(axes, x, y, row, name)
        axes.text(
            len(strands) - 0.02,
            y,
            textwrap.fill(labels(f"synthesis.fit.{row.fit}", language), 18),
            ha="center",
            va="center",
            fontsize=7.5,
        )
    axes.set_xticks(
        [*range(len(strands)), len(strands) - 0.02],
        [
            *(labels(f"synthesis.column.{name}", language) for name in strands),
            labels("synthesis.column.fit", language),
        ],
    )
    axes.set_yticks(
        range(len(rows)),
        [
            textwrap.fill(
                numbered(row.number, labels, row.proposition.text.by_language())[language], 38
            )
            for row in rows
        ],
    )
    axes.set_xlim(-0.5, len(strands) + 0.5)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    for y in range(len(rows) - 1):
        axes.axhline(y + 0.5, color="#E4E7EB", linewidth=0.6)
    _legend(axes, rows, labels, language)
    return figure


def _mark(axes: Axes, x: int, y: int, row: Row, name: str) -> None:
    """Draw a direction: filled where it counts, hollow where data or measure cannot."""
    from honest_results.figure_style import PALETTE

    item = row.evidence[name]
    marker, colour = _MARKS[item.direction]
    filled = item.counts
    axes.plot(
        x,
        y,
        marker,
        markersize=9,
        color=PALETTE[colour],
        markerfacecolor=PALETTE[colour] if filled else "white",
        markeredgewidth=1.3,
    )


def _legend(axes: Axes, rows: Sequence[Row], labels: Labels, language: str) -> None:
    """Explain the marks in use, and what hollow marks mean."""
    from matplotlib.lines import Line2D

    from honest_results.figure_style import PALETTE

    seen = [row.evidence[name] for row in rows for name in row.evidence]
    handles = [
        Line2D(
            [],
            [],
            linestyle="",
            marker=marker,
            color=PALETTE[colour],
            label=labels(f"synthesis.direction.{direction}", language),
        )
        for direction, (marker, colour) in _MARKS.items()
        if any(item.direction == direction for item in seen)
    ]
    if any(not item.counts for item in seen):
        handles.append(
            Line2D(
                [],
                [],
                linestyle="",
                marker="s",
                color=PALETTE["ink"],
                markerfacecolor="white",
                label=labels("synthesis.hollow", language),
            )
        )
    axes.legend(
        handles=handles,
        loc="upper center",
        bbox_to_anchor=(0.3, -0.02),
        ncols=3,
        handletextpad=0.4,
        columnspacing=1.4,
    )
