"""What forgeries have in common: how they are registered, and how they change a file."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Forgery:
    """A way to forge: its name, the file it touches, and what does it to a folder of results."""

    name: str
    file: str
    forge: Callable[[Path], None]


FORGERIES: list[Forgery] = []


def forgery(file: str) -> Callable[[Callable[[Path], None]], Callable[[Path], None]]:
    """Register a function that forges ``file``, whose path it gets; its docstring is the name."""

    def register(function: Callable[[Path], None]) -> Callable[[Path], None]:
        name = (function.__doc__ or "").strip().rstrip(".")
        FORGERIES.append(Forgery(name, file, lambda folder: function(folder / file)))
        return function

    return register


def replace(path: Path, old: str, new: str, *, at: int = 0) -> None:
    """Replace one occurrence of a text, which has to be there."""
    text = path.read_text(encoding="utf-8")
    places = [found.start() for found in re.finditer(re.escape(old), text)]
    assert len(places) > at, f"{path.name} has no {old!r}"
    start = places[at]
    path.write_text(text[:start] + new + text[start + len(old) :], encoding="utf-8")


def number_in(path: Path, pattern: str) -> str:
    """Return the first match of a pattern in a text."""
    found = re.search(pattern, path.read_text(encoding="utf-8"))
    assert found is not None, f"{path.name} has no {pattern}"
    return found.group()


def change_json(path: Path, change: Callable[[Any], None]) -> None:
    """Change what a JSON file holds, written as the build writes it."""
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")


def first_fact(content: Any, fits: Callable[[str, dict[str, Any]], bool]) -> dict[str, Any]:
    """Return the first fact that fits."""
    return next(fact for key, fact in sorted(content["facts"].items()) if fits(key, fact))


def change_fact(
    path: Path, fits: Callable[[str, dict[str, Any]], bool], change: Callable[[Any], None]
) -> None:
    """Change the first fact that fits."""
    change_json(path, lambda content: change(first_fact(content, fits)))


def change_parts(path: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """Change the parts of a Word file."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def change_part(path: Path, name: str, pattern: bytes, new: bytes) -> None:
    """Replace the first match of a pattern in a part of a Word file."""

    def change(parts: dict[str, bytes]) -> None:
        changed, times = re.subn(pattern, new, parts[name], count=1)
        assert times == 1, f"{name} has no {pattern!r}"
        parts[name] = changed

    change_parts(path, change)


def painted(content: bytes, box: tuple[float, float, float, float] = (0.4, 0.4, 0.6, 0.6)) -> bytes:
    """Return a PNG file with a red box: left, top, right and bottom as shares of its size."""
    from PIL import Image, ImageDraw

    picture = Image.open(io.BytesIO(content)).convert("RGB")
    width, height = picture.size
    ends = (box[0] * width, box[1] * height, box[2] * width, box[3] * height)
    ImageDraw.Draw(picture).rectangle(ends, fill="red")
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()
