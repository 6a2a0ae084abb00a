"""Whether results are older than what makes them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

_PATTERNS = ("workflow/**/*.py", "workflow/**/*.smk", "config/**/*.yaml")


def changed_since(built: Path, raw_files: Iterable[str], root: Path) -> str | None:
    """Return the file behind the facts that changed last, if that was after ``built``.

    These are code, configuration and the ``raw_files`` (paths from ``root``), but not the text, which
    is checked against the facts. None if nothing changed, or nothing was built yet.
    """
    if not built.is_file():
        return None
    files = [
        path
        for pattern in _PATTERNS
        for path in root.glob(pattern)
        if "tests" not in path.relative_to(root).parts
    ]
    files += [root / name for name in raw_files]
    last = max((path for path in files if path.is_file()), key=_time, default=built)
    return last.relative_to(root).as_posix() if _time(last) > _time(built) else None


def _time(path: Path) -> int:
    """Return when a file was last modified."""
    return path.stat().st_mtime_ns
