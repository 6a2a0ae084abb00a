"""The figures of the cases branch: the cross-case matrix, and benefits and challenges by model."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from alianzas.cases.benefits_challenges import TOTAL
from alianzas.cases.case_codes import BENEFIT, CHALLENGE, CONDITION, MODEL, OUTCOME, CaseCodes
from alianzas.cases.figure_canvas import (
    LETTER_WIDTH,
    POINTS_PER_CM,
    TEXT_SIZE,
    bare_figure,
    wrap,
    write,
)
from honest_results.figure_style import PALETTE, WIDTHS
from honest_results.figures import Figure
from human_files.language.current import current_languages
from human_files.language.labels import Labels
from human_files.language.lists import join_words

if TYPE_CHECKING:
    import matplotlib.figure
    import pandas as pd
    from matplotlib.axes import Axes

_DOT = 52.0  # area of a dot in square points
_COLOURS = {CONDITION: "ink", OUTCOME: "blue", BENEFIT: "green", CHALLENGE: "vermilion"}


def matrix_figure(matrix: pd.DataFrame, codes: CaseCodes, labels: Labels) -> Figure:
    """Return the figure ``cross_case_matrix`` of cross_case_matrix.build_matrix's frame."""
    conditions = codes.ids(CONDITION)
    data = matrix[["case", "firm", MODEL, *conditions, codes.outcome]]
    words = labels.with_texts(codes.labels())
    return Figure(
        id="cross_case_matrix",
        data=data,
        draw=lambda language: _draw_matrix(data, codes, words, language),
        alt={
            language: _describe_matrix(data, codes, labels, language)
            for language in current_languages()
        },
    )


def counts_figure(
    counts: pd.DataFrame, cases: dict[str, int], codes: CaseCodes, labels: Labels
) -> Figure:
    """Return the figure ``benefits_challenges`` of benefits_challenges.count_by_model's frame.

    ``cases`` is the number of cases of each model.
    """
    words = labels.with_texts(codes.labels())
    totals = dict(zip(counts["code"], counts[TOTAL], strict=True))
    alt = {
        language: labels("cases.alt.benefits_challenges", language).format(
            models=len(cases),
            n=sum(cases.values()),
            counts=_enumerate(totals, codes, labels, language),
        )
        for language in current_languages()
    }
    return Figure(
        id="benefits_challenges",
        data=counts,
        draw=lambda language: _draw_counts(counts, cases, words, language),
        alt=alt,
    )


def _draw_matrix(
    data: pd.DataFrame, codes: CaseCodes, words: Labels, language: str
) -> matplotlib.figure.Figure:
    """Draw the cases as rows grouped by model, with a dot for each condition and the outcome."""
    columns = [(CONDITION, code) for code in codes.ids(CONDITION)] + [(OUTCOME, codes.outcome)]
    titles = [words(f"{dimension}.{code}", language) for dimension, code in columns]
    # In centimetres: the names first, then equal columns, the outcome a little apart.
    sums = {
        words(f"cases.row.{name}", language).format(n=len(group)): group
        for name, group in _by_outcome(data, codes.outcome)
    }
    left = 0.4 + LETTER_WIDTH * max(map(len, [*data["firm"], *sums]))
    right = WIDTHS["full"] - 0.2
    width = (right - left) / (len(columns) + 0.3)
    places = [left + (index + 0.5) * width for index in range(len(columns))]
    places[-1] += 0.3 * width
    figure, axes = bare_figure(height_cm=2.4 + 0.53 * (len(data) + data[MODEL].nunique() + 3))
    y = 0.0
    for model, group in data.groupby(MODEL, sort=False):
        y += 0.35
        write(axes, 0, y, words(f"{MODEL}.{model}", language), weight="bold")
        axes.plot([0, right], [y + 0.5] * 2, color=PALETTE["light"], lw=0.6)
        for row in group.to_dict("records"):
            y += 1
            write(axes, 0, y, row["firm"])
            for x, (dimension, code) in zip(places, columns, strict=True):
                _dot(axes, x, y, bool(row[code]), _COLOURS[dimension])
        y += 1
    y += 0.1
    axes.plot([0, right], [y - 0.45] * 2, color=PALETTE["ink"], lw=0.6)
    for title, group in sums.items():
        y += 0.3
        write(axes, 0, y, title)
        for x, (dimension, code) in zip(places, columns, strict=True):
            if dimension != OUTCOME:
                write(axes, x, y, str(group[code].sum()), ha="center")
        y += 0.7
    size = _fitting_size(titles, width)
    for x, title in zip(places, titles, strict=True):
        title = wrap(title, int(width / LETTER_WIDTH * TEXT_SIZE / size))
        write(axes, x, -0.7, title, ha="center", size=size)
    _legend(axes, 0, y + 0.5, words, language)
    axes.set(xlim=(-0.1, right), ylim=(y + 0.9, -1.9))
    return figure


