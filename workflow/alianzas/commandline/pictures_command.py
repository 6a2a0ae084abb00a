"""``alianzas pictures``: the picture of the article in the README, drawn from the built PDF."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from alianzas.commandline.chosen_studies import chosen_studies
from honest_results.project import load_project
from human_files.errors import Problem, ResultError
from human_files.language.messages import message

PICTURE = "manuscript/preview.png"
#: Width of a page and of the gap around it, in pixels.
WIDTH, GAP = 560, 16


def run(options: Namespace, root: Path) -> int:
    """Write the picture."""
    study = chosen_studies(None, root)[0].study
    article = f"results/{study}/article.{load_project(root).languages_of(study)[0]}.pdf"
    if not (root / article).is_file():
        raise ResultError(
            Problem(article, message("does not exist yet."), message("Run `make paper` first."))
        )
    if shutil.which("pdftoppm") is None:
        raise ResultError(
            Problem(
                article,
                message("cannot be drawn: the program pdftoppm is not installed."),
                message(
                    "Debian, Ubuntu: sudo apt install poppler-utils   macOS: brew install poppler"
                ),
            )
        )
    draw(root / article, options.pages, root / PICTURE)
    print(PICTURE)
    return 0


def draw(article: Path, pages: Sequence[int], picture: Path) -> None:
    """Draw ``pages`` of ``article`` (PDF) side by side on grey, as a PNG with 64 colours."""
    from PIL import Image

    drawn = []
    with tempfile.TemporaryDirectory() as folder:
        for number in pages:
            size = ["-scale-to-x", str(WIDTH), "-scale-to-y", "-1"]
            only = ["-f", str(number), "-l", str(number), "-singlefile"]
            drawing = f"{folder}/{number}"
            subprocess.run(["pdftoppm", "-png", *size, *only, str(article), drawing], check=True)
            drawn.append(Image.open(f"{drawing}.png").convert("RGB"))
    height = max(page.height for page in drawn)
    sheet = Image.new("RGB", (len(drawn) * (WIDTH + GAP) + GAP, height + 2 * GAP), "#d0d4d8")
    for index, page in enumerate(drawn):
        sheet.paste(page, (GAP + index * (WIDTH + GAP), GAP))
    sheet.quantize(64).save(picture, optimize=True)
