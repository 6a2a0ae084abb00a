"""The map of countries, darker the more included studies they have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from alianzas.literature.analysis.country_shapes import Shape, equal_earth, outline
from alianzas.literature.analysis.country_words import country_names
from honest_results.figures import Figure
from human_files.language.current import current_languages
from human_files.language.numbers import format_value

if TYPE_CHECKING:
    import matplotlib.figure
    import pandas as pd

    from human_files.language.labels import Labels

#: Shades from lightest to darkest; colours of land without studies and of borders.
_SHADES = ("#C6DDEF", "#8CBDE0", "#3F8EC5", "#0B5A94")
_LAND, _EDGE = "#ECEFF1", "#FFFFFF"
#: Centimetres: the words below the map, and a line of them.
_BELOW, _LINE = 14.5, 0.34


def world_figure(countries: pd.DataFrame, shapes: Sequence[Shape], labels: Labels) -> Figure:
    """Return the map; ``countries`` has code, n and basis, and is the figure's data."""
    basis = str(countries["basis"].iloc[0]) if len(countries) else "titles"
    alt = {}
    for language in current_languages():
        counted = "; ".join(
            f"{country_names(language)[code]}: {format_value(int(n), 'count', language)}"
            for code, n in zip(countries["code"], countries["n"], strict=True)
        )
        words = labels(f"literature.figure.countries.{basis}", language)
        alt[language] = f"{words} {counted or labels('literature.none', language)}."
    counts = {str(c): int(n) for c, n in zip(countries["code"], countries["n"], strict=True)}
    return Figure(
        "countries", countries, lambda language: _draw(counts, shapes, labels, language), alt
    )


def classes(most: int) -> list[tuple[int, int]]:
    """Return at most four classes of counts from 1 to ``most``; for eight: 1, 2, 3–4, 5–8."""
    if most <= len(_SHADES):
        return [(n, n) for n in range(1, most + 1)]
    bounds = [1]
    for step in range(1, len(_SHADES)):
        bounds.append(max(bounds[-1] + 1, round(most ** (step / len(_SHADES)))))
    return [
        (low, high)
        for low, high in zip(bounds, [*(bound - 1 for bound in bounds[1:]), most], strict=True)
    ]


def _draw(
    counts: dict[str, int], shapes: Sequence[Shape], labels: Labels, language: str
) -> matplotlib.figure.Figure:
    """Draw the countries with a legend, and name them below with their studies."""
    from matplotlib.patches import Patch, PathPatch, Polygon
    from matplotlib.path import Path

    from honest_results.figure_style import PALETTE, new_figure, wrap_words

    if not counts:
        figure, axes = new_figure("full", 3)
        axes.set_axis_off()
        axes.text(0.5, 0.5, labels("literature.figure.too_little", language), ha="center")
        return figure
    figure, axes = new_figure("full", 8.6)
    axes.set_aspect("equal")
    axes.set_axis_off()
    edge = outline()
    sea = Polygon(edge, closed=True, facecolor="#F8FAFB", edgecolor="#D5DBE0", linewidth=0.6)
    axes.add_patch(sea)
    bounds = classes(max(counts.values(), default=0))
    shades = dict(zip(bounds, _SHADES[-len(bounds) :] if bounds else (), strict=True))
    for shape in shapes:
        n = counts.get(shape.code, 0)
        colour = next((s for (low, high), s in shades.items() if low <= n <= high), _LAND)
        for ring in shape.rings:
            # What continues beyond the edge is drawn again on the other side; the edge clips both.
            for turn in (0, -360, 360):
                moved = [(x + turn, y) for x, y in ring]
                if any(-180 <= x <= 180 for x, _ in moved):
                    patch = PathPatch(
                        Path(equal_earth(moved), closed=True),
                        facecolor=colour,
                        edgecolor=_EDGE,
                        linewidth=0.3,
                    )
                    axes.add_patch(patch)
                    patch.set_clip_path(sea)
    axes.set_xlim(edge[:, 0].min(), edge[:, 0].max())
    axes.set_ylim(edge[:, 1].min(), edge[:, 1].max())
    handles = [
        Patch(
            facecolor=shade,
            label=format_value(low, "count", language)
            if low == high
            else f"{format_value(low, 'count', language)}–{format_value(high, 'count', language)}",
        )
        for (low, high), shade in shades.items()
    ]
    handles.append(Patch(facecolor=_LAND, edgecolor="#CBD2D9", linewidth=0.5, label="0"))
    axes.legend(
        handles=handles,
        title=labels("literature.figure.studies", language),
        loc="lower left",
        bbox_to_anchor=(0.02, 0.02),
        handlelength=1.2,
        handleheight=1.1,
        title_fontsize=7.5,
        alignment="left",
    )
    names = country_names(language)
    told = {c: f"{names[c]}\u00a0{format_value(n, 'count', language)}" for c, n in counts.items()}
    lines = wrap_words(", ".join(told.values()) + ".", _BELOW, 7)
    drawn = {shape.code for shape in shapes}
    small = [names[code] for code in counts if code not in drawn]
    if small:
        text = labels("literature.figure.countries.small", language)
        lines += wrap_words(text.format(names=", ".join(small)), _BELOW, 7)
    figure.set_figheight(figure.get_figheight() + len(lines) * _LINE / 2.54)
    axes.text(
        0.5,
        -0.03,
        "\n".join(lines),
        transform=axes.transAxes,
        ha="center",
        va="top",
        fontsize=7,
        color=PALETTE["ink"],
    )
    return figure
