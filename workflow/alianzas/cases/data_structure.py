"""The codes under their themes and dimensions, with the cases that show them.

Codes that arose from the cases have the names of Gioia, Corley and Hamilton (2013); a codebook made
beforehand has constructs, which are no first-order codes of anybody's words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alianzas.cases.case_codes import BENEFIT, CHALLENGE, CONDITION, CaseCodes
from alianzas.cases.figure_canvas import LETTER_WIDTH, bare_figure, wrap, write
from honest_results.figure_style import PALETTE, WIDTHS
from honest_results.figures import Figure
from human_files.language.current import current_languages
from human_files.language.labels import Labels
from human_files.language.lists import join_words
from human_files.language.numbers import format_value

if TYPE_CHECKING:
    import matplotlib.figure
    import pandas as pd
    from matplotlib.axes import Axes

#: Dimensions that the coding builds up to; the outcome is given, not derived.
SHOWN_DIMENSIONS = (CONDITION, BENEFIT, CHALLENGE)
_COLOURS = {CONDITION: "ink", BENEFIT: "green", CHALLENGE: "vermilion"}
_ROW, _BOX, _GAP = 0.78, 0.62, 0.35  # height of a row and of its box, and space between dimensions


def build_structure(codings: pd.DataFrame, codes: CaseCodes) -> pd.DataFrame:
    """Return one row per code, theme by theme: dimension, theme, code, cases (that show the code).

    The theme of a code is its parent in the codebook; a code without a parent is its own theme.
    Themes follow the order of the codebook.
    """
    import pandas as pd

    present = codings[codings["value"] == 1]["code"].value_counts()
    rows = []
    for dimension in SHOWN_DIMENSIONS:
        found = codes.codes(dimension)
        themes = list(dict.fromkeys(code.parent or code.id for code in found))
        rows += [
            (dimension, theme, code.id, int(present.get(code.id, 0)))
            for theme in themes
            for code in found
            if (code.parent or code.id) == theme
        ]
    return pd.DataFrame(rows, columns=["dimension", "theme", "code", "cases"])


def structure_figure(
    structure: pd.DataFrame, cases: int, codes: CaseCodes, labels: Labels
) -> Figure:
    """Return the figure ``data_structure`` of :func:`build_structure`'s frame."""
    words, made = labels.with_texts(codes.labels()), codes.codebook.made
    return Figure(
        id="data_structure",
        data=structure,
        draw=lambda language: _draw(structure, cases, made, words, language),
        alt={
            language: _describe(structure, cases, made, words, language)
            for language in current_languages()
        },
    )


def _draw(
    structure: pd.DataFrame, cases: int, made: str, words: Labels, language: str
) -> matplotlib.figure.Figure:
    """Draw the codes, themes and dimensions as three columns of boxes joined by lines."""
    # In centimetres: three columns of boxes, with room for the lines between them.
    width = WIDTHS["full"] - 0.2
    widths = {"code": 0.37 * width, "theme": 0.26 * width, "dimension": 0.23 * width}
    lefts = {"code": 0.0, "theme": 0.44 * width, "dimension": 0.77 * width}
    groups = structure["dimension"].nunique()
    figure, axes = bare_figure(1.9 + _ROW * len(structure) + _GAP * (groups - 1))
    for level, left in lefts.items():
        title = words(f"cases.structure.{made}.{level}s", language)
        write(axes, left + widths[level] / 2, -0.75, title, ha="center", weight="bold")
    y = 0.0
    for dimension, group in structure.groupby("dimension", sort=False):
        colour = PALETTE[_COLOURS[str(dimension)]]
        centres = []
        for theme, members in group.groupby("theme", sort=False):
            rows = [y + place * _ROW for place in range(len(members))]
            y = rows[-1] + _ROW
            centre = (rows[0] + rows[-1]) / 2
            centres.append(centre)
            for row, one in zip(rows, members.to_dict("records"), strict=True):
                label = words(f"{dimension}.{one['code']}", language)
                count = f"{one['cases']}/{cases}"
                _box(axes, lefts["code"], row, widths["code"], label, colour, count)
                _join(axes, lefts["code"] + widths["code"], row, lefts["theme"], centre)
            name = words(f"{dimension}.{theme}", language)
            _box(axes, lefts["theme"], centre, widths["theme"], name, colour)
        middle = (centres[0] + centres[-1]) / 2
        for centre in centres:
            _join(axes, lefts["theme"] + widths["theme"], centre, lefts["dimension"], middle)
        name = words(str(dimension), language)
        _box(axes, lefts["dimension"], middle, widths["dimension"], name, colour, bold=True)
        y += _GAP
    axes.set(xlim=(-0.1, width + 0.1), ylim=(y - _GAP - 0.3, -1.2))
    return figure


def _box(
    axes: Axes,
    x: float,
    y: float,
    width: float,
    text: str,
    colour: str,
    count: str = "",
    bold: bool = False,
) -> None:
    """Draw a box with wrapped text, and a count at its right edge."""
    from matplotlib.patches import Rectangle

    room = width - 0.3 - LETTER_WIDTH * len(count)
    lines = wrap(text, int(room / (LETTER_WIDTH * (1.08 if bold else 1.0))))
    number = lines.count("\n") + 1
    height = max(_BOX, 0.36 * number + 0.22)
    corner = (x, y - height / 2)
    axes.add_patch(Rectangle(corner, width, height, facecolor="white", edgecolor=colour, lw=0.8))
    weight = "bold" if bold else "normal"
    write(axes, x + 0.15, y + 0.17 * (number - 1), lines, weight=weight)
    if count:
        write(axes, x + width - 0.15, y, count, ha="right", color=PALETTE["grey"])


def _join(axes: Axes, x: float, y: float, to_x: float, to_y: float) -> None:
    """Draw a stepped line between two boxes."""
    middle = (x + to_x) / 2
    line = ([x, middle, middle, to_x], [y, y, to_y, to_y])
    axes.plot(*line, color=PALETTE["grey"], lw=0.7, zorder=0, solid_joinstyle="miter")


def _describe(structure: pd.DataFrame, cases: int, made: str, words: Labels, language: str) -> str:
    """Return the alt text: each dimension with its themes, and their codes with counts."""
    parts = []
    for dimension, group in structure.groupby("dimension", sort=False):
        themes = []
        for theme, members in group.groupby("theme", sort=False):
            counts = [
                words("cases.structure.count", language).format(
                    code=words(f"{dimension}.{one['code']}", language), n=one["cases"]
                )
                for one in members.to_dict("records")
            ]
            themes.append(
                words("cases.structure.theme", language).format(
                    theme=words(f"{dimension}.{theme}", language), codes=", ".join(counts)
                )
            )
        parts.append(
            words("cases.structure.part", language).format(
                dimension=words(str(dimension), language), themes=join_words(themes, language)
            )
        )
    return words(f"cases.structure.{made}.alt", language).format(
        n=format_value(cases, "count", language), parts=" ".join(parts)
    )
