"""Writing the instruments of a study into a folder, without losing what people wrote into them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

#: Remembers what was written, to tell it from what people changed.
_MEMORY = ".written.json"


class Written(NamedTuple):
    """A file: where it is, and whether a person has changed it, so that it was left alone."""

    path: Path
    changed: bool


def write_files(folder: Path, files: Iterable[tuple[str, bytes]]) -> Iterator[Written]:
    """Write files (path in ``folder``, content) and yield each.

    A file that is no longer what was written there last is a person's, and stays as it is.
    """
    memory = _read(folder / _MEMORY)
    for name, content in files:
        path = folder / name
        changed = path.exists() and memory.get(name) != _digest(path.read_bytes())
        if not changed:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            memory[name] = _digest(content)
            text = json.dumps(memory, indent=1, sort_keys=True) + "\n"
            (folder / _MEMORY).write_text(text, encoding="utf-8")
        yield Written(path, changed)


def _read(path: Path) -> dict[str, str]:
    """Return what was written; nothing where that is not known."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
