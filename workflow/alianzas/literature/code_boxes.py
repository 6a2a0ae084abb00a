"""Columns of boxes, one for each code: its name, its studies, and a bar behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from alianzas.literature.coding_sheets import NOT_STATED
from alianzas.literature.included_studies import Studies, count_codes
from human_files.language.numbers import format_value

if TYPE_CHECKING:
    import matplotlib.figure
    from matplotlib.axes import Axes

    from alianzas.config.codebook import Codebook

#: Of each dimension: its codes with their number of studies.
Counts = Mapping[str, Sequence[tuple[str, int]]]

#: Centimetres: the page, a box and the space that it has from the next below it.
WIDTH, BOX, ROW, TALL = 16.5, 4.4, 0.74, 0.64
#: Left edges of three columns.
LEFTS = (0.1, 6.05, 12.0)
#: Above the first box, for the name of a column.
HEAD = 0.8
#: Sizes of names and numbers in points; two lines of a name fit in a box.
_NAME, _SMALLEST, _NUMBER = 6.6, 4.5, 7.5
_INSIDE = 0.12
_COLOURS = ("blue", "green", "orange")


def used_codes(studies: Studies, codebook: Codebook, dimensions: Sequence[str]) -> Counts:
    """Return "not stated" and then the codes in use of each dimension there is, most frequent first."""
    return {
        name: [
            (NOT_STATED, len(studies.get((name, NOT_STATED), ()))),
            *(
                (count.code.id, count.n)
                for count in count_codes(studies, codebook.by_id[name])
                if count.n
            ),
        ]
        for name in dimensions
        if name in codebook.by_id
    }


def number_included(studies: Studies) -> int:
    """Return how many studies have codes."""
    return len({name for names in studies.values() for name in names})


def draw_columns(
    counts: Counts, included: int, names: Mapping[str, str], note: str, language: str
) -> tuple[matplotlib.figure.Figure, Axes, dict[tuple[str, str], tuple[float, float]]]:
    """Draw up to three columns of codes, whose bars are shares of all ``included`` studies.

    ``names`` of dimensions and of codes, as ``dimension.code``; ``note`` is written below. The result
    is the figure, its axes, and where the box of each dimension and code begins: left edge, middle.
    """
    from honest_results.figure_style import PALETTE, new_figure

    total = HEAD + ROW * max(len(listed) for listed in counts.values()) + 0.2
    total += 0.34 * (1 + note.count("\n"))
    figure, axes = new_figure("full", total + 0.3)
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(total, 0)
    axes.set_axis_off()
    places = {}
    for left, colour, (dimension, listed) in zip(LEFTS, _COLOURS, counts.items(), strict=False):
        draw_head(axes, names[dimension], left)
        for place, (code, n) in enumerate(listed):
            share = n / max(1, included)
            number = (
                f"{format_value(n, 'count', language)} ({format_value(share, 'percent', language)})"
            )
            y = HEAD + (place + 0.5) * ROW
            places[dimension, code] = (left, y)
            shade = PALETTE["grey" if code == NOT_STATED else colour]
            draw_code(axes, names[f"{dimension}.{code}"], number, left, y, shade, share)
    axes.text(
        WIDTH / 2,
        total - 0.04,
        note,
        ha="center",
        va="bottom",
        fontsize=7,
        color=PALETTE["ink"],
    )
    return figure, axes, places


def draw_head(axes: Axes, text: str, left: float) -> None:
    """Write the name of a column over it, in lines as narrow as its boxes."""
    from honest_results.figure_style import PALETTE, fitting_size

    axes.text(
        left + BOX / 2,
        0.3,
        text,
        ha="center",
        va="center",
        fontweight="bold",
        fontsize=fitting_size(text.replace(" ", "\u00a0"), BOX + 1.2, 9, "bold"),
        color=PALETTE["ink"],
    )


def draw_code(
    axes: Axes, name: str, number: str, left: float, y: float, colour: str, share: float
) -> None:
    """Draw the box of a code with its middle at ``y``; its bar is ``share`` of the box."""
    from matplotlib.patches import Rectangle

    from honest_results.figure_style import PALETTE, text_width

    top = y - TALL / 2
    place = (left, top)
    axes.add_patch(Rectangle(place, BOX, TALL, facecolor="white", linewidth=0, zorder=2))
    axes.add_patch(
        Rectangle(place, BOX * share, TALL, facecolor=colour, alpha=0.28, linewidth=0, zorder=3)
    )
    edge = PALETTE["grey"]
    axes.add_patch(
        Rectangle(place, BOX, TALL, facecolor="none", edgecolor=edge, linewidth=0.6, zorder=4)
    )
    room = BOX - 4 * _INSIDE - text_width(number, _NUMBER, "bold")
    lines, size = _fitted(name, room)
    axes.text(
        left + _INSIDE,
        y,
        "\n".join(lines),
        va="center",
        fontsize=size,
        linespacing=1.15,
        zorder=5,
    )
    axes.text(
        left + BOX - _INSIDE,
        y,
        number,
        ha="right",
        va="center",
        fontsize=_NUMBER,
        fontweight="bold",
        zorder=5,
    )


def _fitted(name: str, room: float) -> tuple[list[str], float]:
    """Return a name in at most two lines of ``room``, with smaller letters where it is long."""
    from honest_results.figure_style import fitting_size, wrap_words

    size = fitting_size(name, room, _NAME)
    lines = wrap_words(name, room, size)
    while len(lines) > 2 and size > _SMALLEST:
        size -= 0.2
        lines = wrap_words(name, room, size)
    return lines, size
