"""The evidence map: included studies by two dimensions, with empty cells showing the gaps.

Codes that share no study with any code of the other dimension are named below instead of taking up a
row or a column that is empty throughout.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from alianzas.literature.included_studies import Pairs, Studies, cross_codes
from honest_results.figures import Figure
from human_files.language.current import current_languages
from human_files.language.numbers import format_value

if TYPE_CHECKING:
    import matplotlib.figure

    from alianzas.config.codebook import Dimension
    from human_files.language.labels import Labels

#: The darkest colour means at least this many studies, so that one or two do not look like many.
_DARKEST = 4
#: Centimetres of a line of what is said below the cells.
_BELOW = 10.5
#: Letters that fit in a row above all columns, each name with room for its longest word.
_ACROSS = 80


def evidence_map_figure(
    id: str, studies: Studies, row: Dimension, column: Dimension, labels: Labels
) -> Figure:
    """Return the map of the codes in use; its data have one row per cell: row, column, n."""
    import pandas as pd

    pairs = cross_codes(studies, row, column)
    data = pd.DataFrame(
        [(one, other, n) for (one, other), n in pairs.n.items()], columns=[row.id, column.id, "n"]
    )
    alt = {}
    for language in current_languages():
        names = [{c.id: c.label.words(language) for c in d.codes} for d in (row, column)]
        filled = "; ".join(
            f"{names[0][one]} × {names[1][other]}: {n}" for (one, other), n in pairs.n.items() if n
        )
        alt[language] = labels("literature.figure.map.alt", language).format(
            row=row.label.words(language),
            column=column.label.words(language),
            filled=filled or "–",
            empty=pairs.empty,
            cells=len(pairs.n),
        )
    return Figure(id, data, lambda language: _draw(pairs, row, column, labels, language), alt)


def _draw(
    pairs: Pairs, row: Dimension, column: Dimension, labels: Labels, language: str
) -> matplotlib.figure.Figure:
    """Draw the cells with their counts, the darker the more studies."""
    import numpy as np
    from matplotlib.colors import LinearSegmentedColormap

    from honest_results.figure_style import PALETTE, new_figure, wrap_words

    rows = [r for r in pairs.rows if any(pairs.n[r.id, c.id] for c in pairs.columns)]
    columns = [c for c in pairs.columns if any(pairs.n[r.id, c.id] for r in pairs.rows)]
    alone = [
        code.label.words(language)
        for codes, kept in ((pairs.rows, rows), (pairs.columns, columns))
        for code in codes
        if code not in kept
    ]
    text = labels("literature.figure.map.alone", language).format(names=", ".join(alone))
    below = wrap_words(text, _BELOW, 7) if alone and rows else []
    names = [code.label.words(language) for code in columns]
    longest = max((len(word) for name in names for word in name.split()), default=0)
    upright = len(columns) < 8 and longest * len(columns) < _ACROSS
    above = 3.0 if upright else 4.2
    figure, axes = new_figure("full", above + 0.62 * max(1, len(rows)) + 0.34 * len(below))
    if not rows:
        axes.text(0.5, 0.5, labels("literature.figure.map.none", language), ha="center")
        axes.set_axis_off()
        return figure
    values = np.array([[pairs.n[r.id, c.id] for c in columns] for r in rows])
    most = max(_DARKEST, int(values.max()))
    colours = LinearSegmentedColormap.from_list("counts", ["#F5F7F9", "#9CCAE8", PALETTE["blue"]])
    axes.pcolormesh(values, cmap=colours, vmin=0, vmax=most, edgecolors="white", linewidth=1.5)
    for (y, x), n in np.ndenumerate(values):
        axes.text(
            x + 0.5,
            y + 0.5,
            format_value(int(n), "count", language) if n else "·",
            ha="center",
            va="center",
            fontweight="bold" if n else "normal",
            color="white" if n > 0.6 * most else PALETTE["ink"] if n else PALETTE["grey"],
        )
    axes.set_yticks(
        np.arange(len(rows)) + 0.5,
        [
            "\n".join(textwrap.wrap(code.label.words(language), 34, break_on_hyphens=False))
            for code in rows
        ],
    )
    axes.set_xticks(
        np.arange(len(names)) + 0.5,
        [
            "\n".join(textwrap.wrap(name, 14, break_on_hyphens=False, break_long_words=False))
            for name in names
        ]
        if upright
        else names,
        rotation=0 if upright else 45,
        ha="center" if upright else "left",
        rotation_mode="anchor",
    )
    axes.invert_yaxis()
    axes.xaxis.tick_top()
    axes.xaxis.set_label_position("top")
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.set_xlabel(column.label.words(language), fontweight="bold", labelpad=6)
    axes.set_ylabel(row.label.words(language), fontweight="bold", labelpad=6)
    if below:
        axes.annotate(
            "\n".join(below),
            (0.5, 0),
            (0, -5),
            xycoords="axes fraction",
            textcoords="offset points",
            ha="center",
            va="top",
            fontsize=7,
            annotation_clip=False,
        )
    return figure
