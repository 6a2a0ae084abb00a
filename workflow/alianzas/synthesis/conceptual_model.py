"""The conceptual model: what the propositions say, as arrows between boxes.

It shows what is asked, and nothing of what was found. Each outcome stands at the right, once, and
beside it all that is said to go with it, or that this is compared with.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from honest_results.claims.statement_models import Proposition
from honest_results.figures import Figure
from human_files.language.current import current_languages
from human_files.language.labels import Labels
from human_files.settings import Text

if TYPE_CHECKING:
    import matplotlib.figure
    import pandas as pd
    from matplotlib.axes import Axes

# Centimetres on the page: narrow, so that letters stay large on the screen of a telephone.
_MARGIN, _BOX, _ARROW = 0.1, 4.6, 2.8
_WIDTH = 2 * _MARGIN + 2 * _BOX + _ARROW
_LINE, _PAD, _NEAR, _APART = 0.4, 0.14, 0.18, 0.42
#: Below the boxes, for the stamp of a draft.
_BELOW = 0.45
#: Sizes of the words in boxes and on arrows, in points.
_SIZE, _SMALL = 9.0, 8.5


@dataclass
class Origin:
    """A box at the left: the propositions that say it goes with the outcome more, less, or just so."""

    name: Text
    more: list[str] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    less: list[str] = field(default_factory=list)

    @property
    def is_only_compared(self) -> bool:
        """Whether no proposition is about it."""
        return not self.more and not self.plain

    def arrow_words(self, labels: Labels, language: str) -> list[str]:
        """Return what stands over its arrow, a text for each thing that is said of it."""
        said = [
            f"{', '.join(numbers)}: {labels(f'synthesis.conceptual.{key}', language)}"
            for key, numbers in (("more", self.more), ("less", self.less))
            if numbers
        ]
        return [*said, ", ".join(self.plain)] if self.plain else said


@dataclass
class Outcome:
    """A box at the right, and the boxes whose arrows lead to it."""

    name: Text
    origins: list[Origin] = field(default_factory=list)

    def origin(self, name: Text) -> Origin:
        """Return the box of that name, which is added if it is new."""
        for origin in self.origins:
            if origin.name == name:
                return origin
        self.origins.append(Origin(name))
        return self.origins[-1]


def number_of(place: int) -> str:
    """Return the number of the proposition at ``place``, counted from zero: "P1"."""
    return f"P{place + 1}"


def outcomes_of(propositions: Sequence[Proposition]) -> list[Outcome]:
    """Return the outcomes in the order of the propositions, what is only compared last in each."""
    outcomes: dict[str, Outcome] = {}
    for place, proposition in enumerate(propositions):
        relation, number = proposition.relation, number_of(place)
        outcome = outcomes.setdefault(relation.to.first, Outcome(relation.to))
        origin = outcome.origin(relation.from_)
        if relation.compared_with is None:
            origin.plain.append(number)
        else:
            origin.more.append(number)
            outcome.origin(relation.compared_with).less.append(number)
    for outcome in outcomes.values():
        outcome.origins.sort(key=lambda origin: origin.is_only_compared)
    return [*outcomes.values()]


def conceptual_model(propositions: Sequence[Proposition], labels: Labels) -> Figure:
    """Return the figure; its data have one row per proposition: number, proposition, and the boxes."""
    outcomes = outcomes_of(propositions)
    alt = {
        language: labels("synthesis.conceptual.alt", language)
        + "".join(
            f" {number_of(place)}: {proposition.text.words(language)}"
            for place, proposition in enumerate(propositions)
        )
        for language in current_languages()
    }
    return Figure(
        "conceptual_model",
        _data(propositions),
        lambda language: _draw(outcomes, labels, language),
        alt,
    )


def _data(propositions: Sequence[Proposition]) -> pd.DataFrame:
    import pandas as pd

    rows = []
    for place, proposition in enumerate(propositions):
        row = {"number": number_of(place), "proposition": proposition.id}
        boxes = proposition.relation.boxes()
        for key in ("from", "to", "compared_with"):
            for language in current_languages():
                row[f"{key}_{language}"] = boxes[key].words(language) if key in boxes else ""
        rows.append(row)
    return pd.DataFrame(rows)


def _lines(name: Text, language: str) -> tuple[list[str], float]:
    """Return the words of a box in lines, and their size. All are measured as if they were bold."""
    from honest_results.figure_style import fitting_size, wrap_words

    text, room = name.words(language), _BOX - 2 * _PAD
    size = fitting_size(text, room, _SIZE, "bold")
    return wrap_words(text, room, size, "bold"), size


def _said(origin: Origin, labels: Labels, language: str) -> list[str]:
    """Return the lines over an arrow."""
    from honest_results.figure_style import wrap_words

    weight: Literal["normal", "bold"] = "normal" if origin.is_only_compared else "bold"
    words = origin.arrow_words(labels, language)
    return [line for text in words for line in wrap_words(text, _ARROW - 0.4, _SMALL, weight)]


def _draw(outcomes: Sequence[Outcome], labels: Labels, language: str) -> matplotlib.figure.Figure:
    """Draw the boxes of each outcome, one group below the other, so that no arrows cross."""
    from matplotlib.figure import Figure as Canvas

    heights = [
        [
            max(
                len(_lines(origin.name, language)[0]) * _LINE + 2 * _PAD,
                2 * len(_said(origin, labels, language)) * _LINE + 0.1,
            )
            for origin in outcome.origins
        ]
        for outcome in outcomes
    ]
    for outcome, rows in zip(outcomes, heights, strict=True):
        # The box of the outcome is as high as those beside it together, which its words may stretch.
        needed = len(_lines(outcome.name, language)[0]) * _LINE + 2 * _PAD
        lacking = needed - (sum(rows) + _NEAR * (len(rows) - 1))
        rows[-1] += max(0.0, lacking)
    tall = [sum(rows) + _NEAR * (len(rows) - 1) for rows in heights]
    total = _MARGIN + sum(tall) + _APART * (len(tall) - 1) + _BELOW
    figure = Canvas(figsize=(_WIDTH / 2.54, total / 2.54))
    figure.set_layout_engine("none")  # the page is measured in centimetres here
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, _WIDTH)
    axes.set_ylim(total, 0)
    axes.set_axis_off()
    top = _MARGIN
    for outcome, rows, height in zip(outcomes, heights, tall, strict=True):
        right = _MARGIN + _BOX + _ARROW
        _box(axes, _lines(outcome.name, language), right, top, height, "outcome")
        y = top
        for origin, row in zip(outcome.origins, rows, strict=True):
            look = "compared" if origin.is_only_compared else "origin"
            _box(axes, _lines(origin.name, language), _MARGIN, y, row, look)
            _arrow(axes, y + row / 2, look, _said(origin, labels, language))
            y += row + _NEAR
        top += height + _APART
    return figure


def _box(
    axes: Axes, words: tuple[list[str], float], left: float, top: float, height: float, look: str
) -> None:
    """Draw a box with its words, lines and their size, in the middle."""
    from matplotlib.patches import FancyBboxPatch

    from honest_results.figure_style import PALETTE

    edge = {"origin": "blue", "compared": "grey", "outcome": "green"}[look]
    axes.add_patch(
        FancyBboxPatch(
            (left, top),
            _BOX,
            height,
            boxstyle="round,pad=0,rounding_size=0.12",
            facecolor="white",
            edgecolor=PALETTE[edge],
            linewidth=1.1,
            linestyle=(0, (4, 2)) if look == "compared" else "solid",
        )
    )
    lines, size = words
    y = top + height / 2 - (len(lines) - 1) * _LINE / 2
    for place, line in enumerate(lines):
        axes.text(
            left + _BOX / 2,
            y + place * _LINE,
            line,
            ha="center",
            va="center_baseline",
            fontsize=size,
            fontweight="bold" if look == "outcome" else "normal",
        )


def _arrow(axes: Axes, y: float, look: str, said: Sequence[str]) -> None:
    """Draw an arrow between the columns, with what the propositions say of it above."""
    from honest_results.figure_style import PALETTE

    left = _MARGIN + _BOX
    is_compared = look == "compared"
    axes.annotate(
        "",
        xy=(left + _ARROW, y),
        xytext=(left, y),
        arrowprops={
            "arrowstyle": "-|>,head_length=0.5,head_width=0.22",
            "color": PALETTE["grey" if is_compared else "ink"],
            "linewidth": 1.0,
            "linestyle": (0, (4, 2)) if is_compared else "solid",
            "shrinkA": 2,
            "shrinkB": 2,
        },
    )
    for place, line in enumerate(reversed(said)):
        axes.text(
            left + _ARROW / 2 - 0.05,
            y - 0.09 - place * _LINE,
            line,
            ha="center",
            va="bottom",
            fontsize=_SMALL,
            fontweight="normal" if is_compared else "bold",
        )
