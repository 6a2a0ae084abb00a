"""The map of antecedents, decisions and outcomes: how often codes occur, alone and together."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from alianzas.literature.code_boxes import BOX, Counts, draw_columns, number_included, used_codes
from alianzas.literature.included_studies import Studies, count_codes
from alianzas.literature.included_tables import ADO
from honest_results.figures import Figure
from human_files.language.current import current_languages
from human_files.language.numbers import format_value

if TYPE_CHECKING:
    import matplotlib.figure
    from matplotlib.axes import Axes

    from alianzas.config.codebook import Codebook
    from human_files.language.labels import Labels

#: How many studies two codes must share to be joined by a line, if any pair does.
LINKED_STUDIES = 2


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
    counts, included = used_codes(studies, codebook, ADO), number_included(studies)
    rows = [(name, code, "", "", n) for name, listed in counts.items() for code, n in listed]
    rows += [(*pair, n) for pair, n in pairs.items() if n]
    data = pd.DataFrame(rows, columns=["dimension", "code", "with_dimension", "with_code", "n"])
    return Figure(
        "ado",
        data,
        lambda language: _draw(counts, included, pairs, codebook, labels, language),
        {
            language: _alt(counts, pairs, codebook, labels, language)
            for language in current_languages()
        },
    )


Pairs = Mapping[tuple[str, str, str, str], int]


def _least(pairs: Pairs) -> int:
    """Return the smallest number of studies for which a line is drawn."""
    return LINKED_STUDIES if any(n >= LINKED_STUDIES for n in pairs.values()) else 1


def _alt(counts: Counts, pairs: Pairs, codebook: Codebook, labels: Labels, language: str) -> str:
    """Return the alt text: the codes with their counts, and the strongest pairs."""
    names = {key: text[language] for key, text in codebook.labels().items()}
    parts = [labels("literature.figure.ado.alt", language)]
    for name, listed in counts.items():
        inside = "; ".join(f"{names[f'{name}.{code}']}: {n}" for code, n in listed)
        parts.append(f"{names[name]}: {inside}.")
    strongest = sorted(pairs.items(), key=lambda pair: -pair[1])[:5]
    joined = "; ".join(
        f"{names[f'{a}.{b}']} – {names[f'{c}.{d}']}: {n}" for (a, b, c, d), n in strongest if n
    )
    parts.append(f"{labels('literature.figure.ado.pairs', language)}: {joined or '–'}.")
    return " ".join(parts)


def _draw(
    counts: Counts,
    included: int,
    pairs: Pairs,
    codebook: Codebook,
    labels: Labels,
    language: str,
) -> matplotlib.figure.Figure:
    """Draw three columns of codes, and lines between those that occur together."""
    least = _least(pairs)
    names = {key: text[language] for key, text in codebook.labels().items()}
    note = labels(f"literature.figure.ado.lines.{'many' if least > 1 else 'all'}", language)
    note = note.format(n=format_value(least, "count", language))
    bars = labels("literature.figure.codes.note", language)
    bars = bars.format(n=format_value(included, "count", language))
    figure, axes, places = draw_columns(counts, included, names, f"{note}\n{bars}", language)
    strongest = max(pairs.values(), default=1)
    for (one, first, other, second), n in sorted(pairs.items(), key=lambda pair: pair[1]):
        if n >= least:
            _line(axes, places[one, first], places[other, second], n / strongest)
    return figure


def _line(axes: Axes, start: tuple[float, float], end: tuple[float, float], share: float) -> None:
    """Join two codes by a line that is wider and darker the more studies have both."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    from honest_results.figure_style import PALETTE

    left, right = start[0] + BOX, end[0]
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
