"""Forgeries of figures: their pixels, shapes, words and plotted data."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from forged.changes import forgery, number_in, painted, replace


@forgery("figures/drivers.en.png")
def red_box(path: Path) -> None:
    """A red box in a figure (PNG)."""
    path.write_bytes(painted(path.read_bytes()))


@forgery("figures/drivers.en.png")
def small_dot(path: Path) -> None:
    """A point of a plot taken away (PNG)."""
    from PIL import Image

    picture = Image.open(path).convert("RGB")
    part = picture.crop((0, 0, 30, 30))
    picture.paste(part, (picture.width * 6 // 10, picture.height // 2))
    dark = next(
        (x, y)
        for y in range(picture.height // 3, picture.height, 7)
        for x in range(picture.width // 2, picture.width, 7)
        if sum(picture.getpixel((x, y))) < 400  # type: ignore[arg-type]
    )
    picture.paste(part, (dark[0] - 12, dark[1] - 12))
    picture.save(path)


@forgery("figures/drivers.en.png")
def stretched(path: Path) -> None:
    """A figure stretched (PNG)."""
    from PIL import Image

    picture = Image.open(path)
    wide = picture.resize((picture.width * 11 // 10, picture.height))
    left = (wide.width - picture.width) // 2
    wide.crop((left, 0, left + picture.width, picture.height)).save(path)


@forgery("figures/drivers.en.png")
def other_picture(path: Path) -> None:
    """The figure of the other language in the place of a figure."""
    shutil.copyfile(path.with_name("drivers.es.png"), path)


@forgery("figures/drivers.en.svg")
def red_box_in_drawing(path: Path) -> None:
    """A red box in a figure (SVG)."""
    replace(path, "</svg>", '<rect x="60" y="60" width="80" height="60" fill="red"/></svg>')


@forgery("figures/drivers.en.svg")
def shape_moved(path: Path) -> None:
    """A point of a plot moved (SVG)."""
    text = path.read_text()
    uses = [*re.finditer(r'<use xlink:href="#m[^"]*" x="([\d.]+)"', text)]
    found = uses[len(uses) // 2]
    moved = f"{float(found[1]) - 25:.6f}"
    path.write_text(text[: found.start(1)] + moved + text[found.end(1) :])


@forgery("figures/drivers.en.svg")
def script_in_drawing(path: Path) -> None:
    """A script in a figure (SVG)."""
    replace(path, "</svg>", "<script>alert(1)</script></svg>")


@forgery("figures/drivers.en.svg")
def words_of_drawing(path: Path) -> None:
    """What a label of a figure says (SVG)."""
    old = number_in(path, r"<!-- [^>]{4,} -->")
    replace(path, old, "<!-- Significant -->")


@forgery("figures/drivers.en.csv")
def plotted(path: Path) -> None:
    """A plotted value."""
    old = number_in(path, r"0\.\d{10,}")
    replace(path, old, f"0.9{old[3:]}")


@forgery("figures/drivers.en.json")
def alternative(path: Path) -> None:
    """A number in an alternative text."""
    old = number_in(path, r"0\.\d\d")
    replace(path, old, "0.98")
