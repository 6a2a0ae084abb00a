"""One look for every figure: sizes of a journal page, a colour-blind safe palette, local decimals.

Colours after Okabe and Ito (2008), which can be told apart with any colour vision and in grey.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PALETTE = {
    "blue": "#0072B2",
    "orange": "#E69F00",
    "green": "#009E73",
    "vermilion": "#D55E00",
    "purple": "#CC79A7",
    "sky": "#56B4E9",
    "yellow": "#F0E442",
    "ink": "#1F2933",
    "grey": "#7B8794",
    "light": "#E4E7EB",
}

#: Widths in centimetres: one column and the full text block of the article's page.
WIDTHS = {"column": 8.4, "full": 16.5}

#: Words are measured in this fraction of a point.
_FINE = 100
#: What a line is not broken in.
_WORDS = re.compile(r"[^ \t\n]+")

_STYLE: Any = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 8,
    "axes.titlesize": 9,
    "axes.labelsize": 8,
    "axes.edgecolor": PALETTE["grey"],
    "axes.labelcolor": PALETTE["ink"],
    "axes.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.unicode_minus": True,
    "text.color": PALETTE["ink"],
    "xtick.color": PALETTE["ink"],
    "ytick.color": PALETTE["ink"],
    "xtick.labelsize": 7.5,
    "ytick.labelsize": 7.5,
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
    "legend.frameon": False,
    "legend.fontsize": 7.5,
    "grid.color": PALETTE["light"],
    "grid.linewidth": 0.6,
    "figure.dpi": 100,
    "savefig.dpi": 300,
    "svg.fonttype": "path",
    "svg.hashsalt": "alianzas",
    "pdf.fonttype": 42,
}


@cache
def use_style() -> None:
    """Set up Matplotlib: drawing without a screen, in this style. Call it before drawing.

    Once per process is enough: no figure changes the settings.
    """
    import matplotlib

    matplotlib.use("Agg")
    matplotlib.rcdefaults()
    matplotlib.rcParams.update(_STYLE)


def new_figure(
    width: Literal["column", "full"] = "full", height_cm: float = 9.0
) -> tuple[Figure, Axes]:
    """Make an empty figure in the common style.

    Parameters
    ----------
    width : {"full", "column"}
        16.5 cm or 8.4 cm.
    height_cm : float, default 9
        In centimetres.

    Returns
    -------
    tuple of Figure and Axes
        One pair of axes, laid out with Matplotlib's constrained layout.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTHS[width] / 2.54, height_cm / 2.54), layout="constrained")
    return figure, figure.add_subplot()


def stamp(figure: Figure, words: str, colour: str | None = None) -> None:
    """Write what a figure rests on at its lower right, in the colour of its level."""
    colour = colour or PALETTE["vermilion"]
    figure.supxlabel(words, x=0.995, ha="right", fontsize=6.5, color=colour)


def lay_out_for_good(figure: Figure) -> None:
    """Give the axes of a figure their final size, with room for a stamp, before it is measured."""
    stamp(figure, "Stamp")
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    stamp(figure, "")


def format_axis(
    axes: Axes, which: Literal["x", "y"], kind: str, language: str, decimals: int = 0
) -> None:
    """Print the ticks of an axis as numbers of ``kind`` in ``language`` (see language.numbers)."""
    from matplotlib.ticker import FuncFormatter

    from human_files.language.numbers import format_value

    axis = axes.xaxis if which == "x" else axes.yaxis
    axis.set_major_formatter(
        FuncFormatter(lambda value, _: format_value(float(value), kind, language, decimals))
    )


def text_width(text: str, size: float, weight: Literal["normal", "bold"] = "normal") -> float:
    """Return how many centimetres wide ``text`` is when printed at ``size`` points on one line."""
    from matplotlib.font_manager import FontProperties, findfont, get_font

    font = get_font(findfont(FontProperties(family=_STYLE["font.sans-serif"], weight=weight)))
    font.set_size(size, 72 * _FINE)  # so large that rounding to whole dots does not matter
    font.set_text(text, 0.0)
    width: float = font.get_width_height()[0] / 64 / _FINE / 72 * 2.54
    return width


def wrap_words(
    text: str, width_cm: float, size: float, weight: Literal["normal", "bold"] = "normal"
) -> list[str]:
    """Return ``text`` in lines that are at most ``width_cm`` wide when printed at ``size`` points.

    Words are measured, since letters differ in width; a word that is too wide by itself is not broken,
    and what a no-break space joins is one word.
    """
    lines: list[str] = []
    for word in _WORDS.findall(text):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, weight) <= width_cm:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def fitting_size(
    text: str, width_cm: float, size: float, weight: Literal["normal", "bold"] = "normal"
) -> float:
    """Return ``size``, or the smaller one at which the widest word of ``text`` is ``width_cm`` wide."""
    widest = max((text_width(word, size, weight) for word in _WORDS.findall(text)), default=0.0)
    return size if widest <= width_cm else size * width_cm / widest


def draw_arrow(axes: Axes, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw a thin arrow between two points of ``axes``, in data coordinates."""
    axes.annotate(
        "",
        xy=end,
        xytext=start,
        arrowprops={
            "arrowstyle": "-|>,head_length=0.35,head_width=0.18",
            "color": PALETTE["ink"],
            "linewidth": 0.8,
            "shrinkA": 0,
            "shrinkB": 0,
        },
    )
