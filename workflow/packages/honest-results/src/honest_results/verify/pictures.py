"""Pictures compared as an eye does: by what is seen at half a millimetre, not by their bytes."""

from __future__ import annotations

import io
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from honest_results.verify.findings import FileFindings, Status
from honest_results.verify.reading import TOO_LARGE, UnreadableError, readable
from human_files.language.messages import message

if TYPE_CHECKING:
    import numpy as np

    Pixels = np.ndarray[Any, np.dtype[np.float32]]

#: Side of the squares whose mean colours are compared, in pixels of a picture of :data:`_WIDTH`.
_SQUARE = 2
#: Pictures are brought to this width, if they are wider.
_WIDTH = 1200
#: The most that the mean colour of a square may differ (of 255): the same; hardly seen.
SAME, HARDLY_SEEN = 24.0, 48.0
#: For the latter, no more than this share of all squares may differ by more than the former.
_FEW = 0.002
#: The end of a PNG file.
_END = b"IEND\xaeB`\x82"
_MOST_PIXELS = 120_000_000


def compare_pictures(published: bytes, rebuilt: bytes, sink: FileFindings, place: str = "") -> None:
    """Compare two pictures by their pixels, and what else a PNG file says."""
    if published == rebuilt:
        sink.same("picture")
        return
    try:
        mine, theirs = (read_picture(content) for content in (published, rebuilt))
    except UnreadableError as error:
        sink.add("different", "picture", place, note=str(error))
        return
    status, note = compare_pixels(mine, theirs)
    words = [_texts_within(content) for content in (published, rebuilt)]
    if status == "same" and words[0] != words[1]:
        status, note = "different", message("The file says other things beside the picture.")
        sink.add(status, "picture", place, words[0], words[1], note)
        return
    sink.add(status, "picture", place, _size(mine), _size(theirs), note)


def compare_pixels(mine: Pixels, theirs: Pixels) -> tuple[Status, str]:
    """Say how two pictures compare, and how far they are apart."""
    import numpy as np

    if mine.shape != theirs.shape:
        return "different", message("Another size.")
    if np.array_equal(mine, theirs):
        return "same", ""
    apart = np.abs(_squares(mine) - _squares(theirs)).max(axis=2)
    most, share = float(apart.max()), float((apart > SAME).mean())
    note = message(
        "The largest difference of a small square is {most} of 255; {share} % of the picture "
        "differs, from {left} % to {right} % of its width and from {top} % to {bottom} % of its "
        "height.",
        most=round(most),
        share=f"{100 * share:.2g}",
        **_where(apart > SAME),
    )
    if most <= SAME:
        return "same", ""
    if most <= HARDLY_SEEN and share <= _FEW:
        return "minor", note
    return "different", note


def read_picture(content: bytes) -> Pixels:
    """Return the pixels of a PNG or JPEG file on white, as numbers from 0 to 255."""
    import numpy as np
    from PIL import Image

    with readable():
        try:
            picture = Image.open(io.BytesIO(content), formats=("PNG", "JPEG"))
        except Image.DecompressionBombError as error:
            raise UnreadableError(message(TOO_LARGE)) from error
        if picture.width * picture.height > _MOST_PIXELS:
            raise UnreadableError(message(TOO_LARGE))
        if getattr(picture, "n_frames", 1) > 1:
            raise UnreadableError(message("It holds several pictures, of which one is shown."))
        coloured = picture.convert("RGBA")
        white = Image.new("RGBA", coloured.size, "white")
        white.alpha_composite(coloured)
        return np.asarray(white.convert("RGB"), dtype=np.float32)


@lru_cache(maxsize=8)
def drawn(svg: bytes) -> Pixels:
    """Return the pixels of an SVG file, drawn by Typst."""
    import typst

    page = "#set page(width: auto, height: auto, margin: 0pt, fill: white)\n"
    with tempfile.TemporaryDirectory(prefix="honest-results-") as folder, readable():
        Path(folder, "drawing.svg").write_bytes(svg)
        source = Path(folder, "page.typ")
        source.write_text(page + '#image("drawing.svg")\n', encoding="utf-8")
        return read_picture(
            typst.compile(str(source), root=folder, format="png", ppi=120, ignore_system_fonts=True)
        )


def _texts_within(content: bytes) -> dict[str, str]:
    """Return what a picture's file says in words, but for the program that wrote it."""
    from PIL import Image

    with readable():
        picture = Image.open(io.BytesIO(content), formats=("PNG", "JPEG"))
        picture.load()
        said = {str(name): str(what) for name, what in picture.info.items()}
        after = content.rpartition(_END)[2] if _END in content else b""
        said |= {"after the picture": str(len(after))} if after else {}
        return {
            name: what for name, what in said.items() if name not in ("Software", "dpi", "gamma")
        }


def _squares(pixels: Pixels) -> Pixels:
    """Return the mean colour of each small square."""
    import numpy as np

    side = _SQUARE * max(1, round(pixels.shape[1] / _WIDTH))
    height, width = (length // side * side for length in pixels.shape[:2])
    cut = pixels[:height, :width] if height and width else pixels
    if not (height and width):
        return cut
    shape = (height // side, side, width // side, side, cut.shape[2])
    return np.asarray(cut.reshape(shape).mean(axis=(1, 3)), dtype=np.float32)


def _where(apart: Any) -> dict[str, int]:
    """Return the box around everything that differs, in percent of width and height."""
    import numpy as np

    rows, columns = (np.flatnonzero(apart.any(axis=axis)) for axis in (1, 0))
    if not rows.size:
        return {"left": 0, "right": 0, "top": 0, "bottom": 0}
    height, width = apart.shape
    return {
        "left": int(100 * columns[0] / width),
        "right": round(100 * (columns[-1] + 1) / width),
        "top": int(100 * rows[0] / height),
        "bottom": round(100 * (rows[-1] + 1) / height),
    }


def _size(pixels: Pixels) -> str:
    """Return the size of a picture in words."""
    height, width = pixels.shape[:2]
    return message("{width} × {height} pixels", width=width, height=height)
