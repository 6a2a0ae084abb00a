"""What steps and Snakemake print during a build, sorted into what a person needs."""

from __future__ import annotations

from pathlib import Path

from honest_results.build.progress import Display
from human_files import disk
from human_files.errors import error_mark

#: The one thing Snakemake prints past its loggers.
_NOISE = ("Using workflow specific profile", "Using profile")
#: How Python begins to report an unforeseen error.
_UNFORESEEN = ("Traceback (most recent call last)", "--- Logging error ---")


class Words:
    """Passes errors on as they arrive; holds a traceback back until it is clear what it is about."""

    def __init__(self, display: Display, root: Path) -> None:
        self._display, self._root = display, root
        self._held: list[str] = []
        self._holds = False

    def add(self, line: str) -> None:
        """Take in one line."""
        if line.startswith(_UNFORESEEN):
            self._holds = True
        elif line.startswith(error_mark()):
            self._holds = False
        if self._holds:
            self._held.append(line)
        elif not line.startswith(_NOISE):
            self._display.tell(line)

    def end(self) -> None:
        """Show what was held back; if the disk is full, only that."""
        if any(disk.is_full(line) for line in self._held):
            self._display.fail(f"{error_mark()}{disk.full_disk(self._root)}")
        else:
            for line in self._held:
                self._display.say(line)
        self._held.clear()
