"""Diverging bars of the answers to every item (Heiberger & Robbins, 2014)."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from alianzas.survey.questionnaire import ALLIED, INDEPENDENT, Questionnaire
from alianzas.survey.questions import Question
from honest_results.figures import Figure
from human_files.language.current import current_languages
from human_files.language.labels import Labels
from human_files.language.numbers import format_value

if TYPE_CHECKING:
    import matplotlib.figure
    import pandas as pd
    from matplotlib.axes import Axes

#: From disagreement via grey to agreement; distinguishable with any colour vision.
_COLOURS = ("#A63A0B", "#E9A27A", "#D8DCE0", "#86B7DB", "#0B5A93")
#: Maximum number of characters per line of wording, at the printed size and width.
_WRAP = 58
#: Scales with more points have only their ends named in the legend, which is one line.
_NAMED_POINTS = 5
#: Height of a line, and room above (legend) and below (axis, stamp), in centimetres.
_LINE, _ABOVE, _BELOW = 0.57, 0.75, 1.65


def likert_figure(answers: pd.DataFrame, questionnaire: Questionnaire, labels: Labels) -> Figure:
    """Return the figure of the answers of the firms asked; neutral answers straddle zero.

    ``answers``: one row per firm, one column per question. Reversed items are shown as asked.
    """
    shares = answer_shares(answers[questionnaire.asked_items(answers)], questionnaire)
    alt = {
        language: _alt(shares, questionnaire, labels, language) for language in current_languages()
    }

    def draw(language: str) -> matplotlib.figure.Figure:
        return _draw(shares, questionnaire, labels, language)

    return Figure("likert", shares, draw, alt)


def answer_shares(firms: pd.DataFrame, questionnaire: Questionnaire) -> pd.DataFrame:
    """Return one row per item: construct, item, n (answers), and the share of each point."""
    import pandas as pd

    rows = []
    for construct in questionnaire.constructs:
        for item in questionnaire.items(construct):
            given = firms[item.id].dropna()
            row: dict[str, Any] = {"construct": construct, "item": item.id, "n": len(given)}
            for point in sorted(questionnaire.scales[item.scale]):
                row[f"share_{point}"] = (given == point).mean() if len(given) else None
            rows.append(row)
    return pd.DataFrame(rows)


def _whose(questionnaire: Questionnaire) -> str:
    """Return the ending of labels that say whose answers are shown: of allied firms, or of firms."""
    group = questionnaire.group
    if group is None or set(questionnaire.codes(group.question)) != {ALLIED, INDEPENDENT}:
        return ".firms"
    items = questionnaire.items()
    conditions = [questionnaire.conditions(item).get(group.question) for item in items]
    return "" if all(opening == [ALLIED] for opening in conditions) else ".firms"


def _sides(row: dict[Any, Any], item: Question, questionnaire: Questionnaire) -> tuple[float, ...]:
    """Return the shares below, at and above the middle of the item's scale."""
    points = sorted(questionnaire.scales[item.scale])
    middle = (points[0] + points[-1]) / 2
    sides = [0.0, 0.0, 0.0]
    for point in points:
        sides[1 + (point > middle) - (point < middle)] += row[f"share_{point}"] or 0.0
    return tuple(sides)


def _alt(shares: pd.DataFrame, questionnaire: Questionnaire, labels: Labels, language: str) -> str:
    """Return the alt text: the statements agreed with most and least."""
    rows: list[dict[Any, Any]] = [row for row in shares.to_dict("records") if row["n"]]
    if not rows:
        return labels("survey.figure.likert.empty" + _whose(questionnaire), language)
    straight = [row for row in rows if not questionnaire[row["item"]].reverse] or rows
    agreed = sorted(
        (_sides(row, questionnaire[row["item"]], questionnaire)[2], row["item"]) for row in straight
    )
    texts = {}
    for name, (share, item) in (("least", agreed[0]), ("most", agreed[-1])):
        wording = questionnaire[item].wording.words(language).rstrip(".")
        texts[name] = f"{wording} ({format_value(share, 'percent', language)})"
    count = format_value(len(rows), "count", language)
    # Only of statements on agreement can it be said that firms agree with them.
    agrees = {item.scale for item in questionnaire.items()} == {"agreement"}
    key = "survey.figure.likert.alt" + (_whose(questionnaire) if agrees else ".other")
    return labels(key, language).format(items=count, **texts)