def _draw_counts(
    counts: pd.DataFrame, cases: dict[str, int], words: Labels, language: str
) -> matplotlib.figure.Figure:
    """Draw, for each code and model, a dot per case, filled where the code is present."""
    names = {
        (row.dimension, row.code): words(f"{row.dimension}.{row.code}", language)
        for row in counts.itertuples()
    }
    # In centimetres: the names first, then one equal column per model with its dots in the middle.
    left = 0.6 + LETTER_WIDTH * max(map(len, names.values()))
    width = (WIDTHS["full"] - 0.2 - left) / len(cases)
    step = min(0.72, (width - 1.1) / max(cases.values()))
    area = min(_DOT, (0.8 * step * POINTS_PER_CM) ** 2)
    figure, axes = bare_figure(height_cm=2.4 + 0.56 * (len(counts) + 3))
    centres = {model: left + (place + 0.5) * width for place, model in enumerate(cases)}
    for model, number in cases.items():
        title = wrap(words(f"{MODEL}.{model}", language), int(0.8 * width / LETTER_WIDTH))
        write(axes, centres[model], -1.3, title, weight="bold", ha="center")
        size = words("cases.figure.cases", language).format(n=number)
        write(axes, centres[model], -0.6, size, ha="center", color=PALETTE["grey"])
    y = 0.2
    for dimension, group in counts.groupby("dimension", sort=False):
        write(axes, 0, y, words(str(dimension), language), weight="bold")
        for row in group.to_dict("records"):
            y += 1
            write(axes, 0.2, y, names[row["dimension"], row["code"]])
            for model, number in cases.items():
                first = centres[model] - (number - 1) / 2 * step
                for place in range(number):
                    x, filled = first + place * step, place < row[model]
                    _dot(axes, x, y, filled, _COLOURS[row["dimension"]], area)
                counted = centres[model] + (number - 1) / 2 * step + 0.4
                write(axes, counted, y, str(row[model]), color=PALETTE["grey"])
        y += 1.4
    _legend(axes, 0, y, words, language)
    axes.set(xlim=(-0.1, WIDTHS["full"] - 0.2), ylim=(y + 0.4, -2.4))
    return figure


def _dot(axes: Axes, x: float, y: float, filled: bool, colour: str, area: float = _DOT) -> None:
    """Draw a filled or an empty circle at (x, y)."""
    face = PALETTE[colour] if filled else "white"
    edge = PALETTE[colour] if filled else PALETTE["grey"]
    axes.scatter([x], [y], s=area, facecolor=face, edgecolor=edge, linewidth=0.8, zorder=3)


def _legend(axes: Axes, x: float, y: float, words: Labels, language: str) -> None:
    """Explain the filled and the empty circle in a row that begins at ``x``, in centimetres."""
    for filled, name in ((True, "present"), (False, "absent")):
        label = words(f"cases.legend.{name}", language)
        _dot(axes, x + 0.14, y, filled, "ink")
        write(axes, x + 0.4, y, label)
        x += 0.9 + LETTER_WIDTH * len(label)


def _fitting_size(titles: Iterable[str], width: float) -> float:
    """Return the size in points at which the longest word of ``titles`` fits in ``width`` cm."""
    longest = max(len(word) for title in titles for word in title.split())
    return min(7.5, TEXT_SIZE * (width - 0.12) / (LETTER_WIDTH * longest))


def _by_outcome(data: pd.DataFrame, outcome: str) -> list[tuple[str, pd.DataFrame]]:
    """Split the cases into successful and unsuccessful ones."""
    return [("success", data[data[outcome] == 1]), ("unsuccessful", data[data[outcome] == 0])]


def _describe_matrix(data: pd.DataFrame, codes: CaseCodes, labels: Labels, language: str) -> str:
    """Return the alt text of the matrix: how often each condition occurs among the successes.

    Where none succeeds, it is how often each occurs in all cases.
    """
    successful = data[data[codes.outcome] == 1]
    many = "none" if successful.empty else "all" if len(successful) == len(data) else "some"
    told = data if successful.empty else successful
    counts = {code: int(told[code].sum()) for code in codes.ids(CONDITION)}
    numbers = {"n": len(data), "success": len(successful)}
    succeeded = labels(f"cases.alt.succeeded.{many}", language).format(**numbers)
    among = "nothing" if not any(counts.values()) else "cases" if many == "none" else "successes"
    shown = labels(f"cases.alt.among.{among}", language).format(
        counts=_enumerate(counts, codes, labels, language)
    )
    head = labels("cases.alt.matrix", language).format(n=len(data), conditions=len(counts))
    return f"{head} {succeeded} {shown}"


def _enumerate(counts: dict[str, int], codes: CaseCodes, labels: Labels, language: str) -> str:
    """Return "trust in 4, governance in 3, and …", without what is in no case."""
    parts = [
        labels("cases.alt.count", language).format(code=codes.join([code])[language], n=number)
        for code, number in counts.items()
        if number
    ]
    return join_words(parts, language) or labels("cases.none", language)
