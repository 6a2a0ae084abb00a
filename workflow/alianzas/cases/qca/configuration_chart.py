"""The figures of the analysis: the configuration chart, and cases by solution and outcome."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from alianzas.cases.figure_canvas import LETTER_WIDTH, bare_figure, wrap, write
from alianzas.cases.qca.configuration_words import enumerate_configurations, in_words
from alianzas.cases.qca.fitted_models import Context, ModelFit, fit_model
from alianzas.cases.qca.qca_analysis import ENHANCED, Analysis
from honest_results.figure_style import PALETTE, WIDTHS
from honest_results.figures import Figure
from human_files.language.current import current_languages
from human_files.language.numbers import format_value
from qca.terms import ANY, term_text

if TYPE_CHECKING:
    import matplotlib.figure
    from matplotlib.axes import Axes

_CORE, _PERIPHERAL = 130.0, 34.0  # areas of the marks in square points
_ROW = 0.56
_NUMBERS = ("consistency", "pri", "coverage", "unique")


def configurations_figure(analysis: Analysis, context: Context) -> Figure:
    """Return the figure ``configurations``, the chart of Ragin and Fiss (2008).

    Columns are the configurations of the first model of the enhanced solution, for the outcome and
    its negation; large signs are core conditions. Where there is no solution the figure says so.
    """
    import pandas as pd

    fitted = _fitted(analysis)
    rows: list[dict[str, Any]] = [
        {
            "side": side,
            "configuration": number,
            "formula": term_text(one.term, analysis.sets.conditions),
            "core": term_text(one.core, analysis.sets.conditions),
            **one.fit._asdict(),
            "unique": one.unique,
            "cases": len(one.typical) + len(one.deviant),
        }
        for side, model in fitted
        for number, one in enumerate(model.terms, start=1)
    ]
    columns = ["side", "configuration", "formula", "core", *_NUMBERS, "cases"]
    return Figure(
        id="configurations",
        data=pd.DataFrame(rows, columns=columns),
        draw=lambda language: _draw_chart(fitted, analysis, context, language),
        alt=_describe_chart(fitted, analysis, context),
    )


def _fitted(analysis: Analysis) -> list[tuple[str, ModelFit]]:
    """Return the first model of each side's enhanced solution."""
    return [
        (side.name, fit_model(model, side, analysis))
        for side in analysis.sides
        for model in side.solutions[ENHANCED].models[:1]
    ]


def _draw_chart(
    fitted: Sequence[tuple[str, ModelFit]], analysis: Analysis, context: Context, language: str
) -> matplotlib.figure.Figure:
    """Draw the chart: conditions as rows, configurations as columns, their fit below."""
    if not fitted:
        return say_nothing(context, language)
    words, conditions = context.labels, analysis.sets.conditions
    names = [context.printed[name][language] for name in conditions]
    numbers = {name: words(f"cases.qca.column.{name}", language) for name in _NUMBERS}
    numbers["cases"] = words("cases.qca.column.n", language)
    totals = {
        name: words(f"cases.qca.chart.{name}", language) for name in ("consistency", "coverage")
    }
    # In centimetres: the names, then equal columns, the two sides a little apart.
    left = 0.4 + LETTER_WIDTH * max(map(len, [*names, *numbers.values(), *totals.values()]))
    right = WIDTHS["full"] - 0.3
    columns = sum(len(model.terms) for _, model in fitted)
    apart = 0.5 if len(fitted) > 1 else 0.0
    width = min(2.4, (right - left - apart) / columns)
    figure, axes = bare_figure(2.6 + _ROW * (len(names) + len(numbers) + len(totals) + 1))
    for row, name in enumerate(names):
        write(axes, 0, row * _ROW, name)
    for place, (key, name) in enumerate([*numbers.items(), *totals.items()]):
        below = 0.3 if key in numbers and place < len(numbers) else 0.6
        write(axes, 0, (len(names) + place) * _ROW + below, name)
    x = left
    for side, model in fitted:
        span = width * len(model.terms)
        title = wrap(context.heading(analysis, side)[language], int(span / LETTER_WIDTH))
        write(axes, x + span / 2, -1.45, title, ha="center", weight="bold")
        axes.plot([x + 0.1, x + span - 0.1], [-1.1] * 2, color=PALETTE["ink"], lw=0.6)
        for number, one in enumerate(model.terms, start=1):
            centre = x + (number - 0.5) * width
            write(axes, centre, -0.72, str(number), ha="center")
            for row, (digit, core) in enumerate(zip(one.term, one.core, strict=True)):
                if digit != ANY:
                    _sign(axes, centre, row * _ROW, digit == 1, core != ANY)
            values = {**one.fit._asdict(), "unique": one.unique}
            for place, key in enumerate(numbers):
                y = (len(names) + place) * _ROW + 0.3
                count = len(one.typical) + len(one.deviant)
                text = (
                    format_value(count, "count", language)
                    if key == "cases"
                    else format_value(values[key], "number", language)
                )
                write(axes, centre, y, text, ha="center")
        for place, key in enumerate(totals, start=len(numbers)):
            text = format_value(getattr(model.whole, key), "number", language)
            write(axes, x + span / 2, (len(names) + place) * _ROW + 0.6, text, ha="center")
        x += span + apart
    end = x - apart
    for row, gap in ((len(names), -0.22), (len(names) + len(numbers), 0.1)):
        axes.plot([0, end], [row * _ROW + gap] * 2, color=PALETTE["grey"], lw=0.6)
    bottom = (len(names) + len(numbers) + len(totals)) * _ROW + 0.75
    _legend(axes, bottom, context, language)
    axes.set(xlim=(-0.1, right + 0.3), ylim=(bottom + 0.5, -2.1))
    return figure


