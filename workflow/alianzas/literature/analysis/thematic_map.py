"""The thematic map: themes by centrality and density (Callon, Courtial and Laville, 1991)."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING

from alianzas.language.numbers import format_value
from alianzas.literature.analysis.network_figure import COLOURS
from alianzas.literature.analysis.networks import Network, Theme, quadrants, themes
from alianzas.literature.studies import LANGUAGES
from alianzas.results.figures import Figure
from alianzas.results.tables import Column, Table

if TYPE_CHECKING:
    import matplotlib.figure

    from alianzas.language.labels import Labels

#: Terms that name a theme.
NAMED = 3


def theme_name(theme: Theme) -> str:
    """Return the commonest terms of a theme as its name."""
    return ", ".join(theme.terms[:NAMED])


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
    for language in LANGUAGES:
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
    from matplotlib import patheffects

    from alianzas.results.figure_style import PALETTE, format_axis, new_figure

    if not found:
        figure, axes = new_figure("full", 3)
        axes.set_axis_off()
        axes.text(0.5, 0.5, labels("literature.figure.too_little", language), ha="center")
        return figure
    figure, axes = new_figure("full", 9.5)
    centre = median(theme.centrality for theme in found)
    dense = median(theme.density for theme in found)
    reach_x = max(abs(theme.centrality - centre) for theme in found) * 1.45 or 1
    reach_y = max(abs(theme.density - dense) for theme in found) * 1.45 or 1
    axes.set_xlim(centre - reach_x, centre + reach_x)
    axes.set_ylim(dense - reach_y, dense + reach_y)
    axes.axvline(centre, color=PALETTE["grey"], linewidth=0.7, linestyle=(0, (4, 3)), zorder=1)
    axes.axhline(dense, color=PALETTE["grey"], linewidth=0.7, linestyle=(0, (4, 3)), zorder=1)
    for name, x, y in (
        ("motor", 1, 1),
        ("niche", 0, 1),
        ("emerging", 0, 0),
        ("basic", 1, 0),
    ):
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
    most = max(theme.n for theme in found)
    for theme in found:
        side = 12 + 26 * math.sqrt(theme.n / most)
        axes.plot(
            theme.centrality,
            theme.density,
            "o",
            markersize=side,
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
        # The name stands below, or above where another theme is close below.
        above = any(
            abs(other.centrality - theme.centrality) < reach_x * 0.45
            and 0 < theme.density - other.density < reach_y * 0.6
            for other in found
        )
        axes.annotate(
            "\n".join(textwrap.wrap(theme_name(theme), 26, break_long_words=False)),
            (theme.centrality, theme.density),
            (0, side / 2 + 2 if above else -side / 2 - 2),
            textcoords="offset points",
            ha="center",
            va="bottom" if above else "top",
            fontsize=7.2,
            linespacing=1.05,
            zorder=4,
            path_effects=[patheffects.withStroke(linewidth=1.8, foreground="white")],
        )
    axes.set_xlabel(labels("literature.figure.themes.centrality", language))
    axes.set_ylabel(labels("literature.figure.themes.density", language))
    format_axis(axes, "x", "number", language)
    format_axis(axes, "y", "number", language)
    return figure
