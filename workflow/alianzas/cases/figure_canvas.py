"""What the figures of the cases share: a bare page in centimetres, and text on it."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import matplotlib.figure
    from matplotlib.axes import Axes

#: Points in a centimetre.
POINTS_PER_CM = 72 / 2.54
#: Size of text in points, and the average width of a letter of that size in cm.
TEXT_SIZE = 8.0
LETTER_WIDTH = 0.148


def bare_figure(height_cm: float) -> tuple[matplotlib.figure.Figure, Axes]:
    """Return a full-width figure with invisible axes to draw on."""
    from honest_results.figure_style import new_figure

    figure, axes = new_figure("full", height_cm)
    axes.axis("off")
    return figure, axes


def write(
    axes: Axes,
    x: float,
    y: float,
    text: str,
    size: float = TEXT_SIZE,
    drop: float = 0.34,
    **style: Any,
) -> None:
    """Write ``text`` with the middle of its capitals at ``y``; further lines are placed above it.

    Matplotlib centres each text by its ascenders and descenders, which would put the words of one
    row at different heights: here the baseline of the last line is ``drop`` sizes below ``y``.
    """
    for line, words in enumerate(reversed(text.split("\n"))):
        axes.annotate(
            words,
            (x, y),
            xytext=(0, (1.2 * line - drop) * size),
            textcoords="offset points",
            va="baseline",
            size=size,
            **style,
        )


def wrap(text: str, letters: int) -> str:
    """Return ``text`` in lines of at most ``letters`` letters, without breaking words."""
    return textwrap.fill(text, max(letters, 4), break_long_words=False, break_on_hyphens=False)
