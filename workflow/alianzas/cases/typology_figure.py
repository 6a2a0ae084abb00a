"""The figure of the typology check: a dendrogram of the cases, with their models beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alianzas.cases.case_codes import MODEL, CaseCodes
from alianzas.cases.figure_canvas import LETTER_WIDTH, bare_figure, write
from alianzas.cases.typology import Typology, mean_distances
from honest_results.figure_style import PALETTE, WIDTHS
from honest_results.figures import Figure
from human_files.language.current import current_languages
from human_files.language.labels import Labels
from human_files.language.lists import join_words
from human_files.language.numbers import format_value

if TYPE_CHECKING:
    import matplotlib.figure

#: Colour and marker of each model, in the order of the codebook.
_MARKS = [
    ("blue", "o"),
    ("vermilion", "s"),
    ("green", "^"),
    ("purple", "D"),
    ("orange", "v"),
    ("sky", "P"),
]
_ROW = 0.55  # height of a case in cm


def typology_figure(typology: Typology, codes: CaseCodes, labels: Labels) -> Figure:
    """Return the figure ``typology``: which cases are close (average linkage), and their models."""
    words = labels.with_texts(codes.labels())
    return Figure(
        id="typology",
        data=typology.matrix[["case", "firm", MODEL, *typology.codes]],
        draw=lambda language: _draw(typology, codes, words, language),
        alt={language: _describe(typology, words, language) for language in current_languages()},
    )


def _draw(
    typology: Typology, codes: CaseCodes, words: Labels, language: str
) -> matplotlib.figure.Figure:
    """Draw the tree with firms and model marks on the left, and an axis of distances below."""
    firms, models = list(typology.matrix["firm"]), list(typology.matrix[MODEL])
    marks = dict(zip(codes.ids(MODEL), _MARKS * 9, strict=False))
    left = 0.9 + LETTER_WIDTH * max(map(len, firms))
    right = WIDTHS["full"] - 0.4
    figure, axes = bare_figure(2.6 + _ROW * len(firms))
    order, lines = _tree(typology)
    scale = (right - left) / max(1.0, typology.distances.max())
    for row, place in enumerate(order):
        colour, marker = marks[models[place]]
        write(axes, 0, row * _ROW, firms[place])
        axes.scatter([left - 0.3], [row * _ROW], s=30, marker=marker, color=PALETTE[colour])
    for heights, places in lines:
        xs = [left + height * scale for height in heights]
        # SciPy's dendrogram puts leaves at 5, 15, 25, …
        ys = [(place - 5) / 10 * _ROW for place in places]
        axes.plot(xs, ys, color=PALETTE["ink"], lw=0.8, solid_joinstyle="miter")
    bottom = (len(firms) - 1) * _ROW + 0.6
    axes.plot([left, right], [bottom] * 2, color=PALETTE["grey"], lw=0.6)
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        x = left + tick * scale
        axes.plot([x, x], [bottom, bottom + 0.1], color=PALETTE["grey"], lw=0.6)
        write(axes, x, bottom + 0.35, format_value(tick, "number", language), 7.5, ha="center")
    title = words("cases.typology.axis", language)
    write(axes, (left + right) / 2, bottom + 0.8, title, ha="center")
    x, y = 0.1, bottom + 1.4
    for model in [one for one in codes.ids(MODEL) if one in models]:
        colour, marker = marks[model]
        label = words(f"{MODEL}.{model}", language)
        if x + 0.4 + LETTER_WIDTH * len(label) > right:
            x, y = 0.1, y + 0.5
        axes.scatter([x], [y], s=30, marker=marker, color=PALETTE[colour])
        write(axes, x + 0.3, y, label)
        x += 0.9 + LETTER_WIDTH * len(label)
    axes.set(xlim=(-0.1, right + 0.4), ylim=(y + 0.4, -0.4))
    return figure


def _tree(typology: Typology) -> tuple[list[int], list[tuple[list[float], list[float]]]]:
    """Return the order of the cases, and the tree's lines as (distances, places)."""
    if len(typology.distances) < 2:
        return list(range(len(typology.distances))), []
    from scipy.cluster.hierarchy import dendrogram, linkage
    from scipy.spatial.distance import squareform

    joined = linkage(squareform(typology.distances, checks=False), "average")
    tree = dendrogram(joined, no_plot=True)
    return tree["leaves"], list(zip(tree["dcoord"], tree["icoord"], strict=True))


def _describe(typology: Typology, words: Labels, language: str) -> str:
    """Return the alt text: the order of the cases, and distances within and between models."""
    within, between = (
        format_value(number, "number", language) for number in mean_distances(typology)
    )
    order, _ = _tree(typology)
    firms = list(typology.matrix["firm"])
    return words("cases.typology.alt", language).format(
        n=len(order),
        order=join_words([firms[place] for place in order], language),
        within=within,
        between=between,
    )
