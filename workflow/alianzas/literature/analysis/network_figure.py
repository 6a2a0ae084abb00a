"""A network as a figure: circles sized by occurrences and coloured by community, with links."""

from __future__ import annotations

import math
import textwrap
from typing import TYPE_CHECKING, Any

from honest_results.figures import Figure
from human_files.language.current import current_languages
from human_files.language.numbers import format_value

if TYPE_CHECKING:
    import matplotlib.figure
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    from human_files.language.labels import Labels

# Centimetres on the page.
_WIDTH, _HEIGHT, _MARGIN = 16.5, 11.5, 0.5
_LETTER, _LINE = 0.145, 0.34
COLOURS = ("blue", "orange", "green", "purple", "vermilion", "sky", "yellow", "grey")
#: Number of terms named in the alt text, and maximum number of lines drawn per node.
_NAMED, _LINES = 12, 3


def network_figure(
    id: str, nodes: pd.DataFrame, links: pd.DataFrame, what: str, labels: Labels
) -> Figure:
    """Return the network of ``nodes`` (node, label, n, community) and ``links`` (first, second, n).

    ``what`` (keywords, cocitation) selects the labels. The data are the links with both labels;
    without nodes the figure says that there is too little to draw.
    """
    names = dict(zip(nodes["node"], nodes["label"], strict=True))
    data = links.assign(first=links["first"].map(names), second=links["second"].map(names))
    alt = {}
    for language in current_languages():
        parts = [labels(f"literature.figure.{what}.alt", language)]
        for community, part in nodes.groupby("community"):
            inside = ", ".join(
                f"{label} ({format_value(int(n), 'count', language)})"
                for label, n in zip(part["label"][:_NAMED], part["n"][:_NAMED], strict=True)
            )
            word = labels("literature.figure.community", language)
            parts.append(f"{word} {community}: {inside}.")
        if not len(nodes):
            parts.append(labels("literature.figure.too_little", language))
        alt[language] = " ".join(parts)
    return Figure(id, data, lambda language: _draw(nodes, links, labels, language), alt)


def _draw(
    nodes: pd.DataFrame, links: pd.DataFrame, labels: Labels, language: str
) -> matplotlib.figure.Figure:
    """Draw the circles with their labels, and each node's strongest links."""
    from matplotlib.collections import LineCollection
    from matplotlib.patches import Circle

    from honest_results.figure_style import PALETTE, new_figure

    if not len(nodes):
        figure, axes = new_figure("full", 3)
        axes.set_axis_off()
        axes.text(0.5, 0.5, labels("literature.figure.too_little", language), ha="center")
        return figure
    figure, axes = new_figure("full", _HEIGHT)
    axes.set_xlim(0, _WIDTH)
    axes.set_ylim(0, _HEIGHT - 0.3)
    axes.set_aspect("equal")
    axes.set_axis_off()
    rows = nodes.to_dict("records")
    most = max(int(row["n"]) for row in rows)
    radii = [0.12 + 0.42 * math.sqrt(int(row["n"]) / most) for row in rows]
    words = [textwrap.wrap(str(row["label"]), 18, break_long_words=False) or [""] for row in rows]
    places = _places(nodes, links, radii, words)
    index = {row["node"]: place for place, row in enumerate(rows)}
    drawn = strongest(links)
    top = max((n for *_, n in drawn), default=1)
    same = {row["node"]: row["community"] for row in rows}
    axes.add_collection(
        LineCollection(
            [[places[index[one]], places[index[other]]] for one, other, _ in drawn],
            linewidths=[0.4 + 2.2 * n / top for *_, n in drawn],
            colors=[
                _colour(same[one]) if same[one] == same[other] else PALETTE["grey"]
                for one, other, _ in drawn
            ],
            alpha=0.35,
            zorder=1,
        )
    )
    from matplotlib import patheffects

    for row, (x, y), radius, lines in zip(rows, places, radii, words, strict=True):
        axes.add_patch(
            Circle(
                (x, y),
                radius,
                facecolor=_colour(row["community"]),
                edgecolor="white",
                linewidth=0.8,
                alpha=0.9,
                zorder=2,
            )
        )
        axes.text(
            x,
            y - radius - 0.04,
            "\n".join(lines),
            ha="center",
            va="top",
            fontsize=7,
            linespacing=1.0,
            zorder=3,
            path_effects=[patheffects.withStroke(linewidth=1.8, foreground="white")],
        )
    return figure


