"""The specification curve drawn: estimates by size above, the choices behind each below.

After Simonsohn, Simmons and Nelson (2020). One column per effect; the columns share the rows of
choices.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from honest_results.figures import Figure
from human_files.language.current import current_languages
from human_files.language.labels import Labels
from human_files.language.numbers import format_value

if TYPE_CHECKING:
    import matplotlib.figure
    import pandas as pd
    from matplotlib.axes import Axes

#: Number of columns that fit on the page.
_COLUMNS = 2
#: Heights in centimetres: of the curves, a row of choices, a gap between choices, the margins.
_CURVE, _ROW, _GAP, _ABOVE, _BELOW = 5.2, 0.36, 0.16, 1.4, 1.2
#: Widths in centimetres: of the text, at least and at most; the page; the space between columns.
_TEXT, _MOST_TEXT, _PAGE, _BETWEEN = 4.3, 6.5, 16.5, 0.5
#: Size of the text in points, and centimetres between it and the panel, and the edge of the page.
_SIZE, _GAP = 6.6, 0.14


def curve_figure(
    name: str,
    specifications: pd.DataFrame,
    titles: Mapping[str, Mapping[str, str]],
    options: Mapping[str, Sequence[str]],
    labels: Labels,
    confidence: float,
    kind: str,
) -> Figure:
    """Return the figure of the curves in ``titles`` (target → title by language), at most two.

    ``specifications``: see curve_results.curves_frame; ``options``: choice → its options in the
    order shown; ``kind`` of the estimates: coefficient or percent.
    """
    shown = [t for t in titles if (specifications["target"] == t).any()][:_COLUMNS]
    chosen = specifications[specifications["target"].isin(shown)].reset_index(drop=True)
    choices = {
        choice: [option for option in listed if (chosen[choice] == option).any()]
        for choice, listed in options.items()
        if choice in chosen and chosen[choice].nunique() > 1
    }
    alt = {
        language: _alt(chosen, shown, titles, labels, language, confidence, kind)
        for language in current_languages()
    }

    def draw(language: str) -> matplotlib.figure.Figure:
        if not shown:
            return _empty(labels, language)
        return _draw(chosen, shown, titles, choices, labels, language, confidence, kind)

    return Figure(name, chosen, draw, alt)


def _alt(
    frame: pd.DataFrame,
    shown: Sequence[str],
    titles: Mapping[str, Mapping[str, str]],
    labels: Labels,
    language: str,
    confidence: float,
    kind: str,
) -> str:
    """Return the alt text: range, median and number of clear estimates of each curve."""
    if not shown:
        return labels("survey.figure.curve.empty", language)
    parts = []
    for target in shown:
        own = frame[frame["target"] == target]
        clear = (own["low"] > 0) | (own["high"] < 0)
        decimals = 1 if kind == "percent" else None
        low, median, high = (
            format_value(v, kind, language, decimals)
            for v in own["estimate"].quantile([0, 0.5, 1]).tolist()
        )
        parts.append(
            labels("survey.figure.curve.part", language).format(
                title=titles[target][language],
                n=format_value(len(own), "count", language),
                low=low,
                median=median,
                high=high,
                clear=format_value(int(clear.sum()), "count", language),
                level=format_value(confidence, "percent", language),
            )
        )
    return f"{labels('survey.figure.curve.alt', language)} {' '.join(parts)}"


def _empty(labels: Labels, language: str) -> matplotlib.figure.Figure:
    """Return a figure saying that there is nothing to show."""
    from honest_results.figure_style import new_figure

    figure, axes = new_figure("full", 3)
    axes.set_axis_off()
    text = labels("survey.figure.curve.empty", language)
    axes.text(0.5, 0.5, text, ha="center", va="center", wrap=True)
    return figure


def _lines(
    choices: Mapping[str, Sequence[str]], labels: Labels, language: str
) -> list[tuple[float, str, str | None, str]]:
    """Return place, choice, option (None: the choice's heading) and text of each row of choices."""
    lines: list[tuple[float, str, str | None, str]] = []
    place = 0.0
    for choice, options in choices.items():
        lines.append((place, choice, None, labels(f"survey.choice.{choice}", language)))
        place += 1
        for option in options:
            lines.append((place, choice, option, option_label(choice, option, labels, language)))
            place += 1
        place += _GAP / _ROW
    return lines


def option_label(choice: str, option: str, labels: Labels, language: str) -> str:
    """Return the words for an option of a choice."""
    if choice == "controls" and option != "none":
        return ", ".join(labels(f"survey.control.{name}", language) for name in option.split("+"))
    return labels(f"survey.option.{option}", language)


def _draw(
    frame: pd.DataFrame,
    shown: Sequence[str],
    titles: Mapping[str, Mapping[str, str]],
    choices: Mapping[str, Sequence[str]],
    labels: Labels,
    language: str,
    confidence: float,
    kind: str,
) -> matplotlib.figure.Figure:
    """Draw the curves side by side with the rows of choices below them."""
    from matplotlib.figure import Figure as Canvas

    from honest_results.figure_style import PALETTE, text_width

    lines = _lines(choices, labels, language)
    below = _ROW * (lines[-1][0] + 1) if lines else 0.0
    height = _ABOVE + _CURVE + 0.35 + below + _BELOW
    figure = Canvas(figsize=(_PAGE / 2.54, height / 2.54))
    # Curves and choices must stay aligned, which an automatic layout would not ensure.
    figure.set_layout_engine("none")
    widest = max((text_width(text, _SIZE, "bold") for *_, text in lines), default=0.0)
    beside = min(_MOST_TEXT, max(_TEXT, widest + 2 * _GAP))
    width = (_PAGE - beside - 0.3 - _BETWEEN * (len(shown) - 1)) / len(shown)
    top, bottom = (_BELOW + below + 0.35) / height, _BELOW / height
    bounds = float(frame["low"].min()), float(frame["high"].max())
    margin = 0.04 * (bounds[1] - bounds[0])
    for k, target in enumerate(shown):
        own = frame[frame["target"] == target].reset_index(drop=True)
        left = (beside + k * (width + _BETWEEN)) / _PAGE
        axes = figure.add_axes((left, top, width / _PAGE, _CURVE / height))
        title = textwrap.fill(titles[target][language], 34)
        axes.set_title(title, fontsize=7.5, loc="left", linespacing=1.05)
        _curve(axes, own, labels, language, kind, bounds, margin, k == 0)
        if lines:
            panel = figure.add_axes((left, bottom, width / _PAGE, below / height))
            _panel(panel, own, lines)
            if k == 0:
                _name_choices(panel, lines, beside)
            panel.set_xlim(-1, len(own))
            panel.set_xlabel(labels("survey.figure.curve.order", language), fontsize=7)
    handles = [_handle(PALETTE["blue"]), _handle(PALETTE["vermilion"]), _handle(PALETTE["grey"])]
    level = format_value(confidence, "percent", language)
    texts = [
        labels(f"survey.figure.curve.{name}", language).format(level=level)
        for name in ("above", "under", "across")
    ]
    figure.legend(
        handles, texts, loc="upper center", bbox_to_anchor=(0.5, 0.998), ncols=3, fontsize=7
    )
    return figure


def _handle(colour: str) -> Any:
    """Return a legend handle in a colour."""
    from matplotlib.lines import Line2D

    return Line2D([], [], color=colour, marker="o", markersize=3, linewidth=1)


def _colours(own: pd.DataFrame) -> list[str]:
    """Return the colour of each estimate: above zero, below it, or across it."""
    from honest_results.figure_style import PALETTE

    return [
        PALETTE["blue"] if low > 0 else PALETTE["vermilion"] if high < 0 else PALETTE["grey"]
        for low, high in zip(own["low"], own["high"], strict=True)
    ]


def _curve(
    axes: Axes,
    own: pd.DataFrame,
    labels: Labels,
    language: str,
    kind: str,
    bounds: tuple[float, float],
    margin: float,
    first: bool,
) -> None:
    """Draw the estimates of one effect with their intervals and median."""
    from matplotlib.ticker import MaxNLocator

    from honest_results.figure_style import PALETTE, format_axis

    colours = _colours(own)
    places = range(len(own))
    axes.vlines(places, own["low"], own["high"], colors=colours, linewidth=0.5, alpha=0.45)
    axes.scatter(places, own["estimate"], c=colours, s=3.5, linewidths=0, zorder=3)
    axes.axhline(0, color=PALETTE["ink"], linewidth=0.7, zorder=1)
    median = float(own["estimate"].median())
    axes.axhline(median, color=PALETTE["ink"], linewidth=0.7, linestyle=(0, (4, 2)), zorder=1)
    axes.set_xlim(-1, len(own))
    axes.set_ylim(bounds[0] - margin, bounds[1] + margin)
    axes.set_xticks([])
    axes.grid(axis="y")
    axes.yaxis.set_major_locator(MaxNLocator(nbins=7, steps=[1, 2, 5, 10]))
    format_axis(axes, "y", kind, language, 0 if kind == "percent" else 1)
    if first:
        axes.set_ylabel(labels(f"survey.figure.curve.axis_{kind}", language))
    else:
        axes.tick_params(axis="y", labelleft=False)


def _panel(
    axes: Axes,
    own: pd.DataFrame,
    lines: Sequence[tuple[float, str, str | None, str]],
) -> None:
    """Draw, for each option, a tick under every specification that uses it."""
    from honest_results.figure_style import PALETTE

    colours = _colours(own)
    last = lines[-1][0]
    axes.set_ylim(last + 0.5, -0.5)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.spines["bottom"].set_visible(False)
    for place, choice, option, _ in lines:
        if option is not None:
            there = [k for k, value in enumerate(own[choice]) if value == option]
            axes.axhline(place, color=PALETTE["light"], linewidth=0.5, zorder=0)
            axes.vlines(
                there,
                place - 0.34,
                place + 0.34,
                colors=[colours[k] for k in there],
                linewidth=0.8,
            )


def _name_choices(
    axes: Axes, lines: Sequence[tuple[float, str, str | None, str]], beside: float
) -> None:
    """Write the choices at the edge of the page and their options beside the panel.

    ``beside`` is the width that there is; letters are smaller where a text needs more.
    """
    from honest_results.figure_style import text_width

    room = beside - 2 * _GAP
    for place, _, option, text in lines:
        weight: Literal["normal", "bold"] = "bold" if option is None else "normal"
        away = beside - _GAP if option is None else _GAP
        axes.annotate(
            text,
            (0, place),
            (-away / 2.54 * 72, 0),
            xycoords=("axes fraction", "data"),
            textcoords="offset points",
            ha="left" if option is None else "right",
            va="center",
            fontsize=_SIZE * min(1.0, room / text_width(text, _SIZE, weight)),
            fontweight=weight,
            annotation_clip=False,
        )
