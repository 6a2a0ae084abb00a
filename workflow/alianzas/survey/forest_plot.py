"""Forest plots: estimates with their intervals, and their numbers in columns beside them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import matplotlib.figure
    from matplotlib.axes import Axes

#: Centimetres: a row, a row of many, above and below the rows, a line over them.
_ROW, _LOW_ROW, _AROUND, _HEAD = 0.75, 0.42, 2.1, 0.36
#: From how many rows on they are low, and their letters small.
_MANY = 14
#: Sizes of letters in points.
_SIZE, _SMALL = 7.5, 7.0
#: Centimetres: what a name may take, and in a long plot; before the axes; before each column of
#: numbers; between the numbers of the axis.
_NAME, _LONG_NAME, _GAP, _SPACE, _TICK = 4.0, 5.2, 0.2, 0.32, 0.95


@dataclass(frozen=True)
class ForestRow:
    """A line of the plot in one language.

    ``value`` is None where nothing was estimated; ``cells`` are what stands beside it; rows with the
    same ``group`` follow each other below its name.
    """

    name: str
    value: float | None
    low: float
    high: float
    cells: Sequence[str]
    group: str = ""
    is_main: bool = False
    colour: str = "blue"


def draw_forest(
    rows: Sequence[ForestRow],
    heads: Sequence[str],
    kind: str,
    language: str,
    axis: str,
    bound: tuple[float, str] | None = None,
    limits: tuple[float, float] | None = None,
) -> matplotlib.figure.Figure:
    """Draw the estimates, with a line at zero.

    Parameters
    ----------
    rows : sequence of ForestRow
        From top to bottom.
    heads : sequence of str
        Over the columns of cells.
    kind : str
        Kind of the numbers on the axis.
    language : str
        For these numbers.
    axis : str
        What the axis shows.
    bound : tuple of float and str, optional
        A value that is marked by a second line, and its name.
    limits : tuple of float, optional
        Ends of the axis; an interval that goes beyond ends in an arrow. By default all is shown.

    Returns
    -------
    Figure
        Higher the more rows there are.
    """
    from matplotlib.ticker import MaxNLocator

    from honest_results.figure_style import PALETTE, WIDTHS, format_axis, new_figure, wrap_words

    places, groups, end = _places(rows)
    is_long = end > _MANY
    size, row_height = (_SMALL, _LOW_ROW) if is_long else (_SIZE, _ROW)
    columns = _columns(heads, [row.cells for row in rows], size)
    lines = max((len(column.head) for column in columns), default=1)
    height = _AROUND + row_height * end + _HEAD * (lines + (bound is not None))
    figure, axes = new_figure("full", height)
    for place, row in zip(places, rows, strict=True):
        if row.value is not None:
            colour, mark = PALETTE[row.colour], "D" if row.is_main else "o"
            line, dot = (1.2, 4.0) if is_long else (1.4, 5.0)
            axes.plot([row.low, row.high], [place, place], color=colour, linewidth=line)
            axes.plot(row.value, place, mark, color=colour, markersize=dot)
    axes.axvline(0, color=PALETTE["ink"], linewidth=0.7, zorder=1)
    axes.set_ylim(end - 0.4, -0.6)
    axes.set_yticks(places, ["" for _ in rows])
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    left = _write_names(axes, [row.name for row in rows], places, size, is_long)
    _write_groups(axes, groups, left)
    _write_beside(axes, columns, places, size)
    if bound is not None:
        _mark_bound(axes, *bound, lines)
    axes.grid(axis="x")
    axes.margins(x=0.06)
    if limits is not None:
        axes.set_xlim(*limits)
        _mark_cut(axes, rows, places, limits)
    room = WIDTHS["full"] - left - sum(column.width + _SPACE for column in columns)
    bins = max(2, min(8, int(room / _TICK)))
    axes.xaxis.set_major_locator(MaxNLocator(nbins=bins, steps=[1, 2, 5, 10]))
    format_axis(axes, "x", kind, language, _tick_decimals(axes, kind))
    axes.set_xlabel("\n".join(wrap_words(axis, max(room, 5.0), 8)))
    return figure


def _places(rows: Sequence[ForestRow]) -> tuple[list[float], list[tuple[float, str]], float]:
    """Return where each row stands, where the name of each group does, and where all end."""
    places: list[float] = []
    groups: list[tuple[float, str]] = []
    place, group = 0.0, ""
    for row in rows:
        if row.group != group:
            place += 0.5 if places else 0.0
            groups.append((place, row.group))
            place, group = place + 1, row.group
        places.append(place)
        place += 1
    return places, groups, place


def _points(centimetres: float) -> float:
    return centimetres / 2.54 * 72


def _write_names(
    axes: Axes, names: Sequence[str], places: Sequence[float], size: float, is_long: bool
) -> float:
    """Write the names of the rows to the left of the axes; return the width that they need.

    In a long plot each is one line, with smaller letters where it has to be.
    """
    from honest_results.figure_style import text_width, wrap_words

    widest = 0.0
    for name, place in zip(names, places, strict=True):
        lines = [name] if is_long else wrap_words(name, _NAME, size)
        width = max(text_width(line, size) for line in lines)
        shrunk = min(1.0, (_LONG_NAME if is_long else _NAME) / width)
        widest = max(widest, width * shrunk)
        axes.annotate(
            "\n".join(lines),
            (0, place),
            (-_points(_GAP), 0),
            xycoords=("axes fraction", "data"),
            textcoords="offset points",
            ha="right",
            va="center",
            fontsize=size * shrunk,
            annotation_clip=False,
        )
    return widest + _GAP


def _write_groups(axes: Axes, groups: Sequence[tuple[float, str]], left: float) -> None:
    """Write the names of the groups from where the names of their rows begin, over the lines."""
    for place, name in groups:
        axes.annotate(
            name,
            (0, place),
            (-_points(left), 0),
            xycoords=("axes fraction", "data"),
            textcoords="offset points",
            ha="left",
            va="center",
            fontsize=_SIZE,
            fontweight="bold",
            annotation_clip=False,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
        )


def _mark_bound(axes: Axes, bound: float, name: str, lines: int) -> None:
    """Draw a dashed line with its name over the heads of the numbers, which may come near."""
    from honest_results.figure_style import PALETTE

    dashes = (0, (4, 2))
    axes.axvline(bound, color=PALETTE["vermilion"], linewidth=1, linestyle=dashes, zorder=1)
    axes.annotate(
        name,
        (bound, 1),
        (0, 4 + _points(_HEAD * lines)),
        xycoords=("data", "axes fraction"),
        textcoords="offset points",
        ha="center",
        va="bottom",
        fontsize=_SIZE,
        color=PALETTE["vermilion"],
    )


def _mark_cut(
    axes: Axes, rows: Sequence[ForestRow], places: Sequence[float], limits: tuple[float, float]
) -> None:
    """Draw an arrow where an interval goes beyond an end of the axis."""
    from honest_results.figure_style import PALETTE

    left, right = limits
    for place, row in zip(places, rows, strict=True):
        for beyond, end, mark in ((row.low < left, left, "<"), (row.high > right, right, ">")):
            if beyond and row.value is not None:
                colour = PALETTE[row.colour]
                axes.plot(end, place, mark, color=colour, markersize=5, clip_on=False)


class _Column(NamedTuple):
    """A column of numbers: its head in lines, its texts, and its width in centimetres."""

    head: list[str]
    texts: list[str]
    width: float


def _columns(heads: Sequence[str], cells: Sequence[Sequence[str]], size: float) -> list[_Column]:
    """Return the columns, each as wide as its numbers; heads are wrapped to that."""
    from honest_results.figure_style import text_width, wrap_words

    columns = []
    for place, head in enumerate(heads):
        texts = [row[place] for row in cells]
        width = max([text_width(text, size) for text in texts if text], default=0.0)
        lines = wrap_words(head, width, size, "bold")
        width = max(width, *(text_width(line, size, "bold") for line in lines))
        columns.append(_Column(lines, texts, width))
    return columns


def _write_beside(
    axes: Axes, columns: Sequence[_Column], places: Sequence[float], size: float
) -> None:
    """Write the columns to the right of the axes."""
    edge = 0.0
    for column in columns:
        edge += _points(_SPACE + column.width)
        axes.annotate(
            "\n".join(column.head),
            (1, 1),
            (edge, 4),
            xycoords="axes fraction",
            textcoords="offset points",
            ha="right",
            va="bottom",
            fontsize=size,
            fontweight="bold",
            annotation_clip=False,
        )
        for place, text in zip(places, column.texts, strict=True):
            axes.annotate(
                text,
                (1, place),
                (edge, 0),
                xycoords=("axes fraction", "data"),
                textcoords="offset points",
                ha="right",
                va="center",
                fontsize=size,
                annotation_clip=False,
            )


def _tick_decimals(axes: Axes, kind: str) -> int:
    """Return the number of decimals that distinguish neighbouring ticks."""
    ticks = axes.get_xticks()
    step = float(ticks[1] - ticks[0]) * (100 if kind == "percent" else 1)
    return max(0, -math.floor(math.log10(step) + 1e-9))