def _colour(community: Any) -> str:
    """Return the colour of a community."""
    from honest_results.figure_style import PALETTE

    return PALETTE[COLOURS[(int(community) - 1) % len(COLOURS)]]


def strongest(links: pd.DataFrame) -> list[tuple[str, str, int]]:
    """Return the links to draw: each node's strongest, so that the figure stays readable."""
    rows = [
        (str(one), str(other), int(n))
        for one, other, n in zip(links["first"], links["second"], links["n"], strict=True)
    ]
    kept = set()
    for node in {side for one, other, _ in rows for side in (one, other)}:
        own = sorted((row for row in rows if node in row[:2]), key=lambda row: (-row[2], row))
        kept.update(own[:_LINES])
    return sorted(kept, key=lambda row: (row[2], row))


def _places(
    nodes: pd.DataFrame, links: pd.DataFrame, radii: list[float], words: list[list[str]]
) -> npt.NDArray[np.float64]:
    """Return the centre of each node in centimetres: a spring layout, labels moved apart."""
    import networkx
    import numpy as np

    graph = networkx.Graph()
    graph.add_nodes_from(nodes["node"])
    n = dict(zip(nodes["node"], nodes["n"], strict=True))
    home = dict(zip(nodes["node"], nodes["community"], strict=True))
    for one, other, count in zip(links["first"], links["second"], links["n"], strict=True):
        # Pull communities together, so that their colours are together too.
        pull = 3.0 if home[one] == home[other] else 0.5
        graph.add_edge(one, other, weight=pull * int(count) / math.sqrt(n[one] * n[other]))
    start = _wheel(nodes)
    found = networkx.spring_layout(graph, pos=start, weight="weight", seed=1, iterations=80, k=0.9)
    places = np.array([found[node] for node in nodes["node"]])
    low, high = places.min(axis=0), places.max(axis=0)
    places = (places - low) / np.where(high > low, high - low, 1)
    room = np.array([_WIDTH - 2.6, _HEIGHT - 2.2])
    places = places * room + np.array([1.3, 1.3])
    # Each node's box: its circle and the label below it.
    half = np.array(
        [
            [max(radius, max(map(len, lines)) * _LETTER / 2), (2 * radius + len(lines) * _LINE) / 2]
            for radius, lines in zip(radii, words, strict=True)
        ]
    )
    shift = np.array([[0.0, -len(lines) * _LINE / 2] for lines in words])
    for _ in range(400):
        moved = False
        boxes = places + shift
        for first in range(len(places)):
            for second in range(first + 1, len(places)):
                gap = boxes[second] - boxes[first]
                over = half[first] + half[second] + 0.06 - np.abs(gap)
                if (over > 0).all():
                    axis = int(np.argmin(over))
                    step = over[axis] / 2 * (1 if gap[axis] >= 0 else -1)
                    places[first, axis] -= step
                    places[second, axis] += step
                    boxes = places + shift
                    moved = True
        low = half - shift + _MARGIN / 2
        high = np.array([_WIDTH, _HEIGHT - 0.3]) - half - shift - _MARGIN / 2
        places = np.clip(places, low, high)
        if not moved:
            break
    return np.asarray(places, dtype="float64")


def _wheel(nodes: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Return starting positions: communities around a circle, and their nodes around each place."""
    communities = sorted(set(nodes["community"]))
    start = {}
    for place, community in enumerate(communities):
        angle = 2 * math.pi * place / len(communities)
        inside = list(nodes[nodes["community"] == community]["node"])
        for number, node in enumerate(inside):
            turn = 2 * math.pi * number / len(inside)
            start[node] = (
                math.cos(angle) + 0.35 * math.cos(turn),
                math.sin(angle) + 0.35 * math.sin(turn),
            )
    return start
