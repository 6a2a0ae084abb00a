"""Figures: a function from language to a Matplotlib figure, with its data and its alternative text.

Every figure below ``observed`` is stamped with its provenance, so that it stays honest when it is
copied out of the document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from honest_results.cell_levels import PROVENANCE, CellLevels, level_sentence
from honest_results.facts import write_json
from honest_results.personal_texts import refuse_personal_data
from honest_results.provenance import COLOURS, Source, declared, weakest
from human_files.formula_cells import without_formulas
from human_files.language.labels import Labels

if TYPE_CHECKING:
    import matplotlib.figure
    import pandas as pd
    from matplotlib.artist import Artist

#: Before the name of a part, in the id of its shape.
_PART = "part-"


class RecordList(NamedTuple):
    """The records that a part of a figure stands for; the HTML page opens them on demand.

    Lists of the same ``part`` are shown together under ``title``; the part's shape in the figure, if it
    is marked by :func:`mark_part`, leads there.
    """

    heading: str
    entries: Sequence[str]
    part: str = ""
    title: str = ""


@dataclass(frozen=True)
class Figure:
    """A figure: what is plotted, how, and what it shows in words.

    Attributes
    ----------
    id : str
        Name of its files.
    data : DataFrame
        What is plotted.
    draw : callable
        Takes a language and returns a Matplotlib figure.
    alt : mapping of str to str
        Alternative text by language.
    lists : mapping of str to sequence of RecordList
        By language, the records behind its parts.
    levels : sequence of str, optional
        The level of provenance of each row of ``data``; by default the figure's own, the weakest of all
        it rests on.
    """

    id: str
    data: pd.DataFrame
    draw: Callable[[str], matplotlib.figure.Figure]
    alt: Mapping[str, str]
    lists: Mapping[str, Sequence[RecordList]] = field(default_factory=dict)
    levels: Sequence[str] | None = None

    def write(self, folder: Path | str, **options: Any) -> None:
        """Write the figure; see :func:`write_figure` for the options.

        This is a method so that :mod:`honest_results.step`, which every script imports, need not import
        this module: a change here reruns only the rules with figures.
        """
        write_figure(self, folder, **options)


def write_figure(
    figure: Figure,
    folder: Path | str,
    *,
    languages: Sequence[str],
    labels: Labels,
    rule: str,
    script: str,
    sources: Iterable[Source] | None,
    is_draft: bool = False,
) -> None:
    """Write ``<id>.<language>`` as SVG, PNG (300 dpi), CSV (data) and JSON (words), in each language.

    The bytes depend only on the data, the language and the libraries: no date, no random ids. The
    figure of a draft says that it is one, and has no PNG, which only Word needs. Below ``observed`` the
    alternative text ends with the words of the level, and the last column of the data, ``provenance``,
    is the level of each row; a figure that rests on settings alone has no such column. Raises
    ResultError where the sources are not declared.
    """
    from honest_results.figure_style import stamp, use_style

    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    columns = figure.data.select_dtypes(exclude=["number", "bool"]).astype("str")
    cells = ((None, str(name), text) for name in columns for text in columns[name])
    alts = ((None, "alt", text) for text in figure.alt.values())
    refuse_personal_data(f"figure {figure.id}", [*cells, *alts])
    sources = declared(sources, f"figure {figure.id}")
    level = weakest(level for _, level in sources)
    data = _with_levels(figure, level) if sources else figure.data
    written = without_formulas(data)
    stamps = ["draft.stamp"] if is_draft else []
    stamps += [f"provenance.stamp.{level}"] if level != "observed" else []
    use_style()
    for language in languages:
        drawn = figure.draw(language)
        if stamps:
            words = " · ".join(labels(name, language) for name in stamps)
            stamp(drawn, words, COLOURS.get(level))
        stem = f"{folder / figure.id}.{language}"
        _save(drawn, stem, pixels=not is_draft)
        areas = _areas(drawn)
        written.to_csv(f"{stem}.csv", index=False, encoding="utf-8", lineterminator="\n")
        write_json(
            {
                "id": figure.id,
                "alt": _described(figure.alt[language], level_sentence(level, labels, language)),
                "lists": [item._asdict() for item in figure.lists.get(language, ())],
                **({"areas": areas} if areas else {}),
                "level": level,
                "rule": rule,
                "script": script,
                "sources": [list(source) for source in sources],
            },
            f"{stem}.json",
        )


def _with_levels(figure: Figure, level: str) -> pd.DataFrame:
    """Return what is plotted, with the level of each row in the last column.

    Data that are about levels of provenance may have that column themselves; an empty cell of it says
    nothing of its own.
    """
    data, rows = figure.data, figure.levels
    if rows is None and PROVENANCE in data.columns:
        rows = [each or level for each in data[PROVENANCE]]
        data = data.drop(columns=PROVENANCE)
    names = [*map(str, data.columns)]
    given = dict.fromkeys(names, rows) if rows is not None else {}
    return CellLevels(f"figure {figure.id}", level, names, len(data), given).of_rows(data)


def _described(alt: str, told: str) -> str:
    """Return an alternative text that tells at its end which data it speaks of."""
    if not told:
        return alt
    return f"{alt}{'' if alt.endswith(tuple('.!?…')) else '.'} {told}"


def _save(drawn: matplotlib.figure.Figure, stem: str, pixels: bool) -> None:
    """Write the figure as SVG and (``pixels``) PNG, laid out once so that proportions are the same.

    The canvases write directly, because ``savefig`` draws everything twice.
    """
    from matplotlib import rcParams
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    screen = drawn.dpi
    vectors: Any = FigureCanvasSVG(drawn)
    vectors.print_svg(f"{stem}.svg", metadata={"Date": None, "Creator": None})
    drawn.set_layout_engine("none")
    if pixels:
        drawn.set_dpi(rcParams["savefig.dpi"])
        raster: Any = FigureCanvasAgg(drawn)
        raster.print_png(f"{stem}.png", metadata={"Software": None})
    drawn.set_dpi(screen)  # the canvases have set their own


def mark_part(artist: Artist, part: str) -> None:
    """Mark the shape that stands for a part of the figure (see :class:`RecordList`)."""
    artist.set_gid(f"{_PART}{part}")


def _areas(drawn: matplotlib.figure.Figure) -> dict[str, list[float]]:
    """Return where the marked shapes are: left, top, width and height in percent of the figure."""
    width, height = drawn.bbox.width, drawn.bbox.height
    areas = {}
    for artist in drawn.findobj(lambda found: str(found.get_gid() or "").startswith(_PART)):
        box = artist.get_window_extent()
        places = (box.x0 / width, 1 - box.y1 / height, box.width / width, box.height / height)
        areas[str(artist.get_gid()).removeprefix(_PART)] = [round(100 * x, 2) for x in places]
    return areas
