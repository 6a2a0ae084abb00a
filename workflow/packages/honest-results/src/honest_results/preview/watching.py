"""Noticing what was saved by looking, which works on every disk, even where changes are not announced.

Network drives, synchronised folders and Windows folders seen from WSL announce no changes. The few
hundred files that matter are looked at several times a second, and less often where that takes long.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

#: Time, size and identity: an editor that replaces a file may not change its size.
Stamp = tuple[int, int, int]

#: Seconds between two looks at the first group and at the others; and of quiet after a change, as
#: editors write in several steps.
_OFTEN, _SELDOM, _QUIET = 0.1, 0.6, 0.06
#: Share of the time that looking at a group may take.
_SHARE = 0.05
#: After this many seconds changes are reported even if files keep changing.
_LONGEST = 2.0


def files_under(folder: str, *endings: str) -> Callable[[], Iterator[str]]:
    """Return a function that yields the files in ``folder``, at any depth, with one of the endings.

    Without ``endings``, all files; but never those that editors, Python and Quarto keep for themselves.
    """

    def walk(place: str) -> Iterator[str]:
        try:
            entries = [*os.scandir(place)]
        except OSError:  # gone between two looks
            return
        for entry in entries:
            if entry.name.startswith((".", "#", "~", "__")) or entry.name.endswith(("~", ".tmp")):
                continue
            if entry.is_dir():
                yield from walk(entry.path)
            elif not endings or entry.name.endswith(endings):
                yield entry.path

    return lambda: walk(folder)


class _Group:
    """Files that are looked at together, at a pace of their own."""

    def __init__(self, files: Callable[[], Iterable[str]], pause: float) -> None:
        self._files, self._pause = files, pause
        self.due = 0.0
        self.seen = self.look()

    def look(self) -> dict[str, Stamp]:
        """Return the stamps of the files that exist."""
        begin = time.monotonic()
        found = {path: stamp for path in self._files() if (stamp := _stamp(path)) is not None}
        end = time.monotonic()
        self.due = end + max(self._pause, (end - begin) / _SHARE)
        return found

    def changes(self) -> list[str]:
        """Return the changed, new and deleted files since the last time, once they have settled."""
        now = self.look()
        if now == self.seen:
            return []
        end = time.monotonic() + _LONGEST
        while time.monotonic() < end:
            time.sleep(_QUIET)
            before, now = now, self.look()
            if now == before:
                break
        seen, self.seen = self.seen, now
        names = seen.keys() | now.keys()
        return sorted(path for path in names if seen.get(path) != now.get(path))


class Watch:
    """Looks at groups of files, each given by a function that names them; the first most often."""

    def __init__(self, groups: Mapping[str, Callable[[], Iterable[str]]]) -> None:
        self._groups = {
            name: _Group(files, _SELDOM if number else _OFTEN)
            for number, (name, files) in enumerate(groups.items())
        }

    def changes(self) -> dict[str, list[str]]:
        """Wait for the next look; return what changed by group, without groups in which nothing did."""
        due = min(group.due for group in self._groups.values())
        time.sleep(max(0.0, due - time.monotonic()))
        now = time.monotonic()
        found = {name: group.changes() for name, group in self._groups.items() if group.due <= now}
        return {name: paths for name, paths in found.items() if paths}


def _stamp(path: str) -> Stamp | None:
    """Return what shows whether a file was written; None if it does not exist."""
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
