"""Figures: a function from language to a Matplotlib figure, with its data and its alt text.

The writer stamps every figure below ``observed`` with its provenance, so that it stays honest when
it is copied out of the article.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from honest_results.facts import write_json
from honest_results.provenance import Source, weakest
from human_files.language.labels import Labels

if TYPE_CHECKING:
    import matplotlib.figure
    import pandas as pd
    from matplotlib.artist import Artist

#: Before the name of a part, in the id of its shape.
_PART = "part-"


class RecordList(NamedTuple):
    """What a part of a figure stands for, one by one; the HTML article opens it on demand.

    Lists of one ``part`` stand together under ``title``; the part's shape in the figure, if it is
    marked by :func:`mark_part`, leads there.
    """

    heading: str
    entries: Sequence[str]
    part: str = ""
    title: str = ""


@dataclass(frozen=True)
class Figure:
    """A figure of the article: what is plotted, how, and what it shows in words per language.

    ``lists`` name, per language, the records behind its parts.
    """

    id: str
    data: pd.DataFrame
    draw: Callable[[str], matplotlib.figure.Figure]
    alt: Mapping[str, str]
    lists: Mapping[str, Sequence[RecordList]] = field(default_factory=dict)

    def write(self, folder: Path | str, **options: Any) -> None:
        """Write the figure; see :func:`write_figure` for the options.

        A method, so that :mod:`honest_results.step`, which every script imports, need not import this
        module: a change here reruns the rules with figures only.
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
    sources: Iterable[Source],
    is_draft: bool = False,
) -> None:
    """Write ``<id>.<language>.svg``, ``.png`` (300 dpi), ``.csv`` (data) and ``.json`` (words).

    For each of the ``languages``.

    The bytes depend on the data, the language and the libraries only: no date, no random ids. A draft's
    figure says that it is one, and has no PNG: that is for Word.
    """
    from honest_results.figure_style import PALETTE, use_style

    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    sources = list(sources)
    level = weakest(level for _, level in sources)
    stamps = ["draft.stamp"] if is_draft else []
    stamps += [f"provenance.stamp.{level}"] if level != "observed" else []
    use_style()
    for language in languages:
        drawn = figure.draw(language)
        if stamps:
            drawn.supxlabel(
                " · ".join(labels(stamp, language) for stamp in stamps),
                x=0.995,
                ha="right",
                fontsize=6.5,
                color=PALETTE["vermilion"],
            )
        stem = f"{folder / figure.id}.{language}"
        _save(drawn, stem, pixels=not is_draft)
        areas = _areas(drawn)
        figure.data.to_csv(f"{stem}.csv", index=False, encoding="utf-8", lineterminator="\n")
        write_json(
            {
                "id": figure.id,
                "alt": figure.alt[language],
                "lists": [item._asdict() for item in figure.lists.get(language, ())],
                **({"areas": areas} if areas else {}),
                "level": level,
                "rule": rule,
                "script": script,
                "sources": [list(source) for source in sources],
            },
            f"{stem}.json",
        )


def _save(drawn: matplotlib.figure.Figure, stem: str, pixels: bool) -> None:
    """Write the figure as SVG and (``pixels``) PNG, laid out once: both have the same proportions.

    The canvases write by themselves, for ``savefig`` draws everything twice.
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
    """Return where the marked shapes are: left, top, width and height as percent of the figure."""
    width, height = drawn.bbox.width, drawn.bbox.height
    areas = {}
    for artist in drawn.findobj(lambda found: str(found.get_gid() or "").startswith(_PART)):
        box = artist.get_window_extent()
        places = (box.x0 / width, 1 - box.y1 / height, box.width / width, box.height / height)
        areas[str(artist.get_gid()).removeprefix(_PART)] = [round(100 * x, 2) for x in places]
    return areas
