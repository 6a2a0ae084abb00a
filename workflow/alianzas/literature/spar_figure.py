"""The figure of the six steps of SPAR-4-SLR (Paul et al., 2021) with the numbers of the review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from alianzas.literature.review_steps import (
    STAGES,
    Stages,
    Step,
    Values,
    complete_lines,
    lists_by_step,
    stages_in_words,
)
from honest_results.figures import Figure, RecordList, mark_part
from human_files.language.current import current_languages

if TYPE_CHECKING:
    import matplotlib.figure
    from matplotlib.axes import Axes

    from human_files.language.labels import Labels

# Centimetres on the page.
_WIDTH, _RAIL, _LEFTS, _BOX = 16.5, 1.1, (1.5, 9.35), 7.05
_LINE, _PAD, _GAP, _LEAST = 0.38, 0.24, 0.55, 2.1
#: Size of the text in a box, in points.
_SIZE = 7.5


def spar_figure(
    values: Values, labels: Labels, lists: Mapping[str, Sequence[RecordList]] | None = None
) -> Figure:
    """Return the figure; its data have one row per number: stage, step, line, name, value.

    ``lists`` holds the records of the flow's boxes, per language (see
    :func:`~alianzas.literature.flow_records.flow_lists`): each step shows the records it deals with.
    """
    import pandas as pd

    rows = [
        (stage, step, line, name, values[name][0])
        for stage, _, steps in STAGES
        for step, lines in steps
        for line in complete_lines(lines, values, labels)
        for name in values
        if f"{{{name}}}" in labels(f"literature.spar.{line}", current_languages()[0])
    ]
    stages = {
        language: stages_in_words(values, labels, language) for language in current_languages()
    }
    alt = {
        language: f"{labels('literature.spar.alt', language)} "
        + " ".join(
            f"{name}. " + " ".join(f"{step.name}: {'; '.join(step.lines)}." for step in steps)
            for name, _, steps in found
        )
        for language, found in stages.items()
    }
    return Figure(
        "spar",
        pd.DataFrame(rows, columns=["stage", "step", "line", "name", "value"]),
        lambda language: _draw(stages[language]),
        alt,
        {
            language: lists_by_step(stages[language], found)
            for language, found in (lists or {}).items()
        },
    )


def _wrapped(step: Step) -> list[str]:
    """Return the lines of a step, wrapped to its box."""
    from honest_results.figure_style import wrap_words

    return [part for line in step.lines for part in wrap_words(line, _BOX - 2 * _PAD, _SIZE)]


def _height(step: Step) -> float:
    lines = 1 + len(_wrapped(step))
    return max(_LEAST, lines * _LINE + 2 * _PAD + 0.12)


def _draw(stages: Stages) -> matplotlib.figure.Figure:
    """Draw the three stages as rows of two steps, joined by arrows."""
    from matplotlib.patches import FancyBboxPatch

    from honest_results.figure_style import PALETTE, draw_arrow, new_figure

    heights = [max(_height(step) for step in steps) for _, _, steps in stages]
    total = sum(heights) + _GAP * (len(stages) - 1) + 0.2
    figure, axes = new_figure("full", total + 0.3)
    axes.set_xlim(0, _WIDTH)
    axes.set_ylim(total, 0)
    axes.set_axis_off()
    top = 0.1
    for place, ((name, colour, steps), height) in enumerate(zip(stages, heights, strict=True)):
        axes.add_patch(
            FancyBboxPatch(
                (0.1, top),
                _RAIL - 0.1,
                height,
                boxstyle="round,pad=0,rounding_size=0.12",
                facecolor=PALETTE[colour],
                edgecolor="none",
                alpha=0.22,
            )
        )
        axes.text(
            (0.1 + _RAIL) / 2,
            top + height / 2,
            name,
            rotation=90,
            ha="center",
            va="center",
            fontsize=7.5,
            fontweight="bold",
        )
        for left, step in zip(_LEFTS, steps, strict=True):
            _step(axes, step, left, top, height, PALETTE[colour])
        draw_arrow(axes, (_LEFTS[0] + _BOX, top + height / 2), (_LEFTS[1], top + height / 2))
        if place + 1 < len(stages):
            # An arrow from the second step to the first step of the next stage.
            below = top + height + _GAP
            half = top + height + _GAP / 2
            right, first = _LEFTS[1] + _BOX / 2, _LEFTS[0] + _BOX / 2
            axes.plot(
                [right, right, first],
                [top + height, half, half],
                color=PALETTE["ink"],
                linewidth=0.8,
            )
            draw_arrow(axes, (first, half), (first, below))
        top += height + _GAP
    return figure


def _step(axes: Axes, step: Step, left: float, top: float, height: float, colour: str) -> None:
    """Draw the box of one step."""
    from matplotlib.patches import FancyBboxPatch

    shape = FancyBboxPatch(
        (left, top),
        _BOX,
        height,
        boxstyle="round,pad=0,rounding_size=0.12",
        facecolor="white",
        edgecolor=colour,
        linewidth=0.9,
    )
    mark_part(shape, step.id)
    axes.add_patch(shape)
    y = top + _PAD + _LINE / 2
    axes.text(left + _PAD, y, step.name, va="center", fontsize=7.8, fontweight="bold")
    y += _LINE + 0.12
    for part in _wrapped(step):
        axes.text(left + _PAD, y, part, va="center", fontsize=_SIZE)
        y += _LINE