def _draw(
    shares: pd.DataFrame, questionnaire: Questionnaire, labels: Labels, language: str
) -> matplotlib.figure.Figure:
    """Draw the wordings on the left and their bars on the right."""
    from matplotlib.figure import Figure as Canvas

    from honest_results.figure_style import PALETTE, WIDTHS

    lines: list[tuple[float, str, dict[Any, Any] | None]] = []
    height = 0.0
    for construct, rows in shares.groupby("construct", sort=False):
        name = questionnaire.constructs[str(construct)].label.words(language)
        lines.append((height, name, None))
        height += 0.95
        for row in rows.to_dict("records"):
            item = questionnaire[row["item"]]
            mark = f" {labels('survey.reversed', language)}" if item.reverse else ""
            text = item.wording.words(language) + mark
            lines.append((height, _wrapped(text), row))
            height += 1.0
        height += 0.1
    centimetres = _ABOVE + _BELOW + _LINE * height
    figure = Canvas(figsize=(WIDTHS["full"] / 2.54, centimetres / 2.54))
    # Wordings and bars must stay aligned, which an automatic layout would not ensure.
    figure.set_layout_engine("none")
    bottom, tall = _BELOW / centimetres, _LINE * height / centimetres
    words = figure.add_axes((0.0, bottom, 0.48, tall))
    axes = figure.add_axes((0.49, bottom, 0.465, tall))
    for pane in (words, axes):
        pane.set_ylim(height - 0.4, -0.6)
    words.set_axis_off()
    words.set_xlim(0, 1)
    for place, text, plotted in lines:
        if plotted is None:
            words.text(0.005, place, text, weight="bold", size=7.5, va="center")
        else:
            words.text(0.02, place, plotted["item"], size=6.6, va="center", color=PALETTE["grey"])
            words.text(0.1, place, text, size=6.6, va="center", linespacing=1.05)
            _bar(axes, place, plotted, questionnaire, language)
    axes.axvline(0, color=PALETTE["ink"], linewidth=0.6, zorder=3)
    axes.set_xlim(-1, 1)
    ticks = [-1, -0.5, 0, 0.5, 1]
    axes.set_xticks(ticks, [format_value(abs(tick), "percent", language) for tick in ticks])
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_xlabel(labels("survey.figure.likert.axis" + _whose(questionnaire), language))
    _legend(figure, questionnaire, labels, language)
    return figure


def _wrapped(text: str) -> str:
    """Return the text on as few lines as possible, of similar length."""
    lines = textwrap.wrap(text, _WRAP)
    for width in range(len(text) // len(lines), _WRAP):
        even = textwrap.wrap(text, width)
        if len(even) == len(lines):
            return "\n".join(even)
    return "\n".join(lines)


def _bar(
    axes: Axes, place: float, row: dict[Any, Any], questionnaire: Questionnaire, language: str
) -> None:
    """Draw one diverging bar with the shares below and above the middle."""
    item = questionnaire[row["item"]]
    points = sorted(questionnaire.scales[item.scale])
    if not row["n"]:
        return
    below, neutral, above = _sides(row, item, questionnaire)
    left = -below - neutral / 2
    start = left
    for point, colour in zip(points, _shades(len(points)), strict=True):
        share = row[f"share_{point}"]
        axes.barh(place, share, left=start, height=0.62, color=colour, linewidth=0)
        start += share
    for side, x, align in ((below, left - 0.02, "right"), (above, start + 0.02, "left")):
        axes.text(
            x, place, format_value(side, "percent", language), size=6.3, ha=align, va="center"
        )


def _shades(points: int) -> list[Any]:
    """Return as many colours as the scale has points."""
    from matplotlib.colors import LinearSegmentedColormap

    scale = LinearSegmentedColormap.from_list("agreement", _COLOURS)
    return [scale(k / (points - 1)) for k in range(points)]


def _legend(
    figure: matplotlib.figure.Figure, questionnaire: Questionnaire, labels: Labels, language: str
) -> None:
    """Draw the legend of the scale's points."""
    from matplotlib.patches import Patch

    texts = _legend_texts(questionnaire, labels, language)
    handles = [
        Patch(color=shade, label=text)
        for shade, text in zip(_shades(len(texts)), texts, strict=True)
    ]
    figure.legend(
        handles=handles,
        loc="upper center",
        bbox_to_anchor=(0.5, 0.998),
        ncols=len(handles),
        fontsize=6.8,
        handlelength=1.0,
        handleheight=0.9,
        handletextpad=0.5,
        columnspacing=1.2,
    )


def _legend_texts(questionnaire: Questionnaire, labels: Labels, language: str) -> list[str]:
    """Return what the shades mean, from the lowest point to the highest.

    Of many points only the two ends are named; of several scales, that they are the ends.
    """
    names = list(dict.fromkeys(item.scale for item in questionnaire.items()))
    if len(names) > 1:
        ends = ("lowest", "highest")
        return [labels(f"survey.figure.likert.{end}", language) for end in ends]
    scale = questionnaire.scales[names[0]]
    points = sorted(scale)
    if len(points) <= _NAMED_POINTS:
        return [scale[point].words(language) for point in points]
    ends_of = {points[0], points[-1]}
    return [
        f"{point} = {scale[point].words(language)}" if point in ends_of else str(point)
        for point in points
    ]
