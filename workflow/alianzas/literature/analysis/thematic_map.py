"""The thematic map: themes by centrality and density (Callon, Courtial and Laville, 1991)."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING

from alianzas.literature.analysis.label_places import Rectangle, place_labels
from alianzas.literature.analysis.network_figure import COLOURS
from alianzas.literature.analysis.networks import Network, Theme, quadrants, themes
from honest_results.figures import Figure
from honest_results.tables import Column, Table
from human_files.language.current import current_languages
from human_files.language.numbers import format_value

if TYPE_CHECKING:
    import matplotlib.figure
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.text import Text

    from human_files.language.labels import Labels

#: Number of terms that name a theme.
TERMS_IN_NAME = 3


def theme_name(theme: Theme) -> str:
    """Return the commonest terms of a theme as its name."""
    return ", ".join(theme.terms[:TERMS_IN_NAME])


def themes_table(network: Network) -> Table:
    """Return every theme: name, number of terms, occurrences, centrality, density, quadrant."""
    import pandas as pd

    found = themes(network)
    rows = [
        (
            ", ".join(theme.terms),
            len(theme.terms),
            theme.n,
            theme.centrality,
            theme.density,
            f"literature.quadrant.{quadrant}",
        )
        for theme, quadrant in zip(found, quadrants(found), strict=True)
    ]
    columns = ["theme", "terms", "n", "centrality", "density", "quadrant"]
    return Table(
        id="themes",
        frame=pd.DataFrame(rows, columns=columns),
        columns=[
            Column("theme", "literature.column.theme"),
            Column("terms", "literature.column.terms", "count"),
            Column("n", "literature.column.occurrences", "count"),
            Column("centrality", "literature.column.centrality", "number", decimals=1),
            Column("density", "literature.column.density", "number", decimals=1),
            Column("quadrant", "literature.column.quadrant", "label"),
        ],
        notes=["literature.note.themes"] if rows else ["literature.figure.too_little"],
    )


def thematic_map_figure(network: Network, labels: Labels) -> Figure:
    """Return the map; its data have one row per theme: theme, n, centrality, density, quadrant."""
    import pandas as pd

    found = themes(network)
    where = quadrants(found)
    rows = [
        (", ".join(theme.terms), theme.n, theme.centrality, theme.density, quadrant)
        for theme, quadrant in zip(found, where, strict=True)
    ]
    alt = {}
    for language in current_languages():
        parts = [labels("literature.figure.themes.alt", language)]
        parts += [
            f"{theme_name(theme)}: {labels(f'literature.quadrant.{quadrant}', language)}."
            for theme, quadrant in zip(found, where, strict=True)
        ]
        if not found:
            parts.append(labels("literature.figure.too_little", language))
        alt[language] = " ".join(parts)
    return Figure(
        "themes",
        pd.DataFrame(rows, columns=["theme", "n", "centrality", "density", "quadrant"]),
        lambda language: _draw(found, labels, language),
        alt,
    )


def _draw(found: Sequence[Theme], labels: Labels, language: str) -> matplotlib.figure.Figure:
    """Draw the themes as circles in four quadrants split at the medians."""
    from honest_results.figure_style import PALETTE, format_axis, new_figure

    if not found:
        figure, axes = new_figure("full", 3)
        axes.set_axis_off()
        axes.text(0.5, 0.5, labels("literature.figure.too_little", language), ha="center")
        return figure
    figure, axes = new_figure("full", 9.5)
    centre = median(theme.centrality for theme in found)
    dense = median(theme.density for theme in found)
    axes.set_xlim(*_limits([theme.centrality for theme in found]))
    axes.set_ylim(*_limits([theme.density for theme in found]))
    axes.axvline(centre, color=PALETTE["grey"], linewidth=0.7, linestyle=(0, (4, 3)), zorder=1)
    axes.axhline(dense, color=PALETTE["grey"], linewidth=0.7, linestyle=(0, (4, 3)), zorder=1)
    quadrants_named = [
        axes.text(
            0.985 if x else 0.015,
            0.975 if y else 0.025,
            labels(f"literature.quadrant.{name}", language),
            transform=axes.transAxes,
            ha="right" if x else "left",
            va="top" if y else "bottom",
            fontsize=7.5,
            color=PALETTE["grey"],
            fontstyle="italic",
        )
        for name, x, y in (
            ("motor", 1, 1),
            ("niche", 0, 1),
            ("emerging", 0, 0),
            ("basic", 1, 0),
        )
    ]
    most = max(theme.n for theme in found)
    # Large circles first, so that small ones lie on top; each number is inside its circle.
    for theme in sorted(found, key=lambda theme: -theme.n):
        axes.plot(
            theme.centrality,
            theme.density,
            "o",
            markersize=_diameter(theme, most),
            color=PALETTE[COLOURS[(theme.community - 1) % len(COLOURS)]],
            alpha=0.75,
            markeredgecolor="white",
            zorder=2,
            clip_on=False,
        )
        axes.annotate(
            format_value(theme.n, "count", language),
            (theme.centrality, theme.density),
            ha="center",
            va="center",
            fontsize=7,
            fontweight="bold",
            zorder=3,
        )
    axes.set_xlabel(labels("literature.figure.themes.centrality", language))
    axes.set_ylabel(labels("literature.figure.themes.density", language))
    format_axis(axes, "x", "number", language)
    format_axis(axes, "y", "number", language)
    _name_themes(figure, axes, found, [_diameter(theme, most) for theme in found], quadrants_named)
    return figure


def _limits(values: Sequence[float]) -> tuple[float, float]:
    """Return the ends of an axis with room around the values; neither measure is below zero."""
    low, high = min(values), max(values)
    room = 0.3 * (high - low) or 0.5 * high or 1.0
    return max(low - room, -0.06 * (high + room)), high + room


def _diameter(theme: Theme, most: int) -> float:
    """Return the diameter of a theme's circle in points."""
    return 12 + 26 * math.sqrt(theme.n / most)


