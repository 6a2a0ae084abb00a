"""The flow of records as a figure: the boxes of PRISMA 2020 along the stages of SPAR-4-SLR.

Page et al. (2021) for the boxes; Paul, Lim, O'Cass, Hao and Bresciani (2021) for the stages.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from alianzas.literature.flow import FlowCounts, count_flow
from alianzas.literature.flow_records import flow_lists
from honest_results.figures import Figure, mark_part
from human_files.language.current import current_languages
from human_files.language.numbers import format_value

if TYPE_CHECKING:
    import matplotlib.figure
    import pandas as pd
    from matplotlib.axes import Axes

    from alianzas.config.literature_settings import BibliographicSource
    from human_files.language.labels import Labels
    from references.screening.codebook import ScreeningCodebook

# Centimetres on the page.
_WIDTH = 16.5
_RAIL = (0.1, 1.0)
_MAIN = (1.45, 8.35)
_SIDE = (9.55, 16.4)
_LINE, _PAD, _GAP = 0.37, 0.24, 0.62
#: Width of a digit at the end of a line and the space before it, in cm, and text size in points.
_DIGIT, _BEFORE, _SIZE = 0.19, 0.25, 7.5


Weight = Literal["normal", "bold"]
NORMAL: Weight = "normal"
BOLD: Weight = "bold"


class Box(NamedTuple):
    """A box: its id, its heading with a number, and lines of text with a number each."""

    id: str
    heading: str
    n: int
    entries: Sequence[tuple[str, int]] = ()


def flow_figure(
    flow: pd.DataFrame,
    screened: pd.DataFrame,
    codebook: ScreeningCodebook,
    sources: Sequence[BibliographicSource],
    labels: Labels,
) -> Figure:
    """Return the figure; its data have one row per box: stage, box, item, n.

    ``screened`` names the records of the boxes (record_id, authors, year, title).
    """
    listed = codebook.reasons_at("title_abstract")
    counts = count_flow(flow, listed, codebook.reasons_at("full_text"))
    found = flow["source"].value_counts()
    by_source = {source.name: int(found.get(source.name, 0)) for source in sources}
    kept = flow[flow["fate"] == "included"]["source"].value_counts()
    included = {source.name: int(kept.get(source.name, 0)) for source in sources}

    def boxes(language: str) -> list[Box]:
        names = {source.name: source.database.words(language) for source in sources}
        reasons = {reason.id: reason.label.words(language) for reason in codebook.reasons}
        return _boxes(counts, by_source, included, names, reasons, labels, language)

    return Figure(
        "flow",
        _data(counts, by_source),
        lambda language: _draw(boxes(language), labels, language),
        {language: _alt(boxes(language), labels, language) for language in current_languages()},
        flow_lists(flow, screened, codebook, sources, labels),
    )


def _boxes(
    counts: FlowCounts,
    by_source: dict[str, int],
    included: dict[str, int],
    names: dict[str, str],
    reasons: dict[str, str],
    labels: Labels,
    language: str,
) -> list[Box]:
    """Return the boxes: identified, removed, screened, excluded, those of full texts, included."""

    def word(key: str) -> str:
        return labels(f"literature.figure.flow.{key}", language)

    def by_reason(excluded_for: dict[str, int]) -> list[tuple[str, int]]:
        return [(reasons[key], n) for key, n in excluded_for.items()]

    removed = [(word("rejected"), counts.rejected), (word("duplicate"), counts.duplicates)]
    boxes = [
        Box(
            "identified",
            word("identified"),
            counts.identified,
            [(names[k], n) for k, n in by_source.items()],
        ),
        Box("removed", word("removed"), counts.rejected + counts.duplicates, removed),
        Box("screened", word("screened"), counts.screened),
        Box("excluded", word("excluded"), counts.excluded, by_reason(counts.excluded_for)),
    ]
    if counts.full_text is not None:
        read = counts.full_text
        boxes += [
            Box("sought", word("sought"), read.sought),
            Box("not_retrieved", word("not_retrieved"), read.not_retrieved),
            Box("assessed", word("assessed"), read.assessed),
            Box(
                "excluded_full_text",
                word("excluded_full_text"),
                read.excluded,
                by_reason(read.excluded_for),
            ),
        ]
    kept = [(names[key], n) for key, n in included.items()]
    return [*boxes, Box("included", word("included"), counts.included, kept)]


def _data(counts: FlowCounts, by_source: dict[str, int]) -> pd.DataFrame:
    """Return the plotted data: one row per box, or per line of a box."""
    import pandas as pd

    rows = [("assembling", "identified", source, n) for source, n in by_source.items()]
    rows += [
        ("arranging", "removed", "rejected", counts.rejected),
        ("arranging", "removed", "duplicates", counts.duplicates),
        ("arranging", "screened", "", counts.screened),
    ]
    rows += [("arranging", "excluded", reason, n) for reason, n in counts.excluded_for.items()]
    if counts.full_text is not None:
        read = counts.full_text
        rows += [
            ("arranging", "sought", "", read.sought),
            ("arranging", "not_retrieved", "", read.not_retrieved),
            ("arranging", "assessed", "", read.assessed),
        ]
        rows += [
            ("arranging", "excluded_full_text", reason, n)
            for reason, n in read.excluded_for.items()
        ]
    rows.append(("assessing", "included", "", counts.included))
    return pd.DataFrame(rows, columns=["stage", "box", "item", "n"])


def _alt(boxes: Sequence[Box], labels: Labels, language: str) -> str:
    """Return the alt text: every box with its number and its lines, but for those of nothing."""
    parts = []
    for box in boxes:
        text = f"{box.heading}: {format_value(box.n, 'count', language)}"
        inside = "; ".join(
            f"{name}: {format_value(n, 'count', language)}" for name, n in box.entries if n
        )
        if inside:
            text += f" ({inside})"
        parts.append(text + ".")
    return f"{labels('literature.figure.flow.alt', language)} {' '.join(parts)}"


def _lines(box: Box, span: tuple[float, float]) -> list[tuple[list[str], int, Weight]]:
    """Return the heading and the entries of a box, each in lines that fit, with its number."""
    from honest_results.figure_style import wrap_words

    digits = max(len(f"{n:,}") for n in (box.n, *(n for _, n in box.entries)))
    width = span[1] - span[0] - 2 * _PAD - _BEFORE - digits * _DIGIT
    heading = (wrap_words(box.heading, width, _SIZE, "bold"), box.n, BOLD)
    return [heading, *((wrap_words(text, width, _SIZE), n, NORMAL) for text, n in box.entries)]


def _height(box: Box, span: tuple[float, float]) -> float:
    """Return the height of a box in centimetres."""
    lines = sum(len(parts) for parts, _, _ in _lines(box, span))
    return lines * _LINE + 2 * _PAD + (0.1 if box.entries else 0)


def _draw(boxes: Sequence[Box], labels: Labels, language: str) -> matplotlib.figure.Figure:
    """Draw the boxes in two columns with arrows between them, and the stages along the left."""
    from honest_results.figure_style import PALETTE, draw_arrow, new_figure

    identified, removed, *pairs, included = boxes
    rows: list[tuple[Box | None, Box | None]] = [(identified, None), (None, removed)]
    rows += zip(pairs[::2], pairs[1::2], strict=True)
    rows.append((included, None))
    heights = [
        max(
            _height(main, _MAIN) if main else 0.0,
            _height(side, _SIDE) if side else 0.0,
        )
        for main, side in rows
    ]
    total = sum(heights) + _GAP * (len(rows) - 1) + 0.2
    figure, axes = new_figure("full", total + 0.3)
    axes.set_xlim(0, _WIDTH)
    axes.set_ylim(total, 0)
    axes.set_axis_off()
    tops = [0.1 + sum(heights[:place]) + _GAP * place for place in range(len(rows))]
    middle = (_MAIN[0] + _MAIN[1]) / 2
    ends: dict[int, tuple[float, float]] = {}
    for place, (main, side) in enumerate(rows):
        centre = tops[place] + heights[place] / 2
        if main:
            height = _height(main, _MAIN)
            ends[place] = (centre - height / 2, centre + height / 2)
            _box(axes, main, _MAIN, ends[place][0], language, place == len(rows) - 1)
        if side:
            start = _MAIN[1] if main else middle
            draw_arrow(axes, (start, centre), (_SIDE[0], centre))
            _box(axes, side, _SIDE, centre - _height(side, _SIDE) / 2, language, False)
    mains = sorted(ends)
    for above, below in pairwise(mains):
        draw_arrow(axes, (middle, ends[above][1]), (middle, ends[below][0]))
    bottoms = [top + height for top, height in zip(tops, heights, strict=True)]
    for stage, first, last, colour in (
        ("assembling", 0, 0, "blue"),
        ("arranging", 1, len(rows) - 2, "green"),
        ("assessing", len(rows) - 1, len(rows) - 1, "orange"),
    ):
        name = labels(f"literature.figure.flow.{stage}", language)
        _rail(axes, name, tops[first], bottoms[last], PALETTE[colour])
    return figure


def _box(
    axes: Axes, box: Box, span: tuple[float, float], top: float, language: str, strong: bool
) -> None:
    """Draw one box with its heading, lines and numbers."""
    from matplotlib.patches import FancyBboxPatch

    from honest_results.figure_style import PALETTE

    left, right = span
    shape = FancyBboxPatch(
        (left, top),
        right - left,
        _height(box, span),
        boxstyle="round,pad=0,rounding_size=0.12",
        facecolor="#EAF3FA" if strong else "white",
        edgecolor=PALETTE["ink"] if strong else PALETTE["grey"],
        linewidth=1.0 if strong else 0.7,
    )
    mark_part(shape, box.id)
    axes.add_patch(shape)
    y = top + _PAD + _LINE / 2
    for parts, n, weight in _lines(box, span):
        axes.text(
            right - _PAD,
            y,
            format_value(n, "count", language),
            ha="right",
            va="center",
            fontweight=weight,
            fontsize=_SIZE,
        )
        for part in parts:
            axes.text(left + _PAD, y, part, va="center", fontweight=weight, fontsize=_SIZE)
            y += _LINE
        if weight == BOLD:
            y += 0.1


def _rail(axes: Axes, name: str, top: float, bottom: float, colour: str) -> None:
    """Draw the bar of a review stage along its rows."""
    from matplotlib.patches import FancyBboxPatch

    axes.add_patch(
        FancyBboxPatch(
            (_RAIL[0], top),
            _RAIL[1] - _RAIL[0],
            bottom - top,
            boxstyle="round,pad=0,rounding_size=0.12",
            facecolor=colour,
            edgecolor="none",
            alpha=0.22,
        )
    )
    axes.text(
        sum(_RAIL) / 2,
        (top + bottom) / 2,
        name,
        rotation=90,
        ha="center",
        va="center",
        fontsize=7.5,
        fontweight="bold",
    )
