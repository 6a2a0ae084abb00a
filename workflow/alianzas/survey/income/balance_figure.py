"""Are the groups alike, and do they overlap? A love plot and mirrored histograms."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from alianzas.survey.income.balance import STAGES
from alianzas.survey.income.income_figure_parts import alt_text, empty_figure, panels_of
from alianzas.survey.income.income_table_words import covariate_key, estimand_title
from alianzas.survey.income.propensity_bars import BARS
from alianzas.survey.income.samples import group_label
from honest_results.figures import Figure
from honest_results.tables import SUPPRESSED
from human_files.language.labels import Labels
from human_files.language.numbers import format_value

if TYPE_CHECKING:
    import matplotlib.figure
    import pandas as pd


#: Colour and marker of each stage of adjustment.
_MARKERS = {
    "unadjusted": ("vermilion", "o"),
    "weighting": ("blue", "s"),
    "matching": ("green", "^"),
}


def balance_figure(balance: pd.DataFrame, limit: float, labels: Labels) -> Figure:
    """Return the love plot: absolute standardised differences before and after each adjustment.

    ``balance``: group, estimand, covariate, stage, difference, hidden. ``limit`` is drawn as a line;
    what is not shown has its mark in place of a marker.
    """
    shown = balance[balance["difference"].notna()]
    drawn = balance[balance["difference"].notna() | balance["hidden"]]

    def listed(language: str) -> list[str]:
        parts = []
        for (group, stage), part in shown.groupby(["group", "stage"], sort=False):
            largest = format_value(float(part["difference"].abs().max()), "number", language, 2)
            name = labels(group_label(str(group)), language)
            parts.append(
                f"{name}, {labels(f'survey.figure.balance.{stage}', language).lower()}: {largest}"
            )
        return parts

    def draw(language: str) -> matplotlib.figure.Figure:
        return _draw_balance(drawn, limit, labels, language)

    return Figure(
        "income_balance", balance, draw, alt_text("survey.figure.balance.alt", labels, listed)
    )


def _draw_balance(
    balance: pd.DataFrame, limit: float, labels: Labels, language: str
) -> matplotlib.figure.Figure:
    """Draw one panel per comparison with the covariates as rows."""
    from honest_results.figure_style import PALETTE, format_axis

    if balance.empty:
        return empty_figure(labels, language)
    pairs = list(balance[["group", "estimand"]].drop_duplicates().itertuples(index=False))
    titles = [estimand_title(group, estimand, labels)[language] for group, estimand in pairs]
    covariates = list(dict.fromkeys(balance["covariate"]))
    figure, panels = panels_of(titles, 3.4 + 0.55 * len(covariates), share_x=True)
    for panel, (group, _) in zip(panels, pairs, strict=True):
        part = balance[balance["group"] == group]
        for stage in STAGES:
            its = part[part["stage"] == stage]
            colour, sign = _MARKERS[stage]
            panel.plot(
                its["difference"].abs(),
                [covariates.index(name) for name in its["covariate"]],
                sign,
                color=PALETTE[colour],
                markersize=4.5,
                label=labels(f"survey.figure.balance.{stage}", language),
            )
        for name in dict.fromkeys(part.loc[part["hidden"], "covariate"]):
            panel.text(0, covariates.index(name), SUPPRESSED, va="center", color=PALETTE["ink"])
        dashes = (0, (4, 2))
        panel.axvline(limit, color=PALETTE["ink"], linewidth=0.8, linestyle=dashes, zorder=1)
        panel.grid(axis="both")
        format_axis(panel, "x", "number", language, 1)
        panel.set_xlabel(textwrap.fill(labels("survey.figure.balance.axis", language), 28))
    # Room for the markers at zero.
    panels[0].set_xlim(left=-0.02 * panels[0].get_xlim()[1])
    panels[0].set_ylim(len(covariates) - 0.5, -0.5)
    names = [textwrap.fill(labels(covariate_key(name), language), 26) for name in covariates]
    panels[0].set_yticks(range(len(covariates)), names)
    handles, texts = panels[0].get_legend_handles_labels()
    figure.legend(handles, texts, loc="outside upper center", ncols=len(STAGES))
    return figure


def overlap_figure(overlap: pd.DataFrame, labels: Labels) -> Figure:
    """Return mirrored histograms of the propensities: the group up, independent firms down.

    ``overlap``: group, treated, low, high, n (see
    :func:`alianzas.survey.income.income_check_frames.overlap_frame`).
    """

    def listed(language: str) -> list[str]:
        parts = []
        for (group, treated), part in overlap.groupby(["group", "treated"], sort=False):
            name = labels(group_label(str(group)), language)
            other = labels("survey.group.independent", language).lower()
            low, high = (
                format_value(float(bound), "number", language, 2)
                for bound in (part["low"].min(), part["high"].max())
            )
            parts.append(f"{name if treated else f'{name}, {other}'}: {low}–{high}")
        return parts

    def draw(language: str) -> matplotlib.figure.Figure:
        return _draw_overlap(overlap, labels, language)

    return Figure(
        "income_overlap", overlap, draw, alt_text("survey.figure.overlap.alt", labels, listed)
    )


def _draw_overlap(overlap: pd.DataFrame, labels: Labels, language: str) -> matplotlib.figure.Figure:
    """Draw one panel of mirrored histograms per group."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    from honest_results.figure_style import PALETTE, format_axis

    if overlap.empty:
        return empty_figure(labels, language)
    groups = list(dict.fromkeys(overlap["group"]))
    titles = [labels(group_label(group), language) for group in groups]
    figure, panels = panels_of(titles, 7.0)
    for panel, group in zip(panels, groups, strict=True):
        part = overlap[overlap["group"] == group]
        for treated, colour, key in ((1, "blue", group), (0, "orange", "independent")):
            its = part[part["treated"] == treated]
            width = its["high"] - its["low"]
            height = its["n"] / (width * BARS)
            panel.bar(
                its["low"],
                height if treated else -height,
                width=width,
                align="edge",
                color=PALETTE[colour],
                edgecolor="white",
                linewidth=0.4,
                label=labels(group_label(key), language),
            )
        panel.axhline(0, color=PALETTE["ink"], linewidth=0.7)
        panel.set_xlim(0, 1)
        format_axis(panel, "x", "number", language, 1)
        panel.set_xlabel(labels("survey.figure.overlap.axis", language))
        panel.legend(loc="upper left", handlelength=1.0)
    top = max(abs(bound) for bound in panels[0].get_ylim())
    ticks = MaxNLocator(nbins=7, integer=True).tick_values(-top, top)
    panels[0].set_yticks([tick for tick in ticks if abs(tick) <= top])
    # Room for the legend above the highest bar.
    panels[0].set_ylim(-top, 1.35 * top)
    panels[0].yaxis.set_major_formatter(
        FuncFormatter(lambda value, _: format_value(abs(round(value)), "count", language))
    )
    panels[0].set_ylabel(labels("survey.figure.overlap.firms", language))
    return figure
