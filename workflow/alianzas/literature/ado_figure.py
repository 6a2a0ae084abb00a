"""The map of antecedents, decisions and outcomes: how often codes occur, alone and together."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from alianzas.literature.included_studies import LANGUAGES, Count, Studies, count_codes
from alianzas.literature.included_tables import ADO
from honest_results.figures import Figure
from human_files.language.numbers import format_value

if TYPE_CHECKING:
    import matplotlib.figure
    from matplotlib.axes import Axes

    from alianzas.config.codebook import Codebook
    from human_files.language.labels import Labels

#: How many studies two codes must share to be joined by a line, if any pair does.
LINKED_STUDIES = 2
# Centimetres on the page.
_WIDTH, _BOX, _ROW, _TALL = 16.5, 4.4, 0.88, 0.74
_LEFTS = (0.1, 6.05, 12.0)
_COLOURS = ("blue", "green", "orange")


def ado_figure(studies: Studies, codebook: Codebook, labels: Labels) -> Figure:
    """Return the map; its data have one row per code and per pair of codes."""
    import pandas as pd

    columns = [
        [count for count in count_codes(studies, codebook.by_id[name]) if count.n] for name in ADO
    ]
    pairs = {
        (one.dimension, one.code.id, other.dimension, other.code.id): len(
            {*one.records} & {*other.records}
        )
        for left, right in pairwise(columns)
        for one in left
        for other in right
    }
    rows = [(c.dimension, c.code.id, "", "", c.n) for counts in columns for c in counts]
    rows += [(*pair, n) for pair, n in pairs.items() if n]
    data = pd.DataFrame(rows, columns=["dimension", "code", "with_dimension", "with_code", "n"])
    return Figure(
        "ado",
        data,
        lambda language: _draw(columns, pairs, codebook, labels, language),
        {language: _alt(columns, pairs, codebook, labels, language) for language in LANGUAGES},
    )


Pairs = Mapping[tuple[str, str, str, str], int]


def _least(pairs: Pairs) -> int:
    """Return the smallest number of studies for which a line is drawn."""
    return LINKED_STUDIES if any(n >= LINKED_STUDIES for n in pairs.values()) else 1


def _alt(
    columns: Sequence[Sequence[Count]],
    pairs: Pairs,
    codebook: Codebook,
    labels: Labels,
    language: str,
) -> str:
    """Return the alt text: the codes with their counts, and the strongest pairs."""
    names = {key: text[language] for key, text in codebook.labels().items()}
    parts = [labels("literature.figure.ado.alt", language)]
    for name, counts in zip(ADO, columns, strict=True):
        inside = "; ".join(f"{names[f'{name}.{c.code.id}']}: {c.n}" for c in counts)
        parts.append(f"{names[name]}: {inside or '–'}.")
    strongest = sorted(pairs.items(), key=lambda pair: -pair[1])[:5]
    joined = "; ".join(
        f"{names[f'{a}.{b}']} – {names[f'{c}.{d}']}: {n}" for (a, b, c, d), n in strongest if n
    )
    parts.append(f"{labels('literature.figure.ado.pairs', language)}: {joined or '–'}.")
    return " ".join(parts)


def _draw(
    columns: Sequence[Sequence[Count]],
    pairs: Pairs,
    codebook: Codebook,
    labels: Labels,
    language: str,
) -> matplotlib.figure.Figure:
    """Draw three columns of codes, and lines between those that occur together."""
    from honest_results.figure_style import PALETTE, new_figure

    rows = max(1, *(len(counts) for counts in columns))
    total = 0.8 + rows * _ROW + 0.5
    figure, axes = new_figure("full", total + 0.3)
    axes.set_xlim(0, _WIDTH)
    axes.set_ylim(total, 0)
    axes.set_axis_off()
    places: dict[tuple[str, str], tuple[float, float]] = {}
    most = max((c.n for counts in columns for c in counts), default=1)
    for left, colour, name, counts in zip(_LEFTS, _COLOURS, ADO, columns, strict=True):
        axes.text(
            left + _BOX / 2,
            0.3,
            codebook.by_id[name].label.both()[language],
            ha="center",
            va="center",
            fontweight="bold",
            fontsize=9,
            color=PALETTE["ink"],
        )
        for place, count in enumerate(counts):
            y = 0.8 + (place + 0.5) * _ROW
            places[name, count.code.id] = (left, y)
            _node(axes, count, left, y, PALETTE[colour], count.n / most, language)
    least = _least(pairs)
    strongest = max(pairs.values(), default=1)
    for (one, first, other, second), n in sorted(pairs.items(), key=lambda pair: pair[1]):
        if n >= least:
            _line(axes, places[one, first], places[other, second], n / strongest)
    axes.text(
        _WIDTH / 2,
        total - 0.18,
        labels(f"literature.figure.ado.lines.{'many' if least > 1 else 'all'}", language).format(
            n=format_value(least, "count", language)
        ),
        ha="center",
        va="center",
        fontsize=7,
        color=PALETTE["ink"],
    )
    return figure


def _node(
    axes: Axes, count: Count, left: float, y: float, colour: str, share: float, language: str
) -> None:
    """Draw a code: its name, its count, and behind them a bar proportional to its share."""
    from matplotlib.patches import Rectangle

    from honest_results.figure_style import PALETTE

    top = y - _TALL / 2
    axes.add_patch(Rectangle((left, top), _BOX, _TALL, facecolor="white", linewidth=0, zorder=2))
    axes.add_patch(
        Rectangle(
            (left, top), _BOX * share, _TALL, facecolor=colour, alpha=0.28, linewidth=0, zorder=3
        )
    )
    axes.add_patch(
        Rectangle(
            (left, top),
            _BOX,
            _TALL,
            facecolor="none",
            edgecolor=PALETTE["grey"],
            linewidth=0.6,
            zorder=4,
        )
    )
    name = "\n".join(textwrap.wrap(count.code.label.both()[language], 29, break_on_hyphens=False))
    axes.text(left + 0.12, y, name, va="center", fontsize=6.6, linespacing=1.15, zorder=5)
    axes.text(
        left + _BOX - 0.12,
        y,
        format_value(count.n, "count", language),
        ha="right",
        va="center",
        fontsize=7.5,
        fontweight="bold",
        zorder=5,
    )


def _line(axes: Axes, start: tuple[float, float], end: tuple[float, float], share: float) -> None:
    """Join two codes by a line that is wider and darker the more studies have both."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    from honest_results.figure_style import PALETTE

    left, right = start[0] + _BOX, end[0]
    middle = (left + right) / 2
    curve = Path(
        [(left, start[1]), (middle, start[1]), (middle, end[1]), (right, end[1])],
        [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4],
    )
    axes.add_patch(
        PathPatch(
            curve,
            facecolor="none",
            edgecolor=PALETTE["ink"],
            linewidth=0.5 + 3.5 * share,
            alpha=0.18 + 0.5 * share,
            capstyle="butt",
            zorder=1,
        )
    )
