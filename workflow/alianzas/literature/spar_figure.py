"""The six steps of SPAR-4-SLR with the numbers of the review.

Paul, Lim, O'Cass, Hao and Bresciani (2021): assembling (identification, acquisition), arranging
(organisation, purification), assessing (evaluation, reporting).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from alianzas.literature.flow import count_flow
from alianzas.literature.included_studies import LANGUAGES
from honest_results.figures import Figure, RecordList, mark_part
from human_files.language.numbers import format_value

if TYPE_CHECKING:
    import matplotlib.figure
    import pandas as pd
    from matplotlib.axes import Axes

    from alianzas.config.codebook import Codebook
    from alianzas.config.literature_settings import LiteratureSettings
    from human_files.language.labels import Labels
    from references.screening.codebook import ScreeningCodebook

#: Stage, its colour, its two steps, and the lines shown in each (label keys). A line whose numbers
#: the review does not have, such as those of full texts, is left out.
_STAGES: tuple[tuple[str, str, tuple[tuple[str, tuple[str, ...]], ...]], ...] = (
    (
        "assembling",
        "blue",
        (
            ("identification", ("sources", "window")),
            ("acquisition", ("identified", "rejected")),
        ),
    ),
    (
        "arranging",
        "green",
        (
            ("organisation", ("duplicates", "codes")),
            ("purification", ("screened", "excluded", "full_texts")),
        ),
    ),
    (
        "assessing",
        "orange",
        (
            ("evaluation", ("included", "agreement")),
            ("reporting", ("gaps", "listed")),
        ),
    ),
)
# Centimetres on the page.
_WIDTH, _RAIL, _LEFTS, _BOX = 16.5, 1.1, (1.5, 9.35), 7.05
_LINE, _PAD, _GAP, _LEAST = 0.38, 0.24, 0.55, 2.1
#: Size of the text in a box, in points.
_SIZE = 7.5

#: A number's place in a line.
_PLACEHOLDER = re.compile(r"\{(\w+)\}")

#: The boxes of the flow whose records a step deals with.
_RECORDS: Mapping[str, tuple[str, ...]] = {
    "identification": ("identified",),
    "acquisition": ("identified",),
    "organisation": ("removed",),
    "purification": ("screened", "excluded", "sought", "not_retrieved", "excluded_full_text"),
    "evaluation": ("included",),
    "reporting": ("included",),
}

#: A number of the review: its value and kind (see human_files.language.numbers).
Values = Mapping[str, tuple[Any, str]]


class Step(NamedTuple):
    """A step: its id, its name, and a line for each thing done in it."""

    id: str
    name: str
    lines: Sequence[str]


def review_values(
    flow: pd.DataFrame,
    settings: LiteratureSettings,
    screening: ScreeningCodebook,
    codebook: Codebook,
    facts: Mapping[str, Mapping[str, Any]],
) -> Values:
    """Return the numbers of the figure; ``facts`` holds the facts on coding and gaps by key."""
    listed = screening.reasons_at("title_abstract")
    counts = count_flow(flow, listed, screening.reasons_at("full_text"))
    numbers: dict[str, tuple[Any, str]] = {
        name: (getattr(counts, name), "count")
        for name in ("identified", "rejected", "duplicates", "screened", "excluded", "included")
    }
    numbers |= {
        "sources": (len(settings.sources), "count"),
        "first": (settings.window.first, "year"),
        "last": (settings.window.last, "year"),
        "reasons": (len(listed), "count"),
        "dimensions": (len(codebook.dimensions), "count"),
        "codes": (sum(len(d.assignable) for d in codebook.dimensions), "count"),
    }
    if counts.full_text is not None:
        read = counts.full_text
        numbers |= {
            "sought": (read.sought, "count"),
            "not_retrieved": (read.not_retrieved, "count"),
            "excluded_reports": (read.excluded, "count"),
        }
    for name, key, kind in (
        ("percent", "literature.coding.percent", "percent"),
        ("kappa", "literature.coding.kappa", "coefficient"),
        ("gaps", "literature.gaps.n", "count"),
    ):
        numbers[name] = (facts[key]["value"], kind)
    return numbers


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
        for stage, _, steps in _STAGES
        for step, lines in steps
        for line in _complete_lines(lines, values, labels)
        for name in values
        if f"{{{name}}}" in labels(f"literature.spar.{line}", "en")
    ]
    stages = {language: _stages(values, labels, language) for language in LANGUAGES}
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
            language: _lists_by_step(stages[language], found)
            for language, found in (lists or {}).items()
        },
    )


def _lists_by_step(stages: Stages, lists: Sequence[RecordList]) -> list[RecordList]:
    """Return the lists of the flow's boxes under the steps that deal with them."""
    found = []
    for _, _, steps in stages:
        for step in steps:
            for box in _RECORDS[step.id]:
                for item in (item for item in lists if item.part == box):
                    whole = item.heading == item.title
                    heading = item.title if whole else f"{item.title}: {item.heading}"
                    found.append(item._replace(heading=heading, part=step.id, title=step.name))
    return found


Stages = Sequence[tuple[str, str, Sequence[Step]]]


def _stages(values: Values, labels: Labels, language: str) -> Stages:
    """Return the stages with their steps, the numbers filled in."""
    printed = {
        name: format_value(value, kind, language, 1 if kind == "percent" else None)
        for name, (value, kind) in values.items()
    }
    number = 0
    stages = []
    for stage, colour, steps in _STAGES:
        found = []
        for step, lines in steps:
            number += 1
            name = f"{number}. {labels(f'literature.spar.{step}', language)}"
            found.append(
                Step(
                    step,
                    name,
                    [
                        labels(f"literature.spar.{x}", language).format(**printed)
                        for x in _complete_lines(lines, values, labels)
                    ],
                )
            )
        stages.append((labels(f"literature.figure.flow.{stage}", language), colour, found))
    return stages


def _complete_lines(lines: Sequence[str], values: Values, labels: Labels) -> list[str]:
    """Return those of ``lines`` whose numbers the review has."""
    return [
        line
        for line in lines
        if {*_PLACEHOLDER.findall(labels(f"literature.spar.{line}", "en"))} <= {*values}
    ]


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