def _name_themes(
    figure: matplotlib.figure.Figure,
    axes: Axes,
    found: Sequence[Theme],
    sides: Sequence[float],
    taken: Sequence[Text],
) -> None:
    """Write each theme's name beside its circle, joined by a line where it is farther away."""
    from matplotlib import patheffects

    from honest_results.figure_style import PALETTE, lay_out_for_good

    outline = [patheffects.withStroke(linewidth=1.8, foreground="white")]
    names = [
        axes.annotate(
            "\n".join(textwrap.wrap(theme_name(theme), 26, break_long_words=False)),
            (theme.centrality, theme.density),
            (0, 0),
            textcoords="offset points",
            ha="center",
            va="center",
            fontsize=7.2,
            linespacing=1.05,
            zorder=5,
            path_effects=outline,
        )
        for theme in found
    ]
    for name in names:
        name.set_in_layout(False)
    lay_out_for_good(figure)
    scale = 72 / figure.dpi

    def in_points(artist: Artist) -> Rectangle:
        box = artist.get_window_extent()
        return Rectangle(*(scale * end for end in (box.x0, box.y0, box.x1, box.y1)))

    centres = [
        scale * axes.transData.transform((theme.centrality, theme.density)) for theme in found
    ]
    circles = [(x, y, side / 2) for (x, y), side in zip(centres, sides, strict=True)]
    boxes = [in_points(name) for name in names]
    sizes = [(box.right - box.left + 6, box.top - box.bottom + 6) for box in boxes]
    frame = in_points(axes.patch)
    places = place_labels(circles, sizes, frame, [in_points(text) for text in taken])
    for theme, name, (x, y, radius), (to_x, to_y), (width, height) in zip(
        found, names, circles, places, sizes, strict=True
    ):
        name.set_position((to_x - x, to_y - y))
        # The point of the name nearest to the circle.
        along = min(max(x, to_x - width / 2), to_x + width / 2) - x
        up = min(max(y, to_y - height / 2), to_y + height / 2) - y
        if math.hypot(along, up) > radius + 6:
            axes.annotate(
                "",
                (theme.centrality, theme.density),
                (along, up),
                textcoords="offset points",
                arrowprops={
                    "arrowstyle": "-",
                    "color": PALETTE["grey"],
                    "linewidth": 0.6,
                    "shrinkA": 0,
                    "shrinkB": radius,
                },
                zorder=4,
            )
