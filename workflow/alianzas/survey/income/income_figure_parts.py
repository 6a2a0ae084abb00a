"""What the figures of the income checks share."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from human_files.language.current import current_languages
from human_files.language.labels import Labels
from human_files.language.numbers import format_value

if TYPE_CHECKING:
    import matplotlib.figure
    from matplotlib.axes import Axes


def alt_text(
    key: str, labels: Labels, rows: Callable[[str], Sequence[str]], confidence: float | None = None
) -> dict[str, str]:
    """Return the alt text ``key`` of a figure in every language; ``rows`` lists what it shows."""
    alt = {}
    for language in current_languages():
        listed = "; ".join(rows(language)) or labels("survey.figure.income.empty", language)
        level = format_value(confidence, "percent", language)
        alt[language] = labels(key, language).format(rows=listed.rstrip("."), level=level)
    return alt


def empty_figure(labels: Labels, language: str) -> matplotlib.figure.Figure:
    """Return a figure saying that the firms do not allow the comparison."""
    from honest_results.figure_style import new_figure

    figure, axes = new_figure("full", 3.0)
    axes.set_axis_off()
    words = labels("survey.figure.income.empty", language)
    axes.text(0.5, 0.5, words, ha="center", va="center", transform=axes.transAxes)
    return figure


def panels_of(
    titles: Sequence[str], height_cm: float, share_x: bool = False
) -> tuple[matplotlib.figure.Figure, list[Axes]]:
    """Return a full-width figure with one panel per title, side by side with the same y axis."""
    from honest_results.figure_style import new_figure

    figure, axes = new_figure("full", height_cm)
    figure.delaxes(axes)
    panels = figure.subplots(1, len(titles), sharex=share_x, sharey=True, squeeze=False)[0].tolist()
    for panel, title in zip(panels, titles, strict=True):
        panel.set_title(textwrap.fill(title, 34), loc="left", fontsize=8)
    return figure, panels