def _sign(axes: Axes, x: float, y: float, present: bool, core: bool) -> None:
    """Draw a full circle for presence, a crossed one for absence; large for core conditions."""
    area = _CORE if core else _PERIPHERAL
    ink = PALETTE["ink"]
    face = ink if present else "white"
    axes.scatter([x], [y], s=area, facecolor=face, edgecolor=ink, linewidth=0.9, zorder=3)
    if not present:
        axes.scatter([x], [y], s=area * 0.45, marker="x", color=ink, linewidth=0.9, zorder=4)


def _legend(axes: Axes, y: float, context: Context, language: str) -> None:
    """Explain the four marks in a row at height ``y``."""
    x = 0.2
    for core, present in ((True, True), (True, False), (False, True), (False, False)):
        key = f"{'core' if core else 'peripheral'}.{'present' if present else 'absent'}"
        label = context.labels(f"cases.qca.legend.{key}", language)
        _sign(axes, x, y, present, core)
        write(axes, x + 0.4, y, label, 7.5)
        x += 1.0 + 0.94 * LETTER_WIDTH * len(label)


def say_nothing(context: Context, language: str) -> matplotlib.figure.Figure:
    """Return a small figure saying that there is no configuration to show."""
    figure, axes = bare_figure(1.6)
    write(axes, 0, 0, context.labels("cases.qca.chart.nothing", language))
    axes.set(xlim=(-0.1, WIDTHS["full"]), ylim=(0.5, -0.5))
    return figure


def _describe_chart(
    fitted: Sequence[tuple[str, ModelFit]], analysis: Analysis, context: Context
) -> dict[str, str]:
    """Return the alt text by language: each side's configurations and their fit."""
    texts = {}
    for language in current_languages():
        parts = []
        for side, model in fitted:
            configurations = enumerate_configurations(
                [
                    in_words(one.term, analysis.sets.conditions, context.inside, context.labels)
                    for one in model.terms
                ]
            )
            parts.append(
                context.labels("cases.qca.alt.side", language).format(
                    outcome=context.outcome(analysis, side)[language],
                    configurations=configurations[language],
                    consistency=format_value(model.whole.consistency, "number", language),
                    coverage=format_value(model.whole.coverage, "number", language),
                )
            )
        if not parts:
            parts = [context.labels("cases.qca.chart.nothing", language)]
        head = context.labels("cases.qca.alt.chart", language)
        texts[language] = " ".join([head, *parts])
    return texts
