"""Figures of counts: included studies by year, and by theory."""

from __future__ import annotations

import math
import textwrap
from typing import TYPE_CHECKING

from alianzas.literature.coding_sheets import NOT_STATED
from alianzas.literature.included_studies import LANGUAGES, Studies, count_codes
from alianzas.literature.screening import INCLUDE
from honest_results.figures import Figure
from human_files.language.numbers import format_value

if TYPE_CHECKING:
    import matplotlib.figure
    import pandas as pd

    from alianzas.config.codebook import Dimension
    from alianzas.config.literature_settings import Window
    from human_files.language.labels import Labels

#: Colours of headings, in the order of the codebook.
_COLOURS = ("blue", "orange", "green", "purple", "sky", "yellow")

#: Up to how many years each has its label and its count.
_LABELLED = 18
#: Share of the axis that the label of the recent window needs.
_WIDE = 0.35


def years_figure(records: pd.DataFrame, window: Window, focus: Window, labels: Labels) -> Figure:
    """Return included studies by year over the review window, with the focus window marked.

    The data have one row per year of the window: year, n, focus (0/1).
    """
    import pandas as pd

    included = records[records["decision"] == INCLUDE]["year"].astype("int64")
    years = list(range(window.first, window.last + 1))
    data = pd.DataFrame(
        {
            "year": years,
            "n": [int((included == year).sum()) for year in years],
            "focus": [int(focus.first <= year <= focus.last) for year in years],
        }
    )
    alt = {
        language: labels("literature.figure.years.alt", language).format(
            first=focus.first,
            last=focus.last,
            counts="; ".join(f"{y}: {n}" for y, n in zip(data["year"], data["n"], strict=True)),
        )
        for language in LANGUAGES
    }
    return Figure("years", data, lambda language: _draw_years(data, focus, labels, language), alt)


def _draw_years(
    data: pd.DataFrame, focus: Window, labels: Labels, language: str
) -> matplotlib.figure.Figure:
    """Draw one bar per year with its count, and mark the focus window."""
    from matplotlib.ticker import MaxNLocator

    from honest_results.figure_style import PALETTE, new_figure

    figure, axes = new_figure("full", 7.0)
    colours = [PALETTE["blue"] if recent else PALETTE["sky"] for recent in data["focus"]]
    axes.bar(data["year"], data["n"], width=0.72, color=colours)
    few = len(data) <= _LABELLED
    for year, n in zip(data["year"], data["n"], strict=True):
        if n or few:
            count = format_value(n, "count", language)
            axes.text(year, n + 0.12, count, ha="center", va="bottom", fontsize=8 if few else 6.5)
    top = float(data["n"].max())
    level = top * 1.16 + 0.4
    inside = data[data["focus"] == 1]["year"]
    if len(inside):
        left, right = inside.min() - 0.42, inside.max() + 0.42
        axes.annotate(
            "",
            xy=(left, level),
            xytext=(right, level),
            arrowprops={"arrowstyle": "|-|,widthA=0.25,widthB=0.25", "linewidth": 0.8}
            | {"color": PALETTE["ink"], "shrinkA": 0, "shrinkB": 0},
        )
        # On the mark of a wide window; above the mark of one too narrow for the label.
        wide = (right - left) / len(data) > _WIDE
        axes.text(
            (left + right) / 2 if wide else right,
            level if wide else level * 1.03,
            labels("literature.figure.years.focus", language).format(
                first=focus.first, last=focus.last
            ),
            ha="center" if wide else "right",
            va="center" if wide else "bottom",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 2.5} if wide else None,
        )
    axes.set_ylim(0, level * 1.08)
    axes.set_xlim(data["year"].min() - 0.6, data["year"].max() + 0.6)
    # In a long window only every second year is labelled, or every fifth, tenth …
    step = next(step for step in (1, 2, 5, 10, 20, 50) if len(data) <= step * _LABELLED)
    axes.set_xticks([year for year in data["year"] if step == 1 or year % step == 0])
    ticks = MaxNLocator(nbins=6, integer=True).tick_values(0, top)
    axes.set_yticks([tick for tick in ticks if tick <= top])
    axes.set_ylabel(labels("literature.figure.studies", language))
    axes.grid(axis="y")
    axes.tick_params(axis="x", length=0)
    return figure


def codes_figure(id: str, studies: Studies, dimension: Dimension, labels: Labels) -> Figure:
    """Return a dimension's codes in use as bars, coloured by heading, with "not stated" last.

    The data have one row per bar: heading, code, n, share of the included studies.
    """
    import pandas as pd

    included = len({name for names in studies.values() for name in names})
    silent = len(studies.get((dimension.id, NOT_STATED), ()))
    used = [count for count in count_codes(studies, dimension) if count.n]
    rows = [(count.code.parent or "", count.code.id, count.n) for count in used]
    rows.append(("", NOT_STATED, silent))
    data = pd.DataFrame(rows, columns=["heading", "code", "n"])
    data["share"] = data["n"] / included
    names = {
        language: {code.id: code.label.both()[language] for code in dimension.codes}
        for language in LANGUAGES
    }
    alt = {
        language: labels("literature.figure.codes.alt", language).format(
            dimension=dimension.label.both()[language],
            counts="; ".join(
                f"{names[language][code]}: {n}"
                for code, n in zip(data["code"], data["n"], strict=True)
            ),
        )
        for language in LANGUAGES
    }
    return Figure(
        id, data, lambda language: _draw_codes(data, names[language], labels, language), alt
    )


def _draw_codes(
    data: pd.DataFrame, names: dict[str, str], labels: Labels, language: str
) -> matplotlib.figure.Figure:
    """Draw one bar per code with its count and share, and a legend of the headings."""
    from matplotlib.patches import Patch
    from matplotlib.ticker import MaxNLocator

    from honest_results.figure_style import PALETTE, new_figure

    headings = [name for name in dict.fromkeys(data["heading"]) if name]
    order = [name for name in names if name in headings]
    figure, axes = new_figure("full", 1.9 + 0.52 * len(data) + 0.45 * math.ceil(len(order) / 3))
    colour = {name: PALETTE[_COLOURS[i % len(_COLOURS)]] for i, name in enumerate(order)}
    for place, row in enumerate(data.to_dict("records")):
        bar = axes.barh(place, row["n"], height=0.66, color=colour.get(row["heading"], "white"))
        if row["heading"] not in colour:
            bar[0].set(edgecolor=PALETTE["grey"], hatch="////", linewidth=0.6)
        text = (
            f"{format_value(row['n'], 'count', language)} "
            f"({format_value(row['share'], 'percent', language)})"
        )
        axes.annotate(text, (row["n"], place), (3, 0), textcoords="offset points", va="center")
    axes.set_yticks(
        range(len(data)),
        [
            "\n".join(textwrap.wrap(names[code], 36, break_on_hyphens=False))
            for code in data["code"]
        ],
    )
    axes.invert_yaxis()
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.set_xlim(0, max(1, data["n"].max()) * 1.16)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlabel(labels("literature.figure.studies", language))
    if order:
        handles = [Patch(color=colour[name], label=names[name]) for name in order]
        # There may be no room beside the bars, so the legend is below the axis.
        figure.legend(
            handles=handles,
            loc="outside lower center",
            ncols=min(3, len(handles)),
            handlelength=1.0,
            handleheight=1.0,
        )
    return figure
