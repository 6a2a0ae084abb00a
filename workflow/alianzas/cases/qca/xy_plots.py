"""XY plots: each case by its membership in the solution and in the outcome."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from typing import TYPE_CHECKING, Any

from alianzas.cases.qca.configuration_chart import say_nothing
from alianzas.cases.qca.fitted_models import Context
from alianzas.cases.qca.qca_analysis import ENHANCED, Analysis, SideResult
from honest_results.figure_style import PALETTE, WIDTHS, format_axis
from honest_results.figures import Figure
from human_files.language.current import current_languages
from human_files.language.lists import join_words
from human_files.language.numbers import format_value
from qca.cuts import more_in
from qca.terms import membership_in_any

if TYPE_CHECKING:
    import matplotlib.figure
    import pandas as pd
    from matplotlib.axes import Axes

#: Kinds of case (Schneider and Rohlfing, 2013) with their colour and marker.
TYPICAL, DEVIANT, UNEXPLAINED, OTHER = "typical", "deviant", "unexplained", "other"
_MARKS = {
    TYPICAL: ("blue", "o"),
    DEVIANT: ("vermilion", "s"),
    UNEXPLAINED: ("orange", "^"),
    OTHER: ("grey", "o"),
}


def place_cases(analysis: Analysis) -> pd.DataFrame:
    """Return side, case, solution and outcome (degrees) and kind, for each side with a solution.

    Kinds: typical (in both), deviant (in the solution, without the outcome: evidence against it),
    unexplained (with the outcome, outside the solution), other (in neither).
    """
    import pandas as pd

    rows = []
    for side in analysis.sides:
        for model in side.solutions[ENHANCED].models[:1]:
            degrees = membership_in_any(model.terms, analysis.sets.values)
            rows += [
                (side.name, case, float(x), float(y), _kind(bool(more_in(x)), bool(more_in(y))))
                for case, x, y in zip(analysis.sets.cases, degrees, side.outcome, strict=True)
            ]
    return pd.DataFrame(rows, columns=["side", "case", "solution", "outcome", "kind"])


def _kind(inside: bool, having: bool) -> str:
    if inside:
        return TYPICAL if having else DEVIANT
    return UNEXPLAINED if having else OTHER


def solution_plots(analysis: Analysis, context: Context) -> Figure:
    """Return the figure ``solution_plots``: one panel for the outcome, one for its negation."""
    data = place_cases(analysis)
    return Figure(
        id="solution_plots",
        data=data,
        draw=lambda language: _draw(data, analysis, context, language),
        alt={
            language: _describe(data, analysis, context, language)
            for language in current_languages()
        },
    )


def _draw(
    data: pd.DataFrame, analysis: Analysis, context: Context, language: str
) -> matplotlib.figure.Figure:
    """Draw one panel per side that has a solution, with a common legend."""
    from matplotlib.figure import Figure as Page
    from matplotlib.lines import Line2D

    sides = [side for side in analysis.sides if (data["side"] == side.name).any()]
    if not sides:
        return say_nothing(context, language)
    # High enough for square panels: the layout takes no account of them, and a title would be cut off.
    page = Page(figsize=(WIDTHS["full"] / 2.54, 9.4 / 2.54), layout="constrained")
    for place, side in enumerate(sides, start=1):
        axes = page.add_subplot(1, 2, place)
        _panel(axes, data[data["side"] == side.name], side, context)
        axes.set_title(context.heading(analysis, side.name)[language])
        axes.set_xlabel(context.labels("cases.qca.plot.x", language))
        axes.set_ylabel(context.labels("cases.qca.plot.y", language))
        for which in ("x", "y"):
            format_axis(axes, which, "number", language, 1)
    kinds = [kind for kind in _MARKS if (data["kind"] == kind).any()]
    handles = [
        Line2D(
            [],
            [],
            marker=_MARKS[kind][1],
            color="none",
            markerfacecolor=PALETTE[_MARKS[kind][0]],
            markeredgecolor="none",
            markersize=6,
            label=context.labels(f"cases.qca.plot.{kind}", language),
        )
        for kind in kinds
    ]
    page.legend(handles=handles, loc="outside lower left", ncols=len(handles), handletextpad=0.2)
    return page


def _panel(axes: Axes, data: pd.DataFrame, side: SideResult, context: Context) -> None:
    """Draw the cases; where several coincide, their number is written beside the mark."""
    axes.plot([0, 1], [0, 1], color=PALETTE["grey"], lw=0.6)
    for draw in (axes.axhline, axes.axvline):
        draw(0.5, color=PALETTE["grey"], lw=0.6, ls=(0, (3, 3)))
    places: dict[tuple[float, float], list[dict[Hashable, Any]]] = defaultdict(list)
    for row in data.to_dict("records"):
        places[round(float(row["solution"]), 2), round(float(row["outcome"]), 2)].append(row)
    for (x, y), rows in sorted(places.items()):
        colour, marker = _MARKS[str(rows[0]["kind"])]
        axes.scatter([x], [y], s=34, marker=marker, color=PALETTE[colour], zorder=3, clip_on=False)
        told = [context.firms[str(row["case"])] for row in rows if row["kind"] in _NAMED_KINDS]
        text = "; ".join(told) or (f"×{len(rows)}" if len(rows) > 1 else "")
        if text:
            # Write into the panel, away from its edges; a white background keeps the diagonal off
            # the words.
            right, high = x > 0.5, y > 0.5
            axes.annotate(
                text,
                (x, y),
                xytext=((-7 if told else 0) if right else 8, -6 if high else 6),
                textcoords="offset points",
                ha=("right" if told else "center") if right else "left",
                va="top" if high else "bottom",
                size=7.5,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8},
            )
    axes.set(xlim=(-0.02, 1.02), ylim=(-0.02, 1.02), aspect="equal")


#: Kinds whose cases are named in the plot because they call for a second look.
_NAMED_KINDS = (DEVIANT, UNEXPLAINED)


def _describe(data: pd.DataFrame, analysis: Analysis, context: Context, language: str) -> str:
    """Return the alt text: how many cases of each kind each panel shows."""
    parts = []
    for side in analysis.sides:
        rows = data[data["side"] == side.name]
        if not len(rows):
            continue
        counts = [
            context.labels("cases.qca.plot.count", language).format(
                kind=context.labels(f"cases.qca.plot.{kind}", language),
                n=format_value(int((rows["kind"] == kind).sum()), "count", language),
            )
            for kind in _MARKS
        ]
        parts.append(
            context.labels("cases.qca.alt.plot_side", language).format(
                outcome=context.outcome(analysis, side.name)[language],
                counts=join_words(counts, language),
            )
        )
    nothing = context.labels("cases.qca.chart.nothing", language)
    head = context.labels("cases.qca.alt.plots", language)
    return " ".join([head, *(parts or [nothing])])
