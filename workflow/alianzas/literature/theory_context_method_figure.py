"""Theory, context and method side by side: how many studies state each, and how many state nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alianzas.literature.code_boxes import draw_columns, number_included, used_codes
from alianzas.literature.included_studies import Studies
from honest_results.figures import Figure
from human_files.language.current import current_languages
from human_files.language.numbers import format_value

if TYPE_CHECKING:
    import matplotlib.figure
    import pandas as pd

    from alianzas.config.codebook import Codebook
    from human_files.language.labels import Labels

TCM = ("theory", "context", "method")


def theory_context_method_figure(studies: Studies, codebook: Codebook, labels: Labels) -> Figure:
    """Return the figure; its data have one row per code in use: dimension, code, n, share."""
    import pandas as pd

    included = number_included(studies)
    counts = used_codes(studies, codebook, TCM)
    rows = [(name, code, n) for name, listed in counts.items() for code, n in listed]
    data = pd.DataFrame(rows, columns=["dimension", "code", "n"])
    data["share"] = data["n"] / max(1, included)

    def draw(language: str) -> matplotlib.figure.Figure:
        names = {key: text[language] for key, text in codebook.labels().items()}
        note = labels("literature.figure.codes.note", language)
        note = note.format(n=format_value(included, "count", language))
        return draw_columns(counts, included, names, note, language)[0]

    alt = {language: _alt(data, codebook, labels, language) for language in current_languages()}
    return Figure("theory_context_method", data, draw, alt)


def _alt(data: pd.DataFrame, codebook: Codebook, labels: Labels, language: str) -> str:
    names = {key: text[language] for key, text in codebook.labels().items()}
    return " ".join(
        labels("literature.figure.codes.alt", language).format(
            dimension=names[str(dimension)],
            counts="; ".join(
                f"{names[f'{dimension}.{code}']}: {n}"
                for code, n in zip(part["code"], part["n"], strict=True)
                if n
            ),
        )
        for dimension, part in data.groupby("dimension", sort=False)
    )
